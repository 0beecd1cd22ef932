"""The page, used as a person would use it: URL TOKEN FOLDER WIDTH HEIGHT SCHEME

FOLDER is where the file `go` lets the provider go on.
"""
import pathlib, sys, time
from axe_playwright_python.sync_playwright import Axe
from chromium import chromium, log_in, until

base, token, folder, width, height, scheme = sys.argv[1:]
width, height = int(width), int(height)
is_phone = width < 500


def serious(page, where):
    found = [f"{one['id']}: {one['help']} {one['nodes'][0]['html'][:200]}" for one in Axe().run(page).response["violations"]
             if one["impact"] in ("serious", "critical")]
    assert not found, (where, found)


def send(page, text):
    page.fill("#message", text)
    page.get_by_role("button", name="Send", exact=True).click()


def answers(page, text):
    page.locator(".message.assistant .body", has_text=text).last.wait_for()
    page.get_by_role("button", name="Stop").wait_for(state="hidden")


def menu(page, *names):
    for name in names:
        page.get_by_role("button", name=name, exact=True).click()


def to_list(page):
    if is_phone and page.locator(".frame.chat").count():
        page.locator("button.back").click()


with chromium(base) as browser:
    context = browser.context(width, height, scheme)
    page = context.new_page()
    page.goto(base + "/")
    page.wait_for_selector("#token")
    serious(page, "login")
    log_in(page, base, token)
    serious(page, "list")

    # A link fills the box, and sends nothing.
    page.goto(base + "/?message=How%20high%20is%20the%20lighthouse%3F")
    until(page, "document.getElementById('message')?.value === 'How high is the lighthouse?'")
    time.sleep(0.3)
    assert page.locator(".message").count() == 0

    # A question to the documents, its citation, and the document with the bytes marked.
    page.get_by_label("Who answers").select_option("extractive")
    menu(page, "Send")
    answers(page, "42 metres")
    assert "/chats/" in page.url
    serious(page, "answer")
    cited = page.locator(".message.assistant .body .citation, .message.assistant .body button, .message.assistant .body a").first
    cited.click()
    page.locator("dialog mark", has_text="42 metres").wait_for()
    serious(page, "document")
    page.keyboard.press("Escape")

    # An answer that comes in pieces; a reload in its middle and a second tab lose nothing of it.
    to_list(page)
    menu(page, "New chat")
    page.get_by_label("Who answers").select_option("")
    send(page, "stream 30")
    answers(page, "piece 0 piece 1")
    answers(page, "piece 29")
    send(page, "wait")
    page.locator("[aria-busy]").wait_for()
    page.reload()
    page.locator("[aria-busy]").wait_for()
    second = context.new_page()
    second.goto(page.url)
    second.locator("[aria-busy]").wait_for()
    pathlib.Path(folder, "go").touch()
    for one in (page, second):
        answers(one, "It was worth the wait.")
        assert one.locator(".message.assistant").count() == 2, one.locator(".message.assistant").count()
    second.close()

    # A draft survives a reload.
    page.fill("#message", "not sent")
    page.reload()
    until(page, "document.getElementById('message')?.value === 'not sent'")

    # An edited message is a branch beside the old one; an answer can be asked for again.
    page.locator(".message.user", has_text="wait").get_by_role("button", name="Edit").click()
    send(page, "stream 2")
    answers(page, "piece 0 piece 1")
    page.locator(".message.user", has_text="stream 2").get_by_text("2 of 2").wait_for()
    menu(page, "Version before")
    answers(page, "It was worth the wait.")
    menu(page, "Next version")
    answers(page, "piece 0 piece 1")
    before = page.locator(".message.assistant").last.get_attribute("data-id")
    menu(page, "Ask again")
    until(page, "before => [...document.querySelectorAll('.message.assistant[data-id]')].at(-1).dataset.id !== before", before)
    assert page.locator(".message").count() == 4, page.locator(".message").count()

    # Nothing comes before the first message: an edited one begins another chat.
    address = page.url
    page.locator(".message.user", has_text="stream 30").get_by_role("button", name="Edit").click()
    send(page, "stream 3")
    page.wait_for_url(lambda url: "/chats/" in url and url != address)
    answers(page, "piece 2")
    assert page.locator(".message").count() == 2, page.locator(".message").count()

    # A stopped answer is kept, and can be gone on with.
    send(page, "hang")
    page.locator("[aria-busy]", has_text="beginning").wait_for()
    menu(page, "Stop")
    page.locator(".message.assistant", has_text="interrupted").wait_for()
    page.get_by_role("button", name="Continue").wait_for()

    # What a message says is text: scripts do not run, images are not fetched, and only web addresses are links.
    to_list(page)
    menu(page, "New chat")
    evil = "# <img src=x onerror=alert(1)>\n[a](javascript:alert(1)) ![b](https://example.org/b.png) <script>alert(1)</script> [c](data:text/html,x) https://example.org/"
    pathlib.Path(folder, "evil.md").write_text(evil)
    send(page, "read evil.md")
    answers(page, "<script>alert(1)</script>")
    assert page.locator(".log img, .log script").count() == 0
    links = page.locator(".log .body a").evaluate_all("links => links.map(link => link.protocol)")
    assert links and set(links) <= {"https:"}, links
    menu(page, "What to do with this chat", "Rename")
    page.fill("#asked", "<img src=x onerror=alert(1)>")
    menu(page, "Save")
    page.locator("h1", has_text="<img src=x onerror=alert(1)>").wait_for()

    # Documents are dropped, replaced, and removed with a way back; one without content is refused.
    browser.expected = "status of 422"
    to_list(page)
    menu(page, "Documents")
    page.locator("dialog .drop").wait_for()
    drop = """async (node, texts) => { const data = new DataTransfer();
        for (const [name, text] of texts) data.items.add(new File([text], name, { type: 'text/markdown' }));
        for (const kind of ['dragover', 'drop']) node.dispatchEvent(new DragEvent(kind, { dataTransfer: data, bubbles: true, cancelable: true })); }"""
    page.locator("dialog .drop").evaluate(drop, [["plan.md", "# Plan\n\nThe boat sails at noon.\n"], ["empty.md", ""]])
    page.locator("dialog td", has_text="plan.md").wait_for()
    page.locator("dialog", has_text="the file is empty").wait_for()
    page.locator("dialog .drop").evaluate(drop, [["plan.md", "# Plan\n\nThe boat sails at one.\n"]])
    page.locator("dialog", has_text="plan.md").wait_for()
    serious(page, "documents")
    page.get_by_role("button", name="Versions of plan.md").click()
    page.locator("dialog").last.get_by_role("button", name="Close").click()
    page.locator("dialog tr", has_text="plan.md").get_by_role("button", name="Remove").click()
    page.get_by_role("button", name="Undo").click()
    page.locator("dialog td", has_text="plan.md").wait_for()
    page.keyboard.press("Escape")

    # The palette finds titles, messages and documents.
    page.keyboard.press("Control+k")
    page.get_by_role("combobox", name="Search in titles, messages and documents").fill("lighthouse")
    page.locator(".hits mark").first.wait_for()
    page.locator(".hits li", has_text="guide.md").wait_for()
    serious(page, "palette")
    page.locator(".hits li", has_text="Message").first.click()
    answers(page, "42 metres")

    # Forgetting has a way back, and a purge asks first, with the way out under the finger.
    menu(page, "What to do with this chat", "Forget")
    page.get_by_text("Forgot “How high is the lighthouse?”").wait_for()
    page.get_by_role("button", name="Undo").click()
    to_list(page)
    page.locator(".list a", has_text="How high is the lighthouse?").click()
    answers(page, "42 metres")
    menu(page, "What to do with this chat", "Purge for good …")
    page.locator("dialog", has_text="How high is the lighthouse?").last.wait_for()
    assert page.evaluate("document.activeElement.textContent") == "Cancel"
    serious(page, "purge")
    page.keyboard.press("Enter")
    until(page, "!document.querySelector('dialog')")
    menu(page, "What to do with this chat", "Purge for good …")
    menu(page, "Purge for good")
    to_list(page)
    page.locator(".list a", has_text="How high is the lighthouse?").wait_for(state="detached")

    # The rest is there.
    for name in ("Statistics", "Storage", "Clean up", "Forgotten chats"):
        menu(page, "History", name)
        page.locator("dialog h2", has_text=name).wait_for()
        page.wait_for_load_state("networkidle")
        serious(page, name)
        page.keyboard.press("Escape")
    menu(page, "Settings")
    page.wait_for_load_state("networkidle")
    serious(page, "settings")
    page.keyboard.press("Escape")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
print("well")
