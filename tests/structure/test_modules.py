"""The shape of a module: how long, what it offers, what it is called, how it is called."""

import ast
from itertools import pairwise
from pathlib import PurePosixPath

import pytest

# Names that say nothing: a module that gets one is two modules.
EMPTY_NAMES = {"base", "common", "core", "data", "handler", "helpers", "manager", "misc", "utils"}
# Assignments of these are scaffolding for the annotations around them.
SCAFFOLDING = {"ParamSpec", "TypeVar", "TypeVarTuple"}
# A function that one of these takes into a register is not offered by name.
REGISTERS = {"rule"}
LONG, TOO_LONG = 400, 600
LONG_FUNCTION = 45
MOST_ARGUMENTS = 5
MOST_PLACED = 2


def faults_of_name(path: str) -> list[str]:
    """Tell which part of a module's path says nothing."""
    parts = PurePosixPath(path).with_suffix("").parts
    return [f"{path}: {part!r} says nothing" for part in parts if part in EMPTY_NAMES]


def faults_of_length(path: str, source: str) -> list[str]:
    """Tell when a module is too long, or long without a word on why."""
    length = source.count("\n")
    if length > TOO_LONG:
        return [f"{path}: {length} lines, the end is {TOO_LONG}"]
    if length > LONG and "Long because" not in (ast.get_docstring(ast.parse(source)) or ""):
        return [f"{path}: {length} lines; above {LONG} the docstring says 'Long because ...'"]
    return []


def faults_of_offer(path: str, source: str) -> list[str]:
    """Tell where `__all__` differs from the public names, is unsorted or does not come first."""
    body = [one for one in ast.parse(source).body if not isinstance(one, ast.Import | ast.ImportFrom | ast.If)]
    after_docstring = body[1:] if body and isinstance(body[0], ast.Expr) else body
    public = {name for one in after_docstring for name in _names(one) if not name.startswith("_")}
    offers = [one for one in after_docstring if "__all__" in _names(one)]
    if not offers:
        return [f"{path}: no __all__"] if public else []
    offer = offers[0]
    assert isinstance(offer, ast.Assign | ast.AnnAssign)
    assert offer.value is not None
    listed = list(ast.literal_eval(offer.value))
    faults = []
    if offer is not after_docstring[0]:
        faults.append(f"{path}: __all__ comes first after the imports")
    if any(_rank(one) >= _rank(other) for one, other in pairwise(listed)):
        faults.append(f"{path}: __all__ is not sorted")
    if public ^ set(listed):
        faults.append(f"{path}: __all__ and the public names differ in {sorted(public ^ set(listed))}")
    return faults


