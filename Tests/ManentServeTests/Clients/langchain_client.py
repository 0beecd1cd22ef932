"""The package `langchain-openai` as a client: URL TOKEN"""
import asyncio, sys
from langchain_core.tools import tool
from langchain_openai import ChatOpenAI, OpenAIEmbeddings

base = dict(base_url=sys.argv[1] + "/v1", api_key=sys.argv[2])
chat = ChatOpenAI(model="echo", **base)
assert chat.invoke("one").content == "one"
said = [("user", "one"), ("assistant", "one"), ("user", "stream 3")]
assert "".join(piece.content for piece in chat.stream(said)) == "piece 0 piece 1 piece 2 "
assert asyncio.run(chat.ainvoke("two")).content == "two"
assert [answer.content for answer in chat.batch(["three", "four"])] == ["three", "four"]
assert ChatOpenAI(model="echo", use_responses_api=True, **base).invoke("five").text == "five"


@tool
def weather(place: str) -> str:
    """The weather of a place."""
    return "fair"


assert chat.bind_tools([weather]).invoke("six").content == "six"
vectors = OpenAIEmbeddings(model="hashed-1024-v1", check_embedding_ctx_length=False, **base).embed_documents(["a boat", "an oar"])
assert [len(vector) for vector in vectors] == [1024, 1024]
print("well")
