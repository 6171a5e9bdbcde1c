"""The gate of a server: the policy and the case that its operator has set, over the current edition."""

from datetime import UTC, datetime

from starlette.requests import Request

from barred.errors import BarredError
from barred.gate.admit import Admission, admit, fail, pass_by
from barred.gate.device import Device
from barred.gate.instant import read_instant
from barred.gate.policy import Policy
from barred.model.question import Subject
from barred.model.verdict import Verdict
from barred.screening.context import Said
from barred.web.answering.answers import edition_of
from barred.web.gate_log import GateLog
from barred.web.log import note
from barred.web.meters import Meters

__all__ = ["Gatekeeper"]

_ERROR = 40


class Gatekeeper:
    """Decides on devices.

    Args:
        policy: Which outcome opens the gate.
        case: Who stands at it and what a device would be let in for; its day is not read.
        meters: Where decisions are counted.
        log: Where they are written down; None to write none.
    """

    def __init__(self, policy: Policy, *, case: Said, meters: Meters, log: GateLog | None = None) -> None:
        self.policy, self.case, self._meters, self._log = policy, case, meters, log

    def decide(self, device: Device, moment: str, *, request: Request) -> Admission:
        """Decide on a device.

        Args:
            device: What is known of it.
            moment: When, as RFC 3339 writes it; empty for now.
            request: Brings the edition; its line in the log tells the decision.

        Returns:
            The decision; a fault of the server is a failure, which the policy decides.

        Raises:
            UsageProblem: The moment is none.
        """
        edition = edition_of(request)
        at = read_instant(moment, where="time") if moment else datetime.now(UTC)

        def verdict_on(subject: Subject, on: str) -> Verdict:
            return edition.quick_desk(edition.context(self.case._replace(on=on))).answer(subject)

        try:
            decided = admit(device, at, policy=self.policy, answer=verdict_on)
        except BarredError:
            raise
        except Exception as trouble:  # noqa: BLE001 - at a gate a fault is decided as the operator has set
            note("failure", level=_ERROR, exc_info=trouble, at="gate")
            decided = fail(at, "the server failed", policy=self.policy)
        return self._noted(device, decided, request)

    def pass_by(self, why: str, *, request: Request) -> Admission:
        """Decide on a device of which nothing is known.

        Args:
            why: What was told in its place.
            request: Its line in the log tells the decision.
        """
        return self._noted(Device(), pass_by(datetime.now(UTC), why, policy=self.policy), request)

    def _noted(self, device: Device, decided: Admission, request: Request) -> Admission:
        self._meters.decided(decided.decision, decided.outcome)
        if self._log is not None:
            self._log.note(device, decided)
        request.scope["state"]["told"] = {"decision": decided.decision, "outcome": decided.outcome}
        return decided
