"""A canvas measured as the designs are: millimetres, y downward from the top left corner."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from math import cos, sin

from reportlab.lib.colors import HexColor
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from competition.certificates.drawing.curves import Path, Point, polygon
from competition.certificates.drawing.tones import Ink

WIDTH, HEIGHT = 297.0, 210.0
Box = tuple[float, float, float, float]
NON_ZERO = 1  # where shapes of one path overlap, both are filled


class Page:
    """An A4 page on its side."""

    def __init__(self, canvas: Canvas) -> None:
        self.canvas = canvas

    def to_points(self, x: float, y: float) -> Point:
        """ReportLab's place of a point; a hundredth of a point is below any printer."""
        return round(x * mm, 2), round((HEIGHT - y) * mm, 2)

    def fill(self, paths: Iterable[Path], ink: Ink) -> None:
        self._fill_ink(ink)
        self._draw(paths, stroke=0, fill=1)

    def fill_boxes(self, boxes: Iterable[Box], ink: Ink) -> None:
        """Rectangles, each by its left, top, width and height."""
        self._fill_ink(ink)
        outline = self.canvas.beginPath()
        for left, top, width, height in boxes:
            corner = self.to_points(left, top + height)
            outline.rect(*corner, round(width * mm, 2), round(height * mm, 2))
        self.canvas.drawPath(outline, stroke=0, fill=1)

    def stroke(self, paths: Iterable[Path], ink: Ink, width: float, *, close: bool = True) -> None:
        """Draw the outlines, `width` millimetres wide."""
        if isinstance(ink, str):
            self.canvas.setStrokeColor(HexColor(ink))
        else:
            self.canvas.setStrokeGray(1 - ink)
        self.canvas.setLineWidth(round(width * mm, 3))
        self._draw(paths, stroke=1, fill=0, close=close)

    def rule(self, start: Point, end: Point, ink: Ink, width: float) -> None:
        self.stroke([polygon([start, end])], ink, width, close=False)

    @contextmanager
    def faded(self, alpha: float) -> Iterator[None]:
        """What is drawn inside lets the paper show through."""
        self.canvas.saveState()
        self.canvas.setFillAlpha(alpha)
        self.canvas.setStrokeAlpha(alpha)
        yield
        self.canvas.restoreState()

    @contextmanager
    def dashed(self, on: float, off: float) -> Iterator[None]:
        """What is stroked inside is broken into dashes."""
        self.canvas.saveState()
        self.canvas.setDash([on * mm, off * mm])
        yield
        self.canvas.restoreState()

    def write(self, at: Point, font: str, size: float, run: str, ink: Ink, tracking: float) -> None:
        """Set one run of text; `size` in points, `tracking` in millimetres."""
        self._fill_ink(ink)
        text = self.canvas.beginText(*self.to_points(*at))
        text.setFont(font, size)
        text.setCharSpace(round(tracking * mm, 3))  # outlives its text object: set it each time
        text.textOut(run)
        self.canvas.drawText(text)

    def write_turned(
        self, at: Point, angle: float, font: str, size: float, letter: str, stretch: float
    ) -> None:
        """Set one letter in the present ink, turned clockwise, its width times `stretch`."""
        x, y = self.to_points(*at)
        text = self.canvas.beginText()
        text.setTextTransform(
            stretch * cos(angle), -stretch * sin(angle), sin(angle), cos(angle), x, y
        )
        text.setFont(font, size)
        text.setCharSpace(0)
        text.textOut(letter)
        self.canvas.drawText(text)

    def _fill_ink(self, ink: Ink) -> None:
        if isinstance(ink, str):
            self.canvas.setFillColor(HexColor(ink))
        else:
            self.canvas.setFillGray(1 - ink)

    def _draw(self, paths: Iterable[Path], *, stroke: int, fill: int, close: bool = True) -> None:
        outline = self.canvas.beginPath()
        for start, steps in paths:
            outline.moveTo(*self.to_points(*start))
            for step in steps:
                places = [self.to_points(*step[i : i + 2]) for i in range(0, len(step), 2)]
                numbers = [number for place in places for number in place]
                (outline.lineTo if len(step) == 2 else outline.curveTo)(*numbers)
            if close:
                outline.close()
        self.canvas.drawPath(outline, stroke=stroke, fill=fill, fillMode=NON_ZERO)
