"""PDF in: characters and ruling lines as PDFium reports them, made into paragraphs and tables by geometry
alone.
"""

from juesuan.documents.pdf.reader import read_pdf

__all__ = ["read_pdf"]
