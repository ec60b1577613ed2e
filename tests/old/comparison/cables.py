"""The cables of a program's library, and what may be wrong with one, in the cable language."""
import json
import subprocess


FAMILIAR = ("4.4-ts", "2.5-ts", "3.5-ts", "xlr-mic", "trs-patch", "xlr4-ts")


class Library:
    def __init__(self, program):
        def ask(*words):
            said = subprocess.run([program, *words, "--json"], stdout=subprocess.PIPE, check=True, env={"HOME": "/nonexistent"})
            return json.loads(said.stdout)
        self.profiles, self.fixtures = ask("profiles", "list"), ask("fixtures", "list")
        self.connectors = [c["name"] for c in ask("connectors", "list")]
        self.labels = [label["name"] for label in ask("labels", "list")]
        self.hashes = {entry["sha256"] for kind in (self.profiles, self.fixtures, ask("connectors", "list")) for entry in kind
                       if "sha256" in entry}

    def profile(self, random, familiar=0.5):
        """A profile, and a word that names it: often one of a few with which all goes well; else any, or a variant."""
        if random.random() < familiar:
            name = random.choice(FAMILIAR)
            return next(p for p in self.profiles if name in p["aliases"]), name
        p = random.choice(self.profiles)
        variant = ":" + random.choice(p["variants"]) if p["variants"] and random.random() < 0.3 else ""
        return p, random.choice([p["name"], *p["aliases"]]) + variant


def contacts(profile):
    return sorted({c for net in profile["nets"].values() for c in net})


def mistake(random, profile):
    of = contacts(profile)
    a, b = random.sample(of, 2)
    same_end = [c for c in of if c.split(".")[0] == a.split(".")[0] and c != a] or [b]
    point = random.randint(1, 16)
    kinds = {
        "open": (8, f"open:{a}"), "short": (6, f"short:{a}:{random.choice(same_end)}"), "join": (2, f"short:{a}:{b}"),
        "swap": (6, f"swap:{a}:{random.choice(same_end)}"), "exchange": (2, f"swap:{a}:{b}"),
        "ohms": (2, f"ohms:{a}:{random.choice(('5', '2k', '50k', '10M'))}"),
        "leak": (2, f"leak:{a}:{b}:{random.choice(('100', '5k', '30k', '1M'))}"), "diode": (2, f"diode:{a}:{b}"),
        "cap": (2, f"cap:{a}:{b}:{random.choice(('1n', '22n', '1u'))}"), "series": (1, f"series:{a}:{random.choice(('10n', '1u'))}"),
        "flaky": (2, f"flaky:{a}"), "unplug": (3, f"unplug:{random.choice(list(profile['ends']))}"),
        "also": (1, "also:" + random.choice(("trs-patch", "4.4-ts", "xlr-mic"))), "touch": (1, f"touch:{a}"),
        "powered": (1, f"powered:{point}:{random.choice(('5', '1', '101'))}"),
        "stuck": (1, f"stuck:{point}:{random.choice(('low', 'high'))}"), "dead": (1, f"dead:{point}"),
        "bridge": (1, f"bridge:{point}:{random.randint(1, 17)}"),
        "wrong": (1, random.choice((f"opne:{a}", f"open:{a}x", "open:nobody.1", f"short:{a}", f"ohms:{a}:-1", f"cap:{a}:{b}:1", ""))),
    }
    kind = random.choices(list(kinds), [weight for weight, _ in kinds.values()])[0]
    return kinds[kind][1]


def cable(random, library, profile, good=0.25):
    """What is plugged in where `profile` is expected."""
    if random.random() < good:
        return "good"
    if random.random() < 0.06:
        return "none"
    if random.random() < 0.1:
        return library.profile(random)[1]
    edits = [mistake(random, profile) for _ in range(random.choice((1, 1, 1, 1, 2, 2, 3)))]
    return ",".join(e for e in edits if e) or "good"
