"""The scripts of older clients, as their documents give them, run in the browser: URL TOKEN"""
import pathlib, re, sys
from chromium import chromium, log_in

base, token = sys.argv[1:]
folder = pathlib.Path(__file__).parent / "seeds"


def script(name):
    text = (folder / name).read_text()
    # A browser knows no types; what a build would take out is taken out here, and nothing else.
    return re.sub(r"\((\w+): string\)", r"(\1)", text) if name.endswith(".ts") else text


with chromium(base) as browser:
    page = browser.context().new_page()
    log_in(page, base, token)

    first = page.evaluate(f"async () => {{ {script('ask-first.js')}; return {{ data, sessionId }}; }}")
    assert first["sessionId"] and first["data"]["answer"] == "Apa itu PMB?", first
    after = page.evaluate(
        f"async (sessionId) => {{ {script('ask-again.js')}; return await response.json(); }}", first["sessionId"])
    assert after["session_id"] == first["sessionId"] and after["answer"] == "Jelaskan lebih detail", after
    told = page.evaluate(
        f"async (sessionId) => {{ const told = []; const console = {{ log: (...words) => told.push(words) }};"
        f" {script('stream.js')}; return told; }}", first["sessionId"])
    assert told[0] == ["Session ID:", first["sessionId"]], told
    assert "".join(words[1] for words in told if words[0] == "Token:") == "Kapan pendaftaran dibuka?", told

    kept = page.evaluate(f"""async () => {{
        const generateRandomId = () => 'a3b4c5d6', userMessage = 'show me 2bhk in Whitefield under 80 lakh';
        const inner = window.fetch; let answer;
        const fetch = (...words) => (answer = inner(...words));
        {script('query.js')};
        return {{ answer: await (await answer).json(), stored: localStorage.getItem('chatbot_session_id') }};
    }}""")
    assert kept["stored"] == "a3b4c5d6" and kept["answer"]["session_id"] == "a3b4c5d6", kept
    assert isinstance(kept["answer"]["state"], dict), kept

    page.evaluate("""async () => { await fetch('/api/generate/', { method: 'POST', headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ message: 'Hello there', session_id: 'c0ffee00-0000-4000-8000-000000000000' }) }); }""")
    result = page.evaluate(f"""async () => {{
        let shown, list = [{{ session_id: 'c0ffee00-0000-4000-8000-000000000000' }}, {{ session_id: 'other' }}];
        const uuidv4 = () => 'd0d0d0d0-0000-4000-8000-000000000000', welcomeMessage = 'welcome';
        const setSessionId = (id) => (shown = id), setMessages = () => {{}}, setSessionList = (change) => (list = change(list));
        {script('sessions.ts')}
        handleNewChat();
        const fresh = await fetchHistory(shown);
        const history = await fetchHistory('c0ffee00-0000-4000-8000-000000000000');
        await deleteSession('c0ffee00-0000-4000-8000-000000000000');
        return {{ shown, fresh, history, list }};
    }}""")
    assert result["fresh"] == [] and result["shown"].startswith("d0d0"), result
    assert [line["sender"] for line in result["history"]] == ["Human", "AI"], result
    assert result["list"] == [{"session_id": "other"}], result
print("well")
