"""One sum told twice: admission costs $6, "admission at $8"; sold for £240,000, "the £420,000 paid for the field"."""

from collections.abc import Iterator
from functools import lru_cache

from django.utils.translation import gettext as _

from curation.evidence.amounts import Amount, Reading, Sentence
from curation.evidence.amounts import words as word_lists
from curation.evidence.amounts.tokens import stem

from .contradiction import MORE_EXACTLY, Contradiction, contradiction, one_kind, other_times, overlap
from .same_quantity import told_before

MOST_SENTENCES = 8
ROUNDING = 1.05
_PRICES = {
    "en": "price fee admission entry ticket grant budget fine rent reward prize loan subsidy salary ransom"
    " donation fare"
    " damage toll deposit bid jackpot bail award damages compensation settlement",
    "de": "schaden preis gebühr eintritt karte ticket zuschuss budget etat bußgeld geldstrafe miete belohnung preisgeld"
    " kredit darlehen gehalt spende kaution kaufpreis eintrittspreis lösegeld maut",
    "fr": "dégâts prix tarif entrée billet subvention budget amende loyer récompense prêt salaire don rançon"
    " péage caution",
}
_DEFINITE = frozenset(
    "the this its that their der die das dem den am zum beim im vom le la l du au cette ce son sa".split()
)
# For whom or when a price is another one.
_GROUPS = frozenset(
    "children child kids students pupils adults seniors pensioners families members reduced half concession advance"
    " kinder schüler studenten studierende erwachsene rentner familien mitglieder ermäßigt ermäßigte vorverkauf"
    " enfants étudiants adultes retraités familles adhérents réduit réduite groupes scolaires guichet prévente"
    " season annual day monthly weekend weekday".split()
)
_CHANGE = frozenset(
    "would läge wäre könnte serait last next vorigen letzten letztes nächstes dernier dernière prochain"
    " prochaine rise rose raised raise rises up from now increase increased cut lowered doubled until today so"
    " instead per"
    " erhöht steigt stieg jetzt künftig statt gesenkt bisher verdoppelt ab"
    " augmente augmenté passe passé désormais baisse doublé hausse jusqu".split()
)
_PAID = frozenset("paid spent asked raised pledged needed für pour du des de for".split())


def prices(reading: Reading) -> Iterator[Contradiction]:
    sums = [(s, row) for s in reading.sentences for row in s.amounts if row.dimension == "money" and row.exact]
    for n, (sentence, row) in enumerate(sums):
        for earlier, one in reversed(sums[:n]):
            if sentence.number - earlier.number > MOST_SENTENCES or earlier is sentence:
                continue
            if told_before(reading, sentence, row):
                break
            if _comparable(reading, earlier, one, sentence, row) and _same(reading, earlier, one, sentence, row):
                yield contradiction("same-quantity", reading, [earlier, sentence], _message(one, row))
                break


def _comparable(reading, earlier, one, sentence, row):
    return one_kind(one, row) and _differ(one, row) and not _elsewhere(reading, earlier, sentence)


def _same(reading, earlier, one, sentence, row):
    priced = _one_price(earlier, one, sentence, row, reading.language)
    return priced or _paid(reading, earlier, one, sentence, row)


def _differ(one, other):
    return (
        min(one.value, other.value) > 0 and max(one.value, other.value) > float(min(one.value, other.value)) * ROUNDING
    )


def _elsewhere(reading, a, b):
    another = word_lists.ANOTHER.get(reading.language, frozenset())
    return other_times(a, b) or bool(b.lows & another) or bool((a.lows | b.lows) & (_CHANGE - {"per", "de", "from"}))


@lru_cache
def _price_stems(language):
    return frozenset(stem(word, language) for word in _PRICES.get(language, "").split())


def _window(sentence: Sentence, row: Amount) -> tuple[int, int]:
    """From the figure before to the figure behind, at most six tokens."""
    rows = sentence.amounts
    n = rows.index(row)
    first = max(rows[n - 1].last if n else 0, row.first - 6)
    return first, min(rows[n + 1].first if n + 1 < len(rows) else len(sentence.tokens), row.last + 6)


def _head(sentence, row, language):
    """The token of the nearest word for a price, -1 without one."""
    first, last = _window(sentence, row)
    at = [n for n in range(first, last) if sentence.stems[n] in _price_stems(language)]
    near = [n for n in at if ";" not in sentence.words(min(n, row.last), max(n, row.first))]
    return min(near, key=lambda n: abs(n - row.first), default=-1)


