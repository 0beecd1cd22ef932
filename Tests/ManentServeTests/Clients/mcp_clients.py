"""The package `mcp` as a client, in each era, over HTTP and on standard input and output: URL TOKEN PROGRAM WORKSPACE"""
import asyncio, os, sys
import httpx2
from mcp.client import Client
from mcp.client.stdio import StdioServerParameters, stdio_client
from mcp.client.streamable_http import streamable_http_client

url, token, program, workspace = sys.argv[1:]


async def use(transport, mode, era):
    pieces = []

    async def progress(done, total, message):
        pieces.append(message)

    async with Client(transport, mode=mode) as client:
        assert client.protocol_version.startswith(era), client.protocol_version
        # A client that was told which revision to speak asks nobody who answers.
        assert mode == "2026-07-28" or client.server_info.name == "manent", client.server_info
        tools = {tool.name: tool for tool in (await client.list_tools()).tools}
        assert len(tools) in (8, 12) and tools["search"].annotations.read_only_hint is True, tools
        found = await client.call_tool("search", {"query": "lighthouse"})
        assert found.structured_content["results"][0]["id"] == "document:guide.md", found
        whole = await client.call_tool("fetch", {"id": "document:guide.md"})
        assert "42 metres" in whole.structured_content["text"], whole
        answer = await client.call_tool(
            "ask", {"question": "How high is the lighthouse?"}, progress_callback=progress)
        assert "42 metres" in answer.structured_content["sources"][0]["text"], answer
        assert "".join(pieces) == answer.structured_content["answer"], pieces
        wrong = await client.call_tool("search", {"query": ""})
        assert wrong.is_error, wrong
        resources = (await client.list_resources()).resources
        assert "manent://documents/guide.md" in [str(one.uri) for one in resources], resources
        text = (await client.read_resource("manent://documents/guide.md")).contents[0].text
        assert "42 metres" in text
        prompts = (await client.list_prompts()).prompts
        assert "explain" in [one.name for one in prompts], prompts


async def main():
    for mode, era in [("legacy", "2025-"), ("auto", "2026-07-28"), ("2026-07-28", "2026-07-28")]:
        async with httpx2.AsyncClient(headers={"Authorization": f"Bearer {token}"}, timeout=30) as http:
            await use(streamable_http_client(url + "/mcp", http_client=http), mode, era)
        call = StdioServerParameters(command=program, args=["mcp", "-w", workspace], env=dict(os.environ))
        await use(stdio_client(call), mode, era)


asyncio.run(main())
print("well")
