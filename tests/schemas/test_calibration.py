"""What `fixtures calibrate` prints is what calibration.schema.json says, key by key."""
import unittest

from program import Program
from schema_files import Schema

RESISTOR = ("--resistor", "100", "--tolerance", "0.1", "--identity", "no. 12")


class Calibration(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.schema = Schema("calibration")
        with Program() as program:
            kelvin = ("fixtures", "calibrate", "-f", "headphone-bench", "-p")
            half = ("fixtures", "calibrate", "-f", "headphone-bench-uno-ohms", "-p")
            cls.seen = [document for words in (
                (*kelvin, "sim:none", "left"),
                (*kelvin, "sim:none", "right", *RESISTOR),
                (*kelvin, "sim:none", "--show"),
                (*kelvin, "sim:none,cut:left.T", "left"),
                (*half, "sim:none", "left"),
            ) for document in program.documents(*words)]

    def test_every_document_is_as_the_schema_says(self):
        self.schema.check_itself()
        for document in self.seen:
            self.assertEqual(self.schema.complaints(document), [])

    def test_every_key_was_seen(self):
        self.assertEqual(set().union(*self.seen), set(self.schema.root["properties"]))
        self.assertEqual({step["result"] for document in self.seen for step in document.get("steps", [])}, {"taken", "error"})
        self.assertTrue(any(document["span"] for document in self.seen))
        self.assertEqual({document["method"] for document in self.seen}, {"kelvin", "half-kelvin"})

    def test_a_document_that_lacks_a_key_or_has_another_is_refused(self):
        for key in self.schema.root["required"]:
            spoilt = dict(self.seen[0])
            del spoilt[key]
            self.assertFalse(self.schema.takes(spoilt), key)
        self.assertFalse(self.schema.takes(self.seen[0] | {"colour": "red"}))


if __name__ == "__main__":
    unittest.main()
