"""451 chats and one of 1,500 messages: URL TOKEN

The list and the log hold no more than what is looked at needs, and lose nothing of it.
"""
import sys, time
from chromium import chromium, log_in, until

base, token = sys.argv[1:]


def rows(page): return page.locator(".list li[data-id]").count()


def wheel(page, node, by, done):
    """Turns the wheel over a node until something is so."""
    box = page.locator(node).bounding_box()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    for _ in range(600):
        if done(): return
        page.mouse.wheel(0, by)
        time.sleep(0.05)
    raise AssertionError(f"{node} does not come to its end")


with chromium(base) as browser:
    page = browser.context().new_page()
    log_in(page, base, token)
    until(page, "document.querySelectorAll('.list li[data-id]').length >= 200")
    assert rows(page) == 200, rows(page)
    wheel(page, ".list", 3000, lambda: rows(page) == 451)

    # What is read anew keeps what was loaded, where one is, and the nodes.
    page.evaluate("document.querySelector('.list li:last-child').marked = true")
    before = page.evaluate("document.querySelector('.list').scrollTop")
    with page.expect_response(lambda response: "/api/v1/chats?" in response.url):
        page.evaluate("document.dispatchEvent(new Event('visibilitychange', { bubbles: true }))")
    time.sleep(0.3)
    assert rows(page) == 451 and page.evaluate("document.querySelector('.list').scrollTop") == before
    assert page.evaluate("[...document.querySelectorAll('.list li')].some((row) => row.marked)")

    # What another client forgets, far down, goes from the list.
    last = page.locator(".list li[data-id]").last.get_attribute("data-id")
    answer = page.context.request.delete(f"{base}/api/v1/chats/{last}", headers={"Authorization": f"Bearer {token}", "Origin": base})
    assert answer.status == 200, answer.text()
    page.evaluate("document.dispatchEvent(new Event('visibilitychange', { bubbles: true }))")
    until(page, "document.querySelectorAll('.list li[data-id]').length === 450")

    # The long chat begins at its end; going up and down comes to both ends, in order, with a part of it in the page.
    page.locator(".side input[type=search]").fill("Chat 450")
    until(page, "document.querySelectorAll('.list li[data-id]').length === 1")
    page.locator(".list a").click()
    page.get_by_text("said 1499", exact=True).wait_for()
    texts = lambda: page.locator(".log .message .body").all_text_contents()
    wheel(page, ".log", -2500, lambda: "said 0" in texts())
    shown = [int(text.split()[1]) for text in texts()]
    assert shown == list(range(len(shown))) and len(shown) <= 120, shown
    page.get_by_role("button", name="Latest ↓").click()
    page.get_by_text("said 1499", exact=True).wait_for()
    wheel(page, ".log", -1500, lambda: any(int(text.split()[1]) < 1300 for text in texts()))
    wheel(page, ".log", 2500, lambda: "said 1499" in texts())
    shown = [int(text.split()[1]) for text in texts()]
    assert shown == list(range(shown[0], 1500)) and len(shown) <= 120, shown

    # A message of long ago is gone to, though it is not among those that were asked for first.
    page.reload()
    page.get_by_text("said 1499", exact=True).wait_for()
    page.keyboard.press("Control+k")
    page.get_by_role("combobox", name="Search in titles, messages and documents").fill("said 7")
    page.locator(".hits li", has_text="Message").first.wait_for()
    found = page.locator(".hits li", has_text="Message").first
    text = found.evaluate("node => [...node.childNodes].slice(1).map((part) => part.textContent).join('')")
    found.click()
    until(page, "text => document.activeElement.querySelector?.('.body')?.textContent === text", text)
    page.get_by_role("button", name="Latest ↓").click()
    page.locator("#message").fill("and now?")
    page.get_by_role("button", name="Send", exact=True).click()
    page.locator(".message.assistant .body", has_text="and now?").wait_for()
    until(page, "[...document.querySelectorAll('.log .message')].at(-1).querySelector('.body').textContent.includes('and now?')")
print("well")
