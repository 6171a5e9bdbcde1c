"""Find a way that leads back to where it began."""

from collections.abc import Callable, Iterable

__all__ = ["circle"]


def circle(start: str, onward: Callable[[str], Iterable[str]]) -> tuple[str, ...]:
    """Follow steps until they come back to the start.

    Args:
        start: Where to begin.
        onward: Gives the next places from a place.

    Returns:
        The way from the start to the start, shortest first; empty when there is none.

    Example:
        >>> circle("a", {"a": ["b"], "b": ["c", "a"], "c": ["b"]}.__getitem__)
        ('a', 'b', 'a')
    """
    ways: list[tuple[str, ...]] = [(start,)]
    seen = set()
    for way in ways:
        for place in onward(way[-1]):
            if place == start:
                return (*way, start)
            if place not in seen:
                seen.add(place)
                ways.append((*way, place))
    return ()
