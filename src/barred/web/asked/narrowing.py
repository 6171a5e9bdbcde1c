"""Parameters of lists: a filter for each column, what is counted, and which part of the list is wanted."""

from collections.abc import Sequence
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, Field, create_model

from barred.errors import UsageProblem
from barred.publishing.restriction_rows import CONCERNS
from barred.web.asked.case import Clocks, Word

__all__ = ["Listed", "Narrowed", "columns_named", "filters_of", "with_columns"]

_SHOWN, _MOST = 50, 1000
# A column may bear the name of something that the class has already, so its field has a name of its own.
_PREFIX = "column_"

Asked = TypeVar("Asked", bound=BaseModel)


class Narrowed(Clocks):
    """Which rows are looked at."""

    text: Annotated[Word, Field(description="keep rows in which some cell holds these words")] = ""


class Listed(Narrowed):
    """Which rows of a list, and which part of them."""

    facets: Annotated[Word, Field(description="columns whose values are counted, parted by commas")] = ""
    limit: Annotated[int, Field(ge=1, le=_MOST)] = _SHOWN
    cursor: Annotated[str, Field(max_length=200, description="`next` of the part before")] = ""


def with_columns(name: str, onto: type[Asked], *, columns: Sequence[str], concerns: bool = False) -> type[Asked]:
    """Make a class of parameters that has a filter for each column too.

    Args:
        name: What the class is called.
        onto: What it takes besides.
        columns: The names of the filters.
        concerns: Whether it also takes `concerns`, the id of an organisation that is reached.
    """
    fields: dict[str, Any] = {f"{_PREFIX}{one}": (Annotated[Word, Field(alias=one)], "") for one in columns}
    if concerns:
        told = Field(alias=CONCERNS, description="id of an organisation that is reached by name, class or owner")
        fields[f"{_PREFIX}{CONCERNS}"] = (Annotated[Word, told], "")
    made: type[Asked] = create_model(name, __base__=onto, **fields)
    return made


def filters_of(asked: Narrowed) -> dict[str, str]:
    """Give the filters that a client set, as `row_filter.kept` reads them."""
    told = {name.removeprefix(_PREFIX): value for name, value in asked if name.startswith(_PREFIX) and value}
    return {**told, "text": asked.text} if asked.text else told


def columns_named(words: str, columns: Sequence[str]) -> list[str]:
    """Give the columns that a client names, parted by commas.

    Raises:
        UsageProblem: One of them is none.
    """
    named = [one.strip() for one in words.split(",") if one.strip()]
    unknown = [one for one in named if one not in columns]
    if unknown:
        what = f"there is no column {unknown[0]!r} to count by"
        raise UsageProblem(what, where="facets", remedy=f"choose from {', '.join(columns)}")
    return named
