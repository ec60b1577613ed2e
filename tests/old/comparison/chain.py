"""Commands that are run one after the other on one desk, and the files that they find there."""
import dataclasses
import pathlib

PROMPT, AS_NOBODY, INPUT, FILE, FULL = "$ ", "nobody$ ", "< ", "+ ", " >/dev/full"


@dataclasses.dataclass
class Command:
    words: list  # after `buzzout`; <work>, <home> and <locked-port> stand for what they are on that desk
    input: str = ""
    as_nobody: bool = False
    output_full: bool = False
    plugged: str = None  # first into the jig, if there is one, in the cable language
    answers: list = None  # on a terminal, one to each question; None: not on a terminal

    def __str__(self):
        words = " ".join("'" + w + "'" if " " in w or not w else w for w in self.words)
        return "buzzout " + words + (FULL if self.output_full else "")


@dataclasses.dataclass
class Chain:
    name: str
    files: dict = dataclasses.field(default_factory=dict)  # name: text
    commands: list = dataclasses.field(default_factory=list)
    at_jig: bool = False  # a bench with the firmware (jig.py)


def split(words):
    out, inside, quoted = [], False, False
    for c in words:
        if c == "'":
            quoted = not quoted
            out += [] if inside else [""]
            inside = True
        elif c == " " and not quoted:
            inside = False
        else:
            out += [] if inside else [""]
            inside = True
            out[-1] += c
    return out


def transcript(file):
    """The commands of a file of tests/cli/transcripts, whose format transcript.hpp tells; what they printed is left out."""
    chain, name, printing = Chain("transcript " + file.stem), "", False
    for line in file.read_text(encoding="utf-8").split("\n"):
        nobody = line.startswith(AS_NOBODY)
        if nobody or line.startswith(PROMPT):
            words = line[len(AS_NOBODY if nobody else PROMPT):]
            full = words.endswith(FULL)
            chain.commands.append(Command(split(words.removesuffix(FULL))[1:], as_nobody=nobody, output_full=full))
            printing = False
        elif chain.commands and not printing and line.startswith(INPUT):
            chain.commands[-1].input += line[len(INPUT):] + "\n"
        elif chain.commands:
            printing = True
        elif line.startswith(FILE):
            name = line[len(FILE):]
            chain.files[name] = ""
        elif line.startswith("|") and name:
            chain.files[name] += line[2:] + "\n"
    return chain


def transcripts(folder):
    return [transcript(f) for f in sorted(pathlib.Path(folder).glob("*.txt"))]
