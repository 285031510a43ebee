"""An article comes out of its page whole, alone, and with its particulars."""

import subprocess
import sys
from datetime import date

import pytest

from curation.intake import limited
from curation.intake.decoding import decode
from curation.intake.extraction import (
    WARNINGS,
    Extracted,
    ExtractionError,
    extract,
    extract_plain,
    read_text_file,
)

URL = "https://www.quillmouth-gazette.example/news/ferry?utm_source=mail"

PARAGRAPHS = [
    "The night ferry between Quillmouth and Saint Orrin will run again from 3 May, the harbour board said on Monday.",
    "Repairs to the eastern pier took eleven months and cost 2.4 million crowns, about a third more than planned.",
    "“We owe the islanders an apology and a boat,” said Marit Osk, who chairs the board. “They will get both.”",
    "Two crossings are planned each night, at 22:15 and 01:40, with room for 120 passengers and eighteen cars.",
]

HEAD = """
<title>Night ferry returns in May - Quillmouth Gazette</title>
<meta property="og:site_name" content="Quillmouth Gazette">
<meta property="og:description" content="The pier is mended, eleven months late.">
<meta name="author" content="By Ada Fenn">
<meta property="article:published_time" content="2026-04-20T08:30:00+02:00">
<link rel="canonical" href="/news/ferry">
"""


def page(*, head=HEAD, body="", paragraphs=PARAGRAPHS, lang='lang="en-gb"', after="") -> bytes:
    text = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return f"""<!doctype html><html {lang}><head><meta charset="utf-8">{head}</head><body>
    <nav><ul><li><a href="/">Front page</a></li><li><a href="/weather">Weather</a></li></ul></nav>
    <main><article><h1>Night ferry returns in May</h1>{body}{text}{after}</article></main>
    <footer><p>Quillmouth Gazette, 4 Rope Walk. All rights reserved. Cookie settings.</p></footer>
    </body></html>""".encode()


def test_the_text_is_the_article_and_nothing_around_it():
    article = extract(page(), url=URL)

    assert article.text == "\n\n".join(PARAGRAPHS)


def test_the_particulars_are_read_from_the_page():
    article = extract(page(), url=URL)

    assert article.title == "Night ferry returns in May"
    assert article.byline == "Ada Fenn"
    assert article.publisher == "Quillmouth Gazette"
    assert article.published == date(2026, 4, 20)
    assert article.language == "en-GB"
    assert article.canonical_url == "https://www.quillmouth-gazette.example/news/ferry"
    assert article.excerpt == "The pier is mended, eleven months late."
    assert article.warnings == ()


def test_json_ld_names_several_authors_and_the_publisher():
    head = """<title>Ferry</title><script type="application/ld+json">
    {"@context": "https://schema.org", "@graph": [{"@type": ["NewsArticle"],
     "headline": "Night ferry returns in May", "datePublished": "2026-04-20",
     "author": [{"@type": "Person", "name": "Ada Fenn"}, {"@type": "Person", "name": "Bo Lund"}],
     "publisher": {"@type": "Organization", "name": "The Quillmouth Gazette"}, "inLanguage": "da_dk"}]}
    </script>"""

    article = extract(page(head=head, lang=""), url=URL)

    assert article.byline == "Ada Fenn, Bo Lund"
    assert article.publisher == "The Quillmouth Gazette"
    assert (article.published, article.language) == (date(2026, 4, 20), "da-DK")


def test_broken_json_ld_is_passed_over():
    head = HEAD + '<script type="application/ld+json">{"@type": "NewsArticle", </script>'

    assert extract(page(head=head)).byline == "Ada Fenn"


@pytest.mark.parametrize(
    ("tail", "site"),
    [
        (" | The Quillmouth Gazette", "Quillmouth Gazette"),
        (" – Quillmouth Gazette", "Quillmouth Gazette"),
        (" - News - Quillmouth Gazette", "Quillmouth Gazette"),
        ("_头条_光明网", ""),
    ],
)
def test_a_title_loses_the_name_of_its_site(tail, site):
    head = f'<title>Night ferry returns in May{tail}</title><meta property="og:site_name" content="{site}">'

    assert extract(page(head=head)).title == "Night ferry returns in May"


