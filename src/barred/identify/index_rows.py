"""Make the rows that identification looks up, from the records and tables of a directory.

This runs when a snapshot is built. All cleverness about keys is spent here and in the one place
that asks for them (`identify.names`), so that a look-up is nothing but equality.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from barred.identify.identifier_rows import identifier_rows
from barred.identify.index import Grammar, Mark, NameRow, Relabelled, Weight, WordRow
from barred.model.account import Product
from barred.model.organisation import Name, Organisation
from barred.text.distance import deletions
from barred.text.fold import compact, fold
from barred.text.tokens import is_unspaced

__all__ = ["TYPO_LETTERS", "Rows", "index_rows", "pairs", "without_form"]

Rows = Callable[[str], Sequence[Mapping[str, str]]]

# Below seven letters one edit reaches too many other words ("zte" and "zoe").
TYPO_LETTERS = 7
_GLUED_LETTERS = 5
_SURE_SIGNS = 7
_LEGAL_TYPES = ("legal", "former", "native", "romanised", "transliterated", "translated")
_PLAIN_SIGNS = set(" -.,'’&/()·")


def index_rows(
    organisations: Iterable[Organisation],
    rows: Rows,
    *,
    unproved: Collection[str] = (),
    products: Iterable[Product] = (),
) -> dict[str, list[tuple[Any, ...]]]:
    """Make all rows of the index.

    Args:
        organisations: Records whose names are to be found.
        rows: Gives the rows of a bulk table by its name.
        unproved: Ids of sources that prove nothing; identifiers that rest on them alone are hints.
        products: Records whose model numbers are to be found, each under its maker.

    Returns:
        Table name to rows in sorted order; `index.TABLES` tells the columns. Two runs over the
        same records give the same rows.
    """
    known = sorted(organisations, key=lambda one: one.id)
    forms = {row["form"]: row["family"] for row in rows("legal_forms")}
    generic = {row["word"]: row["kind"] for row in rows("generic_words")}
    base = [row for one in known for name in one.names for row in _bases(one, name, forms)]
    kinds = {one.id: " ".join(one.types) for one in known}
    titles = {one.id: _brand(one) for one in known}
    relabelled = (keyed for row in rows("relabelled_models") for keyed in _relabelled(row, titles))
    tables: dict[str, Iterable[tuple[Any, ...]]] = {
        "name_key": (keyed for row in base for keyed in _name_keys(row, forms, generic)),
        "typo_key": (keyed for row in base for keyed in _typo_keys(row, generic)),
        "native_key": _native_keys(base),
        "relabelled_key": [*relabelled, *(keyed for one in products for keyed in _products(one, titles))],
        "identifier_key": identifier_rows(known, rows("mac_blocks"), unproved=unproved),
        "word_key": _words(rows),
        "weight": map(_weight, rows("signal_weights")),
    }
    made = {table: sorted(set(found)) for table, found in tables.items()}
    made["mark"] = [_mark(row) for row in rows("device_marks")]
    made["grammar"] = [_grammar(row, kinds) for row in rows("model_grammars")]
    return made


def without_form(words: Sequence[str], forms: Mapping[str, str]) -> tuple[list[str], str]:
    """Take the legal forms off both ends of a firm's words.

    Returns:
        The words that are left and the family of the form that stood there, empty for none.

    Example:
        >>> without_form(["example", "optics", "co", "ltd"], {"co ltd": "limited", "ltd": "limited"})
        (['example', 'optics'], 'limited')
    """
    left, family = list(words), ""
    while left:
        size = next((n for n in range(min(6, len(left)), 0, -1) if " ".join(left[-n:]) in forms), 0)
        if not size:
            break
        family = family or forms[" ".join(left[-size:])]
        del left[-size:]
    if len(left) > 1 and forms.get(left[0], "") in {"eastern", "other"}:
        family = family or forms[left[0]]
        del left[0]
    return left, family


def pairs(text: str) -> list[str]:
    """Give every two neighbouring signs of a text.

    Example:
        >>> pairs("示例公司")
        ['示例', '例公', '公司']
    """
    return [text[at : at + 2] for at in range(len(text) - 1)]


def _brand(one: Organisation) -> str:
    """Choose how an organisation is called in short: the brand that its id spells, else its first brand."""
    brands = [name.text for name in one.names if name.type == "brand"]
    return next((text for text in brands if compact(text) == compact(one.id)), next(iter(brands), one.title))


def _bases(one: Organisation, name: Name, forms: Mapping[str, str]) -> Iterator[NameRow]:
    folded = fold(name.text)
    if len(folded) < 2:  # noqa: PLR2004 - a single sign is nobody's name
        return
    # "Face++" folds to a common word: what folding took away was what made it distinctive.
    odd = any(not sign.isalnum() and sign not in _PLAIN_SIGNS for sign in name.text)
    usage = "ordinary" if odd and name.type not in _LEGAL_TYPES else name.usage
    family = _native_form(folded, forms)[1] if is_unspaced(folded) else without_form(folded.split(), forms)[1]
    yield NameRow(
        key=folded, form="phrase", organisation=one.id, text=name.text, type=name.type, usage=usage,
        joint=int(name.joint), since=name.since or "", until=name.until or "", source=f"organisations:{one.id}",
        family=family, kinds=" ".join(one.types), title=_brand(one), home=fold(one.seat),
    )  # fmt: skip


def _native_form(folded: str, forms: Mapping[str, str]) -> tuple[str, str]:
    ends = [form for form in forms if is_unspaced(form) and folded.endswith(form)]
    longest = max(ends, key=len, default="")
    return folded.removesuffix(longest), forms.get(longest, "")


def _name_keys(row: NameRow, forms: Mapping[str, str], generic: Mapping[str, str]) -> Iterator[NameRow]:
    words, letters = row.key.split(), compact(row.key)
    yield row._replace(key="=" + letters, form="whole")
    core = [_native_form(row.key, forms)[0]] if is_unspaced(row.key) else without_form(words, forms)[0]
    if all(word in generic or word in forms or len(word) == 1 for word in core):
        return
    if row.family:
        yield row._replace(key="~" + " ".join(core), form="core")
    yield row
    if len(words) > 1 and len(letters) >= _GLUED_LETTERS and row.type not in _LEGAL_TYPES:
        yield row._replace(key=letters)


def _typo_keys(row: NameRow, generic: Mapping[str, str]) -> Iterator[NameRow]:
    distinctive = row.usage == "distinctive" and not row.joint and row.key.isalpha() and row.key not in generic
    if distinctive and len(row.key) >= TYPO_LETTERS and not is_unspaced(row.key) and row.type != "misspelling":
        for form in deletions(row.key):
            yield row._replace(key=form, form="typo")


def _native_keys(base: Iterable[NameRow]) -> Iterator[NameRow]:
    held = [(row, [pair for pair in pairs(row.key) if all(map(is_unspaced, pair))]) for row in base]
    often = Counter(pair for _, found in held for pair in set(found))
    for row, found in held:
        if found:
            # The pair that fewest names share finds the name; the whole of it is compared afterwards.
            yield row._replace(key=min(found, key=lambda pair: (often[pair], pair)), form="native")


def _relabelled(row: Mapping[str, str], titles: Mapping[str, str]) -> Iterator[Relabelled]:
    organisation = row["organisation"]
    for key in (fold(row["sku"]), compact(row["sku"])):
        yield Relabelled(
            key, organisation, titles.get(organisation, organisation), row["sku"], row["maker"],
            row["maker_models"], row["strength"], f"relabelled_models:{organisation}/{row['sku']}",
        )  # fmt: skip


def _products(one: Product, titles: Mapping[str, str]) -> Iterator[Relabelled]:
    for model in one.models if one.maker else ():
        # A short number may be another maker's too.
        strength = "strong" if len(compact(model)) >= _SURE_SIGNS else "medium"
        for key in (fold(model), compact(model)):
            yield Relabelled(
                key, one.maker, titles.get(one.maker, one.maker), model, one.maker, "", strength, f"products:{one.id}"
            )


def _words(rows: Rows) -> Iterator[WordRow]:
    for row in rows("legal_forms"):
        yield WordRow(row["form"], "legal", row["family"], 0)
    for row in rows("generic_words"):
        yield WordRow(row["word"], "generic", row["kind"], 0)
    for row in rows("product_words"):
        yield WordRow(row["word"], "product", row["product"], int(row["priority"]))


def _grammar(row: Mapping[str, str], kinds: Mapping[str, str]) -> Grammar:
    return Grammar(
        row["organisation"], row["brand"], row["leads"], row["pattern"], row["product"], row["strength"],
        row["coverage"], f"model_grammars:{row['pattern']}", kinds.get(row["organisation"], ""),
    )  # fmt: skip


def _mark(row: Mapping[str, str]) -> Mark:
    source = f"device_marks:{row['pattern']}"
    return Mark(row["organisation"], row["maker"], row["pattern"], row["strength"], source)


def _weight(row: Mapping[str, str]) -> Weight:
    return Weight(
        row["id"], row["kind"], row["group"], float(row["weight"]), int(row["decisive"] == "yes"), row["ceiling"],
        f"signal_weights:{row['id']}",
    )  # fmt: skip
