"""A shown deck → one file in a format, with its name and what the reader should know of it.

The modules that write are loaded when their format is asked for: a page that only offers them starts without.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from dashboard import captions, text
from dashboard.catalog import Label
from dashboard.decks import store
from dashboard.decks.shown import ShownDeck

# Told (slides or parts done, in all).
Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Format:
    """A kind of file: what readers call it, its MIME type, and the function that writes it."""

    id: str
    label: Label
    mime: str
    writer: str
    suffix: str

    def writes(self) -> Callable[..., bytes]:
        module, _, name = self.writer.rpartition(".")
        return getattr(import_module(f"dashboard.outputs.{module}"), name)


_OFFICE = "application/vnd.openxmlformats-officedocument"
FORMATS = {
    made.id: made
    for made in (
        Format("pptx", Label("PowerPoint", "PowerPoint 演示文稿"), f"{_OFFICE}.presentationml.presentation", "slides.write", "pptx"),
        Format("docx", Label("Word bulletin", "Word 简报"), f"{_OFFICE}.wordprocessingml.document", "bulletin.write", "docx"),
        Format("xlsx", Label("Excel workbook", "Excel 工作簿"), f"{_OFFICE}.spreadsheetml.sheet", "workbook.write", "xlsx"),
        Format("pdf", Label("PDF", "PDF"), "application/pdf", "printing.pdf_of_deck", "pdf"),
        Format("png", Label("Images (PNG)", "图片（PNG）"), "application/zip", "printing.images_of_deck", "zip"),
        Format("html", Label("Offline page (HTML)", "离线网页（HTML）"), "text/html", "page.write", "html"),
    )
}  # fmt: skip


@dataclass(frozen=True)
class File:
    """What leaves the room; `cautions` are what its reader should know: views that could not be shown, a template that
    was passed over."""

    name: str
    mime: str
    content: bytes
    cautions: tuple[Label, ...] = ()


def write(shown: ShownDeck, format_id: str, *, progress: Progress | None = None) -> File:
    """The deck as a file. Raises what only the format's own writer can say, such as that there is no browser."""
    made = FORMATS[format_id]
    content, cautions = (
        _slides(shown, progress) if format_id == "pptx" else (made.writes()(shown, progress=progress), ())
    )
    return File(name_of(shown, made), made.mime, content, (*cautions, *_broken(shown)))


def _slides(shown: ShownDeck, progress: Progress | None) -> tuple[bytes, tuple[Label, ...]]:
    """PowerPoint in the bureau's own template; in ours, and told, where that one is broken."""
    from dashboard.outputs import slides

    template, ours = store.template(), store.standing_folder() / store.TEMPLATE
    try:
        return slides.write(shown, template=template, progress=progress), ()
    except slides.TemplateError as error:
        if template == ours:
            raise
        return slides.write(shown, template=ours, progress=progress), (error.told,)


def _broken(shown: ShownDeck) -> tuple[Label, ...]:
    """What could not be shown, slide by slide."""
    return tuple(
        Label(
            f"slide {slide.number}, {fault.title}: {fault.reason.en}",
            f"第{slide.number}页，{fault.title}：{fault.reason.zh}",
        )
        for slide in shown.slides
        for fault in slide.faults
    )


def name_of(shown: ShownDeck, made: Format) -> str:
    """`知识产权工作月度简报_2024年_全市_2024-12-31.pptx`: title, period, places, snapshot."""
    first = shown.slides[0].scope
    period = text.period(
        min(s.scope.since for s in shown.slides), max(s.scope.until for s in shown.slides), shown.language
    )
    place = (captions.place_of(first) or text.CITY)(shown.language)
    parts = [shown.title, period, place, shown.snapshot.id]
    return re.sub(r'[\\/:*?"<>|\s]+', "-", "_".join(parts)) + f".{made.suffix}"


def save(made: File, out: Path) -> Path:
    """Write it to a file, or into a folder under its own name. A file of that name is whole before and after."""
    target = out / made.name if out.is_dir() else out
    draft = target.with_name(f".{target.name}.part")
    draft.write_bytes(made.content)
    draft.replace(target)
    return target
