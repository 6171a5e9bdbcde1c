"""Hold exported FollowTheMoney lines against the package that defines the schema.

    barred export --format ftm -o directory.ftm.json
    python bench/check_ftm.py directory.ftm.json

The package is no dependency of this project, and its own dependencies need a compiler: install
`followthemoney` into an environment of its own and run this file with that. Exit status 1 when a
line is wrong; without the package nothing is checked, and the reason is printed.
"""

import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

__all__ = ["faults", "main"]


def faults(lines: list[str]) -> list[str]:
    """Tell what the schema would refuse, change or not find.

    Args:
        lines: One entity each.

    Returns:
        A line for each fault: an unknown schema or property, a value that the type of its property
        would alter or drop, a required property that is missing, an id that occurs twice, an
        entity referred to that is not there or not of the schema that the property wants.
    """
    from followthemoney import model  # noqa: PLC0415 - may be absent

    entities = [json.loads(line) for line in lines]
    schemata = {one["id"]: one["schema"] for one in entities}
    found = [f"{key}: {count} times" for key, count in Counter(one["id"] for one in entities).items() if count > 1]
    for one in entities:
        schema = model.get(one["schema"])
        if schema is None:
            found.append(f"{one['id']}: no schema {one['schema']!r}")
            continue
        found += [f"{one['id']}: no {name}" for name in schema.required if not one["properties"].get(name)]
        for name, values in one["properties"].items():
            prop = schema.get(name)
            if prop is None:
                found.append(f"{one['id']}: a {schema.name} has no {name!r}")
                continue
            found += [f"{one['id']}: {name}: {told}" for value in values for told in _of_value(prop, value, schemata)]
        model.get_proxy(one)
    return found


def _of_value(prop: Any, value: str, schemata: dict[str, str]) -> list[str]:  # noqa: ANN401 - of a package that is absent
    from followthemoney import model  # noqa: PLC0415

    if prop.type.name == "entity":
        other = model.get(schemata.get(value, ""))
        if other is None:
            return [f"no entity {value!r}"]
        return [] if other.is_a(prop.range) else [f"{value!r} is a {other.name}, not a {prop.range.name}"]
    cleaned = prop.type.clean(value, format=prop.format)
    if cleaned != value:
        return [f"{value!r} would become {cleaned!r}"]
    return [] if len(value) <= prop.max_length else [f"{len(value)} characters, the limit is {prop.max_length}"]


def main(path: Path) -> int:
    """Check a file and print what was found."""
    try:
        import followthemoney  # noqa: F401, PLC0415
    except ImportError:
        print("skipped: the package followthemoney is not installed here")
        return 0
    lines = path.read_text("utf-8").splitlines()
    found = faults(lines)
    for one in found:
        print(one)
    counted = Counter(json.loads(line)["schema"] for line in lines)
    print(f"{len(found)} faults in {len(lines)} entities: {dict(sorted(counted.items()))}")
    return 1 if found or not lines else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
