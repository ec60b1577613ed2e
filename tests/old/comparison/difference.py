"""What differs between what the old program and the new one did with the same command, but for the table."""
import collections
import csv
import difflib
import io
import json
import re
import sqlite3
import subprocess

from comparison.wording import explanation

# Values of JSON documents and columns that are sentences. All others are the same in both, to the letter.
SENTENCES = {"message", "where", "diagnosis", "error", "remedy", "summary", "consequence", "repair", "alternatives",
             "text", "why", "basis", "note", "procedure", "unfinished", "channels", "problem", "problems", "warning",
             "warnings", "advice", "hint", "title", "wrong"}
CONTEXT = 10  # lines

Problem = collections.namedtuple("Problem", "what old new")


class Comparison:
    def __init__(self, table, normal):
        self.table, self.normal, self.problems, self.explained = table, normal, [], 0
        self.chain = self.words = ""

    def begin(self, chain, words):
        self.chain, self.words, self.problems = chain, words, []

    def runs(self, old, new, is_json):
        self.value("exit", "exit status", str(old.status), str(new.status))
        if is_json or old.out.startswith("{"):
            self.json_or_text("standard output", old.out, new.out)
        elif old.out.startswith("<"):
            self.page("standard output", old.out, new.out)
        else:
            self.text("standard output", old.out, new.out)
        self.text("standard error", old.err, new.err)

    def value(self, kind, what, old, new):
        """Something that is not a sentence. In the table the path in a document, or the file, stands before the old value."""
        if old == new:
            return
        was = old if kind == "exit" else what[what.find("$") if kind == "json" else 0:] + ": " + old
        for row in self.table.rows_for(kind, self.chain, self.words):
            if (row.old, row.new) == (was, new):
                self._use([row])
                return
        self.problems.append(Problem(what, [old], [new]))

    def text(self, what, old, new):
        old, new = self.normal.text(old), self.normal.text(new)
        if old == new:
            return
        rows, blanks_only, worded = self.table.rows_for("text", self.chain, self.words), [], False
        for a, b in _hunks(old.split("\n"), new.split("\n")):
            was, now = " ".join("\n".join(a).split()), " ".join("\n".join(b).split())
            used = [] if was == now else explanation(was, now, rows)
            if used is None:
                self.problems.append(Problem(what, a, b))
            elif used:
                self._use(used)
                worded = True
            else:
                blanks_only.append((a, b))
        for a, b in () if worded else blanks_only:  # else a column of a table may have become wider
            self.problems.append(Problem(what + ", only blanks or line ends", a, b))

    def page(self, what, old, new):
        """HTML or SVG. If its words differ, its pictures are laid out anew."""
        pages = [self.normal.text(side) for side in (old, new)]
        words = [re.sub(r"(?s)<style.*?</style>|[ \t]*<[^>]*>[ \t\n]*", "\n", side) for side in pages]
        self.text(what, *(re.sub(r"\n+", "\n", w) for w in words) if words[0] != words[1] else pages)

    def _use(self, rows):
        self.explained += 1
        for row in rows:
            row.uses += 1

    def json_or_text(self, what, old, new):
        documents = _documents(old), _documents(new)
        if None in documents:
            self.text(what, old, new)
        else:
            before = len(self.problems), self.explained
            self.json(what, *documents, "$")
            old, new = self.normal.text(old), self.normal.text(new)
            if before == (len(self.problems), self.explained) and [_layout(old)] != [_layout(new)]:
                self.problems.append(Problem(what + ", how the JSON is laid out", old.split("\n"), new.split("\n")))

    def json(self, what, old, new, path, key=""):
        at = f"{what} {path}"
        if isinstance(old, Pairs) and isinstance(new, Pairs):
            new = Pairs(p for p in new if p not in self._added(old, new))
            keys = [[k for k, _ in side] for side in (old, new)]
            if keys[0] != keys[1]:
                self.value("json", at + " keys", " ".join(keys[0]), " ".join(keys[1]))
            also = dict(new)
            for k, v in old:
                if k in also:
                    self.json(what, v, also[k], f"{path}.{k}", k)
        elif isinstance(old, list) and isinstance(new, list) and not isinstance(old, Pairs) and not isinstance(new, Pairs):
            if len(old) != len(new):
                self.value("json", at + " has", str(len(old)), str(len(new)))
            for n, (a, b) in enumerate(zip(old, new)):
                self.json(what, a, b, f"{path}[{n}]", key)
        elif isinstance(old, str) and isinstance(new, str):
            if key in SENTENCES:
                self.text(at, old, new)
            else:
                self.value("json", at, *(self.normal.text(v) for v in (old, new)))
        elif type(old) is not type(new):
            self.value("json", at, _dump(old), _dump(new))
        elif isinstance(old, (int, float)) and not isinstance(old, bool):
            self.value("json", at, *(str(self.normal.number(key, v)) for v in (old, new)))
        elif old != new:
            self.value("json", at, _dump(old), _dump(new))

    def _added(self, old, new):
        """What the new object has besides, under a key that the table lists as new."""
        known = {k for k, _ in old}
        out = []
        for row in self.table.rows_for("key", self.chain, self.words):
            pairs = [p for p in new if p[0] == row.new and p[0] not in known]
            row.uses += len(pairs)
            self.explained += len(pairs)
            out += pairs
        return out

    def desks(self, old, new):
        """What lies on the two desks."""
        names = [{self.normal.text(n): f for n, f in desk.files().items()} for desk in (old, new)]
        for name in sorted(set(names[0]) ^ set(names[1])):
            self.value("file", "file " + name, *(("there" if name in n else "not there") for n in names))
        for name in sorted(set(names[0]) & set(names[1])):
            files = [n[name] for n in names]
            if all(f.read_bytes().startswith(b"SQLite format 3") for f in files):
                self.stores("file " + name, *map(_tables, files))
            elif files[0].suffix == ".pdf":
                self.text("file " + name, *map(_text_of_pdf, files))
            elif files[0].suffix == ".png":
                self.value("file", "file " + name + " size", *(str(f.read_bytes()[16:24]) for f in files))
            else:
                self.file("file " + name, files[0].suffix, *(desk.text(f) for desk, f in zip((old, new), files)))

    def file(self, what, kind, old, new):
        if kind == ".csv":
            self.csv(what, *(list(csv.reader(io.StringIO(text))) for text in (old, new)))
        elif kind in (".html", ".svg"):
            self.page(what, old, new)
        elif kind in (".json", ".jsonl"):
            self.json_or_text(what, old, new)
        else:
            self.text(what, old, new)

    def csv(self, what, old, new):
        self.value("file", what + " cells a line", *(str([len(row) for row in side]) for side in (old, new)))
        for n, rows in enumerate(zip(old, new)):
            for column, *cells in zip(old[0], *rows):
                if n > 0 and column in SENTENCES:
                    self.text(f"{what}:{n + 1}, {column}", *cells)
                else:
                    self.value("file", f"{what}:{n + 1}, {column}", *map(self.normal.text, cells))

    def stores(self, what, old, new):
        self.value("file", what + " rows", *(str({table: len(rows) for table, rows in side.items()}) for side in (old, new)))
        for table in sorted(set(old) & set(new)):
            for n, rows in enumerate(zip(old[table], new[table])):
                for column, cells in enumerate(zip(*rows)):
                    self.json_or_text(f"{what}, {table} {n}.{column}", *map(str, cells))


