"""Kinds of pages that drafting has to cope with: encyclopedias, live reports, blogs, languages without rules."""

# ruff: noqa: E501 -- sources are quoted as they are stored

import re

import pytest

from common.text import fold, normalise
from curation.drafting import draft_clip

ENCYCLOPEDIA = """
The Quillmouth lighthouse is a lighthouse on the northern shore of the Quill estuary.[1] It was built between 1841 and 1844 and is the oldest cast-iron lighthouse still in use.

The Harbour Commission ordered the tower after the brig Marianne sank on the Gull Bank in 1838.[2] The engineer Alexander Gordon designed the tower, which was cast in London and shipped in 135 pieces.

The light was first lit on 1 November 1844. Until 1907 it burned whale oil, and it was electrified in 1938. A bomb damaged the gallery on 3 March 1941.[3][4]

The last keeper, Edwin Marsh, left the station in 1986, when the light was automated. The cottages were sold to the National Trust in 1991.

The tower stands on a granite base and has a height of 31 metres. A spiral staircase of 147 steps leads to the lantern room. The lantern holds a first-order Fresnel lens that was made in Paris. In 2012 the Royal Mail issued a stamp showing the tower.
"""

LIVE = """
18.42 The harbour master of Quillmouth has closed the port until further notice. Three fishing boats are still at sea.

18.20 Power is out in 4,300 homes, the network operator says. Crews cannot work on the lines while the wind is above 90km/h.

17.31 Mayor Ruth Adler has asked people to stay at home. “No photograph is worth your life,” she told reporters at the town hall.

16.12 The old pier has lost about twenty metres of its deck. Nobody was hurt.

15.40 Trains between Westhaven and Quillmouth have stopped because a tree fell on the line at Lower Fenn.

14.05 The weather service has issued a red warning for the whole coast. All ferries between Quillmouth and the islands are cancelled until Sunday.
"""

PRESS = """
QUILLMOUTH, May 6, 2024 /Harbourwire/ — Brinemoor Foods today announced that it will open a dairy in the former cannery at Quillmouth.

The dairy will cost 22 million euros and create 140 jobs by the end of 2025. Production starts in March.

Mayor Ruth Adler welcomed the decision. Critics say the money would be better spent on the schools.

The old cannery stands on the northern quay. Waste water will be treated on site and returned to the estuary. Warming water is the greatest threat.

A study published in 2020 found that the estuary holds less oxygen than the bay. The company has trained 30 apprentices. The Voss family founded Brinemoor Foods as a salt merchant in 1952.
"""

BLOG = """
I used to wake up every day with my phone in my hand. I didn't notice how odd that was until my daughter asked me who I was talking to.

So last January I bought an alarm clock. It cost me nine dollars at the hardware store on Pine Street.

The first week was horrible. I kept reaching for a phone that was charging in the kitchen, and twice I overslept.

Then something changed. I started to read again before I fell asleep, and by March I had finished eleven books.

My doctor was not surprised. She told me that blue light delays melatonin by up to ninety minutes.

Would I go back? No. The phone stays in the kitchen, next to the bread.
"""

ITALIAN = """
Il porto di Quillmouth ha riaperto lunedì dopo undici anni di lavori. La nuova diga è costata 48 milioni di euro e misura 850 metri.

Nel 2013 una tempesta distrusse il vecchio molo e la città perse metà della sua flotta. La fabbrica di conserve chiuse l'anno seguente.

«Quando il porto torna, torna anche la città», ha detto la sindaca Ruth Adler durante la cerimonia. Erano presenti circa duemila persone.

La diga ospita dodici sensori che avvertono la popolazione. Il sistema è stato sviluppato dall'Università di Westhaven.

Il Comune ha vietato la pesca a strascico entro due chilometri dalla costa. Il divieto entrerà in vigore il primo gennaio 2026.

L'ultima fabbrica di conserve della regione aveva chiuso nel 1978. Oggi l'edificio è un museo che racconta la storia del sale.
"""

RUSSIAN = """
В понедельник в Куилмуте открыли новый мост через залив. Строительство продолжалось шесть лет и обошлось городу в 61 миллион евро.

«Мост — это обещание, что два берега принадлежат друг другу», — сказала на открытии мэр города Рут Адлер.

Проект разработала инженер Лена Адлер, которая построила одиннадцать мостов в пяти странах. Она выросла в Куилмуте.

Министерство транспорта выделило на строительство 20 миллионов евро. Паром, который пересекал залив с 1871 года, совершил последний рейс вечером.

Экологи опасаются, что шум отпугнёт тюленей. Университет Вестхейвена будет наблюдать за животными в течение пяти лет.

Проезд для легковых автомобилей стоит четыре евро. В 2026 году по мосту планируют пустить трамвай.
"""

