"""`barred serve`: answer over HTTP."""

import argparse
from importlib.util import find_spec
from pathlib import Path

from barred.cli.gate_options import add_gate, policy
from barred.cli.options import add_context, add_directory, said, settings
from barred.cli.session import opened
from barred.errors import UsageProblem
from barred.evidence.vault import Vault
from barred.web.limits import Limits

__all__ = ["add_to"]

_PORT = 8889
_PORTS = 65535
# What the door needs beyond the program itself; pyproject.toml has them under the extra `server`.
_NEEDED = ("fastapi", "jinja2", "msgspec", "prometheus_client", "python_multipart", "uvicorn")


def add_to(parser: argparse.ArgumentParser) -> None:
    """Add the options of the command."""
    parser.add_argument("--host", default="127.0.0.1", metavar="ADDRESS", help="where to listen; loopback only")
    parser.add_argument(
        "--port", type=int, default=_PORT, metavar="N", help=f"0 for any that is free (default: {_PORT})"
    )
    parser.add_argument(
        "--vault", type=Path, metavar="FOLDER", help="captured documents, to show the words of passages"
    )
    group = parser.add_argument_group("limits")
    group.add_argument(
        "--rate", type=float, default=None, metavar="N", help="requests a second for each client; 0: any"
    )
    group.add_argument("--burst", type=int, default=None, metavar="N", help="how many a quiet client may send at once")
    group.add_argument("--body", type=int, default=None, metavar="BYTES", help="the largest body that is read")
    group.add_argument("--body-within", type=float, default=None, metavar="SECONDS", help="how long a body may take")
    group.add_argument("--at-once", type=int, default=None, metavar="N", help="requests at once, of all clients")
    group.add_argument(
        "--answer-within", type=float, default=None, metavar="SECONDS", help="how long an answer may take"
    )
    parser.add_argument("--quiet", action="store_true", help="log what goes wrong, and nothing else")
    add_context(parser)
    add_gate(parser)
    add_directory(parser)
    parser.set_defaults(run=_run)
    parser.epilog = (
        "The options of the case say who stands at the gate; every other question brings its own case.\n"
        "SIGHUP opens the snapshot anew, SIGTERM stops when the requests under way are answered."
    )


def _run(options: argparse.Namespace) -> int:
    missing = [name for name in _NEEDED if find_spec(name) is None]
    if missing:
        remedy = "pip install 'barred[server]', or python3 boot.py run serve in a checkout"
        raise UsageProblem(f"the server needs {', '.join(missing)}", remedy=remedy)
    from barred.web.application import Setup  # noqa: PLC0415 - what the door needs may not be installed
    from barred.web.log import log_to  # noqa: PLC0415
    from barred.web.serve import HOSTS, Place, bind, serve  # noqa: PLC0415

    if options.on:
        raise UsageProblem("the gate decides for the moment at which it is asked", where="--on", remedy="leave it out")
    if not 0 <= options.port <= _PORTS:
        raise UsageProblem(f"{options.port} is no port", where="--port", remedy=f"give one from 0 to {_PORTS}")
    log_to(level="warning" if options.quiet else "info")
    listening = bind(options.host, options.port)
    # Whoever stands at the gate connects a device, unless the operator says otherwise.
    case = said(options)._replace(conduct=options.conduct or "connect")
    vault = Vault(options.vault) if options.vault else None
    setup = Setup(_limits(options), policy(options), case, vault, HOSTS)
    place = Place(lambda: opened(options), settings(options).snapshot)
    serve(listening, place, setup=setup, begun=_tell)
    return 0


def _limits(options: argparse.Namespace) -> Limits:
    """Take the limits that were given over the defaults."""
    given = {
        "rate": options.rate,
        "burst": options.burst,
        "body_bytes": options.body,
        "body_s": options.body_within,
        "at_once": options.at_once,
        "answer_s": options.answer_within,
    }
    told = {name: value for name, value in given.items() if value is not None}
    wrong = [value for name, value in told.items() if value < 0 or (not value and name != "rate")]
    if wrong:
        raise UsageProblem(f"{wrong[0]} is no limit", remedy="give a positive number; only --rate may be 0, for none")
    return Limits()._replace(**told)


def _tell(address: str) -> None:
    print(f"barred: answering at {address}", flush=True)
