"""Who owes which dataset for which period, and what became of it. It reads the log and draws nothing.

A *duty* is a dataset that every district owes by month or quarter; a *receipt* is what the log keeps of one
submission; a *standing* is one duty of one district for one period. The score of a place is the share of complete
standings among those that are due: a missing one counts as due and not as zero records.
"""

from dashboard.submissions.duties import Duty, duties
from dashboard.submissions.receipts import Quality, Receipt, log_folder, receipts
from dashboard.submissions.status import LATE, MISSING, NOT_DUE, ON_TIME, REJECTED, Standing, standings, state_of

__all__ = [
    "LATE",
    "MISSING",
    "NOT_DUE",
    "ON_TIME",
    "REJECTED",
    "Duty",
    "Quality",
    "Receipt",
    "Standing",
    "duties",
    "log_folder",
    "receipts",
    "standings",
    "state_of",
]
