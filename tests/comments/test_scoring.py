import random
import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from comments.scoring import FAIR, Weights, explain, score, shipped
from comments.scoring.folding import one_look
from comments.scoring.measures import confusion, roc_auc
from comments.scoring.weights import SHIPPED, features

NEUTRAL = [
    "I am a Muslim teacher and I live in Leeds.",
    "I'm a gay man and I have been married for nine years.",
    "As a Jewish woman I enjoyed the exhibition.",
    "My neighbours are Black and they have lived here since 1974.",
    "I'm a trans woman and I work at the harbour office.",
    "As a disabled reader I would like larger type.",
    "My father is Turkish and my mother is Polish.",
    "We are a Roma family and our son starts school in September.",
    "I'm an immigrant from Nigeria and I run a shop.",
    "As a feminist I found the debate interesting.",
    "I am a Christian and I sing in the choir.",
    "My wife is Chinese and teaches the violin.",
    "I'm deaf and I read the subtitles.",
    "Ich bin Muslimin und arbeite als Lehrerin.",
    "Ich bin schwul und lebe seit zehn Jahren hier.",
    "Je suis juif et j'habite à Lyon.",
    "Je suis une femme noire et je travaille à la mairie.",
    "Soy gitana y trabajo en el hospital.",
    "Soy lesbiana y vivo en Madrid.",
    "Sou negro e trabalho na biblioteca.",
]
DISGUISES = {
    "Cyrillic letters": "Yоu аrе аn іdіоt",
    "digits": "You are an 1d10t",
    "spaces": "You are an i d i o t",
    "full stops": "You are an i.d.i.o.t",
    "underscores": "You are an i_d_i_o_t",
    "a star": "You are an id*ot",
    "letters of mathematics": "You are an 𝐢𝐝𝐢𝐨𝐭",
    "circles": "You are an ⓘⓓⓘⓞⓣ",
    "boxes": "You are an 🅸🅳🅸🅾🆃",
    "wide letters": "You are an ｉｄｉｏｔ",
    "nothing between": "You are an i\u200bd\u200bi\u200bo\u200bt",
    "accents": "You are an ïdíòt",
    "stacked marks": "You are an i\u0336d\u0336i\u0336o\u0336t\u0336",
    "stretched": "You are an idioooooot",
    "capitals": "You are an IDIOT",
}


@given(st.text(max_size=300))
@example("")
@example("\ud800\udfff")
@example("\x00" * 50)
@example("a." * 400)
@example("* " * 400)
@example("🅰" * 300 + "1@$!" * 200)
def test_any_text_has_a_score_from_0_to_1(text):
    found = score(text, shipped())

    assert 0 <= found.value <= 1
    assert all(isinstance(sentence, str) and sentence for sentence in explain(found.reasons))


@pytest.mark.parametrize("written", DISGUISES.values(), ids=DISGUISES)
def test_a_disguised_insult_scores_close_to_the_plain_one(written):
    plain = score("You are an idiot", shipped())

    found = score(written, shipped())

    assert found.value > plain.value - 0.1
    assert any("idiot" in reason for reason in found.reasons)


@given(st.text(max_size=100))
@example("\u00c0\uac00")
@example("\U0001f4a9")
@example("\u1f00")
def test_what_has_one_look_keeps_it(text):
    once = one_look(text)

    assert one_look(once) == once


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("You are an idiot.", "It calls the person it speaks to names: “idiot”."),
        ("Order now, free shipping!", "It reads like an advertisement: “order now”, “free shipping”."),
        ("I know where you live.", "It reads like a threat: “know where you live”."),
        ("go die, m0ron", "It hides words behind other signs: “moron”."),
        ("Du bist ein Vollpfosten.", "It calls the person it speaks to names: “vollpfosten”."),
    ],
)
def test_it_says_in_words_why(text, said):
    assert said in explain(score(text, shipped()).reasons)


def test_what_is_fine_needs_no_explanation():
    found = score("The table on page four answers my question, thank you.", shipped())

    assert found.value < 0.3
    assert found.reasons == ()


@pytest.mark.parametrize("text", NEUTRAL)
def test_who_somebody_is_is_no_reason_to_hold(text):
    assert score(text, shipped()).value < FAIR


