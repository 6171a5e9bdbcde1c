"""What a check found wrong in a data file: a value that is collected, never raised."""

from typing import NamedTuple

__all__ = ["Finding"]


class Finding(NamedTuple):
    """One fault: where, which rule, what it is and what mends it."""

    file: str
    line: int
    code: str
    what: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.code}: {self.what}, {self.remedy}"
