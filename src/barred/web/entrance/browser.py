"""Name a browser in two words, so that a person knows which of their sessions is where.

The header of a browser tells far more, by which it can be followed; that is kept nowhere.
"""

__all__ = ["browser_of"]

# The first that fits: nearly every browser also calls itself by the names of those that came before it.
_PROGRAMS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("Vivaldi/", "Vivaldi"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("Chromium/", "Chromium"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
_SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iOS"),
    ("iPad", "iOS"),
    ("Windows", "Windows"),
    ("Mac OS X", "macOS"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
)
_MOST = 40


def browser_of(told: str) -> str:
    """Give the browser and the system.

    Args:
        told: The header `User-Agent`.

    Returns:
        At most 40 printable signs: of a program that is no browser its own name, of none an empty text.

    Example:
        >>> browser_of("Mozilla/5.0 (X11; Linux x86_64; rv:146.0) Firefox/146.0"), browser_of("curl/8.1 x")
        ('Firefox, Linux', 'curl')
    """
    program = next((name for sign, name in _PROGRAMS if sign in told), "")
    system = next((name for sign, name in _SYSTEMS if sign in told), "")
    if not program:
        program = "".join(filter(str.isprintable, told.split("/", maxsplit=1)[0].split(" ", maxsplit=1)[0]))[:_MOST]
        program, system = ("", system) if program == "Mozilla" else (program, "")
    return ", ".join(filter(None, (program, system)))
