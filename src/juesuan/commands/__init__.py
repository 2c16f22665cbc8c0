"""The commands beyond auditing, one small module each, found by being here.

A module offers ``register(app)``. It imports what it needs inside its command, so that the start of ``juesuan audit``
costs nothing more however many commands there are.
"""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import typer


def register_all(app: typer.Typer) -> None:
    """Add every command of this folder to ``app``, in the order of their names."""
    for module in sorted(iter_modules(__path__), key=lambda m: m.name):
        import_module(f"{__name__}.{module.name}").register(app)
