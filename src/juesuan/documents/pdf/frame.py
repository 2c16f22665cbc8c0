"""The frames a page is seen in: PDF space, the page as displayed, and the frame in which its text reads
upright.

A landscape table is often drawn sideways on a portrait page, or upright on a page that is then turned.
All geometry in this package happens in the reading frame (origin top left, y down, text left to right);
only the anchors of the finished text are in the displayed frame, because that is what a person sees.
"""

from __future__ import annotations

from dataclasses import dataclass

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Frame:
    """Quarter turns counter-clockwise of the text in PDF space, and the visible box of the page in PDF
    points.
    """

    turn: int
    left: float
    bottom: float
    right: float
    top: float

    @property
    def width(self) -> float:
        """Width in points as read."""
        return self.top - self.bottom if self.turn % 2 else self.right - self.left

    @property
    def height(self) -> float:
        """Height in points as read."""
        return self.right - self.left if self.turn % 2 else self.top - self.bottom

    def point(self, x: float, y: float) -> tuple[float, float]:
        """A point of PDF space in this frame."""
        if self.turn == 0:
            return x - self.left, self.top - y
        if self.turn == 1:
            return y - self.bottom, x - self.left
        if self.turn == 2:
            return self.right - x, y - self.bottom
        return self.top - y, self.right - x

    def back(self, x: float, y: float) -> tuple[float, float]:
        """A point of this frame in PDF space."""
        if self.turn == 0:
            return x + self.left, self.top - y
        if self.turn == 1:
            return y + self.left, x + self.bottom
        if self.turn == 2:
            return self.right - x, y + self.bottom
        return self.right - y, self.top - x

    def box(self, x0: float, y0: float, x1: float, y1: float) -> Box:
        """A rectangle of PDF space in this frame: (x0, top, x1, bottom)."""
        a, b = self.point(x0, y0)
        c, d = self.point(x1, y1)
        return min(a, c), min(b, d), max(a, c), max(b, d)

    def seen_from(self, other: Frame, box: Box) -> Box:
        """A rectangle of this frame in another frame of the same page."""
        if other.turn == self.turn:
            return box
        a, b = self.back(box[0], box[1])
        c, d = self.back(box[2], box[3])
        return other.box(a, b, c, d)
