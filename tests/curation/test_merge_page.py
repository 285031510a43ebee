"""The page on which two edits of one clip become one."""

import pytest

from articles.models import Article
from tests.curation.editor import address, save, typed
from tests.factories import PASSAGE, add_fact, make_article, make_user
from tests.markup import select

pytestmark = pytest.mark.django_db


@pytest.fixture
def ines(client):
    ines = make_user("ines", role="editor")
    client.force_login(ines)
    return ines


@pytest.fixture
def article(ines):
    return make_article("Heat", status="draft", by=ines, facts=2)


def merged_form(response):
    """What the page that merges would send, without an answer to any question."""
    values = {}
    for name, value in response.context["carried"]:
        values.setdefault(name, []).append(value)
    return {**values, "version": response.context["article"].version, "base": response.context["base"]}


def test_edits_of_different_parts_are_one_after_a_save(client, ines, article):
    mine = typed(article, title="Mine", facts__0__text="My fact.")
    add_fact(article, "Their new fact.", position=2)
    save(client, article, typed(article, standfirst="Theirs.", facts__1__text="Their second."))

    asked = save(client, article, mine)
    assert asked.status_code == 409
    save(client, article, merged_form(asked))

    saved = Article.objects.get()
    assert (saved.title, saved.standfirst) == ("Mine", "Theirs.")
    assert [row.fact.text for row in saved.key_facts.all()] == ["My fact.", "Their second.", "Their new fact."]
    assert saved.key_facts.first().fact.citations.get().quote == PASSAGE


@pytest.mark.parametrize(("pick", "title"), [("mine", "Mine"), ("theirs", "Theirs"), ("own", "Ours")])
def test_a_part_that_both_changed_is_as_the_person_says(client, ines, article, pick, title):
    mine = typed(article, title="Mine")
    save(client, article, typed(article, title="Theirs"))
    asked = save(client, article, mine)

    answer = {"asked": "title", "pick-title": pick, "mine-title": "Mine", "theirs-title": "Theirs", "own-title": "Ours"}
    save(client, article, {**merged_form(asked), **answer})

    assert Article.objects.get().title == title


def test_a_question_without_an_answer_is_asked_again(client, ines, article):
    mine = typed(article, title="Mine")
    save(client, article, typed(article, title="Theirs"))
    asked = save(client, article, mine)

    again = save(client, article, {**merged_form(asked), "asked": "title", "mine-title": "Mine"})

    assert again.status_code == 422
    assert [choice["place"] for choice in again.context["choices"]] == ["title"]
    assert Article.objects.get().title == "Theirs"


@pytest.mark.parametrize(("pick", "facts"), [("keep", 2), ("drop", 1)])
def test_a_fact_that_they_removed_and_i_changed_is_kept_or_goes(client, ines, article, pick, facts):
    mine = typed(article, facts__1__text="Changed.")
    theirs = typed(article)
    left = {name: value for name, value in theirs.items() if not name.startswith("facts-1-")}
    save(client, article, {**left, "facts-TOTAL_FORMS": "1"})
    asked = save(client, article, mine)

    save(client, article, {**merged_form(asked), "asked": "facts-1", "pick-facts-1": pick})

    assert article.key_facts.count() == facts


@pytest.mark.parametrize(("pick", "order"), [("mine", ["c", "a", "b"]), ("theirs", ["b", "a", "c"])])
def test_an_order_that_both_changed_is_as_the_person_says(client, ines, pick, order):
    article = make_article("Heat", status="draft", by=ines, facts=0)
    for n, text in enumerate("abc"):
        add_fact(article, text, position=n)
    article.record(by=ines)
    mine = turned(article, [2, 0, 1])
    save(client, article, turned(article, [1, 0, 2]))
    asked = save(client, article, mine)

    (choice,) = asked.context["choices"]
    answer = {"asked": "facts", "pick-facts": pick, "order-facts": choice["theirs"]}
    save(client, article, {**merged_form(asked), **answer})

    assert [row.fact.text for row in article.key_facts.all()] == order


def turned(article, order):
    """The form with its facts in another order."""
    values = typed(article)
    fields = ("id", "label", "text", "quotes")
    moved = {f"facts-{n}-{name}": values[f"facts-{was}-{name}"] for n, was in enumerate(order) for name in fields}
    return {**values, **moved}


def test_a_third_save_while_two_are_brought_together_is_brought_together_too(client, ines, article):
    mine = typed(article, title="Mine")
    save(client, article, typed(article, standfirst="Second."))
    asked = save(client, article, mine)
    save(client, article, typed(article, background="Third."))

    asked = save(client, article, merged_form(asked))
    assert asked.status_code == 409
    save(client, article, merged_form(asked))

    saved = Article.objects.get()
    assert (saved.title, saved.standfirst, saved.background) == ("Mine", "Second.", "Third.")


