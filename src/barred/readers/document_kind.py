"""Tell JSON documents of a published standard from those that just hold rows."""

import re

__all__ = ["document_kind"]

# Each standard requires its marks; the begin of a file is enough to see them.
_CYCLONEDX = re.compile(r'"bomFormat"\s*:\s*"CycloneDX"')
_OCDS = re.compile(r'"ocid"\s*:\s*"')
_OCDS_PARTS = re.compile(r'"(?:releases|records|tender|awards|contracts)"\s*:')


def document_kind(text: str) -> str:
    """Name the format in the registry of the beginning of a document; empty when it is of none here.

    Example:
        >>> document_kind('{"bomFormat": "CycloneDX", "specVersion": "1.6"}'), document_kind('[{"ocid": "1"}]')
        ('cyclonedx', '')
    """
    if not text.startswith("{"):
        return ""
    if _CYCLONEDX.search(text):
        return "cyclonedx"
    return "ocds" if _OCDS.search(text) and _OCDS_PARTS.search(text) else ""
