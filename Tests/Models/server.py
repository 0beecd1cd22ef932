#!/usr/bin/env python3
"""A server with OpenAI's interface that answers as the first part of the path says: /SCENARIO/v1/chat/completions.

    server.py PORT LOG [CERTIFICATE KEY]

Every request is a line of JSON in LOG. With a certificate it speaks TLS. It is its own proxy too: a request for a whole
address is answered as if it had gone there.
"""
import base64
import gzip
import http.server
import json
import socket
import ssl
import struct
import sys
import threading
import time
import zlib

PORT, LOG = int(sys.argv[1]), sys.argv[2]
LOCK = threading.Lock()
COUNTS = {}
DIMENSIONS = 64


def vector(text):
    """A bag of words, hashed: the same text gives the same vector, similar texts similar ones."""
    numbers = [0.001] * DIMENSIONS
    for word in text.lower().replace(".", " ").replace("?", " ").split():
        numbers[zlib.crc32(word.encode()) % DIMENSIONS] += 1.0
    length = sum(number * number for number in numbers) ** 0.5
    return [number / length for number in numbers]


def error(message, kind="invalid_request_error", code=None):
    return {"error": {"message": message, "type": kind, "param": None, "code": code}}


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def handle(self):
        try:
            super().handle()
        except (ConnectionError, BrokenPipeError, ssl.SSLError):
            pass

    def do_GET(self):
        self.respond(None)

    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.respond(json.loads(body))

    def respond(self, body):
        path = self.path
        if "://" in path:
            path = "/" + path.split("://", 1)[1].split("/", 1)[1]
        self.model = (body or {}).get("model", "")
        scenario, _, rest = path.lstrip("/").partition("/")
        with LOCK:
            COUNTS[scenario] = COUNTS.get(scenario, 0) + 1
            self.count = COUNTS[scenario]
            with open(LOG, "a") as log:
                log.write(json.dumps({"path": self.path, "headers": dict(self.headers), "body": body}) + "\n")
        failure = getattr(self, "fail_" + scenario.replace("-", "_"), None)
        if failure and failure(body) is not False:
            return
        if scenario == "secret" and self.headers.get("Authorization") != "Bearer sk-test-0123456789":
            return self.json(401, error("Incorrect API key provided: %s" % self.headers.get("Authorization"),
                                        code="invalid_api_key"))
        if rest == "v1/models":
            names = ["only"] if scenario == "one" else ["chatty", "embed-64"]
            # What servers say of how much a model takes, each in its own words.
            more = {"vllm": {"max_model_len": 3000}, "router": {"context_length": 3000},
                    "llamacpp": {"meta": {"n_ctx_train": 3000}}}.get(scenario, {})
            return self.json(200, {"object": "list", "data": [
                {"id": name, "object": "model", "created": 0, "owned_by": "tests", **more} for name in names]})
        if rest == "v1/embeddings":
            return self.embed(scenario, body)
        if rest == "v1/chat/completions":
            return self.chat(scenario, body)
        self.text(404, "text/html", "<html>404</html>")

    # Whole answers

    def json(self, status, value, headers={}):
        self.text(status, "application/json", json.dumps(value), headers)

    def text(self, status, media_type, text, headers={}):
        data = text if isinstance(text, bytes) else text.encode()
        self.send_response(status)
        self.send_header("Content-Type", media_type)
        self.send_header("Content-Length", str(len(data)))
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(data)

    # Streams

    def begin(self):
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()

    def chunk(self, data):
        data = data if isinstance(data, bytes) else data.encode()
        if data:
            self.wfile.write(b"%x\r\n" % len(data) + data + b"\r\n")
            self.wfile.flush()

    def end(self):
        self.wfile.write(b"0\r\n\r\n")
        self.wfile.flush()

    def event(self, delta=None, finish=None, usage=None):
        value = {"id": "chatcmpl-1", "object": "chat.completion.chunk", "created": 0, "model": self.model,
                 "choices": [] if usage else [{"index": 0, "delta": delta or {}, "finish_reason": finish}]}
        if usage:
            value["usage"] = usage
        return "data: %s\n\n" % json.dumps(value, ensure_ascii=False)

    def chat(self, scenario, body):
        words = body["messages"][-1]["content"].split()
        answer = "You said %d words: %s" % (len(words), " ".join(words[:12]))
        if scenario == "cite":
            answer = "It is so [1]. That is no passage [99], and [this] is none."
        usage = {"prompt_tokens": sum(len(m["content"].split()) for m in body["messages"]),
                 "completion_tokens": len(answer.split()), "total_tokens": 0}
        if scenario == "whole" or not body.get("stream"):
            return self.json(200, {
                "id": "chatcmpl-1", "object": "chat.completion", "created": 0, "model": body["model"], "usage": usage,
                "choices": [{"index": 0, "finish_reason": "stop", "logprobs": None,
                             "message": {"role": "assistant", "content": answer, "refusal": None}}]})
        self.begin()
        self.chunk(self.event({"role": "assistant", "content": ""}))
        pieces = [word + " " for word in answer.split()]
        pieces[-1] = pieces[-1].rstrip()
        if scenario == "long":
            pieces = ["x" * (10 << 20)]
        if scenario == "big":
            pieces = ["0123456789abcde "] * 65536
        if scenario == "echo":
            pieces = list("Your header was %s." % self.headers.get("Authorization"))
        for piece in pieces:
            data = self.event({"content": piece})
            if scenario == "parts":
                data = self.event({"content": [{"type": "thinking", "thinking": [{"type": "text", "text": "hm"}]},
                                               {"type": "text", "text": piece}]})
            if scenario == "noise":
                self.chunk('data: : keepalive\n\ndata:\n\nevent: ping\ndata: {"type": "ping"}\n\ndata: {"choices": null}\n\n')
            if scenario == "bytes":
                for byte in data.encode():
                    self.chunk(bytes([byte]))
            elif scenario == "crlf":
                self.chunk(": a comment\r\nevent: message\r\nid: 7\r\n" + data.replace("\n", "\r\n"))
            else:
                self.chunk(data)
            if scenario == "slow":
                time.sleep(0.05)
        if scenario in ("limit", "filter"):
            self.chunk(self.event(finish="length" if scenario == "limit" else "content_filter"))
        elif scenario != "done-only":
            self.chunk(self.event(finish="stop"))
        if (body.get("stream_options") or {}).get("include_usage"):
            self.chunk(self.event(usage=usage))
        if scenario not in ("no-done", "held-finish"):
            self.chunk("data: [DONE] \n\n" if scenario == "noise" else "data: [DONE]\n\n")
        if scenario.startswith("held"):
            # Open for longer than a client may wait, and no end in order afterwards.
            for _ in range(100):
                time.sleep(0.2)
                if scenario == "held-beats":
                    self.chunk(": beat\n\n")
            self.close_connection = True
            return self.connection.close()
        self.end()

    def embed(self, scenario, body):
        texts = body["input"] if isinstance(body["input"], list) else [body["input"]]
        if scenario == "short" and any(len(text.split()) > 200 for text in texts):
            return self.json(400, error("This model's maximum context length is 200 tokens", code="context_length_exceeded"))
        if scenario == "ten" and len(texts) > 10:
            return self.json(400, error("batch size is invalid, it should not be larger than 10"))
        if scenario == "physical" and any(len(text) > 300 for text in texts):
            return self.json(500, error("input is too large to process. increase the physical batch size", "server_error"))
        rows = [{"object": "embedding", "index": index, "embedding": vector(text)} for index, text in enumerate(texts)]
        if scenario == "shuffled":
            rows.reverse()
        if scenario == "base64":
            for row in rows:
                row["embedding"] = base64.b64encode(struct.pack(f"<{len(row['embedding'])}f", *row["embedding"])).decode()
        if scenario == "uncounted":
            for row in rows:
                row["index"] = 0
        if scenario == "few":
            rows = rows[1:]
        self.json(200, {"object": "list", "model": body["model"], "data": rows,
                        "usage": {"prompt_tokens": 1, "total_tokens": 1}})

    # What goes wrong

    def fail_busy(self, body):
        if self.count > 2:
            return False
        self.json(429, error("Rate limit reached", code="rate_limit_exceeded"), {"Retry-After": "0"})

    def fail_busy_date(self, body):
        if self.count > 1:
            return False
        self.json(429, error("Rate limit reached"), {"Retry-After": "Wed, 21 Oct 2015 07:28:00 GMT"})

    def fail_later(self, body):
        self.json(429, error("Rate limit reached", code="rate_limit_exceeded"), {"Retry-After": "3600"})

    def fail_patient(self, body):
        self.json(429, error("Rate limit reached"), {"Retry-After": "50"})

    def fail_broken(self, body):
        if self.count > 1:
            return False
        self.json(500, error("The server had an error"), {"Retry-After": "0"})

    def fail_down(self, body):
        self.text(503, "text/html", "<html>Service Unavailable</html>", {"Retry-After": "0"})

    def fail_overloaded(self, body):
        self.json(529, error("Overloaded", "overloaded_error"), {"Retry-After": "7"})

    def fail_gateway(self, body):
        self.text(504, "text/html", "<html>Gateway Time-out</html>")

    def fail_quota(self, body):
        self.json(429, error("You exceeded your current quota, please check your plan and billing details.",
                             "insufficient_quota", "insufficient_quota"))

    def fail_nokey(self, body):
        self.json(401, error("You didn't provide an API key."))

    def fail_nomodel(self, body):
        self.json(404, error("The model `%s` does not exist or you do not have access to it." % body["model"],
                             code="model_not_found"))

    def fail_ollama_nomodel(self, body):
        self.json(404, {"error": {"message": "model \"%s\" not found, try pulling it first" % body["model"]}})

    def fail_toolong(self, body):
        self.json(400, error("This model's maximum context length is 4096 tokens. However, your messages resulted in "
                             "9000 tokens.", code="context_length_exceeded"))

    def fail_refusing(self, body):
        self.json(400, error("Bad \u001b[31mthing\u001b[0m\nin two lines"))

    def fail_html(self, body):
        self.text(200, "text/html", "<html><body>Welcome to the router</body></html>")

    def fail_empty(self, body):
        self.text(200, "application/json", "")

    def fail_other(self, body):
        self.json(200, {"hello": "world"})

    def fail_moved(self, body):
        self.text(301, "text/html", "", {"Location": "https://elsewhere.example/v1/chat/completions"})

    def fail_garbage(self, body):
        self.begin()
        self.chunk(self.event({"content": "So far "}))
        self.chunk("data: {\"choices\": [oops\n\n")
        self.end()

    def fail_cut(self, body):
        self.begin()
        self.chunk(self.event({"content": "The first half"}))
        self.wfile.flush()
        self.close_connection = True
        self.connection.close()

    def fail_half(self, body):
        self.begin()
        self.chunk(self.event({"content": "The first half"}))
        self.chunk("data: {\"choices\": [{\"delta\": {\"con")
        self.end()

    def fail_hangup(self, body):
        self.close_connection = True
        self.connection.close()

    def fail_midway(self, body):
        self.begin()
        self.chunk(self.event({"content": "The first half"}))
        self.chunk("data: %s\n\n" % json.dumps(error("The engine is overloaded")))
        self.end()

    def fail_invalid(self, body):
        self.begin()
        self.chunk(b'data: {"choices": [{"delta": {"content": "caf\xe9 and \xf0\x9f"}}]}\n\n')
        self.chunk(self.event(finish="stop"))
        self.end()

    def fail_endless(self, body):
        self.begin()
        self.chunk(self.event({"content": "It begins"}))
        self.chunk("data: ")
        while True:
            self.chunk(b"x" * (1 << 20))

    def fail_late(self, body):
        time.sleep(1.5)
        return False

    def fail_silent(self, body):
        time.sleep(30)

    def fail_stalled(self, body):
        self.begin()
        self.chunk(self.event({"content": "The first half"}))
        time.sleep(30)

    def fail_forever(self, body):
        self.begin()
        while True:
            self.chunk(self.event({"content": "word "}))
            time.sleep(0.005)

    def say(self, *events):
        self.begin()
        for event in events:
            self.chunk(event)
        self.chunk("data: [DONE]\n\n")
        self.end()

    def fail_thought(self, body):
        self.say(self.event({"content": "", "reasoning": "The answer is Canberra."}), self.event(finish="stop"))

    def fail_unwilling(self, body):
        self.say(self.event({"refusal": "I will not "}), self.event({"refusal": "say that."}), self.event(finish="stop"))

    def fail_nothing(self, body):
        self.say(self.event({"content": ""}), self.event(finish="stop"))

    def fail_filtered(self, body):
        self.say(self.event(finish="content_filter"))

    def fail_choice(self, body):
        self.say('data: {"choices": [{"index": 0, "delta": {"content": ""}, "finish_reason": "error", '
                 '"error": {"code": 502, "message": "Provider returned error"}}]}\n\n')

    def fail_engine(self, body):
        self.begin()
        self.chunk(self.event({"content": "The first half"}))
        self.chunk('data: {"object": "error", "message": "It died", "type": "InternalServerError", "code": 500}\n\n')
        self.end()

    def fail_errorline(self, body):
        self.begin()
        self.chunk(self.event({"content": "The first half"}))
        self.chunk('error: {"code": 500, "message": "It died"}\n\n')
        self.end()

    def fail_tools(self, body):
        last = body["messages"][-1]
        if last["role"] == "tool":
            call = body["messages"][-2]["tool_calls"][0]
            return self.say(self.event({"content": "%s gave %s" % (call["function"]["name"], last["content"])}),
                            self.event(finish="stop"))
        part = lambda arguments, **more: self.event({"tool_calls": [
            {"index": 0, "function": {"arguments": arguments, **more.pop("function", {})}, **more}]})
        self.say(part("", id="call_1", type="function", function={"name": "weather"}), part('{"place"'),
                 part(': "Rome"}'), self.event(finish="tool_calls"))

    def fail_packed(self, body):
        data = (self.event({"content": "It was packed."}) + self.event(finish="stop") + "data: [DONE]\n\n").encode()
        self.text(200, "text/event-stream", gzip.compress(data), {"Content-Encoding": "gzip"})

    def fail_strict(self, body):
        if body is None or "stream_options" not in body:
            return False
        self.json(422, {"detail": [{"type": "extra_forbidden", "loc": ["body", "stream_options"],
                                    "msg": "Extra inputs are not permitted"}]})

    def fail_detail(self, body):
        self.json(422, {"detail": [{"type": "missing", "loc": ["body", "messages", 0, "content"],
                                    "msg": "Field required"}]})

    def fail_google(self, body):
        self.json(400, [{"error": {"code": 400, "message": "API key not valid. Please pass a valid API key.",
                                   "status": "INVALID_ARGUMENT"}}])

    def fail_old(self, body):
        if body is None or "stream_options" not in body:
            return False
        self.json(400, error("Unrecognized request argument supplied: stream_options"))


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64


server = Server(("127.0.0.1", PORT), Handler)
if len(sys.argv) > 3:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(sys.argv[3], sys.argv[4])
    server.socket = context.wrap_socket(server.socket, server_side=True)
server.serve_forever()
