"""What clients send to have long work done: a table with the case, or a kept check in another case."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Annotated, Any, NamedTuple

from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request

from barred.errors import UsageProblem
from barred.ledger.canonical import canonical
from barred.readers.headings.columns import MEANINGS
from barred.screening.context import Said
from barred.web.asked.case import Case, Day, Word
from barred.web.jobs.file_name import file_name

__all__ = ["ONCE", "JobAsked", "Rerun", "Upload", "described_upload", "once_of", "refuse_once", "upload_of"]

_FIELDS, _FIELD_BYTES = 80, 1 << 16
_KEY = 200
_FILE = "file"
_HEADER = "Idempotency-Key"
# What the description says of the header.
ONCE: dict[str, Any] = {
    "name": _HEADER,
    "in": "header",
    "required": False,
    "schema": {"type": "string", "maxLength": _KEY},
    "description": "sent again with the same request, it gives the job of the first; with another one it is refused",
}


class JobAsked(Case):
    """A case, and how the file is to be read."""

    name: Annotated[Word, Field(description="what to call the check; the name of the file when left out")] = ""
    column: Annotated[
        list[Word],
        Field(max_length=20, description=f"MEANING=COLUMN, where the guess is wrong: {', '.join(MEANINGS)}"),
    ] = []  # noqa: RUF012 - the library copies it
    sheet: Annotated[Word, Field(description="read only this sheet of a workbook")] = ""
    encoding: Annotated[Word, Field(description="how a text file is encoded; UTF-8 when left out")] = ""
    csrf: Annotated[Word, Field(description="the word of the session, from a form of a page")] = ""

    def columns(self) -> dict[str, str]:
        """Give meaning to column.

        Raises:
            UsageProblem: One is not written as MEANING=COLUMN, or the meaning is unknown.
        """
        found = {}
        for one in self.column:
            meaning, _, column = (part.strip() for part in one.partition("="))
            if meaning not in MEANINGS or not column:
                remedy = f"write MEANING=COLUMN with {', '.join(MEANINGS)}"
                raise UsageProblem(f"{one!r} names no column", where="column", remedy=remedy)
            found[meaning] = column
        return found


class Rerun(BaseModel):
    """What differs from the case of the check; what is left out stays, and the day becomes today."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)

    on: Annotated[Day, Field(description="the day asked about; today when left out")] = ""
    known: Day | None = None
    asker: Annotated[Word | None, Field(alias="as", examples=["us/federal/executive-agency"])] = None
    conduct: Annotated[Word | None, Field(alias="to")] = None
    place: Annotated[Word | None, Field(alias="in")] = None
    site: Word | None = None
    purpose: Annotated[Word | None, Field(alias="for")] = None
    given: Annotated[list[Word] | None, Field(max_length=20)] = None

    def said(self, before: Mapping[str, Any]) -> Said:
        """Give the case of a check with what differs."""
        told = {**before, "circumstances": tuple(before.get("circumstances", ())), "on": self.on}
        changed = self.model_dump(exclude={"on", "given"}, exclude_none=True)
        if self.given is not None:
            changed["circumstances"] = tuple(self.given)
        return Said(**{**told, **changed})


class Upload(NamedTuple):
    """A file that came: its name as a file may be called, its bytes, and what was asked about it."""

    name: str
    body: bytes
    asked: JobAsked


async def upload_of(request: Request) -> Upload:
    """Read a file and the words beside it.

    Raises:
        HTTPException: The body is no multipart form, or a broken one.
        RequestValidationError: A word does not fit.
        UsageProblem: There is no file, or nothing in it.
    """
    if not request.headers.get("content-type", "").startswith("multipart/form-data"):
        raise HTTPException(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "send multipart/form-data with the field `file`")
    async with request.form(max_files=1, max_fields=_FIELDS, max_part_size=_FIELD_BYTES) as form:
        asked = _asked(form)
        file = form.get(_FILE)
        if not isinstance(file, UploadFile):
            raise UsageProblem("there is no file", where=_FILE, remedy="send the table as a file in the field `file`")
        body = await file.read()
        if not body:
            raise UsageProblem("the file is empty", where=_FILE)
        return Upload(file_name(file.filename or "", otherwise="table"), body, asked)


def once_of(request: Request, actor: str) -> str | None:
    """Give the idempotency key of a request, apart for each who asks.

    Raises:
        UsageProblem: It is too long.
    """
    told = request.headers.get(_HEADER, "").strip()
    if len(told) > _KEY:
        raise UsageProblem(f"a key of {len(told)} characters", where=_HEADER, remedy=f"use {_KEY} at most")
    # As one text that no other name and key give: "a" with "b: c" is not "a: b" with "c".
    return canonical([actor, told]) if told else None


def refuse_once(request: Request) -> None:
    """Refuse an idempotency key where none is kept: whoever relied on it would do a thing twice.

    Raises:
        UsageProblem: There is one.
    """
    if request.headers.get(_HEADER):
        remedy = "leave it out, and look into the list before you send a request again"
        raise UsageProblem("this address keeps no such keys", where=_HEADER, remedy=remedy)


def described_upload() -> dict[str, Any]:
    """Describe the form, and the header beside it."""
    schema = JobAsked.model_json_schema(by_alias=True)
    properties = {_FILE: {"type": "string", "format": "binary", "description": "the table"}, **schema["properties"]}
    form = {"schema": {"type": "object", "required": [_FILE], "properties": properties}}
    return {"requestBody": {"required": True, "content": {"multipart/form-data": form}}, "parameters": [ONCE]}


def _asked(form: FormData) -> JobAsked:
    told: dict[str, Any] = {}
    for name, value in form.multi_items():
        if name == _FILE:
            continue
        if name in {"given", "column"}:
            told.setdefault(name, []).append(value)
        else:
            told[name] = value
    try:
        return JobAsked.model_validate(told)
    except ValidationError as trouble:
        errors = [{**one, "loc": ("body", *one["loc"])} for one in trouble.errors(include_url=False)]
        raise RequestValidationError(errors) from trouble
