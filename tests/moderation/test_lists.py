import pytest

from accounts.models import AuditEntry
from comments import lists
from comments.models import Domain, Phrase
from tests.comments.reading import page
from tests.factories import make_article, make_comment, make_user

pytestmark = pytest.mark.django_db
PAGES = ["/moderation/lists/phrases/", "/moderation/lists/sites/", "/moderation/lists/try/"]
PAGES += ["/moderation/lists/phrases/lines/", "/moderation/lists/sites/lines/"]


@pytest.fixture
def moderator(client):
    moderator = make_user(role="moderator")
    client.force_login(moderator)
    return moderator


@pytest.mark.parametrize("address", [*PAGES, "/moderation/people/maud/read-first/", "/moderation/threads/1/slow/"])
def test_a_stranger_does_not_learn_that_there_are_lists(client, address):
    client.force_login(make_user("maud"))

    assert client.post(address).status_code in (404, 405)
    assert client.get(address).status_code in (404, 405)


def test_a_phrase_is_listed_and_said_how_often_it_stands_in_the_last_month(client, moderator):
    article = make_article()
    make_comment(article, body="You NumSkull!")
    make_comment(article, body="Nine days.")

    response = client.post(PAGES[0], {"words": "numskull", "action": "refuse", "note": "Again and again."}, follow=True)

    entry = Phrase.objects.get()
    assert (entry.by, entry.action, entry.note) == (moderator, "refuse", "Again and again.")
    assert "stands in 1 of the 2 comments of the last month" in response.content.decode()
    assert AuditEntry.objects.get(verb="screen.listed").by == moderator


@pytest.mark.parametrize(
    ("address", "words", "sentence"),
    [(PAGES[0], "!!!", "no letters"), (PAGES[1], "no host", "is no host"), (PAGES[0], "", "nothing in it yet")],
)
def test_what_cannot_be_listed_comes_back_with_a_sentence(client, moderator, address, words, sentence):
    response = client.post(address, {"words": words, "action": "hold"})

    assert response.status_code == 422
    assert sentence in page(response).query_one("#words-error").to_text()


def test_an_address_lists_its_host(client, moderator):
    client.post(PAGES[1], {"words": "https://Casino.example/win?now", "action": "allow"})

    assert Domain.objects.get().host == "casino.example"


def test_an_entry_is_taken_off(client, moderator):
    entry = lists.list_phrase("numskull", by=moderator)

    client.post(f"/moderation/lists/phrases/{entry.pk}/delete/")

    assert not Phrase.objects.exists()
    assert AuditEntry.objects.filter(verb="screen.unlisted", by=moderator).exists()


def test_many_lines_are_listed_at_once_and_read_back(client, moderator):
    client.post(PAGES[3], {"lines": "refuse\tlamp oil\nnumskull"})

    assert client.get(PAGES[3]).content.decode() == "refuse\tlamp oil\nhold\tnumskull\n"


@pytest.mark.parametrize(
    ("text", "standing", "says"),
    [
        ("Nine days.", "new", "It would appear at once"),
        ("What a numskull.", "trusted", "It would wait for a moderator"),
        ("Lamp 0il.", "team", "It would be refused"),
    ],
)
def test_a_text_can_be_tried(client, moderator, text, standing, says):
    lists.take_lines(Phrase, "numskull\nrefuse\tlamp oil", by=moderator)

    shown = page(client.get(PAGES[2], {"text": text, "standing": standing}))

    assert says in shown.query_one('[role="status"]').to_text()


@pytest.mark.parametrize("count", [1, 3])
def test_a_list_asks_the_same_questions_however_long(client, moderator, count, django_assert_num_queries):
    lists.take_lines(Phrase, "\n".join(["numskull", "lamp oil", "tide"][:count]), by=moderator)
    client.get(PAGES[0])

    with django_assert_num_queries(10):
        client.get(PAGES[0])


def test_whoever_reports_all_day_is_told_when_the_next_one_fits(client):
    article, reader = make_article(), make_user()
    comments = [make_comment(article, body=f"Comment {n}") for n in range(11)]
    client.force_login(reader)

    answers = [client.post(f"/comments/{one.pk}/report/", {"rule": "2", "text": "Look."}) for one in comments]

    assert [answer.status_code for answer in answers] == [302] * 10 + [429]
    assert "10 reports in a day" in answers[-1].content.decode()
    assert "Look." in answers[-1].content.decode()
