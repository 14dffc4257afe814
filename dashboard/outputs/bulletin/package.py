"""A document → the bytes of a .docx: the same bytes for the same content, whenever it is written."""

import io
import zipfile
from datetime import datetime

from docx.document import Document

from dashboard.decks.shown import ShownDeck

# The earliest day that a zip file can hold.
EPOCH = (1980, 1, 1, 0, 0, 0)


def describe(document: Document, shown: ShownDeck, author: str) -> None:
    """Core properties; the times are those of the snapshot, so that nothing depends on the clock."""
    told, day = document.core_properties, shown.snapshot.as_of
    moment = datetime(day.year, day.month, day.day)
    told.title, told.subject, told.author, told.last_modified_by = shown.title, shown.footer, author, author
    told.language = "zh-CN" if shown.language == "zh" else "en"
    told.comments, told.keywords, told.revision = "", shown.snapshot.id, 1
    told.created = told.modified = moment


def packed(document: Document) -> bytes:
    """The document as a zip whose entries carry one fixed time."""
    drafted, made = io.BytesIO(), io.BytesIO()
    document.save(drafted)
    with zipfile.ZipFile(drafted) as draft, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as whole:
        for entry in draft.infolist():
            whole.writestr(zipfile.ZipInfo(entry.filename, EPOCH), draft.read(entry), zipfile.ZIP_DEFLATED)
    return made.getvalue()
