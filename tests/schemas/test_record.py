"""What `buzzout test --json` prints is what test-record.schema.json says, key by key.

A new key of the record goes into docs/schemas/test-record.schema.json with a description, into the table of
docs/cli.md, and, if no run below prints it yet, a run that does goes into RUNS.
"""
import unittest

from mutations import look, places
from program import Program
from schema_files import SOURCE, Schema

MATCHED = str(SOURCE / "tests/profiles/matched-patch.yaml") + " --at in=amp-6.35 --at out=out-6.35 -p sim:"
DIODE_CUP = str(SOURCE / "tests/profiles/diode-cup.yaml")

# (the outcome that must come of it, profile and options)
RUNS = [
    ("PASS", "4.4-ts -p sim:good --serial A-1"),
    ("PASS", "4.4-ts -p sim:good -f headphone-bench-uno"),
    ("PASS", "4.4-ts -p sim:good -f headphone-bench-uno-ohms"),
    ("PASS", "3.5-ts -p sim:good"),
    ("PASS", "db25-xlr -p sim:good"),
    ("FAIL", "db25-xlr -p sim:unplug:ch3"),
    ("PASS", "xlr-mic:shell-bonded -p sim:good"),
    ("FAIL", "4.4-ts -p sim:open:amp.R1"),
    ("FAIL", "4.4-ts -p sim:short:amp.R1:amp.R3"),
    ("FAIL", "4.4-ts -p sim:swap:left.T:left.S"),
    ("FAIL", "4.4-ts -p sim:open:amp.R1,diode:amp.R1:left.S"),
    ("FAIL", "4.4-ts -p sim:cap:amp.T:amp.R1:10n,open:amp.R2"),
    ("FAIL", "4.4-ts -p sim:flaky:amp.R1"),
    ("FAIL", "4.4-ts -p sim:open:amp.T,cap:amp.T:left.T:100n"),
    ("FAIL", "4.4-ts -p sim:2.5-ts"),
    ("FAIL", "4.4-ts -p sim:unplug:left"),
    ("FAIL", "4.4-ts -p sim:good,also:trs-patch"),
    ("FAIL", "trs-patch -p sim:short:in.T:in.R --at in=amp-6.35"),
    ("FAIL", f"{DIODE_CUP} -p sim:part:D1:reversed"),
    ("FAIL", "4.4-ts -p sim:ohms:left.S:4.7 -f headphone-bench"),
    ("PASS", "4.4-ts -p sim:ohms:left.S:1.95 -f headphone-bench"),
    ("PASS", f"{MATCHED}ohms:in.T:3,ohms:in.R:3"),
    ("PASS", f"{MATCHED}ohms:in.T:4.5,ohms:in.R:3"),
    ("FAIL", f"{MATCHED}ohms:in.T:9,ohms:in.R:3"),
    ("PASS", f"{MATCHED}good"),
    ("FAIL", "3.5-ts -p sim:ohms:left.S:8k,ohms:right.S:8k"),
    *[(outcome, f"{cable} --headphone --not-worn -f headphone-bench -p sim:{edits}") for outcome, cable, edits in (
        ("PASS", "4.4-ts", "good"),
        ("FAIL", "4.4-ts", "part:left:open"),
        ("FAIL", "4.4-ts", "part:left:short"),
        ("FAIL", "4.4-ts", "part:right:open"),
        ("FAIL", "4.4-ts", "part:right:short"),
        ("FAIL", "4.4-ts", "part:right:45"),
        ("ERROR", "4.4-ts", "part:right:34.5"),
        ("PASS", "3.5-ts", "good"),
        ("PASS", "3.5-ts", "ohms:amp.S:1.9"),
        ("PASS", "3.5-ts", "part:left:600,part:right:600"),
        ("FAIL", "3.5-ts", "ohms:amp.S:4"),
    )],
    ("NO_CABLE", "4.4-ts -p sim:none"),
    ("ERROR", "4.4-ts -p sim:good,dead:7"),
    ("ERROR", "4.4-ts -p sim:good,powered:3:5"),
    ("FAILURE", "4.5-ts -p sim:good"),
    ("FAILURE", "4.4-ts -p sim:opne:amp.R1"),
]

