"""Documents with one thing wrong: every key, value and list of a good one, damaged in every way there is."""
import copy

LONG = [17, 25, 65, 201, 501, 2001]  # one more than any name or text may have
NAMES = ["", "a b", "-x", ".x", "1x", "x.y", "a/b", "a:b", "a=b", "a=", "é", *("x" * n for n in LONG)]
SCALARS = [*NAMES, " ", "a\u0007b", "nonsense", "nonsense.T", "A", "1", "true", 0, 1, -1, 1.5, 0.001, 17, 10**12, True, None]
VALUES = [*SCALARS, [], ["x"], [["x"]], {}, {"x": "y"}]


def places(value, place=()):
    """Every place of a document, its root first."""
    yield place
    steps = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, child in steps:
        yield from places(child, (*place, step))


def look(value, place):
    for step in place:
        value = value[step]
    return value


def replaced(document, place, value):
    if not place:
        return value
    out = copy.deepcopy(document)
    look(out, place[:-1])[place[-1]] = copy.deepcopy(value)
    return out


def _same(a, b):
    return type(a) is type(b) and a == b


def _of_map(value):
    yield "empty", {}
    for key in value:
        yield f"without {key}", {k: v for k, v in value.items() if k != key}
    if not value:
        return
    first, other = next(iter(value.items()))
    yield f"with 'nonsense' for {first}", {"nonsense" if k == first else k: v for k, v in value.items()}
    for name in ["nonsense", *NAMES]:
        if name not in value:
            yield f"with {name[:30]!r} too", value | {name: other}


def _of_list(value):
    yield "empty", []
    yield "the first alone", value[:1]
    yield "the first twice", [*value, value[0]]
    yield "one more", [*value, "nonsense"]


def damaged(document, place):
    """The document damaged at a place: (what was done, the result)."""
    value = look(document, place)
    for other in VALUES:
        if not _same(value, other):
            shown = repr(other)
            yield f"{shown if len(shown) < 40 else shown[:20] + '…'} instead", replaced(document, place, other)
    beside = look(document, place[:-1]) if place else {}
    for step, other in beside.items() if isinstance(beside, dict) else enumerate(beside):
        if not _same(value, other):
            yield f"what {step} has instead", replaced(document, place, other)
    name = next(iter(document.values()))
    if place and not _same(value, name):
        yield "the document's name instead", replaced(document, place, name)
    kinds = _of_map(value) if isinstance(value, dict) else _of_list(value) if isinstance(value, list) else ()
    for what, other in kinds:
        yield what, replaced(document, place, other)
