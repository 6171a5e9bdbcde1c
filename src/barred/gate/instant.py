"""Moments and the days they lie in: a rule that begins on a day begins at its first second."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from barred.errors import UsageProblem

__all__ = ["day_at", "next_day", "read_instant"]


def read_instant(text: str, *, where: str = "") -> datetime:
    """Read a moment as RFC 3339 writes it.

    Raises:
        UsageProblem: It is none, or does not say in which zone.

    Example:
        >>> read_instant("2026-03-01T00:00:00+01:00").isoformat()
        '2026-02-28T23:00:00+00:00'
    """
    try:
        found = datetime.fromisoformat(text.strip())
    except ValueError as trouble:
        remedy = "write 2026-03-01T00:00:00Z"
        raise UsageProblem(f"{text!r} is not a moment", where=where, remedy=remedy) from trouble
    if found.tzinfo is None:
        raise UsageProblem(f"{text!r} does not say its zone", where=where, remedy="end with Z or +01:00")
    try:
        return found.astimezone(UTC)
    except OverflowError as trouble:
        raise UsageProblem(f"{text!r} lies outside the calendar", where=where) from trouble


def day_at(moment: datetime, *, zone: str) -> str:
    """Give the day, as an ISO date, that a moment lies in.

    Example:
        >>> moment = read_instant("2026-02-28T23:00:00Z")
        >>> day_at(moment, zone="UTC"), day_at(moment, zone="Europe/Berlin")
        ('2026-02-28', '2026-03-01')
    """
    return _local(moment, zone).date().isoformat()


def next_day(moment: datetime, *, zone: str) -> datetime:
    """Give the first second of the day after a moment: until then nothing that is dated changes.

    Example:
        >>> next_day(read_instant("2026-03-28T12:00:00Z"), zone="Europe/Berlin").isoformat()
        '2026-03-29T00:00:00+01:00'
    """
    local = _local(moment, zone)
    return datetime.combine(local.date() + timedelta(days=1), time(), ZoneInfo(zone))


def _local(moment: datetime, zone: str) -> datetime:
    try:
        local = moment.astimezone(ZoneInfo(zone))
        _ = local + timedelta(days=2)
    except OverflowError as trouble:
        raise UsageProblem(f"{moment.isoformat()} lies at the end of the calendar") from trouble
    return local
