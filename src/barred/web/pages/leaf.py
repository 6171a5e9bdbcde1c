"""Answer with a page, or with the same view as JSON or CSV: one view, three forms."""

from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Any, Literal, NamedTuple, TypeVar, get_origin

from pydantic import BaseModel, ValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from barred.errors import BarredError, SnapshotProblem, UsageProblem
from barred.web.answering.answers import answered, edition_of, is_held, prepared, tag_of, today
from barred.web.answering.problems import PROBLEM_TYPE, problem_body
from barred.web.pages.address import Address
from barred.web.pages.sheet import sheet
from barred.web.pages.typeset import typeset
from barred.web.pages.wanted import wants_page
from barred.web.pages.words import choose_language
from barred.web.views.leaf import Leaf

__all__ = ["Form", "Problem", "answer_leaf", "language_of", "page", "problem_page", "taken", "told_problem"]

Form = Literal["", ".json", ".csv"]
_HTML = "text/html; charset=utf-8"
_CSV = "text/csv; charset=utf-8"

Asked = TypeVar("Asked", bound=BaseModel)


def taken(kind: type[Asked], request: Request) -> Asked:
    """Read the parameters of a page; `lang` is for all of them.

    Args:
        kind: The class; a field that is a list takes a parameter that comes several times, others its last value.
            Fields of a form that were left empty are as if they were not there.
        request: Whose address is read.

    Raises:
        UsageProblem: A parameter is unknown, too long or not of its form.
    """
    lists = {one.alias or name for name, one in kind.model_fields.items() if get_origin(one.annotation) is list}
    told: dict[str, Any] = {}
    for name, value in request.query_params.multi_items():
        if name in lists and value:
            told.setdefault(name, []).append(value)
        elif name != "lang" and name not in lists:
            told[name] = value
    try:
        return kind.model_validate(told)
    except ValidationError as trouble:
        first = trouble.errors(include_url=False)[0]
        what = "there is no such parameter" if first["type"] == "extra_forbidden" else str(first["msg"])
        raise UsageProblem(what, where=".".join(map(str, first["loc"]))) from trouble


def answer_leaf(request: Request, template: str, *, form: str, make: Callable[[], Leaf], beside: str = "") -> Response:
    """Answer in the form that the address asks for.

    Args:
        request: Its path, query and languages are looked at.
        template: Sets the view as a page.
        form: The ending of the path: none for a page, `.json`, `.csv`.
        make: Makes the view, unless the answer is remembered. What it raises a page tells in words.
        beside: What else it depends on, in a few letters.
    """
    if form == ".json":
        return answered(request, make, beside=beside)
    if form == ".csv":
        return prepared(request, lambda: sheet(make()), media_type=_CSV, beside=beside)
    try:
        return _remembered_page(request, template, make, beside=beside)
    except BarredError as trouble:
        status = HTTPStatus.UNPROCESSABLE_ENTITY
        status = HTTPStatus.SERVICE_UNAVAILABLE if isinstance(trouble, SnapshotProblem) else status
        return problem_page(request, status, trouble=trouble)
    except HTTPException as trouble:
        return problem_page(request, HTTPStatus(trouble.status_code), trouble=UsageProblem(str(trouble.detail)))


def page(request: Request, template: str, *, status: HTTPStatus = HTTPStatus.OK, **fields: object) -> Response:
    """Set a page that is not to be kept."""
    body = typeset(template, _address(request), language=language_of(request), fields=fields)
    return Response(body, status, {"Cache-Control": "no-store", "Vary": "Accept-Language"}, _HTML)


class Problem(NamedTuple):
    """What cannot be answered.

    Args:
        status: The status of the answer.
        trouble: What was wrong with the request, where, and what to do about it.
        headers: What the client is told besides.
        errors: Each fault, where there are several.
    """

    status: HTTPStatus
    trouble: BarredError
    headers: Mapping[str, str] = {}
    errors: tuple[Mapping[str, str], ...] = ()


def told_problem(request: Request, problem: Problem, *, otherwise: bool = False) -> Response:
    """Tell what cannot be answered: as a page to whoever asks for one, as JSON to programs.

    Args:
        request: Its header `Accept` and address are looked at.
        problem: What is told.
        otherwise: Whether a page is given to whoever takes either.
    """
    status, trouble = problem.status, problem.trouble
    if wants_page(request.headers.get("accept", ""), request.scope["path"], otherwise=otherwise):
        told = page(request, "problem.html", status=status, code=int(status), trouble=trouble)
        told.headers.update(problem.headers)
    else:
        # Options of the command line are parameters here.
        where, errors = trouble.where.lstrip("-"), list(problem.errors)
        body = problem_body(status, trouble.what, where=where, remedy=trouble.remedy, errors=errors)
        told = Response(body, status, {"Cache-Control": "no-store", **problem.headers}, PROBLEM_TYPE)
    told.headers["Vary"] = "Accept, Accept-Language"
    return told


def problem_page(request: Request, status: HTTPStatus, *, trouble: BarredError) -> Response:
    """Tell what a page cannot answer; as JSON only to whoever asks for that."""
    return told_problem(request, Problem(status, trouble), otherwise=True)


def _remembered_page(request: Request, template: str, make: Callable[[], Leaf], *, beside: str) -> Response:
    edition, day, language = edition_of(request), today(), language_of(request)
    tag = tag_of(edition, day, language, beside)
    headers = {"ETag": tag, "Cache-Control": "no-cache", "Vary": "Accept-Language"}
    if is_held(request.headers.get("if-none-match", ""), tag):
        return Response(None, HTTPStatus.NOT_MODIFIED, headers)
    address = _address(request)

    def make_page() -> bytes:
        return typeset(template, address, language=language, fields={"view": make()})

    key = (request.scope["path"], request.scope["query_string"], day, language)
    return Response(edition.answered(key, make_page), HTTPStatus.OK, headers, _HTML)


def _address(request: Request) -> Address:
    return Address(request.scope["path"], tuple(request.query_params.multi_items()))


def language_of(request: Request) -> str:
    """Give the language of a page: that of the address before that of the browser."""
    return choose_language(request.query_params.get("lang", ""), request.headers.get("accept-language", ""))
