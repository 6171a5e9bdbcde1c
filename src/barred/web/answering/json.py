"""Views as JSON: same view, same bytes."""

import msgspec

__all__ = ["raw", "written"]

_encode = msgspec.json.Encoder().encode


def written(view: object) -> bytes:
    """Write a view, or plain data."""
    return _encode(view)


def raw(value: object) -> object:
    """Write a part now, to be put into what is written later as it is."""
    return msgspec.Raw(_encode(value))
