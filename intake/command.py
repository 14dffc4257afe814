"""What the commands of `python -m intake` share: exit codes, wrong usage, words and progress."""

import argparse
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from tqdm import tqdm

from dashboard.catalog import Label

DONE, FOUND, USAGE = 0, 1, 2


class Usage(Exception):
    """The command cannot be carried out as written."""

    def __init__(self, message: Label) -> None:
        super().__init__(message.en)
        self.message = message


def day(text: str) -> date:
    """A day as the command line writes it."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(
            f"{text} 不是日期，应写作 2024-12-31 / is not a date like 2024-12-31"
        ) from None


def refuse_report(path: Path | None) -> None:
    """Before hours of work: whether the findings file can be written where it is wanted."""
    if path and (path.suffix.lower() != ".xlsx" or not path.absolute().parent.is_dir()):
        raise Usage(
            Label(
                f"--report {path}: must end in .xlsx and lie in an existing folder",
                f"--report {path}：应以 .xlsx 结尾，且所在文件夹须已存在",
            )
        )


def say(asked: argparse.Namespace, zh: str, en: str) -> str:
    """The wording in the language that was asked for."""
    return zh if asked.lang == "zh" else en


@contextmanager
def steps(total: int | None = None) -> Iterator[Callable[[str], None]]:
    """A bar on stderr, or a line where the number of steps is not known; silent when nobody watches."""
    form = "{percentage:3.0f}%|{bar:20}| {desc} {elapsed}" if total else "{desc} {elapsed}"
    with tqdm(total=total, disable=None, leave=False, bar_format=form) as bar:

        def progress(step: str) -> None:
            bar.set_description_str(str(step))
            bar.update()

        yield progress
