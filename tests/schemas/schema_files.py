"""The schemas in docs/schemas, and what they say of a place in a file."""
import json
import os
import pathlib

import jsonschema

SOURCE = pathlib.Path(os.environ["BUZZOUT_SOURCE_DIR"])
FOLDER = SOURCE / "docs" / "schemas"

# What each kind of file is called by: its schema, and the key that only it has.
KINDS = ("profile", "connector", "fixture", "label")


class Schema:
    def __init__(self, name):
        self.file = FOLDER / f"{name}.schema.json"
        self.root = json.loads(self.file.read_text(encoding="utf-8"))
        self._validator = jsonschema.Draft7Validator(self.root)

    def check_itself(self):
        jsonschema.Draft7Validator.check_schema(self.root)

    def complaints(self, value):
        """What the schema has against a value, a line each; nothing if it takes it."""
        return [f"{'/'.join(map(str, e.absolute_path))}: {e.message[:200]}" for e in self._validator.iter_errors(value)]

    def takes(self, value):
        return self._validator.is_valid(value)

    def resolved(self, part):
        """A part of the schema with its reference followed; a description beside it stays."""
        while "$ref" in part:
            target = self.root
            for step in part["$ref"].removeprefix("#/").split("/"):
                target = target[step]
            part = target | {key: value for key, value in part.items() if key != "$ref"}
        return part

    def at(self, place):
        """The part for a place in a document: a tuple of keys and list positions."""
        part = self.root
        for step in place:
            part = self.child(part, step)
        return self.resolved(part)

    def child(self, part, step):
        part = self.resolved(part)
        if isinstance(step, int):
            return part["items"]
        return part.get("properties", {}).get(step) or part["additionalProperties"]

    def places(self):
        """Every place that a document may have, and the part for it; `*` for what its author names or counts."""
        whole = [self.root] if "properties" in self.root else [self.root["then"], self.root["else"]]

        def walk(part, place):
            part = self.resolved(part)
            yield place, part
            if part.get("additionalProperties") is False:
                for key, child in part["properties"].items():
                    yield from walk(child, (*place, key))
            for key in ("items", "additionalProperties"):
                if isinstance(part.get(key), dict):
                    yield from walk(part[key], (*place, "*"))

        for part in whole:
            yield from walk(part, ())

    def position(self, place):
        """A place of a document as places() has it."""
        return tuple(step if self.at(place[:depth]).get("additionalProperties") is False else "*"
                     for depth, step in enumerate(place))


def kind_of(value):
    """Which kind of file a document is, by its first key."""
    return next(iter(value))
