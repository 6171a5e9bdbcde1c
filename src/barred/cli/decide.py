"""`barred decide`: allow or deny one device now."""

import argparse
import json
from datetime import UTC, datetime

from barred.cli import status
from barred.cli.gate_options import add_gate, policy
from barred.cli.options import add_context, add_directory, add_format, said
from barred.cli.session import opened
from barred.directory.snapshot import Snapshot
from barred.errors import SnapshotProblem, UsageProblem
from barred.gate.admit import Admission, admission_data, admit, fail
from barred.gate.device import Device, read_device
from barred.gate.instant import read_instant
from barred.gate.policy import FAILURE, Policy
from barred.model.question import Subject
from barred.model.verdict import Verdict
from barred.screening.answer import answer
from barred.screening.context import understand
from barred.screening.snapshot_index import SnapshotIndex

__all__ = ["add_to"]

_STATUS = {"allow": status.CLEAN, "deny": status.FINDING, "ask": status.INCOMPLETE}
_EPILOG = """exit status of this command:
  0 allow     1 deny     2 wrong usage     3 ask a person
  4 the snapshot is missing or damaged, unless --gate failure=allow or failure=deny decides that"""


def add_to(parser: argparse.ArgumentParser) -> None:
    """Add the options of the command."""
    parser.epilog = _EPILOG
    group = parser.add_argument_group("device (what is known of it)")
    group.add_argument("--mac", default="", metavar="MAC", help="hardware address, in any usual spelling")
    group.add_argument("--brand", default="", metavar="NAME", help="the name that it is sold under")
    group.add_argument("--model", default="", metavar="NUMBER", help="its model number")
    group.add_argument("--maker", default="", metavar="NAME", help="the firm that made it")
    group.add_argument("--at", default="", metavar="TIME", help="moment, such as 2026-03-01T00:00:00Z (default: now)")
    add_context(parser)
    add_gate(parser)
    add_format(parser, "table", "json")
    add_directory(parser)
    parser.set_defaults(run=_run)


def _run(options: argparse.Namespace) -> int:
    device = read_device(maker=options.maker, brand=options.brand, model=options.model, mac=options.mac)
    rules = policy(options)
    at = _moment(options)
    try:
        snapshot = opened(options)
    except SnapshotProblem as trouble:
        if rules.decisions[FAILURE] == "ask":
            raise
        decided = fail(at, str(trouble), policy=rules)
    else:
        decided = _decided(device, at, options=options, rules=rules, snapshot=snapshot)
    if options.format == "json":
        print(json.dumps(admission_data(decided), ensure_ascii=False, indent=1))
    else:
        print(f"{decided.decision}: {decided.reason}")
    return _STATUS[decided.decision]


def _moment(options: argparse.Namespace) -> datetime:
    if options.on:
        raise UsageProblem("a gate decides at a moment", where="--on", remedy="use --at 2026-03-01T00:00:00Z")
    return read_instant(options.at, where="--at") if options.at else datetime.now(UTC)


def _decided(
    device: Device, at: datetime, *, options: argparse.Namespace, rules: Policy, snapshot: Snapshot
) -> Admission:
    # Whoever stands at the gate connects the device, unless the operator says otherwise.
    case = said(options)._replace(conduct=options.conduct or "connect")
    index = SnapshotIndex(snapshot)

    def verdict_on(subject: Subject, on: str) -> Verdict:
        return answer(subject, understand(case._replace(on=on), book=snapshot), book=snapshot, index=index)

    return admit(device, at, policy=rules, answer=verdict_on)
