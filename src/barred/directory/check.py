"""Check the files of a directory: every rule over every record, findings with file and line."""

from barred.directory import rules_meaning, rules_reference, rules_shape
from barred.directory.read import Stack
from barred.directory.rules import RULES, find_all
from barred.model.finding import Finding

__all__ = ["check", "codes"]

# The rules register themselves when their modules load.
_MODULES = (rules_meaning, rules_reference, rules_shape)
_READING = {
    "DIR-001": "a file is TOML in UTF-8",
    "DIR-002": "a file holds one record",
    "TAB-001": "a table is CSV whose rows have the cells of the header",
    "TAB-002": "the rows of a table name known records and valid patterns",
}


def check(stack: Stack) -> list[Finding]:
    """Find everything that is wrong in a stack of directories.

    Returns:
        Findings by file, line and code; empty when the stack can be built.
    """
    return sorted({*stack.findings, *find_all(stack), *rules_reference.find_in_tables(stack)})


def codes() -> dict[str, str]:
    """Give every code and what must hold, by code."""
    return dict(sorted({**_READING, **{one.code: one.says for one in RULES.values()}}.items()))
