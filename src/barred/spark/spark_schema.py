"""An Arrow schema as Spark says it."""

import pyarrow as pa

__all__ = ["spark_schema"]

_NAMES = {pa.string(): "string", pa.int64(): "bigint", pa.float64(): "double", pa.bool_(): "boolean"}


def spark_schema(schema: pa.Schema) -> str:
    """Say a schema in the words of Spark's DDL.

    Example:
        >>> spark_schema(pa.schema([("row", pa.int64()), ("why", pa.list_(pa.struct([("text", pa.string())])))]))
        'row bigint, why array<struct<text:string>>'
    """
    return ", ".join(f"{field.name} {_told(field.type)}" for field in schema)


def _told(type_: pa.DataType) -> str:
    if isinstance(type_, pa.ListType):
        return f"array<{_told(type_.value_type)}>"
    if isinstance(type_, pa.StructType):
        return f"struct<{','.join(f'{field.name}:{_told(field.type)}' for field in type_)}>"
    return _NAMES[type_]
