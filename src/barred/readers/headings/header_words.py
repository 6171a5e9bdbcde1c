"""The words that head a column, by meaning and language, and which of them a header cell says."""

import re
from dataclasses import dataclass
from functools import lru_cache

from barred.readers.headings.shipment_words import SHIPMENT_WORDS
from barred.text.fold import fold

__all__ = ["WORDS", "HeaderWord", "is_listed", "recognise"]

# Two meanings are rungs, settled in `columns` once the whole table is seen: a *maker* is the brand
# unless a brand column stands beside it, a *part* or *type* is the model unless a model column does.
# The more telling meanings stand first; `other` heads columns that say nothing about who made what,
# but show that a row is a header, and so do those of *trade*.
WORDS: dict[str, dict[str, str]] = {
    "model": {
        "en": "model|model no|model number|model name|model nr|mpn|manufacturer part number|mfr part no"
        "|mfr part number|mfg part number|device model|product model|manufacturer item number",
        "de": "Modell|Modellnummer|Modell-Nr|Modellbezeichnung|Typenbezeichnung|Typennummer|Typbezeichnung"
        "|Herstellernummer|Hersteller-Nr|Hersteller-Artikelnummer|Hersteller-Art-Nr|Hersteller-Typ",
        "fr": "modèle|référence fabricant|réf fabricant|référence constructeur|réf constructeur|numéro de modèle",
        "es": "modelo|número de modelo|referencia fabricante|referencia del fabricante|ref fabricante",
        "it": "modello|codice produttore|codice costruttore|numero modello",
        "nl": "model|modelnummer|typenummer|fabrikantcode|typeaanduiding",
        "pl": "model|numer modelu|kod producenta|oznaczenie modelu",
        "pt": "modelo|número do modelo|referência do fabricante",
        "zh": "型号|产品型号|规格型号|设备型号|型號|機型|机型",
    },
    "brand": {
        "en": "brand|brand name|make|trademark|trade name|brand make",
        "de": "Marke|Markenname|Fabrikat",
        "fr": "marque",
        "es": "marca|marca comercial",
        "it": "marca|marchio",
        "nl": "merk|merknaam",
        "pl": "marka",
        "pt": "marca",
        "zh": "品牌|商标|厂牌|品牌名称",
    },
    "maker": {
        "en": "manufacturer|mfr|mfg|manuf|maker|oem|producer|manufacturer name|made by",
        "de": "Hersteller|Herstellername|Produzent",
        "fr": "fabricant|constructeur",
        "es": "fabricante",
        "it": "produttore|costruttore|fabbricante",
        "nl": "fabrikant|producent",
        "pl": "producent|wytwórca",
        "pt": "fabricante",
        "zh": "制造商|厂商|厂家|生产商|生产厂家|製造商",
    },
    "type": {
        "en": "type|type no|type designation",
        "de": "Typ|Type|Typen",
        "fr": "type",
        "es": "tipo",
        "it": "tipo",
        "nl": "type",
        "pl": "typ",
        "pt": "tipo",
        "zh": "类型|规格",
    },
    "part": {
        "en": "article number|article no|art no|item number|item no|part number|part no|part|p n|pn|sku"
        "|product code|item code|code|order code|order number|catalogue number|catalogue no|catalog number"
        "|cat no|ref|reference|product number|product no|product id|supplier part number|stock code",
        "de": "Artikelnummer|Artikel-Nr|Art-Nr|ArtNr|Artikelnr|Bestellnummer|Bestell-Nr|Produktnummer"
        "|Teilenummer|Sachnummer|Materialnummer|Artikelcode",
        "fr": "référence|réf|code article|n article|numéro d article|code produit|référence article|code",
        "es": "referencia|ref|código|código de artículo|número de artículo|código de producto|n de artículo",
        "it": "codice|codice articolo|cod articolo|cod|riferimento|rif|codice prodotto",
        "nl": "artikelnummer|artikelnr|bestelnummer|productcode|artikelcode|productnummer",
        "pl": "numer katalogowy|nr katalogowy|indeks|kod|kod produktu|symbol|numer artykułu|nr artykułu",
        "pt": "referência|código|código do produto|código do artigo",
        "zh": "货号|产品编号|料号|订货号|物料编码|商品编码|编码",
    },
    "description": {
        "en": "description|item description|product description|item|product|product name|name|designation"
        "|article|goods|specification|details|equipment|device|material|text|title|goods description|asset|line item"
        "|device name|item name",
        "de": "Bezeichnung|Beschreibung|Artikelbezeichnung|Artikelbeschreibung|Produktbezeichnung|Produkt"
        "|Produktname|Artikel|Gegenstand|Leistung|Benennung|Gerät|Leistungsbeschreibung|Material",
        "fr": "désignation|description|libellé|article|produit|intitulé|équipement|matériel|prestation",
        "es": "descripción|concepto|producto|artículo|denominación|equipo|nombre|nombre del producto",
        "it": "descrizione|denominazione|prodotto|articolo|apparecchio|nome prodotto",
        "nl": "omschrijving|beschrijving|product|artikel|benaming|productnaam|artikelomschrijving",
        "pl": "opis|nazwa|nazwa produktu|nazwa towaru|produkt|towar|przedmiot|urządzenie",
        "pt": "descrição|produto|designação|artigo|equipamento|nome do produto",
        "zh": "名称|产品名称|品名|描述|设备名称|货物名称|货物|说明|商品名称|产品|设备",
    },
    "organisation": {
        "en": "company|company name|organisation|organization|supplier|vendor|supplier name|vendor name|seller"
        "|bidder|contractor|legal entity|entity|entity name|organisation name|organization name|awardee",
        "de": "Firma|Unternehmen|Lieferant|Anbieter|Auftragnehmer|Bieter|Firmenname|Organisation",
        "fr": "société|entreprise|fournisseur|soumissionnaire|raison sociale|titulaire",
        "es": "empresa|proveedor|compañía|razón social|licitador|adjudicatario",
        "it": "azienda|fornitore|società|ragione sociale|ditta|impresa",
        "nl": "bedrijf|leverancier|bedrijfsnaam|organisatie|inschrijver",
        "pl": "firma|dostawca|wykonawca|przedsiębiorstwo|nazwa firmy",
        "pt": "empresa|fornecedor|razão social",
        "zh": "公司|公司名称|供应商|企业名称|单位名称|投标人|供货商",
    },
    "identifier": {
        "en": "mac|mac address|ean|gtin|upc|barcode|serial|serial number|serial no|s n|sn|fcc id|fcc|ean code"
        "|hardware id|ean gtin|lei|isin|uscc|cik|uei|cage|cage code|ncage",
        "de": "MAC-Adresse|Seriennummer|Serien-Nr|Seriennr",
        "fr": "adresse mac|numéro de série|n de série|code barres",
        "es": "dirección mac|número de serie|n de serie|código de barras",
        "it": "indirizzo mac|numero di serie|matricola|codice a barre",
        "nl": "mac adres|serienummer|streepjescode",
        "pl": "adres mac|numer seryjny|nr seryjny|kod kreskowy",
        "pt": "endereço mac|número de série|código de barras",
        "zh": "序列号|MAC地址|条码|物理地址",
    },
    "quantity": {
        "en": "qty|quantity|count|pcs|pieces|units|no of units|qty ordered|order quantity|q ty",
        "de": "Menge|Anzahl|Stück|Stk|Stückzahl",
        "fr": "quantité|qté|qte",
        "es": "cantidad|cant|uds|unidades",
        "it": "quantità|qtà|qta|q tà|pezzi",
        "nl": "aantal|hoeveelheid|stuks",
        "pl": "ilość|liczba|szt|liczba sztuk",
        "pt": "quantidade|qtd|qtde",
        "zh": "数量|数目",
    },
    "other": {
        "en": "pos|position|no|nr|line|row|price|unit price|net price|list price|total|total price|amount|sum|currency"
        "|unit|uom|discount|vat|tax|date|delivery|lead time|location|site|room|building|floor|zone|status|remarks"
        "|remark|notes|note|comment|comments|ip|ip address|hostname|host|firmware|category|group|warranty|weight"
        "|origin|country of origin|country|value|extended price|line total|area|owner|network|installed|cost|port"
        "|address|street|city|zip|postal code|state|province|contact|email|e mail|phone|website|region|year|id|part of",
        "de": "Position|Preis|Einzelpreis|Gesamtpreis|Gesamt|Betrag|Einheit|Rabatt|Bemerkung|Bemerkungen|Standort"
        "|Raum|Währung|Datum|Lieferzeit|EP|GP|lfd Nr|Kategorie|Land|IP-Adresse|Gebäude|E-Preis|G-Preis",
        "fr": "prix|prix unitaire|pu|pu ht|montant|montant ht|total ht|unité|remise|emplacement|remarque|devise|n"
        "|numéro|lieu|catégorie|prix total|observations",
        "es": "precio|precio unitario|importe|unidad|descuento|ubicación|observaciones|moneda|número|partida|categoría"
        "|p unitario|precio total|fecha",
        "it": "prezzo|prezzo unitario|importo|unità|sconto|note|um|totale|ubicazione|valuta|numero|categoria|posizione",
        "nl": "prijs|eenheidsprijs|stukprijs|bedrag|eenheid|korting|locatie|opmerking|opmerkingen|totaal|valuta",
        "pl": "cena|cena jednostkowa|cena netto|wartość|wartość netto|jednostka|jm|rabat|uwagi|lp|lokalizacja|waluta"
        "|j m|razem|data",
        "pt": "preço|preço unitário|valor|valor total|unidade|desconto|localização|observações|número",
        "zh": "序号|单价|总价|金额|单位|备注|价格|位置|合计|小计|币种|日期|安装位置",
    },
    # What heads the columns of shipment rows and nothing above; `shipment_columns` tells it apart.
    "trade": {
        language: "|".join(words[language] for words in SHIPMENT_WORDS.values() if language in words)
        for language in ("en", "de", "fr", "es", "it", "ru", "zh")
    },
}

