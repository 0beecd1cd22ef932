"""The package `llm` as a client, through its file of models: URL TOKEN"""
import os, subprocess, sys, tempfile

folder = tempfile.mkdtemp()
with open(f"{folder}/extra-openai-models.yaml", "w") as models:
    models.write(f"- model_id: served\n  model_name: echo\n  api_base: {sys.argv[1]}/v1\n  api_key_name: served\n")
environment = dict(os.environ, LLM_USER_PATH=folder)
llm = os.path.join(os.path.dirname(sys.executable), "llm")


def run(*words, **more):
    return subprocess.run([llm, *words], env=environment, check=True, capture_output=True, text=True, **more).stdout


run("keys", "set", "served", "--value", sys.argv[2])
assert run("-m", "served", "one") == "one\n"
assert run("-m", "served", "-c", "stream 3") == "piece 0 piece 1 piece 2 \n"
assert run("-m", "served", "--no-stream", "two") == "two\n"
print("well")
