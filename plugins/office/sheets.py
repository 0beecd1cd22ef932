"""Text of spreadsheets (xlsx, ods) and slides (pptx, odp), which are zip archives of XML that a stranger may have made."""
import datetime
import posixpath
import re
import xml.etree.ElementTree as tree
import zipfile

# What unfolds to more than this, or to so many times as much, is no document but a bomb.
LARGEST = 200 << 20
RATIO = 200
SMALL = 16 << 20
MOST_ENTRIES = 20_000
# A cell may say that it stands for a million others.
MOST_REPEATS = 50


class Archive:
    """A zip archive of which no more is unfolded than a document holds."""

    def __init__(self, path):
        self.zip = zipfile.ZipFile(path)
        entries = self.zip.infolist()
        if len(entries) > MOST_ENTRIES:
            raise ValueError(f"the archive has {len(entries)} entries, as no document does")
        self.names = {entry.filename for entry in entries}
        self.size = self.packed = 0

    def parse(self, name):
        """The root of a file of XML; None when it is not there."""
        if name not in self.names:
            return None
        data = self.read(name)
        # No document of these kinds declares entities; a declaration is there to make a small file large.
        if b"<!DOCTYPE" in data[:1 << 16] or b"<!ENTITY" in data:
            raise ValueError("its XML declares entities")
        return tree.fromstring(data)

    def read(self, name):
        """The bytes of a file."""
        entry = self.zip.getinfo(name)
        self.packed += entry.compress_size
        pieces = []
        with self.zip.open(entry) as file:
            while piece := file.read(1 << 20):
                self.size += len(piece)
                if self.size > LARGEST or self.size > SMALL and self.size > RATIO * max(1, self.packed):
                    raise ValueError("it unfolds to more than any document does")
                pieces.append(piece)
        return b"".join(pieces)

    def related(self, part):
        """The parts that a part refers to, by id: their kinds and names."""
        folder, name = posixpath.split(part)
        root = self.parse(posixpath.join(folder, "_rels", name + ".rels"))
        found = {}
        for element in root if root is not None else []:
            target = element.get("Target", "")
            if element.get("TargetMode") != "External":
                place = target[1:] if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
                found[element.get("Id")] = (element.get("Type", "").rsplit("/", 1)[-1], place)
        return found


def local(element):
    """The name of an element without its namespace."""
    return element.tag.rsplit("}", 1)[-1] if isinstance(element.tag, str) else ""


def attribute(element, name):
    """An attribute by its name without a namespace."""
    for key, value in element.items():
        if key.rsplit("}", 1)[-1] == name:
            return value
    return None


def row_text(cells):
    """A row as a line with bars around the cells, as the host knows rows of a table; empty ends are left out."""
    cells = [" ".join(cell.split()) for cell in cells]
    while cells and not cells[-1]:
        cells.pop()
    return "| " + " | ".join(cells) + " |" if cells else ""


def rows_text(rows):
    return "\n".join(line for line in map(row_text, rows) if line)


def column(reference):
    """The number of a column from `BC12`, from 0."""
    number = 0
    for letter in re.match(r"[A-Z]*", reference or "").group(0):
        number = number * 26 + ord(letter) - 64
    return number - 1


def workbook(archive):
    root = archive.parse("xl/workbook.xml")
    if root is None:
        raise ValueError("it has no workbook")
    related = archive.related("xl/workbook.xml")
    shared, formats = [], Formats(root)
    for kind, place in related.values():
        if kind == "sharedStrings":
            strings = archive.parse(place)
            shared += [string_text(item) for item in (strings if strings is not None else [])]
        elif kind == "styles":
            formats.learn(archive.parse(place))
    for sheet in (element for element in root.iter() if local(element) == "sheet"):
        place = related.get(attribute(sheet, "id"), ("", ""))[1]
        content = archive.parse(place)
        if content is None:
            continue
        rows = []
        for row in (element for element in content.iter() if local(element) == "row"):
            cells = []
            for cell in (element for element in row if local(element) == "c"):
                place = column(cell.get("r"))
                if len(cells) < place <= len(cells) + MOST_REPEATS:
                    cells += [""] * (place - len(cells))
                cells.append(cell_text(cell, shared, formats))
            rows.append(cells)
        yield sheet.get("name", ""), rows_text(rows)