def faults_of_functions(path: str, source: str) -> list[str]:
    """Tell which functions take too much or go on too long."""
    faults = []
    for one in ast.walk(ast.parse(source)):
        if not isinstance(one, ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        placed = [arg for arg in (*one.args.posonlyargs, *one.args.args) if arg.arg not in {"self", "cls"}]
        if len(placed) + len(one.args.kwonlyargs) > MOST_ARGUMENTS:
            faults.append(f"{path}:{one.lineno}: {one.name} takes more than {MOST_ARGUMENTS} arguments")
        if len(placed) > MOST_PLACED and not one.name.startswith("_"):
            faults.append(f"{path}:{one.lineno}: {one.name} takes more than {MOST_PLACED} arguments by place")
        first = one.body[1] if ast.get_docstring(one) and len(one.body) > 1 else one.body[0]
        length = (one.end_lineno or first.lineno) - first.lineno + 1
        if length > LONG_FUNCTION:
            faults.append(f"{path}:{one.lineno}: {one.name} goes on for {length} lines")
    return faults


def _names(statement: ast.stmt) -> list[str]:
    match statement:
        case ast.FunctionDef(decorator_list=[ast.Call(func=ast.Name(id=register)), *_]) if register in REGISTERS:
            return []
        case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
            return [statement.name]
        # Another name for something that is offered elsewhere is no offer.
        case ast.Assign(value=ast.Name() | ast.Attribute()) | ast.AnnAssign(value=ast.Name() | ast.Attribute()):
            return []
        case ast.Assign(targets=targets):
            names = [one.id for target in targets for one in ast.walk(target) if isinstance(one, ast.Name)]
            return [] if _is_scaffolding(statement.value) else names
        case ast.AnnAssign(target=ast.Name(id=name)):
            return [name]
        case _:
            return []


def _is_scaffolding(value: ast.expr) -> bool:
    return isinstance(value, ast.Call) and isinstance(value.func, ast.Name) and value.func.id in SCAFFOLDING


def _rank(name: str) -> tuple[int, str]:
    """Constants, then classes, then the rest, as the linter sorts them."""
    kind = 0 if name.isupper() else 1 if name[0].isupper() else 2
    return kind, name


def test_modules_have_telling_names(modules: dict[str, str]) -> None:
    """A listing of the folder tells what the thing does."""
    assert [fault for path in modules for fault in faults_of_name(path)] == []


def test_modules_are_short(modules: dict[str, str]) -> None:
    """Above 400 lines a module says why; at 600 it ends."""
    assert [fault for path, source in modules.items() for fault in faults_of_length(path, source)] == []


def test_modules_say_what_they_offer(modules: dict[str, str]) -> None:
    """`__all__` is the first thing after the imports, sorted, and has every public name."""
    assert [fault for path, source in modules.items() for fault in faults_of_offer(path, source)] == []


def test_functions_are_small(modules: dict[str, str]) -> None:
    """More than five arguments are a missing dataclass, two are given by place; above 45 lines it is two functions."""
    assert [fault for path, source in modules.items() for fault in faults_of_functions(path, source)] == []


@pytest.mark.parametrize("path", ["src/barred/utils.py", "src/barred/core/fold.py", "src/barred/readers/base.py"])
def test_an_empty_name_is_a_fault(path: str) -> None:
    """The guard on names has failed once."""
    assert faults_of_name(path)


@pytest.mark.parametrize(("docstring", "lines"), [("Read.", 401), ("Read.\n\nLong because of the law.", 601)])
def test_a_long_module_is_a_fault(docstring: str, lines: int) -> None:
    """The guard on length has failed once at both of its limits."""
    assert faults_of_length("one.py", f'"""{docstring}"""' + "\n" * lines)


def test_a_reason_excuses_a_long_module() -> None:
    """Between 400 and 600 lines a reason is enough."""
    assert faults_of_length("one.py", '"""Read.\n\nLong because the form has 80 fields."""' + "\n" * 500) == []


@pytest.mark.parametrize(
    "source",
    [
        "def read(): ...",
        "__all__ = []\ndef read(): ...",
        "__all__ = ['read', 'write']\ndef read(): ...",
        "__all__ = ['write', 'read']\ndef read(): ...\ndef write(): ...",
        "def read(): ...\n__all__ = ['read']",
    ],
    ids=["no list", "name missing", "name too much", "unsorted", "not first"],
)
def test_a_wrong_offer_is_a_fault(source: str) -> None:
    """The guard on `__all__` has failed once in each of its ways."""
    assert faults_of_offer("one.py", source)


def test_scaffolding_is_not_offered() -> None:
    """A type variable, a private name and a registered function need no place in `__all__`."""
    source = "import ast\n__all__ = ['LIMIT', 'Reader', 'read']\nT = TypeVar('T')\n_N = 1\nLIMIT, _M = 2, 3\n"
    source += "class Reader: ...\ndef read(): ...\n@rule('X-001', 'is right')\ndef is_right(): ...\n"
    assert faults_of_offer("one.py", source) == []


@pytest.mark.parametrize(
    "source",
    ["def read(a, b, *, c, d, e, f): ...", "def read(a, b, c): ...", "def read():\n" + "    pass\n" * 46],
    ids=["arguments", "places", "length"],
)
def test_a_large_function_is_a_fault(source: str) -> None:
    """The guard on functions has failed once in each of its ways."""
    assert faults_of_functions("one.py", source)
