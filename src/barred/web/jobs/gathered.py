"""What a check will keep: on disk as the rows come, since nothing is kept in the ledger before the end."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from barred.errors import UsageProblem
from barred.ledger.canonical import canonical
from barred.ledger.checks import FoldedVerdict
from barred.publishing.files.spool import Spool
from barred.screening.again.gist import FoldedGists
from barred.screening.again.save import subject_data
from barred.screening.check import Checked
from barred.web.jobs.check_reports import Told

__all__ = ["MOST_ROWS", "Gathered"]

# Reports are written at a thousand rows a second or more; who waits longer than some minutes wants `barred bulk`.
MOST_ROWS = 500_000


class Gathered:
    """The verdicts of a check in the making.

    Args:
        told: What the end of the check tells; is told of each batch.
        folder: Where the verdicts lie until they are kept.
    """

    def __init__(self, told: Told, folder: Path) -> None:
        self.told = told
        self.uses: Counter[str] = Counter()
        self._spool = Spool(folder)
        self._gists = FoldedGists()
        self._seen: set[str] = set()
        self._rows = 0

    def add(self, table: str, checked: Checked) -> None:
        """Take up a batch.

        Raises:
            UsageProblem: There are too many rows.
        """
        self.told.add(table, checked)
        if self._rows + len(checked.verdicts) > MOST_ROWS:
            raise UsageProblem(f"more than {MOST_ROWS} rows", remedy="use `barred bulk`, or send the file in parts")
        for one in checked.verdicts:
            self._rows += 1
            folded = self._gists.fold(one)
            body = "" if folded.digest in self._seen else folded.body
            self._seen.add(folded.digest)
            if self.told.waivers:
                self.uses.update({key for judged in one.restrictions for key in judged.waivers})
            # A tab stands in no JSON, and in no outcome.
            subject = canonical(subject_data(one.subject))
            self._spool.add("\t".join((str(self._rows), subject, one.outcome, folded.digest, body)))

    def verdicts(self) -> Iterator[FoldedVerdict]:
        """Give the verdicts in the order of the rows; each call begins anew."""
        for line in self._spool:
            number, *rest = line.split("\t")
            yield FoldedVerdict(int(number), *rest)

    def close(self) -> None:
        """Let go of what lies on disk."""
        self._spool.close()
