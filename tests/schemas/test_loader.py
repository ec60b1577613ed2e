"""The schemas of files refuse what the loader refuses, and nothing else.

A new key, word, name or limit of the loader goes into docs/schemas too, with a description; what this test
says then names the place. What a schema cannot know (does that contact exist?) is LOADER_ALONE.
"""
import collections
import concurrent.futures
import pathlib
import re
import unittest

from mutations import damaged, look, places, replaced
from program import Program
from samples_of import good
from schema_files import Schema

# What the shape of a file is about. The schemas refuse all of it but the exceptions below.
STRUCTURAL = {"yaml-empty", "yaml-depth", "yaml-key", "yaml-unknown-key", "yaml-missing-key", "yaml-wrong-type", "yaml-bad-value",
              "yaml-bad-name", "yaml-out-of-range", "unknown-board", "unknown-addon", "profile-trust", "label-element"}

# What takes more than the shape of one place: what is called what, and where else it is used. With a structural
# code, a pattern of its place and message too.
LOADER_ALONE = {
    ("unknown-end", ""), ("unknown-contact", ""), ("unknown-net", ""), ("unknown-connector", ""),
    ("contact-twice", ""), ("role-twice", ""), ("lonely-end", ""), ("wiring-roles", ""), ("no-shell", ""),
    ("point-twice", ""), ("channel-twice", ""), ("acceptance", ""), ("sharing-groups", ""), ("same-socket", ""), ("sense", ""),
    ("wire-size", ""), ("no-match", ""), ("golden-path", ""), ("label-outside", ""), ("net-too-small", ""), ("impossible-part", ""), ("label-placeholder", ""),
    ("yaml-missing-key", "lacks contact"),
    ("yaml-bad-value", "an alias repeats the profile's name"),
    ("yaml-bad-value", "there is already a part"), ("yaml-bad-value", "a part is between two different nets"),
    ("yaml-bad-value", ", shell.*needs a `shell` that is another contact"),
    ("yaml-bad-value", "an order has one role for each contact"),
    ("yaml-bad-value", "contains a control character"),
    ("profile-trust", "variants[.]"),
}

# The other way about: true without quotes where text belongs, and with quotes where it does not. The loader goes
# by the word; a schema that did would make editors offer true and false for every title.
EDITOR_ALONE = {"True instead", "'true' instead", "what bold has instead", "what cut has instead"}

# What damage of one place does not come to: (file, place, value).
CROSSED = [
    ("everything.profile.yaml", ("nets", "cold=L+"), ["tap.T", "tap.R"]),
    ("everything.profile.yaml", ("shell",), {"tap": "forbid"}),
    ("everything.profile.yaml", ("trust",), "sourced"),
    ("everything.profile.yaml", ("variants", "other", "trust"), "sourced"),
    ("xlr-3-mic.yaml", ("source", "certainty"), "B"),
    ("xlr-3-mic.yaml", ("source", "certainty"), "C"),
    ("everything.label.yaml", ("elements", 0, "text"), "{nonsense}"),
    ("headphone-bench.yaml", ("sockets", "out-6.35", "contacts", "T"), 6),
]

Case = collections.namedtuple("Case", "kind where place what value")


def keys_of(part):
    """The sets of keys that a map may have: all of its properties, or those of one of its kinds."""
    found = {frozenset(part["properties"])}
    inside = [part]
    while inside:
        here = inside.pop()
        found.add(frozenset(here.get("propertyNames", {}).get("enum", part["properties"])))
        inside += here.get("allOf", []) + [here[way] for way in ("then", "else") if way in here]
    return found


