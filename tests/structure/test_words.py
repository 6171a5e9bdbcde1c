"""Words that stand nowhere in the project, each with the reason.

The patterns are written so that they do not match themselves.
"""

import re

import pytest

CODE = ("src/", "tests/", "boot.py")
TOLD = ("src/", "docs/", "directory/", "README.md", "CONTRIBUTING.md", "CHANGELOG.md")
EVERYWHERE = ("",)

# What is looked for, where, and why it stands nowhere.
FORBIDDEN = {
    "approval": (r"(?i)complian[t]", TOLD, "nobody here can say that of anything; the outcomes are six"),
    "host": (
        r"py[p]i\.org|pythonho[s]ted|registry\.np[m]|deb\.deb[i]an",
        EVERYWHERE,
        "the project names no package index; the reader's own settings do",
    ),
    "path": (r"(?<![\w.])/(?:w[o]rk|f[a]rm|h[o]me|r[o]ot|Us[e]rs)/", EVERYWHERE, "a path of one machine"),
    "organisation": (
        r"(?i)\b(?:this ses[s]ion|sub-?ag[e]nts?|coding ag[e]nts?|iss[u]es? #?\d+)\b",
        EVERYWHERE,
        "the project speaks of the project, not of how its work is organised",
    ),
    "unfinished": (
        r"\brais[e] NotImplementedError|\bTO[D]O\b|\bFIX[M]E\b|\bXX[X]\b|xfai[l]\(",
        CODE,
        "what is not done is not in the tree",
    ),
}

# File and pattern: why the word may stand there.
ALLOWED = {
    ("CONTRIBUTING.md", "approval"): "it says that the word is not used",
}


def faults(path: str, text: str) -> list[str]:
    """Tell which forbidden words a file holds, with line and reason."""
    found = []
    for name, (pattern, places, reason) in FORBIDDEN.items():
        if not path.startswith(places) or (path, name) in ALLOWED:
            continue
        for hit in re.finditer(pattern, text):
            line = text.count("\n", 0, hit.start()) + 1
            found.append(f"{path}:{line}: {hit.group()!r}: {reason}")
    return found


def test_forbidden_words_stand_nowhere(files: dict[str, str]) -> None:
    """No file holds a word that the list above rules out."""
    assert [fault for path, text in files.items() for fault in faults(path, text)] == []


@pytest.mark.parametrize("path", [path for path, _ in ALLOWED])
def test_an_exception_is_needed(path: str, files: dict[str, str]) -> None:
    """An exception that excuses nothing is removed."""
    assert any(re.search(FORBIDDEN[name][0], files[path]) for where, name in ALLOWED if where == path)


@pytest.mark.parametrize(
    "text",
    [
        "tnailpmoc si ti",
        "elpmis/gro.ipyp//:sptth",
        " x/niam/krow/",
        "21# eussi ni deerga sa",
        "rorrEdetnemelpmItoN esiar",
    ],
    ids=list(FORBIDDEN),
)
def test_a_forbidden_word_is_a_fault(text: str) -> None:
    """Each pattern has failed once; the samples are written backwards."""
    assert faults("src/barred/one.py", text[::-1])


def test_every_file_reads_in_plain_lines(files: dict[str, str]) -> None:
    """No tabs for indentation in code, no carriage returns, a line break at the end."""
    assert [path for path, text in files.items() if "\r" in text or (text and not text.endswith("\n"))] == []
