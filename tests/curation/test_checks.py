import pytest

from curation.evidence.checks import Passages, check

TEXT = (
    "Phase one reaches some 900 dwellings. Seventeen were in favour, and six against. On 5 May 2024 the mayor, Dorrit"
    " Hale, opened the ice house on Tollen Quay. “A person who can see the seconds uses them all,” the clerk advised."
    " The fee of 1,200 crowns is 14 per cent lower."
)
SOURCE = Passages(TEXT, "en", source=1)
PICTURE = {"where": "hero", "key": 1, "alt": "A quay", "decorative": False, "credit": "Tarrow", "licence": "CC0"}


def citing(quote, *, snapshot=1):
    start = TEXT.index(quote)
    return {"snapshot": snapshot, "start": start, "end": start + len(quote), "quote": quote}


def document(**changes):
    fact = {"text": "The first phase connects 900 homes.", "citations": [citing("some 900 dwellings")]}
    return {
        "title": "Heat from the tide",
        "standfirst": "",
        "body": "It begins at the quay.",
        "background": "",
        "language": "en",
        "category_id": 1,
        "sources": [1],
        "key_facts": [fact],
        "answers": [],
        "citations": [],
        **changes,
    }


def judge(*, pictures=(), snapshots=None, **changes):
    return check(document(**changes), snapshots=snapshots or {1: SOURCE}, pictures=pictures)


def fact(text="It is decided.", citations=()):
    return {"text": text, "citations": list(citations)}


def seventeen(text):
    return [fact(text, [citing("Seventeen were in favour, and six against.")])]


def test_a_sound_clip_has_no_findings():
    assert judge(pictures=[PICTURE]) == []


@pytest.mark.parametrize(
    ("changes", "kind"),
    [
        ({"title": " "}, "title"),
        ({"body": ""}, "body"),
        ({"category_id": None}, "category"),
        ({"sources": []}, "source"),
        ({"pictures": [{**PICTURE, "alt": ""}]}, "alt"),
        ({"pictures": [PICTURE, {**PICTURE, "where": "body", "key": 2, "credit": " "}]}, "credit"),
        ({"pictures": [{**PICTURE, "licence": ""}]}, "licence"),
        ({"key_facts": [fact()]}, "no-citation"),
        ({"key_facts": seventeen("It is 24 per cent.")}, "number"),
        ({"key_facts": seventeen("It cost €17.")}, "number"),
        ({"key_facts": seventeen("It was settled on 6 May.")}, "date"),
        ({"key_facts": seventeen("It was settled by Dorrit Hale.")}, "name"),
        ({"key_facts": seventeen("It was settled at 14:30.")}, "time"),
        ({"key_facts": [fact("It is 24 per cent.")]}, "number"),
        ({"key_facts": [fact(citations=[{**citing("Seventeen"), "start": 3}])]}, "not-verbatim"),
        ({"key_facts": [fact(citations=[citing("Seventeen", snapshot=9)])]}, "not-verbatim"),
        ({"citations": [{"part": "body", **citing("Seventeen"), "quote": "Eighteen."}]}, "not-verbatim"),
        ({"answers": [{"kind": "faq", **fact("Eight against.", [citing("Seventeen")])}]}, "number"),
        ({"title": "Heat for 800 homes", "body": "Heat for 800 homes."}, "number"),
        ({"standfirst": "It opens on 6 May."}, "date"),
        ({"background": "It was built by Hob Carrow."}, "name"),
        ({"body": "## Cost\n\nIt is 15 per cent [lower](https://a.example/24)."}, "number"),
        ({"body": "It begins.\n\n> A person who can see the seconds uses them all."}, "speaker"),
        ({"body": "It begins.\n\n> A person who sees the seconds uses them all.\n>\n> — The clerk"}, "quotation"),
        ({"body": "“A person who sees the seconds uses all,” the clerk advised."}, "quotation"),
        ({"body": "It begins.\n\n“A person who can see the seconds uses them all.”"}, "speaker"),
        ({"key_facts": [fact("The clerk said “nobody looks at it”.", [citing("the clerk advised")])]}, "quotation"),
        ({"title": "Seventeen in favour"}, "promise"),
        ({"title": "Will the moon collide?"}, "promise"),
    ],
)
def test_what_must_not_go_out_stops_it(changes, kind):
    findings = judge(**changes)

    assert {finding.kind for finding in findings if finding.stops} == {kind} | (
        {"no-citation"} if changes.get("key_facts") == [fact("It is 24 per cent.")] else set()
    )


