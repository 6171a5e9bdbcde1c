"""Closed lists: how two terms relate, and which term a user means."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from barred.errors import UsageProblem
from barred.model.build import build
from barred.model.truth import Truth
from barred.model.vocabulary import Term, Vocabulary

LISTS = Path(__file__).parents[2] / "directory" / "vocabulary"


def listed(name: str, *terms: Term) -> Vocabulary:
    """Make a vocabulary of some terms."""
    return Vocabulary(name, {one.id: one for one in terms})


GOODS = listed(
    "product",
    Term("goods", "goods"),
    Term("goods/camera", "camera", broader=("goods",), aliases=("web cam", "cam_era")),
    Term("goods/camera/dome", "dome", broader=("goods/camera",)),
    Term("goods/lens", "optical lens", broader=("goods",)),
    Term("spare/lens", "spare", broader=("goods",), aliases=("web cam two",)),
    Term("spare/dome-cover", "Cover"),
    Term("cover", "lid"),
)


@st.composite
def trees(draw: st.DrawFn) -> Vocabulary:
    """Make terms each of which may be narrower than any of those before it."""
    count = draw(st.integers(1, 7))
    above = [
        draw(st.sets(st.sampled_from([f"t{k}" for k in range(n)]), max_size=2)) if n else set[str]()
        for n in range(count)
    ]
    return listed("tree", *(Term(f"t{n}", f"term {n}", broader=tuple(sorted(one))) for n, one in enumerate(above)))


def is_under(tree: Vocabulary, one: str, other: str) -> bool:
    """Tell slowly whether a term is another or narrower."""
    return one == other or any(is_under(tree, broader, other) for broader in tree.terms[one].broader)


@given(trees(), st.data())
def test_terms_relate_as_the_tree_tells(tree: Vocabulary, data: st.DataObject) -> None:
    """Narrower is yes, broader is open, neither is no."""
    one, other = (data.draw(st.sampled_from(sorted(tree.terms))) for _ in range(2))

    wanted = Truth.YES if is_under(tree, one, other) else Truth.OPEN if is_under(tree, other, one) else Truth.NO

    assert tree.relation(one, other) is wanted
    assert tree.above(one) == {term for term in tree.terms if is_under(tree, one, term)}


@given(trees(), st.data())
def test_any_relation_is_the_best_of_all_pairs(tree: Vocabulary, data: st.DataObject) -> None:
    """One pair that fits is enough; nothing stated or wanted fits nothing."""
    terms = st.lists(st.sampled_from(sorted(tree.terms)), max_size=3)
    stated, wanted = data.draw(terms), data.draw(terms)

    pairs = [tree.relation(one, other) for one in stated for other in wanted]

    assert tree.any_relation(iter(stated), iter(wanted)) is max(pairs, default=Truth.NO)


def test_an_unknown_term_has_no_relation() -> None:
    """Neither side may be a term that the list lacks."""
    for one, other in (("goods", "boat"), ("boat", "goods")):
        with pytest.raises(UsageProblem, match="'boat' is not a product"):
            GOODS.relation(one, other)
    assert "goods" in GOODS
    assert "boat" not in GOODS


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("goods/camera", "goods/camera"),
        ("GOODS/Camera", "goods/camera"),
        ("camera", "goods/camera"),
        ("Web-Cam", "goods/camera"),
        (" web  cam ", "goods/camera"),
        ("cam era", "goods/camera"),
        ("dome", "goods/camera/dome"),
        ("camera/dome", "goods/camera/dome"),
        ("Optical Lens", "goods/lens"),
        ("dome_cover", "spare/dome-cover"),
        ("lid", "cover"),
        ("cover", "cover"),
    ],
)
def test_a_term_is_found_as_it_is_said(said: str, meant: str) -> None:
    """By id, title, alias or the end of an id; case, hyphens and spaces aside. An id goes before a title."""
    assert GOODS.resolve(said) == meant


@pytest.mark.parametrize(("said", "told"), [("lens", "goods/lens, spare/lens"), ("Cover", "cover, spare/dome-cover")])
def test_an_ambiguous_word_is_an_error(said: str, told: str) -> None:
    """All terms that it could mean are named."""
    with pytest.raises(UsageProblem, match=f"'{said}' could be any product of {told}$"):
        GOODS.resolve(said)


@pytest.mark.parametrize(
    ("said", "near"),
    [("camra", "goods/camera"), ("optical lense", "goods/lens"), ("WEB CAMS", "goods/camera, spare/lens")],
)
def test_an_unknown_word_names_the_nearest(said: str, near: str) -> None:
    """A slip is answered with what was probably meant."""
    with pytest.raises(UsageProblem, match=rf"'{said}' is not a known product; did you mean .*{near}.*\?"):
        GOODS.resolve(said)


@pytest.mark.parametrize("said", ["", "zzz", "era", "/camera", "goods/"])
def test_a_word_that_resembles_nothing_names_some_terms(said: str) -> None:
    """Even then there is something to choose from."""
    with pytest.raises(UsageProblem, match=r"did you mean .+\?"):
        GOODS.resolve(said)


def test_every_real_term_means_itself() -> None:
    """In every list of the directory an id is its term, and a title is too unless places share it."""
    paths = sorted(LISTS.glob("*.toml"))
    assert len(paths) > 15
    for path in paths:
        data = tomllib.loads(path.read_text("utf-8"))
        vocabulary = listed(data["id"], *(build(Term, one) for one in data["terms"]))
        assert vocabulary.terms
        for key, term in vocabulary.terms.items():
            assert vocabulary.resolve(key) == key
            assert key in vocabulary.above(key)
            if data["id"] != "place":
                assert {vocabulary.resolve(said) for said in (term.title, *term.aliases)} == {key}
