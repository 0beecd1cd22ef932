#!/usr/bin/env python3
"""Text of mail and of saved web pages; speaks JSON-RPC 2.0, one message a line."""
import email
import email.policy
import json
import os
import re
import sys
from html.parser import HTMLParser

# Mails in mails deeper than this are named and not read.
DEEPEST = 10
LONGEST = 100 << 20
HEADERS = ["Subject", "From", "To", "Cc", "Date"]


def say(message):
    sys.stdout.write(json.dumps({"jsonrpc": "2.0", **message}) + "\n")
    sys.stdout.flush()


def initialize(params):
    return {"protocol_version": 1, "name": "mail", "version": "1.1.0", "models": []}


class Page(HTMLParser):
    """The readable text of HTML."""

    SKIPPED = {"script", "style", "head", "template", "noscript", "svg"}
    BLOCKS = {"p", "div", "br", "tr", "li", "h1", "h2", "h3", "h4", "h5", "h6", "table", "ul", "ol", "blockquote", "pre",
              "section", "article", "header", "footer", "hr", "dt", "dd"}

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.parts, self.skipped = [], []

    def handle_starttag(self, tag, attributes):
        if tag in self.SKIPPED:
            self.skipped.append(tag)
        if tag == "body":
            # What is never closed before the page begins hides none of it.
            self.skipped.clear()
        if tag in self.BLOCKS:
            self.parts.append("\n")
        if tag in ("td", "th"):
            self.parts.append(" ")
        if tag == "li":
            self.parts.append("- ")

    def handle_startendtag(self, tag, attributes):
        if tag in self.BLOCKS:
            self.parts.append("\n")

    def handle_endtag(self, tag):
        if self.skipped and self.skipped[-1] == tag:
            self.skipped.pop()
        if tag in self.BLOCKS:
            self.parts.append("\n")

    def handle_data(self, data):
        if not self.skipped:
            self.parts.append(re.sub(r"\s+", " ", data))

    def text(self):
        lines = [" ".join(line.split()) for line in "".join(self.parts).split("\n")]
        return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def page_text(html):
    page = Page()
    page.feed(html)
    page.close()
    return page.text()


def part_text(part):
    """The text of a part that is text, in whatever it is encoded."""
    data = part.get_payload(decode=True) or b""
    declared = part.get_content_charset()
    if part.get_content_type() == "text/html" and not declared:
        found = re.search(rb"charset=[\"']?([-\w]+)", data[:4096])
        declared = found.group(1).decode() if found else None
    # Western mails say ISO-8859-1 or nothing and mean what Windows has.
    western = declared and declared.lower() in ("iso-8859-1", "us-ascii", "latin1")
    for name in (["utf-8", "cp1252"] if western else [declared, "utf-8", "cp1252"]):
        try:
            if name:
                return data.decode(name)
        except (LookupError, UnicodeDecodeError):
            continue
    return data.decode("utf-8", errors="replace")


def body(message, depth):
    """The text of a message or a part of one."""
    kind = message.get_content_type()
    if kind == "multipart/alternative":
        # The last form that can be read is the best one, but plain text is what HTML says without its clutter.
        parts = message.get_payload() if message.is_multipart() else []
        plain = [part for part in parts if part.get_content_type() == "text/plain" and part_text(part).strip()]
        if plain:
            # The other forms may have files with them.
            files = [part for other in parts if other is not plain[0] for part in other.walk() if is_file(part)]
            return "\n\n".join([body(plain[0], depth)] + [body(part, depth) for part in files])
        # An invitation is the last form, and for programs.
        shown = [part for part in parts if part.get_content_type() != "text/calendar"] or parts
        return "\n\n".join(filter(None, (body(part, depth) for part in shown[-1:])))
    if kind == "message/rfc822":
        inner = message.get_payload() if message.is_multipart() else []
        return "\n\n".join(mail(part, depth + 1) for part in inner)
    if message.is_multipart():
        return "\n\n".join(filter(None, (body(part, depth) for part in message.get_payload())))
    text = ""
    if kind == "text/html":
        text = page_text(part_text(message))
    elif kind.startswith("text/") and kind not in ("text/css", "text/javascript"):
        text = part_text(message).replace("\r\n", "\n").strip()
        if kind == "text/plain" and (message.get_param("format") or "").lower() == "flowed":
            text = unflowed(text, (message.get_param("delsp") or "").lower() == "yes")
    if not is_file(message):
        return text
    # A file that is text is read; of others there is the name.
    name = f"[attachment: {message.get_filename() or kind}]"
    return f"{name}\n\n{text}" if text else name


def is_file(part):
    """Whether a part is a file that came with a mail."""
    return not part.is_multipart() and (
        part.get_content_disposition() == "attachment"
        or bool(part.get_filename()) and not part.get_content_type().startswith("text/"))


def unflowed(text, drops_space):
    """Lines that were cut with a space at the end put together again (RFC 3676); the mark of a signature is none."""
    lines, is_open, last = [], False, ""
    for line in text.split("\n"):
        mark = re.match(r">*", line).group(0)
        content = line[len(mark):].removeprefix(" ")
        if is_open and mark == last and content != "-- ":
            lines[-1] += content
        else:
            lines.append(mark + (" " if mark else "") + content)
        is_open, last = content.endswith(" ") and content != "-- ", mark
        if is_open and drops_space:
            lines[-1] = lines[-1][:-1]
    return "\n".join(line.rstrip() for line in lines)


def header(message, name):
    try:
        return " ".join(str(message.get(name) or "").split())
    except Exception:
        # A header that cannot be parsed has no words for readers.
        return ""


def mail(message, depth=0):
    if depth > DEEPEST:
        return "[a mail in a mail, and so on]"
    lines = [f"{name}: {value}" for name in HEADERS if (value := header(message, name))]
    return "\n".join(lines) + "\n\n" + body(message, depth)


def saved_page(message):
    """The page of an archive: its first part that is HTML or text."""
    for part in message.walk():
        if part.get_content_type() in ("text/html", "application/xhtml+xml"):
            return header(message, "Subject") + "\n\n" + page_text(part_text(part))
    return mail(message)


# The line that begins a mail ends with a time; sentences that begin with the same word do not.
DATED = rb"From [^\n]*\d\d?:\d\d(?::\d\d)?[^\n]*\n"


def mails(data):
    """The mails of an mbox: each begins with a line `From …` behind a blank one, and `>From` stands for one in a text."""
    begin = DATED if re.match(DATED, data) else rb"From [^\n]*\n"
    for piece in re.split(rb"(?:\A|(?<=\n\n)|(?<=\n\r\n))" + begin, data):
        if piece.strip():
            yield re.sub(rb"(?m)^>(>*From )", rb"\1", piece)


def extract(params):
    path = params["path"]
    if os.path.getsize(path) > LONGEST:
        raise ValueError("it is longer than 100 MB")
    with open(path, "rb") as file:
        data = file.read()
    ending = os.path.splitext(path)[1][1:].lower()

    def parsed(data):
        return email.message_from_bytes(data, policy=email.policy.default)

    title = ""
    if ending == "mbox":
        text = "\n\n".join(mail(parsed(piece)) for piece in mails(data))
    elif ending in ("mht", "mhtml"):
        text = saved_page(parsed(data))
    else:
        message = parsed(data)
        text, title = mail(message), header(message, "Subject")
    # Half of a character of UTF-16 cannot be written.
    text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace").replace("\0", "\ufffd")
    return {"text": text.strip() + "\n", "pages": [], "title": title}


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
