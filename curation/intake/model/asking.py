"""One question to the endpoint that the operator names, and its answer as data, within the seconds that are allowed.

The clients are the vendors' own and are imported only here, when they are needed. What they say of a failure may
repeat a key or the text that was sent, so only the kind of failure is logged.
"""

import json
import logging
import queue
import threading
from collections.abc import Callable
from importlib import import_module
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from curation.intake.model.prompt import Prompt

log = logging.getLogger(__name__)
LONGEST_ANSWER = 200_000  # characters


class NoAnswer(Exception):
    """The model gave nothing to work with; the words are a sentence for the editor."""


def ask(prompt: Prompt) -> dict[str, Any]:
    """What the model answers, an object of whatever it holds. Raises NoAnswer."""
    try:
        wire = import_module(f"curation.intake.model.{settings.MODEL_KIND}_wire")
        client = wire.connect(url=settings.MODEL_URL, key=settings.MODEL_KEY, seconds=settings.MODEL_SECONDS)
    except Exception as failure:  # no such kind, no client, no address: a draft is still owed
        raise _failed(failure) from None
    try:
        said = _within(settings.MODEL_SECONDS, lambda: wire.converse(client, settings.MODEL_NAME, prompt))
    finally:
        client.close()
    return _object(said)


def _within(seconds: float, work: Callable[[], Any]) -> Any:
    """The clock is on the wall: a client's own time-out begins anew with each byte and each of its retries."""
    answers: queue.SimpleQueue[tuple[Any, Exception | None]] = queue.SimpleQueue()
    threading.Thread(target=_put, args=(answers, work), name="language-model", daemon=True).start()
    try:
        answer, failure = answers.get(timeout=seconds)
    except queue.Empty:
        raise _no_answer("timeout", _("The language model did not answer in time.")) from None
    if isinstance(failure, NoAnswer):
        raise failure
    if failure is not None:
        raise _failed(failure) from None
    return answer


def _put(answers, work):
    try:
        answers.put((work(), None))
    except Exception as failure:
        answers.put((None, failure))


def _failed(failure):
    name, status = type(failure).__name__, getattr(failure, "status_code", None)
    if status in (401, 403):
        sentence = _("The language model does not accept the key of this site.")
    elif status == 429:
        sentence = _("The language model is asked too often just now.")
    elif "Timeout" in name:
        sentence = _("The language model did not answer in time.")
    else:
        sentence = _("The language model could not be asked.")
    return _no_answer(f"{name} {status or ''}".strip(), sentence)


def _no_answer(kind, sentence):
    log.warning("language model %s gave no answer: %s", settings.MODEL_NAME, kind)
    return NoAnswer(sentence)


def _object(said: object) -> dict[str, Any]:
    """The object itself, or the one in a text, also between the fences in which models like to put it."""
    if isinstance(said, str) and len(said) <= LONGEST_ANSWER:
        try:
            said = json.loads(said[said.find("{") : said.rfind("}") + 1])
        except (ValueError, RecursionError):
            pass
    if not isinstance(said, dict):
        raise _no_answer("unreadable", _("The language model answered with something that cannot be read."))
    return said


def refused() -> NoAnswer:
    return _no_answer("refusal", _("The language model declined to write about this source."))


def cut_off() -> NoAnswer:
    return _no_answer("cut off", _("The answer of the language model was cut off."))
