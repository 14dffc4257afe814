"""What is put on a slide: boxes of text, panels, rules, charts and tables, each named, in a place that was computed."""

from dataclasses import dataclass

from pptx.enum.chart import XL_CHART_TYPE
from pptx.enum.shapes import MSO_SHAPE
from pptx.oxml import parse_xml
from pptx.shapes.base import BaseShape
from pptx.slide import Slide

from dashboard.outputs.slides import paint, words
from dashboard.outputs.slides.boxes import Box, inches
from dashboard.outputs.slides.embedded import Native
from dashboard.outputs.slides.paint import Paint
from dashboard.outputs.slides.words import Paragraph


@dataclass(frozen=True)
class Sheet:
    """A slide that is being written, and its language."""

    slide: Slide
    language: str

    def text(self, box: Box, paragraphs: list[Paragraph], name: str, anchor: str = "t") -> BaseShape:
        shape = self.slide.shapes.add_textbox(*box.place)
        shape.name = name
        words.write(shape, paragraphs, self.language, anchor)
        return shape

    def panel(self, box: Box, fill: Paint | None, name: str, edge: Paint | None = None, dash: str = "") -> BaseShape:
        """A plain rectangle."""
        shape = self.slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, *box.place)
        shape.name = name
        coloured(shape, fill, edge, dash=dash)
        return shape

    def rule(self, left: int, top: int, width: int, ink: Paint = paint.HAIR) -> None:
        self.panel(Box(left, top, width, inches(0.01)), ink, "Rule")

    def chart(self, box: Box, native: Native, name: str, told: str) -> BaseShape:
        frame = self.slide.shapes.add_chart(XL_CHART_TYPE.COLUMN_CLUSTERED, *box.place, native)
        return _named(frame, name, told)

    def table(self, box: Box, rows: int, columns: int, name: str, told: str) -> BaseShape:
        return _named(self.slide.shapes.add_table(rows, columns, *box.place), name, told)


def _named(shape: BaseShape, name: str, told: str) -> BaseShape:
    shape.name = name
    described(shape, told)
    return shape


def described(shape: BaseShape, told: str) -> None:
    """What a screen reader says of the shape."""
    shape._element.xpath(".//p:cNvPr")[0].set("descr", told)


def coloured(
    shape: BaseShape, fill: Paint | None, edge: Paint | None = None, points: float = 0.75, dash: str = ""
) -> None:
    """Fill and outline in theme colours, and none of the style's effects."""
    element = shape._element
    for style in element.xpath("./p:style"):
        element.remove(style)
    properties = element.spPr
    for old in properties.xpath("./a:solidFill|./a:noFill|./a:ln|./a:pattFill"):
        properties.remove(old)
    inner = (fill.xml if fill else "<a:noFill/>") + paint.line(edge, points, dash)
    for child in list(parse_xml(f"<p:spPr {words.NAMESPACES}>{inner}</p:spPr>")):
        properties.append(child)
