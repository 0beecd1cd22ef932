#!/usr/bin/env python3
"""Follows a chat by lists of words; speaks JSON-RPC 2.0, one message a line.

What the user has just said is looked through for words, and what they tell is patched into the chat's state.
"""
import bisect
import json
import os
import sys
import unicodedata

LISTS = ["intents", "topics", "interests", "objections", "phases"]
PLAIN = ["negations", "harmless", "breaks", "dismissals"]
WEIGHTS = ["message", "question", "interest", "phase", "objection"]
# Thai, Lao, Myanmar, Khmer, kana, Han: written without spaces between words, so that a word is found inside others.
UNSPACED = [(0x0E00, 0x0EFF), (0x1000, 0x109F), (0x1780, 0x17FF), (0x3040, 0x30FF), (0x3400, 0x4DBF),
            (0x4E00, 0x9FFF), (0xF900, 0xFAFF)]
# What asks a question; Thai has no mark for it.
QUESTIONS = ["?", "ไหม", "มั้ย", "หรือเปล่า", "เท่าไหร่", "เท่าไร", "อะไร", "ที่ไหน", "เมื่อไหร่", "อย่างไร", "ยังไง", "ทำไม"]
# How many letters of a message are looked at, how many names a list keeps, and how far a «not» reaches: to a name, and to
# an objection, as in «not very expensive».
LONGEST, MOST, REACH, NEAR = 20_000, 100, 40, 8


def is_unspaced(letter):
    code = ord(letter)
    return any(first <= code <= last for first, last in UNSPACED)


def folded(text):
    """Text in which what looks the same is the same, with single spaces."""
    text = unicodedata.normalize("NFKC", text[:LONGEST]).replace("\u2019", "'").replace("\u02bc", "'")
    return "\n".join(" ".join(line.split()) for line in text.casefold().splitlines())


class Words:
    """Lists of words by their names, the longest words first."""

    def __init__(self, lists):
        self.names = list(lists)
        pairs = [(folded(word), name) for name, words in lists.items() for word in words]
        self.words = sorted(((word, name) for word, name in pairs if word), key=lambda pair: -len(pair[0]))

    def find(self, text):
        """The places of the words, from left to right; a shorter word does not count inside a longer one."""
        found, taken = [], bytearray(len(text))
        for word, name in self.words:
            start = text.find(word)
            while start >= 0:
                end = start + len(word)
                # Two lists may have the same word.
                is_free = not any(taken[start:end]) or any(p[:2] == (start, end) for p in found[-8:])
                if is_free and is_whole(text, start, end):
                    found.append((start, end, name))
                    taken[start:end] = b"\x01" * len(word)
                start = text.find(word, start + 1)
        return sorted(found)


def is_whole(text, start, end):
    """Whether a place is a whole word at both ends; between letters of a script without spaces every place is."""
    return not (joins(text, start, -1) or joins(text, end - 1, 1))


def joins(text, place, step):
    """Whether the letter at a place goes on beyond it, as in «flat|ten», «any|-thing» and «1|1 ห้องนอน»."""
    def letter(index):
        if not 0 <= index < len(text) or is_unspaced(text[index]):
            return False
        return text[index].isalnum() or unicodedata.category(text[index]).startswith("M")

    if not letter(place):
        return False
    if letter(place + step):
        return True
    return place + step in range(len(text)) and text[place + step] in "-'" and letter(place + 2 * step)


