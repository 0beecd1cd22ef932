"""hour.py PROGRAM FOLDER SECONDS RATE: see `hour`."""
import atexit, collections, json, os, pathlib, queue, re, shutil, socket, subprocess, sys, tempfile, threading, time
from load import request, whole

program, folder, seconds, rate = sys.argv[1], pathlib.Path(sys.argv[2]), float(sys.argv[3]), float(sys.argv[4])
environment = dict(
    os.environ, HOME=str(folder / "home"), MANENT_HOME=str(folder / "workspaces"), XDG_CONFIG_HOME=str(folder / "config"),
    GIT_AUTHOR_NAME="Ada", GIT_AUTHOR_EMAIL="ada@example.org", GIT_COMMITTER_NAME="Ada", GIT_COMMITTER_EMAIL="ada@example.org")
(folder / "home").mkdir(parents=True)
root = folder / "workspaces/hour"
SESSIONS, TURNS = 100, 40


def run(*words, **more):
    return subprocess.run(words, env=environment, check=True, capture_output=True, text=True, **more).stdout


run(program, "init", "hour")
(folder / "guide.md").write_text("".join(
    f"The light of harbour {place} is {place + 10} metres high and was lit in {1800 + place}.\n\n" for place in range(100)))
run(program, "-w", "hour", "add", str(folder / "guide.md"))
token = run(program, "-w", "hour", "token", "create", "ada").strip()
with socket.socket() as one:
    one.bind(("127.0.0.1", 0))
    port = one.getsockname()[1]
server = subprocess.Popen([program, "serve", "--listen", f"127.0.0.1:{port}"], env=environment, stderr=open(folder / "said", "w"))
atexit.register(server.wait, 60)
atexit.register(server.terminate)
while True:
    try: socket.create_connection(("127.0.0.1", port)).close(); break
    except OSError: time.sleep(0.01)

work, durations, failures, done = queue.Queue(), [], collections.Counter(), 0
lock = threading.Lock()


def client():
    global done
    while (place := work.get()) is not None:
        number, session, ended = place
        body = {"question": f"How high is the light of harbour {number % 100}?"}
        if session["id"]: body["session_id"] = session["id"]
        began = time.perf_counter()
        try:
            head, answer = whole(port, request("POST", "/ask", json.dumps(body).encode(), token, close=True)).split(b"\r\n\r\n", 1)
            status = head.split()[1].decode()
        except (OSError, ValueError) as error:
            status, answer = type(error).__name__, b""
        with lock:
            durations.append(time.perf_counter() - began)
            if status == "200":
                done += 1
                session["id"] = json.loads(answer)["session_id"] if ended else None
            else: failures[status] += 1
            session["busy"] = False


def size(path):
    # Files may go while they are counted: packing goes on.
    said = subprocess.run(["du", "-sk", str(path)], capture_output=True, text=True).stdout
    return int(said.split()[0]) / 1024


def collected():
    """What git's own collection leaves of a copy, in MB; a copy that was torn by packing is made again."""
    for _ in range(5):
        copy = pathlib.Path(tempfile.mkdtemp(dir=folder)) / "copy.git"
        subprocess.run(["cp", "-a", str(root / ".git"), str(copy)], capture_output=True)
        shutil.rmtree(copy / "manent", ignore_errors=True)
        (copy / "index.lock").unlink(missing_ok=True)
        try:
            run("git", "--git-dir", str(copy), "reflog", "expire", "--expire=now", "--all")
            run("git", "--git-dir", str(copy), "gc", "--quiet", "--prune=now")
            return f"{size(copy):.1f}"
        except subprocess.CalledProcessError: continue
        finally: shutil.rmtree(copy.parent, ignore_errors=True)
    return "-"


def note(at):
    status = pathlib.Path(f"/proc/{server.pid}/status").read_text()
    value = lambda key: int(re.search(rf"{key}:\s+(\d+)", status).group(1))
    with lock:
        taken = sorted(durations)
        durations.clear()
        counts = (done, sum(failures.values()))
    part = lambda share: f"{taken[min(len(taken) - 1, int(len(taken) * share))] * 1000:.0f}" if taken else "-"
    objects = dict(line.split(": ") for line in run("git", "-C", str(root), "count-objects", "-v").splitlines())
    git, own = size(root / ".git"), size(root / ".git/manent")
    print(f"| {at:.0f} | {counts[0]:,} | {counts[1]} | {part(.5)} / {part(.99)} | {value('VmRSS') / 1024:.0f} | {value('Threads')} | "
          f"{len(os.listdir(f'/proc/{server.pid}/fd'))} | {git - own:.1f} | {collected()} | {own:.1f} | {objects['count']} / {objects['packs']} |", flush=True)


threads = [threading.Thread(target=client, daemon=True) for _ in range(64)]
for thread in threads: thread.start()
sessions = [{"id": None, "busy": False, "turns": place % TURNS} for place in range(SESSIONS)]
print(f"{rate:g} turns a second for {seconds:.0f} s\n")
print("| after s | turns | failed | p50 / p99 ms | resident MB | threads | descriptors | .git MB | after gc MB | .git/manent MB | loose / packs |")
print("|" + " --- |" * 11)
note(0)
began, number, marks, late = time.perf_counter(), 0, 1, 0
while (now := time.perf_counter() - began) < seconds:
    if now >= seconds * marks / 12:
        threading.Thread(target=note, args=(now,), daemon=True).start()
        marks += 1
    if number + late > now * rate:
        time.sleep(min(0.05, (number + late) / rate - now))
        continue
    for _ in range(SESSIONS):
        session, sessions = sessions[0], sessions[1:] + sessions[:1]
        with lock: isFree = not session["busy"]
        if isFree: break
    if not isFree:
        # Nobody asks before their last question is answered: a server that is behind is asked less.
        late += 1
        continue
    session["busy"] = True
    session["turns"] += 1
    work.put((number, session, session["turns"] % TURNS != 0))
    number += 1
for _ in threads: work.put(None)
for thread in threads: thread.join(120)
time.sleep(15)
note(time.perf_counter() - began)
print(f"\n{late:,} turns were not asked, for all chats were still waiting" if late else "")
print(f"failed: {dict(failures)}" if failures else "nothing failed")
print(run("git", "-C", str(root), "fsck", "--strict").strip() or "git fsck --strict: sound")
said = (folder / "said").read_text().splitlines()[1:]
print(f"\nthe server said {len(said)} lines" + "".join(f"\n  {line}" for line in said[-20:]))
