#!/usr/bin/env python3
"""Text of PDF files by poppler's pdftotext; speaks JSON-RPC 2.0, one message a line."""
import json
import subprocess
import sys

SECONDS = 300


def say(message):
    sys.stdout.write(json.dumps({"jsonrpc": "2.0", **message}) + "\n")
    sys.stdout.flush()


def initialize(params):
    return {"protocol_version": 1, "name": "pdf", "version": "1.0.0", "models": []}


def extract(params):
    done = subprocess.run(
        ["pdftotext", "-enc", "UTF-8", "-eol", "unix", params["path"], "-"],
        stdin=subprocess.DEVNULL, capture_output=True, timeout=SECONDS)
    if done.returncode != 0:
        complaint = done.stderr.decode(errors="replace").strip().splitlines()
        raise ValueError("pdftotext cannot read it" + (f": {complaint[-1]}" if complaint else ""))
    pages, start = [], 0
    text = done.stdout.decode(errors="replace")
    # pdftotext ends every page with a form feed.
    for page in text.split("\f")[:-1] or [text]:
        end = start + len(page.encode()) + 1
        pages.append({"start": start, "end": end})
        start = end
    size = len(text.encode())
    pages = [{"start": page["start"], "end": min(page["end"], size)} for page in pages]
    return {"text": text, "pages": pages, "title": ""}


METHODS = {"initialize": initialize, "extract": extract}

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
        say({"id": number, "error": {"code": -32000, "message": str(error)}})