_ROMANCE = frozenset({"fr", "es", "it", "pt"})
_SPLIT = re.compile(r"[/|\n()\[\]:;,]+")
# Words that decide only as a whole header: a postal code is no part number, a host name no product.
_WHOLE_ONLY = (
    "code|kod|cod|codice|codigo|name|nome|nombre|nazwa|title|text|item|type|tipo|typ|part|material|symbol|details"
    "|asset|ref|sn|pn|device|equipment|n|no|nr|id|fcc|data|position|value|total|area|line|group|indeks"
)
_RANKS = tuple(WORDS)
_MOST_CHARACTERS = 48
_MOST_WORDS = 6


@dataclass(frozen=True)
class HeaderWord:
    """What a header cell says: meaning, the listed word found, its language, and whether that is all."""

    meaning: str
    word: str
    language: str
    is_whole: bool


def _listed() -> dict[str, tuple[str, str]]:
    found: dict[str, tuple[str, str]] = {}
    for meaning, by_language in WORDS.items():
        for language, words in by_language.items():
            for word in words.split("|"):
                found.setdefault(fold(word), (meaning, language))
    return found


_LISTED = _listed()
_SPELT = frozenset(_LISTED) | {
    word.casefold() for words in WORDS.values() for one in words.values() for word in one.split("|")
}
_DECIDE_ALONE = frozenset(_WHOLE_ONLY.split("|"))
_IDEOGRAPHIC = tuple(sorted((w for w in _LISTED if not w.isascii() and len(w) > 1), key=len))


