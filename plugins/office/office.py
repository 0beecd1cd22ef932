#!/usr/bin/env python3
"""Text of word processor files, e-books, notebooks, spreadsheets and slides; speaks JSON-RPC 2.0, one message a line.

pandoc reads documents; spreadsheets and slides, which it does not know, are read here."""
import itertools
import json
import os
import re
import subprocess
import sys

# The folder that the plugin lies in may be anybody's, and is left as it is.
sys.dont_write_bytecode = True

import sheets  # noqa: E402
import texts  # noqa: E402

SECONDS = 300
# A deeper document was made to be one.
DEEPEST = 1000
READERS = {ending: ending for ending in ["docx", "epub", "rtf", "org", "rst", "ipynb"]}
READERS["tex"] = "latex"
# What these tell of themselves (title, author) pandoc takes for no part of the text; the template prints it.
TITLED = {"docx", "org", "epub", "tex"}
FOLDER = os.path.dirname(os.path.abspath(__file__))
TEMPLATE = os.path.join(FOLDER, "titled.plain")
TABLES = os.path.join(FOLDER, "tables.lua")


def say(message):
    sys.stdout.write(json.dumps({"jsonrpc": "2.0", **message}) + "\n")
    sys.stdout.flush()


def initialize(params):
    return {"protocol_version": 1, "name": "office", "version": "1.2.0", "models": []}


def extract(params):
    path = params["path"]
    ending = os.path.splitext(path)[1][1:].lower()
    if ending in sheets.READERS:
        return sheets.extract(path, ending)
    if ending == "odt":
        return {"text": sheets.guarded(lambda: texts.Text(sheets.Archive(path)).text()), "pages": [], "title": ""}
    if ending not in READERS:
        raise ValueError(f"files that end in .{ending} are not for this plugin")
    # The sandbox keeps pandoc from reading other files and from fetching what a document includes.
    command = ["pandoc", "+RTS", "-M2g", "-RTS", "--sandbox", "--from", READERS[ending], "--to", "plain", "--wrap", "none", "--lua-filter", TABLES]
    if ending in TITLED:
        command += ["--template", TEMPLATE]
    given = None
    if ending in ("org", "rtf", "tex"):
        with open(path, "rb") as file:
            given = prepared(file.read(), ending)
    elif ending == "docx":
        given = sheets.guarded(lambda: texts.plain_word(path))
    if given is None:
        command.append(path)
    done = subprocess.run(
        command, input=given, stdin=subprocess.DEVNULL if given is None else None, capture_output=True, timeout=SECONDS)
    if done.returncode != 0:
        complaint = done.stderr.decode(errors="replace").strip().splitlines()
        raise ValueError("pandoc cannot read it" + (f": {complaint[0]}" if complaint else ""))
    return {"text": done.stdout.decode(errors="replace").strip("\n") + "\n", "pages": [], "title": ""}


def require_shallow(data):
    """Fails for braces in braces in which pandoc would spend gigabytes and minutes."""
    # Escaped ones are characters, and an escaped backslash escapes nothing.
    data = re.sub(rb"\\[\\{}]", b"", data)
    braces = data.translate(None, bytes(set(range(256)) - set(b"{}")))
    if max(itertools.accumulate(1 if brace == 0x7B else -1 for brace in braces), default=0) > DEEPEST:
        raise ValueError(f"its braces are nested more than {DEEPEST} deep")


def prepared(data, ending):
    """The bytes as pandoc reads them right."""
    if ending in ("tex", "rtf"):
        require_shallow(data)
    if ending == "rtf":
        return with_code_page(data)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode(tex_encoding(data) if ending == "tex" else "cp1252", errors="replace")
    if ending == "tex":
        # pandoc writes this into lists, and does not know their terms when it reads it.
        text = re.sub(r"(?<!\{)\\tightlist\b", "", text)
    # Deadlines and the like are left out of what is exported, unless the file says otherwise.
    return (("#+OPTIONS: p:t\n" if ending == "org" else "") + text).encode()


def tex_encoding(data):
    found = re.search(rb"\\usepackage\[([a-z0-9]+)\]\{inputenc\}", data)
    names = {b"latin1": "cp1252", b"ansinew": "cp1252", b"latin2": "iso8859-2", b"latin9": "iso8859-15",
             b"cp1250": "cp1250", b"cp1251": "cp1251", b"koi8-r": "koi8-r"}
    return names.get(found.group(1), "cp1252") if found else "cp1252"


def with_code_page(data):
    """RTF in which bytes of a code page other than the Western one are written as Unicode, and whose footnotes are not
    marked as something to pass over."""
    data = data.replace(b"{\\*\\footnote", b"{\\footnote")
    page = re.search(rb"\\ansicpg(\d+)", data[:4096])
    if not page or page.group(1) == b"1252":
        return data
    name = "cp" + page.group(1).decode()

    def unicode_of(match):
        try:
            text = bytes.fromhex(match.group(0).replace(b"\\'", b"").decode()).decode(name)
        except (LookupError, UnicodeDecodeError):
            return match.group(0)
        # A number of 16 bits with its sign, and no byte that stands in for it.
        units = text.encode("utf-16-le")
        numbers = [int.from_bytes(units[i:i + 2], "little", signed=True) for i in range(0, len(units), 2)]
        return b"{\\uc0" + b"".join(b"\\u%d " % number for number in numbers) + b"}"

    return re.sub(rb"(?:\\'[0-9a-fA-F]{2})+", unicode_of, data)


METHODS = {"initialize": initialize, "extract": extract}


def main():
    for line in sys.stdin:
        request = json.loads(line)
        method, number = request["method"], request.get("id")
        if number is None:
            continue
        if method == "shutdown":
            say({"id": number, "result": None})
            break
        if method not in METHODS:
            say({"id": number, "error": {"code": -32601, "message": f"no method {method}"}})
            continue
        try:
            say({"id": number, "result": METHODS[method](request.get("params", {}))})
        except Exception as error:
            say({"id": number, "error": {"code": -32000, "message": str(error) or type(error).__name__}})


if __name__ == "__main__":
    main()