JAPANESE = """
クイルマス市は6日、11年にわたって工事が続いていた新しい防波堤の完成式典を開いた。式典には市民ら約2000人が参加した。

防波堤は全長850メートルで、総工費は4800万ユーロに上る。当初の予定より3年遅れての完成となった。

市長のルース・アドラー氏は「港が戻れば、町も戻る」と述べ、工事に携わった作業員に感謝の言葉を贈った。

新しい防波堤には津波センサー12基が設置されている。一方、環境保護団体は湾に生息するアザラシへの影響を懸念している。

大学の海洋生物学者、イネス・オカフォー教授は「騒音が減れば数年で回復する可能性がある」と話している。

フェリー会社は7月から島への定期便を1日4往復に増やすと発表した。料金は大人14ユーロ、子どもは無料になる。
"""

GERMAN = """
Heute wächst vor Quillmouth eine der größten Seegraswiesen Europas. Das Projekt hat bisher 1,9 Millionen Euro gekostet.

Die Wiesen bedecken inzwischen 3600 Hektar. Im Oktober werfen die Helfer die nächste Million Samen von ihren Booten.

Die Kammmuscheln verschwanden innerhalb von drei Jahren aus der Bucht. Das Umweltministerium erlaubt den Züchtern das Mähen von Hand.

Eine Studie der Universität Westhaven fand im Boden sehr viel Kohlenstoff. Ein Deich gleicher Länge würde das Dreißigfache kosten.

Die Biologin Helene Orth streute 1999 die ersten Samen. Ein Drittel der Wiese starb im Sommer 2015.
"""


def draft_of(text, **more):
    return draft_clip(normalise(text), **more)


def answers_of(draft):
    return (*draft.quick_answers, *draft.faqs)


def questions_of(draft):
    return {fold(answer.question).rstrip("? ？") for answer in answers_of(draft)}


def shown(draft):
    return [part.text for part in (*draft.key_facts, *answers_of(draft))]


@pytest.mark.parametrize(
    "text",
    [ENCYCLOPEDIA, LIVE, PRESS, BLOG, ITALIAN, RUSSIAN, JAPANESE, GERMAN],
    ids=["encyclopedia", "live", "press", "blog", "it", "ru", "ja", "de"],
)
def test_every_kind_gives_enough_and_says_nothing_twice(text):
    source = normalise(text)

    draft = draft_of(text)

    assert len(draft.key_facts) >= 4
    assert len(answers_of(draft)) >= 3
    assert len(draft.tags) >= 3
    for parts in (draft.key_facts, answers_of(draft)):
        assert len({fold(part.text) for part in parts}) == len(parts)
    assert all(
        source[passage.start : passage.end] == passage.quote
        for part in (*draft.key_facts, *answers_of(draft))
        for passage in part.citations
    )


def test_numbers_of_references_do_not_join_sentences():
    draft = draft_of(ENCYCLOPEDIA, title="Quillmouth lighthouse")

    assert not any("[" in said for said in shown(draft))
    assert questions_of(draft) & {"when was the light lit", "where does the tower stand"}


def test_the_hour_of_a_live_report_is_no_part_of_its_sentence():
    draft = draft_of(LIVE, title="Storm live")

    assert not any(re.match(r"\d\d\.\d\d", said) for said in shown(draft))
    assert any(said.startswith("The harbour master") for said in [*shown(draft), draft.standfirst])


def test_a_press_release_begins_after_its_dateline():
    draft = draft_of(PRESS, title="Brinemoor Foods to open a dairy")

    assert any(said.startswith("Brinemoor Foods today announced") for said in [*shown(draft), draft.standfirst])
    assert any("$" in said or "million" in said for said in shown(draft))


@pytest.mark.parametrize(
    ("sentence", "question"),
    [
        ("Critics say the money would be better spent on the schools.", "What do critics say about the money?"),
        ("Warming water is the greatest threat.", "What is the greatest threat?"),
        ("The old cannery stands on the northern quay.", "Where does the old cannery stand?"),
        ("The old pier has lost about twenty metres of its deck.", "What has happened to the old pier?"),
        (
            "In 2012 the Royal Mail issued a stamp showing the tower.",
            "When did the Royal Mail issue a stamp showing the tower?",
        ),
        ("The archive keeps every umbrella that was left on a tram.", "What does the archive keep?"),
    ],
)
def test_an_english_sentence_is_asked_for_what_it_states(sentence, question):
    assert question in asked_of(sentence, "en")


def test_a_participle_is_not_taken_for_the_verb():
    asked = asked_of("A study published in 2020 found that the estuary holds less oxygen than the bay.", "en")

    assert "What did a study published in 2020 find?" in asked
    assert not any("publish " in question or "publish?" in question for question in asked)


