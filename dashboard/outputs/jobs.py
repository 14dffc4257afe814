"""Files made beside the server: a process of its own per file, so that no reader waits for another's export."""

import subprocess
import sys
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from dashboard import catalog
from dashboard.catalog import Label, Snapshot
from dashboard.decks.deck import Deck
from dashboard.decks.written import to_toml
from dashboard.outputs.files import FORMATS, File

# At most so many at a time; others wait their turn.
AT_ONCE = threading.Semaphore(2)
LONGEST_SECONDS = 180


@dataclass
class Job:
    """An export under way: `done` of 1, then its file or the reason why there is none."""

    done: float = 0.0
    file: File | None = None
    failure: Label | None = None
    _over: threading.Event = field(default_factory=threading.Event, repr=False)

    @property
    def is_over(self) -> bool:
        return self._over.is_set()

    def end(self) -> None:
        """Whoever makes the file says so, file or none."""
        self._over.set()

    def wait(self, seconds: float | None = None) -> bool:
        """Until it is over, or so long."""
        return self._over.wait(seconds)


def start(
    deck: Deck, snapshot: Snapshot, language: str, format_id: str, words: Mapping[str, tuple] | None = None
) -> Job:
    """Begin to make the file; returns at once."""
    job = Job()
    threading.Thread(target=_make, args=(job, deck, snapshot, language, format_id, words or {}), daemon=True).start()
    return job


def _make(job: Job, deck: Deck, snapshot: Snapshot, language: str, format_id: str, words: Mapping[str, tuple]) -> None:
    with AT_ONCE, TemporaryDirectory() as folder:
        written, out = Path(folder, f"{deck.id}.toml"), Path(folder, "out")
        out.mkdir()
        written.write_text(to_toml(replace(deck, snapshot=None)), "utf-8")
        places = [part for code in words.get("district", ()) for part in ("--district", code)]
        command = [sys.executable, "-m", "dashboard", "export", str(written), "--steps", "--format", format_id]
        command += ["--snapshot", snapshot.id, "--lang", language, "--out", str(out), *places]
        try:
            job.file = _run(job, command, out, format_id, language)
        except Exception as error:  # a thread's error reaches nobody else
            job.failure = Label(f"the file could not be made: {error}", f"文件未能生成：{error}")
        finally:
            job.end()


def _run(job: Job, command: list[str], out: Path, format_id: str, language: str) -> File | None:
    told: list[str] = []
    with subprocess.Popen(
        command, cwd=catalog.ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, encoding="utf-8"
    ) as making:
        timer = threading.Timer(LONGEST_SECONDS, making.kill)
        timer.start()
        for line in making.stderr:
            match line.split():
                case [done, total] if done.isdigit() and total.isdigit():
                    job.done = int(done) / int(total)
                case _:
                    told.append(line.strip())
        timer.cancel()
    made = next(out.glob("*"), None)
    if making.returncode or made is None:
        reason = told[-1] if told else f"it took longer than {LONGEST_SECONDS} s"
        job.failure = Label(reason, reason)
        return None
    return File(made.name, FORMATS[format_id].mime, made.read_bytes(), tuple(Label(line, line) for line in told))
