"""Whether a passage bears out what a model wrote about it."""

import pytest

from common.sentences import sentences
from curation.evidence.claims import ground
from curation.evidence.support import ENOUGH, is_borne_out, shared, turns_round, unsupported

# ruff: noqa: E501
# A sentence of a source, and what somebody may write who has read it: (language, passage, said the same, said another).
PAIRS = [
    (
        "en",
        "The town council of Quillmouth agreed on Tuesday night to build a heat network that draws its warmth from the estuary.",
        ["Quillmouth will build a heat network fed by the estuary, the council agreed.", "The council agreed to build a network that draws warmth from the estuary."],
        ["The council raised its own pay on Tuesday night.", "The mayor called the estuary a danger to children."],
    ),
    (
        "en",
        "A second phase, across the river, has no date yet.",
        ["A second phase across the river has no date yet.", "No date is set for the second phase."],
        ["The second phase across the river has a date.", "The river will be closed to boats."],
    ),
    (
        "de",
        "Der Stadtrat von Quillmünde hat am Dienstag beschlossen, ein Wärmenetz zu bauen, das seine Wärme aus der Mündung zieht.",
        ["Quillmünde baut ein Wärmenetz, das Wärme aus der Mündung zieht.", "Der Stadtrat beschloss am Dienstag den Bau eines Wärmenetzes."],
        ["Der Stadtrat hat am Dienstag die Gebühren für Hunde verdoppelt.", "Der Stadtrat hat am Dienstag nicht beschlossen, ein Wärmenetz zu bauen."],
    ),
    (
        "fr",
        "Le conseil municipal a décidé mardi soir de construire un réseau de chaleur qui tire son énergie de l’estuaire.",
        ["Le conseil municipal a décidé de construire un réseau de chaleur.", "Un réseau de chaleur tirera son énergie de l’estuaire."],
        ["Le conseil municipal a refusé une hausse des impôts locaux.", "Le conseil n’a pas décidé de construire un réseau de chaleur."],
    ),
    (
        "es",
        "El ayuntamiento acordó el martes por la noche construir una red de calor que toma su energía del estuario.",
        ["El ayuntamiento acordó construir una red de calor.", "La red de calor tomará su energía del estuario."],
        ["El ayuntamiento cerró el puerto a los pescadores.", "El ayuntamiento no acordó construir una red de calor."],
    ),
    (
        "pt",
        "A câmara municipal decidiu na terça-feira à noite construir uma rede de calor que retira a sua energia do estuário.",
        ["A câmara municipal decidiu construir uma rede de calor.", "A rede de calor retira energia do estuário."],
        ["A câmara municipal vai demolir o mercado do peixe.", "A câmara não decidiu construir uma rede de calor."],
    ),
    (
        "zh",
        "市议会星期二晚上决定建设一个从河口取热的供热网络。",
        ["市议会决定建设供热网络。"],
        ["市长批评了学校的午餐价格。"],
    ),
]  # fmt: skip
SAME = [(language, passage, said) for language, passage, same, _other in PAIRS for said in same]
OTHER = [(language, passage, said) for language, passage, _same, other in PAIRS for said in other]


def bears(language, passage, said):
    return is_borne_out(said, [ground(passage, language)], language=language)


@pytest.mark.parametrize(("language", "passage", "said"), SAME)
def test_a_paraphrase_is_borne_out(language, passage, said):
    assert shared(said, [passage], language) >= ENOUGH
    assert bears(language, passage, said)


@pytest.mark.parametrize(("language", "passage", "said"), OTHER)
def test_another_statement_about_the_same_thing_is_not(language, passage, said):
    assert not bears(language, passage, said)


@pytest.mark.parametrize(
    ("said", "passage", "turned"),
    [
        ("The council approved the plan.", "The council did not approve the plan.", True),
        ("The council didn’t approve the plan.", "The council approved the plan.", True),
        ("Nobody left.", "Everybody left.", True),
        ("The council approved the plan.", "The council approved the plan, which was not cheap.", False),
        ("The water falls to 6 degrees.", "The water never falls below 6 degrees.", True),
        ("The council did not approve the plan.", "The plan was not approved by the council.", False),
    ],
)
def test_what_one_denies_the_other_must_not_state(said, passage, turned):
    assert turns_round(said, [passage], "en") is turned


def test_each_sentence_of_a_text_is_judged_by_itself():
    passage = "Joining the network costs 1,200 crowns, once."
    text = "Joining the network costs 1,200 crowns. Joining costs 2,100 crowns in winter. Fish is free."

    assert unsupported(text, [ground(passage, "en")], language="en") == [
        "Joining costs 2,100 crowns in winter.",
        "Fish is free.",
    ]


def test_nothing_is_borne_out_by_nothing():
    assert not is_borne_out("Joining is free.", [], language="en")


def test_every_sentence_bears_itself_out():
    from tests.curation.sources import PLUNGE

    said = [PLUNGE[span.start : span.end] for span in sentences(PLUNGE, "en")]

    assert all(bears("en", sentence, sentence) for sentence in said)
