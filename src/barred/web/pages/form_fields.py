"""Read the fields of a form that is no file, and of not more of them than a form of ours has."""

from urllib.parse import parse_qs

from starlette.requests import Request

from barred.errors import UsageProblem

__all__ = ["form_fields"]


async def form_fields(request: Request, *, most: int) -> dict[str, list[str]]:
    """Give the values of each field; those that were left empty are not there.

    Args:
        request: Brings the form, urlencoded.
        most: How many fields at most.

    Raises:
        UsageProblem: There are more.
    """
    try:
        return parse_qs((await request.body()).decode("utf-8", "replace"), max_num_fields=most)
    except ValueError as trouble:
        raise UsageProblem(f"this is no form: {trouble}") from trouble
