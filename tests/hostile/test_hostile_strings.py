"""All hostile strings through all that makes markup of them, without a browser."""

import json
from collections import Counter
from types import SimpleNamespace
from xml.etree import ElementTree

import pytest
from django.core.exceptions import ValidationError
from django.template import engines
from justhtml import JustHTML

from accounts import mail
from accounts.forms import SettingsForm
from accounts.names import validate_name
from articles import feeds, outside
from articles.search.highlights import Marker
from articles.search.query import read
from comments.body import BodyField
from common.markdown import render_clip, render_comment
from tests.hostile.corpus import corpus, sample
from tests.hostile.judging import CLIP, COMMENT, MARKED, leads_to_web, strangers
from tests.hostile.kinds import KINDS
from tests.hostile.vocabulary import HANDLERS, HTML, MATHML, SVG

PAGE = """<!doctype html><html lang="en"><head><title>x</title></head><body>{% for each in strings %}
<p title="{{ each.sent }}" data-odd='{{ each.sent }}'><b>{{ each.sent }}</b><input value="{{ each.sent }}"></p>
{% endfor %}</body></html>"""


def test_there_are_thousands_each_with_a_number_of_its_own():
    strings = corpus()

    assert len(strings) >= 4000
    assert len({each.text for each in strings}) == len(strings)
    assert all(str(each.number) in each.text for each in strings)
    assert strings == corpus.__wrapped__()


def test_every_kind_element_and_handler_occurs():
    found, text = Counter(each.kind for each in corpus()), "".join(each.text for each in corpus()).lower()

    assert found.keys() == {kind.__name__ for kind in KINDS}
    assert min(found.values()) >= 50
    assert [name for name in [*HTML, *SVG, *MATHML] if f"<{name.lower()}" not in text] == []
    assert [name for name in HANDLERS if name not in text] == []


def test_clips_make_nothing_of_them_that_is_not_allowed():
    found = {each: amiss for each in corpus() if (amiss := strangers(render_clip(each.sent), CLIP))}

    assert list(found.items())[:5] == []


def test_comments_make_nothing_of_them_that_is_not_allowed():
    """Through the field of the form, which refuses what is too long and what has a NUL."""
    found = {each: amiss for each in corpus() if (words := taken(each)) and (amiss := strangers(words, COMMENT))}

    assert list(found.items())[:5] == []
    assert sum(not taken(each) for each in corpus()) < 100


def taken(each):
    try:
        return render_comment(BodyField().clean(each.sent))
    except ValidationError:
        assert len(each.sent) > BodyField().most or "\0" in each.sent
        return ""


def test_templates_show_them_as_they_are():
    html = engines["django"].from_string(PAGE).render({"strings": corpus()})

    page = JustHTML(html, sanitize=False)

    titles = [element.attrs["title"] for element in page.query("p")]
    assert len(titles) == len(corpus())
    assert [pair for pair in zip(titles, map(as_parsed, corpus()), strict=True) if pair[0] != pair[1]][:3] == []
    assert {element.name for element in page.query("body")[0].query("*")} == {"p", "b", "input"}
    assert {name for element in page.query("body")[0].query("*") for name in element.attrs} == {
        "title",
        "data-odd",
        "value",
    }


def as_parsed(each):
    """A reader of HTML makes one line end of each kind, and drops NUL."""
    return each.sent.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\ufffd")


def test_data_for_search_engines_comes_back_whole():
    data = {"comment": [each.sent for each in corpus()]}

    html = f'<script type="application/ld+json">{outside.script_json(data)}</script><p>'
    page = JustHTML(html, sanitize=False, fragment=True)

    assert [element.name for element in page.query("*")][:3] == ["script", "p"]
    assert bool(json.loads(page.query("script")[0].to_text(strip=False)) == data)
    assert html.count("<") == 3


def test_feeds_carry_them_as_text():
    words = "\n".join(each.sent for each in corpus())
    feed = feeds.Feed(title=words, description=words, page="/", url="/feed")

    atom = ElementTree.fromstring(feeds.as_atom(feed))

    assert {element.tag.partition("}")[2] for element in atom.iter()} == set(
        "feed title link id updated subtitle icon".split()
    )
    pairs = zip(lines_of(atom.find("{*}title").text), lines_of(outside.xml_text(words)), strict=True)
    assert [pair for pair in pairs if pair[0] != pair[1]][:3] == []
    assert bool(json.loads(feeds.as_json(feed))["title"] == words)


def lines_of(text):
    """XML knows one kind of line end."""
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def test_marks_around_what_was_found_are_the_only_markup():
    for each in corpus():
        words = each.sent.replace("\0", "")  # nobody can look for it, and no clip has it

        assert strangers(marked(words), MARKED) == [], each


def marked(words):
    return Marker(read(words)).marked(words, "en")


def test_none_is_a_username():
    taken = [each for each in corpus() if not is_refused(each.sent)]

    assert taken == []


def is_refused(name):
    try:
        return validate_name(name)
    except ValidationError:
        return True


def test_a_name_has_no_marks_that_turn_or_hide():
    cleaned = [SettingsForm({"display_name": each.sent}) for each in sample(corpus(), 500)]
    names = [form.cleaned_data["display_name"] for form in cleaned if form.is_valid()]

    assert len(names) > 300
    assert all(name.isprintable() for name in names)


def test_letters_show_them_as_they_are():
    def shape(said):
        decision = SimpleNamespace(restricts=True, appeal_until=None)
        told = dict.fromkeys(("headline", "effect", "ground", "found", "automated", "scope", "elsewhere"), said)
        statement = SimpleNamespace(decision=decision, appeal_by=said, **told)
        words = {"outcome": "removed", "rule": said, "said": said, "title": said, "body": said, "statement": statement}
        letter = mail.compose("ada@quillmouth.example", "statement", words)
        assert not set(letter.subject) & set("\r\n")
        page = JustHTML(letter.alternatives[0][0], sanitize=False)
        return [(element.name, *element.attrs) for element in page.query("*") if element.name != "br"]

    usual = set(shape("An ordinary sentence."))

    for each in sample(corpus(), 300):
        assert set(shape(each.sent)) <= usual, each


@pytest.mark.parametrize(
    "html",
    [
        "<p><img src=x></p>",
        "<p onclick=x>n</p>",
        "<a href=javascript:x>n</a>",
        "<a href='java\tscript:x'>n</a>",
        "<a href=' DATA:x'>n</a>",
        "<p><svg></svg></p>",
    ],
)
def test_the_judge_finds_what_must_not_be_there(html):
    assert strangers(html, COMMENT)


def test_the_judge_knows_where_addresses_lead():
    assert all(
        map(leads_to_web, ["https://a.example", "/x", "//a.example", "#x", "x", "mailto:a@b.example", "HTTP://a"])
    )
    assert not any(map(leads_to_web, ["javascript:x", "\x01javascript:x", "ja\nvascript:x", "data:,x", "VBSCRIPT:x"]))
