"""The paragraphs of an article from the tree of its page. Pure; runs in the extraction child."""

import re
from collections.abc import Iterable, Iterator

BLOCKS = {"p", "head", "item", "list", "quote", "div", "table", "row", "cell"}
CAPTION_CLASS = re.compile(r"(?:^|[\s_-])(?:fig)?caption(?:[\s_-]|$)|media-caption", re.I)
MAX_CAPTION = 800  # characters; more is an article in a badly named box
MAX_LINK_LINE = 160  # characters
MAX_PICTURE_LINE = 400  # characters

# Lines that belong to the page and not to the article, in the languages we have met.
LEAD_IN = (
    r"read more|read also|read next|more on this(?: story)?|related(?: stories| articles| content)?|see also|"
    r"also read|watch|listen|recommended|lire aussi|à lire aussi|lire plus|voir aussi|sur le même sujet|"
    r"leia mais|leia também|veja também|saiba mais|lea también|lee también|leer más|ver también|te puede interesar|"
    r"mehr zum thema|lesen sie auch|siehe auch|weiterlesen|leggi anche|lees ook|"
    r"相关阅读|相关新闻|延伸阅读|推荐阅读|更多阅读"
)
LEADS_ELSEWHERE = re.compile(rf"[\[(]?\s*(?:{LEAD_IN})\s*(?:[:：—–]|$)", re.I)
LEAD_ALONE = re.compile(rf"(?:{LEAD_IN})\s*[:：]?", re.I)
BRACKETED_LEAD = re.compile(r"\[[^\]]{1,200}\]\Z")
CREDIT = re.compile(
    r"(?:photograph|photo|picture|image|image copyright|image caption|media caption|foto|fotografía|crédit photo|"
    r"bild|图注|图片来源|图源|图|原标题|出品|来源|责任编辑|责编|编辑)\s*[:：︱|]",
    re.I,
)
PAGE_FURNITURE = re.compile(
    r"(?:\d[\d,. ]* (?:comments?|shares?|views?)|from the section .{1,40}|share (?:this|on) .{0,40}|share|print|"
    r"advertisement|anzeige|publicité|publicidad|publicidade|pubblicità|sign up .{0,80}newsletter.{0,80}|"
    r"\d{1,2}\.? [^\W\d]{3,12}\.? \d{4}|image copyright .{0,80}|getty images)\.?",
    re.I,
)
SENTENCE_END = re.compile(r"[.!?…。！？:：;；\"'”’»」)\]]\Z")


def prune(tree) -> None:
    """Take captions and lines that are nothing but a link out of the tree, in place."""
    pictures = {key for image in tree.iter("img") if (key := beginning(image.get("alt") or ""))}
    for node in list(tree.iter("figcaption", "p", "div", "span", "li", "dd")):
        if node.getparent() is not None and (is_caption(node) or is_link_line(node) or tells_of(pictures, node)):
            node.drop_tree()


def tells_of(pictures: set[str], node) -> bool:
    """Whether a line begins as the description of one of the page's pictures does."""
    if not pictures or node.tag not in ("p", "li"):
        return False
    text = squeeze(node.text_content())
    return len(text) < MAX_PICTURE_LINE and beginning(text) in pictures


def beginning(text: str) -> str:
    """The first thirty letters and digits; "" where there are fewer."""
    letters = re.sub(r"[\W_]", "", text[:120]).casefold()
    return letters[:30] if len(letters) >= 30 else ""


def is_caption(node) -> bool:
    named = node.tag == "figcaption" or CAPTION_CLASS.search(node.get("class") or "")
    return bool(named) and len(node.text_content()) < MAX_CAPTION


def is_link_line(node) -> bool:
    if node.tag != "p":
        return False
    text = squeeze(node.text_content())
    if not 0 < len(text) < MAX_LINK_LINE:
        return False
    linked = "".join(squeeze(link.text_content()) for link in node.iter("a"))
    return len(linked) >= 0.9 * len(text)


def paragraphs(body) -> list[str]:
    """Every block of the extractor's result as one line of text (line breaks kept), boilerplate left out."""
    texts = (text for text in blocks(body) if opens_link_list(text) or not is_boilerplate(text))
    return once(drop_link_lists(texts))


def blocks(element) -> Iterator[str]:
    if not any(child.tag in BLOCKS for child in element):
        yield from lines_of("".join(inline(element)))
        return
    yield from lines_of(element.text or "")
    for child in element:
        if child.tag in BLOCKS:
            yield from blocks(child)
        else:
            yield from lines_of("".join(inline(child)))
        yield from lines_of(child.tail or "")


def inline(element) -> Iterator[str]:
    yield "\n" if element.tag == "lb" else re.sub(r"\s+", " ", element.text or "")
    for child in element:
        yield from inline(child)
        yield re.sub(r"\s+", " ", child.tail or "")


def lines_of(text: str) -> Iterator[str]:
    squeezed = "\n".join(filter(None, (squeeze(line) for line in text.split("\n"))))
    if squeezed:
        yield squeezed


def opens_link_list(text: str) -> bool:
    """ "Read more:" alone on its line."""
    return len(text) < 60 and bool(LEAD_ALONE.fullmatch(text))


def is_boilerplate(text: str) -> bool:
    if len(text) > 250:
        return False
    return bool(
        LEADS_ELSEWHERE.match(text)
        or BRACKETED_LEAD.match(text)
        or CREDIT.match(text)
        or PAGE_FURNITURE.fullmatch(text)
    )


def drop_link_lists(texts: Iterable[str]) -> Iterator[str]:
    """Without "Read more:" and the headlines of other articles behind it, which end in no full stop."""
    in_list = False
    for text in texts:
        if opens_link_list(text):
            in_list = True
            continue
        in_list = in_list and len(text) < MAX_LINK_LINE and not SENTENCE_END.search(text)
        if not in_list:
            yield text


def once(texts: Iterable[str]) -> list[str]:
    """Pull quotes repeat a paragraph; short lines may rightly occur twice."""
    return list({(text if len(text) > 60 else number): text for number, text in enumerate(texts)}.values())


def squeeze(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()
