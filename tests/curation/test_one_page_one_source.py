import threading

import pytest
from django.core.management import call_command
from django.db import connections
from django.urls import reverse

from articles.models import Article, Source, SourceAddress
from curation import tasks
from curation.intake import importing
from curation.intake.importing import AlreadyImported, import_source
from curation.intake.known import known_at, source_at
from curation.models import Lead
from tests.curation.changing_origin import changing_origin
from tests.curation.sources import PLUNGE, page
from tests.factories import attempt, make_article, make_category, make_source, make_user

pytestmark = pytest.mark.django_db

HEAT = "https://courier.example/2026/05/13/tide-heat"
ELSEWHERE = "https://elsewhere.example/a-long-way-from-here"


@pytest.fixture(autouse=True)
def town_hall():
    return make_category("Town Hall")


@pytest.fixture
def ines(client):
    ines = make_user("ines", role="editor")
    client.force_login(ines)
    return ines


@pytest.fixture
def origin(settings):
    settings.FETCH_ALLOW_PRIVATE = True
    with changing_origin() as origin:
        yield origin


def without_canonical(text=PLUNGE):
    return page(text=text).replace(b'<link rel="canonical" href="https://courier.example/2026/05/13/tide-heat">', b"")


@pytest.mark.parametrize(
    "other",
    ["http://www.courier.example/2026/05/13/tide-heat/", "https://m.courier.example/2026/05/13/tide-heat?utm_source=x"],
)
def test_a_source_is_found_under_every_form_of_its_address(other):
    article = import_source(html=page()).article

    assert source_at(other) == article.sources.get()
    assert known_at(other).clips == [article]


@pytest.mark.parametrize("url", [HEAT, f"{HEAT}/", HEAT.replace("https://", "http://www."), f"{HEAT}?id=5&utm_x=1"])
def test_a_source_that_was_made_by_hand_is_found_by_its_own_address(url):
    source = make_source(canonical_url=url)

    assert source_at(url.replace("http://www.", "https://")) == source


def test_where_redirects_began_is_remembered(origin):
    origin.serve("/short", status=302, Location="/2026/tide-heat?utm_source=short")
    origin.serve("/2026/tide-heat?utm_source=short", without_canonical())

    article = import_source(url=origin.url("/short")).article

    assert article.sources.get().canonical_url == origin.url("/2026/tide-heat")
    for path in ("/short", "/2026/tide-heat", "/2026/tide-heat/amp", "/2026/tide-heat?fbclid=1"):
        assert known_at(origin.url(path)).clips == [article]


def test_a_known_address_is_not_asked_again(origin):
    origin.serve("/short", status=302, Location="/2026/tide-heat")
    origin.serve("/2026/tide-heat", without_canonical())
    import_source(url=origin.url("/short"))
    asked = len(origin.asked)

    for path in ("/short", "/2026/tide-heat?utm_source=mail"):
        with pytest.raises(AlreadyImported):
            import_source(url=origin.url(path))

    assert len(origin.asked) == asked


def test_a_page_that_names_another_site_as_its_own_stays_itself(origin):
    for path in ("/heat", "/eels"):
        origin.serve(path, page(url=ELSEWHERE, text=PLUNGE.replace("September", path)))

    articles = [import_source(url=origin.url(path)).article for path in ("/heat", "/eels")]

    assert [a.sources.get().canonical_url for a in articles] == [origin.url("/heat"), origin.url("/eels")]
    assert not known_at(ELSEWHERE)


def test_pages_that_all_name_the_front_page_stay_themselves(origin):
    for path in ("/heat", "/eels"):
        origin.serve(path, page(url="/", text=PLUNGE.replace("September", path)))

    for path in ("/heat", "/eels"):
        import_source(url=origin.url(path))

    assert not known_at(origin.url("/"))
    assert Article.objects.count() == 2


def test_a_saved_page_that_names_the_front_page_has_no_address():
    article = import_source(html=page(url="https://courier.example/")).article

    assert article.sources.get().canonical_url == ""


def test_an_address_whose_page_is_another_one_tomorrow_does_not_join_them(origin):
    """`/latest` redirects to each day's article."""
    origin.serve("/monday", without_canonical())
    origin.serve("/tuesday", without_canonical(PLUNGE.replace("September", "October")))
    origin.serve("/latest", status=302, Location="/monday")
    monday = import_source(url=origin.url("/latest")).article

    origin.serve("/latest", status=302, Location="/tuesday")
    tuesday = import_source(url=origin.url("/latest"), second=True).article

    assert monday.sources.get() != tuesday.sources.get()
    assert known_at(origin.url("/tuesday")).clips == [tuesday]


@pytest.mark.django_db(transaction=True)
def test_two_workers_that_import_two_forms_of_one_page_make_one_draft():
    make_category("Harbour")
    forms = [
        "https://m.courier.example/2026/05/13/tide-heat",
        "https://www.courier.example/2026/05/13/tide-heat?utm_x=1",
    ]
    prepared = [importing.prepare(html=page(url=form)) for form in forms]
    start, made, refused = threading.Barrier(2), [], []

    def keep(one):
        start.wait()
        try:
            made.append(importing.keep(one).article)
        except AlreadyImported as known:
            refused.append(known.article)
        finally:
            connections.close_all()

    at_once = [threading.Thread(target=keep, args=[one]) for one in prepared]
    for one in at_once:
        one.start()
    for one in at_once:
        one.join()

    assert made == refused == [Article.objects.get()]
    assert Source.objects.count() == SourceAddress.objects.count() == 1


