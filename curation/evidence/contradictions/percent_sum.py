"""Percentages that do not add up: shares of one whole, the list of which the text itself calls complete."""

from collections.abc import Iterator
from decimal import Decimal

from django.utils.translation import gettext as _

from curation.evidence.amounts import Reading

from .contradiction import Contradiction, contradiction

MOST_SENTENCES = 4  # back from the one that closes the list
_REST = {
    "en": {"remaining", "remainder", "rest", "balance"},
    "de": {"rest", "restlichen", "restliche", "übrigen", "übrige", "verbleibenden", "verbleibende"},
    "fr": {"reste", "restants", "restant", "restantes", "solde"},
}
_ONLY_OTHER = {
    "en": (("only", "other"), ("sole", "other"), ("only", "remaining"), ("no", "other"), ("no", "others"), ("nothing", "else")),
    "de": (("einziger", "weiterer"), ("einzige", "weitere"), ("einziger", "anderer"), ("einzige", "andere"),
           ("einzigen", "weiteren"), ("einzig", "übrige"), ("einzig", "verbliebene"), ("einziges", "weiteres"),
           ("einzigem", "weiterem"), ("einzige", "übrige"), ("einziger", "sonstiger"), ("keine", "anderen"), ("keine", "weiteren"),
           ("weitere", "gibt")),
    "fr": (("seul", "autre"), ("seule", "autre"), ("unique", "autre"), ("seuls", "autres"), ("seules", "autres"), ("aucun", "autre"), ("aucune", "autre")),
}  # fmt: skip
_ABSTAINED = {
    "en": {"abstained", "abstaining", "abstentions", "undecided", "unsure", "unknown"},
    "de": {"enthielten", "enthalten", "enthaltungen", "unentschieden", "unentschlossen", "unsicher", "weiß", "wissen"},
    "fr": {
        "abstenus",
        "abstention",
        "abstentions",
        "indécis",
        "blancs",
        "abstenu",
        "prononcent",
        "prononcé",
        "opinion",
    },
}
_SPLIT = {
    "en": "cover covers covered costs pays paid accounted accounts account divided split shared breakdown came comes generated supplied revenue sales"
    " electricity power budget turnover voted votes vote consists composed contains belongs estate heirs receives stake"
    " made mix shares owns owned spent spending goes waste income",
    "de": "kosten zahlt zahlen trägt tragen entfielen entfallen entfällt verteilen verteilt aufgeteilt stammt stammen stammten umsatzes umsatz strom"
    " stroms haushalt haushalts etat teilen gehört gehören besteht bestehen stimmen anteile hält halten ausgaben einnahmen liefert lieferte",
    "fr": "couvrent coûts occupe finance financent répartit répartissent répartis réparties provient proviennent représente représentent recettes dépenses"
    " budget électricité voix suffrages capital compose composé composée partagent détenu détenue détenus détient détiennent absorbe absorbent ventes chiffre",
}
_CHANGE = {
    "en": "rose fell up down increase increased decrease dropped drop climbed grew growth cut raised more less higher"
    " lower than against compared last multiple several answers some turnout from",
    "de": "stieg stiegen sank sanken mehr weniger plus minus zuwachs rückgang wuchs gestiegen gesunken vorjahr nach"
    " mehrfachnennungen mehrere wahlbeteiligung statt gegenüber",
    "fr": "hausse baisse recul augmenté augmentation diminué progressé progression plus moins contre après plusieurs"
    " participation taux",
}


def percent_sum(reading: Reading) -> Iterator[Contradiction]:
    for sentence in reading.sentences:
        here = _shares(sentence)
        closing = _closes(sentence, here, reading.language)
        if closing == "rest" and len(here) == 1:
            yield from _judge_across(reading, sentence, back=2, complete=False)
        elif closing == "other":
            yield from _judge_across(reading, sentence)
        elif len(here) >= 3 or (len(here) == 2 and (closing == "rest" or _two_sides(sentence, here))):
            total = sum(each.value for each in here)
            closing = closing or ("sides" if len(here) == 2 else "")
            if _misses(here, total, complete=closing == "rest") and _is_list(sentence, reading.language, closing):
                yield contradiction("percent-sum", reading, [sentence], _message(here, total))


def _shares(sentence):
    return [row for row in sentence.amounts if row.dimension == "share" and not row.range and not row.per]


def _closes(sentence, here, language):
    """ "rest" when one of the shares is what remains, "other" when the sentence names the only other one."""
    lows = [token.low for token in sentence.tokens]
    pairs = set(zip(lows, lows[1:], strict=False))
    if here and pairs & set(_ONLY_OTHER.get(language, ())):
        return "other"
    for share in here[-1:]:
        near = sentence.words(share.first - 4, share.last + 2)
        if set(near) & _REST.get(language, set()) or set(sentence.words(share.first - 2, share.first)) & _THE_OTHER:
            return "rest"
    if len(here) >= 3 and sentence.lows & _ABSTAINED.get(language, set()):
        return "rest"
    return ""


_OPINION = {"against", "contre", "plus", "nach", "some", "from", "more", "up"}
_THE_OTHER = {"other", "others", "anderen", "autres"}
_TWO_SIDES = [{"women", "men"}, {"frauen", "männer"}, {"femmes", "hommes"}, {"girls", "boys"}, {"filles", "garçons"},
              {"mädchen", "jungen"}, {"female", "male"}, {"weiblich", "männlich"}]  # fmt: skip


def _two_sides(sentence, here):
    near = set(sentence.words(here[0].first - 6, here[-1].last + 6))
    return any(side <= near for side in _TWO_SIDES)


def _misses(here, total, *, complete):
    """Each rounded share may be off by half its last place; a list that is not closed can only be too much."""
    about = sum(each.about for each in here)
    room = sum(Decimal("0.5") / 10**each.places for each in here) + 2 * about + Decimal("0.5")
    return total > 100 + room or (complete and total < 100 - room)


def _is_list(sentence, language, closing):
    """Whether the shares stand side by side: no word of change, and without a closing word a verb that splits."""
    shares = _shares(sentence)
    inside = sentence.words(shares[0].first - 6, shares[-1].last + 4)
    change = set(_CHANGE.get(language, "").split()) - (_OPINION if closing else set())
    if set(inside) & change:
        return False
    return bool(closing) or bool(sentence.lows & set(_SPLIT.get(language, "").split()))


def _judge_across(reading, closing, *, back=MOST_SENTENCES, complete=True):
    """The list that "the only other" ends: back through sentences of one text about the same whole."""
    listed, used = [], []
    for sentence in reversed(reading.sentences[max(0, closing.number - back) : closing.number + 1]):
        shares = _shares(sentence)
        if set(sentence.lows) & set(_CHANGE.get(reading.language, "").split()) - {"some", "plus", "nach", "more"}:
            shares = []
        if shares:
            listed += shares
            used.append(sentence)
    total = sum(each.value for each in listed)
    if len(listed) >= 3 and _misses(listed, total, complete=complete):
        yield contradiction("percent-sum", reading, used, _message(listed, total))


def _message(shares, total):
    return _("These shares add up to %(total)s %%, not to 100: %(shares)s.") % {
        "total": f"{total.normalize():f}",
        "shares": ", ".join(share.written for share in sorted(shares, key=lambda share: share.start)),
    }
