"""The peer: sessions behind FastAPI, in a dict or in Redis and SQLite (SESSIONS=dict|redis|sqlite)."""
import asyncio, json, os, sqlite3, uuid
from fastapi import FastAPI
from fastapi.responses import StreamingResponse
from pydantic import BaseModel

kind = os.environ["SESSIONS"]
app = FastAPI()
sessions = {}
if kind != "dict":
    database = sqlite3.connect(os.environ["DATABASE"], check_same_thread=False)
    database.execute("PRAGMA journal_mode=WAL")
    database.execute("CREATE TABLE messages (id INTEGER PRIMARY KEY, session TEXT, role TEXT, content TEXT)")
    database.execute("CREATE INDEX by_session ON messages (session)")
    lock = asyncio.Lock()
if kind == "redis":
    import redis.asyncio
    store = redis.asyncio.Redis(unix_socket_path=os.environ["REDIS"])


class Question(BaseModel):
    question: str
    session_id: str | None = None
    stream: bool = False


def insert(session, role, content):
    database.execute("INSERT INTO messages (session, role, content) VALUES (?, ?, ?)", (session, role, content))
    database.commit()


async def keep(session, role, content):
    if kind == "dict":
        sessions.setdefault(session, []).append((role, content))
        return
    if kind == "redis":
        await store.rpush(session, json.dumps([role, content]))
        await store.expire(session, 3600)
    async with lock:
        await asyncio.to_thread(insert, session, role, content)


async def provider():
    for number in range(50):
        yield f"piece {number} "


@app.get("/api/health")
async def health():
    return {"status": "ok"}


@app.post("/ask")
async def ask(question: Question):
    session = question.session_id or str(uuid.uuid4())
    await keep(session, "user", question.question)

    async def events():
        yield f"data: {json.dumps({'type': 'session', 'session_id': session})}\n\n"
        text = ""
        async for piece in provider():
            text += piece
            yield f"data: {json.dumps({'type': 'content', 'token': piece})}\n\n"
        await keep(session, "assistant", text)
        yield f"data: {json.dumps({'type': 'done'})}\n\n"

    return StreamingResponse(events(), media_type="text/event-stream")
