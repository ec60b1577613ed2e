"""The snapshots that the tests of production saw are what run.schema.json says, key by key."""
import json
import os
import pathlib
import unittest

from schema_files import Schema

SEEN = pathlib.Path(os.environ["BUZZOUT_BINARY_DIR"]) / "run-snapshots.jsonl"
PHASES = {"serial", "arming", "armed", "seating", "verdict"}
# What no lot of these tests comes to.
NOT_SEEN = {"counts_as": {"to-retest", "not-judged"}}


class Run(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.schema = Schema("run")
        cls.record = Schema("test-record")
        cls.seen = [json.loads(line) for line in SEEN.read_text(encoding="utf-8").splitlines()]

    def test_every_snapshot_is_as_the_schema_says(self):
        self.schema.check_itself()
        self.assertGreater(len(self.seen), 20)
        for snapshot in self.seen:
            self.assertEqual(self.schema.complaints(snapshot), [])
            if "record" in snapshot:
                self.assertEqual(self.record.complaints(snapshot["record"]), [])

    def test_every_phase_and_key_was_seen(self):
        self.assertEqual({s["phase"] for s in self.seen}, PHASES)
        keys = set().union(*self.seen)
        self.assertEqual(keys, set(self.schema.root["properties"]))
        counted = {s["counts_as"] for s in self.seen if "counts_as" in s}
        self.assertEqual(counted, set(self.schema.root["properties"]["counts_as"]["enum"]) - NOT_SEEN["counts_as"])

    def test_a_snapshot_that_lacks_a_key_or_has_another_is_refused(self):
        for key in self.schema.root["required"]:
            spoilt = dict(self.seen[-1])
            del spoilt[key]
            self.assertFalse(self.schema.takes(spoilt), key)
        self.assertFalse(self.schema.takes(self.seen[-1] | {"colour": "red"}))


if __name__ == "__main__":
    unittest.main()
