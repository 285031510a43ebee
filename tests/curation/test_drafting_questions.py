"""Questions that ask for exactly what a sentence states, in five languages."""

import pytest

from common.text import normalise
from curation.drafting import draft_clip
from curation.drafting.questions import ask
from curation.drafting.reading import Reading
from curation.drafting.standing import leans
from curation.drafting.tags import tags


def asked_of(text, language):
    reading = Reading(normalise(text), language=language)
    return [question.text for sentence in reading.sentences for question in ask(sentence, reading)]


@pytest.mark.parametrize(
    ("language", "sentence", "question"),
    [
        ("en", "Revenue at Brinemoor Foods climbed 44% to £312m.", "By how much did revenue at Brinemoor Foods climb?"),
        ("en", "The Harbour Board had issued a red warning for the coast.", "What had the Harbour Board issued?"),
        (
            "de",
            "Der Umsatz von Brand & Salz ist seit 2019 um 46 Prozent gefallen.",
            "Um wie viel ist der Umsatz von Brand & Salz seit 2019 gefallen?",
        ),
        (
            "de",
            "Zur Nutzung des Hafens muss zunächst ein Antrag bei der Stadt gestellt werden.",
            "Wozu muss zunächst ein Antrag bei der Stadt gestellt werden?",
        ),
        (
            "fr",
            "La dette nette d’Hélorian est revenue à 312 millions d’euros fin septembre.",
            "À combien est-ce que la dette nette d’Hélorian est revenue ?",
        ),
        (
            "es",
            "El Puerto Nuevo ganó la final en abril, según la federación de remo.",
            "¿Qué dice la federación de remo?",
        ),
        (
            "pt",
            "O nível do rio em Nova Amparo chegou a 9,40 metros.",
            "A quanto chegou o nível do rio em Nova Amparo?",
        ),
    ],
)
def test_a_figure_an_origin_or_what_stands_first_is_asked_for(language, sentence, question):
    assert question in asked_of(sentence, language)


def test_what_the_source_asks_itself_is_answered_by_its_next_sentence():
    text = "What is the red tide? The red tide is a bloom of small algae. The red tide comes back every spring."

    assert "What is the red tide?" in asked_of(text, "en")


def test_a_question_of_the_source_that_means_you_is_not_asked():
    text = "How many patients do you have? The practice of Ruth Adler has 3,000 patients."

    assert "How many patients do you have?" not in asked_of(text, "en")


def test_a_person_is_tagged_with_the_whole_name_once():
    text = (
        "Priya Nair opened the ferry port on Monday. Nair said the port would stay open. “We are glad,” Nair said. "
        "Priya Nair leads the harbour board."
    )

    found = tags(Reading(normalise(text), language="en", title="Nair opens the ferry port"))

    assert "PriyaNair" in found
    assert "Nair" not in found


def test_a_vague_question_is_asked_only_where_no_fact_answers_a_better_one():
    text = " ".join(
        f"The {name} ferry carries {number} passengers between Quillmouth and the islands."
        for name, number in [("red", 210), ("blue", 340), ("green", 95), ("white", 120), ("old", 60), ("new", 400)]
    )

    draft = draft_clip(normalise(text), title="Ferries of Quillmouth")

    asked = [answer.question.lower() for answer in (*draft.quick_answers, *draft.faqs)]
    assert asked
    assert not any("is known about" in question for question in asked)


@pytest.mark.parametrize(
    ("language", "sentence", "who"),
    [
        ("de", "Ulrike Lohmann hatte den Ruderclub Altwede 2014 übernommen und seither zweimal erneuert.", "Wer "),
        ("es", "La profesora Marta Ubierna será la única docente del colegio de Robledal.", "¿Quién "),
        ("fr", "Hélène Vasseur dirige la fanfare municipale de Port-Valmy depuis douze ans.", "Qui "),
        ("pt", "Catarina Mourão dirige a biblioteca municipal de Vila Serena desde março.", "Quem "),
    ],
)
def test_a_person_is_asked_for_as_somebody(language, sentence, who):
    asked = asked_of(sentence, language)

    assert not [
        question for question in asked if question.startswith(("Was hat", "¿Qué será", "Qu’est-ce qui", "O que dirige"))
    ]
    assert [question for question in asked if question.startswith(who)]


@pytest.mark.parametrize(
    ("language", "sentence", "wrong"),
    [
        ("de", "Ungeklärt ist eine andere Frage des Hafenamts.", "Was ist Ungeklärt?"),
        ("de", "Für einen Haushalt sind das die Kosten von vier Monaten.", "Was sind für einen Haushalt?"),
        ("en", "The festival is the work of Nora Pell, who runs the cinema.", "What is the festival?"),
    ],
)
def test_what_only_stands_first_is_not_asked_for(language, sentence, wrong):
    assert wrong not in asked_of(sentence, language)


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "About 230 of them work in Quillmouth, according to the harbour office."),
        ("de", "Rund 230 davon arbeiten nach Angaben des Hafenamts in Quillmouth."),
        ("fr", "Environ 230 d’entre eux travaillent à Quillmouth selon le bureau du port."),
        ("es", "Unos 230 de ellos trabajan en Quillmouth según la oficina del puerto."),
        ("pt", "Cerca de 230 deles trabalham em Quillmouth segundo a capitania do porto."),
    ],
)
def test_who_some_of_them_are_was_said_before(language, sentence):
    reading = Reading(normalise(sentence), language=language)

    assert leans(reading.sentences[0], reading)


@pytest.mark.parametrize(
    ("sentence", "does"),
    [
        ("Before later chroniclers left them out, Lorenz thanked them in the literature.", True),
        ("Before the council of Quillmouth asked them, the owners had offered the land.", False),
        ("After the storm had passed, the harbour office of Quillmouth opened the quay.", False),
    ],
)
def test_somebody_meant_before_anybody_is_named_leans(sentence, does):
    reading = Reading(normalise(sentence), language="en")

    assert leans(reading.sentences[0], reading) == does
