"""The page once through with the keyboard alone: URL TOKEN FOLDER

Nothing is clicked and nothing is focused by a script: what has the focus is moved by Tab, and reached by its name.
"""
import pathlib, sys, time
from axe_playwright_python.sync_playwright import Axe
from chromium import chromium, until

base, token, folder = sys.argv[1:]

# The name of what has the focus, as a screen reader would say it.
NAMED = """() => {
  const node = document.activeElement;
  const label = node.labels?.[0]?.textContent;
  return (node.getAttribute("aria-label") ?? label ?? node.textContent ?? "").trim();
}"""


def focused(page): return page.evaluate(NAMED)


def tab(page, name, back=False, within=None, limit=150):
    """Goes on with Tab until what is called so has the focus; `within` is a part of the message that it stands in."""
    for _ in range(limit):
        page.keyboard.press("Shift+Tab" if back else "Tab")
        if focused(page) != name: continue
        if within is None or page.evaluate("part => document.activeElement.closest('.message, tr')?.textContent.includes(part) ?? false", within):
            seen = page.evaluate("() => { const s = getComputedStyle(document.activeElement); return [s.outlineStyle, parseFloat(s.outlineWidth)]; }")
            assert seen[0] != "none" and seen[1] > 0, f"one cannot see that {name} has the focus: {seen}"
            return
    raise AssertionError(f"Tab does not come to '{name}'; it stands at '{focused(page)}'")


def act(page, name, **where):
    tab(page, name, **where)
    page.keyboard.press("Enter")


def key(page, name): page.keyboard.press(name)


def settles(page, name):
    """Waits until what is called so has the focus."""
    for _ in range(200):
        if focused(page) == name: return
        time.sleep(0.05)
    raise AssertionError(f"'{focused(page)}' has the focus, not '{name}'")


def answers(page, text):
    page.locator(".message.assistant .body", has_text=text).last.wait_for()
    page.get_by_role("button", name="Stop").wait_for(state="hidden")


def window(page, title): page.locator("dialog h2", has_text=title).last.wait_for()


def closed(page): until(page, "!document.querySelector('dialog')")


