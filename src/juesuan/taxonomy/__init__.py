"""The field's vocabulary as dated data: budget classifications, statutory forms, and the concepts they state.

Everything here is read from tables in ``taxonomy/data``; no rule and no reader keeps a list of its own.
"""

from juesuan.taxonomy.concepts import Concept, concepts
from juesuan.taxonomy.editions import Edition, Subject, department, functional, government
from juesuan.taxonomy.forms import Column, Form, Relationship, Row, forms, relationships
from juesuan.taxonomy.names import Likeness, fold, likeness, unnumbered

__all__ = [
    "Column",
    "Concept",
    "Edition",
    "Form",
    "Likeness",
    "Relationship",
    "Row",
    "Subject",
    "concepts",
    "department",
    "fold",
    "forms",
    "functional",
    "government",
    "likeness",
    "relationships",
    "unnumbered",
]
