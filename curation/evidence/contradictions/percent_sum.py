"""Percentages that do not add up: shares of one whole, the list of which the text itself calls complete."""

import itertools
import re
from collections.abc import Iterator
from decimal import Decimal

from django.utils.translation import gettext as _

from curation.evidence.amounts import Reading

from .contradiction import Contradiction, contradiction

MOST_SENTENCES = 4  # back from the one that closes the list
_REST = {
    "en": {"remaining", "remainder", "rest", "balance", "last", "final"},
    "de": set("rest restlichen restliche letzten letzte übrigen übrige verbleibenden verbleibende".split()),
    "fr": {"reste", "restants", "restant", "restantes", "solde", "derniers", "dernier"},
}
_ONLY_OTHER = {
    "en": (
        ("only", "other"),
        ("sole", "other"),
        ("only", "remaining"),
        ("no", "other"),
        ("no", "others"),
        ("nothing", "else"),
    ),
    "de": (
        ("einziger", "weiterer"),
        ("einzige", "weitere"),
        ("einziger", "anderer"),
        ("einzige", "andere"),
        ("einzigen", "weiteren"),
        ("einzig", "übrige"),
        ("einzig", "verbliebene"),
        ("einziges", "weiteres"),
        ("einzigem", "weiterem"),
        ("einzige", "übrige"),
        ("einziger", "sonstiger"),
        ("keine", "anderen"),
        ("keine", "weiteren"),
        ("weitere", "gibt"),
    ),
    "fr": (
        ("seul", "autre"),
        ("seule", "autre"),
        ("unique", "autre"),
        ("seuls", "autres"),
        ("seules", "autres"),
        ("aucun", "autre"),
        ("aucune", "autre"),
    ),
}
_ABSTAINED = {
    "en": {"abstained", "abstaining", "abstentions", "undecided", "unsure", "unknown"},
    "de": {"enthielten", "enthalten", "enthaltungen", "unentschieden", "unentschlossen", "unsicher", "weiß", "wissen"},
    "fr": set("abstenus abstention abstentions indécis blancs abstenu prononcent prononcer prononcé opinion".split()),
}
# The answer of those who gave none ends the list of answers.
_NO_ANSWER = {
    ("no", "opinion"), ("no", "view"), ("no", "answer"), ("not", "know"), ("not", "say"), ("t", "know"),
    ("keine", "meinung"), ("keine", "angabe"), ("keine", "angaben"), ("weiß", "nicht"), ("wissen", "nicht"),
    ("sans", "opinion"), ("sans", "avis"), ("pas", "opinion"), ("pas", "avis"), ("d", "opinion"), ("d", "avis"),
}  # fmt: skip
# How words begin that divide one whole.
_SPLIT = {
    "en": "cover cost pay paid account divid split share breakdown came come generat suppl revenue sale electric power"
    " budget turnover vote voting consist compos contain belong estate heir receiv stake made mix own spen goes went"
    " waste income fund proceeds consum donat harvest sold export",
    "de": "finanz kost zahl trägt tragen entf verteil aufgeteilt stamm umsatz strom haushalt etat teil gehör besteh"
    " bestand stimm anteil hält halten ausgab einnahm liefer geht gehen ging erlös kommt kommen verbrauch ernte verkauf"
    " spenden",
    "fr": "couvr couvert coût occup financ répart provien représent recette dépens budget électricité voix suffrage"
    " capital compos partag détenu détien détient absorb vente chiffre vient viennent revien consomm utilis fonds"
    " récolte dons",
}
_CHANGE = {
    "en": "rose fell up down increase increased decrease dropped drop climbed grew growth cut raised more less higher"
    " lower than against compared last multiple several answers some turnout from",
    "de": "stieg stiegen sank sanken mehr weniger plus minus zuwachs rückgang wuchs gestiegen gesunken vorjahr nach"
    " mehrfachnennungen mehrere wahlbeteiligung statt gegenüber noch schon inzwischen",
    "fr": "hausse baisse recul augmenté augmentation diminué progressé progression plus moins contre après plusieurs"
    " participation taux passé passée passés passées passe",
}