def is_listed(cell: str) -> bool:
    """Tell whether a cell is a listed word as spelt here; quick enough to ask of every row."""
    return cell.strip().casefold() in _SPELT


@lru_cache(maxsize=4096)
def recognise(cell: str) -> HeaderWord | None:
    """Find what a header cell means.

    Returns:
        The meaning, or None when no listed word is in the cell. A bilingual cell (`Brand / Marke`)
        counts as whole when one of its parts is listed, and the most telling part decides. In a
        longer phrase its head decides, which stands last in Germanic languages and Chinese and
        first in Romance ones.

    Example:
        >>> recognise("Hersteller").meaning, recognise("Hersteller-Teilenummer").meaning, recognise("Lobby")
        ('maker', 'model', None)
    """
    if len(cell) > _MOST_CHARACTERS:
        return None
    said = fold(cell)
    if said in _LISTED:
        return HeaderWord(*_named(said), is_whole=True)
    parts = [part for one in _SPLIT.split(cell) if (part := fold(one)) in _LISTED]
    if parts:
        return HeaderWord(*_named(min(parts, key=lambda part: _RANKS.index(_LISTED[part][0]))), is_whole=True)
    return _inside(said)


def _named(word: str) -> tuple[str, str, str]:
    meaning, language = _LISTED[word]
    return meaning, word, language


def _inside(said: str) -> HeaderWord | None:
    ends = [(said.rfind(word) + len(word), word) for word in _IDEOGRAPHIC if word in said]
    if ends:
        return HeaderWord(*_named(max(ends)[1]), is_whole=False)
    words = said.split()
    if not 1 < len(words) <= _MOST_WORDS:
        return None
    found = _phrases(words)
    meanings = {_LISTED[word][0] for word in found}
    if not found:
        return None
    if "part" in meanings and "maker" in meanings:
        return HeaderWord("model", said, _LISTED[found[0]][1], is_whole=False)
    head = found[0] if _LISTED[found[0]][1] in _ROMANCE else found[-1]
    return HeaderWord(*_named(head), is_whole=False)


def _phrases(words: list[str]) -> list[str]:
    """Give the listed phrases in a row of words, longest first at each place, in order."""
    found, at = [], 0
    while at < len(words):
        for end in range(len(words), at, -1):
            phrase = " ".join(words[at:end])
            if phrase in _LISTED and phrase not in _DECIDE_ALONE:
                found.append(phrase)
                at = end - 1
                break
        at += 1
    return found
