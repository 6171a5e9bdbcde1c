"""The words that head the columns of shipment and customs rows, by meaning and language.

They are apart from the words of quotes and catalogues because the same word means another thing there:
an exporter is a party here and a supplier there, a weight is a figure here and no matter there.
"""

__all__ = ["NO_PARTY", "SHIPMENT_WORDS"]

SHIPMENT_WORDS: dict[str, dict[str, str]] = {
    "consignor": {
        "en": "consignor|shipper|exporter|seller|sender|supplier|vendor|consignor name|shipper name|exporter name"
        "|seller name|foreign supplier",
        "de": "Versender|Absender|Exporteur|Ausführer|Verkäufer|Lieferant",
        "fr": "expéditeur|exportateur|vendeur|chargeur|fournisseur",
        "es": "remitente|exportador|vendedor|cargador|embarcador|proveedor",
        "it": "mittente|speditore|esportatore|venditore",
        "ru": "отправитель|грузоотправитель|экспортер|экспортёр|продавец|наименование отправителя|поставщик",
        "zh": "发货人|发货单位|出口商|卖方|托运人|出口企业",
    },
    "consignee": {
        "en": "consignee|importer|buyer|receiver|recipient|consignee name|importer name|buyer name|importer of record",
        "de": "Empfänger|Importeur|Einführer|Käufer",
        "fr": "destinataire|importateur|acheteur",
        "es": "consignatario|destinatario|importador|comprador",
        "it": "destinatario|importatore|acquirente",
        "ru": "получатель|грузополучатель|импортер|импортёр|покупатель|наименование получателя",
        "zh": "收货人|收货单位|进口商|买方|进口企业|消费使用单位",
    },
    "notify_party": {
        "en": "notify|notify party|notify party name|also notify",
        "de": "Benachrichtigungsadresse|zu benachrichtigen",
        "fr": "partie à notifier|notifier",
        "es": "notificar a|parte a notificar|notificado",
        "it": "parte da notificare",
        "ru": "уведомляемая сторона|уведомить",
        "zh": "通知人|通知方|被通知人",
    },
    "maker": {
        "en": "manufacturer|maker|producer|manufacturer name|made by",
        "de": "Hersteller|Produzent",
        "fr": "fabricant|constructeur",
        "es": "fabricante",
        "it": "produttore|fabbricante",
        "ru": "изготовитель|производитель|фирма изготовитель|наименование производителя",
        "zh": "制造商|生产商|生产厂家|生产企业",
    },
    "brand": {
        "en": "brand|trademark|trade mark|brand name|make",
        "de": "Marke|Warenzeichen",
        "fr": "marque",
        "es": "marca",
        "it": "marca|marchio",
        "ru": "торговая марка|товарный знак|бренд|марка",
        "zh": "品牌|商标",
    },
    "model": {
        "en": "model|model no|model number|part number|mpn",
        "de": "Modell|Modellnummer|Typenbezeichnung",
        "fr": "modèle",
        "es": "modelo",
        "it": "modello",
        "ru": "модель|артикул",
        "zh": "型号|规格型号",
    },
    "goods": {
        "en": "goods|goods description|description of goods|description|product description|cargo description|commodity"
        "|commodity description|goods text|cargo|product|product desc|item description|product details",
        "de": "Warenbezeichnung|Warenbeschreibung|Ware|Güter|Beschreibung|Bezeichnung",
        "fr": "désignation des marchandises|description des marchandises|marchandise|marchandises|désignation",
        "es": "descripción de la mercancía|descripción de mercancías|mercancía|mercancías|descripción|producto",
        "it": "descrizione delle merci|descrizione merce|merce|merci|descrizione",
        "ru": "описание товара|наименование товара|описание товаров|товар|описание|описание и характеристика товара",
        "zh": "货物名称|商品名称|品名|货名|货物描述|商品描述",
    },
    "tariff_code": {
        "en": "hs code|hs|hts|hts code|hs number|tariff code|tariff number|commodity code|cn code|customs code"
        "|harmonized code|harmonised code|taric|taric code|tariff|hscode|htsus|hs6|schedule b",
        "de": "Zolltarifnummer|Warennummer|HS-Code|Warencode|KN-Code|Tarifnummer|statistische Warennummer",
        "fr": "code sh|code douanier|nomenclature|position tarifaire|code nc|nomenclature douanière",
        "es": "código arancelario|partida arancelaria|fracción arancelaria|código sa|subpartida|posición arancelaria",
        "it": "codice doganale|codice sa|codice nc|voce doganale",
        "ru": "код тн вэд|тн вэд|код тнвэд|тнвэд|код товара|код тн вэд еаэс|код товара по тн вэд",
        "zh": "海关编码|商品编码|税号|税则号列|hs编码|商品编号",
    },
    "origin": {
        "en": "origin|country of origin|origin country|made in|coo",
        "de": "Ursprungsland|Ursprung|Herkunftsland",
        "fr": "pays d origine|origine",
        "es": "país de origen|origen",
        "it": "paese di origine|origine",
        "ru": "страна происхождения|происхождение",
        "zh": "原产国|原产地|原产国 地区",
    },
    "destination": {
        "en": "destination|country of destination|destination country|final destination|import country",
        "de": "Bestimmungsland|Zielland|Bestimmung",
        "fr": "pays de destination|destination",
        "es": "país de destino|destino",
        "it": "paese di destinazione|destinazione",
        "ru": "страна назначения|страна получателя",
        "zh": "目的国|目的地|最终目的国|运抵国",
    },
    "date": {
        "en": "date|month|period|arrival date|shipment date|ship date|declaration date|import date|export date|date of"
        " arrival|registration date|customs date|departure date|bill of lading date",
        "de": "Datum|Monat|Anmeldedatum|Versanddatum|Ankunftsdatum",
        "fr": "date|mois|date d arrivée|date d expédition|date de déclaration",
        "es": "fecha|mes|fecha de llegada|fecha de embarque|fecha de declaración",
        "it": "data|mese|data di arrivo|data di spedizione",
        "ru": "дата|месяц|дата декларации|дата ввоза|дата регистрации|дата прибытия|дата выпуска",
        "zh": "日期|月份|申报日期|进口日期|出口日期|年月",
    },
    "quantity": {
        "en": "quantity|qty|count|pieces|pcs|units|number of pieces",
        "de": "Menge|Anzahl|Stückzahl|Stück",
        "fr": "quantité|qté",
        "es": "cantidad|cant",
        "it": "quantità|qtà",
        "ru": "количество|кол во|количество в дополнительных единицах",
        "zh": "数量|件数|法定数量",
    },
    "quantity_unit": {
        "en": "quantity unit|unit|uom|unit of measure|qty unit|unit of quantity",
        "de": "Mengeneinheit|Einheit|Maßeinheit",
        "fr": "unité|unité de mesure",
        "es": "unidad|unidad de medida",
        "it": "unità|unità di misura",
        "ru": "единица измерения|ед изм|дополнительная единица",
        "zh": "单位|计量单位|法定单位",
    },
    "net_weight": {
        "en": "net weight|net mass|weight net|net wt|nett weight|n w",
        "de": "Nettogewicht|Eigenmasse|Gewicht netto|Nettomasse",
        "fr": "poids net|masse nette",
        "es": "peso neto|masa neta",
        "it": "peso netto|massa netta",
        "ru": "вес нетто|масса нетто|нетто",
        "zh": "净重",
    },
    "gross_weight": {
        "en": "gross weight|gross mass|weight gross|gross wt|g w",
        "de": "Bruttogewicht|Rohmasse|Gewicht brutto|Bruttomasse",
        "fr": "poids brut|masse brute",
        "es": "peso bruto|masa bruta",
        "it": "peso lordo|massa lorda",
        "ru": "вес брутто|масса брутто|брутто",
        "zh": "毛重",
    },
    "weight": {
        "en": "weight|mass|shipment weight|total weight|cargo weight",
        "de": "Gewicht|Masse",
        "fr": "poids|masse",
        "es": "peso|masa",
        "it": "peso|massa",
        "ru": "масса товара|вес товара",
        "zh": "重量",
    },
    "weight_unit": {
        "en": "weight unit|unit of weight|mass unit",
        "de": "Gewichtseinheit",
        "fr": "unité de poids|unité de masse",
        "es": "unidad de peso",
        "it": "unità di peso",
        "ru": "единица веса|единица массы",
        "zh": "重量单位",
    },
    "value": {
        "en": "value|customs value|invoice value|declared value|total value|fob value|cif value|statistical value"
        "|amount|price",
        "de": "Wert|Zollwert|Warenwert|Rechnungsbetrag|statistischer Wert",
        "fr": "valeur|valeur en douane|valeur facture|valeur statistique",
        "es": "valor|valor en aduana|valor fob|valor cif|valor factura",
        "it": "valore|valore in dogana|valore statistico",
        "ru": "таможенная стоимость|фактурная стоимость|стоимость|статистическая стоимость|цена",
        "zh": "金额|总价|价值|货值|完税价格",
    },
    "currency": {
        "en": "currency|currency code|value currency|invoice currency",
        "de": "Währung|Währungscode",
        "fr": "devise|monnaie",
        "es": "moneda|divisa",
        "it": "valuta|divisa",
        "ru": "валюта|код валюты",
        "zh": "币种|币制|货币",
    },
}
# Beside the word for a party these say that the column is about it and not its name.
NO_PARTY = (
    "address|addr|city|zip|country|phone|tel|fax|email|id|code|no|number|inn|kpp|vat|eori|state|street|contact|type"
    "|Adresse|Ort|PLZ|Land|Nummer|ville|pays|numéro|dirección|ciudad|país|número|indirizzo|città|paese"
    "|адрес|город|страна|инн|кпп|огрн|телефон|код"
)
