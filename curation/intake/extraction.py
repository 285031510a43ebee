"""An article from a page or from plain text: its words without the page around them, and who published it.

Pages are taken apart in a child process (`extraction_child`) that is limited in time and memory.
"""

from dataclasses import dataclass, replace
from datetime import date

from common.errors import SentenceError, _, say
from common.text import normalise
from curation.intake import limited
from curation.intake.decoding import decode

MAX_BYTES = 5_000_000
LEAST_TEXT = 80  # characters; less is a teaser or a cookie notice
SHORT_TEXT = 400  # characters
UNREADABLE = "\ufffd"
MOST_UNREADABLE = 0.05  # of the letters; with more of them it is no text to work with
LONGEST_HEADLINE = 160  # characters

NOTHING = _(
    "No article was found on this page. It may need a subscription, or show its text only with JavaScript. "
    "Open it in a browser, copy the text, and paste it instead."
)
DEEP = _("This page is built in too many layers to be taken apart safely. Copy its text and paste it instead.")
LARGE = _("This page is too large to be taken apart. Copy the text you need and paste it instead.")
SLOW = _("Taking this page apart took too long. Copy its text and paste it instead.")
GARBLED = _(
    "The letters of this page cannot be read, because it is not written in the charset that it names. "
    "Open it in a browser, copy the text, and paste it instead."
)
BROKEN = _("This page could not be taken apart. Copy its text and paste it instead.")
FAILURES = {"deep": DEEP, "large": LARGE, "unreadable": NOTHING}

WARNINGS = {
    "no_title": _("The page names no headline. Write one."),
    "no_date": _("The page does not say when it was published. Check the date."),
    "cut_off": _("The connection broke before the page was complete. Compare the end with the page."),
    "garbled": _("Some letters of the page could not be read; they are shown as �. Compare them with the page."),
    "short_text": _("Very little text was found. Compare it with the page."),
    "paywalled": _("The page says that it is not free to read; its text may be incomplete."),
}


class ExtractionError(SentenceError):
    """No article could be taken from a page."""

    template = BROKEN


@dataclass(frozen=True)
class Extracted:
    """An article. `text` is normalised, its paragraphs separated by one blank line.

    `language` is BCP 47, and like every other text "" when the page does not say. `warnings`
    are keys of `WARNINGS`; `warning_sentences` tells them to a person.
    """

    title: str
    text: str
    byline: str = ""
    publisher: str = ""
    published: date | None = None
    language: str = ""
    canonical_url: str = ""
    excerpt: str = ""
    warnings: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()  # others that led to it

    @property
    def warning_sentences(self) -> list[str]:
        return [say(WARNINGS[kind]) for kind in self.warnings]


def extract(
    html: bytes, *, url: str = "", charset: str = "", deadline: float = 15.0, cut_off: bool = False
) -> Extracted:
    """The article on a page. `charset` is what the server stated, `deadline` in seconds, `cut_off`: its end is missing.

    Raises `ExtractionError` when there is none, or the page is too large, too deep or too slow.
    """
    if len(html) > MAX_BYTES:
        raise ExtractionError(LARGE)
    answer = ask_child(html, {"url": url, "charset": charset}, deadline)
    if kind := answer.get("error"):
        raise ExtractionError(FAILURES.get(kind, BROKEN))
    article = read_answer(answer)
    if len(article.text) < LEAST_TEXT:
        raise ExtractionError(NOTHING)
    if article.text.count(UNREADABLE) > MOST_UNREADABLE * len(article.text):
        raise ExtractionError(GARBLED)
    return replace(article, warnings=("cut_off", *article.warnings)) if cut_off else article


def ask_child(html: bytes, job: dict[str, str], deadline: float) -> dict:
    try:
        return limited.ask("curation.intake.extraction_child", html, job, deadline=deadline)
    except limited.TooSlow:
        raise ExtractionError(SLOW) from None
    except limited.Broke as error:
        raise ExtractionError(BROKEN) from error


def read_answer(answer: dict) -> Extracted:
    text = normalise(answer["text"])
    return Extracted(
        title=one_line(answer["title"], 300),
        text=text,
        byline=one_line(answer["byline"], 200),
        publisher=one_line(answer["publisher"], 120),
        published=date.fromisoformat(answer["published"]) if answer["published"] else None,
        language=answer["language"],
        canonical_url=answer["canonical_url"],
        excerpt=one_line(answer["excerpt"], 1000),
        warnings=tuple(warnings_about(answer, text)),
    )


def warnings_about(answer: dict, text: str):
    if not answer["title"]:
        yield "no_title"
    if not answer["published"]:
        yield "no_date"
    if UNREADABLE in text or UNREADABLE in answer["title"]:
        yield "garbled"
    if len(text) < SHORT_TEXT:
        yield "short_text"
    if answer["paywalled"]:
        yield "paywalled"


def one_line(text: str, limit: int) -> str:
    return normalise(text).replace("\n\n", " ").replace("\n", " ")[:limit].rstrip()


def read_text_file(data: bytes) -> str:
    """A plain text file or pasted bytes, in whatever charset, normalised."""
    return normalise(decode(data).replace("\0", ""))


def extract_plain(text: str) -> Extracted:
    """An article that was pasted. Its first paragraph is the title if it looks like a headline."""
    whole = normalise(text)
    first, _blank, rest = whole.partition("\n\n")
    if rest and looks_like_headline(first):
        return Extracted(title=first, text=rest)
    return Extracted(title="", text=whole)


def looks_like_headline(line: str) -> bool:
    return len(line) <= LONGEST_HEADLINE and "\n" not in line and not line.endswith((".", "。", ":", "：", ",", ";"))
