"""A jig with the firmware that ships, in simavr (tests/avr/buzzout-bench), and what both programs are asked in front of it."""
import os
import re
import subprocess
import time

from comparison.chain import Chain, Command

BOARD, FIXTURE = "uno", "headphone-bench-uno"
NUMBER = "4711"


class Bench:
    """Ends when it is closed. `port` is what libserialport opens, with `shim` preloaded."""

    def __init__(self, build, source, link):
        words = [build / "tests/avr/buzzout-bench", "--until-eof", "--board", BOARD, "--link", link, "--cable", "none", "--elf",
                 build / f"firmware/buzzout-{BOARD}.elf", "--fixture", FIXTURE, "--library", source, "--number", NUMBER]
        self.program = subprocess.Popen([str(w) for w in words], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.port = self.program.stdout.readline().removeprefix("port ").strip()
        self.shim = self.program.stdout.readline().removeprefix("shim ").strip()
        while int(re.search(r" sent=(\d+)", self.ask("status"))[1]) <= 10:
            time.sleep(0.01)

    def ask(self, text):
        self.program.stdin.write(text + "\n")
        self.program.stdin.flush()
        answer = self.program.stdout.readline()
        if not answer.startswith("ok"):
            raise SystemExit(f"buzzout-bench: {text}: {answer}")
        return answer

    def close(self):
        self.program.stdin.close()
        self.program.wait(10)


def is_built(build):
    return os.access(build / "tests/avr/buzzout-bench", os.X_OK) and (build / f"firmware/buzzout-{BOARD}.elf").exists()


def at_the_jig(plugged, words, typed=""):
    of_jig = [] if words.startswith("jigs") else ["-f", FIXTURE]
    return Command(words.split() + ["-p", "<jig>"] + of_jig, input=typed, plugged=plugged)


def chains():
    enter, no_such_plug = "\n", "s\n"
    out = [
        Chain("jig proved", {}, [
            at_the_jig("none", "jigs info"), at_the_jig("none", "jigs info --json"),
            at_the_jig("none", "jigs console", "*IDN?\nFOO\nSYST:ERR?\n"),
            at_the_jig("none", "fixtures self-test", enter + no_such_plug * 20), at_the_jig("none", "fixtures self-test", enter),
            at_the_jig("none", "fixtures self-test --json", enter * 20),
            at_the_jig("loop:left", "fixtures self-test", enter * 20),
            at_the_jig("touch:left.T", "fixtures trace", enter * 60), at_the_jig("none", "fixtures trace --json", enter * 60),
            at_the_jig("none", "fixtures renew left"), at_the_jig("4.4-ts", "learn mine --operator Anna"),
        ]),
        Chain("jig tests", {}, [
            at_the_jig("4.4-ts", "test 4.4-ts --serial S1"), at_the_jig("4.4-ts", "test 4.4-ts --serial S1 --json --details"),
            at_the_jig("4.4-ts,open:amp.R1", "test 4.4-ts --serial S2"), at_the_jig("none", "test 4.4-ts --serial S3"),
            at_the_jig("4.4-ts", "scan"), at_the_jig("4.4-ts", "identify"),
            Command(["records", "list"]), Command(["records", "show", "S2"]), Command(["records", "verify"]),
            Command(["records", "repair", "S2", "--did", "redo amp.R1"]), at_the_jig("4.4-ts", "test 4.4-ts --serial S2"),
            Command(["label", "S2", "--to", "s2.zpl"]),
        ]),
        Chain("jig lot", {}, [
            at_the_jig("none", "batch 4.4-ts --lot J1"), at_the_jig("none", "batch 4.4-ts --lot J1", enter),
            at_the_jig("none", "batch 4.4-ts --lot J1 --resume", enter + no_such_plug * 20),
            at_the_jig("4.4-ts", "batch 4.4-ts --lot J1 --resume --no-gate", "S1\n"), Command(["report", "lot", "J1"]),
            Command(["records", "list"]),
        ]),
    ]
    for chain in out:
        chain.at_jig = True
    return out
