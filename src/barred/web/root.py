"""The address by which a browser or program calls this server."""

__all__ = ["is_loopback", "root_of"]

_LOOPBACK = frozenset({"localhost", "127.0.0.1", "[::1]"})


def is_loopback(host: str) -> bool:
    """Tell whether a `Host` header, with or without its port, names this machine."""
    return (host.rsplit(":", 1)[0] if not host.endswith("]") else host).lower() in _LOOPBACK


def root_of(host: str) -> str:
    """Give the root of the server under a `Host` header.

    The server itself speaks no TLS; what reaches it from outside comes through a proxy that does.

    Example:
        >>> root_of("localhost:8889"), root_of("barred.example")
        ('http://localhost:8889', 'https://barred.example')
    """
    return f"{'http' if is_loopback(host) else 'https'}://{host}"
