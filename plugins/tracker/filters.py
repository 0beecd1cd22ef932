"""What a chat about homes is narrowed down to: `current_filters` with `kind`, `place`, `minimum` and `limit`."""
import re

MEMBERS = ["kind", "place", "minimum", "limit"]
UNITS = {"lakh": 10**5, "lakhs": 10**5, "lac": 10**5, "lacs": 10**5, "l": 10**5, "crore": 10**7, "crores": 10**7,
         "cr": 10**7, "k": 10**3, "thousand": 10**3, "m": 10**6, "mn": 10**6, "million": 10**6, "millions": 10**6,
         "พัน": 10**3, "หมื่น": 10**4, "แสน": 10**5, "ล้าน": 10**6}
CURRENCY = r"(?:₹|rs\.?|inr|\$|usd|€|eur|฿|thb|£|gbp)"
NUMBER = r"\d{1,3}(?:,\d{2,3})+(?:\.\d+)?|\d+(?:\.\d+)?"
# An amount: a currency or not, a number, a unit or not, a currency or not.
AMOUNT = (rf"(?P<sign>{CURRENCY})?\s?(?P<number>{NUMBER})\s?-?(?P<unit>"
          + "|".join(sorted(UNITS, key=len, reverse=True)) + rf")?(?![\w.,]*\d)(?![a-z])\s?(?P<money>{CURRENCY}|rupees|baht|dollars|บาท)?")
BELOW = (r"under|below|less than|lower than|cheaper than|up ?to|at most|not more than|no more than|within|max(?:imum)?|"
         r"<=?|(?:my |our |the )?(?:budget|limit)(?: (?:is|of|around|about|now))*:?|ไม่เกิน|ต่ำกว่า|น้อยกว่า|งบ(?:ประมาณ)?")
ABOVE = r"above|over|more than|at least|min(?:imum)?|starting (?:at|from)|>=?|เกิน|มากกว่า|ตั้งแต่|อย่างน้อย"
AFTER = r"(?:max(?:imum)?|or less|or below|tops|at most|budget|limit)\b"
PLACE = re.compile(r"\b(?:in|near|around|at|close to|next to|towards)\s+(?=\w)")
THAI_PLACE = re.compile(r"(?:แถว|ย่าน|ใกล้|ใน)\s?([\u0E00-\u0E7F]+)")
THAI_END = re.compile(r"ไม่เกิน|ต่ำกว่า|น้อยกว่า|ราคา|งบ|มี|ครับ|ค่ะ|คะ|นะ|ไหม|ได้|ที่|หรือ|และ|แต่|เอา")
# Words that no name of a place begins with, and words that end one.
NO_PLACE = set("""a an the my your our this that these those it its me you us them general total mind time advance
    installments instalments particular detail details short cash full touch future progress case fact addition order
    hurry least most all first last once any some which what where january february march april may june july august
    september october november december budget range person english thai hindi interest price prices emi loan loans""".split())
END = set("""under below less lower cheaper up at most not no more within max maximum above over min minimum with
    without for from and or but if is are was please budget price priced costing cost having that which who where
    instead then now today tomorrow near around in to of on by rather ready possession thanks thank too also
    as only would will can could should good great nice area does do have has any some a an the""".split())


def limits(text, is_negated):
    """What amounts a text sets as bounds: (`minimum`, `limit`), `None` for one of which it says nothing."""
    low = high = None
    for match in re.finditer(rf"(?:between |from )?(?P<sign>{CURRENCY})?\s?(?P<low>{NUMBER})\s?(?P<lowunit>\w+)?\s?(?:-|–|to|and|ถึง)\s?"
                             + AMOUNT.replace("<sign>", "<sign2>"), text):
        unit = match["lowunit"] if match["lowunit"] in UNITS else match["unit"]
        first, second = value(match["low"], unit), value(match["number"], match["unit"])
        if (match["unit"] or match["sign"] or match["money"]) and first < second:
            low, high = first, second
    for match in re.finditer(rf"(?P<way>{BELOW}|{ABOVE})\s?" + AMOUNT, text):
        amount = money(match)
        if amount is None or joined(text, match.start()):
            continue
        is_above = re.fullmatch(ABOVE, match["way"]) is not None
        # «not more than» and «no less than» turn the word around; «not above 80 lakh» does as well.
        if is_negated(match.start("way")):
            is_above = not is_above
        low, high = (amount, high) if is_above else (low, amount)
    for match in re.finditer(AMOUNT + rf"\s?{AFTER}", text):
        if money(match) is not None:
            high = money(match)
    return low, high


