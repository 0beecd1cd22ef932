"""A stand-in for Simon Willison's llm where that is not installed: the part of its interface that the bridge uses, as of
0.36, with the models of llm-echo and a few that misbehave. The tests take the real one when it is on the search path."""
import json
import sys
import time


class UnknownModelError(KeyError):
    pass


class NeedsKeyException(Exception):
    pass


class Message:
    def __init__(self, role, text):
        self.role, self.text = role, text


def user(text):
    return Message("user", text)


def assistant(text):
    return Message("assistant", text)


def system(text):
    return Message("system", text)


class Prompt:
    def __init__(self, prompt, model, *, system=None, messages=None):
        self.prompt, self.model, self.system = prompt, model, system
        self.messages = messages or ([Message("system", system)] if system else []) + [Message("user", prompt)]


class Usage:
    def __init__(self, input, output):
        self.input, self.output, self.details = input, output, None


class Response:
    def __init__(self, prompt, model, stream, conversation=None):
        self.prompt, self.model, self.stream, self.conversation = prompt, model, stream, conversation
        self._done, self._chunks = False, []

    def __iter__(self):
        if not self._done:
            for chunk in self.model.execute(self.prompt, self.stream, self, self.conversation):
                self._chunks.append(chunk)
                yield chunk
            self._done = True

    def usage(self):
        return Usage(len(self.prompt.prompt.split()), len("".join(self._chunks).split()))


class Conversation:
    def __init__(self, model):
        self.model, self.responses = model, []

    def prompt(self, prompt, *, system=None, stream=True):
        messages = None
        if self.responses:
            last = self.responses[-1]
            messages = last.prompt.messages + [assistant("".join(last._chunks)), user(prompt)]
        return Response(Prompt(prompt, self.model, system=system, messages=messages), self.model, stream, self)


class Model:
    can_stream = True

    def __init__(self, model_id):
        self.model_id = model_id

    def conversation(self):
        return Conversation(self)

    def execute(self, prompt, stream, response, conversation):
        if self.model_id == "echo-needs-key":
            raise NeedsKeyException("No key found - add one using 'llm keys set echo-needs-key'")
        if self.model_id == "noisy":
            print("a model that prints")
            sys.stdout.flush()
        if self.model_id == "endless":
            while True:
                yield "word "
                time.sleep(0.005)
        if self.model_id == "broken":
            yield "The first half"
            raise RuntimeError("out of\nmemory")
        text = json.dumps({
            "prompt": prompt.prompt, "system": prompt.system or "", "attachments": [], "stream": stream,
            "previous": [{"prompt": response.prompt.prompt} for response in conversation.responses],
        }, indent=2)
        for start in range(0, len(text), 7):
            yield text[start:start + 7]


class EmbeddingModel:
    model_id = "letters"

    def embed_multi(self, texts):
        for text in texts:
            counts = [1e-3] * 26
            for letter in text.lower():
                if "a" <= letter <= "z":
                    counts[ord(letter) - ord("a")] += 1
            yield counts


class ModelWithAliases:
    def __init__(self, model):
        self.model, self.async_model, self.aliases = model, None, []


MODELS = {name: Model(name) for name in ["echo", "echo-needs-key", "noisy", "broken", "endless"]}


def get_models_with_aliases():
    return [ModelWithAliases(model) for model in MODELS.values()]


def get_default_model():
    return "echo"


def get_model(name=None):
    try:
        return MODELS[name or get_default_model()]
    except KeyError:
        raise UnknownModelError("Unknown model: " + name)


def get_default_embedding_model():
    return "letters"


def get_embedding_model(name):
    if name != "letters":
        raise UnknownModelError("Unknown model: " + str(name))
    return EmbeddingModel()
