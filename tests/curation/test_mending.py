"""The buttons beside a finding, which work on what is typed, with a script and without one."""

import pytest
from django.urls import reverse

from curation.desk.bench import values_of
from curation.desk.mending import findings_of, press
from curation.evidence import gate
from curation.models import Override
from tests.factories import add_fact, make_article, make_source, make_user

pytestmark = pytest.mark.django_db
VOTE = "Seventeen were in favour and six against."


@pytest.fixture
def ines(client):
    ines = make_user("ines", role="editor")
    client.force_login(ines)
    return ines


@pytest.fixture
def clip():
    article = make_article(status="draft", facts=1)
    add_fact(article, "Eighteen were in favour.", quote=VOTE, position=1)
    return article


def typed(article, **changes):
    values = values_of(article)
    for name, said in changes.items():
        values[name] = said
    return values


def command(article, values, do, n=0):
    """The command of the first finding that offers such a fix."""
    for finding in findings_of(article, values):
        for number, fix in enumerate(finding.fixes):
            if fix.do == do:
                return f"fix-{number}-{finding.fingerprint}"
    raise AssertionError(do)


def test_another_number_is_written_where_the_wrong_one_stands(clip, ines):
    values = typed(clip)

    mended = press(clip, values, command(clip, values, "write"), by=ines)

    assert mended["facts-1-text"] == "Seventeen were in favour."
    assert values["facts-1-text"] == "Eighteen were in favour."
    assert findings_of(clip, mended) == []


def test_a_passage_that_bears_it_out_is_cited(clip, ines):
    values = typed(clip, **{"facts-1-text": "Seventeen of them granted 11 million crowns."})

    mended = press(clip, values, command(clip, values, "cite"), by=ines)

    assert mended.getlist("facts-1-quotes")[0] == VOTE
    assert "11 million" in mended.getlist("facts-1-quotes")[1]
    assert findings_of(clip, mended) == []


def test_a_passage_with_the_wrong_marks_is_replaced_by_the_sources_own(clip, ines):
    values = typed(clip, **{"facts-1-text": "Seventeen were in favour."})
    values.setlist("facts-1-quotes", ["Seventeen were in favour, and six against"])

    mended = press(clip, values, command(clip, values, "recite"), by=ines)

    assert mended.getlist("facts-1-quotes") == [VOTE]


def test_in_running_text_the_sentence_that_was_meant_is_mended(clip, ines):
    said = (
        "It is 38.6 million. The **estimate** stands at 39 million crowns against which the Region has granted much."
        " 39 homes."
    )
    values = typed(clip, **{"facts-1-text": "Seventeen.", "body": said})
    words = [f for f in findings_of(clip, values) if f.where == "body" and f.about == "39 million crowns"]

    mended = press(clip, values, f"fix-0-{words[0].fingerprint}", by=ines)

    assert mended["body"] == said.replace("39 million crowns", words[0].fixes[0].new)


def test_rows_that_moved_are_mended_where_they_are_now(clip, ines):
    values = typed(clip)
    press_it = command(clip, values, "write")
    moved = press(clip, values, "nothing", by=ines).copy()
    moved["facts-0-text"], moved["facts-1-text"] = moved["facts-1-text"], moved["facts-0-text"]
    first, second = moved.getlist("facts-0-quotes"), moved.getlist("facts-1-quotes")
    moved.setlist("facts-0-quotes", second)
    moved.setlist("facts-1-quotes", first)

    mended = press(clip, moved, press_it, by=ines)

    assert mended["facts-0-text"] == "Seventeen were in favour."


@pytest.mark.parametrize(
    "do",
    [
        "fix",
        "fix-",
        "fix-9-x",
        "fix-²-x",
        "fix-" + "9" * 5000,
        "override-",
        "stop-x",
        "quote-1-free",
        "quote-x",
        "save",
    ],
)
def test_a_command_that_means_nothing_changes_nothing(clip, ines, do):
    values = typed(clip)

    assert press(clip, values, do, by=ines) == values


def page(client, article, **said):
    values = {**dict(values_of(article).lists()), **said}
    return client.post(reverse("desk:edit", args=[article.pk]), values)


def test_the_button_needs_no_script_and_saves_nothing(client, ines, clip):
    values = typed(clip)
    shown = client.get(reverse("desk:edit", args=[clip.pk])).content.decode()
    do = command(clip, values, "write")

    response = page(client, clip, do=do, standfirst="Typed and not saved.")

    assert f'value="{do}"' in shown
    assert "Write “Seventeen”" in shown
    assert ">Seventeen were in favour.</textarea>" in response.content.decode()
    assert ">Typed and not saved.</textarea>" in response.content.decode()
    assert clip.key_facts.get(position=1).fact.text == "Eighteen were in favour."


def test_a_finding_is_let_pass_on_the_edit_page_with_what_is_typed_kept(client, ines, clip):
    finding = next(f for f in findings_of(clip, typed(clip)) if f.stops)
    said = {"do": f"override-{finding.fingerprint}", f"note-{finding.fingerprint}": "Counted twice."}

    kept = page(client, clip, standfirst="Typed and not saved.", **said).content.decode()
    taken_back = page(client, clip, do=f"stop-{finding.fingerprint}").content.decode()

    assert ">Typed and not saved.</textarea>" in kept
    assert "ines let it pass:" in kept
    assert "ines let it pass:" not in taken_back


def test_who_may_not_publish_lets_nothing_pass(client, clip):
    writer = make_user(role="editor")
    writer.user_permissions.clear()
    writer.groups.get().permissions.remove(*writer.groups.get().permissions.filter(codename="publish_article"))
    writer = type(writer).objects.get(pk=writer.pk)
    finding = next(f for f in findings_of(clip, typed(clip)) if f.stops)
    values = typed(clip, **{f"note-{finding.fingerprint}": "Counted."})

    press(clip, values, f"override-{finding.fingerprint}", by=writer)

    assert not Override.objects.exists()


def test_a_source_is_said_to_be_free_to_quote_and_no_longer(client, ines, clip):
    source = clip.sources.get()

    free = page(client, clip, do=f"quote-{source.pk}-free").content.decode()
    source.refresh_from_db()
    lifted = source.free_to_quote
    page(client, clip, do=f"quote-{source.pk}-little")
    source.refresh_from_db()

    assert "Free to quote: readers see whole passages." in free
    assert (lifted, source.free_to_quote) == (True, False)


def test_a_source_of_another_clip_is_not_touched(client, ines, clip):
    other = make_source()

    page(client, clip, do=f"quote-{other.pk}-free")
    other.refresh_from_db()

    assert not other.free_to_quote


def test_what_is_typed_is_checked_like_what_is_saved(clip):
    saved = {finding.fingerprint for finding in findings_of(clip, values_of(clip))}

    assert saved == {finding.fingerprint for finding in gate.findings(clip)}
