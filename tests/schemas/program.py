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

    def run(self, *words, typed=""):
        environment = {"HOME": str(self.folder), "PATH": os.environ["PATH"], "TZ": "UTC"}
        return subprocess.run([PROGRAM, *words], cwd=self.folder, env=environment, input=typed, text=True,
                              capture_output=True, timeout=60, check=False).stdout

    def documents(self, *words, typed=""):
        """What a command prints with --json: one document, or one a line."""
        out = self.run(*words, "--json", typed=typed)
        try:
            return [json.loads(out)]
        except json.JSONDecodeError:
            return [json.loads(line) for line in out.splitlines()]

    def check(self, kind, values):
        """Loads documents as files. For each the error: code, message, where, remedy; None if it is good."""
        return {"profile": self._check_profiles, "fixture": self._check_fixtures,
                "connector": self._check_connectors, "config": self._check_settings}[kind](values)

    def _write(self, name, value):
        # JSON is YAML: what is read from the file is the value, however it might be spelt.
        file = self.folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(value, ensure_ascii=False), encoding="utf-8")

    def _check_files(self, command, values):
        found = []
        for start in range(0, len(values), BATCH):
            names = []
            for number, value in enumerate(values[start:start + BATCH]):
                names.append(f"./{number}.yaml")
                self._write(names[-1], value)
            [answers] = self.documents(command, "check", "--library", str(self.folder), *names)
            found += [answer.get("error") for answer in answers]
        return found

    def _check_profiles(self, values):
        return self._check_files("profiles", values)

    def _check_fixtures(self, values):
        return self._check_files("fixtures", values)

    def _check_connectors(self, values):
        # A connector is loaded for a profile that has it; the profile's own faults come later.
        probes = []
        for number, value in enumerate(values):
            self._write(f"profiles/connectors/c{number}.yaml", value)
            probes.append({"profile": "probe", "title": "t", "revision": 1, "use": "line", "wiring": "other",
                           "ends": {"a": f"c{number}"}, "nets": {"n": ["a"]}, "trust": "presumed",
                           "source": {"text": "t", "certainty": "C"}})
        found = self._check_profiles(probes)
        return [error if f"/connectors/c{number}.yaml" in error["where"] and error["code"] != "name-mismatch"
                else None for number, error in enumerate(found)]

    def _check_settings(self, values):
        found = []
        for value in values:
            self._write(".config/buzzout/config.yaml", value)
            [answer] = self.documents("config", "show")
            found.append(answer.get("error"))
        return found
