"""The package `litellm` as a client: URL TOKEN"""
import asyncio, os, sys
os.environ["LITELLM_LOCAL_MODEL_COST_MAP"] = "True"
import litellm

base = dict(api_base=sys.argv[1] + "/v1", api_key=sys.argv[2])
said = [{"role": "user", "content": "one"}]
whole = litellm.completion(model="openai/echo", messages=said, **base)
assert whole.choices[0].message.content == "one", whole
said += [{"role": "assistant", "content": "one"}, {"role": "user", "content": "stream 3"}]
pieces = litellm.completion(model="openai/echo", messages=said, stream=True, stream_options={"include_usage": True}, **base)
assert "".join(piece.choices[0].delta.content or "" for piece in pieces if piece.choices) == "piece 0 piece 1 piece 2 "
later = asyncio.run(litellm.acompletion(model="openai/echo", messages=[{"role": "user", "content": "two"}], **base))
assert later.choices[0].message.content == "two"
vectors = litellm.embedding(model="openai/hashed-1024-v1", input=["a boat"], **base)
assert len(vectors.data[0]["embedding"]) == 1024
try:
    litellm.completion(model="openai/nobody", messages=said, **base)
    raise SystemExit("an unknown model is answered")
except litellm.NotFoundError:
    pass
print("well")
