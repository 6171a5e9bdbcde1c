"""Check the files of a directory: every rule over every record, findings with file and line."""

from barred.directory.read import Stack
from barred.directory.rules import duplicate, evidence, organisation, reference, restriction, shape, vocabulary
from barred.directory.rules.register import RULES, TIDY, find_all
from barred.directory.rules.table import TABLE_RULES, find_in_tables
from barred.model.finding import Finding

__all__ = ["check", "codes", "hindrances"]

# The rules register themselves when their modules load.
_MODULES = (
    duplicate,
    evidence,
    organisation,
    reference,
    restriction,
    shape,
    vocabulary,
)
_READING = {
    "DIR-001": "a file is TOML in UTF-8",
    "DIR-002": "a file holds one record",
    "DIR-004": "an id is given once",
    "DIR-009": "a file lies where records or tables are read",
    "TAB-001": "a table is CSV whose rows have the cells of the header",
}


def check(stack: Stack) -> list[Finding]:
    """Find everything that is wrong in a stack of directories.

    Returns:
        Findings by file, line and code.
    """
    return sorted({*stack.findings, *find_all(stack), *find_in_tables(stack)})


def hindrances(stack: Stack) -> list[Finding]:
    """Find what keeps a stack from being built: everything but what concerns tidiness alone."""
    return [one for one in check(stack) if one.code not in TIDY]


def codes() -> dict[str, str]:
    """Give every code and what must hold, by code."""
    return dict(sorted({**_READING, **TABLE_RULES, **{one.code: one.says for one in RULES.values()}}.items()))