# (the outcome, the simulated cable at first, what is done to it while it is watched, the profile if it is another one)
WATCHES = [
    ("PASS", "good,also:trs-patch", "wait 3\nplug good\n"),
    ("PASS", "short:amp.T:amp.R1", "wait 3\nplug good\n"),
    ("PASS", "swap:left.T:left.S", "wait 3\nplug good\n"),
    ("PASS", "open:amp.T,diode:amp.R1:amp.S", "wait 3\nplug good\n"),
    ("PASS", "part:D1:open", "wait 3\nplug good\n", DIODE_CUP),
    ("FAIL", "good", "wait 2\nplug open:amp.T\nwait 1\nplug short:amp.R1:amp.R3\nwait 2\nplug good\nwait 2\n\n"),
    ("PASS", "good", "wait 2\nplug open:amp.T\nwait 1\nplug good\nwait 2\nc\nwait 2\n\n"),
    ("FAIL", "good", "wait 3\nplug ohms:left.S:5\nwait 1\nplug good\nwait 2\n\n"),
    ("PASS", "good", "wait 3\nplug ohms:left.S:1\nwait 1\nplug good\nwait 2\n\n"),
    ("PASS", "ohms:left.S:5", "wait 4\nplug good\n"),
]

# What the schema foresees and no run can bring about yet. A word that comes after all leaves this list.
NOT_YET = {
    "faults.*.kind": {"low-isolation"},
    "before.faults.*.kind": {"low-isolation", "intermittent", "weak-link"},
    "resistances.*.status": {"too-low"},
    "headphones.left.status": {"marginal", "undecided"},
    "headphones.right.status": {"marginal", "undecided"},
    "headphones.match.status": {"marginal", "too-low"},
    "headphones.common.status": {"too-low"},
}
# A series capacitor looks like a wire while it is watched: only `test --loop` on a terminal has it in `before`.
ON_A_TERMINAL = {"before.faults.*.capacitive"}
# Keys that only some records have.
SOMETIMES = {"capacitive", "celsius", "matches", "channels", "watched", "before", "purpose", "shift", "chain", "unfinished", "headphones"}

# A lot with one cable that passes and one that is taken out too early.
LOT = "S1\nplug good\nplug none\nS2\nplug unplug:right\nplug none\n"


def general(place):
    """A place of a record as Schema.places() has it."""
    return tuple("*" if isinstance(step, int) or place[depth - 1:depth] in (("connectors",), ("sockets",), ("operands",)) else step
                 for depth, step in enumerate(place))


def outcome_of(document):
    return document.get("outcome", "FAILURE")


class Record(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.schema = Schema("test-record")
        with Program() as program:
            cls.printed = [(wanted, words, document) for wanted, words in RUNS
                           for document in program.documents("test", *words.split())]
            for wanted, cable, done, *profile in WATCHES:
                *_, document = program.documents("watch", *(profile or ["4.4-ts"]), "-p", f"sim:{cable}", typed=done)
                cls.printed.append((wanted, f"{cable} watched", document))
            program.run("batch", "4.4-ts", "--lot", "L1", "-p", "sim:none", "--save", typed=LOT)
            for document in program.documents("records", "list"):
                if document["format"] == "buzzout.test/1":
                    cls.printed.append((outcome_of(document), f"{document['purpose']} of a lot", document))
            program.run("fixtures", "self-test", "-p", "sim:none")  # then a balanced cable is shown to be safe
            for words in ("4.4-ts -p sim:good", "4.4-ts -p sim:open:amp.T", "nope -p sim:good"):
                for document in program.documents("test", *words.split(), "--loop", typed="\nq\n"):
                    cls.printed.append((outcome_of(document), f"{words} --loop", document))

    def test_every_document_is_as_the_schema_says(self):
        for wanted, words, document in self.printed:
            self.assertEqual(outcome_of(document), wanted, words)
            self.assertEqual(self.schema.complaints(document), [], f"{words}\n{__doc__}")
        self.assertEqual({wanted for wanted, _, _ in self.printed}, {"PASS", "FAIL", "NO_CABLE", "ERROR", "ABORTED", "FAILURE"})

    def test_a_loop_prints_a_record_a_line(self):
        self.assertEqual([wanted for wanted, words, _ in self.printed if words.endswith("--loop")],
                         ["PASS", "PASS", "FAIL", "FAIL", "FAILURE"])

    def test_every_key_and_word_of_the_schema_is_printed(self):
        printed = {}
        for _, _, document in self.printed:
            for place in places(document):
                printed.setdefault(general(place), []).append(look(document, place))
        for place, part in self.schema.places():
            where = ".".join(place)
            if where in ON_A_TERMINAL:
                continue
            self.assertIn(place, printed, f"no run prints {where}\n{__doc__}")
            if "enum" in part:
                self.assertEqual(set(part["enum"]) - set(printed[place]), NOT_YET.get(where, set()), where)

    def test_a_record_with_a_key_more_or_a_key_less_is_refused(self):
        for _, words, document in self.printed:
            self.assertFalse(self.schema.takes({**document, "colour": "red"}), words)
            for key in document:
                less = {other: value for other, value in document.items() if other != key}
                self.assertEqual(self.schema.takes(less), key in SOMETIMES, f"{words} without {key}")


if __name__ == "__main__":
    unittest.main()