@pytest.mark.parametrize(
    "changes",
    [
        {"standfirst": "On 5 May, Dorrit Hale opened the ice house for some 900 homes."},
        {"body": "1. About 900 homes\n2. 6 against\n\nSee [the plan](https://a.example/2031)."},
        {"body": "It begins.\n\n> A person who can see the seconds uses them all.\n>\n> — The clerk"},
        {"body": "“A person who can see the seconds uses them all,” said the clerk."},
        {"body": "## Three rules\n\nThe two sides agreed."},
        {"title": "Does the tide heat homes?"},
        {"answers": [{"kind": "quick", "question": "Says who?", **seventeen("17 to 6.")[0]}]},
    ],
)
def test_what_the_sources_bear_out_is_let_be(changes):
    assert judge(**changes) == []


def test_a_finding_names_its_sentence_and_its_row():
    row = {"kind": "quick", **fact("Eight against.", [citing("Seventeen were in favour")])}
    first = {"kind": "quick", **seventeen("It is decided.")[0]}

    (one,) = judge(answers=[first, row])

    assert (one.where, one.quote, one.passage) == ("quick-1", "Eight against.", "Seventeen were in favour")
    assert one.message == "Quick answer 2 says Eight, but no cited passage does."


def test_a_finding_in_running_text_names_the_sentence_and_not_the_paragraph():
    (one,) = judge(body="It begins. It reaches **800** homes. It ends.")

    assert (one.where, one.quote, one.about) == ("body", "It reaches 800 homes.", "800")


@pytest.mark.parametrize(
    ("changes", "fixes"),
    [
        ({"key_facts": seventeen("Eighteen were in favour.")}, [("write", "Seventeen"), ("write", "Six")]),
        (
            {"key_facts": seventeen("The fee is 1,200 crowns.")},
            [("cite", "The fee of 1,200 crowns is 14 per cent lower.")],
        ),
        ({"key_facts": [fact("Seventeen were in favour.")]}, [("cite", "Seventeen were in favour, and six against.")]),
        ({"background": "The fee is 15 per cent lower."}, [("write", "14 per cent")]),
        (
            {
                "key_facts": [
                    fact("All agreed.", [{**citing("Seventeen"), "quote": "Seventeen were  in favor, six against."}])
                ]
            },
            [("recite", "Seventeen were in favour, and six against.")],
        ),
        (
            {"body": "“A person who sees the seconds uses them all,” she said."},
            [("write", "A person who can see the seconds uses them all,")],
        ),
    ],
)
def test_a_finding_offers_what_would_mend_it(changes, fixes):
    first = judge(**changes)[0]

    assert [(fix.do, fix.new) for fix in first.fixes] == fixes


def test_a_fingerprint_is_of_the_words_and_not_of_their_place():
    one, two = seventeen("Eight against."), seventeen("Nothing else.")

    before, after = judge(key_facts=one), judge(key_facts=[*two, *one])
    edited = judge(key_facts=seventeen("Nearly eight against."))

    assert [f.fingerprint for f in before] == [f.fingerprint for f in after]
    assert before[0].where != after[0].where
    assert edited[0].fingerprint != before[0].fingerprint


def test_other_passages_make_another_finding():
    cited = [citing("Phase one reaches some 900 dwellings.")]

    (before,), (after,) = judge(key_facts=seventeen("Eight.")), judge(key_facts=[fact("Eight.", cited)])

    assert before.fingerprint != after.fingerprint


def test_a_decorative_picture_needs_no_description():
    assert judge(pictures=[{**PICTURE, "alt": "", "decorative": True}]) == []


def test_what_stops_comes_first():
    findings = judge(body=TEXT + " It has 40 doors.", snapshots={1: Passages(TEXT + " word" * 80, "en")})

    assert [finding.stops for finding in findings] == sorted((f.stops for f in findings), reverse=True)


LONG = " ".join(f"{'abcdefghijklmnopqrst'[n % 20]}{'abcdefghijklmnopqrst'[n // 20]}ll" for n in range(200)) + "."


def warned(**changes):
    long = Passages(LONG, "en", free=changes.pop("free", False))
    return [(f.kind, f.stops) for f in judge(key_facts=[], snapshots={1: long}, **changes)]


def test_a_copy_is_warned_of_and_stops_nothing():
    assert warned(body=LONG[:500]) == [("share", False), ("long-run", False)]
    assert warned(body=LONG[:250]) == []


def test_a_source_that_is_free_to_quote_may_be_shown_whole():
    assert warned(body=LONG, free=True) == []


def test_in_another_language_names_and_quotations_are_told_of_but_do_not_stop():
    german = {1: Passages("Am 5. Mai eröffnete Köln das Eishaus. „Wir wussten es schon immer“, sagte sie.", "de")}

    findings = judge(
        key_facts=[],
        standfirst="On 5 May it opened in Cologne.",
        body="“We always knew it,” she said.",
        snapshots=german,
    )

    assert [(f.kind, f.stops) for f in findings] == [("name", False), ("translated-quotation", False)]
