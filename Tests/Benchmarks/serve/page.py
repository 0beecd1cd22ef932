"""page.py PROGRAM FOLDER CHATS MESSAGES: see `page`."""
import atexit, datetime, json, os, pathlib, random, shutil, socket, subprocess, sys, time
from playwright.sync_api import sync_playwright
sys.path.append(str(pathlib.Path(__file__).parents[2] / "ManentServeTests/Clients"))
from chromium import stand_in

program, folder, chats, messages = sys.argv[1], pathlib.Path(sys.argv[2]), sys.argv[3], int(sys.argv[4])
environment = dict(
    os.environ, HOME=str(folder / "home"), MANENT_HOME=str(folder / "workspaces"), XDG_CONFIG_HOME=str(folder / "config"),
    GIT_AUTHOR_NAME="Ada", GIT_AUTHOR_EMAIL="ada@example.org", GIT_COMMITTER_NAME="Ada", GIT_COMMITTER_EMAIL="ada@example.org")
random.seed(1)
words = "a the light tide harbour chart of and to vessel lamp keeper rock storm signal mile at on north buoy".split()


def manent(*arguments):
    return subprocess.run([program, "-w", "page", *arguments], env=environment, check=True, capture_output=True, text=True).stdout


def said(length):
    return " ".join(random.choice(words) for _ in range(length)).capitalize() + "."


def chat(number, count, begun):
    """A chat of so many messages, answers in Markdown among them."""
    return {"id": f"chat-{number:08}", "title": f"{said(4)[:-1]} {number}", "messages": [
        {"role": "assistant" if place % 2 else "user", "created_at": (begun + datetime.timedelta(seconds=place)).strftime("%Y-%m-%dT%H:%M:%S.000Z"),
         "content": f"## {said(3)}\n\n{said(40)}\n\n- {said(5)}\n- **{said(2)}** {said(6)}\n\n```\n{said(8)}\n```\n" if place % 2 else said(12)}
        for place in range(count)]}


def make():
    (folder / "home").mkdir(parents=True)
    manent("init", "page")
    source = folder / "chats.jsonl"
    begun = datetime.datetime(2026, 1, 1, tzinfo=datetime.timezone.utc)
    with open(source, "w") as lines:
        if chats.isdigit():
            for number in range(int(chats)):
                lines.write(json.dumps(chat(number, 20, begun + datetime.timedelta(minutes=20 * number))) + "\n")
        lines.write(json.dumps(chat(99999999, messages, begun - datetime.timedelta(days=30))) + "\n")
    manent("import", str(source))
    if not chats.isdigit(): manent("import", chats)


if not (folder / "workspaces/page").exists(): make()
long = max(json.loads(manent("chats", "--json")), key=lambda one: one["message_count"])["id"]
token = manent("token", "create", "ada", "--scope", "admin").strip()
with socket.socket() as one:
    one.bind(("127.0.0.1", 0))
    port = one.getsockname()[1]
base = f"http://127.0.0.1:{port}"
server = subprocess.Popen([program, "serve", "--listen", f"127.0.0.1:{port}"], env=environment, stderr=subprocess.DEVNULL)
atexit.register(server.wait, 30)
atexit.register(server.terminate)
while True:
    try: socket.create_connection(("127.0.0.1", port)).close(); break
    except OSError: time.sleep(0.01)

# Notes tasks over 50 ms, and when the first of each kind of node stood in the page.
WATCH = """
window.tasks = []; window.seen = {};
new PerformanceObserver((list) => { for (const one of list.getEntries()) tasks.push(Math.round(one.duration)); }).observe({ type: 'longtask', buffered: true });
const sought = { side: '.side', list: '.list li[data-id]', chat: '.log .message' };
new MutationObserver(() => { for (const [name, at] of Object.entries(sought)) if (!(name in seen) && document.querySelector(at)) seen[name] = performance.now(); })
  .observe(document, { childList: true, subtree: true });
"""


def row(name, *cells): print("| " + " | ".join([name, *map(str, cells)]) + " |", flush=True)


def tasks(page):
    """The tasks over 50 ms since the last time, in words."""
    time.sleep(0.3)
    found = page.evaluate("tasks.splice(0)")
    return f"{len(found)} long tasks" + (f", the longest {max(found)} ms" if found else "")


