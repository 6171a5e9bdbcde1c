"""Headers that stand on every answer: what a browser may do with it, and who may read it."""

__all__ = ["CORS", "OPEN_ROOT", "PREFLIGHT", "SECURITY", "is_open", "security"]

_NOTHING = (
    *("accelerometer", "camera", "display-capture", "fullscreen", "geolocation", "gyroscope", "magnetometer"),
    *("microphone", "midi", "payment", "usb", "xr-spatial-tracking"),
)
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; font-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors {frames}"
)
_KEPT = (
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"permissions-policy", ", ".join(f"{one}=()" for one in _NOTHING).encode()),
    (b"cross-origin-opener-policy", b"same-origin"),
)
SECURITY = (
    *_KEPT,
    (b"content-security-policy", _POLICY.format(frames="'none'").encode()),
    (b"x-frame-options", b"DENY"),
    (b"cross-origin-resource-policy", b"same-origin"),
)
# OpenRefine runs on the user's own machine, reads these from its pages and shows previews in a frame.
OPEN_ROOT = "/reconcile"
_PREVIEW = (
    *_KEPT,
    (b"content-security-policy", _POLICY.format(frames="http://127.0.0.1:* http://localhost:*").encode()),
    (b"cross-origin-resource-policy", b"cross-origin"),
)
CORS = ((b"access-control-allow-origin", b"*"), (b"vary", b"origin"))
PREFLIGHT = (
    (b"access-control-allow-methods", b"GET, POST, OPTIONS"),
    (b"access-control-allow-headers", b"content-type, x-requested-with"),
    (b"access-control-max-age", b"600"),
)


def is_open(path: str) -> bool:
    """Tell whether pages of other origins may read an address."""
    return path == OPEN_ROOT or path.startswith(f"{OPEN_ROOT}/")


def security(path: str) -> tuple[tuple[bytes, bytes], ...]:
    """Give the headers of an answer by its address."""
    return (*_PREVIEW, *CORS) if is_open(path) else SECURITY
