"""A language model's endpoint on this machine, in both ways of speaking, and a good answer of one."""

import copy
import json
import time

from werkzeug import Response

from tests.curation.sources import PLUNGE

QUOTED = PLUNGE + (
    "\n“We shall warm our rooms with what the river would have taken out to sea,” said the mayor, Odile Marr. "
    "She signed the papers on Wednesday at the ice house.\n"
)
GOOD = {
    "titles": [
        {"text": "Quillmouth council agrees to build a heat network from the estuary", "sentences": [1]},
        {"text": "Work on tide heat pipes starts at the old ice house in September", "sentences": [4]},
        {"text": "Tide heat brings Quillmouth free ice cream", "sentences": [1]},
    ],
    "standfirst": {
        "text": "The town council agreed to draw warmth from the estuary with a heat network.",
        "sentences": [1],
    },
    "tags": ["heat network", "estuary", "dragons"],
    "facts": [
        {
            "label": "Vote",
            "text": "The council of Quillmouth agreed on Tuesday to build a heat network.",
            "sentences": [1],
        },
        {"label": "Start", "text": "Work on the pipes starts in September at the old ice house.", "sentences": [4]},
        {"label": "Phase one", "text": "Phase one reaches about 900 dwellings near Tollen Quay.", "sentences": [5]},
        {
            "label": "Cost",
            "text": "The estimate is 38.6 million crowns; the Region grants 11 million.",
            "sentences": [7],
        },
        {"label": "Joining", "text": "Joining the network costs 1,200 crowns once.", "sentences": [10]},
    ],
    "background": [
        {"text": "Quillmouth has been heated by gas since the Salt Lane works opened in 1931.", "sentences": [12]}
    ],
    "quick": [
        {
            "question": "Who will own the pumps?",
            "answer": "The Harbour Board will own the pumps and the town will own the pipes.",
            "sentences": [11],
        }
    ],
    "faq": [
        {
            "question": "How much lower would a typical bill be?",
            "answer": "A typical bill would be 14 per cent lower than with gas, said Felling.",
            "sentences": [9],
        }
    ],
    "outline": [
        {
            "heading": "What the council agreed",
            "sentences": [
                {"text": "The council agreed to build a heat network.", "sentences": [1]},
                {"text": "A second phase across the river has no date yet.", "sentences": [6]},
            ],
        }
    ],
    "pull_quote": {
        "text": "We shall warm our rooms with what the river would have taken out to sea",
        "speaker": "Odile Marr",
        "sentence": 16,
    },
}


def good(**changes):
    return {**copy.deepcopy(GOOD), **changes}


class Endpoint:
    """`answers` are given one after the other, the last again and again: a dict or text, or a Response."""

    PATHS = {"openai": "/v1/chat/completions", "anthropic": "/v1/messages"}

    def __init__(self, server, kind):
        self.kind, self.answers, self.asked = kind, [good()], []
        self.url = server.url_for("/v1" if kind == "openai" else "").rstrip("/")
        server.expect_request(self.PATHS[kind], method="POST").respond_with_handler(self._answer)

    def _answer(self, request):
        self.asked.append(request.get_json())
        self.headers = dict(request.headers)
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if callable(answer) and not isinstance(answer, Response):
            answer = answer()
        return answer if isinstance(answer, Response) else self.said(answer)

    def said(self, answer, *, reason=None, refusal=None):
        whole = self._openai if self.kind == "openai" else self._anthropic
        return Response(json.dumps(whole(answer, reason, refusal)), content_type="application/json")

    def _openai(self, answer, reason, refusal):
        content = answer if isinstance(answer, str) or answer is None else json.dumps(answer)
        message = {"role": "assistant", "content": content, "refusal": refusal}
        choice = {"index": 0, "message": message, "finish_reason": reason or "stop"}
        return {"id": "c1", "object": "chat.completion", "created": 1, "model": "tide-1", "choices": [choice]}

    def _anthropic(self, answer, reason, refusal):
        tool = {"type": "tool_use", "id": "t1", "name": "draft", "input": answer}
        words = {"type": "text", "text": answer or refusal or ""}
        usage = {"input_tokens": 1, "output_tokens": 1}
        return {
            "id": "m1",
            "type": "message",
            "role": "assistant",
            "model": "tide-1",
            "content": [tool if isinstance(answer, dict) else words],
            "stop_reason": reason or "tool_use",
            "stop_sequence": None,
            "usage": usage,
        }

    @property
    def prompt(self):
        """All the words that it was last sent."""
        return json.dumps(self.asked[-1], ensure_ascii=False)


def failing(status, **headers):
    body = json.dumps({"error": {"type": "error", "message": "the key sk-very-secret-key is not known here"}})
    return Response(body, status=status, content_type="application/json", headers=headers)


def dripping(seconds):
    """Answers a byte at a time: each comes soon enough, all of them do not."""

    def body():
        for _ in range(int(seconds / 0.1)):
            yield b" "
            time.sleep(0.1)

    return lambda: Response(body(), content_type="application/json")
