"""The files that ship and the YAML of the documents meet the schemas, and editors find these from the files."""
import os
import pathlib
import re
import subprocess
import tempfile
import unittest

from samples_of import SHIPPED, good, shown_in_documents
from schema_files import FOLDER, KINDS, SOURCE, Schema, kind_of
from yaml_values import read

FIRST_LINE = re.compile(r"# yaml-language-server: \$schema=(\S+)\n")


def schema_of(file):
    """The schema that the first line of a file names, as an editor finds it: relative to the file."""
    line = FIRST_LINE.match(file.read_text(encoding="utf-8"))
    return (file.parent / line[1]).resolve() if line else None


def words_of_table(page, heading, before="\n#"):
    """The words in the first column of the tables below a heading of a document."""
    text = (SOURCE / "docs" / page).read_text(encoding="utf-8")
    part = text[text.index(f"\n## {heading}\n") + 1:]
    part = part[:part.find(before, 3)]
    rows = re.findall(r"^\| (`[^|]*) \|", part, re.M)
    return {word for row in rows for word in re.findall(r"`([^`]+)`", row)}


class Schemas(unittest.TestCase):
    def test_the_schemas_are_schemas(self):
        files = sorted(FOLDER.glob("*.json"))
        self.assertEqual(len(files), 8)
        for file in files:
            Schema(file.name.removesuffix(".schema.json")).check_itself()

    def test_every_key_has_a_description_and_every_map_says_what_it_takes(self):
        for file in FOLDER.glob("*.json"):
            schema = Schema(file.name.removesuffix(".schema.json"))
            for place, part in schema.places():
                for key, value in part.get("properties", {}).items():
                    self.assertIn("description", schema.resolved(value), f"{file.name} {place}: {key}")
                if part.get("type") == "object":
                    self.assertIn("additionalProperties", part, f"{file.name} {place}")
                if "enumDescriptions" in part:
                    self.assertEqual(len(part["enum"]), len(part["enumDescriptions"]), f"{file.name} {place}")

    def test_the_connector_types_that_editors_suggest_are_those_that_ship(self):
        shipped = {file.stem for file in SHIPPED["connector"]}
        for name in ("profile", "fixture"):
            suggested = Schema(name).root["definitions"]["connectorType"]["examples"]
            self.assertEqual(set(suggested), shipped, f"{name}.schema.json, definitions/connectorType/examples")


class Files(unittest.TestCase):
    def test_every_file_that_ships_and_every_one_in_the_documents_meets_its_schema(self):
        seen = set()
        for kind, where, value in good():
            seen.add(kind)
            self.assertEqual(Schema(kind).complaints(value), [], where)
        self.assertEqual(seen, {*KINDS, "config"})

    def test_every_file_that_ships_names_its_schema_in_its_first_line(self):
        for kind, files in SHIPPED.items():
            self.assertGreater(len(files), 1)
            for file in files:
                self.assertEqual(schema_of(file), FOLDER / f"{kind}.schema.json", file)

    def test_an_installed_file_finds_an_installed_schema(self):
        with tempfile.TemporaryDirectory() as prefix:
            subprocess.run([os.environ["BUZZOUT_CMAKE"], "--install", os.environ["BUZZOUT_BINARY_DIR"], "--prefix", prefix,
                            "--component", "library"], check=True, stdout=subprocess.DEVNULL)
            files = list(pathlib.Path(prefix).glob("share/buzzout/**/*.yaml"))
            self.assertEqual(len(files), sum(map(len, SHIPPED.values())))
            for file in files:
                kind = kind_of(read(file.read_text(encoding="utf-8")))
                self.assertEqual(schema_of(file).read_bytes(), (FOLDER / f"{kind}.schema.json").read_bytes(), file)


class Documents(unittest.TestCase):
    def test_the_tables_of_the_documents_have_the_keys_of_the_schemas(self):
        for name, page, heading, places in [
            ("profile", "writing-a-profile.md", "The keys", [()]),
            ("connector", "writing-a-profile.md", "Connectors", [()]),
            ("fixture", "writing-a-fixture.md", "The keys", [(), ("sockets", "*")]),
            ("label", "labels.md", "The keys", [(), ("elements", "*")]),
            ("config", "cli.md", "Settings", [()]),
            ("test-record", "cli.md", "The document of a test", [()]),
        ]:
            keys = {key for place, part in Schema(name).places() if place in places for key in part["properties"]}
            self.assertEqual(words_of_table(page, heading), keys, f"{page}, {heading}")

    def test_the_documents_show_profiles_fixtures_connectors_and_labels(self):
        self.assertEqual({kind_of(read(text)) for _, text in shown_in_documents()} & set(KINDS), set(KINDS))


if __name__ == "__main__":
    unittest.main()
