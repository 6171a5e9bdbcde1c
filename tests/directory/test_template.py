"""Templates: each can be read as it is, knows every field of the schema, and filled in passes the checks."""

import re
import tomllib
from collections.abc import Iterable
from pathlib import Path

import pytest

from barred.cli.main import main
from barred.directory.check import check
from barred.directory.format import format_record
from barred.directory.read import read_directories
from barred.directory.records import walk
from barred.directory.schema import CITING, FOLDERS, KINDS, Field
from barred.directory.template import template
from barred.errors import UsageProblem

EMPTY = re.compile(r'(?m)^(\w+) = (?:""|\[\])$')
# The least that a record of each kind says, by field.
LEAST: dict[str, dict[str, str]] = {
    "event": {"summary": '"A letter."', "type": '"letter"', "date": '"2021-02"'},
    "figure": {"measure": '"devices"', "value": '"24"', "unit": '"cameras"', "bound": '"at-most"'},
    "organisation": {"types": '["brand"]', "text": '"Quay Cameras"', "type": '"brand"'},
    "product": {"product_class": '"ict/video-surveillance/camera"'},
    "restriction": {
        "summary": '"A council stops buying."', "actor": '"harbour-gazette"', "action": '"decline-to-act"',
        "strength": '"report-only"', "stage": '"declined"', "date": '"2021-02"', "organisation": '"acme-optics"',
    },
    "source": {"type": '"press"', "publisher": '"Quay Gazette"', "proof": '"reported"'},
    "statement": {
        "summary": '"It denies."', "speaker": '"acme-optics"', "type": '"denial"', "topic": '"business"',
        "date": '"2021-02"',
    },
    "vocabulary": {"definition": '"Words."', "id": '"slim"'},
}  # fmt: skip
# What no field alone requires, but a rule does.
USED = {"restriction": ("organisation",), "vocabulary": ("definition",)}


def no_terms(name: str) -> Iterable[str]:
    """Give no terms."""
    del name
    return ()


def filled(kind: str, text: str) -> str:
    """Fill the empty required fields of a template, and write it as the formatter does."""
    for name in USED.get(kind, ()):
        text = re.sub(rf"(?m)^#({name} = )", r"\1", text, count=1)
    values = {"title": '"Quay"', "source": '"harbour-gazette"', **LEAST[kind]}
    text = EMPTY.sub(lambda found: f"{found[1]} = {values[found[1]]}", text)
    if kind == "vocabulary":
        text = re.sub(r'(?m)^#definition = ""', 'definition = "Slim."', text)
    return format_record(kind, tomllib.loads(text))


def names(fields: tuple[Field, ...], path: tuple[str, ...] = ()) -> set[tuple[str, ...]]:
    """Give the paths of all fields of a kind."""
    found = {(*path, field.name) for field in fields}
    return found.union(*(names(field.fields, (*path, field.name)) for field in fields if field.fields))


@pytest.mark.parametrize("kind", KINDS)
def test_a_template_can_be_read_and_knows_every_field(kind: str) -> None:
    """With every # taken away it holds all fields of the schema, and no others."""
    text = template(kind, "quay", terms_of=no_terms)

    assert tomllib.loads(text)["id"] == "quay"
    whole = tomllib.loads(re.sub(r"(?m)^#(?=\S)", "", text))
    paths = {tuple(str(part) for part in one.path if isinstance(part, str)) for one in walk(kind, whole)}
    assert paths == names(KINDS[kind])


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_is_explained(kind: str) -> None:
    """Each line that holds a field or opens a table follows a comment that says whether it must be there."""
    lines = template(kind, "quay", terms_of=no_terms).split("\n")

    fields = [n for n, line in enumerate(lines) if re.match(r"#?(\w+ =|\[)", line)]
    assert len(fields) == len(names(KINDS[kind]))
    assert all(re.match(r"# (required|optional): \S", lines[n - 1]) for n in fields)


@pytest.mark.parametrize("kind", KINDS)
def test_a_filled_template_passes_the_checks(
    kind: str, root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What the command writes, filled with the least, lies where it belongs and nothing is found."""
    mine = tmp_path / "mine"
    assert main(["directory", "new", kind, "gb-quay", "--into", str(mine)]) == 0

    path = Path(capsys.readouterr().out.strip())
    path.write_text(filled(kind, path.read_text("utf-8")), "utf-8")

    assert FOLDERS[path.relative_to(mine).parts[0]] == kind
    assert [str(one) for one in check(read_directories([root, mine]))] == []


def test_an_unfilled_template_is_told_what_it_lacks(root: Path, tmp_path: Path) -> None:
    """Required fields that were left empty are findings."""
    main(["directory", "new", "statement", "quay", "--into", str(tmp_path)])

    found = [one for one in check(read_directories([root, tmp_path])) if one.code == "DIR-006"]

    wanted = {field.name for field in KINDS["statement"] if field.is_required} - {"id"}
    assert len(found) == len(wanted) + 1, "those of the record, and the source of its evidence"


def test_closed_lists_show_their_first_terms(capsys: pytest.CaptureFixture[str]) -> None:
    """A field of a closed list names some terms and how to see the others."""
    assert main(["directory", "new", "restriction"]) == 0

    text = capsys.readouterr().out
    assert re.search(r"# required: one of ban-procurement, .* … \(`barred list term vocabulary=action`\)\naction", text)
    assert 'id = "new-restriction"' in text


def test_the_place_is_read_off_the_id(capsys: pytest.CaptureFixture[str]) -> None:
    """An id that begins with a place fills the place."""
    main(["directory", "new", "restriction", "us-va-quay-2026"])

    assert 'place = "us"' in capsys.readouterr().out


def test_a_record_is_never_written_over(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file that is there stays, and the message names it."""
    words = ["directory", "new", "event", "quay", "--into", str(tmp_path)]
    main(words)
    path = tmp_path / "events" / "quay.toml"
    path.write_text("mine", "utf-8")

    assert main(words) == 2

    assert str(path) in capsys.readouterr().err
    assert path.read_text("utf-8") == "mine"


@pytest.mark.parametrize("key", ["Quay", "../quay", "quay_1", "-quay"])
def test_a_wrong_id_is_refused(tmp_path: Path, key: str) -> None:
    """An id is lower case with hyphens, and so never leads out of its folder."""
    assert main(["directory", "new", "event", "--into", str(tmp_path), "--", key]) == 2
    assert not list(tmp_path.iterdir())


def test_an_unknown_kind_names_the_known_ones() -> None:
    """The kinds are those of the schema."""
    with pytest.raises(UsageProblem, match=r"no kind 'law'.*restriction"):
        template("law", "quay", terms_of=no_terms)


def test_records_that_cite_begin_with_evidence() -> None:
    """A kind that cites has one evidence block ready, and its claims name it."""
    for kind in CITING:
        data = tomllib.loads(template(kind, "quay", terms_of=no_terms))
        assert [one["key"] for one in data["evidence"]] == ["page"]