def test_a_dash_within_a_title_is_kept():
    title = "Pier 4 - the long wait"
    head = f'<title>{title} | Quillmouth Gazette</title><meta property="og:title" content="{title}">'

    assert extract(page(head=head)).title == title


@pytest.mark.parametrize(
    ("stated", "byline"),
    [
        ("by Ada Fenn", "Ada Fenn"),
        ("ADA FENN", "Ada Fenn"),
        ("Von Ada Fenn", "Ada Fenn"),
        ("作者：肖春芳", "肖春芳"),
        ("Ada Fenn, ada fenn", "Ada Fenn"),
        ("April 28, 2026 at 6:01 am", ""),
        ("username", ""),
        ("https://quillmouth.example/ada", ""),
    ],
)
def test_a_byline_is_a_name_and_only_that(stated, byline):
    head = f'<title>Night ferry</title><meta name="author" content="{stated}">'

    assert extract(page(head=head)).byline == byline


def test_a_line_that_repeats_the_description_of_a_picture_is_left_out():
    told = "Skipper Ann Hale mends her nets on the old quay of Quillmouth"
    body = f'<img src="/a.jpg" alt="{told}"><ul><li><p>{told}, where she was born.</p></li></ul>'

    found = extract(page(body=body))

    assert "mends her nets" not in found.text


def test_captions_and_pointers_to_other_articles_are_left_out():
    body = '<figure><img src="/a.jpg" alt=""><figcaption>The pier last autumn. Photo: Bo Lund</figcaption></figure>'
    after = """<p><a href="/a">Read more: why the pier sank</a></p><p>Related: A history of ferries</p>
    <p>Read more:</p><p>Island school gets a roof</p><p>Gulls, explained</p>"""

    assert extract(page(body=body, after=after)).text == "\n\n".join(PARAGRAPHS)


def test_another_site_cannot_be_named_as_the_canonical_address():
    head = HEAD.replace("/news/ferry", "https://elsewhere.example/stolen")

    assert extract(page(head=head), url=URL).canonical_url == "https://www.quillmouth-gazette.example/news/ferry"


def test_a_page_without_particulars_says_what_is_missing():
    article = extract(page(head="<title></title>", lang="").replace(b"<h1>Night ferry returns in May</h1>", b""))

    assert (article.title, article.byline, article.published, article.language) == ("", "", None, "")
    assert article.warnings == ("no_title", "no_date")
    assert [sentence for sentence in article.warning_sentences if sentence.endswith(".")] == [
        WARNINGS["no_title"],
        WARNINGS["no_date"],
    ]


def test_a_page_for_subscribers_is_marked():
    paid = '<script type="application/ld+json">{"@type": "NewsArticle", "isAccessibleForFree": "False"}</script>'

    assert "paywalled" in extract(page(head=HEAD + paid)).warnings


@pytest.mark.parametrize(
    ("charset", "stated"), [("utf-8", ""), ("gb18030", "gb2312"), ("gb18030", ""), ("utf-16", ""), ("utf-8", "ascii")]
)
def test_chinese_pages_are_read_in_their_charset(charset, stated):
    text = "港务局周一表示，奎尔茅斯与圣奥林之间的夜间渡轮将于五月三日恢复运营，每晚往返两次。" * 4
    html = f'<html lang="zh-cn"><meta charset="gb2312"><title>渡轮恢复</title><h1>渡轮恢复</h1><p>{text}</p></html>'
    html = html.replace("gb2312", "utf-8") if charset == "utf-8" else html

    article = extract(html.encode(charset), charset=stated)

    assert article.text == text
    assert (article.title, article.language) == ("渡轮恢复", "zh-CN")