def string_text(item):
    """The text of a string, without what tells how its characters are read aloud."""
    if local(item) == "rPh":
        return ""
    return (item.text or "" if local(item) == "t" else "") + "".join(string_text(part) for part in item)


def cell_text(cell, shared, formats):
    value = next((part.text or "" for part in cell if local(part) == "v"), "")
    kind = cell.get("t")
    if kind == "s":
        return shared[int(value)] if value.isdigit() and int(value) < len(shared) else ""
    if kind == "inlineStr":
        return "".join(string_text(part) for part in cell if local(part) == "is")
    if kind == "b":
        return "TRUE" if value == "1" else "FALSE"
    return formats.shown(value, cell.get("s")) if kind in (None, "n") else value


class Formats:
    """How the numbers of a workbook are shown, as far as it changes what they mean: dates, times and per cents."""

    # Those that every program knows by number (ECMA-376, 18.8.30).
    KNOWN = {9: "0%", 10: "0.00%", 14: "yyyy-mm-dd", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm", 19: "h:mm:ss",
             20: "h:mm", 21: "h:mm:ss", 22: "yyyy-mm-dd h:mm", 45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0"}

    def __init__(self, workbook):
        properties = next((part for part in workbook.iter() if local(part) == "workbookPr"), None)
        since_1904 = properties is not None and properties.get("date1904") in ("1", "true")
        # A day that was not, the 29th of February 1900, is counted in the older one.
        self.start = datetime.datetime(1904, 1, 1) if since_1904 else datetime.datetime(1899, 12, 30)
        self.kinds = []

    def learn(self, styles):
        """Reads the formats that cells name by their place in `cellXfs`."""
        codes = dict(self.KNOWN)
        for element in styles.iter() if styles is not None else []:
            if local(element) == "numFmt" and (element.get("numFmtId") or "").isdigit():
                codes[int(element.get("numFmtId"))] = element.get("formatCode") or ""
            elif local(element) == "cellXfs":
                self.kinds = [part.get("numFmtId") or "0" for part in element if local(part) == "xf"]
        self.kinds = [self.kind(codes.get(int(number), "")) if number.isdigit() else None for number in self.kinds]

    @staticmethod
    def kind(code):
        """What a format makes of a number."""
        # The part for positive numbers, without words, escaped characters, colours and languages.
        code = re.sub(r'"[^"]*"|\\.|_.|\*.|\[(?![hms]+\])[^\]]*\]', "", code.split(";")[0]).lower()
        code = re.sub(r"general|e[+-]|am/pm|a/p", "", code)
        has_day = re.search(r"[yd]|mmm", code) or "m" in code and not re.search("[hs]", code)
        has_time = re.search(r"[hs]", code)
        if has_day:
            return "both" if has_time else "day"
        return "time" if has_time else "percent" if "%" in code else None

    def shown(self, value, style):
        try:
            kind = self.kinds[int(style or 0)]
            number = float(value)
        except (ValueError, IndexError):
            return value
        try:
            if kind == "percent":
                return f"{number * 100:.10g}%"
            if kind == "time":
                seconds = round(number * 86400)
                return f"{seconds // 3600}:{seconds // 60 % 60:02}" + (f":{seconds % 60:02}" if seconds % 60 else "")
            if kind:
                moment = self.start + datetime.timedelta(seconds=round(number * 86400))
                text = moment.strftime("%Y-%m-%d")
                clock = moment.strftime("%H:%M:%S" if moment.second else "%H:%M")
                return text if kind == "day" and clock == "00:00" else f"{text} {clock}"
        except (OverflowError, ValueError):
            return value
        # The nearest number of 15 digits is what was typed; programs store 17.
        return f"{number:.15g}" if "." in value and len(value) > 16 else value


def words(element):
    """The text of an element of OpenDocument, a line for each paragraph, without what stands in notes to it."""
    parts = []

    def walk(node):
        if local(node) == "annotation":
            return
        parts.append(node.text or "")
        for child in node:
            name = local(child)
            if name in ("s", "tab"):
                parts.append(" ")
            elif name == "line-break":
                parts.append("\n")
            else:
                walk(child)
            parts.append(child.tail or "")
        if local(node) in ("p", "h"):
            parts.append("\n")

    walk(element)
    return "".join(parts).strip()


def sheets(archive):
    root = content(archive)
    for table in (element for element in root.iter() if local(element) == "table"):
        rows = []
        for row in (element for element in table.iter() if local(element) == "table-row"):
            cells = []
            for cell in row:
                if local(cell) not in ("table-cell", "covered-table-cell"):
                    continue
                text = words(cell)
                repeats = attribute(cell, "number-columns-repeated") or "1"
                count = int(repeats) if repeats.isdigit() else 1
                cells += [text] * min(count, MOST_REPEATS)
            rows.append(cells)
        yield attribute(table, "name") or "", rows_text(rows)


def content(archive):
    root = archive.parse("content.xml")
    if root is None:
        raise ValueError("it has no content")
    return root


def slides(archive):
    root = archive.parse("ppt/presentation.xml")
    if root is None:
        raise ValueError("it has no presentation")
    related = archive.related("ppt/presentation.xml")
    for slide in (element for element in root.iter() if local(element) == "sldId"):
        # The slide's own number is called id as well; the reference has a namespace.
        key = next((value for name, value in slide.items() if name.endswith("}id")), None)
        place = related.get(key, ("", ""))[1]
        texts = [drawing(archive.parse(place))]
        for kind, notes in archive.related(place).values() if place else []:
            if kind == "notesSlide":
                texts.append(drawing(archive.parse(notes), skips=("sldNum", "dt", "ftr", "hdr")))
        yield "", "\n\n".join(text for text in texts if text)


def drawing(root, skips=()):
    """The text of a slide: a line for each paragraph and each row of a table."""
    lines = []

    def paragraph(element):
        return "".join(
            "\n" if local(part) == "br" else part.text or "" for part in element.iter() if local(part) in ("t", "br"))

    def walk(element):
        name = local(element)
        # The same once more, for older programs.
        if name == "Fallback":
            return
        if name == "sp" and any(part.get("type") in skips for part in element.iter() if local(part) == "ph"):
            return
        if name == "tr":
            lines.append(row_text([paragraph(cell) for cell in element if local(cell) == "tc"]))
        elif name == "p":
            lines.append(paragraph(element))
        else:
            for child in element:
                walk(child)

    if root is not None:
        walk(root)
    return "\n".join(line for line in lines if line.strip())


def pictures(archive):
    for page in (element for element in content(archive).iter() if local(element) == "page"):
        yield "", words(page)


READERS = {"xlsx": workbook, "xlsm": workbook, "ods": sheets, "pptx": slides, "odp": pictures}
# Each slide is a page; a sheet is none.
PAGED = {"pptx", "odp"}


def guarded(read):
    """What `read` gives; what is wrong with an archive is said in words."""
    try:
        return read()
    except (zipfile.BadZipFile, tree.ParseError, KeyError, NotImplementedError, RuntimeError, EOFError) as error:
        raise ValueError(f"it is damaged or protected: {error}") from None


def extract(path, ending):
    parts = guarded(lambda: list(READERS[ending](Archive(path))))
    text, pages = "", []
    size = 0
    for name, part in parts:
        piece = (f"{name}\n\n" if name and part else "") + part + ("\n\n" if part else "")
        length = len(piece.encode())
        pages.append({"start": size, "end": size + length})
        size += length
        text += piece
    return {"text": text, "pages": pages if ending in PAGED else [], "title": ""}
