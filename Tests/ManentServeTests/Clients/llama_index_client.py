"""The package `llama-index-llms-openai-like` as a client: URL TOKEN"""
import asyncio, sys
from llama_index.core.llms import ChatMessage
from llama_index.llms.openai_like import OpenAILike

model = OpenAILike(model="echo", api_base=sys.argv[1] + "/v1", api_key=sys.argv[2], is_chat_model=True, context_window=8000)
assert model.complete("one").text == "one"
said = [ChatMessage(role="user", content="one"), ChatMessage(role="assistant", content="one"), ChatMessage(role="user", content="stream 3")]
assert "".join(piece.delta or "" for piece in model.stream_chat(said)) == "piece 0 piece 1 piece 2 "
assert asyncio.run(model.achat([ChatMessage(role="user", content="two")])).message.content == "two"
print("well")