class Tracker:
    def __init__(self, settings):
        with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "words.json"), encoding="utf-8") as file:
            words = json.load(file)
        if settings.get("defaults", True) is False:
            words.update({name: {} for name in LISTS})
        for key, value in settings.items():
            if key in LISTS or key == "engagement":
                check(key, value)
                words[key] = {**words[key], **value}
            elif key in PLAIN:
                words[key] = strings(key, value)
            elif key != "defaults":
                names = ", ".join(LISTS + PLAIN + ["engagement"])
                raise ValueError(f"the setting '{key}' is not known; there are {names} and defaults")
        self.lists = {name: Words(words[name]) for name in LISTS}
        self.negations = Words({"not": words["negations"], "harmless": words["harmless"]})
        self.dismissals = words["dismissals"]
        self.breaks = Words({"": words["breaks"]})
        self.weights = words["engagement"]

    def ends(self, text):
        """The ends of clauses: a «not» reaches no further."""
        ends = {index for index, letter in enumerate(text) if letter in ".,;:!?。、\n"}
        # In Thai a space ends a phrase.
        ends |= {i for i, c in enumerate(text) if c == " " and 0 < i < len(text) - 1
                 and is_unspaced(text[i - 1]) and is_unspaced(text[i + 1])}
        return sorted(ends | {start for start, _, _ in self.breaks.find(text)})

    def observe(self, text, state):
        text = folded(text)
        found = {name: words.find(text) for name, words in self.lists.items()}
        ends = self.ends(text)
        nots = [end for _, end, name in self.negations.find(text) if name == "not"]

        def is_one_clause(start, end):
            place = bisect.bisect_left(ends, start)
            return place == len(ends) or ends[place] >= end

        def is_negated(place, reach=REACH):
            """Whether a «not» stands before a place, in its clause and near enough."""
            before = bisect.bisect_right(nots, place[0]) - 1
            return before >= 0 and place[0] - nots[before] <= reach and is_one_clause(nots[before], place[0])

        def is_dismissal(place):
            """Whether «not interested» is about what is named right after it, and not about all."""
            return place[2] in self.dismissals and any(
                0 <= start - place[1] <= 16 and is_one_clause(place[1], start)
                for start, _, _ in found["interests"])

        patch = {}
        # The longest word tells best what is meant; of equally long ones the first.
        for key, name in [("last_intent", "intents"), ("last_topic", "topics")]:
            if found[name]:
                patch[key] = max(found[name], key=lambda place: (place[1] - place[0], -place[0]))[2]
        wanted = [place[2] for place in found["interests"] if not is_negated(place)]
        unwanted = [place[2] for place in found["interests"] if is_negated(place)]
        # What is not so («not too expensive») is no objection, and takes one back.
        objections = [place for place in found["objections"] if not is_dismissal(place)]
        raised = [place[2] for place in objections if not is_negated(place, NEAR)]
        allayed = [place[2] for place in objections if is_negated(place, NEAR)]
        fresh = self.change(patch, state, "interested_in", wanted, unwanted)
        self.change(patch, state, "objections", raised, allayed)
        steps = self.lists["phases"].names
        reached = [steps.index(p[2]) for p in found["phases"] if not is_negated(p)]
        before = steps.index(state["phase"]) if state.get("phase") in steps else -1
        now = max([before, 0 if steps else -1] + reached)
        if now > before:
            patch["phase"] = steps[now]
        points = {"message": 1, "question": int(any(word in text for word in QUESTIONS)), "interest": len(fresh),
                  "phase": max(0, now - max(before, 0)), "objection": len(set(raised))}
        score = state.get("engagement")
        score = score if isinstance(score, int) and not isinstance(score, bool) else 0
        patch["engagement"] = max(0, score + sum(self.weights.get(key, 0) * count for key, count in points.items()))
        return {key: value for key, value in patch.items() if state.get(key) != value}

    @staticmethod
    def change(patch, state, key, added, removed):
        """Puts names into a list of the state, and takes others out; gives those that are new in it."""
        before = state.get(key)
        before = [name for name in before if isinstance(name, str)] if isinstance(before, list) else []
        fresh = [name for name in dict.fromkeys(added) if name not in before]
        gone = set(removed) - set(added)
        after = ([name for name in before if name not in gone] + fresh)[-MOST:]
        if after != before:
            patch[key] = after
        return fresh


def strings(key, value):
    if not isinstance(value, list) or not all(isinstance(word, str) and word.strip() for word in value):
        raise ValueError(f"the setting '{key}' must be a list of words")
    return value


def check(key, value):
    if not isinstance(value, dict):
        raise ValueError(f"the setting '{key}' must be a mapping")
    for name, words in value.items():
        if key != "engagement":
            strings(f"{key}.{name}", words)
        elif name not in WEIGHTS or not isinstance(words, int) or isinstance(words, bool):
            raise ValueError(f"the setting 'engagement' gives whole numbers to {', '.join(WEIGHTS)}")


def main():
    tracker = None
    problem = None

    def initialize(params):
        nonlocal tracker, problem
        try:
            tracker = Tracker(params.get("settings") or {})
        except ValueError as error:
            problem = str(error)
        return {"protocol_version": 1, "name": "tracker", "version": "1.0.0", "models": []}

    def observe(params):
        if tracker is None:
            raise ValueError(problem or "'initialize' has not come yet")
        said = next((m["content"] for m in reversed(params["messages"]) if m.get("role") == "user"), None)
        return {"state": {} if said is None else tracker.observe(said, params.get("state") or {})}

    methods = {"initialize": initialize, "observe": observe}

    def say(message):
        sys.stdout.write(json.dumps({"jsonrpc": "2.0", **message}) + "\n")
        sys.stdout.flush()

    for line in sys.stdin:
        request = json.loads(line)
        method, number = request["method"], request.get("id")
        if number is None:
            continue
        if method == "shutdown":
            say({"id": number, "result": None})
            break
        if method not in methods:
            say({"id": number, "error": {"code": -32601, "message": f"no method {method}"}})
            continue
        try:
            say({"id": number, "result": methods[method](request.get("params", {}))})
        except Exception as error:
            say({"id": number, "error": {"code": -32000, "message": str(error)}})


if __name__ == "__main__":
    main()
