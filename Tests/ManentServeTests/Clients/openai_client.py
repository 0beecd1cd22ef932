"""The package `openai` as a client: URL TOKEN"""
import asyncio, sys
import openai

base = dict(base_url=sys.argv[1] + "/v1", api_key=sys.argv[2])
client = openai.OpenAI(**base)
said = [{"role": "user", "content": "one"}]
whole = client.chat.completions.create(model="echo", messages=said)
assert whole.choices[0].message.content == "one", whole
said += [{"role": "assistant", "content": "one"}, {"role": "user", "content": "stream 3"}]
text = ""
for chunk in client.chat.completions.create(model="echo", messages=said, stream=True, stream_options={"include_usage": True}):
    if chunk.choices: text += chunk.choices[0].delta.content or ""
assert text == "piece 0 piece 1 piece 2 ", text
response = client.responses.create(model="echo", input="two")
assert response.output_text == "two", response
again = client.responses.create(model="echo", input="three", previous_response_id=response.id)
assert again.output_text == "three"
with client.responses.stream(model="echo", input="stream 2") as stream:
    for event in stream: pass
    assert stream.get_final_response().output_text == "piece 0 piece 1 "
vectors = client.embeddings.create(model="hashed-1024-v1", input=["a", "b"])
assert len(vectors.data[1].embedding) == 1024
assert "extractive" in [model.id for model in client.models.list()]
assert client.models.retrieve("echo@documents").id == "echo@documents"
try:
    client.chat.completions.create(model="nobody", messages=said)
    assert False
except openai.NotFoundError as error:
    assert error.param == "model", error
try:
    openai.OpenAI(base_url=base["base_url"], api_key="wrong").models.list()
    assert False
except openai.AuthenticationError: pass

# Tools: the call comes in pieces, and what the tool gave goes back.
tool = {"type": "function", "function": {"name": "weather", "parameters": {"type": "object", "properties": {"place": {"type": "string"}}}}}
asked = [{"role": "user", "content": "call weather Aberdeen"}]
with client.chat.completions.stream(model="echo", messages=asked, tools=[tool]) as stream:
    for event in stream: pass
    call = stream.get_final_completion().choices[0].message.tool_calls[0]
assert (call.function.name, call.function.arguments) == ("weather", '{"place": "Aberdeen"}'), call
asked += [{"role": "assistant", "tool_calls": [call.model_dump()]}, {"role": "tool", "tool_call_id": call.id, "content": "fair"}]
assert client.chat.completions.create(model="echo", messages=asked, tools=[tool]).choices[0].message.content == "fair"


async def later():
    client = openai.AsyncOpenAI(**base)
    whole = client.chat.completions.create(model="echo", messages=[{"role": "user", "content": "four"}])
    stream = await client.chat.completions.create(model="echo", messages=[{"role": "user", "content": "stream 2"}], stream=True)
    pieces = [chunk.choices[0].delta.content or "" async for chunk in stream if chunk.choices]
    return (await whole).choices[0].message.content, "".join(pieces)


assert asyncio.run(later()) == ("four", "piece 0 piece 1 ")
print("well")
