"""Write an empty record with a comment for every field, to be filled in by hand.

The comments come from the schema and the vocabularies, so that a template never knows a field that the checks do not.
"""

from collections.abc import Callable, Iterable, Iterator
from itertools import islice

from barred.directory.schema import CITING, KINDS, Field
from barred.errors import UsageProblem

__all__ = ["template"]

_TermsOf = Callable[[str], Iterable[str]]

# A closed list shows its first terms; the rest is a command away.
_TERMS_SHOWN = 6
_KEY = "page"
_EMPTY = {
    "text": '""', "date": '""', "texts": "[]", "flag": "true", "number": "0.0", "integer": "0",
    "unclear": "{ places = [] }", "traits": "{}",
}  # fmt: skip
_TOLD = {
    "text": "text",
    "date": "a date as precise as the source: 2019, 2019-08 or 2019-08-13",
    "texts": "a list of texts",
    "flag": "true, or left out",
    "number": "a number",
    "integer": "a whole number",
    "unclear": "parts of a case with the terms that the sources leave open",
    "traits": "what the judge reads of a term",
}
_HEAD = """\
# A new {kind}; docs/reference/records.md tells what its fields mean.
# Fill what follows. A line that begins with # and no space is optional: take the # away to use it.
# Then run `barred directory format` and `barred directory check`; the formatter takes these comments out."""


def template(kind: str, key: str, *, terms_of: _TermsOf, filled: dict[str, str] | None = None) -> str:
    r"""Give an empty record as annotated TOML.

    Args:
        kind: The kind of record.
        key: Its id.
        terms_of: Gives the terms of a vocabulary by its name.
        filled: Further fields of the record that are known already.

    Returns:
        TOML that can be parsed as it is: required fields empty, optional ones behind a `#`.

    Raises:
        UsageProblem: There is no such kind.

    Example:
        >>> print(template("vocabulary", "colour", terms_of=lambda _: ()).split("\n")[5])
        id = "colour"
    """
    if kind not in KINDS:
        raise UsageProblem(f"no kind {kind!r}", remedy=f"use one of {', '.join(KINDS)}")
    known = {"id": key, **(filled or {})}
    lines = [f"{_HEAD.format(kind=kind)}\n"]
    lines += _table(KINDS[kind], "", is_used=True, given=(terms_of, known, kind in CITING))
    return "\n".join(lines) + "\n"


_Given = tuple[_TermsOf, dict[str, str], bool]


def _table(fields: Iterable[Field], path: str, *, is_used: bool, given: _Given) -> Iterator[str]:
    """Give the plain fields of a table, then the tables inside it, as TOML wants them."""
    inside = [field for field in fields if field.type in {"record", "records"}]
    for field in fields:
        if field not in inside:
            yield _plain(field, path, is_used=is_used, given=given)
    for field in inside:
        name = f"{path}.{field.name}".removeprefix(".")
        is_here = is_used and (field.is_required or (given[2] and field.name == "evidence"))
        header = f"[[{name}]]" if field.type == "records" else f"[{name}]"
        times = "once or more" if field.type == "records" else "once"
        yield f"\n# {_need(is_required=is_here)}: {times}\n{_line(header, is_used=is_here)}"
        yield from _table(field.fields, name, is_used=is_here, given=given)


def _plain(field: Field, path: str, *, is_used: bool, given: _Given) -> str:
    terms_of, known, _ = given
    is_cited = field.refers == "evidence"
    value = _EMPTY[field.type]
    if not path and field.name in known:
        value = f'"{known[field.name]}"'
    elif path == "evidence" and field.name == "key":
        value = f'"{_KEY}"'
    elif is_cited:
        value = f'["{_KEY}"]'
    # A claim without evidence is a finding, though the schema lets vocabularies do without.
    is_required = field.is_required or is_cited
    told = f"# {_need(is_required=is_required)}: {_told(field, terms_of)}"
    return f"{told}\n{_line(f'{field.name} = {value}', is_used=is_used and is_required)}"


def _need(*, is_required: bool) -> str:
    return "required" if is_required else "optional"


def _line(text: str, *, is_used: bool) -> str:
    return text if is_used else f"#{text}"


def _told(field: Field, terms_of: _TermsOf) -> str:
    """Say what a field takes, from its type and what it refers to."""
    several = "several of" if field.type == "texts" else "one of"
    if field.refers.startswith("term:"):
        name = field.refers.removeprefix("term:")
        some = [*islice(terms_of(name), _TERMS_SHOWN + 1)]
        shown = ", ".join(some[:_TERMS_SHOWN]) + (" …" if len(some) > _TERMS_SHOWN else "")
        return f"{several} {shown} (`barred list term vocabulary={name}`)"
    match field.refers:
        case "":
            return _TOLD[field.type]
        case "party":
            return 'party classes (`barred list term vocabulary=party`), or "org:ID" for one organisation'
        case "evidence":
            return "keys of the evidence blocks below"
        case "record":
            return "ids of records of any kind" if field.type == "texts" else "id of a record of any kind"
        case kind:
            many = "ids" if field.type == "texts" else "id"
            return f"{many} of {kind} records (`barred list {kind}`)"