def test_the_merged_edit_can_be_looked_at_before_it_is_saved(client, ines, article):
    mine = typed(article, title="Mine")
    save(client, article, typed(article, standfirst="Theirs."))
    asked = save(client, article, mine)

    looked = client.post(address("edit", article), {**merged_form(asked), "do": "look"})

    values = looked.context["bench"].values
    assert (values["title"], values["standfirst"]) == ("Mine", "Theirs.")
    assert values["version"] == str(Article.objects.get().version)
    assert "asked" not in values


@pytest.mark.parametrize(
    "hostile",
    [
        {"asked": ["facts", "facts-99", "title", "x-y-z"], "pick-facts": "theirs", "order-facts": "9,9,-1,x"},
        {"asked": "picture", "pick-picture": "mine", "mine-hero": "²"},
        {"base": "9" * 50, "asked": ""},
        {"version": "０", "asked": "title"},
    ],
)
def test_a_merge_that_no_page_sends_is_answered(client, ines, article, hostile):
    answer = save(client, article, {**typed(article), **hostile})

    assert answer.status_code in (302, 409, 422)


# What was chosen and typed on the page


def sent(response, **answers):
    """What the page would send: every question asked, with these answers."""
    choices = response.context["choices"]
    sides = {f"{who}-{c['place']}": c[who] for c in choices for who in ("mine", "theirs") if c["kind"] == "words"}
    values = {**merged_form(response), "asked": [choice["place"] for choice in choices], **sides}
    return {**values, "began": response.context["began"], **answers}


def answers_in(response):
    return {choice["place"]: (choice["pick"], choice.get("own")) for choice in response.context["choices"]}


@pytest.fixture
def asked(client, article):
    """Both changed the headline and the standfirst, and I removed a fact that they changed."""
    mine = typed(article, title="Mine", standfirst="Mine.")
    left = {name: value for name, value in mine.items() if not name.startswith("facts-1-")}
    save(client, article, typed(article, title="Theirs", standfirst="Theirs.", facts__1__text="Changed."))
    return save(client, article, {**left, "facts-TOTAL_FORMS": "1"})


def test_a_page_that_comes_back_has_what_was_chosen_and_typed(client, article, asked):
    form = sent(asked, **{"pick-title": "own", "own-title": "Ours", "own-standfirst": "Not chosen yet."})

    again = save(client, article, form)

    assert again.status_code == 422
    assert answers_in(again) == {
        "title": ("own", "Ours"),
        "standfirst": ("", "Not chosen yet."),
        "facts-1": ("", None),
    }
    checked = [radio.attrs["name"] for radio in select(again, "[type=radio][checked]")]
    assert checked == ["pick-title"]


def test_a_removed_fact_is_asked_about_again_until_it_is_answered(client, article, asked):
    again = save(client, article, sent(asked, **{"pick-facts-1": "drop"}))
    assert answers_in(again)["facts-1"][0] == "drop"

    done = save(
        client, article, sent(again, **{"pick-title": "mine", "pick-standfirst": "mine", "pick-facts-1": "drop"})
    )

    assert done.status_code == 302
    assert article.key_facts.count() == 1


def test_what_this_browser_kept_of_the_page_opens_it_again(client, article, asked):
    form = sent(asked, **{"pick-title": "own", "own-title": "Ours"})

    page = client.post(address("edit", article), {**form, "do": "take"})

    assert page.status_code == 200
    assert answers_in(page)["title"] == ("own", "Ours")
    assert not select(page, ".problems .error")


def test_when_all_was_answered_it_opens_in_the_editor(client, article, asked):
    picks = {"pick-title": "own", "own-title": "Ours", "pick-standfirst": "theirs", "pick-facts-1": "keep"}

    page = client.post(address("edit", article), {**sent(asked, **picks), "do": "take"})

    values = page.context["bench"].values
    assert (values["title"], values["standfirst"], values["facts-1-text"]) == ("Ours", "Theirs.", "Changed.")
    assert Article.objects.get().title == "Theirs"


def test_another_save_meanwhile_keeps_what_was_typed_and_asks_anew(client, article, asked):
    save(client, article, typed(article, title="Theirs, later"))
    picks = {"pick-title": "theirs", "own-title": "Ours", "own-standfirst": "Ours.", "pick-standfirst": "own"}

    page = client.post(address("edit", article), {**sent(asked, **picks), "do": "take"})

    assert answers_in(page)["title"] == ("", "Ours")
    assert answers_in(page)["standfirst"] == ("own", "Ours.")
    assert answers_in(page)["facts-1"][0] == ""


@pytest.mark.parametrize("began", ["%%%", "version=x", "&=&;", "facts-TOTAL_FORMS=99999", ""])
def test_a_beginning_that_no_page_sends_is_answered(client, article, asked, began):
    answer = save(client, article, {**sent(asked), "began": began})

    assert answer.status_code == 422
