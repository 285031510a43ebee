"""Which answers answer their question: a person's word, kept beside the texts."""

import hashlib
import json
from collections import Counter
from pathlib import Path

from curation.drafting import Draft

JUDGED = Path(__file__).resolve().parent / "drafts" / "judged.jsonl"


class Judgements:
    """What has been judged. Of other people's pages only a print of the answer is kept."""

    def __init__(self, path: Path = JUDGED):
        rows = map(json.loads, path.read_text().splitlines()) if path.exists() else ()
        self._answered = {(row["question"], row["answer"]): row["answered"] for row in rows}

    def of(self, draft: Draft) -> Counter:
        found = [self._find(answer) for answer in (*draft.quick_answers, *draft.faqs)]
        judged = [answered for answered in found if answered is not None]
        return Counter(answered=sum(judged), of_answered=len(judged), unjudged=len(found) - len(judged))

    def unjudged(self, draft: Draft) -> list[dict]:
        found = [answer for answer in (*draft.quick_answers, *draft.faqs) if self._find(answer) is None]
        return [{"question": answer.question, "answer": answer.text} for answer in found]

    def _find(self, answer):
        whole = self._answered.get((answer.question, answer.text))
        return whole if whole is not None else self._answered.get((answer.question, print_of(answer.text)))


def print_of(text: str) -> str:
    return "sha256:" + hashlib.sha256(text.encode()).hexdigest()[:32]
