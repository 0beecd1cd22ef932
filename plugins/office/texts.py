"""Text of OpenDocument texts (odt), and of what pandoc passes over in Word's documents (docx)."""
import io
import re
import zipfile

import sheets

# Parts of a text that are no words of it: notes of reviewers, what was deleted, forms and the like.
SKIPPED = {"annotation", "tracked-changes", "forms", "sequence-decls", "variable-decls", "user-field-decls", "dde-connection-decls",
           "alphabetical-index-auto-mark-file", "ruby-text", "title", "desc", "object", "object-ole", "event-listeners"}
# What stands within a line.
BLOCKS = {"p", "h", "list", "table", "section"}


class Text:
    """An OpenDocument text as paragraphs, in their order; its footnotes stand at the end."""

    def __init__(self, archive):
        self.numbered = set()
        for name in ("styles.xml", "content.xml"):
            root = archive.parse(name) if name != "content.xml" else sheets.content(archive)
            for style in root.iter() if root is not None else []:
                if sheets.local(style) == "list-style":
                    for level in style:
                        if sheets.local(level) == "list-level-style-number" and sheets.attribute(level, "num-format"):
                            self.numbered.add((sheets.attribute(style, "name"), sheets.attribute(level, "level")))
        self.notes = []
        self.root = root

    def text(self):
        parts = []
        for body in (element for element in self.root.iter() if sheets.local(element) == "text"):
            parts += self.blocks(body)
            break
        # A note may have a note; those that come to light while notes are read follow.
        number = 0
        while number < len(self.notes):
            number += 1
            parts.append(f"[{number}] " + " ".join(self.blocks(self.notes[number - 1])))
        return "\n\n".join(parts) + "\n"

    def blocks(self, element):
        """The paragraphs, tables and lists in an element."""
        found = []
        for child in element:
            name = sheets.local(child)
            if name in SKIPPED:
                continue
            if name in ("p", "h"):
                line, behind = self.line(child)
                found += ([line] if line else []) + behind
            elif name == "list":
                found.append("\n".join(self.items(child, 1, sheets.attribute(child, "style-name"))))
            elif name == "table":
                found.append(self.table(child))
            else:
                found += self.blocks(child)
        return [part for part in found if part.strip()]

    def line(self, element):
        """The words of a paragraph, and what stands in frames in it, which comes behind it."""
        parts, behind = [], []

        def add(text):
            parts.append(re.sub(r"\s+", " ", text or ""))

        def walk(node):
            add(node.text)
            for child in node:
                name = sheets.local(child)
                if name == "s":
                    count = sheets.attribute(child, "c") or "1"
                    parts.append(" " * min(int(count) if count.isdigit() else 1, 100))
                elif name == "tab":
                    parts.append("\t")
                elif name == "line-break":
                    parts.append("\n")
                elif name == "note":
                    self.notes.append(next((part for part in child if sheets.local(part) == "note-body"), child))
                    parts.append(f"[{len(self.notes)}]")
                elif name in BLOCKS or name in ("text-box", "frame", "custom-shape", "g"):
                    behind.extend(self.blocks(child) if name not in BLOCKS else self.blocks([child]))
                elif name not in SKIPPED:
                    walk(child)
                add(child.tail)

        walk(element)
        return "".join(parts).strip(), behind

    def items(self, element, level, style):
        """The items of a list as lines, those of lists in it further to the right."""
        lines, number = [], 0
        for item in element:
            if sheets.local(item) not in ("list-item", "list-header"):
                continue
            mark = ""
            if sheets.local(item) == "list-item":
                number += 1
                mark = f"{number}. " if (style, str(level)) in self.numbered else "- "
            indent = "  " * (level - 1)
            for child in item:
                if sheets.local(child) == "list":
                    lines += self.items(child, level + 1, sheets.attribute(child, "style-name") or style)
                    continue
                for block in self.blocks([child]):
                    lines.append(indent + (mark or " " * (2 if sheets.local(item) == "list-item" else 0)) + block)
                    mark = ""
        return lines

    def table(self, element):
        """A table as a line for each row; a rule stands below its head."""
        head = [row for part in element if sheets.local(part) == "table-header-rows" for row in self.rows(part)]
        rows = list(self.rows(element))
        if not head:
            return sheets.rows_text(rows)
        rule = "|" + "---|" * max(1, len(head[-1]))
        return "\n".join(filter(None, [sheets.rows_text(head), rule, sheets.rows_text(rows[len(head):])]))

    def rows(self, element):
        """The rows of a table, those in groups and of its head among them."""
        for child in element:
            name = sheets.local(child)
            if name == "table-row":
                yield [" ".join(self.blocks(cell)) for cell in child
                       if sheets.local(cell) in ("table-cell", "covered-table-cell")]
            elif name in ("table-header-rows", "table-rows", "table-row-group"):
                yield from self.rows(child)


# What Word puts around words, and pandoc passes over together with them.
AROUND = re.compile(rb"</?(?:w:fldSimple|w:customXml|w:moveTo|mc:AlternateContent|mc:Choice)(?:\s[^<>]*)?>")
BESIDE = ["mc:Fallback", "w:customXmlPr"]
BOX = "w:txbxContent"


def elements(data, name):
    """Where elements of a name that have none of it in them stand, one after the other: their beginning, that of what
    they hold, its end and theirs. A search by an expression would look for the end of each from its beginning."""
    opening, closing = re.compile(rb"<" + name.encode() + rb"(?:\s[^<>]*)?>"), f"</{name}>".encode()
    position = 0
    while found := opening.search(data, position):
        end = data.find(closing, found.end())
        if end < 0:
            return
        position = end + len(closing)
        yield found.start(), found.end(), end, position


def without(data, name):
    """The text without elements of a name."""
    parts, position = [], 0
    for start, _, _, end in elements(data, name):
        parts.append(data[position:start])
        position = end
    return b"".join(parts) + data[position:]


def plain_word(path):
    """Word's document with nothing around its words that pandoc would pass over, and with what stands in boxes behind the
    paragraph that the box is fixed to; None when it has nothing of the kind."""
    archive = sheets.Archive(path)
    changed = {}
    for name in ("word/document.xml", "word/footnotes.xml", "word/endnotes.xml"):
        data = archive.read(name) if name in archive.names else None
        if data and (AROUND.search(data) or BOX.encode() in data):
            for element in BESIDE:
                data = without(data, element)
            changed[name] = with_boxes_behind(AROUND.sub(b"", data))
    if not changed:
        return None
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_STORED) as file:
        for name in sorted(archive.names):
            # Pictures are no text.
            if name.endswith((".xml", ".rels")):
                file.writestr(name, changed[name] if name in changed else archive.read(name))
    return output.getvalue()


def with_boxes_behind(data):
    """The text with what boxes hold behind the paragraph that each is in."""
    parts, behind, position, paragraph = [], [], 0, -1

    def end_paragraph(end):
        nonlocal position, behind
        parts.extend([data[position:end], *behind])
        position, behind = end, []

    for start, content, content_end, end in elements(data, BOX):
        if behind and start >= paragraph:
            end_paragraph(paragraph)
        parts.append(data[position:start])
        behind.append(data[content:content_end])
        position = end
        if paragraph < end:
            close = data.find(b"</w:p>", end)
            paragraph = close + len(b"</w:p>") if close >= 0 else len(data)
    if behind:
        end_paragraph(paragraph)
    return b"".join(parts) + data[position:]
