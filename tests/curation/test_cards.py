"""A link in a text becomes a card that asked its page once, from here; readers ask nobody."""

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from articles.models import LinkCard
from articles.reading import page_of
from common.fetching import FetchError, Unreachable
from common.jobs import Later
from curation import tasks
from curation.intake import cards
from curation.intake.cards import LEASE
from tests.articles.test_pictures import picture, upload
from tests.curation.sources import page
from tests.factories import attempt, make_article, make_user

pytestmark = pytest.mark.django_db
ADDRESS = "https://quillmouth.example/eels"


@pytest.fixture
def web(monkeypatch):
    """The one page of the web: what it holds, or an error; and who asked for it."""
    web = {"body": page(), "asked": []}

    def fetch(url, **options):
        web["asked"].append(url)
        if isinstance(web["body"], Exception):
            raise web["body"]
        return type("Page", (), {"body": web["body"], "url": url, "charset": "utf-8"})

    monkeypatch.setattr(cards, "fetch", fetch)
    return web


def look_at_waiting(number=1):
    """What the schedule and then the worker do; how many cards were given out."""
    given = tasks.look_at_waiting_cards()
    for job in DBTaskResult.objects.ready().filter(task_path__endswith="look_at_card"):
        job.delete()
        tasks.look_at_card.func(attempt(number), *job.args_kwargs["args"])
    return given


def read(client, article):
    return client.get(article.get_absolute_url()).content.decode()


def test_a_lone_address_is_a_card_with_the_words_of_its_page(client, web):
    article = make_article(body=f"Before.\n\n{ADDRESS}\n\nAfter.")
    waiting = read(client, article)

    look_at_waiting()

    card = LinkCard.objects.get()
    assert 'class="link-card"' in waiting
    assert f">{ADDRESS}</b>" in waiting
    assert card.state == "ready"
    assert f">{card.title}</b>" in read(client, article)


def test_an_address_that_is_too_long_to_keep_stays_a_link(client):
    letters = "".join(chr(0x4E00 + (n * 7919) % 20000) for n in range(1500))
    article = make_article(body=f"https://quillmouth.example/{letters}")

    assert not LinkCard.objects.exists()
    assert letters[:20] in read(client, article)


def test_a_page_is_asked_once_however_many_clips_link_to_it(web):
    make_article(body=ADDRESS)
    make_article(body=ADDRESS)

    for _ in range(3):
        look_at_waiting()

    assert web["asked"] == [ADDRESS]


@pytest.mark.parametrize("body", [FetchError(host="x"), b"", b"<html><body>", b"\x00\xff" * 50])
def test_a_page_that_says_nothing_leaves_the_address_as_it_is(client, web, body):
    web["body"] = body
    article = make_article(body=ADDRESS)

    look_at_waiting()

    assert LinkCard.objects.get().state == "failed"
    assert f">{ADDRESS}</b>" in read(client, article)


def test_what_a_page_says_is_only_words(client, web):
    web["body"] = b"<html><head><title>&lt;script&gt;alert(1)&lt;/script&gt; tide</title></head><body></body></html>"
    article = make_article(body=ADDRESS)

    look_at_waiting()

    assert "<script>alert" not in read(client, article)


def test_a_card_whose_worker_died_is_asked_for_by_the_next(web):
    make_article(body=ADDRESS)
    LinkCard.objects.update(looked_at=timezone.now())
    early = look_at_waiting()
    LinkCard.objects.update(looked_at=timezone.now() - 2 * LEASE)

    assert (early, look_at_waiting()) == (0, 1)


def test_the_schedule_asks_no_site_itself(web):
    make_article(body=ADDRESS)

    assert (tasks.look_at_waiting_cards(), tasks.look_at_waiting_cards()) == (1, 0)

    assert web["asked"] == []


def test_a_site_that_does_not_answer_is_asked_again_and_then_no_more(web):
    web["body"] = Unreachable(host="x")
    make_article(body=ADDRESS)
    tasks.look_at_waiting_cards()
    (pk, lease) = DBTaskResult.objects.get().args_kwargs["args"]

    for number in (1, 2):
        with pytest.raises(Later):
            tasks.look_at_card.func(attempt(number), pk, lease)
    tasks.look_at_card.func(attempt(3), pk, lease)
    tasks.look_at_card.func(attempt(3), pk, lease)

    assert LinkCard.objects.get().state == "failed"
    assert len(web["asked"]) == 3


def test_a_mistake_of_ours_is_not_repeated_for_ever(web):
    web["body"] = ZeroDivisionError()
    make_article(body=ADDRESS)

    with pytest.raises(ZeroDivisionError):
        look_at_waiting()

    assert LinkCard.objects.get().state == "failed"


def test_a_picture_in_the_text_stands_there_with_its_words_and_its_credit(client, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    from articles.pictures import take_in

    sluice = take_in(upload(picture()), alt="The second sluice", caption="At ebb", credit="Edda Fenn")
    article = make_article(body=f"Before.\n\n{sluice.markdown}\n\nAfter.")

    html = read(client, article)

    assert html.index("Before.") < html.index('alt="The second sluice"') < html.index("After.")
    assert "At ebb" in html
    assert "Edda Fenn" in html
    assert list(article.body_pictures.values_list("picture", flat=True)) == [sluice.pk]


@pytest.mark.parametrize("many", [1, 3])
def test_pictures_and_cards_cost_two_questions_however_many(settings, tmp_path, django_assert_max_num_queries, many):
    settings.MEDIA_ROOT = tmp_path
    from articles.models import Article
    from articles.pictures import take_in

    named = [take_in(upload(picture(size=(600 + n, 300))), alt=f"Sluice {n}").markdown for n in range(many)]
    links = [f"{ADDRESS}/{n}" for n in range(many)]
    plain, full = make_article(), make_article(body="\n\n".join([*named, *links]))

    with django_assert_max_num_queries(100) as counted:
        page_of(Article.objects.for_page().get(pk=plain.pk))
    before = len(counted)
    with django_assert_max_num_queries(before + 2):
        page_of(Article.objects.for_page().get(pk=full.pk))


def test_the_library_finds_shows_and_changes_pictures(client, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    client.force_login(make_user(role="editor"))

    made = client.post("/desk/pictures/", {"file": upload(picture()), "alt": "The second sluice"})
    found = client.get("/desk/pictures/", {"q": "sluice second"}).content.decode()
    client.post(made["Location"], {"alt": "The first sluice", "focus_x": "30", "focus_y": "50"})

    assert "The second sluice" in found
    assert "The first sluice" in client.get(made["Location"]).content.decode()


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"alt": ""}, "Say what the picture shows"),
        ({"alt": "x", "focus_x": "101", "focus_y": "0"}, "less than or equal"),
    ],
)
def test_words_that_will_not_do_are_told_and_kept(client, settings, tmp_path, said, sentence):
    settings.MEDIA_ROOT = tmp_path
    client.force_login(make_user(role="editor"))
    from articles.pictures import take_in

    sluice = take_in(upload(picture()), alt="A sluice")

    response = client.post(f"/desk/pictures/{sluice.pk}/", {"focus_x": "0", "focus_y": "0", "caption": "Typed", **said})

    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert 'value="Typed"' in response.content.decode()
