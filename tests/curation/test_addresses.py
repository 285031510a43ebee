import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from curation.intake.addresses import believed, canonical, host_of, is_front_page, key_of, keys_of

PAGE = "https://courier.example/2026/05/tide-heat"


@pytest.mark.parametrize(
    "other",
    [
        "http://courier.example/2026/05/tide-heat",
        "https://www.courier.example/2026/05/tide-heat",
        "HTTPS://WWW.Courier.Example:443/2026/05/tide-heat/",
        "http://courier.example:80//2026//05/./tide-heat/",
        "https://m.courier.example/2026/05/tide-heat?utm_source=x&fbclid=Iw",
        "https://mobile.courier.example/2026/05/tide-heat#comments",
        "https://amp.courier.example/2026/05/tide-heat",
        "https://courier.example/2026/05/tide-heat/amp",
        "https://courier.example/2026/05/tide-heat/amp/",
        "https://courier.example/2026/05/tide-heat.amp.html",
        "https://courier.example/amp/2026/05/tide-heat",
        "https://courier.example/2026/05/tide-heat?amp=1",
        "https://courier.example/2026/05/tide-heat?outputType=amp",
        "https://courier-example.cdn.ampproject.org/c/s/courier.example/2026/05/tide-heat?usqp=mq331",
        "https://courier-example.cdn.ampproject.org/v/s/courier.example/2026/05/tide-heat/amp?amp_js_v=0.1",
        "https://www.google.com/amp/s/courier.example/2026/05/tide-heat",
        "https://www.google.com/url?sa=t&url=https%3A%2F%2Fcourier.example%2F2026%2F05%2Ftide-heat",
        "https://l.facebook.com/l.php?u=https%3A%2F%2Fcourier.example%2F2026%2F05%2Ftide-heat&h=AT0",
        "https://courier.example/%32026/05/tide%2Dheat",
        "https://courier.example/2026/05/tide-heat;jsessionid=0A1B2C",
        "https://courier.example/2026/05/tide-heat/index.html",
        "https://courier.example/2026/05/tide-heat?PHPSESSID=abc&gclid=1&mc_cid=2&_hsenc=3&igshid=4&ref=home&mkt_tok=5",
        "https://courier.example/2026/05/tide-heat?source=twitter&at_medium=RSS&CMP=share_btn&xtor=RSS-3",
        "  https://courier.example/2026/05/tide-heat  ",
    ],
)
def test_the_same_page_has_one_key(other):
    assert key_of(other) == key_of(PAGE) == PAGE


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://courier.example/a", "https://courier.example/b"),
        ("https://courier.example/a", "https://courier.example/A"),
        ("https://courier.example/story?id=1", "https://courier.example/story?id=2"),
        ("https://courier.example/story?id=1", "https://courier.example/story"),
        ("https://courier.example/a?source=harbour-board", "https://courier.example/a"),
        ("https://courier.example/a?page=2", "https://courier.example/a"),
        ("https://courier.example/a?sid=4711", "https://courier.example/a"),
        ("https://courier.example/#!/eels", "https://courier.example/#!/herring"),
        ("https://courier.example:8443/a", "https://courier.example/a"),
        ("https://news.courier.example/a", "https://courier.example/a"),
        ("https://courier.example/amplifiers", "https://courier.example/"),
        ("https://courier.example/amp", "https://courier.example/"),
        ("https://courier.example/a%2Fb", "https://courier.example/a/b"),
        ("http://127.0.0.1:8000/a", "http://127.0.0.1:8001/a"),
        ("https://web.archive.org/web/2020/https://courier.example/a", "https://courier.example/a"),
    ],
)
def test_different_pages_have_different_keys(one, other):
    assert key_of(one) != key_of(other)


@pytest.mark.parametrize(
    "nonsense",
    [
        "",
        "courier.example/a",
        "javascript:alert(1)",
        "file:///etc/passwd",
        "https://",
        "https://user:secret@courier.example/a",
        "https://courier.example:99999/",
        "https://courier.example/a b",
        "https://courier.example\\@evil.example/",
        "https://[::1",
        "https://courier..example/",
        "https://cou rier.example/",
        "https://courier.example/" + "a" * 2000,
        "https://courier.example/" + "ä" * 700,
        "https://courier.example/\ud800",
    ],
)
def test_what_is_no_address_has_none(nonsense):
    assert canonical(nonsense) == key_of(nonsense) == host_of(nonsense) == ""


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("http://www.courier.example/a/?b=2&a=1&utm_medium=x#top", "http://www.courier.example/a/?b=2&a=1"),
        ("https://m.courier.example/a", "https://m.courier.example/a"),
        ("https://courier.example/a/amp", "https://courier.example/a/amp"),
        ("https://courier.example/a#!/eels", "https://courier.example/a#!/eels"),
        ("https://Münze.example/Ä", "https://xn--mnze-0ra.example/%C3%84"),
        ("https://courier.example", "https://courier.example/"),
        ("https://courier.example/a?q=%e4%bd%a0+b", "https://courier.example/a?q=%E4%BD%A0+b"),
    ],
)
def test_what_is_kept_is_a_link_that_works(url, kept):
    """Whether a site answers without www, over https or without AMP only the site knows."""
    assert canonical(url) == kept