def wheel(page, node, by, limit):
    """Turns the wheel over a node until nothing moves any more or so many seconds have passed; how far it went."""
    box = page.locator(node).bounding_box()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    began, still, before = time.time(), 0, None
    while time.time() - began < limit and still < 12:
        page.mouse.wheel(0, by)
        time.sleep(0.05)
        now = page.evaluate("node => { const one = document.querySelector(node); return [one.scrollTop, one.scrollHeight]; }", node)
        still = still + 1 if now == before else 0
        before = now


def seen(page, name):
    """When a kind of node stood in the page, in milliseconds since the last start of the clock."""
    for _ in range(600):
        at = page.evaluate("name => window.seen[name]", name)
        if at is not None: return at
        time.sleep(0.02)
    raise AssertionError(f"{name} does not come")


def paint(page):
    for _ in range(300):
        found = page.evaluate("performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? null")
        if found is not None: return found
        time.sleep(0.02)


with sync_playwright() as playwright:
    browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    context.add_init_script(WATCH)
    stand_in(context)
    page = context.new_page()
    page.goto(base + "/")
    page.fill("#token", token)
    page.keyboard.press("Enter")
    page.wait_for_selector(".list li[data-id]")
    row("page", "first paint", "the frame", "the list", "while loading")
    row("---", "---", "---", "---", "---")
    for name, address in (("the list", "/"), ("the long chat", f"/chats/{long}")):
        times = []
        for _ in range(5):
            page.goto(base + address)
            times.append([paint(page), seen(page, "side"), seen(page, "list"), *([seen(page, "chat")] if "chats" in address else [])])
            page.wait_for_load_state("networkidle")
            noted = tasks(page)
        middle = [f"{sorted(one)[2]:.0f} ms" for one in zip(*times)]
        row(name, *middle[:3], noted, *([f"its messages {middle[3]}"] if len(middle) > 3 else []))
    page.goto(base + "/")
    seen(page, "list")
    page.wait_for_load_state("networkidle")
    tasks(page)
    row("what is done", "takes", "")
    wheel(page, ".list", 4000, 240)
    row("scrolling the list to its end", f"{page.evaluate('document.querySelectorAll(`.list li[data-id]`).length'):,} chats", tasks(page))
    page.evaluate("document.dispatchEvent(new Event('visibilitychange', { bubbles: true }))")
    page.wait_for_load_state("networkidle")
    row("reading the list anew", f"{page.evaluate('document.querySelectorAll(`.list li[data-id]`).length'):,} chats", tasks(page))
    page.evaluate(f"seen = {{}}; history.pushState(null, '', '/chats/{long}'); began = performance.now(); dispatchEvent(new PopStateEvent('popstate'))")
    row("opening the long chat", f"{seen(page, 'chat') - page.evaluate('began'):.0f} ms", "")
    page.wait_for_load_state("networkidle")
    row("until all of it is there", "", tasks(page))
    wheel(page, ".log", -3000, 240)
    row("scrolling it to its beginning", f"{page.evaluate('document.querySelectorAll(`.log .message`).length'):,} messages", tasks(page))
    wheel(page, ".log", 20000, 60)
    row("and back to its end", "", tasks(page))
    page.fill("#message", "")
    page.locator("#message").press_sequentially("How high is the light?", delay=20)
    row("writing in the box", "", tasks(page))
    page.locator(".list a").first.evaluate("node => { seen = {}; began = performance.now(); node.click(); }")
    row("opening another chat", f"{seen(page, 'chat') - page.evaluate('began'):.0f} ms", tasks(page))
    page.locator(".side input[type=search]").evaluate("""node => { began = performance.now(); seen = {}; node.value = 'storm'; node.dispatchEvent(new Event('input'));
        new MutationObserver(() => { seen.filtered ??= performance.now(); }).observe(document.querySelector('.list'), { childList: true, subtree: true }); }""")
    row("filtering the chats, with a rest of 150 ms", f"{seen(page, 'filtered') - page.evaluate('began'):.0f} ms", tasks(page))
    browser.close()
