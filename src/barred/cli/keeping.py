"""What commands share that work on the ledger: opening it, saying who acts, and keeping answers."""

import argparse
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from barred.cli.inquiries import digest_of
from barred.cli.options import now, settings
from barred.identify.index import Index
from barred.ledger.ledger import Deed, Ledger
from barred.ledger.waivers import note_uses, read_waivers
from barred.model.question import Context
from barred.model.verdict import Verdict
from barred.model.waiver import Waiver
from barred.screening.again.save import Keeper, OnRecord, witness_of
from barred.screening.again.witness import Bodies
from barred.wiring import open_ledger

__all__ = ["Keeping", "add_actor", "deed", "opened_ledger"]


def add_actor(parser: argparse.ArgumentParser) -> None:
    """Add the choice of who acts."""
    parser.add_argument(
        "--by", default="", metavar="WHO", help="who does this, by office (default: BARRED_ACTOR, else the login name)"
    )


@contextmanager
def opened_ledger(
    options: argparse.Namespace, *, may_make: bool = False, any_version: bool = False
) -> Iterator[Ledger]:
    """Give the ledger that the options choose, for as long as the block runs."""
    ledger = open_ledger(settings(options), may_make=may_make, any_version=any_version)
    try:
        yield ledger
    finally:
        ledger.close()


def deed(options: argparse.Namespace) -> Deed:
    """Say who acts, and that it is now."""
    return Deed(getattr(options, "by", "") or settings(options).actor, now())


class Keeping:
    """The ledger beside a look-up or a check: gives the waivers, and keeps the answers where asked to.

    Args:
        options: `--save`, and which ledger.
        ledger: The ledger.
        context: The case.
    """

    def __init__(self, options: argparse.Namespace, ledger: Ledger, *, context: Context) -> None:
        self._record = OnRecord(*read_waivers(ledger))
        self.waivers: list[Waiver] = [one.waiver for one in self._record.waivers]
        self._options, self._ledger, self._context = options, ledger, context
        self._used: list[str] = []
        self._keeper: Keeper | None = None

    @property
    def used(self) -> frozenset[str]:
        """The ids of the waivers that covered something so far."""
        return frozenset(self._used)

    def watch(self, book: Bodies, index: Index) -> None:
        """Say where the answers come from; before the first `add`."""
        if self._options.save:
            witness = witness_of(self._context, book=book, index=index, record=self._record)
            self._keeper = Keeper(self._ledger, self._options.save, witness=witness, record=self._record)

    def add(self, verdicts: Iterable[Verdict]) -> None:
        """Take up verdicts that the user is given."""
        for one in verdicts:
            self._used += {key for judgement in one.restrictions for key in judgement.waivers}
            if self._keeper is not None:
                self._keeper.add(one)

    def finish(self, *, files: Iterable[Path] = (), snapshot: str) -> None:
        """Keep what was taken up: which waivers covered something, and the answers."""
        if self._used:
            note_uses(self._ledger, self._used, on=self._context.on)
        if self._keeper is not None:
            self._keeper.keep(deed(self._options), inputs=[_input(path) for path in files], snapshot=snapshot)


def _input(path: Path) -> Mapping[str, str]:
    return {"name": path.name, "digest": digest_of(path)}
