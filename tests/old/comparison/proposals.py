"""Rows for the table, made of what differs."""
import collections
import difflib
import re


def _sentences(words):
    """Where sentences or lines of a hint begin."""
    return [0] + [n + 1 for n, w in enumerate(words) if re.search(r"[.;:?!)]$", w)] + [len(words)]


def rows_of(old, new):
    """The words that differ, each with the sentence they stand in."""
    a, b = " ".join("\n".join(old).split()).split(" "), " ".join("\n".join(new).split()).split(" ")
    rows = []
    for tag, i, k, j, n in difflib.SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        before = i - max([s for s in _sentences(a) if s <= i])
        before = min(before, j)
        while before > 0 and a[i - before:i] != b[j - before:j]:
            before -= 1
        after = min([s for s in _sentences(a) if s >= k]) - k
        while after > 0 and a[k:k + after] != b[n:n + after]:
            after -= 1
        rows.append((" ".join(a[i - before:k + after]) or "(nothing)", " ".join(b[j - before:n + after]) or "(nothing)"))
    return rows


def proposals(found):
    seen = collections.Counter()
    shown = {}
    for chain, command, problem in found:
        for row in rows_of(problem.old, problem.new):
            seen[row] += 1
            shown.setdefault(row, f"{chain.name}: {command}, {problem.what}")
    for row, count in seen.most_common():
        print("\t".join(row))
        print(f"#   {count} times: {shown[row]}")
