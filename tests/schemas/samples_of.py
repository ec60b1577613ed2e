"""Good documents of each kind: what ships, what the documents show, and samples that use every key."""
import pathlib
import re

from schema_files import KINDS, SOURCE, kind_of
from yaml_values import read

HERE = pathlib.Path(__file__).parent
SHIPPED = {
    "profile": sorted(SOURCE.glob("profiles/*.yaml")),
    "connector": sorted(SOURCE.glob("profiles/connectors/*.yaml")),
    "fixture": sorted(SOURCE.glob("fixtures/*.yaml")),
    "label": sorted(SOURCE.glob("profiles/labels/*.yaml")),
}


def shown_in_documents():
    """The YAML of the documents: (where, its text)."""
    for page in [SOURCE / "README.md", *sorted((SOURCE / "docs").glob("*.md"))]:
        text = page.read_text(encoding="utf-8")
        for block in re.finditer(r"^```yaml[^\n]*\n(.*?)^```", text, re.M | re.S):
            yield f"{page.name}:{text.count(chr(10), 0, block.start()) + 1}", block[1]


def good():
    """(kind, where, value) of every document that the schemas must take, the samples first."""
    for file in sorted(HERE.glob("samples/*.yaml")):
        yield file.stem.split(".")[-1], file.name, read(file.read_text(encoding="utf-8"))
    for file in sorted(SOURCE.glob("tests/profiles/*.yaml")):
        yield "profile", file.relative_to(SOURCE), read(file.read_text(encoding="utf-8"))
    for kind, files in SHIPPED.items():
        for file in files:
            yield kind, file.relative_to(SOURCE), read(file.read_text(encoding="utf-8"))
    for where, text in shown_in_documents():
        value = read(text)
        yield kind_of(value) if kind_of(value) in KINDS else "config", where, value
