"""The shipped firmware as an instrument of PyVISA, and the example of docs/protocol.md."""
import argparse
import contextlib
import io
import pathlib
import re
import subprocess
import tempfile
import time
import unittest

import pyvisa

OPTIONS = argparse.ArgumentParser()
for name in ("bench", "board", "elf", "page"):
    OPTIONS.add_argument("--" + name, required=True)
OPTIONS = OPTIONS.parse_args()

FIXTURE = {"uno": "headphone-bench-uno", "mega": "headphone-bench"}[OPTIONS.board]
POINTS = 16
HELLO_BYTES = 20  # "#BUZZOUT uno 0.1.0"; opening the port discards it
NO_ERROR = '0,"No error"'


class Bench:
    """buzzout-bench with a cable, behind a pseudo-terminal."""

    def __init__(self, cable):
        self.folder = tempfile.TemporaryDirectory()
        self.port = self.folder.name + "/jig"
        self.process = subprocess.Popen(
            [OPTIONS.bench, "--board", OPTIONS.board, "--elf", OPTIONS.elf, "--fixture", FIXTURE,
             "--profile", "4.4-ts", "--cable", cable, "--link", self.port, "--until-eof"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        for _ in ("port", "shim"):
            self.process.stdout.readline()
        while int(re.search(r" sent=(\d+)", self.command("status"))[1]) < HELLO_BYTES:
            time.sleep(0.005)
        time.sleep(0.02)

    def command(self, text):
        print(text, file=self.process.stdin, flush=True)
        return self.process.stdout.readline()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.stdin.close()
        self.process.wait(30)
        self.process.stdout.close()
        self.folder.cleanup()


@contextlib.contextmanager
def instrument(cable="good", baud_rate=1_000_000):
    with Bench(cable) as bench:
        manager = pyvisa.ResourceManager("@py")
        jig = manager.open_resource(f"ASRL{bench.port}::INSTR", baud_rate=baud_rate,
                                    read_termination="\r\n", write_termination="\n")
        try:
            yield jig
        finally:
            jig.close()
            manager.close()


def matrix(nets):
    """The rows of SCAN? for nets of points counted from 1."""
    rows = [1 << p for p in range(POINTS)]
    for net in nets:
        for p in net:
            rows[p - 1] = sum(1 << (q - 1) for q in net)
    return rows


def block(page, language):
    """A fenced block of the page, named pyvisa."""
    return re.search(rf"^```{language} pyvisa\n(.*?)^```$", page, re.M | re.S).group(1)


class Instrument(unittest.TestCase):
    def test_says_who_it_is(self):
        with instrument() as jig:
            fields = jig.query("*IDN?").split(",")
            self.assertEqual(len(fields), 4)
            self.assertEqual(fields[:2], ["Buzzout", OPTIONS.board])
            self.assertEqual(jig.query("SYST:ERR?"), NO_ERROR)
            options = dict(o.split("=") for o in jig.query("*OPT?").split(","))
            self.assertEqual((options["PROTOCOL"], options["POINTS"]), ("1", str(POINTS)))
            self.assertEqual(jig.query("*TST?"), "0")

    def test_scans_what_is_plugged_in(self):
        cables = {"good": None, "none": [], "none,bridge:3:9": [{3, 9}],
                  "none,bridge:1:16,bridge:5:12,bridge:12:14": [{1, 16}, {5, 12, 14}]}
        seen = {}
        for cable, nets in cables.items():
            with instrument(cable) as jig:
                boot, count, high, low, *rows = jig.query("SCAN?").split(",")
                labels = [int(x, 16) for x in jig.query("LEARn?").split(",")[4:]]
            seen[cable] = [int(row, 16) for row in rows]
            self.assertEqual((int(high, 16), int(low, 16), len(rows)), (0, 0, POINTS))
            if nets is not None:
                self.assertEqual(seen[cable], matrix(nets))
            lowest = [next(q for q in range(POINTS) if row >> q & 1) for row in seen[cable]]
            self.assertEqual(labels, lowest)
        # The good cable: four nets of two points.
        self.assertEqual(sorted(row.bit_count() for row in seen["good"]), [1] * 8 + [2] * 8)

    def test_keeps_errors_until_they_are_asked_for(self):
        with instrument() as jig:
            jig.write("MEASure:VOLTage?")
            jig.write("x" * 81)
            jig.write("y" * 10_000)
            self.assertEqual(jig.query("*IDN?").split(",")[0], "Buzzout")
            self.assertEqual(jig.query("SYST:ERR?"), '-113,"Undefined header"')
            self.assertEqual(jig.query("SYST:ERR?"), '-363,"Input buffer overrun"')
            self.assertEqual(jig.query("SYST:ERR?"), '-363,"Input buffer overrun"')
            self.assertEqual(jig.query("SYST:ERR?"), NO_ERROR)

    def test_writes_and_reads_apart_with_default_timeouts(self):
        with instrument() as jig:
            for _ in range(20):
                jig.write("*RST")
                jig.write("DISP:LAMP PASS")
                jig.write("SCAN?")
                self.assertEqual(len(jig.read().split(",")), 4 + POINTS)
            jig.write_termination = "\r\n"
            self.assertEqual(jig.query("SYSTem:VERSion?"), "1999.0")
            self.assertEqual(jig.query("syst:err?"), NO_ERROR)

    def test_understands_the_second_line_at_115200(self):
        with instrument(baud_rate=115_200) as jig:
            jig.timeout = 500
            jig.write("*IDN?")
            with self.assertRaises(pyvisa.VisaIOError):
                jig.read()
            self.assertEqual(jig.query("*IDN?").split(",")[0], "Buzzout")
            self.assertEqual(jig.query("SYST:ERR?"), '-101,"Invalid character"')
            self.assertEqual(jig.query("SYST:ERR?"), NO_ERROR)


@unittest.skipUnless(OPTIONS.board == "uno", "the page shows an Uno")
class Page(unittest.TestCase):
    def test_example_prints_what_the_page_says(self):
        page = pathlib.Path(OPTIONS.page).read_text()
        with Bench("good") as bench:
            printed = io.StringIO()
            example = block(page, "python")
            self.assertIn("/dev/ttyACM0", example)
            with contextlib.redirect_stdout(printed):
                exec(example.replace("/dev/ttyACM0", bench.port), {})
        self.assertEqual(printed.getvalue(), block(page, "text"))


unittest.main(argv=["foreign_client.py"])