def percent_sum(reading: Reading) -> Iterator[Contradiction]:
    for sentence in reading.sentences:
        yield from _sides(reading, sentence)
        here = _shares(sentence)
        closing = _closes(sentence, here, reading.language)
        if closing == "rest" and len(here) == 1:
            yield from _judge_rest(reading, sentence)
        elif closing == "other":
            yield from _judge_across(reading, sentence)
        elif len(here) >= 3 or (len(here) == 2 and (closing == "rest" or _two_sides(sentence, here))):
            yield from _judge_list(reading, sentence, here, closing or ("sides" if len(here) == 2 else ""))


def _judge_list(reading, sentence, here, closing):
    two = len(here) == 2 or reading.language == "en"
    if (two and _of_different_wholes(sentence, here)) or (not closing and sentence.lows & _NESTED):
        return
    if not closing and _ends_anew(sentence, here):
        return
    following = reading.sentences[sentence.number + 1 : sentence.number + 2]
    ended = not closing and any(_names_no_other(row, reading.language) for row in following)
    total = sum(map(_percent, here))
    between = set(sentence.words(here[0].last, here[-1].first))
    if not closing and (between & _ANOTHER_LIST or abs(total - 200) <= len(here)):
        return  # two lists
    if _misses(here, total, complete=closing == "rest") and _is_list(sentence, reading.language, closing or ended):
        yield contradiction("percent-sum", reading, [sentence], _message(here, total))


_VERBS = frozenset(
    "are is were was have has remain werden wurden wird sind waren haben hat"
    " bleiben sont ont étaient restent est a".split()
)

_ANOTHER_LIST = {";", "which", "who", "whose", "qui", "dont"}


def _ends_anew(sentence, here):
    """ "Two thirds come from wind, a fifth from the sun and 30 percent are used at home"."""
    follow = [set(sentence.words(share.last, share.last + 1)) & _VERBS for share in here]
    return bool(follow[-1]) and not any(follow[:-1])


def _shares(sentence):
    return [row for row in sentence.amounts if _is_share(sentence, row)]


def _is_share(sentence, row):
    if row.range or row.per:
        return False
    ordinal = set(sentence.words(row.first - 1, row.first)) & _ORDINAL
    return row.dimension == "share" or (row.unit == "fraction" and not ordinal)


# "The second half of the year" is no share.
_ORDINAL = frozenset("first second latter zweite zweiten erste ersten première premier seconde".split())


def _percent(row):
    return row.value * 100 if row.dimension == "fraction" else row.value


# Where these stand, a share may be of another share.
_NESTED = frozenset("davon darunter whom these those them dont including among wovon".split())


def _of_different_wholes(sentence, here):
    """ "60 % of the women and 55 % of the men"."""
    wholes = {whole for each in here if (whole := _whole(sentence, each))}
    return len(wholes) > 1


def _whole(sentence, share):
    after = sentence.words(share.last, share.last + 5)
    if not after or after[0] not in ("of", "der", "des", "du", "de", "d", "von"):
        return ""
    stems = sentence.stems[share.last + 1 : share.last + 5]
    return next((stem for stem in stems if stem in sentence.content), "")


def _closes(sentence, here, language):
    """ "rest" when one of the shares is what remains, "other" when the sentence names the only other one."""
    if here and _names_no_other(sentence, language):
        return "other"
    for share in here[-1:]:
        near = sentence.words(share.first - 4, share.last + 2)
        if set(near) & _REST.get(language, set()) or set(sentence.words(share.first - 2, share.first)) & _THE_OTHER:
            return "rest"
    if len(here) >= 3 and (sentence.lows & _ABSTAINED.get(language, set()) or _pairs(sentence) & _NO_ANSWER):
        return "rest"
    return ""


def _names_no_other(sentence, language):
    return bool(_pairs(sentence) & set(_ONLY_OTHER.get(language, ())))


def _pairs(sentence):
    return set(itertools.pairwise(token.low for token in sentence.tokens))


_VOTES = {
    "en": ("vot", "approv", "won", "win", "elect", "ballot", "referend", "reject", "poll", "respond", "beat"),
    "de": ("stimm", "gewann", "wahl", "gewählt", "entscheid", "abstimm", "befrag", "siegt", "setzte"),
    "fr": ("voix", "vot", "suffrage", "élu", "emport", "référend", "scrutin", "interrog", "sond", "prononc"),
}
_FOR = frozenset(
    "for favour favor yes back backed backs support supported supports approve approved für dafür ja befürworten"
    " befürworteten unterstützen pour oui favorables soutiennent approuvent elected won élu élue gewann gewählt"
    " beat".split()
)
_AGAINST = frozenset(
    "against oppose opposed opposes no reject rejected disapprove disapproved rival opponent challenger gegen dagegen"
    " nein ablehnen lehnen lehnten gegenkandidat gegenkandidatin herausforderer herausforderin contre non opposés"
    " défavorables adversaire rivale rejettent".split()
)