class Pairs(list):
    """A JSON object, its keys in their order."""


def _documents(text):
    """The JSON documents of a text, one or one a line; None if it is something else."""
    for pieces in ([text], text.splitlines()):
        try:
            out = [json.loads(p, object_pairs_hook=Pairs) for p in pieces]
        except ValueError:
            continue
        return out if any(isinstance(d, list) for d in out) else None
    return None


def _layout(text):
    return re.sub(r'"(?:[^"\\]|\\.)*"|[-0-9.e+]+', '""', text)


def _dump(value):
    return json.dumps(value, ensure_ascii=False)[:2000]


def _tables(file):
    store = sqlite3.connect(f"file:{file}?mode=ro", uri=True)
    try:
        names = [n for n, in store.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
        return {n: store.execute(f"SELECT * FROM {n} ORDER BY 1, 2").fetchall() for n in names}
    except sqlite3.DatabaseError as e:
        return {"no tables": [(str(e),)]}
    finally:
        store.close()


def _text_of_pdf(file):
    return subprocess.run(["pdftotext", "-raw", str(file), "-"], check=False, capture_output=True, text=True).stdout


def _hunks(old, new):
    """What differs, each with what stands around it up to the next empty line: a sentence is broken into lines anew."""
    out = []
    for tag, i, k, j, n in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        for _ in range(CONTEXT):
            if i > 0 and j > 0 and old[i - 1] == new[j - 1] and old[i - 1].strip():
                i, j = i - 1, j - 1
        for _ in range(CONTEXT):
            if k < len(old) and n < len(new) and old[k] == new[n] and old[k].strip():
                k, n = k + 1, n + 1
        if out and (i <= out[-1][1] or j <= out[-1][3]):
            out[-1] = [out[-1][0], max(k, out[-1][1]), out[-1][2], max(n, out[-1][3])]
        else:
            out.append([i, k, j, n])
    return [(old[i:k], new[j:n]) for i, k, j, n in out]