class Loader(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.schemas = {kind: Schema(kind) for kind in ("profile", "connector", "fixture", "label", "config")}
        cls.cases = list(cls.all_cases())
        cls.taken = {id(case): cls.schemas[case.kind].takes(case.value) for case in cls.cases}
        cls.errors = {}
        with concurrent.futures.ThreadPoolExecutor() as pool:
            for answers in pool.map(cls.errors_of, cls.schemas):
                cls.errors.update(answers)

    @classmethod
    def errors_of(cls, kind):
        cases = [case for case in cls.cases if case.kind == kind]
        with Program() as program:
            return dict(zip(map(id, cases), program.check(kind, [case.value for case in cases]), strict=True))

    @classmethod
    def all_cases(cls):
        tried = set()  # a place that several documents have, with the same keys below, is damaged once
        for kind, where, document in good():
            schema = cls.schemas[kind]
            yield Case(kind, where, (), "as it is", document)
            for file, place, value in CROSSED:
                if file == pathlib.Path(where).name:
                    yield Case(kind, where, place, f"{value} instead", replaced(document, place, value))
            for place in places(document):
                is_closed = schema.at(place).get("additionalProperties") is False
                here = (kind, schema.position(place), frozenset(look(document, place)) if is_closed else None)
                if here not in tried:
                    tried.add(here)
                    for what, value in damaged(document, place):
                        yield Case(kind, where, place, what, value)

    def tell(self, case, error=None):
        spot = ".".join(map(str, case.place)) or "the file"
        said = f"\n  loader: {error['code']}: {error['message']} → {error['remedy']}" if error else ""
        return f"{case.where}, {spot}: {case.what}{said}"

    def test_every_key_of_the_schemas_is_tried(self):
        for kind, schema in self.schemas.items():
            tried = {schema.position(case.place) for case in self.cases if case.kind == kind}
            self.assertEqual({place for place, _ in schema.places()} - tried, set(),
                             f"{kind}: use these keys in tests/schemas/samples/everything.{kind}.yaml")
        self.assertGreater(len(self.cases), 2000)

    def test_what_the_schema_refuses_the_loader_refuses(self):
        alone = set()
        for case in self.cases:
            if self.errors[id(case)] is None and not self.taken[id(case)]:
                complaints = self.schemas[case.kind].complaints(case.value)
                self.assertIn(case.what, EDITOR_ALONE, f"{self.tell(case)}\n  {case.kind}.schema.json: {complaints}")
                alone.add(case.what)
        self.assertEqual(alone, EDITOR_ALONE)

    def test_what_the_loader_refuses_for_its_shape_the_schema_refuses(self):
        alone = set()
        for case in self.cases:
            error = self.errors[id(case)]
            if error is None or not self.taken[id(case)]:
                continue
            said = self.tell(case, error)
            reason = next(((code, words) for code, words in LOADER_ALONE
                           if code == error["code"] and re.search(words, said, re.S)), None)
            self.assertIsNotNone(reason, f"{said}\n  {case.kind}.schema.json takes it")
            alone.add(reason)
        self.assertEqual(LOADER_ALONE - alone, set(), "these are never the loader's alone")

    def test_the_words_and_bounds_of_the_schemas_are_those_that_the_loader_names(self):
        compared = collections.Counter()
        for case in self.cases:
            error = self.errors[id(case)]
            if error is None:
                continue
            schema = self.schemas[case.kind]
            part = schema.at(case.place)
            is_map = isinstance(look(case.value, case.place), dict)
            of_keys = is_map and not case.what.endswith("instead")
            names = schema.resolved(part.get("propertyNames", {})) if of_keys else {} if is_map else part
            said, known = self.tell(case, error), re.search(r"(known(?: keys)?|allowed): (.*)", error["remedy"])
            if error["code"] == "yaml-unknown-key" and part.get("additionalProperties") is False:
                self.assertIn(frozenset(known[2].split(", ")), keys_of(part), said)
            elif error["code"] in ("yaml-bad-value", "unknown-board") and known and "enum" in part:
                self.assertEqual(known[2].split(", "), list(dict.fromkeys(map(str, part["enum"]))), said)
            elif error["code"] == "yaml-out-of-range" and "maximum" in part:
                bounds = list(map(float, known[2].split(" to ")))
                if "test point" in error["message"]:  # how many there are depends on the board, which `if` says
                    self.assertEqual(bounds, [1, 16], said)
                    self.assertIn(part["maximum"], (16, 64), said)  # `sense` is of the one board that has it
                else:
                    self.assertEqual(bounds, [part["minimum"], part["maximum"]], said)
            elif error["code"] == "yaml-bad-name" and "pattern" in names:
                self.assertIn(known[2], names["patternErrorMessage"], said)
            elif "longer than" in error["message"]:
                self.assertIn(re.search(r" [0-9]+ bytes", error["message"])[0], part["patternErrorMessage"], said)
            else:
                continue
            compared[error["code"]] += 1
        self.assertEqual(len(compared), 5, compared)

    def test_every_error_is_known_as_one_of_shape_or_as_one_of_more(self):
        codes = {error["code"] for error in self.errors.values() if error}
        self.assertLessEqual(codes, STRUCTURAL | {code for code, _ in LOADER_ALONE})
        self.assertLessEqual(STRUCTURAL, codes)


if __name__ == "__main__":
    unittest.main()
