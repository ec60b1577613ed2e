"""The shipped program, run in a folder of its own and away from the user's."""
import json
import os
import pathlib
import shutil
import subprocess
import tempfile

SOURCE = pathlib.Path(os.environ["BUZZOUT_SOURCE_DIR"])
PROGRAM = os.environ["BUZZOUT_PROGRAM"]
BATCH = 500  # files a call


class Program:
    def __enter__(self):
        self._held = tempfile.TemporaryDirectory()
        self.folder = pathlib.Path(self._held.name)
        shutil.copytree(SOURCE / "profiles" / "connectors", self.folder / "profiles" / "connectors")
        return self

    def __exit__(self, *_):
        self._held.cleanup()

    def run(self, *words, typed="", settings=".config"):
        environment = {"HOME": str(self.folder), "XDG_CONFIG_HOME": str(self.folder / settings), "TZ": "UTC"}
        return subprocess.run([PROGRAM, *words], cwd=self.folder, env=environment, input=typed, text=True,
                              capture_output=True, timeout=60, check=False).stdout

    def documents(self, *words, **how):
        """What a command prints with --json: one document, or one a line."""
        out = self.run(*words, "--json", **how)
        try:
            return [json.loads(out)]
        except json.JSONDecodeError:
            return [json.loads(line) for line in out.splitlines()]

    def check(self, kind, values):
        """Loads documents as files. For each the error: code, message, where, remedy; None if it is good."""
        if kind == "connector":
            return self._check_connectors(values)
        if kind == "config":
            return self._check_settings(values)
        return self._check_files({"profile": "profiles", "fixture": "fixtures", "label": "labels"}[kind], values)

    def _write(self, name, value):
        # JSON is YAML: what is read from the file is the value, however it might be spelt.
        file = self.folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(value, ensure_ascii=False), encoding="utf-8")

    def _check_files(self, command, values):
        # No file is written twice: some file systems then wait for the disk. They are no part of the library, whose
        # names would all be looked at for each call.
        found = []
        for start in range(0, len(values), BATCH):
            names = [f"./files/{command}/{start + n}.yaml" for n in range(len(values[start:start + BATCH]))]
            for name, value in zip(names, values[start:]):
                self._write(name, value)
            [answers] = self.documents(command, "check", "--library", str(self.folder), *names)
            found += [answer.get("error") for answer in answers]
        return found

    def _check_connectors(self, values):
        # A connector is loaded for a profile that has it; the profile's own faults come later.
        probes = []
        for number, value in enumerate(values):
            self._write(f"profiles/connectors/c{number}.yaml", value)
            probes.append({"profile": "probe", "title": "t", "revision": 1, "use": "line", "wiring": "other",
                           "ends": {"a": f"c{number}"}, "nets": {"n": ["a"]}, "trust": "presumed",
                           "source": {"text": "t", "certainty": "C"}})
        found = self._check_files("profiles", probes)
        return [error if f"/connectors/c{number}.yaml" in error["where"] and error["code"] != "name-mismatch"
                else None for number, error in enumerate(found)]

    def _check_settings(self, values):
        found = []
        for number, value in enumerate(values):
            self._write(f"settings/{number}/buzzout/config.yaml", value)
            [answer] = self.documents("config", "show", settings=f"settings/{number}")
            found.append(answer.get("error"))
        return found
