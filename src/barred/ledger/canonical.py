"""Data as the one JSON text that is kept, compared and digested."""

import hashlib
import json

__all__ = ["canonical", "digest_of", "digest_of_text"]


def canonical(data: object) -> str:
    """Give data as JSON in its one form: keys in order, no spaces.

    The chain of the log is computed over it, so this form is for good.

    Example:
        >>> canonical({"b": "é", "a": [1, None]})
        '{"a":[1,null],"b":"é"}'
    """
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest_of(data: object) -> str:
    """Give `sha256:` and the 64 hexadecimal digits of data in canonical form."""
    return digest_of_text(canonical(data))


def digest_of_text(text: str) -> str:
    """Give the same of data that are in canonical form already."""
    return f"sha256:{hashlib.sha256(text.encode()).hexdigest()}"
