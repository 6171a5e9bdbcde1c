"""`barred serve`: answer over HTTP."""

import argparse
import os
import time
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from barred.cli.gate_options import add_gate, policy
from barred.cli.options import add_context, add_directory, add_keep_files, keep_days, said, settings
from barred.cli.provider_options import add_provider, provider
from barred.cli.session import opened, opened_at
from barred.errors import UsageProblem
from barred.evidence.vault import Vault
from barred.web.entrance.limits import Limits
from barred.wiring import files_folder, names_ledger, open_ledger

if TYPE_CHECKING:
    from barred.web.registry import Registry  # loading it loads SQL, which a server without a ledger does not need

__all__ = ["add_to"]

_PORT = 8889
_PORTS = 65535
# What the door needs beyond the program itself; pyproject.toml has them under the extra `server`.
_NEEDED = ("fastapi", "itsdangerous", "jinja2", "msgspec", "prometheus_client", "python_multipart", "uvicorn")


def add_to(parser: argparse.ArgumentParser) -> None:
    """Add the options of the command."""
    parser.add_argument(
        "--host",
        default="127.0.0.1",
        metavar="ADDRESS",
        help="where to listen; other than loopback only with --require-key",
    )
    parser.add_argument(
        "--port", type=int, default=_PORT, metavar="N", help=f"0 for any that is free (default: {_PORT})"
    )
    parser.add_argument(
        "--vault", type=Path, metavar="FOLDER", help="captured documents, to show the words of passages"
    )
    parser.add_argument(
        "--earlier", action="append", type=Path, default=[], metavar="SNAPSHOT",
        help="an earlier snapshot file or folder of records, to tell what changed since; may be repeated",
    )  # fmt: skip
    group = parser.add_argument_group("ledger (what is kept needs one: jobs, checks, waivers, keys, the log)")
    group.add_argument(
        "--ledger", "--database", dest="ledger", default="", metavar="FILE-OR-URL",
        help="a file, or postgresql://…; made when it is missing (default: BARRED_LEDGER, else none)",
    )  # fmt: skip
    group.add_argument("--files", type=Path, metavar="FOLDER", help="where uploads and results of jobs lie")
    add_keep_files(group)
    group.add_argument("--require-key", action="store_true", help="answer nobody who shows no key")
    group.add_argument(
        "--name", action="append", default=[], metavar="HOST", help="a name by which others reach it; may be repeated"
    )
    group.add_argument("--no-gate-log", action="store_true", help="do not write the decisions of the gate down")
    add_provider(parser)
    _add_limits(parser)
    parser.add_argument("--quiet", action="store_true", help="log what goes wrong, and nothing else")
    add_context(parser)
    add_gate(parser)
    add_directory(parser)
    parser.set_defaults(run=_run)
    parser.epilog = (
        "The options of the case say who stands at the gate; every other question brings its own case.\n"
        "SIGHUP opens the snapshot anew, SIGTERM stops when the requests under way are answered."
    )


