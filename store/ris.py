"""References for Zotero, EndNote, Citavi and others: the RIS format."""

from store.citation import Reference


def ris(one: Reference) -> str:
    """A reference as RIS: a newspaper article, one field a line."""
    fields = [
        ("TY", "NEWS"),
        *(("AU", name.turned) for name in one.names),
        ("TI", one.title),
        ("T2", one.publisher),
        ("DA", one.date.replace("-", "/")),
        ("PY", one.year),
        *(("KW", tag) for tag in one.tags),
        ("N1", one.original_source and f"First in {one.original_source}"),
        ("N1", one.note),
    ]
    lines = [f"{name}  - {value}\n" for name, value in fields if value]
    return f"{''.join(lines)}ER  - \n"