def _sides(reading, sentence):
    """The two sides of one vote: 57 percent for it, 53 percent against it; 61 per cent to 48 per cent."""
    here = [row for row in sentence.amounts if row.dimension == "share" and not row.per]
    if len(here) != 2 or not _is_vote(reading, sentence) or _of_different_wholes(sentence, here):
        return
    one, other = here
    gap, tail = sentence.words(one.last, other.first), sentence.words(other.last, other.last + 5)
    lead = sentence.words(one.first - 8, one.first)
    apart = {"from", "von", "de", "between", "zwischen", "entre"} & set(lead[-3:])
    if apart or _groups(sentence) or sentence.lows & _ROUNDS:
        return
    faced = 1 <= len(gap) <= 5 and gap[-1] in {"against", "gegen", "contre", "to", "zu", "à"}
    by = lead[-1:] and lead[-1] in {"by", "with", "mit", "avec", "par"}
    named = set(lead + gap) & _FOR and set(gap + tail) & _AGAINST and len(gap) <= 10 and not one.range
    if ((faced and (by or one.value > other.value)) or named) and _misses(
        here, one.value + other.value, complete=False
    ):
        yield contradiction("percent-sum", reading, [sentence], _message(here, one.value + other.value))


def _is_vote(reading, sentence):
    """Whether this sentence or the one before it speaks of a vote."""
    near = reading.sentences[max(0, sentence.number - 1) : sentence.number + 1]
    stems = _VOTES.get(reading.language, ())
    return bool(stems) and any(
        token.low.startswith(stems) or "entscheid" in token.low for row in near for token in row.tokens
    )


def _groups(sentence):
    """Whether groups are told apart, each with a share of its own."""
    return any(side & sentence.lows for side in _TWO_SIDES)


# Two shares of two things: "48 percent in the first round, 56 in the second".
_ROUNDS = frozenset("first second former latter ersten zweiten premier première second seconde deuxième".split())


_OPINION = {"against", "contre", "plus", "nach", "some", "from", "more", "up"}
_THE_OTHER = {"other", "others", "anderen", "autres"}
_TWO_SIDES = [
    {"women", "men"},
    {"frauen", "männer"},
    {"femmes", "hommes"},
    {"girls", "boys"},
    {"filles", "garçons"},
    {"mädchen", "jungen"},
    {"female", "male"},
    {"weiblich", "männlich"},
]


def _two_sides(sentence, here):
    """ "62 percent women and 45 percent men"; "women (62 percent)" may be a rate of theirs."""
    near = sentence.words(here[0].first - 6, here[-1].last + 6)
    if {"among", "chez", "bei", "parmi", "unter"} & set(near):
        return False
    if any(word.startswith(("represent", "représent", "constitu", "stellen", "stellten")) for word in near):
        return any(side <= set(near) for side in _TWO_SIDES)
    named = [_is_named(sentence, share) for share in here]
    return any(all(side & words for words in named) and side <= set().union(*named) for side in _TWO_SIDES)


def _is_named(sentence, share):
    """The words that say who a share is: "62 percent women", "62 percent of the pupils are girls"."""
    after = sentence.words(share.last, share.last + 7)
    are = next((n for n, word in enumerate(after) if word in ("are", "were", "sind", "waren", "sont")), None)
    return set(after[:1]) | (set(after[are + 1 : are + 2]) if are is not None else set())


def _misses(here, total, *, complete):
    """Each rounded share may be off by half its last place; a list that is not closed can only be too much."""
    about = sum(each.about for each in here)
    loose = sum(each.dimension == "fraction" and each.value != Decimal("0.5") for each in here)
    room = sum(Decimal("0.5") / 10**each.places for each in here) + 2 * about + loose + Decimal("0.5")
    return total > 100 + room or (complete and total < 100 - room)


