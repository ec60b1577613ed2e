"""What `cmake --install` does below a prefix in which the user's own files lie, as below ~/.local."""
import hashlib
import json
import os
import pathlib
import shutil
import subprocess
import tempfile
import unittest

SOURCE = pathlib.Path(os.environ["BUZZOUT_SOURCE_DIR"])
BUILD = os.environ["BUZZOUT_BINARY_DIR"]
KINDS = ("profiles/*.yaml", "profiles/connectors/*.yaml", "profiles/labels/*.yaml", "fixtures/*.yaml")
SHIPPED = sorted(str(file.relative_to(SOURCE)) for kind in KINDS for file in SOURCE.glob(kind))
MIC = "profiles/xlr-3-mic.yaml"


def known_before():
    listed = set((SOURCE / "cmake/installed_before.txt").read_text(encoding="utf-8").split())
    return [file for file in SHIPPED if hashlib.sha256((SOURCE / file).read_bytes()).hexdigest() in listed]


class Install(unittest.TestCase):
    def setUp(self):
        self._held = tempfile.TemporaryDirectory()
        self.prefix = pathlib.Path(self._held.name)
        self.share = self.prefix / "share/buzzout"
        self.library = self.share / "library"

    def tearDown(self):
        self._held.cleanup()

    def install(self):
        return subprocess.run([os.environ["BUZZOUT_CMAKE"], "--install", BUILD, "--prefix", str(self.prefix), "--component",
                               "library"], check=True, capture_output=True, text=True).stdout

    def run_program(self, *words):
        program = self.prefix / "bin/buzzout"
        if not program.exists():
            program.parent.mkdir()
            shutil.copy(os.environ["BUZZOUT_PROGRAM"], program)
        environment = {"HOME": str(self.prefix), "XDG_DATA_HOME": str(self.prefix / "share")}
        return json.loads(subprocess.run([str(program), *words, "--json"], env=environment, capture_output=True, text=True,
                                         check=False).stdout)

    def write(self, file, text):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    def own(self):
        return sorted(str(file.relative_to(self.share)) for kind in KINDS for file in self.share.glob(kind))

    def check_library(self):
        self.assertEqual(sorted(str(file.relative_to(self.library)) for file in self.library.glob("**/*.yaml")), SHIPPED)
        for file in SHIPPED:
            self.assertEqual((self.library / file).read_bytes(), (SOURCE / file).read_bytes(), file)

    def test_what_ships_and_what_is_the_users_are_two_folders(self):
        mine = self.share / "profiles/mine.yaml"
        self.write(mine, "mine")
        for _ in range(2):
            self.install()
            self.check_library()
            self.assertEqual(self.own(), ["profiles/mine.yaml"])
            self.assertEqual(mine.read_text(encoding="utf-8"), "mine")
        shown = self.run_program("config", "show")
        self.assertEqual(shown["library"], [str(self.share), str(self.library)])
        self.assertEqual(shown["library_is"], ["yours", "shipped"])

    def test_what_was_edited_in_the_library_is_kept_and_used_and_told(self):
        self.install()
        (self.library / MIC).write_text((SOURCE / MIC).read_text(encoding="utf-8").replace("XLR micro", "My micro"), encoding="utf-8")
        self.write(self.library / "profiles/mine.yaml", "mine")
        self.assertIn(f"Yours, kept: {self.share / MIC}", self.install())
        self.check_library()
        self.assertEqual(self.own(), ["profiles/mine.yaml", MIC])
        test = self.run_program("test", "xlr-mic", "-p", "sim:good", "-f", "headphone-bench")
        [told] = [n for n in test["not_tested"] if n["code"] == "profile-hides-another"]
        self.assertIn(str(self.share / MIC), told["text"])
        self.assertIn(str(self.library / MIC), told["text"])

        # And once more: neither of the two is overwritten.
        (self.library / MIC).write_text("edited again", encoding="utf-8")
        self.install()
        self.check_library()
        self.assertIn("My micro", (self.share / MIC).read_text(encoding="utf-8"))
        self.assertEqual((self.share / f"{MIC}.edited-1").read_text(encoding="utf-8"), "edited again")

    def test_what_no_longer_ships_goes(self):
        self.install()
        gone = self.library / "profiles/gone.yaml"
        self.write(gone, "gone")
        with open(self.library / "installed.sha256", "a", encoding="utf-8") as written:
            written.write(hashlib.sha256(b"gone").hexdigest() + "  profiles/gone.yaml\n")
        self.install()
        self.check_library()
        self.assertEqual(self.own(), [])

    def test_an_install_that_broke_off_leaves_nothing_that_looks_like_the_users(self):
        self.install()
        for file in SHIPPED[::2]:
            (self.library / file).unlink()
        for listed in (True, False):
            if not listed:
                (self.library / "installed.sha256").unlink()
            self.install()
            self.check_library()
            self.assertEqual(self.own(), [])

    def test_where_both_were_one_folder_the_users_stay_and_the_shipped_go(self):
        old = known_before()
        self.assertGreater(len(old), 20)
        for file in old:
            self.write(self.share / file, (SOURCE / file).read_text(encoding="utf-8"))
        self.write(self.share / MIC, "edited")
        self.write(self.share / "profiles/mine.yaml", "mine")
        self.write(self.share / "records.sqlite", "records")
        said = self.install()
        self.check_library()
        self.assertEqual(self.own(), ["profiles/mine.yaml", MIC])
        self.assertEqual((self.share / MIC).read_text(encoding="utf-8"), "edited")
        self.assertTrue((self.share / "records.sqlite").exists())
        self.assertIn(f"Yours, kept: {self.share / MIC}", said)
        # Once they are two, a copy that somebody wants to have is theirs.
        self.write(self.share / old[0], (SOURCE / old[0]).read_text(encoding="utf-8"))
        self.install()
        self.assertIn(old[0], self.own())


if __name__ == "__main__":
    unittest.main()
