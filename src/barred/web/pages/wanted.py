"""Whether somebody asks for a page, or a program for an answer."""

__all__ = ["wants_page"]

_PAGE = ("text/html", "application/xhtml+xml")
_DATA = ("application/json", "application/problem+json")
# An address says itself in which form it is asked.
_FORMS = (".json", ".csv", ".atom")


def wants_page(accepted: str, path: str, *, otherwise: bool = False) -> bool:
    """Tell whether a page is wanted rather than JSON.

    Args:
        accepted: The header `Accept`.
        path: What is asked for; where its ending names a form, no page is wanted.
        otherwise: What is given to whoever takes either.

    Source:
        RFC 9110, section 12.5.1.

    Example:
        >>> browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
        >>> wants_page(browser, "/nowhere"), wants_page(browser, "/nowhere.json"), wants_page("*/*", "/nowhere")
        (True, False, False)
        >>> wants_page("text/html;q=0.5, application/json", "/"), wants_page("", "/", otherwise=True)
        (False, True)
        >>> wants_page("text/html, */*", "/"), wants_page("text/html;q=0, */*", "/")
        (True, False)
    """
    if path.endswith(_FORMS):
        return False
    page, data = (max(_weight(accepted, one) for one in kinds) for kinds in (_PAGE, _DATA))
    return otherwise if page == data else page > data


def _weight(accepted: str, kind: str) -> tuple[float, int]:
    """Give how much a kind is wanted, and how plainly: by its own name, by that of its family, or as anything is."""
    weights = {}
    for one in accepted.split(","):
        name, *parameters = (part.strip().casefold() for part in one.split(";"))
        weights[name] = next((_number(part[2:]) for part in parameters if part.startswith("q=")), 1.0)
    family = f"{kind.partition('/')[0]}/*"
    named = enumerate((kind, family, "*/*"))
    # What is named with the weight 0 is not wanted, though anything else may be.
    return next(((weights[name], -place if weights[name] else 0) for place, name in named if name in weights), (0.0, 0))


def _number(text: str) -> float:
    try:
        return min(1.0, max(0.0, float(text)))
    except ValueError:
        return 0.0
