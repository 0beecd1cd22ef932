"""Kills `manent serve` at random moments while documents are uploaded: PROGRAM ROOT TOKEN KILLS SEED

After each kill every document is at the last version that was acknowledged or at one that was sent after it, whole; at the end, and
after each tenth, git and `manent doctor` find nothing wrong and nothing that waits to be committed.
"""
import http.client, json, pathlib, random, signal, subprocess, sys, threading, time

program, root, token, kills, seed = sys.argv[1], pathlib.Path(sys.argv[2]), sys.argv[3], int(sys.argv[4]), int(sys.argv[5])
random.seed(seed)
acknowledged, count, sent, complaints = {}, 0, 0, []


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


def text(number):
    """What is uploaded as that number: of three lengths, some of which take a while to arrive and to be taken in."""
    return f"upload {number}\n" + f"These are words of upload {number}.\n" * [10, 500, 20_000][number % 3]


def upload(port, over):
    global count, sent
    while not over.is_set():
        sent += 1
        number, name = sent, f"n{random.randrange(20)}.txt"
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        try:
            connection.request("PUT", f"/api/v1/documents/{name}", text(number).encode(), {"Authorization": f"Bearer {token}"})
            response = connection.getresponse()
            body = response.read()
        except (OSError, http.client.HTTPException): return
        finally: connection.close()
        if response.status not in (200, 201): return complaints.append((response.status, body))
        acknowledged[name] = number
        count += 1


def judge(place):
    for name, number in acknowledged.items():
        found = (root / "documents" / name).read_text()
        kept = int(found.split("\n", 1)[0].split()[1])
        assert kept >= number and found == text(kept), f"seed {seed}, {place}: {name} is at {kept}, not at {number}"


def look(place):
    outcome = subprocess.run([program, "-w", str(root), "doctor", "--json"], capture_output=True, text=True)
    assert outcome.returncode == 0 and json.loads(outcome.stdout)["ok"], (place, outcome)
    for words in (["fsck", "--strict", "--full", "--no-dangling"], ["status", "--porcelain"]):
        for _ in range(60):
            outcome = subprocess.run(["git", "-C", str(root), *words], capture_output=True, text=True)
            if outcome.returncode == 0 and not outcome.stdout.strip(): break
            # What packs the repository in the background may be taking packs away just now.
            time.sleep(0.5)
        else: raise AssertionError((place, outcome))


for kill in range(1, kills + 1):
    server, port = start()
    over = threading.Event()
    client = threading.Thread(target=upload, args=(port, over), daemon=True)
    client.start()
    time.sleep(random.random() * 1.5)
    server.send_signal(signal.SIGKILL)
    assert server.wait(30) == -signal.SIGKILL
    over.set()
    client.join(60)
    assert not client.is_alive(), "a client waits for a server that is gone"
    assert not complaints, complaints
    judge(f"kill {kill}")
    if kill % 10 == 0: look(f"kill {kill}")
look("the end")
print(f"{kills} kills, {count} acknowledged uploads")
print("well")
