"""Which terms a directory uses: in fields, traits and tables, and the broader ones with them."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from barred.directory.check import check
from barred.directory.read import RecordFile, Stack, TableFile, read_directories
from barred.directory.used_terms import named_lists, used_terms, with_broader


def record(kind: str, data: dict[str, object]) -> RecordFile:
    """Give a record as if it had been read."""
    return RecordFile(kind, Path("x.toml"), "x.toml", "", data)


def stack_of(*files: RecordFile, tables: tuple[TableFile, ...] = ()) -> Stack:
    """Lay some records and tables into a stack."""
    return Stack((), {(file.kind, file.id): file for file in files}, tables=[*tables])


def slowly(above: dict[str, list[str]], named: set[str]) -> set[str]:
    """Give the terms that are reached: each that is named, or is broader than one that is reached."""
    found = set(named)
    for _ in above:
        found |= {one for term in found for one in above.get(term, [])}
    return found


def test_fields_at_any_depth_count() -> None:
    """A word in a record, in a record inside it and in what is left open is used."""
    scope = {"binds": ["gb/council", "org:acme"], "conduct": ["procure"], "unclear": {"sites": ["home"]}}
    stack = stack_of(record("restriction", {"id": "x", "action": "ban-use", "scopes": [scope]}))

    found = used_terms(stack)

    assert found["action"] == {"ban-use"}
    assert found["party"] == {"gb/council", "org:acme"}
    assert found["conduct"] == {"procure"}
    assert found["site"] == {"home"}


def test_traits_and_tables_count() -> None:
    """What a term means for the judge, and what a row of a table says, names terms too."""
    traits = {"id": "x", "traits": {"country": "cn", "makes": ["ict"]}}
    table = TableFile("words", "words.csv", ("word", "product"), ((2, {"word": "x", "product": "ict/radio"}),))

    found = used_terms(stack_of(record("vocabulary", {"id": "target-class", "terms": [traits]}), tables=(table,)))

    assert found["place"] == {"cn"}
    assert found["product"] == {"ict", "ict/radio"}


def test_values_of_another_type_name_nothing() -> None:
    """A record that is misshapen is told so elsewhere, and breaks nothing here."""
    odd = record("restriction", {"id": "x", "action": 7, "rationales": [["x"], 1], "scopes": [{"unclear": 3}]})

    found = used_terms(stack_of(odd, record("vocabulary", {"id": "target-class", "terms": [{"traits": 1}]})))

    assert not any(found.values())


@given(
    st.dictionaries(st.sampled_from("abcdef"), st.lists(st.sampled_from("abcdefx"), max_size=3)),
    st.sets(st.sampled_from("abcdefx")),
)
def test_broader_terms_are_reached_as_the_slow_way_reaches_them(above: dict[str, list[str]], named: set[str]) -> None:
    """All the way up, through circles and to words that the list does not have."""
    terms = {key: {"broader": broader} for key, broader in above.items()}

    assert with_broader(terms, named) == slowly(above, named)


def test_every_list_of_the_directory_is_for_something(builtin: Path) -> None:
    """No list lies there that no field of a record could name."""
    lists = {file.id for file in read_directories([builtin]).of_kind("vocabulary")}

    assert lists == named_lists()


def test_a_list_laid_over_another_is_used_by_the_records_below(builtin: Path, tmp_path: Path) -> None:
    """Who replaces a list need not repeat the records that use its words."""
    (tmp_path / "vocabulary").mkdir()
    (tmp_path / "vocabulary" / "role.toml").write_bytes((builtin / "vocabulary" / "role.toml").read_bytes())

    assert check(read_directories([builtin, tmp_path])) == []


def test_a_list_that_no_field_names_is_not_asked(root: Path, tmp_path: Path) -> None:
    """What a list of one's own is for, the program cannot tell."""
    (tmp_path / "vocabulary").mkdir()
    told = (
        'id = "colour"\ntitle = "colour"\ndefinition = "x"\n\n[[terms]]\nid = "red"\ntitle = "red"\ndefinition = "x"\n'
    )
    (tmp_path / "vocabulary" / "colour.toml").write_text(told, "utf-8")

    assert check(read_directories([root, tmp_path])) == []