@pytest.mark.parametrize(
    ("language", "sentence", "question"),
    [
        ("de", "Die Wiesen bedecken inzwischen 3600 Hektar.", "Was bedecken die Wiesen?"),
        ("fr", "Le conseil avait annoncé une nouvelle digue.", "Qu’avait annoncé le conseil ?"),
        ("es", "La alcaldesa Ruth Adler inauguró el nuevo dique.", "¿Qué inauguró la alcaldesa Ruth Adler?"),
        ("pt", "O presidente eleito até levantou a taça.", "O que o presidente eleito levantou?"),
        (
            "es",
            "Quillmouth otorga a los pescadores más de la mitad de los amarres.",
            "¿Qué otorga Quillmouth a los pescadores?",
        ),
        ("es", "Las cinco aldeas tienen una flota similar.", "¿Qué flota tienen las cinco aldeas?"),
        ("it", "La nuova diga è costata 48 milioni di euro.", "Quanto è costata la nuova diga?"),
        ("it", "Il Comune ha vietato la pesca a strascico.", "Che cosa ha vietato il Comune?"),
        ("it", "«Il porto torna», ha detto la sindaca Ruth Adler.", "Che cosa dice Ruth Adler?"),
        ("ru", "«Мост открыт», — сказала на открытии мэр города Рут Адлер.", "Что говорит Рут Адлер?"),
        (
            "ja",
            "市長のルース・アドラー氏は「港が戻れば、町も戻る」と述べた。",
            "市長のルース・アドラー氏は何と述べましたか？",
        ),
    ],
)
def test_a_sentence_in_another_language_is_asked_for_what_it_states(language, sentence, question):
    assert question in asked_of(sentence, language)


def asked_of(sentence, language):
    from curation.drafting.questions import ask
    from curation.drafting.reading import Reading

    reading = Reading(normalise(sentence), language=language)
    return [question.text for question in ask(reading.sentences[0], reading)]


def test_small_words_are_neither_labels_nor_tags():
    for text in (ITALIAN, RUSSIAN):
        draft = draft_of(text)

        names = {fold(name) for name in (*draft.tags, *(fact.label for fact in draft.key_facts))}
        assert not names & {"costata", "durante", "которая", "который", "составляет", "дни"}


def test_a_word_of_the_title_that_comes_back_is_a_tag_though_it_is_an_adjective():
    sentence = "El grupo mapuche de la costa {} reclama sus tierras desde hace {} años."
    text = "\n\n".join(
        sentence.format(name, number)
        for number, name in enumerate(("norte", "sur", "este", "oeste", "central", "alta"), 11)
    )

    draft = draft_clip(normalise(text), title="La cuestión mapuche", language="es")

    assert "Mapuche" in draft.tags


def test_what_refers_to_later_today_is_no_fact_where_there_are_others():
    draft = draft_of(PRESS + "\nThe mayor lands in Westhaven later on Friday for her first visit to the dairy.")

    assert not any("later on Friday" in fact.text for fact in draft.key_facts)


def test_what_the_author_says_in_the_first_person_is_flagged():
    draft = draft_of(BLOG, title="My alarm clock")

    spoken = [said for said in shown(draft) if re.search(r"\b(?:I|my|me)\b", said)]
    assert spoken
    assert {warning.kind for warning in draft.warnings} >= {"leans"}
    assert all(any(warning.quote in said for warning in draft.warnings if warning.quote) for said in spoken)


def test_a_relative_clause_without_its_main_clause_is_no_statement():
    fragment = "La Commission nationale du port (CNP), qui critique fortement cette digue."
    others = "Le port de Quillmouth ferme {} quais cette année. "

    draft = draft_of(
        fragment + " " + " ".join(others.format(number) for number in ("deux", "quatre", "sept", "neuf", "dix")),
        language="fr",
    )

    assert fragment not in shown(draft)


LIST = """
The Button Museum holds forty thousand buttons in a former police station

None of the clocks in the Museum of Broken Clocks works on any day

Salt made Brinemoor rich in the nineteenth century and paid for its town hall

The largest Fresnel lens in the country weighs four tons and stands in Gull Bank

The Umbrella Archive keeps every umbrella that was left on a tram since 1921

The Hall of Maps owns a globe on which California is an island

Children may type on forty of the machines in the Typewriter Room

The oldest loaf in the Bread Museum was baked in 1783 by Otto Brandt

The fog horns at Cape Sorrow sound every day at noon
"""


def test_a_list_without_full_stops_is_drafted_from_its_lines():
    draft = draft_of(LIST, title="Nine museums worth a detour")

    assert len(draft.key_facts) >= 4
    assert len(answers_of(draft)) >= 3
    assert len(draft.tags) >= 3
    assert set(shown(draft)) <= set(normalise(LIST).split("\n\n"))


def test_headings_between_paragraphs_stay_headings():
    draft = draft_of("A history of the lighthouse at Quillmouth and its keepers\n" + ENCYCLOPEDIA)

    assert not any(said.startswith("A history") for said in shown(draft))