def _one_price(earlier, one, sentence, row, language):
    here, there = _head(sentence, row, language), _head(earlier, one, language)
    if here < 0 or there < 0 or sentence.stems[here] != earlier.stems[there]:
        return False
    if sentence.words(here + 1, here + 2) and sentence.tokens[here + 1].low.endswith(_IMPOSED[language]):
        return False  # "l'amende infligée à"
    if here == row.last and there == one.last:
        return False  # "the £20,000 prize" and "the £50,000 prize"
    if sum(one_kind(each, one) for each in earlier.amounts) > 1:
        return False  # a price for each of several
    if _modifier(sentence, here) != _modifier(earlier, there) or _groups(sentence, row) != _groups(earlier, one):
        return False
    between = set(sentence.words(min(here, row.last), max(here, row.first)))
    if between & _COSTS or set(sentence.words(max(here, row.last - 1) + 1, max(here, row.last - 1) + 2)) & MORE_EXACTLY:
        return False
    behind = sentence.stems[here + 1 : here + 2]
    if language == "fr" and here < row.first and behind and behind[0] in sentence.content - earlier.content:
        return False  # "le billet combiné"
    before = sentence.words(here - 4, here) + sentence.words(row.first - 1, row.first)
    kept = bool({"kept", "remains", "stays", "bleibt", "reste"} & sentence.lows)
    return bool(set(before) & _DEFINITE) or kept


def _modifier(sentence, at):
    """The word that makes a price another one: "season ticket", "plein tarif"."""
    if sentence.tokens[at].low.endswith("ed"):
        return ""  # "the jury awarded"
    before = sentence.stems[at - 1] if at else ""
    return before if before in sentence.content and before not in _VERBS else ""


_COSTS = frozenset(
    "costs cost is was are were kostet kostete beträgt betrug liegt lag läge coûte coûtait vaut est était".split()
)
_IMPOSED = {"en": ("posed", "handed", "levied"), "de": ("?",), "fr": ("é", "ée", "és", "ées")}
_VERBS = frozenset("kept charg set put pay paid cost zahlt kostet pai".split())


def _groups(sentence, row):
    return frozenset(sentence.words(*_window(sentence, row))) & _GROUPS


def _paid(reading, earlier, one, sentence, row):
    """ "The £420,000 paid for the field": a definite sum for what the sentence with the only sum before names."""
    if sum(each.dimension == "money" for each in earlier.amounts) != 1 or sentence.number - earlier.number > 3:
        return False
    if _bought(reading, earlier, sentence, row):
        return _only_one(reading, earlier, sentence, one)
    if not set(sentence.words(row.first - 1, row.first)) & {"the", "die", "les", "der", "den", "des"}:
        return False
    after = sentence.words(row.last, row.last + 4)
    if after[:1] and after[0] in GOES_ON and sentence.number == earlier.number + 1 and row.first <= 1 + (row.first > 3):
        return _only_one(reading, earlier, sentence, one)
    if not after or after[0] not in _PAID:
        return False
    at = next((n for n in range(row.last, min(row.last + 5, len(sentence.stems))) if _is_object(sentence, n)), -1)
    return (
        at >= 0 and bool(overlap([sentence.stems[at]], earlier.content)) and _only_one(reading, earlier, sentence, one)
    )


_BUYING = ("buy", "bought", "sold", "sell", "pay", "paid", "kauf", "zahl", "verkauf", "achet", "achèt", "vend", "pay")


def _bought(reading, earlier, sentence, row):
    """ "The price of £830,000", after what was paid."""
    before = sentence.words(row.first - 4, row.first)
    price = {"price", "kaufpreis", "preis", "prix"} & set(before) and {"the", "der", "den", "le", "ce", "du"} & set(
        sentence.words(row.first - 6, row.first)
    )
    near = reading.sentences[max(0, earlier.number - 1) : earlier.number + 1]
    return (
        not (sentence.lows | earlier.lows) & _ASKED
        and bool(price)
        and any(low.startswith(_BUYING) for each in near for low in each.lows)
    )


_ASKED = frozenset(
    "asked asking offer offered demanded quoted advertised listed valued hoped wanted bid"
    " genannt geboten gefordert verlangt angesetzt gebot erhofft erhoffte wert schätzwert angebot"
    " affiché demandé proposé estimé offert espéré réclamé mise estimée".split()
)
GOES_ON = frozenset(
    "was were is are will would came went goes has had will wurden wurde sind waren kommen kamen stammen fließen gehen"
    " soll sollen hat haben hatte seront sont ont était étaient iront vont proviennent viennent".split()
)


def _is_object(sentence, n):
    return sentence.stems[n] in sentence.content and sentence.tokens[n].low not in _PAID


def _only_one(reading, earlier, sentence, one):
    between = reading.sentences[: sentence.number]
    return sum(row.dimension == "money" for each in between for row in each.amounts) == 1


def _message(one, other):
    return _("%(one)s and %(other)s are told of the same thing.") % {"one": one.written, "other": other.written}
