"""Dates, numbers and sums as English writes them."""

import re

MONTH = (
    "(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Aug"
    "|Sept|Oct|Nov|Dec)"
)
DAY = "(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)"
YEAR = r"(?:1[5-9]|20)\d\d"
DATE = (
    rf"(?:(?:in|on|by|since|until|during|at)\s+(?:the\s+)?(?:early\s+|late\s+|mid-?\s?|(?:spring|summer"
    rf"|autumn|fall|winter|end|beginning) of\s+)?"
    rf"(?:{DAY},?\s+)?(?:\d{{1,2}}\s+(?={MONTH}))?(?:{MONTH}\s+)?(?:\d{{1,2}}(?:,|\s)\s*)?(?:of\s+)?{YEAR}s?|(?:on|"
    rf"in)\s+(?:\d{{1,2}}\s+)?{MONTH}(?:\s+\d{{1,2}})?"
    rf"|(?:on\s+|last\s+|next\s+)?{DAY}(?:\s+(?:morning|afternoon|evening|night))?|(?:last|next|"
    rf"this)\s+(?:year|month|week|spring|summer|autumn|winter|fall))"
)
WHEN = re.compile(rf"\b{DATE}(?![\w'’])")
DATED = re.compile(rf"{YEAR}|{MONTH}")
LEADS = re.compile(
    r"((?:In|On|By|Since|Last|During|At|After|For|From|Under|Across|Earlier|Within|With|Until|Before|"
    r"Inside|Near)\b[^,;:—“\"]{2,70}),\s+"
    rf"|((?:In|Since|By)\s+(?:{MONTH}\s+)?{YEAR})\s+(?=[A-Z]|the\s|a\s|an\s|its\s)"
)
ADVERBS = frozenset(
    "also already still now only just recently later soon never often once not long since first finally".split()
)
LINKERS = frozenset(
    """that which who whose whom where when while because since although though but so if as whether until unless after
    before to:""".split()
)
NUMBER = (
    r"(?:\d[\d,.]*|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|"
    r"sixty|hundreds|thousands)"
)
ABOUT = (
    r"(?:(?:about|around|more than|at least|some|nearly|almost|over|only|just|up to|fewer than|less than|"
    r"roughly|an estimated)\s+)?"
)
SUBJECT_COUNT = re.compile(
    rf"{ABOUT}{NUMBER}(?:\s+(?:million|billion|thousand|hundred))?(?:\s+of)?\s+(?!percent|per cent|"
    rf"years?\b|of\b|the\b)([a-z][\w -]*s|people|men|women|children)$",
    re.I,
)
OBJECT_COUNT = re.compile(
    rf"{ABOUT}{NUMBER}(?:\s+(?:million|billion|thousand|hundred))?\s+(?!percent|million|billion|per\b"
    rf"|of\b|years?\b|months?\b|days?\b|a\b|p\.m|feet|miles)((?:[a-z-]+\s)?[a-z-]+s|people|men|women|"
    rf"children)\b"
)
MONEY = re.compile(
    r"[$€£¥]\s?\d[\d,.]*(?:[ -](?:million|billion|trillion))?|\d[\d,.]*\s(?:million\s|"
    r"billion\s)?(?:dollars|euros|pounds)"
)
WHY = re.compile(r"\s(?:because|due to|in order to)\s")
REPORT = re.compile(
    r"The (report|study|analysis|survey|paper|review|ruling|inquiry|audit|document)s? (?:also |has )?"
    r"(found|concluded|suggested|showed|said|determined|noted|argued|stated|assessed|recommended)\b"
    r"(?! (?:this|that by|it|so)\b)"
)
