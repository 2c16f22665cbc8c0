# Two commands are enough: `make demo` shows the product at work, `make test` proves that all is well.
SHELL := /bin/bash
.DELETE_ON_ERROR:
.PHONY: help demo run setup setup-dev test lint type docs bench lock examples clean

PYTHON := .venv/bin/python
JUESUAN := .venv/bin/juesuan
PIP := $(PYTHON) -m pip --disable-pip-version-check --quiet
SAMPLE := examples/report.docx
REPORT ?= $(SAMPLE)
# What was installed is compiled and tried out at once: the first command of a person then starts as fast as the next.
TRY = $(PYTHON) -m compileall -q src/juesuan && $(JUESUAN) audit examples/clean.docx >/dev/null

help:  ## what the verbs do
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

demo: .make/run  ## install, audit the sample report, compose a report from sample accounts; everything lies in out/
	@mkdir -p out
	@$(JUESUAN) audit $(SAMPLE) --format html -o out/report.html || [ $$? -eq 1 ]
	@$(JUESUAN) audit $(SAMPLE) --format docx -o out/report.docx || [ $$? -eq 1 ]
	@$(JUESUAN) audit $(SAMPLE) --format xlsx -o out/report.xlsx || [ $$? -eq 1 ]
	@$(JUESUAN) audit $(SAMPLE) || [ $$? -eq 1 ]
	@$(JUESUAN) compose examples/accounts.xlsx --prior examples/accounts-2023.xlsx -o out/决算/
	@$(JUESUAN) evaluate examples/performance.xlsx --accounts examples/accounts.xlsx --prior examples/accounts-2023.xlsx -o out/绩效/
	@echo
	@echo "审核的报告：      $(SAMPLE)"
	@echo "带标记的网页：    out/report.html（用浏览器打开）"
	@echo "带批注的 Word：   out/report.docx"
	@echo "问题清单：        out/report.xlsx"
	@echo "由数据编制的报告：out/决算/（docx、pdf、html、xlsx 和开放数据，数据在 examples/accounts.xlsx）"
	@echo "绩效自评和评价：  out/绩效/（报告、评分表、自评表、底稿等 docx，数据在 examples/performance.xlsx）"
	@echo "审核您自己的报告：$(JUESUAN) audit 报告.docx"

run: .make/run  ## audit REPORT=path
	@$(JUESUAN) audit $(REPORT)

setup: .make/run  ## the product in .venv
setup-dev: .make/dev  ## the product and everything its tests need in .venv

.make/run: requirements.lock pyproject.toml .ci/environment
	@.ci/environment
	@[ -n "$$JUESUAN_QUIET" ] || echo "安装 Juesuan 及其依赖（按锁定版本校验）……"
	@$(PIP) install --require-hashes -r requirements.lock
	@$(PIP) install --no-deps --no-build-isolation -e .
	@$(TRY)
	@mkdir -p .make && touch $@

.make/dev: requirements-dev.lock pyproject.toml .ci/environment
	@.ci/environment
	@echo "安装测试所需的依赖（按锁定版本校验）……"
	@$(PIP) install --require-hashes -r requirements-dev.lock
	@$(PIP) install --no-deps --no-build-isolation -e .
	@$(TRY)
	@mkdir -p .make && touch .make/run $@

test: .make/dev  ## style, types, one-way rooms, documentation, all tests
	@.ci/browser
	@$(MAKE) --no-print-directory --keep-going lint type docs-check unit

lint: style rooms  ## ruff and the one-way import contract

style: .make/dev
	.venv/bin/ruff check src tests examples bench

rooms: .make/dev
	.venv/bin/lint-imports
.PHONY: style rooms

type: .make/dev  ## mypy, strict
	.venv/bin/mypy --strict

docs: .make/dev  ## write the generated rule pages
	$(PYTHON) -m juesuan.rules.pages

docs-check: .make/dev
	$(PYTHON) -m juesuan.rules.pages --check

unit: .make/dev
	$(PYTHON) -m pytest -n 2
.PHONY: docs-check unit

examples: .make/dev  ## build the sample reports again
	$(PYTHON) examples/build.py
	$(PYTHON) examples/word.py
	$(PYTHON) examples/performance.py

bench: .make/dev  ## print accuracy and speed
	$(PYTHON) bench/accuracy.py
	$(PYTHON) bench/speed.py
	$(PYTHON) bench/compose.py

UV := $(or $(shell command -v uv),.venv/bin/uv)
LOCK := $(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
	--no-annotate --no-emit-index-url --no-emit-find-links --group build

lock:  ## newest versions that fit pyproject.toml, with hashes and without addresses (needs uv)
	$(LOCK) --upgrade pyproject.toml -o requirements.lock
	$(LOCK) --upgrade --extra dev --constraint requirements.lock pyproject.toml -o requirements-dev.lock

clean:  ## everything that was built or installed
	rm -rf .make .venv out build dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
