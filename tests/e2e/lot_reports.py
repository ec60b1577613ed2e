"""Do the reports of a lot say what was done to its cables? Read by other readers than Buzzout's own.

lot_reports.py FOLDER  wants in FOLDER
  injected.jsonl   what was done, in order: {"serial", "outcome", "kinds": [fault kinds; none: not known which]}
  lot.jsonl lot.csv lot.junit lot.html   the reports
  SERIAL.html      a certificate for each serial number
Prints what differs; exit status 1 then.
"""
import collections
import csv
import hashlib
import json
import pathlib
import re
import sys
import xml.etree.ElementTree
from html.parser import HTMLParser

folder = pathlib.Path(sys.argv[1])
wrong = []


def same(what, found, wanted):
    if found != wanted:
        wrong.append(f"{what}:\n  found  {found}\n  wanted {wanted}")


class Page(HTMLParser):
    """The text of each element, and of each row of a table its cells."""

    def __init__(self, file):
        super().__init__()
        self.text, self.rows, self.hidden, self.in_cell = "", [], 0, False
        self.feed(file.read_text())

    def handle_starttag(self, tag, attributes):
        self.hidden += tag in ("style", "svg")
        if tag == "tr":
            self.rows.append([])
        if tag in ("td", "th"):
            self.rows[-1].append("")
            self.in_cell = True

    def handle_endtag(self, tag):
        self.hidden -= tag in ("style", "svg")
        self.in_cell &= tag not in ("td", "th")
        if tag in ("bdi", "div"):
            self.text += "\n"

    def handle_data(self, data):
        if self.hidden:
            return
        self.text += data
        if self.in_cell:
            self.rows[-1][-1] += data


injected = [json.loads(line) for line in (folder / "injected.jsonl").read_text().splitlines()]
attempts = collections.Counter()
tests = []  # (serial, attempt, outcome)
for one in injected:
    attempts[one["serial"]] += 1
    tests.append((one["serial"], attempts[one["serial"]], one["outcome"]))
last = {serial: outcome for serial, _, outcome in tests}
first = {}  # judgements
for serial, _, outcome in tests:
    if outcome in ("PASS", "FAIL"):
        first.setdefault(serial, outcome)


def kinds_agree(where, found):
    """`found`: the kinds of faults of each test, in order."""
    for one, test, kinds in zip(injected, tests, found, strict=True):
        if one["kinds"] or one["outcome"] != "FAIL":
            same(f"{where}: faults of {test}", sorted(set(kinds)), sorted(one["kinds"]))
        elif not kinds:
            wrong.append(f"{where}: no fault of {test}")


# JSON Lines
lines = (folder / "lot.jsonl").read_bytes().splitlines()
documents = [json.loads(line) for line in lines]
records = [d for d in documents if d["format"] == "buzzout.test/1" and d["purpose"] == "production"]
same("JSON Lines", [(d["serial"], d["attempt"], d["outcome"]) for d in records], tests)
kinds_agree("JSON Lines", [[f["kind"] for f in d["faults"]] for d in records])
head = hashlib.sha256(lines[-1]).hexdigest()

# CSV
rows = list(csv.DictReader((folder / "lot.csv").open(newline="")))
rows = [r for r in rows if r["purpose"] == "production"]
same("CSV", [(r["serial"], int(r["attempt"]), r["outcome"]) for r in rows], tests)
kinds_agree("CSV", [[f.split()[0] for f in r["faults"].split(";") if f.strip()] for r in rows])

# JUnit XML
suites = []
for suite in xml.etree.ElementTree.parse(folder / "lot.junit").getroot():
    said = {p.get("name"): p.get("value") for p in suite.iter("property")}
    if said["purpose"] != "production":
        continue
    suites.append((said["serial"], int(said["attempt"]), said["outcome"]))
    bad = [case for case in suite.iter("testcase") if len(case)]
    same(f"JUnit: bad cases of {suites[-1]}", bool(bad), said["outcome"] != "PASS")
    counted = sum(int(suite.get(k)) for k in ("failures", "errors", "skipped"))
    same(f"JUnit: counted for {suites[-1]}", counted, len(bad))
same("JUnit", suites, tests)

# The lot's page
page = Page(folder / "lot.html")
listed = [r for r in page.rows if len(r) == 8 and r[1].isdigit()]
same("lot page", [(r[0], int(r[1]), r[2]) for r in listed], tests)
same("lot page: shown findings", [bool(r[3]) for r in listed], [o == "FAIL" for _, _, o in tests])
passed, cables = list(last.values()).count("PASS"), len(last)
at_first = list(first.values()).count("PASS")


def said_on_page(words):
    if words not in page.text:
        wrong.append(f"lot page: does not say `{words}`")


said_on_page(f"Yield: {passed} of {cables} cables passed")
said_on_page(f"{at_first} of {cables}")
outcomes = collections.Counter(o for _, _, o in tests)
said_on_page(f"{len(tests)}: {outcomes['PASS']} passed, {outcomes['FAIL']} failed, "
             f"{len(tests) - outcomes['PASS'] - outcomes['FAIL']} without a judgement")
retested = sum(1 for s, o in last.items() if o == "PASS" and first[s] != "PASS")
same("lot page: passed after a retest", [r[1] for r in page.rows if r[0] == "Passed after a retest"], [str(retested)])
same("lot page: head of the chain", [r[2] for r in page.rows if len(r) == 3 and r[0] == "bench-1" and len(r[2]) == 64],
     [head])

# Certificates: of the newest test of each cable
for serial, outcome in last.items():
    sheet = Page(folder / f"{serial}.html")
    word = re.search(r"^(PASS|FAIL|ERROR|ABORTED|NO CABLE)$", sheet.text, re.M)
    same(f"certificate of {serial}", word and word[1], outcome)
    if serial not in sheet.text:
        wrong.append(f"certificate of {serial}: does not name it")

print("\n".join(wrong) or f"{len(tests)} tests of {cables} cables: every report agrees")
sys.exit(bool(wrong))
