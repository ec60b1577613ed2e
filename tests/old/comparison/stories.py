"""Chains of commands by chance: what a person does one after the other, on one desk."""
from comparison.cables import cable, contacts
from comparison.chain import Chain, Command
from comparison.grammar import spoilt

MINE = """profile: mine
title: mine
revision: 1
use: headphone
wiring: balanced
ends: {amp: pentaconn-4.4, left: ts-3.5, right: ts-3.5}
nets:
  L+: [amp.T, left.T]
  L-: [amp.R1, left.S]
  R+: [amp.R2, right.T]
  R-: [amp.R3, right.S]
trust: presumed
source: {text: this test, certainty: M}
"""
BENCH = """fixture: bench
title: a bench of this test
board: uno
sockets:
  amp: {type: trs-3.5, label: amp, contacts: {T: 1, R: 2, S: 3}}
  left: {type: ts-3.5, label: left, contacts: {T: 4, S: 5}}
  right: {type: ts-3.5, label: right, contacts: {T: 6, S: 7}}
"""
FILES = {
    "mine.yaml": MINE,
    "library/profiles/mine.yaml": MINE,
    "bench.yaml": BENCH,
    "plug.yaml": "connector: plug\ntitle: a plug of this test\ncontacts: [T, S]\nsource: {text: this test, certainty: M}\n",
    "tag.yaml": "label: tag\ntitle: a tag\nwidth: 40\nheight: 20\nitems:\n  - text: '{serial}'\n    at: [2, 2]\n",
    "tag.zpl": "^XA\n^FO20,20^FD{serial}^FS\n^XZ\n",
}


def broken(random):
    """The profile with one mistake in it."""
    lines = MINE.split("\n")
    at = random.randrange(len(lines) - 1)
    kind = random.choice(("left out", "twice", "spoilt", "spoilt", "spoilt", "moved"))
    if kind == "left out":
        del lines[at]
    elif kind == "twice":
        lines.insert(at, lines[at])
    elif kind == "moved":
        lines[at] = " " + lines[at]
    else:
        words = lines[at].split(" ")
        one = random.randrange(len(words))
        words[one] = spoilt(random, words[one])
        lines[at] = " ".join(words)
    return "\n".join(lines)


def seats(library, profile):
    """Ends of a profile in sockets of the headphone bench that take them."""
    sockets = dict(next(f for f in library.fixtures if f["name"] == "headphone-bench")["sockets"])
    for end, kind in profile["ends"].items():
        for socket in [s for s, of in sockets.items() if of["type"] == kind][:1]:
            del sockets[socket]
            yield end, socket