@pytest.mark.parametrize(
    ("page", "says"),
    [
        ("https://m.courier.example/a", "https://www.courier.example/a"),
        ("http://courier.example/a?x=1", "/a"),
        ("https://courier.example/2026/tide-heat-is-coming/amp", "https://courier.example/2026/tide-heat-is-coming"),
        ("https://courier.example/tide-heat-is-coming/2", "https://courier.example/tide-heat-is-coming"),
        ("https://courier.example/story/123/tide-heat-is-coming", "https://courier.example/story/123"),
        ("https://courier.example/a", "https://archive.courier.example/a"),
        ("https://news.courier.example/a", "https://courier.example/news/a"),
        ("https://courier.example/?p=123", "https://courier.example/2026/tide-heat"),
    ],
)
def test_a_page_is_believed_about_itself(page, says):
    assert canonical(page, page_says=says) == canonical(says) or canonical(page, page_says=says).endswith(says)
    assert canonical(page, page_says=says) != canonical(page)


@pytest.mark.parametrize(
    ("page", "says"),
    [
        ("https://courier.example/a", "https://gazette.example/a"),
        ("https://courier.example/a", "https://courier.example.evil.example/a"),
        ("https://evilcourier.example/a", "https://courier.example/a"),
        ("https://anna.blogs.example/a", "https://blogs.example/a"),
        ("https://anna.blogs.example/a", "https://ben.blogs.example/a"),
        ("https://courier.example/a", "https://courier.example/"),
        ("https://courier.example/a", "https://www.courier.example"),
        ("https://courier.example/a", "/index.html"),
        ("https://courier.example/news/harbour-opens-on-monday", "https://courier.example/news/"),
        ("https://courier.example/story.php?id=5", "https://courier.example/story.php"),
        ("http://127.0.0.1:8000/a", "http://127.0.0.1:9000/a"),
        ("http://127.0.0.1/a", "http://0.0.1/a"),
        ("https://courier.example/a", "javascript:alert(1)"),
        ("https://courier.example/a", "https://me:pw@courier.example/b"),
        ("https://courier.example/a", "//[::1/"),
        ("https://courier.example/a", "   "),
    ],
)
def test_a_page_is_not_believed_about_others(page, says):
    assert believed(says, page) == ""
    assert canonical(page, page_says=says) == canonical(page)


def test_the_page_is_where_the_fetch_ended():
    assert canonical("https://t.example/x1", redirected_to=f"{PAGE}?utm_source=t") == PAGE
    assert canonical("https://t.example/x1", redirected_to=PAGE, page_says="https://t.example/x1") == PAGE


def test_an_article_that_leads_to_a_front_page_is_not_the_front_page():
    assert canonical(PAGE, redirected_to="https://courier.example/") == PAGE
    assert canonical("https://courier.example/", redirected_to="https://www.courier.example/") == (
        "https://www.courier.example/"
    )


def test_the_keys_of_several_addresses_come_once_and_in_order():
    assert keys_of("https://b.example/2", "http://www.b.example/2/", "nonsense", "https://a.example/1") == [
        "https://a.example/1",
        "https://b.example/2",
    ]


def test_a_front_page_is_told_apart():
    assert is_front_page("https://courier.example/index.php")
    assert not is_front_page("https://courier.example/?p=1")


ugly = st.text(alphabet="ab/.%2F:;?&=#!+~é\u4f60 @[]-_*", max_size=40)
addresses = st.builds(
    lambda scheme, www, host, path: f"{scheme}://{www}{host}/{path}",
    st.sampled_from(["http", "https"]),
    st.sampled_from(["", "www.", "m.", "www.m.", "amp."]),
    st.sampled_from(["courier.example", "en.m.wikipedia.example", "münze.example", "courier.example:8443", "10.0.0.1"]),
    st.one_of(ugly, st.sampled_from(["a/amp/amp", "amp/amp/x/index.html/amp/", "..//amp/./a?amp&utm_x=1&b=%7e#!a"])),
)


@given(addresses)
@example("https://courier.example/amp/index.html/amp")
@example("http://courier.example:443/a")
def test_both_forms_are_settled_after_one_pass(url):
    kept, key = canonical(url), key_of(url)

    assert canonical(kept) == kept
    assert key_of(key) == key
    assert key_of(kept) == key


@given(ugly, ugly)
def test_nothing_that_pages_say_breaks_it(url, says):
    canonical(f"https://courier.example/{url}", page_says=says, redirected_to=url)
    key_of(url)
