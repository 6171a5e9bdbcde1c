"""Make `quote.xlsx`: an integrator's quote as they arrive, with everything in it that makes them hard to read.

Both companies and all prices are invented; article numbers look as the makers' own do. Run it to make
the workbook again beside this file; the same script makes the same workbook.
"""  # noqa: INP001 - a script, not a package

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from xlsxwriter import Workbook

__all__ = ["make"]

TITLE = (
    "QUOTATION BWI-24117",
    "Brackwater Integrators LLC, 12 Mill Race, Port Ellery (an invented company)",
    "",
    "To: Office of Tidal Records, Facilities Branch (an invented agency)",
    "Attn. Contracting Officer, 400 Harbor Street, Port Ellery",
    "Subject: renewal of video surveillance, main building and pier",
    "Valid for 60 days. All prices in USD, net.",
)
HEADER = ("Pos", "Manufacturer", "Article / Model", "Description", "Qty", "Unit price USD", "Total USD")


@dataclass(frozen=True)
class Section:
    """A heading that is merged over the whole table; its lines follow until the next one."""

    title: str


@dataclass(frozen=True)
class Line:
    """One line; `quantity` is as typed, `spans` merges the maker's cell over that many lines."""

    maker: str
    model: str
    description: str
    quantity: int | str
    price: float
    spans: int = 1

    @property
    def count(self) -> int:
        """The number in the quantity."""
        return self.quantity if isinstance(self.quantity, int) else int("".join(filter(str.isdigit, self.quantity)))


LINES: tuple[Section | Line, ...] = (
    Section("A  Perimeter and pier"),
    Line("Hikvision", "DS-2CD2143G2-I", "4 MP AcuSense fixed dome, 2.8 mm", 12, 142.0),
    Line("Hickvision", "DS-2CD2T47G2-L", "4 MP ColorVu bullet, 4 mm", "4 pcs", 189.5),
    Line("海康威视", "DS-2DE4425IW-DE", "4 MP 25x speed dome", 2, 612.0),
    Line("", "", "hikvision / ds-2cd2347g2-lu   turret, spare", 2, 164.0),
    Line("Dahua Technology", "IPC-HDW2431T-ZS-S2", "4 MP varifocal eyeball", 8, 158.0, spans=2),
    Line("", "IPC-HFW2431S-S-S2", "4 MP bullet, 3.6 mm", 6, 121.0),
    Line("DAHUA", "SD49425XB-HNR", "PTZ 25x, -40C rated", 1, 705.0),
    Line("Uniview", "IPC2124LB-SF28KM-G", "4 MP mini bullet", 4, 98.0),
    Line("Axis Communications", "P3245-LVE", "outdoor dome, 1080p", 5, 618.0),
    Line("Hanwha Vision", "XNV-8080R", "5 MP vandal dome", 3, 574.0),
    Line("", "LTS CMIP1042W-28M", "4 MP turret, Platinum series (sold as LTS)", 6, 134.0),
    Line("Axis", "T91B57", "pole mount for the above", 2, 88.0),
    Line("Hikvision", "DS-1273ZJ-130", "wall mount bracket", 12, 18.5),
    Line("Dahua", "PFA130-E", "junction box, aluminium", 15, 16.0),
    Section("B  Offices and lobby"),
    Line("Amcrest", "IP8M-2496EW", "8 MP turret, white", 4, 96.0),
    Line("Lorex", "E841CA-E", "4K bullet -- existing stock, see note 2", "2x", 129.0),
    Line("annke", "C800", "4K turret", 3, 72.0),
    Line("Honeywell", "H4W4PER3", "4 MP dome, Performance series", 4, 241.0),
    Line("EZVIZ", "CS-C3N", "outdoor wi-fi camera", 1, 54.0),
    Line("HiLook", "IPC-T240H", "4 MP turret (by Hikvision)", 6, 63.0),
    Line("Bosch", "NBE-3503-AL", "5 MP bullet, IR", 2, 430.0),
    Line("VIVOTEK", "FD9389-EHTV-v2", "5 MP dome", 2, 398.0),
    Line("Dahua", "VTO2211G-WP", "door station, IP, villa", 1, 187.0),
    Line("n/a", "", "door station, make to be confirmed", 1, 350.0),
    Section("C  Server room"),
    Line("Hikvision", "DS-7616NI-K2/16P", "16-channel recorder, 16 PoE ports", 1, 489.0),
    Line("Dahua", "NVR4216-16P-4KS2", "16-channel recorder", 1, 465.0),
    Line("LTS", "LTN8716-P16", "16-channel recorder, alternative to the above", 1, 512.0),
    Line("  hikvision ", "ds-3e0318p-e/m ", "PoE switch, 16 ports", "1 pc", 176.0),
    Line("Hanwha", "PRN-1610B2", "16-channel recorder", 1, 905.0),
    Line("Genetec", "GSC-OM-E-1C", "camera connection licence", 40, 148.0),
    Line("Seagate", "ST8000VE001", "SkyHawk AI 8 TB", 8, 219.0),
    Line("Cisco", "C9200L-24P-4G-E", "access switch, 24 PoE+ ports", 2, 2150.0),
    Line("APC", "SMT1500RMI2U", "UPS 1500 VA, rack", 2, 789.0),
    Line("Belden", "", "Cat6 U/UTP cable, 305 m reel", "6 reels", 174.0),
    Line("", "", '=HYPERLINK("http://example.invalid/rack","19 inch rack, 24 U")', 1, 640.0),
    Section("D  Services"),
    Line("", "", "Installation, technician hours", "64 h", 85.0),
    Line("", "", "Commissioning and documentation", "16 h", 95.0),
    Line("", "", "Removal and disposal of old cameras", 1, 900.0),
)
NOTES = (
    "1) Delivery four weeks after order. Makers may change without notice.",
    "2) Items from existing stock are without warranty of the maker.",
)
_LAST = len(HEADER) - 1


