"""Keep of the name that a user gives a file what a file may be called, and nothing that leads elsewhere."""

__all__ = ["file_name"]

_NAME, _ENDING = 80, 8


def file_name(told: str, *, otherwise: str) -> str:
    r"""Give the last part of a name, and of that the letters, digits and a few signs.

    Args:
        told: What the user calls the file.
        otherwise: What it is called when nothing is left.

    Returns:
        At most 89 signs; the ending, which tells the format of some files, is kept.

    Example:
        >>> file_name(r"..\..\etc/quote <1>.xlsx", otherwise="file"), file_name("/", otherwise="file")
        ('quote 1.xlsx', 'file')
    """
    last = told.replace("\\", "/").rsplit("/", 1)[-1]
    kept = "".join(one for one in last if one.isalnum() or one in "._- ()").strip(" .")
    # A long name is cut before its ending.
    stem, dot, ending = kept.rpartition(".")
    return f"{stem[:_NAME]}{dot}{ending[:_ENDING]}" if stem else (kept[:_NAME] or otherwise)