def joined(text, place):
    """Whether the letter before a place belongs to the same word: «thunder 5» has no «under»."""
    return place > 0 and text[place - 1].isascii() and text[place - 1].isalnum() and text[place].isalpha()


def money(match):
    """The amount that was found; `None` for a number that is none, such as that of bedrooms."""
    amount = value(match["number"], match["unit"])
    return amount if match["unit"] or match["sign"] or match["money"] or amount >= 1000 else None


def value(number, unit):
    amount = float(number.replace(",", "")) * UNITS.get(unit, 1)
    return int(amount) if amount == int(amount) and amount < 1e15 else min(amount, 1e15)


def places(text, original):
    """Places that a text names: (start, end, name). `original` is the text with its capitals, letter for letter."""
    found = []
    for match in PLACE.finditer(text):
        words, end = [], match.end()
        for word in re.finditer(r"[^\W_]+(?:['’.-][^\W_]+)*|\S", text[match.end():match.end() + 60]):
            gap = text[end:match.end() + word.start()]
            if gap.strip() or "\n" in gap or not word[0][0].isalpha() or (word[0] in END and words) or len(words) == 3:
                break
            if not words and (word[0] in NO_PLACE or word[0] in END):
                break
            # After a name with capitals a word without one is no part of it.
            shown = original[match.end() + word.start():match.end() + word.end()]
            if words and words[0][0].isupper() and not shown[0].isupper() and shown[0].isascii():
                break
            words.append(shown)
            end = match.end() + word.end()
        if words:
            name = " ".join(words)
            found.append((match.end(), end, name if any(c.isupper() for c in name) else name.title()))
    for match in THAI_PLACE.finditer(text):
        name = THAI_END.split(match[1])[0]
        if len(name) >= 3:
            found.append((match.start(1), match.start(1) + len(name), name))
    return found


def changed(before, kinds, unwanted, named, left, bounds, resets):
    """The filters after a message.

    - before: those of the state.
    - kinds, unwanted: the kinds that are wanted and those that are not; a kind with a number of rooms and one without
      stand side by side («2BHK villa»), another one of the same sort takes the place of the first.
    - named, left: the places that are meant, and those that are not.
    - bounds: (`minimum`, `limit`).
    - resets: the members that are taken back; `all` for every one.
    """
    before = before if isinstance(before, dict) else {}
    after = {key: before[key] for key in MEMBERS if key in before and key not in resets and "all" not in resets}
    names = [name for name in str(after.get("kind", "")).split(", ") if name and name not in unwanted]
    for is_rooms in (True, False):
        fresh = [name for name in dict.fromkeys(kinds) if name[0].isdigit() == is_rooms]
        if fresh:
            names = [name for name in names if name[0].isdigit() != is_rooms] + fresh
    put(after, "kind", ", ".join(sorted(names, key=lambda name: not name[0].isdigit())))
    stay = [name for name in str(after.get("place", "")).split(", ") if name.casefold() not in left]
    put(after, "place", ", ".join(list(dict.fromkeys(named)) or [name for name in stay if name]))
    for key, amount in zip(("minimum", "limit"), bounds):
        if amount is not None:
            after[key] = amount
    # A new bound beyond the other one stands alone.
    if bounds[1] is not None and bounds[0] is None and number(after.get("minimum")) >= bounds[1]:
        after.pop("minimum", None)
    if bounds[0] is not None and bounds[1] is None and 0 < number(after.get("limit")) <= bounds[0]:
        after.pop("limit", None)
    return after


def number(amount):
    return amount if isinstance(amount, (int, float)) and not isinstance(amount, bool) else 0


def put(filters, key, name):
    if name:
        filters[key] = name[:200]
    else:
        filters.pop(key, None)