def _is_list(sentence, language, closing):
    """Whether the shares stand side by side: no word of change, and without a closing word a verb that splits."""
    shares = _shares(sentence)
    first, last = shares[0].first - 6, shares[-1].last + 4
    if _changed(sentence, first, last, language) - (_OPINION if closing else set()):
        return False
    return bool(closing) or _splits(sentence, language) or _is_made_of(sentence, shares)


def _changed(sentence, first, last, language):
    """Words of change between two tokens; "made up" and "came from the state" are none."""
    inside = sentence.words(first, last)
    change = _change_words(language)
    return {
        word
        for n, word in enumerate(inside)
        if word in change
        and not (word == "up" and inside[n - 1 : n] and inside[n - 1].startswith("ma"))
        and not (word == "from" and inside[n + 1 : n + 2] and not inside[n + 1][0].isdigit())
    }


def _splits(sentence, language):
    if sentence.lows & (_ANSWERS | _ROUNDS) or _groups(sentence):
        return False
    if _WILL.search(sentence.text):
        return False
    stems, first = tuple(_SPLIT.get(language, "").split()), _shares(sentence)[0].first
    return bool(stems) and any(
        (token.low.startswith(stems) or _goes_to(sentence, n)) and (n < first or not token.low.startswith(_OWNING))
        for n, token in enumerate(sentence.tokens)
    )


_WILL = re.compile(r"\b(?:va|vont) \w+(?:er|ir)\b")


def _goes_to(sentence, n):
    """ "va à l'irrigation", but not "va baisser"."""
    return sentence.tokens[n].low in ("va", "vont") and bool(
        set(sentence.words(n + 1, n + 2)) & {"à", "au", "aux", "dans", "vers"}
    )


# Who answers, has or uses may do so twice: such shares may overlap. Who owns may too, unless the owner comes first.
_ANSWERS = frozenset(
    "named names cited cite gave reason reasons used use uses more grund gründe nennt nennen nannten gaben nutzen nutzt"
    " haben raison raisons citent utilisent possèdent sometimes parfois manchmal teils partly both".split()
)
_OWNING = ("own", "spen", "pay", "paid", "come", "came", "zahl", "komm", "paie", "vien", "made", "hält", "halten")


def _is_made_of(sentence, shares):
    """ "The alloy is 70% copper, 20% zinc and 10% tin"."""
    lead = sentence.words(shares[0].first - 2, shares[0].first)
    return bool({"is", "was", "are", "were", "ist", "war", "zu", "est", "était"} & set(lead)) and all(
        sentence.stems[each.last] in sentence.content for each in shares if each.last < len(sentence.stems)
    )


def _judge_rest(reading, closing):
    """ "The remaining 17 percent": the list before it, which may begin further back when its shares name one whole."""
    whole = _whole(closing, _shares(closing)[0])
    yield from _judge_across(reading, closing, back=4 if whole else 2, complete=False, whole=whole)


def _judge_across(reading, closing, *, back=MOST_SENTENCES, complete=True, whole=""):
    """The list that "the only other" ends: back through sentences of one text about the same whole."""
    listed, used = [], []
    for sentence in reversed(reading.sentences[max(0, closing.number - back) : closing.number + 1]):
        shares = _shares(sentence)
        changed = _changed(sentence, 0, len(sentence.tokens), reading.language)
        if changed - {"some", "plus", "nach", "more"} or sentence.other_state:
            shares = []
        if any(_whole(sentence, each) not in ("", whole) for each in shares if whole):
            shares = []
        if not complete and not whole and sentence.paragraph != closing.paragraph:
            shares = []
        if shares:
            listed += shares
            used.append(sentence)
        if len(listed) > 1 and not _misses(listed, sum(map(_percent, listed)), complete=True):
            return  # here the list is full
    total = sum(map(_percent, listed))
    known = not whole or back <= 2 or not used or any(_whole(used[-1], each) == whole for each in _shares(used[-1]))
    if len(listed) >= 3 and known and _misses(listed, total, complete=complete):
        yield contradiction("percent-sum", reading, used, _message(listed, total))


def _change_words(language):
    return set(_CHANGE.get(language, "").split())


def _message(shares, total):
    return _("These shares add up to %(total)s %%, not to 100: %(shares)s.") % {
        "total": f"{round(total, 1).normalize():f}",
        "shares": ", ".join(share.written for share in sorted(shares, key=lambda share: share.start)),
    }
