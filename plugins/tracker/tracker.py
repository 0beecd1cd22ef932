#!/usr/bin/env python3
"""Follows a chat by lists of words; speaks JSON-RPC 2.0, one message a line.

What the user has just said is looked through for words, and what they tell is patched into the chat's state.
"""
import bisect
import json
import os
import re
import sys
import unicodedata

# The folder of a plugin may be nobody's to write to.
sys.dont_write_bytecode = True
import filters  # noqa: E402

LISTS = ["intents", "topics", "interests", "objections", "phases", "places", "resets", "suggestions"]
PLAIN = ["negations", "harmless", "breaks", "dismissals", "kinds", "proposals"]
WEIGHTS = ["message", "question", "interest", "phase", "objection"]
# Thai, Lao, Myanmar, Khmer, kana, Han: written without spaces between words, so that a word is found inside others.
UNSPACED = [(0x0E00, 0x0EFF), (0x1000, 0x109F), (0x1780, 0x17FF), (0x3040, 0x30FF), (0x3400, 0x4DBF),
            (0x4E00, 0x9FFF), (0xF900, 0xFAFF)]
# What asks a question; Thai has no mark for it.
QUESTIONS = ["?", "ไหม", "มั้ย", "หรือเปล่า", "เท่าไหร่", "เท่าไร", "อะไร", "ที่ไหน", "เมื่อไหร่", "อย่างไร", "ยังไง", "ทำไม"]
# How many letters of a message are looked at, how many names a list keeps, and how far a «not» reaches: to a name, and to
# an objection, as in «not very expensive».
LONGEST, MOST, REACH, NEAR = 20_000, 100, 40, 8
# How many of an answer's sources are kept, and how many letters of each.
SHOWN, SHOWN_LETTERS = 10, 160


def is_unspaced(letter):
    code = ord(letter)
    return any(first <= code <= last for first, last in UNSPACED)


def evened(text):
    """Text in which what looks the same is the same but for its capitals, with single spaces."""
    text = unicodedata.normalize("NFKC", text[:LONGEST]).replace("\u2019", "'").replace("\u02bc", "'")
    return "\n".join(" ".join(line.split()) for line in text.splitlines())


def folded(text):
    """The same without capitals."""
    return evened(text).casefold()


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
        self.proposals = Words({"": words["proposals"]})
        # Filters are for what has kinds; a conversation about something else has none.
        self.kinds = [name for name in words["kinds"] if words["interests"].get(name)]
        self.breaks = Words({"": words["breaks"]})
        self.weights = words["engagement"]

    def ends(self, text):
        """The ends of clauses: a «not» reaches no further."""
        ends = {index for index, letter in enumerate(text) if letter in ".,;:!?。、\n"}
        # In Thai a space ends a phrase.
        ends |= {i for i, c in enumerate(text) if c == " " and 0 < i < len(text) - 1
                 and is_unspaced(text[i - 1]) and is_unspaced(text[i + 1])}
        return sorted(ends | {start for start, _, _ in self.breaks.find(text)})

    def observe(self, said, state, answer="", sources=()):
        text = folded(said)
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
        self.narrow(patch, state, evened(said), text, found, is_negated)
        self.look_at(answer, sources, patch)
        return {key: value for key, value in patch.items() if state.get(key) != value}

    def narrow(self, patch, state, original, text, found, is_negated):
        """Puts `current_filters` into the patch."""
        if not self.kinds:
            return
        before = state.get("current_filters")
        before = before if isinstance(before, dict) else {}
        wanted = [p[2] for p in found["interests"] if p[2] in self.kinds and not is_negated(p)]
        unwanted = [p[2] for p in found["interests"] if p[2] in self.kinds and is_negated(p)]
        bounds = filters.limits(text, lambda start: is_negated((start, start), NEAR))
        resets = {p[2] for p in found["resets"]}
        # Casefolding may change the number of letters; capitals are then not looked at.
        original = original if len(original) == len(text) else text
        named = filters.places(text, original) + found["places"]
        # Without anything that is looked for «in general» is as good a place as any.
        is_search = before or wanted or bounds != (None, None) or any(p[2] == "search" for p in found["intents"])
        named = [p for p in named if is_search or p[2][0].isupper() and original[p[0]].isupper()]
        named = [p for p in named if not any(p[0] < r[1] and r[0] < p[1] for r in found["resets"])]
        meant = [p[2] for p in sorted(named) if not is_negated(p)]
        left = {p[2].casefold() for p in named if is_negated(p)}
        after = filters.changed(before, wanted, set(unwanted) - set(wanted), meant, left, bounds, resets)
        if after == before:
            return
        # In a merge patch what is gone is null.
        patch["current_filters"] = {**{key: None for key in before if key not in after}, **after} or {}

    def look_at(self, answer, sources, patch):
        """Puts what the answer has shown and suggested into the patch."""
        shown = [shown_source(source) for source in sources if isinstance(source, dict) and source.get("document")]
        if shown:
            patch["last_shown"] = shown[:SHOWN]
        for sentence in re.split(r"(?<=[.!?。])\s+|\n+", folded(answer)):
            if self.proposals.find(sentence) or "?" in sentence:
                nots = [place for place in self.negations.find(sentence) if place[2] == "not"]
                for start, _, name in self.lists["suggestions"].find(sentence):
                    if not any(end <= start and start - end <= REACH for _, end, _ in nots):
                        patch[name] = True

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


def shown_source(source):
    """What is kept of a source: where it is from, and the beginning of what was quoted."""
    kept = {key: source[key] for key in ("document", "page", "line") if source.get(key) is not None}
    if "page" in kept:
        kept.pop("line", None)
    text = " ".join(str(source.get("text") or "").split())
    if text:
        kept["text"] = text if len(text) <= SHOWN_LETTERS else text[:SHOWN_LETTERS].rsplit(" ", 1)[0] + " …"
    return kept


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
        return {"protocol_version": 1, "name": "tracker", "version": "1.1.0", "models": []}

    def observe(params):
        if tracker is None:
            raise ValueError(problem or "'initialize' has not come yet")
        messages = params["messages"]
        said = next((m["content"] for m in reversed(messages) if m.get("role") == "user"), None)
        if said is None:
            return {"state": {}}
        answer = messages[-1]["content"] if messages[-1].get("role") == "assistant" else ""
        return {"state": tracker.observe(said, params.get("state") or {}, answer, params.get("sources") or [])}

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
