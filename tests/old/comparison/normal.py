"""What differs from run to run, replaced by its name in angle brackets."""
import datetime
import re

ID = "[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}"
TODAY = datetime.datetime.now(datetime.timezone.utc).date()
DAYS = "|".join(str(TODAY + datetime.timedelta(days=d)) for d in range(-1, 15))
PATTERNS = [(re.compile(p), name) for p, name in (
    (ID, "<id>"),
    (f"(?:{DAYS})T[0-9:]{{8}}[+-][0-9]{{2}}:[0-9]{{2}}", "<time>"),
    (f"(?:{DAYS})", "<date>"),
    (r"(?<=<date>)[ T][0-9]{2}:[0-9]{2}(:[0-9]{2})?", " <clock>"),
    (r"(?<![0-9:.])[0-9]{2}:[0-9]{2}:[0-9]{2}(?![0-9:])", "<clock>"),
    (r"(?<=<bdi>)[0-9a-f]{8}(?=</bdi>)", "<id>"),  # its beginning, in a lot's report
    (r'"duration_ms": *[0-9]+', '"duration_ms": 0'),
    (r'(?<=time=")[0-9.]+(?=")', "<seconds>"),
    (r"(Did you mean /dev/\S+\? )?(No serial port was found: [^\n]*one\.|Ports found: [^\n]*\.)", "<ports>"),
    (r"\^FO[0-9,]+\^GFA,[^^]*", "^GFA,<picture>"),  # of a record's id, on a label
    (r"group \S+ \(`sudo usermod -aG \S+", "group <group> (`sudo usermod -aG <group>"),
)]
HASH = re.compile(r"\b[0-9a-f]{64}\b")
SHORT_HASH = re.compile(r"\b[0-9a-f]{12}\b")


class Normal:
    """`known`: hashes that are the same in every run, those of the library's files; they stay."""

    def __init__(self, known):
        self.known, self.short = known, {h[:12] for h in known}
        self.now = datetime.datetime.now(datetime.timezone.utc).timestamp()

    def text(self, text):
        for pattern, name in PATTERNS:
            text = pattern.sub(name, text)
        text = HASH.sub(lambda m: m[0] if m[0] in self.known else "<sha256>", text)
        return SHORT_HASH.sub(lambda m: m[0] if m[0] in self.short else "<sha256>", text)

    def number(self, key, number):
        if key == "duration_ms":
            return 0
        return "<moment>" if abs(number - self.now) < 15 * 86400 else number
