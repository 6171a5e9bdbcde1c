"""What a record file may hold: the fields of each kind, in canonical order.

The reader, the formatter, the checker and the templates all go by this one description; a test
holds it against the record classes.
"""

from typing import NamedTuple

__all__ = ["CITING", "FOLDERS", "KINDS", "VOCABULARY_FIELDS", "Field"]


class Field(NamedTuple):
    """One field of a record.

    Args:
        name: Its key in the file.
        type: `text`, `texts`, `date`, `flag`, `number`, `integer`, `record`, `records` or
            `unclear` (terms by part of a scope).
        refers: What its values must name: `term:NAME` of a vocabulary, a kind of record, `record`
            for one of any kind, or `evidence` of the same file.
        is_required: Whether it must be there and not empty.
        fields: The fields of the records inside.
    """

    name: str
    type: str = "text"
    refers: str = ""
    is_required: bool = False
    fields: tuple["Field", ...] = ()


def _texts(name: str, refers: str = "", *, is_required: bool = False) -> Field:
    return Field(name, "texts", refers, is_required)


def _period() -> tuple[Field, ...]:
    return (Field("since", "date"), Field("until", "date"))


_EVIDENCE = Field(
    "evidence",
    "records",
    fields=(
        Field("key", is_required=True),
        Field("source", refers="source", is_required=True),
        Field("pinpoint"),
        Field("start", "integer"),
        Field("end", "integer"),
        Field("digest"),
        Field("note"),
    ),
)
_CITED = _texts("evidence", "evidence")
_ID = (Field("id", is_required=True), Field("title", is_required=True))
_REMARKS = (Field("note"), Field("recorded", "date"))

_NAME = (
    Field("text", is_required=True),
    Field("type", refers="term:name-type", is_required=True),
    Field("language"),
    Field("usage", refers="term:name-usage"),
    Field("joint", "flag"),
    *_period(),
    _CITED,
)
_LINK = (
    Field("type", refers="term:link-type", is_required=True),
    Field("to", refers="organisation", is_required=True),
    Field("extent", refers="term:extent"),
    Field("lines"),
    _texts("goods", "term:product"),
    *_period(),
    Field("share_least", "number"),
    Field("share_most", "number"),
    _texts("places", "term:place"),
    Field("known_since", "date"),
    Field("note"),
    _CITED,
)
_ORGANISATION = (
    *_ID,
    _texts("types", "term:organisation-type", is_required=True),
    Field("country", refers="term:place"),
    Field("jurisdiction", refers="term:place"),
    Field("seat"),
    _texts("classes", "term:party"),
    _texts("makes", "term:product"),
    *_REMARKS,
    Field("names", "records", is_required=True, fields=_NAME),
    Field(
        "identifiers",
        "records",
        fields=(
            Field("scheme", refers="term:identifier-scheme", is_required=True),
            Field("value", is_required=True),
            _CITED,
        ),
    ),
    Field(
        "memberships",
        "records",
        fields=(
            Field("target_class", refers="term:target-class", is_required=True),
            Field("basis", refers="term:membership-basis", is_required=True),
            *_period(),
            _CITED,
        ),
    ),
    Field("links", "records", fields=_LINK),
    _EVIDENCE,
)

_PARTS_OF_A_CASE = (
    _texts("binds", "party"),
    _texts("conduct", "term:conduct"),
    _texts("goods", "term:product"),
    _texts("places", "term:place"),
    _texts("sites", "term:site"),
    _texts("purposes", "term:purpose"),
    _texts("circumstances", "term:circumstance"),
)
_RESTRICTION = (
    *_ID,
    Field("summary", is_required=True),
    Field("actor", refers="organisation", is_required=True),
    Field("place", refers="term:place", is_required=True),
    Field("action", refers="term:action", is_required=True),
    Field("strength", refers="term:strength", is_required=True),
    _texts("rationales", "term:rationale"),
    Field("instrument"),
    Field("citation"),
    _texts("follows", "restriction"),
    _texts("supersedes", "restriction"),
    _texts("related", "restriction"),
    *_REMARKS,
    Field(
        "stages",
        "records",
        is_required=True,
        fields=(
            Field("stage", refers="term:stage", is_required=True),
            Field("date", "date", is_required=True),
            Field("known_since", "date"),
            Field("note"),
            _CITED,
        ),
    ),
    Field(
        "scopes",
        "records",
        fields=(*_PARTS_OF_A_CASE, Field("unclear", "unclear"), Field("note"), _CITED),
    ),
    Field(
        "targets",
        "records",
        is_required=True,
        fields=(
            Field("organisation", refers="organisation"),
            Field("target_class", refers="term:target-class"),
            _texts("reach", "term:reach"),
            *_period(),
            Field("known_since", "date"),
            Field("note"),
            _CITED,
        ),
    ),
    Field(
        "exemptions",
        "records",
        fields=(
            Field("type", refers="term:exemption-type", is_required=True),
            Field("title", is_required=True),
            Field("effect"),
            *_PARTS_OF_A_CASE,
            *_period(),
            _CITED,
        ),
    ),
    _EVIDENCE,
)