def test_words_that_are_quoted_count_less_than_words_that_are_said():
    quoted = score('He wrote to the school that she was "a stupid fat pig" and nobody answered.', shipped())
    said = score("He wrote to the school that she was a stupid fat pig, you stupid fat pig.", shipped())

    assert quoted.value < FAIR < said.value


def test_an_insult_drowned_in_fair_words_still_shows():
    padding = "The council will publish the minutes of the meeting on the third of May. " * 20
    insult = "You are a stupid fat pig and I hope you die, you worthless idiot. "

    assert score(padding, shipped()).value < FAIR
    assert score(padding + insult + padding, shipped()).value > FAIR


def test_a_thousand_characters_take_no_more_than_a_millisecond():
    words = ["harbour", "council", "the", "a", "when", "bridge", "costs", "idiotic", "four", "million", "and", "nobody"]
    draw = random.Random(7)
    texts = [" ".join(draw.choice(words) + str(draw.randrange(40)) for _ in range(160))[:1000] for _ in range(30)]
    score(texts[0], shipped())

    took = []
    for text in texts:
        started = time.thread_time()
        score(text, shipped())
        took.append(time.thread_time() - started)

    assert sorted(took)[len(took) // 2] < 0.003  # three times what it takes: a loaded machine, and words never seen


def test_hostile_text_takes_no_longer_than_its_length_allows():
    for piece in ("i.d.", "* ", "a1", '"', "\n> ", "f*", "ı", "\n", "a-", "1(", "a@", "1 ", "f.u.c.k "):
        started = time.thread_time()
        score(piece * (20_000 // len(piece)), shipped())
        assert time.thread_time() - started < 1, piece


def test_training_sees_the_numbers_that_scoring_multiplies():
    from comments.scoring.reading import read

    reading = read("You are wrong, and the table says so! See www.table.example")
    weights = shipped()

    by_hand = weights.bias + sum(weights.by_feature.get(name, 0) * value for name, value in features(reading).items())

    assert weights.logit(reading) == pytest.approx(by_hand)


def test_weights_survive_being_stored():
    weights = Weights({"=insult": 1.25, "idiot": 0.5, "unwichtig": 0.00001, "two words": -2}, bias=-1.5)

    kept = Weights.unpack(weights.pack())

    assert (kept.by_feature, kept.bias) == ({"=insult": 1.25, "idiot": 0.5, "two words": -2.0}, -1.5)
    assert kept.pack() == weights.pack()


@pytest.mark.parametrize("broken", [b"", b"{}", b"\x1f\x8b", SHIPPED.read_bytes()[:-300], b"\x1f\x8b" + b"\x00" * 40])
def test_what_are_no_weights_is_said_so(broken):
    with pytest.raises(ValueError):
        Weights.unpack(broken)


def test_weights_without_numbers_are_refused():
    with pytest.raises(ValueError, match="no numbers"):
        Weights.unpack(_packed('{"format":1,"bias":NaN,"weights":{}}'))
    with pytest.raises(ValueError, match="format"):
        Weights.unpack(_packed('{"format":2,"bias":0,"weights":{}}'))


def _packed(text):
    import gzip

    return gzip.compress(text.encode())


def test_what_is_shipped_is_small():
    assert SHIPPED.stat().st_size < 400_000


@given(st.lists(st.tuples(st.sampled_from([0.1, 0.2, 0.5, 0.9]), st.booleans()), min_size=1, max_size=30))
def test_roc_auc_is_the_share_of_pairs_in_the_right_order(pairs):
    bad = [value for value, amiss in pairs if amiss]
    good = [value for value, amiss in pairs if not amiss]
    wins = [1.0 if b > g else 0.5 if b == g else 0.0 for b in bad for g in good]

    found = roc_auc([value for value, _amiss in pairs], [amiss for _value, amiss in pairs])

    assert found == (pytest.approx(sum(wins) / len(wins)) if wins else None)


def test_precision_and_recall_are_of_what_is_held():
    found = confusion([0.9, 0.8, 0.7, 0.2], [True, False, True, True], 0.7)

    assert (found.precision, found.recall) == (pytest.approx(2 / 3), pytest.approx(2 / 3))
    assert str(found) == "precision 0.67, recall 0.67 (2 caught, 1 wronged, 1 missed, 0 spared)"
    assert confusion([0.1], [False], 0.5).precision is None
