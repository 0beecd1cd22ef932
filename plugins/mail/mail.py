#!/usr/bin/env python3
"""Text of mail and of saved web pages; speaks JSON-RPC 2.0, one message a line."""
import base64
import email
import email.policy
import json
import os
import re
import signal
import sys
from html.parser import HTMLParser

# Mails in mails deeper than this are named and not read.
DEEPEST = 10
LONGEST = 100 << 20
# The program that asks waits for 60.
SECONDS = 50
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
    return decoded(data, declared)


# What mail calls by the name of a standard is what Windows has, which is more.
WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "x-gbk": "gb18030", "cp936": "gb18030", "gb_2312-80": "gb18030",
         "shift_jis": "cp932", "shift-jis": "cp932", "x-sjis": "cp932", "sjis": "cp932", "euc-kr": "cp949",
         "ks_c_5601-1987": "cp949", "ks_c_5601": "cp949", "big5": "cp950", "x-big5": "cp950", "iso-8859-9": "cp1254",
         "iso-8859-8-i": "iso-8859-8", "iso-8859-11": "cp874", "tis-620": "cp874", "iso-8859-1": "cp1252",
         "latin1": "cp1252", "us-ascii": "cp1252", "ascii": "cp1252", "iso-2022-jp": "iso2022_jp_ext", "koi8": "koi8-r",
         "unicode-1-1-utf-7": "utf-7"}


def decoded(data, declared):
    """Text in the encoding that it is said to be in, or in UTF-8, which wins where it may be either."""
    name = WIDER.get((declared or "").lower(), declared)
    for choice in (["utf-8", name] if name == "cp1252" else [name, "utf-8"]):
        try:
            if choice:
                return data.decode(choice)
        except (LookupError, UnicodeDecodeError):
            continue
    # What is called UTF-8 and has no character of it is Western, as text without a name is.
    if name and name.lower() in ("utf-8", "utf8") and not re.search(r"[^\x00-\x7f\ufffd]", data.decode(name, "replace")):
        name = "cp1252"
    for choice in [name, "cp1252"]:
        try:
            # A byte that is not in it is told; what has no name is Western or nothing that can be known here.
            if choice:
                return data.decode(choice, errors="replace")
        except LookupError:
            continue


WORD = rb"=\?([-\w*]+)\?([bBqQ])\?([^?]*)\?="


def joined_words(data):
    """Encoded words of headers that follow one another, as one: some programs cut characters in two between them. They
    are called by the wider names, too."""

    def join(found):
        words = re.findall(WORD, found.group(0))
        charset, kind, _ = words[0]
        name = WIDER.get(charset.split(b"*")[0].decode().lower(), "").encode() or charset
        if any((word[0].lower(), word[1].lower()) != (charset.lower(), kind.lower()) for word in words):
            return found.group(0)
        try:
            text = b"".join(word[2] for word in words) if kind in b"qQ" else base64.b64encode(
                b"".join(base64.b64decode(word[2] + b"=" * (-len(word[2]) % 4)) for word in words))
        except ValueError:
            return found.group(0)
        return b"=?" + name + b"?" + kind + b"?" + text + b"?="

    head, gap, rest = data.partition(b"\r\n\r\n" if b"\r\n\r\n" in data[:1 << 16] else b"\n\n")
    return re.sub(WORD + rb"(?:[ \t\r\n]+" + WORD + rb")*", join, head) + gap + rest


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


# What reads the same before and after it is parsed, which takes ten times as long: a subject without encoded words, one
# address, a date in full.
ADDRESS = re.compile(r"(?:[A-Za-z][\w' -]* <[\w.+-]+@[\w.-]+>|[\w.+-]+@[\w.-]+) *", re.ASCII)
PLAIN = {"Subject": re.compile(r"[ !-<>-~]*"), "From": ADDRESS, "To": ADDRESS, "Cc": ADDRESS,
         "Date": re.compile(r"[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d [+-]\d{4}", re.ASCII)}


def header(message, name):
    raw = next((value for key, value in message.raw_items() if key.lower() == name.lower()), None)
    if raw is None:
        return ""
    if isinstance(raw, str) and PLAIN[name].fullmatch(raw):
        return " ".join(raw.split())
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
DATED = rb"From [^\n]{0,300}?\d:\d\d[^\n]{0,100}\n"


def mails(data):
    """The mails of an mbox: each begins with a line `From …` behind a blank one, and `>From` stands for one in a text."""
    begin = DATED if re.match(DATED, data) else rb"From [^\n]*\n"
    for piece in re.split(rb"(?:\A|(?<=\n\n)|(?<=\n\r\n))" + begin, data):
        if piece.strip():
            yield re.sub(rb"(?m)^>(>*From )", rb"\1", piece)


class TooLong(BaseException):
    """The time is over. It is no `Exception`, which parsers of headers and words catch."""


def too_long(*_):
    raise TooLong


def extract(params):
    # Before the program that asks gives up without a reason.
    signal.signal(signal.SIGALRM, too_long)
    signal.alarm(SECONDS)
    try:
        return text_of(params["path"])
    except TooLong:
        raise ValueError(f"there is more in it than can be read in {SECONDS} seconds; add it in parts") from None
    except RecursionError:
        raise ValueError("mails and parts of mails are nested too deep in it to be read") from None
    finally:
        signal.alarm(0)


def text_of(path):
    if os.path.getsize(path) > LONGEST:
        raise ValueError("it is longer than 100 MB")
    with open(path, "rb") as file:
        data = file.read()
    ending = os.path.splitext(path)[1][1:].lower()

    def parsed(data):
        return email.message_from_bytes(joined_words(data), policy=email.policy.default)

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