_SOURCE = (
    *_ID,
    Field("type", refers="term:source-type", is_required=True),
    Field("publisher", is_required=True),
    Field("proof", refers="term:proof", is_required=True),
    Field("author"),
    Field("published", "date"),
    Field("address"),
    Field("language"),
    _texts("via", "source"),
    *_REMARKS,
    Field(
        "capture",
        "record",
        fields=(
            Field("digest", is_required=True),
            Field("bytes", "integer", is_required=True),
            Field("media_type", is_required=True),
        ),
    ),
    Field(
        "parts",
        "records",
        fields=(
            Field("title", is_required=True),
            Field("start", "integer", is_required=True),
            Field("end", "integer", is_required=True),
            Field("publisher"),
            Field("author"),
            Field("published", "date"),
            Field("date_basis"),
        ),
    ),
)

# Why a term stays that no record uses; on the list itself, why all of its terms do.
_KEPT = Field("kept_for")
_VOCABULARY = (
    *_ID,
    Field("definition", is_required=True),
    _KEPT,
    Field(
        "terms",
        "records",
        is_required=True,
        fields=(
            *_ID,
            Field("definition"),
            Field("boundary"),
            _KEPT,
            _texts("broader"),
            _texts("aliases"),
            Field("traits", "traits"),
        ),
    ),
)

_ABOUT = _texts("about", "organisation")
_RELATED = _texts("related", "record")
_OBJECTIONS = Field(
    "objections",
    "records",
    fields=(
        Field("relation", refers="term:objection", is_required=True),
        Field("what", is_required=True),
        Field("by", refers="organisation"),
        Field("record", refers="record"),
        _CITED,
    ),
)
_STATEMENT = (
    *_ID,
    Field("summary", is_required=True),
    Field("speaker", refers="organisation", is_required=True),
    Field("type", refers="term:statement-type", is_required=True),
    Field("topic", refers="term:topic", is_required=True),
    Field("date", "date", is_required=True),
    Field("audience"),
    _ABOUT,
    _texts("changes", "statement"),
    Field("change"),
    _RELATED,
    *_REMARKS,
    _OBJECTIONS,
    _EVIDENCE,
)
_FIGURE = (
    *_ID,
    Field("measure", refers="term:measure", is_required=True),
    Field("value", is_required=True),
    Field("unit", is_required=True),
    Field("bound", refers="term:bound", is_required=True),
    Field("stated_by", refers="organisation"),
    _ABOUT,
    Field("most"),
    *_period(),
    Field("place", refers="term:place"),
    Field("method"),
    _texts("conflicts", "figure"),
    Field("resolution"),
    _RELATED,
    *_REMARKS,
    _OBJECTIONS,
    _EVIDENCE,
)
_PRODUCT = (
    *_ID,
    Field("product_class", refers="term:product", is_required=True),
    Field("maker", refers="organisation"),
    _texts("brands", "organisation"),
    _texts("models"),
    *_period(),
    _RELATED,
    *_REMARKS,
    Field(
        "claims",
        "records",
        fields=(
            Field("capability", refers="term:capability", is_required=True),
            Field("note"),
            Field(
                "words",
                "records",
                fields=(Field("language", is_required=True), Field("text", is_required=True), Field("note")),
            ),
            _CITED,
        ),
    ),
    _EVIDENCE,
)
_EVENT = (
    *_ID,
    Field("summary", is_required=True),
    Field("type", refers="term:event-type", is_required=True),
    Field("date", "date", is_required=True),
    Field("until", "date"),
    Field("place", refers="term:place"),
    _ABOUT,
    _texts("led_to", "restriction"),
    _RELATED,
    Field("known_since", "date"),
    *_REMARKS,
    Field(
        "roles",
        "records",
        fields=(
            Field("organisation", refers="organisation", is_required=True),
            Field("role", refers="term:role", is_required=True),
            Field("note"),
        ),
    ),
    _EVIDENCE,
)

KINDS: dict[str, tuple[Field, ...]] = {
    "event": _EVENT,
    "figure": _FIGURE,
    "organisation": _ORGANISATION,
    "product": _PRODUCT,
    "restriction": _RESTRICTION,
    "source": _SOURCE,
    "statement": _STATEMENT,
    "vocabulary": _VOCABULARY,
}
FOLDERS = {
    "events": "event",
    "figures": "figure",
    "organisations": "organisation",
    "products": "product",
    "restrictions": "restriction",
    "sources": "source",
    "statements": "statement",
    "vocabulary": "vocabulary",
}
# The kinds whose claims cite evidence in the same file.
CITING = ("event", "figure", "organisation", "product", "restriction", "statement")
# The part of a case that a scope limits, and the vocabulary whose terms it may hold.
VOCABULARY_FIELDS = {field.name: field.refers for field in _PARTS_OF_A_CASE}
