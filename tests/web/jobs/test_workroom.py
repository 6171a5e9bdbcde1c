"""Folders for work: they go with their process, however it ended, and those of the living stay."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from barred.errors import FileProblem
from barred.ledger.file_store import FileStore
from barred.web.jobs.uploads import Uploads
from barred.web.jobs.workroom import Workroom, clear_behind
from tests.web.office import Office
from tests.web.talk import until

# Begins work below a folder, tells where, and waits for its end.
HOLDER = """
import sys, time
from pathlib import Path
from barred.web.jobs.workroom import Workroom
place = Workroom(Path(sys.argv[1])).begin()
(place.path / "half").write_text("written", "utf-8")
print(place.path, flush=True)
time.sleep(600)
"""
MANY = b"Hersteller,Typ,Menge\n" + b"".join(b"Hikvision,DS-2CD%dG2-I,1\n" % (1000 + at) for at in range(20_000))


def holder(folder: Path) -> "tuple[subprocess.Popen[str], Path]":
    """Start a process that holds a folder, and give the folder."""
    process = subprocess.Popen([sys.executable, "-c", HOLDER, str(folder)], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    with process.stdout:
        return process, Path(process.stdout.readline().strip())


def test_a_folder_goes_with_its_block(tmp_path: Path) -> None:
    """Whatever happens in it, and with all that it holds."""
    room = Workroom(tmp_path / "work")
    with room.place() as other:
        (other / "in").mkdir()
    assert not other.exists()

    with pytest.raises(FileNotFoundError), room.place() as folder:
        (folder / "not there").read_bytes()

    assert not folder.exists()
    assert folder.parent == tmp_path / "work"


def test_what_a_killed_process_left_is_taken_away_and_what_a_living_one_holds_stays(tmp_path: Path) -> None:
    """By whoever begins work next, or clears up at its start."""
    (dead, left), (living, held) = holder(tmp_path), holder(tmp_path)
    mine = Workroom(tmp_path).begin()
    dead.kill()
    dead.wait()
    assert (left / "half").exists()

    gone = Workroom(tmp_path).clear()

    assert gone == 1
    assert not left.exists()
    assert (held / "half").read_text("utf-8") == "written"
    assert mine.path.exists()
    mine.leave()
    mine.leave()
    assert not mine.path.exists()
    living.kill()
    living.wait()
    with Workroom(tmp_path).place():
        assert not held.exists()


def test_a_folder_without_a_lock_belongs_to_nobody(tmp_path: Path) -> None:
    """Its process was killed before it held one."""
    (tmp_path / "at-x").mkdir()
    (tmp_path / "of somebody else").mkdir()

    assert Workroom(tmp_path).clear() == 1
    assert (tmp_path / "of somebody else").exists()


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    """Unless any other does."""
    taken = tmp_path / "taken"
    taken.write_text("a file", "utf-8")

    with pytest.raises(FileProblem, match="cannot be written"):
        Workroom(taken / "work").begin()
    anywhere = Workroom(taken / "work", or_anywhere=True).begin()
    assert anywhere.path.is_dir()
    anywhere.leave()
    assert Workroom(taken / "work").clear() == 0


def test_uploads_lie_in_the_workroom(tmp_path: Path) -> None:
    """And go with the one who keeps them."""
    uploads = Uploads(Workroom(tmp_path / "work"))
    path = uploads.path(uploads.keep("quote.csv", b"x"))

    assert path is not None
    assert (tmp_path / "work") in path.parents
    del uploads
    assert not path.exists()


def test_what_was_half_written_long_ago_is_cleared(tmp_path: Path) -> None:
    """What somebody may be writing stays."""
    store = FileStore(tmp_path / "files")
    whole = store.path(store.keep(b"whole"))
    assert whole is not None
    old, new = (whole.with_name(name) for name in (".part-old", ".part-new"))
    old.write_bytes(b"half")
    new.write_bytes(b"half")
    os.utime(old, (1_000_000_000, 1_000_000_000))

    clear_behind(Workroom(tmp_path / "files" / "work"), store)

    assert (old.exists(), new.exists(), whole.exists()) == (False, True, True)


def test_a_worker_that_was_killed_leaves_nothing_for_long(desk: Office) -> None:
    """Its folder lies beside the files of the ledger; the next worker takes it away before it begins."""
    work = desk.files / "work"
    job = desk.job("reader", MANY)
    killed = desk.worker("--lease", "2")
    until(lambda: desk.get("reader", f"/v1/jobs/{job}")["progress"].get("rows", 0) > 0)
    left = [one for one in work.glob("at-*") if (one / "in").exists()]
    os.kill(killed.pid, signal.SIGKILL)
    killed.communicate()
    assert [(one / "out").exists() for one in left] == [True]

    following = desk.worker()
    until(lambda: not left[0].exists())

    desk.ask("reader", "POST", f"/v1/jobs/{job}/cancel")
    following.terminate()
    following.communicate(timeout=60)
    until(lambda: not [one for one in work.glob("at-*") if (one / "in").exists()])


def test_a_server_that_was_killed_leaves_no_uploads_for_long(bureau: Office) -> None:
    """The next one begins with an empty room."""
    work = bureau.files / "work"
    boundary = "a-line-that-no-file-holds"
    head = f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="quote.csv"\r\n\r\n'
    body = f"{head}Brand\nAxis\n\r\n--{boundary}--\r\n"
    headers = {
        "Authorization": f"Bearer {bureau.keys['reader']}",
        "Content-Type": f"multipart/form-data; boundary={boundary}",
    }
    assert bureau.server.ask("POST", "/check", body=body, headers=headers).status == 303
    [left] = work.glob("at-*")
    assert list(left.rglob("quote.csv"))
    bureau.server.process.kill()
    bureau.server.process.wait()

    assert Workroom(work).clear() == 1
    assert not left.exists()
