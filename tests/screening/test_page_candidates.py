"""Pages name whom one of their lines names."""

import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from barred.identify.identify import identify
from barred.model.candidate import Candidate
from barred.model.question import Subject
from barred.screening.mentions import Mention, mentions_in
from barred.screening.page_candidates import page_candidates
from tests.identify.firms import index

LINE = st.lists(
    st.sampled_from(
        ("Veloptic", "VelOptic", "2366G2", "VD-2CD2143G2", "示例威视", "camera", "Quanta", "a", "Pivot", "é")
    ),
    max_size=4,
).map(" ".join)
PAGES = st.lists(st.none() | st.lists(LINE, max_size=5).map("\n".join), max_size=5)


@settings(max_examples=80, deadline=None)
@given(PAGES)
def test_a_page_names_whom_its_lines_name(pages: list[str | None]) -> None:
    """The twin identifies line by line as a description, and keeps the surest of each organisation."""
    found = page_candidates(pa.array(pages, pa.string()), index)

    for at, text in enumerate(pages):
        best: dict[str, Candidate] = {}
        mentions: list[Mention] = []
        offset = 0
        for line in (text or "").split("\n"):
            some = identify(Subject(line, kind="row", fields={"description": line} if line else {}), index)
            for one in some:
                if one.organisation not in best or one.probability > best[one.organisation].probability:
                    best[one.organisation] = one
            mentions += mentions_in(line, some, offset=offset)
            offset += len(line) + 1
        candidates, places = found.get(at, ((), ()))
        assert {one.organisation: one for one in candidates} == best
        assert list(places) == mentions
        assert [one.probability for one in candidates] == sorted((one.probability for one in candidates), reverse=True)
