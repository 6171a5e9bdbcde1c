"""One slip of the pen: found by shared forms, told from two slips."""

from hypothesis import given
from hypothesis import strategies as st

from barred.text.distance import deletions, is_one_edit

WORDS = st.text("abc", max_size=7)


def slow_distance(one: str, other: str) -> int:
    """Count edits with swaps of neighbours, by the table that everybody knows."""
    rows = [[max(i, j) if not i or not j else 0 for j in range(len(other) + 1)] for i in range(len(one) + 1)]
    for i in range(1, len(one) + 1):
        for j in range(1, len(other) + 1):
            change = rows[i - 1][j - 1] + (one[i - 1] != other[j - 1])
            rows[i][j] = min(rows[i - 1][j] + 1, rows[i][j - 1] + 1, change)
            if i > 1 and j > 1 and one[i - 1] == other[j - 2] and one[i - 2] == other[j - 1]:
                rows[i][j] = min(rows[i][j], rows[i - 2][j - 2] + 1)
    return rows[-1][-1]


@given(WORDS, WORDS)
def test_one_edit_is_a_distance_of_one(one: str, other: str) -> None:
    """The quick test and the slow table agree."""
    assert is_one_edit(one, other) == (slow_distance(one, other) == 1)


@given(WORDS, WORDS)
def test_near_words_share_a_form(one: str, other: str) -> None:
    """No word that is one edit away escapes the look-up by forms."""
    if is_one_edit(one, other):
        assert deletions(one) & deletions(other)
