"""Odd texts are drafted too, or at least refused by nothing."""

import pytest

from common.text import normalise
from curation.drafting import draft_clip

ODD = {
    "nothing": "",
    "one word": "Quillmouth",
    "one sentence": "The harbour of Quillmouth reopened on Monday after eleven years of repairs.",
    "no full stops": "the harbour is open\n\nthe ferry sails at noon\n\ntickets cost 14 crowns",
    "only a list": "\n\n".join(f"- item {number} of the harbour list" for number in range(60)),
    "poetry": "\n\n".join(["The sea, the sea,", "it sang to me,", "and I to it,", "and so we sit"] * 6),
    "mixed": "The harbour is open. Der Hafen ist offen. Le port est ouvert. El puerto está abierto. 港口开放了。",
    "arabic": "أعلنت بلدية المدينة افتتاح الميناء الجديد يوم الاثنين. وبلغت كلفة المشروع 48 مليون دولار. " * 6,
    "russian": "Порт города открылся в понедельник после ремонта. Ремонт стоил 48 миллионов рублей. " * 6,
    "turkish": "Belediye yeni limanı pazartesi günü açtı. Onarım 48 milyon liraya mal oldu. " * 6,
    "japanese": "港は月曜日に再開した。修理には4800万円かかった。市長は喜びを語った。" * 6,
    "dutch": "De haven van Quillmouth ging maandag weer open. De reparatie kostte 48 miljoen euro. " * 6,
    "italian": "Il porto di Quillmouth ha riaperto lunedì. I lavori sono costati 48 milioni di euro. " * 6,
    "unbalanced": "«“„The (harbour [of Quillmouth reopened. " * 30,
}


@pytest.mark.parametrize("text", ODD.values(), ids=ODD.keys())
def test_an_odd_text_gives_a_draft_whose_citations_are_verbatim(text):
    source = normalise(text)

    draft = draft_clip(source, title=text[:60])

    for part in (*draft.key_facts, *draft.quick_answers, *draft.faqs):
        assert all(source[p.start : p.end] == p.quote for p in part.citations)
    assert all(source[p.start : p.end] == p.quote for p in draft.body_citations)
