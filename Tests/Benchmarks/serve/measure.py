"""measure.py PROGRAM FOLDER [DATA]: see `run`."""
import json, os, pathlib, re, shutil, signal, socket, subprocess, sys, time
from load import dial, load, request, whole

program, folder, data = sys.argv[1], pathlib.Path(sys.argv[2]), sys.argv[3]
here = pathlib.Path(__file__).parent
seconds = float(os.environ.get("SECONDS", "5"))
environment = dict(
    os.environ, HOME=str(folder / "home"), MANENT_HOME=str(folder / "workspaces"), XDG_CONFIG_HOME=str(folder / "config"),
    GIT_AUTHOR_NAME="Ada", GIT_AUTHOR_EMAIL="ada@example.org", GIT_COMMITTER_NAME="Ada", GIT_COMMITTER_EMAIL="ada@example.org")
plugin = folder / "config/manent/plugins/pieces"
plugin.mkdir(parents=True)
(folder / "home").mkdir()
shutil.copy(folder / "pieces", plugin / "pieces")
(plugin / "plugin.yaml").write_text(
    "name: pieces\nversion: 1.0.0\ndescription: answers with 50 pieces\nkinds: [provider]\nprotocol: jsonrpc\ncommand: [./pieces]\n")


def manent(*words):
    return subprocess.run([program, *words], env=environment, check=True, capture_output=True, text=True).stdout


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def wait_for(port, process):
    while True:
        try: return dial(port).close()
        except OSError:
            assert process.poll() is None, "the server has ended"
            time.sleep(0.001)


def serve(*words):
    port = free_port()
    began = time.perf_counter()
    process = subprocess.Popen([program, "serve", "--listen", f"127.0.0.1:{port}", *words], env=environment, stderr=subprocess.DEVNULL)
    wait_for(port, process)
    whole(port, request("GET", "/api/health", close=True))
    return process, port, time.perf_counter() - began


def peer(kind):
    port = free_port()
    database = folder / f"{kind}.db"
    more = dict(os.environ, SESSIONS=kind, DATABASE=str(database), REDIS=str(folder / "redis.socket"))
    began = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", "uvicorn", "peer:app", "--app-dir", str(here), "--port", str(port), "--loop", "uvloop", "--http",
         "httptools", "--log-level", "error"], env=more)
    wait_for(port, process)
    whole(port, request("GET", "/api/health", close=True))
    return process, port, time.perf_counter() - began


def end(process):
    process.send_signal(signal.SIGTERM)
    process.wait(30)


def memory(process, key="VmRSS"):
    """In MB, of the process and, for the peak, of it alone."""
    text = pathlib.Path(f"/proc/{process.pid}/status").read_text()
    return int(re.search(rf"{key}:\s+(\d+)", text).group(1)) / 1024


def percentile(durations, part):
    return durations[min(len(durations) - 1, int(len(durations) * part))] * 1000 if durations else float("nan")


def row(name, *cells):
    print("| " + " | ".join([name, *cells]) + " |", flush=True)


def ask(port, token, connections, question="hello"):
    body = json.dumps({"question": question, "stream": True}).encode()
    bytes_ = request("POST", "/ask", body, token)
    rate, durations, failures = load(port, lambda: bytes_, b"0\r\n\r\n", connections, seconds)
    return f"{rate:.0f}/s, p50 {percentile(durations, .5):.0f} ms, p99 {percentile(durations, .99):.0f} ms" + (
        f", {failures} failed" if failures else "")


def health(port):
    if shutil.which("wrk"):
        text = subprocess.run(["wrk", "-t1", "-c32", f"-d{seconds:.0f}s", f"http://127.0.0.1:{port}/api/health"], capture_output=True, text=True).stdout
        rate = re.search(r"Requests/sec:\s+([\d.]+)", text).group(1)
        return f"{float(rate):.0f}/s"
    bytes_ = request("GET", "/api/health")
    return f"{load(port, lambda: bytes_, b'}', 32, seconds)[0]:.0f}/s (asked by Python)"


redis = None
if shutil.which("redis-server"):
    redis = subprocess.Popen(["redis-server", "--port", "0", "--unixsocket", str(folder / "redis.socket"), "--save", "", "--appendonly", "yes",
                              "--appendfsync", "everysec", "--dir", str(folder)], stdout=subprocess.DEVNULL)
kinds = ["dict", "redis" if redis else "sqlite"]
names = {"dict": "FastAPI, dict", "redis": "FastAPI, Redis and SQLite", "sqlite": "FastAPI, SQLite (no redis-server here)"}

manent("init", "work")
manent("-w", "work", "config", "set", "provider", "pieces")
manent("-w", "work", "documents", "remove", "guide.md")
token = manent("-w", "work", "token", "create", "ada", "--scope", "admin").strip()
row("work", "manent", *[names[kind] for kind in kinds])
row("---", "---", *["---" for _ in kinds])
results = {}
server, port, start = serve("--turns", os.environ.get("TURNS", "32"), "--queue", "1024")
peers = {kind: peer(kind) for kind in kinds}
row("start to first answer", f"{start * 1000:.0f} ms", *[f"{peers[kind][2] * 1000:.0f} ms" for kind in kinds])
row("/api/health", health(port), *[health(peers[kind][1]) for kind in kinds])
for connections in (1, 64, 512):
    row(f"/ask, 50 events, {connections} connections", ask(port, token, connections), *[ask(peers[kind][1], None, connections) for kind in kinds])
