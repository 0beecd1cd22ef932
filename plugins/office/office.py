#!/usr/bin/env python3
"""Text of word processor files, e-books and notebooks by pandoc; speaks JSON-RPC 2.0, one message a line."""
import json
import os
import subprocess
import sys

SECONDS = 300
READERS = {ending: ending for ending in ["docx", "odt", "epub", "rtf", "org", "rst", "ipynb"]}


def say(message):
    sys.stdout.write(json.dumps({"jsonrpc": "2.0", **message}) + "\n")
    sys.stdout.flush()


def initialize(params):
    return {"protocol_version": 1, "name": "office", "version": "1.0.0", "models": []}


def extract(params):
    path = params["path"]
    ending = os.path.splitext(path)[1][1:].lower()
    if ending not in READERS:
        raise ValueError(f"files that end in .{ending} are not for this plugin")
    # The sandbox keeps pandoc from reading other files and from fetching what a document includes.
    done = subprocess.run(
        ["pandoc", "--sandbox", "--from", READERS[ending], "--to", "plain", "--wrap", "none", path],
        stdin=subprocess.DEVNULL, capture_output=True, timeout=SECONDS)
    if done.returncode != 0:
        complaint = done.stderr.decode(errors="replace").strip().splitlines()
        raise ValueError("pandoc cannot read it" + (f": {complaint[0]}" if complaint else ""))
    return {"text": done.stdout.decode(errors="replace"), "pages": [], "title": ""}


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