class Stories:
    def __init__(self, grammar, library, random):
        self.grammar, self.library, self.random = grammar, library, random

    def chains(self, count):
        """So many commands, in chains."""
        out, left = [], count
        kinds = [(self.one_measurement, 60), (self.one_reading, 12), (self.slip, 8), (self.kept, 5), (self.lot, 5), (self.learned, 5),
                 (self.proved, 4), (self.files, 5)]
        while left > 0:
            make = self.random.choices([k for k, _ in kinds], [w for _, w in kinds])[0]
            files = dict(FILES) | {"broken.yaml": broken(self.random)}
            chain = Chain(f"chain {len(out) + 1}", files, make()[:left])
            left -= len(chain.commands)
            out.append(chain)
        return out

    def make(self, name, given=None, **how):
        return self.grammar.command(name, given, **how)

    def one_measurement(self):
        names = ("test", "test", "test", "test", "watch", "build", "scan", "scan", "identify", "identify", "profiles prove")
        return [self.make(self.random.choice(names))]

    def one_reading(self):
        names = [n for n in self.grammar.options if n.split()[0] in ("profiles", "fixtures", "connectors", "labels", "config", "jigs")]
        return [self.make(self.random.choice(names)) for _ in range(self.random.randint(1, 3))]

    def slip(self):
        command = self.make(self.random.choice(list(self.grammar.options)))
        words, at = command.words, self.random.randrange(len(command.words))
        kind = self.random.choice(("word", "word", "option", "end", "nothing"))
        if kind == "word":
            words[at] = spoilt(self.random, words[at])
        elif kind == "option":
            words.append("--" + spoilt(self.random, self.random.choice(("json", "serial", "fixture", "operator", "ascii"))))
        elif kind == "end":
            words.append(self.random.choice(("-p", "-f", "--at", "--serial", "--library")))
        elif kind == "nothing":
            del words[at:]
        return [command]

    def kept(self):
        random, out, profile = self.random, [], self.library.profile(self.random, familiar=0.8)
        self.grammar.serials = ("S1", "S1", "S2")
        for _ in range(random.randint(2, 4)):
            given = {"port": "sim:" + cable(random, self.library, profile[0], good=0.5), "serial": random.choice(self.grammar.serials),
                     "save": None}
            one = profile if random.random() < 0.8 else self.library.profile(random)
            out.append(self.make("test", given, leave_out=("loop", "at", "fixture", "library"), profile=one))
        names = [n for n in self.grammar.options if n.split()[0] in ("records", "report", "label") and n != "records forward"]
        for name in random.choices(names, k=random.randint(4, 9)):
            out.append(self.make(name))
            if name in ("records repair", "records correct") and random.random() < 0.7:
                out.append(self.make("test", {"port": "sim:good", "serial": "S1", "save": None}, leave_out=("loop", "at", "fixture"),
                                     profile=profile))
        return out

    def lot(self):
        random, profile = self.random, self.library.profile(self.random)
        self.grammar.serials = ("K1-1", "K1-1", "S1")
        plugged = random.choice(("good", "good", "open:" + contacts(profile[0])[0]))  # a cable that may end the run
        start = {"port": "sim:" + plugged, "lot": "K1", "save": None}
        if random.random() < 0.6:
            start.update({"serials": "K1-{1}", "count": random.choice(("1", "2", "4"))})
        out = [self.make("batch", start, chance=0.1, profile=profile)]
        if random.random() < 0.6:
            out.append(self.make("batch", {"port": "sim:good", "lot": "K1", "resume": None, "save": None}, chance=0.1, profile=profile))
        for name in random.sample(("report lot", "report certificate", "records list", "records export", "label", "records verify",
                                   "records show", "records correct"), random.randint(2, 5)):
            out.append(self.make(name))
        return out

    def learned(self):
        random, profile = self.random, self.library.profile(self.random, familiar=0.9)
        good = {"port": "sim:" + profile[1], "at": [f"{end}={socket}" for end, socket in seats(self.library, profile[0])]}
        how = {"leave_out": ("fixture", "confirm", "cable", "from", "library"), "chance": 0.15}
        out = [self.make("fixtures self-test", {"port": "sim:none"}, leave_out=("fixture", "library")),
               self.make("learn", good | {"operator": "Anna"}, profile=profile, **how)]
        if random.random() < 0.5:
            out.append(Command(["learn", "third", "-p", "sim:" + profile[1], "--operator", "Anna"],
                               answers=random.choices(("", "a title", "headphone", "L+", "nothing"), k=8)))
        confirm = ["learn", "--confirm", out[1].words[1], "-p", "sim:" + profile[1]]
        out.append(Command(confirm + random.choice((["--operator", "Ben"], ["--operator", "Anna"], ["--cable", "the second"], ["--json"]))))
        out.append(Command(["test", random.choice((out[1].words[1], "third")), "-p", "sim:" + cable(random, self.library, profile[0])]))
        return out

    def proved(self):
        random, profile = self.random, next(p for p in self.library.profiles if "4.4-ts" in p["aliases"])
        defect = random.choice(("", ",cut:amp-4.4.R1", ",bridge:1:6", ",exchange:left.T:left.S", ",stuck:3:high", ",dead:2", ",bridge:9:10"))
        how = {"leave_out": ("fixture", "library", "serials"), "chance": 0.1}
        out = [self.make(random.choice(("fixtures self-test", "fixtures trace")), {"port": "sim:none" + defect}, **how)]
        for name in random.sample(("test", "scan", "identify", "learn", "batch", "fixtures trace", "fixtures self-test", "fixtures renew",
                                   "watch"), random.randint(2, 4)):
            what = "none" if name.startswith("fixtures") else "4.4-ts"
            out.append(self.make(name, {"port": "sim:" + what + defect}, profile=(profile, "4.4-ts"), **how))
        return out

    def files(self):
        random = self.random
        return [random.choice((Command([kind, "check", "broken.yaml"] + random.choice(([], ["--json"]))),
                               Command(["test", "broken.yaml", "-p", "sim:good"]),
                               Command(["test", "mine.yaml", "-p", "sim:" + cable(random, self.library, {
                                   "ends": {"amp": "", "left": "", "right": ""},
                                   "nets": {"a": ["amp.T", "amp.R1", "left.T", "left.S", "right.T"]}})])))
                for kind in random.choices(("profiles", "profiles", "profiles", "fixtures", "connectors", "labels"), k=2)]