for kind in kinds: end(peers[kind][0])
if redis: end(redis)


def turn_that_hangs():
    body = json.dumps({"message": "hang"}).encode()
    answer = whole(port, request("POST", "/api/v1/turns", body, token, close=True))
    return json.loads(answer.split(b"\r\n\r\n", 1)[1])["turn"]


# Idle streams: readers of one turn that goes on.
import resource
hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
turn, before = turn_that_hangs(), memory(server)
streams = []
for _ in range(5000):
    one = dial(port)
    one.sendall(request("GET", f"/api/v1/turns/{turn}/events", token=token))
    streams.append(one)
for one in streams:
    tail = b""
    while b"event: delta" not in tail: tail += one.recv(4096)
row("5,000 idle streams, resident", f"{memory(server):.0f} MB ({before:.0f} before)")
for one in streams: one.close()
body = json.dumps({"model": "pieces", "stream": True, "messages": [{"role": "user", "content": "hang"}]}).encode()
one = dial(port)
one.sendall(request("POST", "/v1/chat/completions", body, token))
while b"piece" not in one.recv(4096): pass
running = lambda: whole(port, request("GET", "/api/v1/turns", token=token, close=True)).count(b'"status":"running"')
count, began = running(), time.perf_counter()
one.close()
while running() >= count: time.sleep(0.005)
row("a client leaves, the turn is stopped", f"{(time.perf_counter() - began) * 1000:.0f} ms")
whole(port, request("POST", f"/api/v1/turns/{turn}/stop", b"{}", token, close=True))

# Readers that stall: of an answer of 20 MB nothing is read.
body = json.dumps({"message": "long 20000"}).encode()
long = json.loads(whole(port, request("POST", "/api/v1/turns", body, token, close=True)).split(b"\r\n\r\n", 1)[1])["turn"]
while json.loads(whole(port, request("GET", f"/api/v1/turns/{long}", token=token, close=True)).split(b"\r\n\r\n", 1)[1])["status"] == "running":
    time.sleep(0.1)
before, stalled = memory(server), []
for _ in range(50):
    one = dial(port)
    one.sendall(request("GET", f"/api/v1/turns/{long}/events", token=token))
    stalled.append(one)
time.sleep(1)
row("a reader that stalls holds", f"{(memory(server) - before) * 1024 / 50:.0f} KB")
row("/ask, 64 connections beside 50 of them", ask(port, token, 64))
for one in stalled: one.close()

# Uploads: without a token after the head alone, with one in constant memory.
size = 100_000_000
head = f"PUT /api/v1/documents/x.bin HTTP/1.1\r\nHost: localhost\r\nContent-Length: {size}\r\n".encode()
one, began = dial(port), time.perf_counter()
one.sendall(head + b"\r\n")
status = one.recv(4096).split()[1].decode()
row("100 MB without a token", f"{status} after {(time.perf_counter() - began) * 1000:.0f} ms, no byte of it sent")
one.close()
pathlib.Path(f"/proc/{server.pid}/clear_refs").write_text("5")
before, one = memory(server), dial(port)
one.settimeout(300)
one.sendall(head + f"Authorization: Bearer {token}\r\n\r\n".encode())
for _ in range(size // 1_000_000): one.sendall(bytes(1_000_000))
status = one.recv(4096).split()[1].decode()
row("100 MB upload (refused as no text)", f"{status}, peak {memory(server, 'VmHWM') - before:+.0f} MB")
one.close()

# Many users, one request each in turn.
secrets = [manent("token", "create", f"user{number}").strip() for number in range(int(os.environ.get("USERS", "1000")))]
descriptors = len(os.listdir(f"/proc/{server.pid}/fd"))
body, began = json.dumps({"question": "How high is the lighthouse?"}).encode(), time.perf_counter()
for secret in secrets:
    answer = whole(port, request("POST", "/ask", body, secret, close=True))
    assert b" 200 " in answer[:20], answer[:300]
row(f"{len(secrets):,} users, one request each", f"{memory(server):.0f} MB, {len(os.listdir(f'/proc/{server.pid}/fd')) - descriptors:+d} descriptors, "
    f"{(time.perf_counter() - began) / len(secrets) * 1000:.1f} ms each")

if data:
    documents = folder / "documents"
    documents.mkdir()
    for line in (pathlib.Path(data) / "cranfield/documents.jsonl").read_text().splitlines():
        one = json.loads(line)
        (documents / f"{one['id']}.txt").write_text(one["text"])
    manent("init", "library")
    manent("-w", "library", "add", str(documents))
    secret = manent("-w", "library", "token", "create", "ada").strip()
    row("/ask, extractive, 1,400 documents, 64 connections", ask(port, secret, 64, "What is the boundary layer on a flat plate?"))
end(server)
