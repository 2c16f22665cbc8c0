"""The field's vocabulary as dated data: budget classifications, statutory forms, and the concepts they state.

Everything here is read from tables in ``taxonomy/data``; no rule and no reader keeps a list of its own.
"""

from juesuan.taxonomy.editions import Edition, Subject, department, functional, government
from juesuan.taxonomy.forms import Column, Form, Relationship, Row, forms, relationships
from juesuan.taxonomy.names import Likeness, fold, likeness, stem, unnumbered
from juesuan.taxonomy.titles import title_of, titles

__all__ = [
    "Column",
    "Edition",
    "Form",
    "Likeness",
    "Relationship",
    "Row",
    "Subject",
    "department",
    "fold",
    "forms",
    "functional",
    "government",
    "likeness",
    "relationships",
    "stem",
    "title_of",
    "titles",
    "unnumbered",
]
