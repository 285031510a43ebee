import pytest

from curation.evidence.checks import Passages, check

SOURCE = Passages("Phase one reaches some 900 dwellings. Seventeen were in favour.", "en")


def citing(quote, *, snapshot=1):
    start = SOURCE.text.index(quote)
    return {"snapshot": snapshot, "start": start, "end": start + len(quote), "quote": quote}


def document(**changes):
    fact = {"text": "The first phase connects 900 homes.", "citations": [citing("some 900 dwellings")]}
    return {
        "title": "Heat from the tide",
        "body": "It begins in September.",
        "language": "en",
        "category_id": 1,
        "sources": [1],
        "key_facts": [fact],
        "answers": [],
        "citations": [],
        **changes,
    }


def judge(**changes):
    hero = changes.pop("hero", None)
    return check(document(**changes), snapshots={1: SOURCE}, hero=hero)


def fact(text="It is decided.", citations=()):
    return {"text": text, "citations": list(citations)}


def test_a_sound_clip_has_no_findings():
    assert judge() == []


@pytest.mark.parametrize(
    ("changes", "kind"),
    [
        ({"title": " "}, "title"),
        ({"body": ""}, "body"),
        ({"category_id": None}, "category"),
        ({"hero": {"alt": "", "decorative": False, "credit": "Tarrow"}}, "alt"),
        ({"hero": {"alt": "A quay", "decorative": False, "credit": ""}}, "credit"),
        ({"key_facts": [fact("It is 24 per cent.", [citing("Seventeen")])]}, "number"),
        ({"key_facts": [fact("It is 24 per cent.")]}, "number"),
        ({"key_facts": [fact(citations=[{**citing("Seventeen"), "start": 3}])]}, "not-verbatim"),
        ({"key_facts": [fact(citations=[citing("Seventeen", snapshot=9)])]}, "not-verbatim"),
        ({"citations": [{"part": "body", **citing("Seventeen"), "quote": "Eighteen."}]}, "not-verbatim"),
        ({"answers": [{"kind": "faq", **fact("Six against.", [citing("Seventeen")])}]}, "number"),
    ],
)
def test_what_must_not_go_out_stops_it(changes, kind):
    findings = judge(**changes)

    assert kind in [finding.kind for finding in findings if finding.stops]


def test_a_part_without_a_passage_is_named_but_stops_nothing():
    findings = judge(key_facts=[fact(), fact("Second.", [citing("Seventeen")])])

    assert [(f.kind, f.where, f.stops) for f in findings] == [("no-citation", "facts-0", False)]


def test_a_finding_names_its_row():
    row = {"kind": "quick", **fact("Six against.", [citing("Seventeen")])}

    findings = judge(answers=[{"kind": "quick", **fact(citations=[citing("Seventeen")])}, row])

    assert [(finding.where, finding.message) for finding in findings] == [
        ("quick-1", "Quick answer 2 says Six, but no cited passage does.")
    ]


def test_a_decorative_picture_needs_no_description():
    assert judge(hero={"alt": "", "decorative": True, "credit": "Tarrow"}) == []


def test_what_stops_comes_first():
    findings = judge(key_facts=[fact()], body="")

    assert [finding.stops for finding in findings] == [True, False]
