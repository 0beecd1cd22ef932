"""Kills `manent serve` at random moments under load, or asks it to end: PROGRAM ROOT TOKEN KILLS SEED [TERM]

Clients ask in chats of their own and note what was acknowledged: a question when its stream begins, an answer when it is whole.
After each kill (and after each tenth thoroughly, by git too) all of that is in the files, in order, and the server begins again.
"""
import collections, http.client, json, os, pathlib, random, signal, subprocess, sys, threading, time

program, root, token, kills, seed = sys.argv[1], pathlib.Path(sys.argv[2]), sys.argv[3], int(sys.argv[4]), int(sys.argv[5])
random.seed(seed)
end, status = (signal.SIGTERM, 0) if sys.argv[6:] == ["TERM"] else (signal.SIGKILL, -signal.SIGKILL)
acknowledged = collections.defaultdict(list)
lock, over, number, complaints = threading.Lock(), threading.Event(), 0, []


def start():
    """The server and its port."""
    process = subprocess.Popen([program, "serve", "--listen", "127.0.0.1:0", "--grace", "1"], stderr=subprocess.PIPE, text=True)
    said = []
    while line := process.stderr.readline():
        said.append(line)
        if "listening on http://127.0.0.1:" in line:
            threading.Thread(target=process.stderr.read, daemon=True).start()
            return process, int(line.split("127.0.0.1:")[1])
    raise AssertionError(f"it does not begin again: {said}")


def ask(port, place):
    """Asks until the server is gone."""
    global number
    sessions = [f"client-{place}-{one}" for one in range(3)]
    while not over.is_set():
        with lock:
            number += 1
            text = f"question {number}"
        session, streams = random.choice(sessions), random.random() < 0.6
        # A turn that is still answered when the kill comes.
        if random.random() < 0.15: text = f"stream {random.randrange(20, 400)}"
        body = {"question": text, "session_id": session, "stream": streams}
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
            connection.request("POST", "/ask", json.dumps(body), {"Authorization": f"Bearer {token}", "Content-Type": "application/json"})
            response = connection.getresponse()
            if response.status == 503: continue
            if response.status != 200: return complaints.append((response.status, response.read()))
            if not streams:
                answer = json.loads(response.read())["answer"]
                with lock: acknowledged[session] += [("user", text), ("assistant", answer)]
                continue
            told = ""
            while line := response.readline():
                if not line.startswith(b"data: "): continue
                event = json.loads(line[6:])
                if event["type"] == "session": noted = ("user", text)
                elif event["type"] == "content": told += event["token"]; continue
                elif event["type"] == "done": noted = ("assistant", told)
                else: continue
                with lock: acknowledged[session].append(noted)
        except (OSError, http.client.HTTPException, ValueError):
            return
        finally: connection.close()


def count():
    with lock: return sum(map(len, acknowledged.values()))


def kept():
    """The messages in the files by chat, as (role, content, status); the last line of a killed process may be torn."""
    found = {}
    for settings in root.glob("chats/*/*/*/*/chat.yaml"):
        id = next(line[4:].strip() for line in settings.read_text().splitlines() if line.startswith("id: "))
        lines = []
        for part in sorted(settings.parent.glob("*.jsonl")):
            for line in part.read_bytes().split(b"\n"):
                try: message = json.loads(line)
                except ValueError: continue
                lines.append((message["role"], message["content"].strip(), message.get("status")))
        found[id] = lines
    return found


def judge(place):
    found = kept()
    for session, messages in acknowledged.items():
        there = iter((role, text) for role, text, status in found.get(session, []) if status is None)
        for message in messages:
            message = (message[0], message[1].strip())
            assert message in there, f"seed {seed}, {place}: {message} of {session} is lost or out of order"
    for session, messages in found.items():
        counts = collections.Counter(text for role, text, _ in messages if role == "user" and text.startswith("question"))
        assert not counts or max(counts.values()) == 1, f"seed {seed}, {place}: doubled in {session}: {counts.most_common(1)}"


def faults():
    """Expects that git finds nothing; what packs the repository in the background may be taking packs away just now."""
    for _ in range(60):
        outcome = subprocess.run(["git", "-C", str(root), "fsck", "--strict", "--full", "--no-dangling"], capture_output=True, text=True)
        if outcome.returncode == 0 and not outcome.stdout.strip(): return
        time.sleep(0.5)
    raise AssertionError(outcome)


for kill in range(1, kills + 1):
    server, port = start()
    over.clear()
    clients = [threading.Thread(target=ask, args=(port, place), daemon=True) for place in range(8)]
    for client in clients: client.start()
    # After some acknowledgements, none among them, and then at a random moment.
    before, wanted, since = count(), random.randrange(20), time.monotonic()
    while count() - before < wanted and time.monotonic() - since < 10: time.sleep(0.001)
    time.sleep(random.random() * 0.1)
    server.send_signal(end)
    assert server.wait(60) == status
    over.set()
    for client in clients:
        client.join(60)
        assert not client.is_alive(), "a client waits for a server that is gone"
    assert not complaints, complaints
    judge(f"kill {kill}")
    if kill % 10 == 0: faults()
    if kill % 50 == 0: print(f"{kill} kills, {count()} acknowledged messages", flush=True)

# The next start finds all in order, and an answer that is stopped by an end in good order is kept as far as it came.
server, port = start()
connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
connection.request("POST", "/ask", json.dumps({"question": "hang", "session_id": "client-0-0", "stream": True}),
                   {"Authorization": f"Bearer {token}", "Content-Type": "application/json"})
response = connection.getresponse()
while b"beginning" not in response.readline(): pass
server.send_signal(signal.SIGTERM)
assert server.wait(60) == 0
assert kept()["client-0-0"][-1][1:] == ("This is the beginning of", "interrupted"), kept()["client-0-0"][-3:]
judge("the end")
faults()
status = subprocess.run([program, "-w", str(root), "doctor", "--json"], capture_output=True, text=True)
assert status.returncode == 0 and json.loads(status.stdout)["ok"], status
changed = subprocess.run(["git", "-C", str(root), "status", "--porcelain"], capture_output=True, text=True).stdout
assert not changed, changed
print(f"{kills} kills, {count()} acknowledged messages")
print("well")
