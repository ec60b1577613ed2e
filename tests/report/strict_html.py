"""Reads HTML pages strictly: every tag closed in its order, no tag, attribute or address that does not belong.

strict_html.py PAGE...  prints each page's visible text, or fails and says where.
"""
import sys
from html.parser import HTMLParser

VOID = {"meta"}
TAGS = {"html", "head", "meta", "title", "style", "body", "main", "section", "div", "h1", "h2", "p", "table", "thead",
        "tbody", "tr", "th", "td", "ul", "li", "figure", "footer", "bdi", "svg", "path", "rect", "circle", "text"}
ATTRIBUTES = {"lang", "charset", "name", "content", "http-equiv", "class", "scope", "role", "aria-label", "aria-hidden",
              "width", "height", "viewbox", "d", "x", "y", "rx", "cx", "cy", "r", "stroke-width", "stroke-dasharray",
              "font-size", "font-weight", "text-anchor"}


class Page(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.open, self.seen, self.said = [], set(), []

    def fail(self, what):
        raise SystemExit(f"{self.getpos()}: {what}; open: {self.open}")

    def handle_starttag(self, tag, attributes):
        if tag not in TAGS:
            self.fail(f"the tag {tag}")
        for name, _ in attributes:
            if name not in ATTRIBUTES and (tag, name) != ("th", "style"):
                self.fail(f"the attribute {name}")
        if len({name for name, _ in attributes}) != len(attributes):
            self.fail(f"an attribute twice in {tag}")
        self.seen.add(tag)
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attributes):
        self.fail(f"{tag} closes itself")

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.fail(f"{tag} is closed here")

    def handle_data(self, data):
        if self.open[-1:] == ["style"]:
            if "url(" in data or "@import" in data or "<" in data:
                self.fail("a style from elsewhere")
        elif data.strip():
            if not self.open:
                self.fail(f"text outside: {data[:40]!r}")
            self.said.append(data)

    def handle_comment(self, data):
        self.fail(f"the comment {data[:40]!r}")

    def unknown_decl(self, data):
        self.fail(f"the declaration {data[:40]!r}")


for name in sys.argv[1:]:
    page = Page()
    with open(name, encoding="utf-8", newline="") as file:
        page.feed(file.read())
    page.close()
    if page.open or not {"html", "title", "main"} <= page.seen:
        raise SystemExit(f"{name}: open at the end: {page.open}")
    print("\n".join(page.said))