def test_a_second_clip_is_made_on_purpose_and_shares_the_source():
    first = import_source(html=page()).article

    second = import_source(html=page(), second=True).article

    assert first != second
    assert first.sources.get() == second.sources.get()


def test_the_command_shows_the_clip_that_is_there_unless_told_otherwise(tmp_path, capsys):
    file = tmp_path / "heat.html"
    file.write_bytes(page())

    for more in ([], [], ["--second"]):
        call_command("clip", str(file), *more)

    assert Article.objects.count() == 2
    assert "already became a clip" in capsys.readouterr().out


def test_the_desk_says_already_clipped_and_where(client, ines):
    article = import_source(html=page()).article

    answer = client.post(reverse("desk:new"), {"url": f"{HEAT.replace('courier', 'm.courier')}?utm_source=x"})

    assert answer.status_code == 409
    said = answer.content.decode()
    assert "Already clipped" in said
    assert f'href="{reverse("desk:edit", args=[article.pk])}"' in said
    assert "draft" in said
    assert not Lead.objects.unsettled().exists()


def test_it_says_so_while_the_address_is_typed(client, ines):
    article = import_source(html=page()).article

    typed = [client.get(reverse("desk:known"), {"url": url}).content.decode() for url in ("https://cour", HEAT)]

    assert typed[0].strip() == ""
    assert reverse("desk:edit", args=[article.pk]) in typed[1]


@pytest.mark.parametrize("clips", [1, 3])
def test_looking_an_address_up_takes_the_same_questions(client, ines, clips, django_assert_num_queries):
    import_source(html=page())
    for _more in range(clips - 1):
        import_source(html=page(), second=True)

    with django_assert_num_queries(7):
        client.get(reverse("desk:known"), {"url": HEAT})


def test_a_second_clip_anyway_is_one_lead_however_often_it_is_pressed(client, ines):
    import_source(html=page())

    places = {client.post(reverse("desk:new"), {"url": HEAT, "second": "1"})["Location"] for _press in range(2)}

    assert len(places) == 1
    assert Lead.objects.unsettled().get().second


def test_a_lead_for_a_second_clip_makes_it(origin, ines):
    origin.serve("/heat", without_canonical())
    import_source(url=origin.url("/heat"))
    lead = Lead.objects.create(url=origin.url("/heat"), by=ines, second=True)

    tasks.work_on_lead.func(attempt(), lead.pk)

    assert Article.objects.count() == 2


def test_an_address_in_another_form_joins_the_lead_that_is_on_its_way(client, ines):
    first = client.post(reverse("desk:new"), {"url": HEAT})
    second = client.post(reverse("desk:new"), {"url": HEAT.replace("https://", "http://www.") + "/?fbclid=1"})

    assert first["Location"] == second["Location"]
    assert Lead.objects.count() == 1


def test_a_lead_of_the_inbox_is_taken_up_by_whoever_gives_its_address(client, ines):
    lead = Lead.objects.create(url=HEAT, canonical_url=HEAT, state="new", origin="feed")

    client.post(reverse("desk:new"), {"url": HEAT})

    lead.refresh_from_db()
    assert (lead.state, lead.by) == ("waiting", ines)


def test_the_bookmarklet_opens_the_form_and_makes_nothing(client, ines):
    said = {"url": HEAT, "title": "Tide  heat", "selection": "Nine days"}

    opened = client.get(reverse("desk:new"), said).content.decode()
    assert not Lead.objects.exists()
    client.post(reverse("desk:new"), {"url": HEAT, "title": "Tide heat", "note": "Nine days", "origin": "bookmark"})

    lead = Lead.objects.get()
    assert all(words in opened for words in (f'value="{HEAT}"', 'value="Tide heat"', "Nine days", 'value="bookmark"'))
    assert (lead.origin, lead.title, lead.note) == ("bookmark", "Tide heat", "Nine days")


def test_what_a_page_puts_into_the_bookmarklet_cannot_leave_its_place(client, ines):
    said = {"url": 'https://x.example/"><script>', "title": '"><img src=x>', "selection": "</textarea><script>"}

    opened = client.get(reverse("desk:new"), said).content.decode()

    assert "<script>" not in opened
    assert "<img src=x" not in opened


def test_the_bookmarklet_is_a_link_to_drag(client, ines):
    shown = client.get(reverse("desk:bookmarklet")).content.decode()

    assert 'href="javascript:(function()' in shown
    assert "/desk/new/" in shown


def test_an_origin_that_nobody_knows_is_the_desk(client, ines):
    client.post(reverse("desk:new"), {"url": HEAT, "origin": "reader"})

    assert Lead.objects.get().origin == "desk"


def test_a_clip_in_the_trash_is_said_to_be_there(client, ines):
    article = make_article(status="draft", source=make_source(canonical_url=HEAT))
    Article.objects.filter(pk=article.pk).update(trashed_at=article.created_at)

    assert "in the trash" in client.get(reverse("desk:known"), {"url": HEAT}).content.decode()
