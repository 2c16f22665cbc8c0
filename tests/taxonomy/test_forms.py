"""The form data hang together: keys are known concepts, relations name keys that their forms print."""

from __future__ import annotations

from juesuan.rules.registry import catalogue
from juesuan.taxonomy import forms, relationships, titles

FUNDS = ("appropriation", "general", "fund", "capital")


def _keys(code: str) -> set[str]:
    form = forms()[code]
    columns = {c.key for c in form.columns}
    keys = columns | {r.key for r in form.rows} | {form.item, form.total}
    keys |= {f"{form.item}-{c.rpartition('.')[2]}" for c in columns}
    keys |= {f"{f}.{r.key}" for f in FUNDS for r in form.rows} | {f"{f}.{form.item}" for f in FUNDS}
    return keys


def test_every_relation_names_keys_of_its_forms_and_a_rule() -> None:
    checks = {rule.check for rule in catalogue()}
    for relation in relationships():
        assert relation.check in checks
        for position, key in enumerate((relation.total, *relation.parts)):
            assert key.lstrip("-").partition("#")[0] in _keys(relation.form_of(position)), (relation, key)


def test_every_concept_of_a_form_has_words() -> None:
    known = titles()
    for form in forms().values():
        if form.layout == "sides":
            continue
        for column in form.columns:
            assert column.key.removeprefix("fund-") in known, (form.code, column.key)


def test_titles_of_forms_are_their_own_aliases_and_belong_to_one_form() -> None:
    seen: dict[str, str] = {}
    for form in forms().values():
        for alias in form.aliases:
            assert seen.setdefault(alias, form.code) == form.code
