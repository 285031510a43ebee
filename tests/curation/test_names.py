import pytest

from curation.evidence.claims import ground, unborne
from curation.evidence.names import names


def absent(text, passage, language="en", **known):
    grounds = [ground(passage, language, **known)]
    small = grounds[0].words.small
    return [claim.written for claim in unborne(text, grounds, language=language, small=small) if claim.kind == "name"]


@pytest.mark.parametrize(
    ("text", "passage", "language"),
    [
        ("The vote was won by Dorrit Hale.", "Dorrit Hale won it.", "en"),
        ("It is Hale’s ferry.", "the ferry of Hale", "en"),
        ("A German firm built it.", "a firm in Germany", "en"),
        ("The WHO agreed.", "the World Health Organization agreed", "en"),
        ("They asked the World Health Organization.", "the WHO was asked", "en"),
        ("On Monday the Council met.", "It met. The council is tired.", "en"),
        ("Nobody came. Everybody left in May.", "They were gone.", "en"),
        ("Der Bürgermeister eröffnete das neue Freibad.", "Es wurde eröffnet.", "de"),
        ("Die Freude von Thomas Rehbein war groß.", "Rehbeins Freude; Thomas lachte", "de"),
        ("Le maire d’Avignon y croit.", "à Avignon", "fr"),
        ("¿Cuántas personas viven en Puerto Almendral?", "en Puerto Almendral", "es"),
        ("O Vale do Jacuri", "no Vale do Jacuri", "pt"),
        ("The Hidden Heroines of Chaos", "nothing", "en"),
        ("BREAKING NEWS: it rained", "it rained", "en"),
        ("“We knew,” said Hale.", "said Hale", "en"),
        ("十七票赞成", "没有", "zh"),
    ],
)
def test_what_is_no_name_or_stands_there_in_another_form_is_not_asked_for(text, passage, language):
    assert absent(text, passage, language) == []


@pytest.mark.parametrize(
    ("text", "passage", "language", "name"),
    [
        ("The vote was won by Dorrit Hale.", "She won it.", "en", "Dorrit Hale"),
        ("The vote was won by Dorrit Hall.", "Dorrit Hale won it.", "en", "Dorrit Hall"),
        ("It was said by Johnston.", "Johnson said it.", "en", "Johnston"),
        ("They went to Hathe.", "They went there.", "en", "Hathe"),
        ("They asked the EPA.", "the WHO was asked", "en", "EPA"),
        ("Das sagte Bürgermeister Thomas Rehbein.", "Das sagte Bürgermeister Karl Plate.", "de", "Thomas Rehbein"),
        ("La crue de la Lovère monte.", "La crue monte.", "fr", "Lovère"),
        ("Lo dijo Ana Torres.", "Lo dijo ella.", "es", "Ana Torres"),
        ("A orquestra de Ribalta tocou.", "A orquestra tocou.", "pt", "Ribalta"),
    ],
)
def test_a_name_that_the_passage_lacks_is_named(text, passage, language, name):
    assert [name in found for found in absent(text, passage, language)] == [True]


def test_who_publishes_and_who_writes_may_be_named_without_being_quoted():
    assert absent("So reports the Courier.", "It rained.", around="The Quillmouth Courier") == []


def test_particles_join_a_name():
    assert [name.written for name in names("He asked the Bank of England about it.", "en")] == ["Bank of England"]
