"""What a machine proposed for a clip, and what of it still stands."""

import pytest

from articles.models import Citation
from curation.desk.proposals import proposed_parts
from curation.intake.importing import import_source
from curation.models import Proposal

from .drafting_texts import ENGLISH

pytestmark = pytest.mark.django_db


@pytest.fixture
def article(category):
    return import_source(text=ENGLISH.text, category=category).article


@pytest.fixture
def category():
    from tests.factories import make_category

    return make_category()


def test_an_import_remembers_what_the_machine_wrote(article):
    proposal = Proposal.objects.get(article=article)

    assert proposal.engine == "extract"
    assert proposal.words["title"] == proposal.titles[0] == article.title
    assert 2 <= len(proposal.titles) <= 5


def test_a_part_is_the_machines_until_a_person_changes_it(article):
    fact = article.key_facts.select_related("fact").first().fact
    before = proposed_parts(article)

    article.title = "The harbour is open"
    article.save()
    fact.proposed = False
    fact.save()

    assert before - proposed_parts(article) == {"title", str(fact.public_id)}


def test_every_sentence_of_the_outline_is_cited(article):
    cited = [row.quote for row in Citation.objects.filter(article=article, part=Citation.Part.BODY)]

    said = [line for line in article.body.split("\n\n") if not line.startswith(("#", ">"))]

    assert said
    assert all(sentence.replace("\\", "") in cited for sentence in said)