def test_text_that_only_the_structured_data_holds_is_found():
    body = "\\n".join(PARAGRAPHS)
    html = f"""<html><title>Ferry</title><div id="root"></div>
    <script type="application/ld+json">{{"@type": "NewsArticle", "articleBody": "{body}"}}</script></html>"""

    assert extract(html.encode()).text == "\n\n".join(PARAGRAPHS)


@pytest.mark.parametrize(
    ("html", "words"),
    [
        (b"", "No article"),
        (b"<html><title>App</title><div id=root></div><script>start()</script></html>", "No article"),
        (b"<html><title>T</title><p>Subscribe to read on.</p></html>", "No article"),
        (b"<div>" * 200_000, "too many layers"),
        (b"<html><body>" + b"<p>word" * 100_000, "too large"),
        (b"x" * 5_000_001, "too large"),
        (bytes(range(256)) * 100, "No article"),
    ],
)
def test_a_page_that_cannot_be_read_ends_in_one_sentence(html, words):
    with pytest.raises(ExtractionError) as caught:
        extract(html)

    assert words in caught.value.sentence
    assert caught.value.sentence.endswith("paste it instead.")


def test_a_page_whose_letters_cannot_be_read_is_refused_and_a_few_are_a_warning():
    with pytest.raises(ExtractionError) as caught:
        extract(page(paragraphs=["\ufffd\ufffd \ufffd x"] * 80))

    assert "letters of this page cannot be read" in caught.value.sentence
    assert extract(page(paragraphs=[*PARAGRAPHS, "The caf\ufffd is open."])).warnings == ("garbled",)


def test_a_page_that_lacks_its_end_says_so():
    assert extract(page(), cut_off=True).warnings == ("cut_off",)


def test_a_page_that_takes_too_long_is_given_up():
    with pytest.raises(ExtractionError) as caught:
        extract(page(), deadline=0.01)

    assert "took too long" in caught.value.sentence


def test_a_child_that_dies_is_told_in_a_sentence(monkeypatch):
    monkeypatch.setattr(limited, "ROOT", "/")

    with pytest.raises(ExtractionError) as caught:
        extract(page())

    assert "could not be taken apart" in caught.value.sentence


def test_the_children_do_not_know_the_site():
    names = "extraction_child page_metadata page_text decoding limited feeds.reading_child".split()
    parts = ", ".join(f"curation.intake.{name}" for name in names)
    check = f"import sys, {parts}; print('django' in sys.modules)"

    done = subprocess.run([sys.executable, "-c", check], capture_output=True, text=True, cwd=limited.ROOT, check=True)

    assert done.stdout.strip() == "False"


@pytest.mark.parametrize(
    "data", ["Ebbe\r\n\r\nund Flut – für alle".encode(c) for c in ("utf-8", "utf-8-sig", "utf-16")]
)
def test_a_text_file_is_read_in_any_unicode_charset(data):
    assert read_text_file(data) == "Ebbe\n\nund Flut – für alle"


@pytest.mark.parametrize(
    "label", ["punycode", "idna", "unicode_escape", "raw_unicode_escape", "utf-7", "undefined", "hex"]
)
def test_what_no_page_is_written_in_is_no_charset(label):
    assert decode(b"\\x3c +ADw- \\ud800", stated=label) == "\\x3c +ADw- \\ud800"


def test_a_text_file_in_an_old_charset_is_guessed():
    text = "Die Fähre fährt im Mai wieder über die Bucht, sagte die Präsidentin des Hafenrats am Montag in Köln. " * 5

    assert read_text_file(text.encode("cp1252")) == text.strip()


def test_a_pasted_headline_becomes_the_title():
    article = extract_plain("Night ferry returns in May\n\n" + "\n\n".join(PARAGRAPHS))

    assert article == Extracted(title="Night ferry returns in May", text="\n\n".join(PARAGRAPHS))


def test_pasted_text_without_a_headline_has_no_title():
    assert extract_plain("\n\n".join(PARAGRAPHS)) == Extracted(title="", text="\n\n".join(PARAGRAPHS))
    assert extract_plain("Only one line") == Extracted(title="", text="Only one line")
