"""What goes wrong because of what the caller gave, told so that the caller can mend it.

A finding in a data file is a value (`barred.model.finding`), and a reason inside a verdict is
neither: only trouble that stops the work is raised.
"""

__all__ = [
    "BarredError",
    "FileProblem",
    "Incomplete",
    "IndexProblem",
    "LedgerProblem",
    "SnapshotProblem",
    "UsageProblem",
]


class BarredError(Exception):
    """The root of every error that this package raises on purpose.

    Args:
        what: What was given and what was expected instead.
        where: File, line, row or option that it was given in; empty when there is none.
        remedy: What to do about it.
    """

    def __init__(self, what: str, *, where: str = "", remedy: str = "") -> None:
        self.what = what
        self.where = where
        self.remedy = remedy
        super().__init__(str(self))

    def __str__(self) -> str:
        told = f"{self.where}: {self.what}" if self.where else self.what
        return f"{told}; {self.remedy}" if self.remedy else told


class UsageProblem(BarredError):
    """A question that cannot be asked: an unknown term, organisation, date or option."""


class FileProblem(BarredError):
    """A file that cannot be read as what it claims to be."""


class Incomplete(BarredError):
    """Work that ran, but not over everything it was given."""


class IndexProblem(BarredError):
    """An index of names that is missing, damaged, or would not hold every name it was given."""


class SnapshotProblem(BarredError):
    """A snapshot that is missing, cut short, changed or made by another version."""


class LedgerProblem(BarredError):
    """A ledger that is missing, out of reach, damaged or of another version."""
