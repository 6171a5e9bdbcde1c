"""Letters for a PDF: which font draws which letter, and what is shown where none does.

Latin, Greek and Cyrillic come from a font that is put into the file. Chinese, Japanese and Korean use
the fonts that every PDF reader brings or fetches for them (Adobe's Asian collections): a font of 16 MB
in each report would be the other way.
"""

import re
from html import escape
from pathlib import Path
from typing import Any

__all__ = ["BOLD", "MISSING", "PLAIN", "load_fonts", "marked_up"]

PLAIN, BOLD = "FiraSans-Regular", "FiraSans-Bold"
# Shown for a letter that no font here has.
MISSING = "\N{WHITE VERTICAL RECTANGLE}"
_FACES = {"chinese": "STSong-Light", "japanese": "HeiseiMin-W3", "korean": "HYSMyeongJo-Medium"}
_ASIAN = "\u2e80-\u2fdf\u3000-\u312f\u3190-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uffef"
_KANA = "\u3040-\u30ff"
_HANGUL = "\u1100-\u11ff\u3130-\u318f\uac00-\ud7af"
_RUN = re.compile(f"[{_ASIAN}{_HANGUL}]+|[^{_ASIAN}{_HANGUL}]+")
_IS_ASIAN = re.compile(f"[{_ASIAN}{_HANGUL}]")
_IS_KANA = re.compile(f"[{_KANA}]")
_IS_HANGUL = re.compile(f"[{_HANGUL}]")


def load_fonts() -> frozenset[int]:
    """Make the fonts known to the library, and give the code points that the plain one has."""
    import fontpkg_fira_sans  # noqa: PLC0415 - only a PDF needs it
    from reportlab.pdfbase import pdfmetrics  # noqa: PLC0415 - heavy
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont  # noqa: PLC0415 - heavy
    from reportlab.pdfbase.ttfonts import TTFont  # noqa: PLC0415 - heavy

    folder = Path(fontpkg_fira_sans.ROOT) / "files"
    for name in (PLAIN, BOLD):
        if name not in pdfmetrics.getRegisteredFontNames():
            pdfmetrics.registerFont(TTFont(name, str(folder / f"{name}.ttf")))
    for name in _FACES.values():
        if name not in pdfmetrics.getRegisteredFontNames():
            pdfmetrics.registerFont(UnicodeCIDFont(name))
    plain: Any = pdfmetrics.getFont(PLAIN)
    return frozenset(plain.face.charToGlyph)


def marked_up(text: str, known: frozenset[int]) -> str:
    """Give words in the small markup of the library: every letter in a font that has it.

    Args:
        text: Any words; what looks like markup in them stays words.
        known: The code points of the plain font.

    Example:
        >>> marked_up("<b> 海康", frozenset(map(ord, "<b> ")))
        '&lt;b&gt; <font name="STSong-Light">海康</font>'
    """
    is_kana = bool(_IS_KANA.search(text))
    return "".join(_run(run, known, is_kana=is_kana) for run in _RUN.findall(" ".join(text.split())))


def _run(run: str, known: frozenset[int], *, is_kana: bool) -> str:
    if not _IS_ASIAN.match(run):
        return escape("".join(letter if ord(letter) in known else MISSING for letter in run), quote=False)
    face = "korean" if _IS_HANGUL.search(run) else "japanese" if is_kana else "chinese"
    return f'<font name="{_FACES[face]}">{escape(run, quote=False)}</font>'
