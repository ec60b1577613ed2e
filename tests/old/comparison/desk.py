"""Where one of the two programs works: a home and a working folder of its own, and the program beside its library as
`cmake --install` puts them, so that paths have the same length on both sides."""
import dataclasses
import os
import pathlib
import pty
import re
import select
import shutil
import subprocess
import time

PATIENCE = 60  # s; then the program comes to no end
QUIET = 0.15  # s; a question is one if nothing follows it for so long
NOBODY = 65534
BOARDS = ("uno", "mega", "mega64")


@dataclasses.dataclass
class Run:
    status: int
    out: str
    err: str


def install(program, tree, folder):
    """The program, the library of a source tree and firmware that nobody writes into a board."""
    (folder / "bin").mkdir(parents=True)
    shutil.copy(program, folder / "bin/buzzout")
    for kind in ("profiles", "fixtures"):
        shutil.copytree(tree / kind, folder / "share/buzzout/library" / kind)
    (folder / "share/buzzout/firmware").mkdir()
    for board in BOARDS:
        (folder / f"share/buzzout/firmware/buzzout-{board}.hex").write_text(":00000001FF\n", encoding="ascii")


class Desk:
    def __init__(self, installed, folder, port, bench=None):
        self.installed, self.folder, self.port, self.bench = installed, folder, port, bench
        for sub in ("home", "work", "streams"):
            (folder / sub).mkdir(parents=True)
        folder.chmod(0o755)

    def put(self, files):
        for name, text in files.items():
            file = self.folder / "work" / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(self.real(text), encoding="utf-8", errors="surrogateescape")

    def real(self, text):
        return (text.replace("<work>", str(self.folder / "work")).replace("<home>", str(self.folder / "home"))
                .replace("<locked-port>", self.port).replace("<jig>", self.bench.port if self.bench else "<jig>"))

    def named(self, text):
        """The reverse, of what was printed or written; the program's own folder too."""
        for path, name in ((self.folder / "work", "<work>"), (self.folder / "home", "<home>"), (self.port, "<locked-port>"),
                           (self.installed, "<installed>"), (self.bench and self.bench.port, "<jig>")):
            text = text.replace(str(path), name) if path else text
        return text

    def run(self, command):
        words = [str(self.installed / "bin/buzzout")] + [self.real(w) for w in command.words]
        environment = {"HOME": str(self.folder / "home"), "LC_ALL": "C.UTF-8", "TZ": "UTC", "NO_COLOR": "1", "COLUMNS": "80",
                       "PATH": "/usr/local/bin:/usr/bin:/bin", "TERM": "xterm"}
        if self.bench:
            environment["LD_PRELOAD"] = self.bench.shim
            if command.plugged:
                self.bench.ask("cable " + command.plugged)
        also = {"env": environment, "cwd": self.folder / "work", "start_new_session": True}
        if command.as_nobody and os.getuid() == 0:
            also.update(user=NOBODY, group=NOBODY, extra_groups=[])
        if command.answers is not None:
            return self._run_on_terminal(words, command.answers, also)
        streams = self.folder / "streams"
        (streams / "in").write_text(self.real(command.input), encoding="utf-8")
        with open(streams / "in", "rb") as into, open("/dev/full" if command.output_full else streams / "out", "wb") as out, \
                open(streams / "err", "wb") as err:
            try:
                status = subprocess.run(words, stdin=into, stdout=out, stderr=err, timeout=PATIENCE, check=False, **also).returncode
            except subprocess.TimeoutExpired:
                return Run(None, "", "")
        said = "" if command.output_full else self.named(_text(streams / "out"))
        return Run(status, said, self.named(_text(streams / "err")))

    def _run_on_terminal(self, words, answers, also):
        master, slave = pty.openpty()
        child = subprocess.Popen(words, stdin=slave, stdout=slave, stderr=subprocess.PIPE, **also)
        os.close(slave)
        said, left, end = b"", list(answers), time.monotonic() + PATIENCE
        while time.monotonic() < end:
            if select.select([master], [], [], QUIET)[0]:
                try:
                    piece = os.read(master, 65536)
                except OSError:
                    break
                if not piece:
                    break
                said += piece
            elif said.endswith(b": ") and left:
                os.write(master, left.pop(0).encode() + b"\n")
            elif said.endswith(b": "):
                os.write(master, b"\x04")
        if child.poll() is None and time.monotonic() >= end:
            child.kill()
        err = child.communicate()[1]
        os.close(master)
        out = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", said.decode("utf-8", "surrogateescape")).replace("\r\n", "\n")
        return Run(child.returncode, self.named(out), self.named(err.decode("utf-8", "surrogateescape")))

    def text(self, file):
        return self.named(_text(file))

    def files(self):
        """All that lies in the home and in the working folder, by its name."""
        out = {}
        for sub in ("home", "work"):
            for file in sorted((self.folder / sub).rglob("*")):
                if file.is_file() and not file.is_symlink():
                    out[sub + "/" + str(file.relative_to(self.folder / sub))] = file
        return out


def locked_port():
    """A serial port that only root may open. The descriptor keeps it."""
    master, slave = pty.openpty()
    name = os.ttyname(slave)
    os.close(slave)
    os.chmod(name, 0)
    return master, name


def _text(file):
    return pathlib.Path(file).read_bytes().decode("utf-8", "surrogateescape")
