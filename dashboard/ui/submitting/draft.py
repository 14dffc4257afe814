"""One submission in a steward's hands: its files in a folder that goes with it, what was found, what it would change."""

import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir
from time import time

from dashboard.catalog import Code, Label
from intake import findings_file, upload
from intake.preview import Preview, preview
from intake.publish import Refused
from intake.submit import Examined, Outcome, Submission, base_of, examine_submission, submit

PREFIX = "ip-submission-"
# Left behind by a server that was killed; a steward looks at a submission for minutes.
OLDEST_SECONDS = 24 * 3600


@dataclass
class Draft:
    """`folder` is removed on discard, and at the latest when the session that holds the draft ends."""

    submission: Submission
    folder: TemporaryDirectory = field(repr=False)
    examined: Examined
    preview: Preview | None = None
    refusal: Label | None = None

    @property
    def is_sound(self) -> bool:
        return not self.examined.findings.errors and self.refusal is None

    def findings_file(self, language: str) -> bytes:
        """The workbook that tells what to mend."""
        path = Path(self.folder.name, "findings.xlsx")
        findings_file.write(path, self.examined, language)
        return path.read_bytes()

    def discard(self) -> None:
        self.folder.cleanup()


def examine(
    files: Sequence[tuple[str, bytes]],
    district: Code,
    as_of: date,
    is_demonstration: bool,
    progress: Callable[[str], None],
) -> Draft:
    """Store, examine and, when sound, try out. Raises upload.NotTaken; nothing stays behind then."""
    _sweep()
    folder = TemporaryDirectory(prefix=PREFIX, ignore_cleanup_errors=True)
    try:
        return _examined(folder, files, Submission(
            district, Path(folder.name, "files"), as_of, base=base_of(as_of), is_demonstration=is_demonstration
        ), progress)  # fmt: skip
    except BaseException:
        folder.cleanup()
        raise


def _examined(
    folder: TemporaryDirectory,
    files: Sequence[tuple[str, bytes]],
    submission: Submission,
    progress: Callable[[str], None],
) -> Draft:
    submission.folder.mkdir()
    if not upload.store(files, submission.folder):
        raise upload.NotTaken(Label("there is no file in it", "其中没有文件"))
    examined = examine_submission(submission, progress)
    draft = Draft(submission, folder, examined)
    if draft.is_sound:
        try:
            draft.preview = preview(submission, examined, Path(folder.name, "scratch"), progress)
        except Refused as error:
            draft.refusal = error.message
    return draft


def publish(draft: Draft, language: str, progress: Callable[[str], None]) -> Outcome:
    """Hand it in, as `python -m intake submit` does: merged and published, or rejected; the log keeps either."""
    base = draft.submission.base
    return submit(
        draft.submission, draft.examined, language, progress, onto=base.id if base and draft.preview else None
    )


def _sweep() -> None:
    """Folders that nobody's session holds any more."""
    for left in Path(gettempdir()).glob(f"{PREFIX}*"):
        try:
            if time() - left.stat().st_mtime > OLDEST_SECONDS:
                shutil.rmtree(left, ignore_errors=True)
        except OSError:
            continue  # Another user's.
