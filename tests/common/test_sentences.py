from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common.sentences import sentences
from common.text import normalise


def split(text, language):
    return [text[span.start : span.end] for span in sentences(text, language)]


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        (
            "en",
            [
                "Mr. Hale met Dr. A. B. Crane of the U.S. Coast Guard.",
                "He paid $3.5 million.",
                "Why?",
                "Nobody knows!",
            ],
        ),
        (
            "en",
            [
                "The ferry left the U.S. The crew stayed.".split(" The crew")[0],
                "The crew stayed.",
            ],
        ),
        ("en", ["“It works. It does,” said Ann Hale.", "The town agreed."]),
        (
            "de",
            [
                "Am 3. Mai kam z. B. Herr Dr. Adler mit Nr. 5 an.",
                "Das war 2015.",
                "Der Hafen blieb zu.",
            ],
        ),
        ("de", ["„Das ist gut. Wirklich“, sagte Ruth Adler.", "Alle nickten."]),
        (
            "fr",
            [
                "M. Morel et Mme. Petit sont arrivés.",
                "« C’est fini. Voilà », a dit M. Morel.",
                "Le port ferme !",
            ],
        ),
        (
            "es",
            ["El Sr. Vega habló a las 3.30 de la tarde.", "¿Quién pagó?", "¡Nadie!"],
        ),
        ("pt", ["A Sra. Lima chegou às 10.30.", "O porto abriu.", "Quem pagou?"]),
        (
            "de",
            [
                "Das neue Programm kostet seit dem Frühjahr knapp 50 Euro und läuft auf Rechnern mit OS X 10.10.",
                "(bsc)",
            ],
        ),
        ("ar", ["هل وصل القارب إلى الميناء؟", "نعم وصل القارب."]),
    ],
)
def test_sentences_end_where_a_reader_would_end_them(language, expected):
    assert split(" ".join(expected), language) == expected


def test_chinese_sentences_need_no_space_between_them():
    assert split("港口重新开放了。市长说：“很好。真的很好。”谁付钱？没有人！", "zh") == [
        "港口重新开放了。",
        "市长说：“很好。真的很好。”",
        "谁付钱？",
        "没有人！",
    ]


def test_headings_are_no_sentences_and_no_sentence_crosses_a_paragraph():
    text = "The harbour\n\nThe harbour opened on Monday\nThe mayor came. A band played.\n\n港口新闻"

    spans = sentences(text, "en")

    assert [text[span.start : span.end] for span in spans] == [
        "The mayor came.",
        "A band played.",
    ]
    assert len({span.paragraph for span in spans}) == 1


@given(
    st.text(alphabet=st.sampled_from('aB1 .!?"“”„«»。！\n,…(')),
    st.sampled_from(["en", "de", "zh", "", "xx-YY"]),
)
def test_spans_are_exact_ordered_and_apart(text, language):
    text = normalise(text)

    spans = sentences(text, language)

    assert all(text[span.start : span.end] == text[span.start : span.end].strip() != "" for span in spans)
    assert all(left.end <= right.start for left, right in pairwise(spans))
