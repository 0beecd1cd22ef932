"""The installed Chromium, driven by Playwright; whatever the page says in its console or asks elsewhere is a failure.

With PAGE_ASSETS the files of that folder stand in for the page's own, so that they can be tried without a build.
"""
import contextlib, os, pathlib, shutil, time
from playwright.sync_api import sync_playwright


class Watched:
    """A browser whose pages are watched."""

    def __init__(self, browser, base):
        self.browser, self.base, self.complaints, self.expected = browser, base, [], None

    def context(self, width=1280, height=800, scheme="light", **more):
        is_phone = width < 500
        context = self.browser.new_context(
            viewport={"width": width, "height": height}, color_scheme=scheme, has_touch=is_phone, is_mobile=is_phone, **more)
        context.set_default_timeout(15000)
        context.on("page", self.watch)
        stand_in(context)
        return context

    def watch(self, page):
        page.on("console", lambda message: self.complaints.append(f"{message.type}: {message.text} ({page.url})"))
        page.on("pageerror", lambda error: self.complaints.append(f"error: {error}"))
        page.on("request", lambda request: self.look(request.url))

    def look(self, url):
        if not url.startswith((self.base, "data:", "blob:")):
            self.complaints.append(f"a request elsewhere: {url}")


def stand_in(context):
    folder = os.environ.get("PAGE_ASSETS")
    if not folder: return

    def answer(route):
        response = route.fetch()
        route.fulfill(response=response, body=pathlib.Path(folder, route.request.url.split("/")[-1]).read_bytes())

    context.route("**/assets/*", answer)


@contextlib.contextmanager
def chromium(base):
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        watched = Watched(browser, base)
        yield watched
        browser.close()
    # Chromium itself notes each answer that is an error, also one that is meant to be.
    complaints = [one for one in watched.complaints if not (watched.expected and watched.expected in one)]
    assert not complaints, complaints


def log_in(page, base, token):
    page.goto(base + "/")
    page.fill("#token", token)
    page.keyboard.press("Enter")
    page.wait_for_selector(".side")


def until(page, expression, argument=None):
    """Waits until an expression holds; the page's policy lets no library ask it from within."""
    for _ in range(300):
        if page.evaluate(expression, argument): return
        time.sleep(0.05)
    raise AssertionError(f"it does not become so: {expression}")