def make(path: Path) -> None:
    """Write the workbook."""
    with Workbook(str(path), {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        book.set_properties({"title": TITLE[0], "created": dt.datetime(2024, 11, 4)})  # noqa: DTZ001 - the format has no zones
        sheet = book.add_worksheet("Quote")
        styles = {
            "title": book.add_format({"bold": True, "font_size": 16}),
            "header": book.add_format({"bold": True, "bg_color": "#D9E1F2", "border": 1, "text_wrap": True}),
            "section": book.add_format({"bold": True, "bg_color": "#EDEDED", "align": "left"}),
            "maker": book.add_format({"valign": "vcenter"}),
            "money": book.add_format({"num_format": "#,##0.00"}),
            "sum": book.add_format({"num_format": "#,##0.00", "bold": True, "top": 1}),
        }
        for column, width in enumerate((6, 22, 22, 48, 9, 14, 14)):
            sheet.set_column(column, column, width)
        _head(sheet, styles)
        row, total = _lines(sheet, styles)
        for text, value in (("Total net", total), ("Sales tax 0 %", 0.0), ("Grand total USD", total)):
            _sum(sheet, row, text=text, value=value, style=styles["sum"])
            row += 1
        for at, note in enumerate(NOTES):
            sheet.merge_range(row + 1 + at, 0, row + 1 + at, _LAST, note)


def _head(sheet: Any, styles: dict[str, Any]) -> None:  # noqa: ANN401 - the library has no types
    sheet.merge_range(0, 0, 0, _LAST, TITLE[0], styles["title"])
    for at, text in enumerate(TITLE[1:], 1):
        sheet.write(at, 0, text)
    for at, name in enumerate(HEADER):
        sheet.write(len(TITLE) + 1, at, name, styles["header"])


def _lines(sheet: Any, styles: dict[str, Any]) -> tuple[int, float]:  # noqa: ANN401
    """Write sections, lines and subtotals; give the next free row and the sum."""
    row, number, total, part, title = len(TITLE) + 2, 0, 0.0, 0.0, ""
    hidden = 0  # lines whose maker stands in a merged cell above
    for one in (*LINES, Section("")):
        if isinstance(one, Section):
            if title:
                _sum(sheet, row, text=f"Subtotal {title.split(maxsplit=1)[1]}", value=part, style=styles["sum"])
                row, total, part = row + 2, total + part, 0.0  # a blank row follows
            if one.title:
                sheet.merge_range(row, 0, row, _LAST, one.title, styles["section"])
                row += 1
            title = one.title
            continue
        number += 1
        value = one.count * one.price
        if one.spans > 1:
            sheet.merge_range(row, 1, row + one.spans - 1, 1, one.maker, styles["maker"])
            hidden = one.spans
        elif not hidden:
            sheet.write(row, 1, one.maker)
        hidden = max(0, hidden - 1)
        sheet.write(row, 0, number)
        sheet.write(row, 2, one.model)
        sheet.write(row, 3, one.description)
        sheet.write(row, 4, one.quantity)
        sheet.write(row, 5, one.price, styles["money"])
        sheet.write_formula(row, 6, f"={one.count}*F{row + 1}", styles["money"], value)
        row, part = row + 1, part + value
    return row, total


def _sum(sheet: Any, row: int, *, text: str, value: float, style: Any) -> None:  # noqa: ANN401
    sheet.merge_range(row, 0, row, _LAST - 1, text, style)
    sheet.write(row, _LAST, value, style)


if __name__ == "__main__":
    make(Path(__file__).with_name("quote.xlsx"))
