"""Chinese questions."""

import re
from collections.abc import Iterator

from common.text import CJK

from ..labels import topic_of
from ..reading import Reading, Sentence
from .general import about
from .question import Question
from .speakers import speaker_of

_YEAR = re.compile(r"(?:早在)?(?P<year>(?:1[5-9]|20)\d\d年(?:\d{1,2}月)?(?:\d{1,2}日)?)[，,]?")
_WHY = re.compile(r"[，,](?:因为|原因是|是因为)")
_IS = re.compile(rf"^(?P<name>[{CJK}A-Za-z·]{{2,10}}?)是(?:一|第|全|世|中|美|该|[{CJK}]{{2,8}}的)")
_COST = re.compile(r"(?P<name>[^，。；]{2,14}?)的?(?P<what>造价|价格|票价|费用|成本)(?:为|是|高达|约为|达到|超过|达)")
_COUNT = re.compile(
    r"^(?:约|大约|超过|近)?\d[\d,.万亿]*(?P<unit>[名人位艘家座台辆所条户张吨])(?P<noun>[^，。；的被在]{0,4})(?P<rest>[被在][^，。；]{3,20})[，。]"
)
_BAD_NAME = re.compile(r"^(?:他|她|它|这|那|我|你|有|但|如果|也|还|可能|并|而|人们|研究人员|专家|据)|[的了在]")


def ask(sentence: Sentence, reading: Reading) -> Iterator[Question]:
    topic = topic_of(sentence, reading)
    for rule in (_cost, _count, _said, _why, _what_is, _year):
        yield from rule(sentence, reading, topic)
    yield from about(sentence, reading)


def _said(sentence, reading, topic):
    name = speaker_of(sentence, reading)
    other = topic_of(sentence, reading, apart_from=name)
    if name and other:
        yield Question(f"关于{other}，{name}说了什么？", "say", 3.4, name)


def _why(sentence, reading, topic):
    found = _WHY.search(sentence.text)
    claim = sentence.text[: found.start()] if found else ""
    if claim and 6 <= len(claim) <= 30 and not re.search("[，。；：“]", claim):
        yield Question(f"为什么{claim}？", "why", 4.6, claim)


def _what_is(sentence, reading, topic):
    found = _IS.match(sentence.text)
    if found and not _BAD_NAME.search(found.group("name")) and topic:
        yield Question(f"{found.group('name')}是什么？", "what", 4.0, found.group("name"))


def _cost(sentence, reading, topic):
    found = _COST.search(sentence.text)
    if found and not _BAD_NAME.match(found.group("name")):
        name = re.sub("^(?:毕竟|其中|而|但)", "", sentence.text[found.start() : found.end("what")])
        yield Question(f"{name}是多少？", "cost", 5.0, name)


def _count(sentence, reading, topic):
    found = _COUNT.match(sentence.text)
    if found:
        yield Question(f"多少{found['unit']}{found['noun']}{found['rest']}？", "count", 4.6, topic)


def _year(sentence, reading, topic):
    found = _YEAR.search(sentence.text)
    if found and found.start() < 6 and topic:
        yield Question(f"关于{topic}，{found['year']}发生了什么？", "when", 2.6, found["year"])
