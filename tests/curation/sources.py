"""A source text of our own making, long enough to make a whole draft of."""

PLUNGE = """Council takes the plunge on tide heat

The ice house on Tollen Quay, which has made nothing but damp since the herring went, is to be given a job. The \
town council of Quillmouth agreed on Tuesday night to build a heat network that draws its warmth from the \
estuary. Seventeen were in favour and six against. Nobody abstained, which the gallery took for a record.

Work on the pipes starts at the old ice house in September. Phase one reaches some 900 dwellings in the streets \
between Tollen Quay and Chandler Street. A second phase, across the river, has no date yet. The estimate stands \
at 38.6 million crowns, against which the Region has granted 11 million crowns.

Asked what people would pay, the board's engineer, Ada Felling, gave a range and then a figure. A typical bill \
would be 14 per cent lower than with gas, Felling said, and the tariff is fixed for five years. Joining the \
network costs 1,200 crowns, once. The Harbour Board will own the pumps, and the town will own the pipes.

Quillmouth has been heated by gas since the works on Salt Lane opened in 1931. Two of the gas mains are past \
their age. The Harbour Board looked at wind and at wood before it chose the estuary, because the water in the \
Lower Quill never falls below 6 degrees.

All six who opposed the plan sit for the Upper Town, which the pipes will not reach in either phase.
"""


def page(*, url="https://courier.example/2026/05/13/tide-heat", text=PLUNGE):
    """The same as a web page, as bytes."""
    title, *paragraphs = text.strip().split("\n\n")
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return (
        f'<!doctype html><html lang="en"><head><title>{title}</title><link rel="canonical" href="{url}">'
        '<meta name="author" content="Dorrit Hale"></head>'
        f"<body><article><h1>{title}</h1>{body}</article></body></html>"
    ).encode()
