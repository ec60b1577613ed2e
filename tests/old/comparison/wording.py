"""The table of old wordings and new ones, tests/old/wording, which says itself how it is written."""
import dataclasses
import re

NAME = re.compile(r"\{([a-z]+)(…?)\}")
NOTHING = "(nothing)"
EVERYWHERE = "(everywhere)"
KINDS = ("text", "exit", "json", "key", "file")


def pattern(wording, known=None):
    """{name} is one word, {name…} any words up to 300 characters; what is known already stands for itself."""
    out, at, seen = "", 0, set(known or ())
    for m in NAME.finditer(wording):
        out += re.escape(wording[at:m.start()])
        if known and m[1] in known:
            out += re.escape(known[m[1]])
        elif m[1] in seen:
            out += f"(?P={m[1]})"
        else:
            out += f"(?P<{m[1]}>" + (r".{1,300}?)" if m[2] else r"\S+?)")
            seen.add(m[1])
        at = m.end()
    return out + re.escape(wording[at:])


def bounded(wording, regex):
    before = r"(?<!\w)" if re.match(r"\w|\{", wording) else ""
    after = r"(?!\S)" if re.search(r"\}[.:;,]?$", wording) else r"(?!\w)" if re.search(r"\w$", wording) else ""
    return before + regex + after


@dataclasses.dataclass
class Row:
    line: int
    old: str
    new: str
    kind: str = "text"
    where: str = ""  # leading words of the commands, or a transcript's name; empty: everywhere
    uses: int = 0

    def __post_init__(self):
        self.find_old = re.compile(bounded(self.old, pattern(self.old))) if self.old and self.kind == "text" else None

    def applies_to(self, chain, words):
        return self.where in ("", EVERYWHERE) or self.where == chain or words == self.where or words.startswith(self.where + " ")

    def ends_in_new(self, names, new, at):
        """Where this row's new wording ends if it stands at that place of the new text; else None."""
        m = re.compile(bounded(self.new, pattern(self.new, names))).match(new, at)
        return m.end() if m else None


class Table:
    def __init__(self, file):
        self.rows = []
        section = ""
        for number, line in enumerate(file.read_text(encoding="utf-8").split("\n"), 1):
            if not line or line.startswith("#"):
                continue
            if line in ("[wording]", "[behaviour]"):
                section = line
                continue
            cells = ["" if c == NOTHING else c for c in line.split("\t")]
            if section == "[wording]" and len(cells) == 2 and all(cells):
                self.rows.append(Row(number, *cells))
            elif section == "[behaviour]" and len(cells) == 4 and cells[0] in KINDS and cells[1]:
                self.rows.append(Row(number, cells[2], cells[3], cells[0], cells[1]))
            else:
                raise SystemExit(f"{file}:{number}: what is this? {line}")

    def rows_for(self, kind, chain, words):
        return [r for r in self.rows if r.kind == kind and r.applies_to(chain, words)]

    def unused(self):
        return [r for r in self.rows if r.uses == 0]


def _with_blank(text, at):
    return (at, at + 1) if text[at:at + 1] == " " else (at,)


def explanation(old, new, rows):
    """The rows that make the new text of the old one, each where it is needed and nowhere else; None: they do not."""
    starts, inserts = {}, [r for r in rows if not r.old]
    for row in rows:
        at = 0
        while row.old and (m := row.find_old.search(old, at)):
            starts.setdefault(m.start(), []).append((row, m.end(), m.groupdict()))
            at = m.start() + 1
    open_ways, seen = [(0, 0, None)], set()
    while open_ways:
        i, j, used = open_ways.pop()
        while (i, j) not in seen:
            seen.add((i, j))
            if i == len(old) and j == len(new):
                rows = []
                while used:
                    rows, used = rows + [used[0]], used[1]
                return rows
            for row, end, names in starts.get(i, ()):
                if row.new and (to := row.ends_in_new(names, new, j)) is not None:
                    open_ways.append((end, to, (row, used)))
                elif not row.new:
                    open_ways += [(e, j, (row, used)) for e in _with_blank(old, end)]
            for row in inserts if j == 0 or " " in new[j - 1:j + 1] else ():
                for begin in _with_blank(new, j):
                    if (to := row.ends_in_new({}, new, begin)) is not None:
                        open_ways += [(i, e, (row, used)) for e in _with_blank(new, to)]
            if i < len(old) and j < len(new) and old[i] == new[j]:
                i, j = i + 1, j + 1
            else:
                break
    return None