with chromium(base) as browser:
    context = browser.context()
    page = context.new_page()
    page.goto(base + "/")
    settles(page, "Token")
    page.keyboard.type(token)
    key(page, "Enter")
    page.locator(".side").wait_for()

    # A new chat by its key, and a question to it.
    key(page, "n")
    settles(page, "Message")
    page.keyboard.type("stream 3")
    key(page, "Enter")
    answers(page, "piece 2")
    settles(page, "Message")

    # Asked again; what had the focus keeps its place.
    before = page.locator(".message.assistant").last.get_attribute("data-id")
    act(page, "Ask again", back=True, within="piece 2")
    until(page, "before => [...document.querySelectorAll('.message.assistant[data-id]')].at(-1).dataset.id !== before", before)
    answers(page, "piece 2")
    until(page, "document.activeElement.closest('.log') !== null")

    # A message with a reply before it is edited, and both versions stepped through.
    key(page, "i")
    settles(page, "Message")
    page.keyboard.type("a second thing")
    key(page, "Enter")
    answers(page, "a second thing")
    act(page, "Edit", back=True, within="a second thing")
    settles(page, "Message")
    key(page, "Control+a")
    page.keyboard.type("another thing")
    key(page, "Enter")
    answers(page, "another thing")
    act(page, "Version before", back=True, within="another thing")
    answers(page, "a second thing")
    settles(page, "Next version")
    key(page, "Enter")
    answers(page, "another thing")

    # Pinned, unpinned: the button keeps the focus, and a reload knows of the pin.
    act(page, "Pin", within="another thing")
    settles(page, "Unpin")
    page.reload()
    page.locator(".message.pinned").wait_for()
    act(page, "Unpin")
    settles(page, "Pin")
    assert page.locator(".message.pinned").count() == 0

    # Search by Ctrl-K, with the arrows.
    key(page, "Control+k")
    settles(page, "Search in titles, messages and documents")
    page.keyboard.type("lighthouse")
    page.locator(".hits li", has_text="guide.md").wait_for()
    for _ in range(30):
        if "guide.md" in (page.locator(".hits [aria-selected=true]").text_content() or ""): break
        key(page, "ArrowDown")
    key(page, "Enter")
    window(page, "guide.md")
    key(page, "Escape")
    closed(page)

    # Chats by j and k, one opened from the list.
    key(page, "n")
    settles(page, "Message")
    page.keyboard.type("the other chat")
    key(page, "Enter")
    answers(page, "the other chat")
    act(page, "To the message box", back=True)
    key(page, "Escape")
    key(page, "j")
    answers(page, "another thing")
    key(page, "k")
    answers(page, "the other chat")
    key(page, "/")
    settles(page, "Filter the chats by title or tag")
    page.keyboard.type("stream")
    until(page, "document.querySelectorAll('.list li').length === 1")
    key(page, "Control+a")
    key(page, "Delete")
    until(page, "document.querySelectorAll('.list li').length === 2")
    for _ in range(20):
        key(page, "Tab")
        if focused(page).startswith("stream 3"): break
    key(page, "Enter")
    answers(page, "another thing")

    # Forgotten from the menu of the chat, and brought back by the key that undoes.
    act(page, "What to do with this chat")
    window(page, "stream 3")
    act(page, "Forget")
    page.get_by_text("Forgot “stream 3”").wait_for()
    until(page, "document.querySelectorAll('.list li').length === 1")
    key(page, "u")
    until(page, "document.querySelectorAll('.list li').length === 2")

    # A purge asks, with the focus on the way out; Escape is another one.
    for _ in range(40):
        key(page, "Tab")
        if focused(page).startswith("stream 3"): break
    key(page, "Enter")
    answers(page, "another thing")
    for leave in ("Enter", "Escape"):
        act(page, "What to do with this chat")
        act(page, "Purge for good …")
        window(page, "Purge a chat for good?")
        settles(page, "Cancel")
        key(page, leave)
        closed(page)
        settles(page, "What to do with this chat")
        # The button has the focus already; Tab comes to it again.
        key(page, "Shift+Tab")

    # A share, told its link, and ended in the settings.
    act(page, "What to do with this chat")
    act(page, "Share a copy")
    window(page, "Share a copy")
    act(page, "Share")
    page.locator("dialog code", has_text="/share/").wait_for()
    key(page, "Escape")
    closed(page)
    act(page, "Settings")
    window(page, "Settings")
    act(page, "Shares")
    window(page, "Shares")
    page.locator("dialog td", has_text="stream 3").wait_for()
    act(page, "Revoke")
    page.locator("dialog", has_text="Nothing is shared.").last.wait_for()
    key(page, "Escape")

    # A token made and revoked.
    act(page, "Tokens")
    window(page, "Tokens")
    tab(page, "Name")
    page.keyboard.type("of the keyboard")
    key(page, "Enter")
    page.locator("dialog", has_text="The token, shown once").last.wait_for()
    page.locator("dialog td", has_text="of the keyboard").wait_for()
    act(page, "Revoke", within="of the keyboard")
    page.locator("dialog td", has_text="of the keyboard").wait_for(state="detached")
    key(page, "Escape")
    key(page, "Escape")
    closed(page)

    # Documents: chosen by the keyboard, removed, and brought back.
    key(page, "d")
    window(page, "Documents")
    pathlib.Path(folder, "plan.md").write_text("# Plan\n\nThe boat sails at noon.\n")
    with page.expect_file_chooser() as chosen: act(page, "choose files")
    chosen.value.set_files(str(pathlib.Path(folder, "plan.md")))
    page.locator("dialog td", has_text="plan.md").wait_for()
    act(page, "Remove plan.md")
    page.locator("dialog td", has_text="plan.md").wait_for(state="detached")
    key(page, "u")
    page.locator("dialog td", has_text="plan.md").wait_for()
    key(page, "Escape")
    closed(page)

    # What Escape closes gives the focus back, and the list of keys is there.
    key(page, "?")
    window(page, "Keys")
    found = [f"{one['id']}: {one['help']}" for one in Axe().run(page).response["violations"] if one["impact"] in ("serious", "critical")]
    assert not found, found
    key(page, "Escape")
    closed(page)
print("well")
