"""Work that outlives the run that began it: a reader's next click must not cut a publish off.

A run of a page is ended by the next click; what happens in a thread of its own goes on, and the following run finds it.
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

Result = TypeVar("Result")


@dataclass
class Task(Generic[Result]):
    """A function under way; it is given a callback that tells the step it is at."""

    work: Callable[[Callable[[str], None]], Result]
    step: str = ""
    _result: Result | None = None
    _error: Exception | None = None
    _over: threading.Event = field(default_factory=threading.Event, repr=False)

    def start(self) -> "Task[Result]":
        threading.Thread(target=self._run, daemon=False).start()
        return self

    def _run(self) -> None:
        try:
            self._result = self.work(self._tell)
        except Exception as error:  # raised anew where the result is asked for
            self._error = error
        finally:
            self._over.set()

    def _tell(self, step: str) -> None:
        self.step = str(step)

    @property
    def is_over(self) -> bool:
        return self._over.is_set()

    def wait(self, seconds: float) -> bool:
        """Until it is over, or so long; whether it is over."""
        return self._over.wait(seconds)

    def result(self) -> Result:
        """What the work returned. Raises what it raised."""
        if self._error:
            raise self._error
        return self._result
