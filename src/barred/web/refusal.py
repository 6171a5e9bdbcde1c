"""How a refused request is told: as a page to whoever reads pages, as a problem to programs."""

from starlette.types import Scope

from barred.errors import UsageProblem
from barred.web.address import Address
from barred.web.doorkeeper import header
from barred.web.problems import PROBLEM_TYPE, problem_body
from barred.web.refused import Refused
from barred.web.typeset import typeset
from barred.web.words import choose_language

__all__ = ["refusal"]

_HTML = "text/html; charset=utf-8"


def refusal(scope: Scope, refused: Refused) -> tuple[bytes, str]:
    """Give the body that tells of a refusal, and its type.

    Args:
        scope: The request. Addresses under `/v1` are for programs, whatever they say they take.
        refused: Why.
    """
    if "text/html" not in header(scope, b"accept") or scope["path"].startswith("/v1/"):
        return problem_body(refused.status, refused.detail, remedy=refused.remedy), PROBLEM_TYPE
    language = choose_language("", header(scope, b"accept-language"))
    trouble = UsageProblem(refused.detail, remedy=refused.remedy)
    fields = {"code": int(refused.status), "trouble": trouble}
    return typeset("problem.html", Address(scope["path"]), language=language, fields=fields), _HTML
