"""Commands by chance: those of --help, with the options that it lists."""
import re
import subprocess

from comparison.cables import cable, contacts
from comparison.chain import Command

WRONG = 0.1  # of the values
MEASURING = ("test", "watch", "build", "batch", "scan", "identify", "learn", "fixtures self-test", "fixtures trace", "fixtures renew")


def spoilt(random, word):
    """The word with a slip of the finger."""
    if len(word) < 2:
        return word + "x"
    at = random.randrange(len(word) - 1)
    exchanged, left_out = word[:at] + word[at + 1] + word[at] + word[at + 2:], word[:at] + word[at + 1:]
    return random.choice((exchanged, left_out, word + word[-1], word.upper()))


def takes(fixture, profile):
    types = [s["type"] for s in fixture["sockets"].values()]
    return all(types.count(t) >= list(profile["ends"].values()).count(t) for t in profile["ends"].values())


class Grammar:
    def __init__(self, program, library, random):
        self.library, self.random, self.program = library, random, program
        self.options, self.operands = {}, {}
        self.serials = ("S1", "S2")  # of cables that a story has tested
        self.names = {n for p in library.profiles for n in (p["name"], *p["aliases"])}
        for name in self._names():
            text = self._help(*name.split())
            usage = text.split("\n")[0].split("[OPTION]")[0].removeprefix("buzzout " + name).split()
            self.operands[name] = usage
            rows = re.findall(r"^  (?:-(\w), |    )--(\S+)( [A-Z]\S*)?  ", text[text.index("\nOptions\n"):], re.M)
            self.options[name] = [(long, short, value.strip()) for short, long, value in rows if long not in ("help", "version")]

    def _help(self, *words):
        return subprocess.run([self.program, *words, "--help"], stdout=subprocess.PIPE, check=True, text=True,
                              env={"HOME": "/nonexistent", "LC_ALL": "C.UTF-8"}).stdout

    def _names(self):
        rows = re.findall(r"^  ([a-z]+(?: [a-z-]+)?)(?: \[?[A-Z|]+\]?(?:\.\.\.)?)*  ", self._help(), re.M)
        return list(dict.fromkeys(rows))

    def help_texts(self):
        return [Command(["--help"]), Command(["--version"])] + [Command(n.split() + ["--help"]) for n in self.options]

    def command(self, name, given=None, leave_out=(), chance=0.2, profile=None):
        """A command of that name: its operands, the options of `given` (long name: value; None: a flag), others by chance."""
        random, given = self.random, dict(given or {})
        expected, word = profile or self.library.profile(random)
        words = name.split() + self._operands(name, word, given)
        for long, short, metavar in self.options[name]:
            if long in given or long in leave_out or random.random() > self._chance(name, long, chance):
                continue
            if long == "at":
                given[long] = self._places(expected)
            else:
                given[long] = self._value(name, long, metavar, expected) if metavar else None
        if name == "jigs flash":
            given["dry-run"] = None
        if name == "batch" and "serials" in given:
            given.setdefault("count", "2")  # a simulated cable comes again and again
        if name in ("scan", "identify", "learn") and "fixture" not in leave_out and random.random() < 0.8:
            fit = [f["name"] for f in self.library.fixtures if takes(f, expected)]
            given["fixture"] = random.choice(fit) if fit else "headphone-bench"
        for long, value in given.items():
            short = {"port": "-p", "fixture": "-f"}.get(long)
            option = short if short and random.random() < 0.9 else "--" + long
            for v in value if isinstance(value, list) else [value]:
                joined = v is not None and option.startswith("--") and random.random() < 0.1
                words += [option] if v is None else [option + "=" + v] if joined else [option, v]
        return Command(words, input=self._input(name))

    def _chance(self, name, long, chance):
        if long == "port":
            return 0.97 if name in MEASURING else 0.6
        measured = {"fixture": 0.15, "at": 0.15, "save": 0.4, "serial": 0.4, "loop": 0.03, "svg": 0.06, "spare": 0.2}
        of_lot = {"lot": 0.97 if name == "batch" else 0.1, "no-gate": 0.7, "serials": 0.6, "count": 0.6, "retest": 0.2,
                  "attempts": 0.05, "events": 0.1}
        kept = {"did": 0.95, "reason": 0.95, "operator": 0.7, "out": 0.4, "format": 0.15, "limit": 0.1,
                "to": 0.6 if name in ("label", "records forward") else 0.1}
        learned = {"confirm": 0.03, "cable": 0.03, "unlike": 0.3, "from": 0.1, "role": 0.1}
        common = {"json": 0.3, "ascii": 0.08, "library": 0.03, "board": 0.9, "dry-run": 1}
        return (measured | of_lot | kept | learned | common).get(long, chance)

    def _places(self, profile):
        """Each end in a socket that takes its plug, as far as the fixture has one."""
        sockets = self._fixture()["sockets"]
        places = []
        for end, kind in profile["ends"].items():
            fit = [s for s, of in sockets.items() if of["type"] == kind and f"{s}" not in " ".join(places)] or list(sockets)
            places.append(f"{end}={self.random.choice(fit)}")
        return self._pick((places, places[:1]), ([places[0].replace("=", "")], ["nobody=left"]))

    def _pick(self, right, wrong=()):
        """One of the right values; seldom a wrong one, or a right one with a slip."""
        if self.random.random() >= WRONG:
            return self.random.choice(right)
        return self.random.choice(wrong) if wrong else spoilt(self.random, self.random.choice(right))

    def _operands(self, name, profile, given):
        random, out = self.random, []
        if random.random() < 0.02 or ("confirm" in given and name == "learn"):
            return out
        for shown in self.operands[name]:
            many = random.choice((1, 1, 2)) if shown.endswith("...") else 1
            if not shown.startswith("[") or random.random() < (1 if name == "learn" else 0.3):
                out += [self._operand(name, shown.strip("[]."), profile) for _ in range(many)]
        return out + (["extra"] if random.random() < 0.01 else [])

    def _operand(self, name, what, profile):
        lib, kind = self.library, name.split()[0]
        if what == "FILE":
            own, known = {"profiles": ("mine.yaml", [profile]), "fixtures": ("bench.yaml", [f["name"] for f in lib.fixtures]),
                          "connectors": ("plug.yaml", lib.connectors), "labels": ("tag.yaml", ["tag.zpl"])}.get(
                              kind, ("export.jsonl", ["copy.sqlite"]))
            return self._pick((own, self.random.choice(known)), ("broken.yaml", "missing.yaml"))
        connector = self.random.choice(lib.connectors)
        return self._pick(*{
            "PROFILE": ((profile,) * 9 + ("mine.yaml",), ("mine", "broken.yaml", profile + "x")),
            "SOCKET": (list(self._fixture()["sockets"]), ("nowhere",)),
            "NAME": (("my-cable", "other"), ("a/b", "4.4-ts", "x" * 70)),
            "CONNECTOR": (("amp=" * (name != "connectors show") + connector, connector),),
            "FIXTURE": ([f["name"] for f in lib.fixtures],),
            "WORD": (("xlr", "uno", "balanced", "4.4", "headphone", "template"), ("zzz",)),
            "SERIAL": (self.serials, ("S9", "two words")),
            "SERIAL|ID": (self.serials, ("S9", "00000000-0000-4000-8000-000000000000")),
            "LOT": (("K1",), ("K2", "")),
        }[what])

    def _fixture(self):
        return self.random.choice([f for f in self.library.fixtures if f["name"] == "headphone-bench"] * 40 + self.library.fixtures)

    def _value(self, name, long, metavar, profile):
        lib = self.library
        if metavar == "PORT":
            right = self.plugged_in(name, profile) if name in MEASURING else "/dev/nothing"
            return self.random.choice(("<locked-port>", "/dev/nothing", "sim:", "sim")) if self.random.random() < 0.02 else right
        if metavar == "FILE":
            return self._pick(*{
                "records export": (("export.jsonl", "a.csv", "a.xml"), ("a.txt", "no/where.csv")),
                "jigs flash": (("bench.yaml",), ("missing.hex",)), "report lot": (("a.html",), ("a.pdf", "a.txt")),
                "report certificate": (("a.html", "a.pdf"), ("a.txt", "no/where.pdf")),
            }.get(name, (("a.svg", "b.svg", "-"), ("no/where.svg", "a.txt")) if long == "svg" else
                  (("my-cable.yaml", "other.yaml"), ("mine.yaml", "no/where.yaml"))))
        values = {
            "FIXTURE": ([self._fixture()["name"]], ("bench.yaml", "broken.yaml", "missing.yaml")),
            "S": (("S1", "S1", "S2"), ("two words", "")), "LOT": (("K1",), ("K2", "two words", "")),
            "PATTERN": (("K1-{1}", "K1-{0001}", "{01}"), ("K1", "K{1}-{2}", "")),
            "N": (("1", "2", "3"), ("16", "0", "-1", "many", "17")) if long != "spare" else (("16", "3"), ("17", "0", "-1")),
            "NAME": (("Anna", "Ben", "Ines Ü"), ("",)), "TIME": (("2s", "500ms"), ("1", "soon", "-1s")),
            "WHERE": (("events.jsonl",), ("tcp://127.0.0.1:1", "no/where")) if long == "events" else
                     (("a.zpl", "{serial}.pdf", "{serial}.png", "|cat >piped.zpl"),
                      ("|false", "tcp://127.0.0.1:1", "tcp://nowhere", "a.txt", "no/where.zpl")),
            "COMMAND": (("cat >hooked.json",), ("false",)), "LABEL": ((*lib.labels, "tag.zpl"), ("tag.yaml", "broken.yaml")),
            "FORMAT": (("zpl", "png", "pdf") if name == "label" else ("jsonl", "csv", "junit"), ("jpg", "cvs")),
            "TEXT": (("the second", "redo left.S", 'a "b"'), ("",)), "USE": (("headphone", "adapter", "mic", "line"), ("nothing",)),
            "WIRING": (("balanced", "single-ended", "other"), ("odd",)),
            "TRUST": (("sourced", "presumed", "confirmed", "template"), ("none",)), "TYPE": (lib.connectors,),
            "PROFILE": ([lib.profile(self.random)[1]],), "TEMPLATE": (("4.4-2pin", "6.35-minixlr4"), ("4.4-ts",)),
            "NET=CONTACT[,...]": ([f"L+={c}" for c in contacts(profile)], ("L+", "L+=T", "L-=R-=amp.R1")),
            "DATE": (("2026-03-14", "2026-03-14T09:30"), ("yesterday", "2026-13-01", "2199-01-01")),
            "OUTCOME": (("PASS", "FAIL", "ERROR", "NO_CABLE", "ABORTED", "pass", "no-cable"), ("fial",)),
            "CODE": (("open", "short", "channels-joined"), ("channel-joined", "zzz")), "HASH": (("0123456789ab",), ("12", "x")),
            "DATABASE": (("host=127.0.0.1 port=1 dbname=x",), ("nonsense", "")), "BOARD": (("uno", "mega", "mega64"), ("nano",)),
            "DIR": (("<work>/library",), ("no/where",)),
        }
        if metavar not in values:
            raise SystemExit(f"{name} --{long} {metavar}: the grammar knows no value")
        return self._pick(*values[metavar])

    def plugged_in(self, name, profile, good=0.25):
        """A simulated jig with that cable in it; a command that expects none is told which it is."""
        edits = cable(self.random, self.library, profile, good)
        if name.startswith("fixtures"):
            return "sim:none"
        if name in ("scan", "identify", "learn") and edits != "none" and edits not in self.names:
            edits = profile["name"] + ("" if edits == "good" else "," + edits)
        return "sim:" + edits

    def _input(self, name):
        random = self.random
        if name == "batch":
            lines = []
            for serial in random.sample(("S1", "S2", "S4", "S5", "two words", "S1"), random.randint(1, 4)):
                lines += [serial, "plug " + random.choice(("good", "open:" + random.choice(("amp.R1", "left.T", "in.2")), "none")), "plug none"]
            return "".join(line + "\n" for line in lines)
        if name in ("watch", "build"):
            return random.choice(("", "wait 3\nplug good\n", "wait 2\nplug none\nwait 1\nplug good\nwait 3\n", "wait 1\nq\n",
                                  "wait 1\nc\nwait 1\n", "wait a day\n", "plugg good\n", "wait 2\nplug open:left.S\nwait 2\nplug good\n"))
        if name == "jigs console":
            return "*IDN?\nSCAN?\nSYST:ERR?\n"
        return random.choice(("", "", "q\n", "\n\n"))
