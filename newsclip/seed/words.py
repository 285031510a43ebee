"""Invented words about an invented town: sentences with gaps, and what may stand in them."""

import re
from random import Random

FIRST_NAMES = (
    "Ada Bela Corin Dagny Edda Fenno Greta Hanne Ines Joost Kaya Leif Maud Nils Orla Piet Ronja Sven Tilda Ursel Vera"
    " Wim Yara Zeno Anouk Bram Ciska Djamal Emre Femke"
).split()
LAST_NAMES = (
    "Ambry Bellamy Coppard Dunnage Esker Farrow Gaunt Hathe Inskip Jessop Kell Lorne Marrick Netherby Orrin Pell"
    " Quarles Rudd Sallow Tollen Umber Vane Wraxall Yarrow"
).split()
TAGS = (
    "TideHeat Ferry Eels Slipway Allotments Bats Bakery PictureHouse Moor Sluice Crane Bells Library Dredging Rent Quay"
    " Pilot Peat Smelt Regatta Gauge Fog Ropeworks Market Tram Orchard Breakwater School Ward Lamp"
).split()
CATEGORIES = [("Harbour", "sea"), ("Town Hall", "violet"), ("Land & Water", "teal"), ("Business", "ochre")]
PUBLISHERS = ["The Quillmouth Courier", "Ambry Radio", "The Lower Quill Gazette", "Harbour Office Notices"]

GAPS = {
    "who": "the harbour office|the council|the pilots|the allotment society|the ferry company|the library|the bakers"
    "|the ward committee|the gauge keeper|the bell ringers|the Region|the smelt fishers",
    "did": "counted|measured|rebuilt|closed|opened|sold|mapped|drained|painted|moved|inspected|voted on",
    "what": "the slipway|the second sluice|the ice house|the market hall|the rope works|the old crane|the night ferry"
    "|the eel ladder|the tram shed|the lamp on the breakwater|the moor road|the school roof",
    "where": "at Tollen Quay|on Chandler Street|below the breakwater|in the Hathe ward|behind the gasworks"
    "|along the Lower Quill|at the picture house|near the ford",
    "when": "in March|before the regatta|after the spring tide|last winter|on the second Tuesday|within nine days"
    "|at low water|overnight",
    "why": "the pump was older than its papers|nobody had asked the tenants|the fog stayed for a week"
    "|the estimate had been read twice|the tide came in early|the key was with somebody else",
}
HEADLINES = [
    "{Who} {did} {what} {when}", "What {who} {did} {where}", "{What} {where}: {n} reasons to wait",
    "After {n} years, {who} {did} {what}", "Why {who} {did} {what}", "{n} crowns for {what}",
]  # fmt: skip
SENTENCES = [
    "{Who} {did} {what} {when}, because {why}.", "{n} people signed for {what}, and {n} against it.",
    "It took {who} {n} days to find out that {why}.", "{What} {where} costs {n} crowns a year.",
    "Nobody {where} expected that {who} had {did} {what} {when}.", "The paper speaks of {n} hours {where}.",
]  # fmt: skip
QUESTIONS = ["Who {did} {what}?", "What does {what} cost?", "When will {who} decide?", "Why {where}?"]
REMARKS = [
    "I walked past {what} {when}, and it looked fine to me.", "Has anybody asked {who}?", "Not {when}, surely.",
    "My aunt {did} {what} for {n} years, and **nobody** wrote about it.", "{n} crowns? For {what}?",
    "You leave out that {why}.", "Thank you. I had wondered why {who} {did} it.", "> {why}\n\nThat is not the point.",
    "Two things:\n\n- {who} knew it {when}\n- {what} is still {where}", "*Again* {who}.", "Nine days is not a frost.",
]  # fmt: skip


def fill(pattern: str, rng: Random) -> str:
    """The sentence with all its gaps filled; {n} is a number from 2 to 999."""
    return re.sub(r"\{(\w+)\}", lambda gap: _word(gap[1], rng), pattern)


def _word(gap: str, rng: Random) -> str:
    if gap == "n":
        return str(rng.randrange(2, 1000))
    word = rng.choice(GAPS[gap.lower()].split("|"))
    return word[0].upper() + word[1:] if gap[0].isupper() else word


def headline(rng: Random) -> str:
    return fill(rng.choice(HEADLINES), rng)


def question(rng: Random) -> str:
    return fill(rng.choice(QUESTIONS), rng)


def sentence(rng: Random) -> str:
    return fill(rng.choice(SENTENCES), rng)


def paragraph(rng: Random, sentences: int = 4) -> str:
    return " ".join(sentence(rng) for _ in range(sentences))


def remark(rng: Random) -> str:
    return (
        " ".join(fill(text, rng) for text in rng.sample(REMARKS[:-4], rng.randrange(1, 3)))
        if (rng.random() < 0.7)
        else fill(rng.choice(REMARKS), rng)
    )