def _add_limits(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("limits")
    group.add_argument(
        "--rate", type=float, default=None, metavar="N", help="requests a second for each client; 0: any"
    )
    group.add_argument("--burst", type=int, default=None, metavar="N", help="how many a quiet client may send at once")
    group.add_argument("--body", type=int, default=None, metavar="BYTES", help="the largest body that is read")
    group.add_argument(
        "--body-within", type=float, default=None, metavar="SECONDS", help="how long a head or a body may take"
    )
    group.add_argument("--upload", type=int, default=None, metavar="BYTES", help="the largest file of a job")
    group.add_argument("--at-once", type=int, default=None, metavar="N", help="requests at once, of all clients")
    group.add_argument(
        "--answer-within", type=float, default=None, metavar="SECONDS", help="how long an answer may take"
    )
    group.add_argument(
        "--session", type=float, default=None, metavar="SECONDS", help="when a session of a browser ends"
    )
    group.add_argument("--idle", type=float, default=None, metavar="SECONDS", help="when one ends that asks nothing")


def _run(options: argparse.Namespace) -> int:
    missing = [name for name in _NEEDED if find_spec(name) is None]
    if missing:
        remedy = "pip install 'barred[server]', or python3 boot.py run serve in a checkout"
        raise UsageProblem(f"the server needs {', '.join(missing)}", remedy=remedy)
    from barred.web.answering.shelf import Shelf  # noqa: PLC0415
    from barred.web.application import Setup  # noqa: PLC0415 - what the door needs may not be installed
    from barred.web.entrance.rights import Rights  # noqa: PLC0415
    from barred.web.jobs.workroom import Workroom, workroom_of  # noqa: PLC0415
    from barred.web.log import log_to  # noqa: PLC0415
    from barred.web.serve import Place, bind, names_of, serve  # noqa: PLC0415

    if options.on:
        raise UsageProblem("the gate decides for the moment at which it is asked", where="--on", remedy="leave it out")
    if not 0 <= options.port <= _PORTS:
        raise UsageProblem(f"{options.port} is no port", where="--port", remedy=f"give one from 0 to {_PORTS}")
    log_to(level="warning" if options.quiet else "info")
    vouching = provider(options)
    kept_for = keep_days(options)
    shelf = Shelf([opened_at(one) for one in options.earlier])
    registry = _registry(options)
    listening = bind(options.host, options.port, has_keys=options.require_key)
    hosts = names_of(options.host, options.name)
    # Whoever stands at the gate connects a device, unless the operator says otherwise.
    case = said(options)._replace(conduct=options.conduct or "connect")
    vault = Vault(options.vault) if options.vault else None
    beside = Workroom(settings(options).cache / "work", or_anywhere=True)
    workroom = workroom_of(registry.files) if registry.is_there else beside
    setup = Setup(
        limits=_limits(options),
        policy=policy(options),
        case=case,
        vault=vault,
        hosts=hosts,
        rights=Rights(options.require_key),
        registry=registry,
        logs_gate=not options.no_gate_log,
        provider=vouching,
        keep_days=kept_for,
        shelf=shelf,
        workroom=workroom,
    )
    place = Place(lambda: opened(options), settings(options).snapshot)
    serve(listening, place, setup=setup, begun=_tell)
    return 0


def _registry(options: argparse.Namespace) -> "Registry":
    """Open the ledger, where one was named, and look whether there is a key where everybody has to show one."""
    from barred.ledger.file_store import FileStore  # noqa: PLC0415 - what the door needs may not be installed
    from barred.ledger.keys import list_keys  # noqa: PLC0415
    from barred.web.registry import Registry  # noqa: PLC0415

    if not names_ledger(os.environ, options.ledger):
        if options.require_key:
            raise UsageProblem("keys are in a ledger", where="--require-key", remedy="give --ledger too")
        return Registry()
    ledger = open_ledger(settings(options))
    at = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
    opens = bool(options.oidc_issuer) or any(one.state(at) == "active" for one in list_keys(ledger))
    if options.require_key and not opens:
        ledger.close()
        remedy = "make one: barred keys add NAME --role admin; or name a provider with --oidc-issuer"
        raise UsageProblem("no key in the ledger opens anything", where="--require-key", remedy=remedy)
    return Registry(ledger, FileStore(options.files or files_folder(settings(options))))


def _limits(options: argparse.Namespace) -> Limits:
    """Take the limits that were given over the defaults."""
    given = {
        "rate": options.rate,
        "burst": options.burst,
        "body_bytes": options.body,
        "body_s": options.body_within,
        "at_once": options.at_once,
        "upload_bytes": options.upload,
        "answer_s": options.answer_within,
        "session_s": options.session,
        "idle_s": options.idle,
    }
    told = {name: value for name, value in given.items() if value is not None}
    wrong = [value for name, value in told.items() if value < 0 or (not value and name != "rate")]
    if wrong:
        raise UsageProblem(f"{wrong[0]} is no limit", remedy="give a positive number; only --rate may be 0, for none")
    return Limits()._replace(**told)


def _tell(address: str) -> None:
    print(f"barred: answering at {address}", flush=True)
