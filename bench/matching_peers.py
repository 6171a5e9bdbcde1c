"""Screen the rows of `bench/matching.py` with its peers; run by a Python of their own.

    PYTHON matching_peers.py LIST.txt ROWS.txt JOIN.parquet COUNT

`LIST.txt` and `ROWS.txt` hold one name a line, `JOIN.parquet` has a column `name` of rows for the
exact join, `COUNT` of them. Prints one object: names a second of processor time for each peer, with its version. The
environment is made once, and needs a C++ compiler and the headers of ICU:

    python3 -m venv peers && peers/bin/pip install nomenklatura rapidfuzz sparse_dot_topn scikit-learn polars duckdb
"""

import importlib.metadata
import json
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

__all__ = ["main"]

# nomenklatura and brute force are slow: they are given so many of the rows, ours are given all.
_SOME = 3000
_FEW = 1000
_RATIO = 85.0


def nomenklatura(listed: list[str], rows: list[str]) -> tuple[float, int]:
    """Run its own blocker and logic-v2 over entities of one name each; give seconds and hits from 0.7."""
    from followthemoney import Dataset, StatementEntity  # noqa: PLC0415 - of an environment of its own
    from nomenklatura.blocker import Index  # noqa: PLC0415
    from nomenklatura.matching import LogicV2  # noqa: PLC0415
    from nomenklatura.resolver import Linker  # noqa: PLC0415
    from nomenklatura.store.memory import MemoryStore  # noqa: PLC0415

    dataset = Dataset.make({"name": "bench", "title": "bench"})

    def entity(key: str, name: str) -> Any:  # noqa: ANN401 - of a package that is absent
        data = {"id": key, "schema": "Company", "properties": {"name": [name]}}
        return StatementEntity.from_data(dataset, data, cleaned=True)

    store: Any = MemoryStore(dataset, Linker({}))
    with store.writer() as writer:
        for at, name in enumerate(listed):
            writer.add_entity(entity(f"list-{at}", name))
    view = store.default_view()
    config = LogicV2.default_config()
    found = 0
    with tempfile.TemporaryDirectory() as folder:
        index = Index(view, Path(folder))
        index.build()
        begun = time.process_time()
        asked = {f"row-{at}": entity(f"row-{at}", name) for at, name in enumerate(rows)}
        for row, candidates in index.match_entities(asked.values()):
            for other, _ in candidates:
                result = LogicV2.compare(asked[row.id], view.get_entity(other.id), config)
                found += result.score >= 0.7  # noqa: PLR2004 - the threshold that the project serves
        return time.process_time() - begun, found


def brute_force(listed: list[str], rows: list[str]) -> tuple[float, int]:
    """Compare every row with every name by `rapidfuzz.fuzz.ratio`."""
    from rapidfuzz import fuzz, process  # noqa: PLC0415

    folded = [name.lower() for name in listed]
    begun = time.process_time()
    found = process.cdist([name.lower() for name in rows], folded, scorer=fuzz.ratio, score_cutoff=_RATIO, workers=1)
    return time.process_time() - begun, int((found > 0).any(axis=1).sum())


def trigrams(listed: list[str], rows: list[str]) -> tuple[float, int]:
    """Multiply TF-IDF weights of groups of three letters; cosine from 0.6."""
    from sklearn.feature_extraction.text import TfidfVectorizer  # noqa: PLC0415
    from sparse_dot_topn import sp_matmul_topn  # noqa: PLC0415

    made = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 3), lowercase=True)
    index = made.fit_transform(listed).T.tocsr()
    begun = time.process_time()
    found = sp_matmul_topn(made.transform(rows), index, top_n=10, threshold=0.6, n_threads=1)
    return time.process_time() - begun, int(found.nnz)


def exact_join(listed: list[str], join: Path) -> tuple[float, int]:
    """Join rows with the list where names are equal, by polars."""
    import polars as pl  # noqa: PLC0415

    names = pl.DataFrame({"name": listed}).unique()
    rows = pl.read_parquet(join)
    rows.head(_FEW).join(names, on="name", how="inner")
    begun = time.process_time()
    found = rows.join(names, on="name", how="inner")
    return time.process_time() - begun, found.height


def exact_join_duckdb(listed: list[str], join: Path) -> tuple[float, int]:
    """Join rows with the list where names are equal, by DuckDB with one thread."""
    import duckdb  # noqa: PLC0415

    base = duckdb.connect(config={"threads": 1})
    base.execute("create table rows as select name from read_parquet(?)", [str(join)])
    base.execute("create table names (name text)")
    base.executemany("insert into names values (?)", [[name] for name in dict.fromkeys(listed)])
    begun = time.process_time()
    found = base.execute("select count(*) from rows join names using (name)").fetchone()
    return time.process_time() - begun, found[0] if found else 0


def main() -> int:
    """Run every peer and print what was measured."""
    listed, rows = (Path(path).read_text("utf-8").split("\n") for path in sys.argv[1:3])
    join = Path(sys.argv[3])
    joined = int(sys.argv[4])
    runs: dict[str, tuple[int, Callable[[], tuple[float, int]]]] = {
        "nomenklatura": (min(_SOME, len(rows)), lambda: nomenklatura(listed, rows[:_SOME])),
        "rapidfuzz": (min(_FEW, len(rows)), lambda: brute_force(listed, rows[:_FEW])),
        "sparse_dot_topn": (len(rows), lambda: trigrams(listed, rows)),
        "polars": (joined, lambda: exact_join(listed, join)),
        "duckdb": (joined, lambda: exact_join_duckdb(listed, join)),
    }
    measured = {}
    for name, (count, run) in runs.items():
        seconds, found = run()
        told = {"version": importlib.metadata.version(name), "seconds": round(seconds, 4), "hits": found}
        measured[name] = {**told, "names": count, "names_a_second": round(count / seconds, 1)}
    sys.stdout.write(json.dumps(measured) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
