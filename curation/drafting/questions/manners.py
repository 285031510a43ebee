"""How French, Spanish, Portuguese and Italian ask."""

import re

from .romance import Manner


def _words(text):
    return frozenset(text.split())


_Y = r"(?:1[5-9]|20)\d\d"
_N = r"\d[\d.,\s]*\d|\d+"


def _feminine_es(noun):
    first = noun.split()[0]
    return first.endswith(("as", "iones", "dades", "veces")) and first not in {
        "días",
        "problemas",
        "programas",
        "sistemas",
    }


def _french_end(text):
    text = re.sub(r"\b([Qq]ue|de) (?=[aeiouyéèêâîôûhAEIOUÉÈÊ])", lambda found: found.group(1)[:-1] + "’", text)
    text = re.sub(r"\bde (les|le)\b", lambda found: {"les": "des", "le": "du"}[found.group(1)], text)
    return f"{text} ?"


FRENCH = Manner(
    verbs=_words("""est sont était étaient a ont avait avaient sera seront aura auront peut peuvent pourra pourront doit
        doivent devra devront va vont permet permettent prévoit prévoient crée créent introduit propose proposent coûte
        coûtent compte comptent énonce veut veulent reste restent devient demande demandent annonce dirige accueille
        emploie produit fut furent ouvre ferme reçoit contient représente dépend lance souhaite rassemble relie"""),
    endings=("era", "eront", "ait", "aient", "èrent", "irent", "ira", "iront"),
    not_verbs=_words("fait lait souhait portrait retrait extrait opéra caméra parfait attrait trait"),
    auxiliaries=_words("a ont avait avaient est sont était étaient sera seront fut furent aura auront"),
    participle=re.compile(r"[^\W\d_]+(?:é|ée|és|ées|i|ie|is|ies|u|ue|us|ues|ert|erte|erts|ertes|it|ite|is|ise|ises|int)"),
    date=re.compile(
        rf"\b(?:(?:en|depuis|dès|avant|après|vers|fin|début)\s+)?(?:le\s+)?(?:(?:lundi|mardi|mercredi|"
        rf"jeudi|vendredi|samedi|dimanche)\s+)?"
        rf"(?:\d{{1,2}}(?:er)?\s+)?(?:(?:en\s+)?(?:janvier|février|mars|avril|mai|juin|juillet|août|"
        rf"septembre|octobre|novembre|décembre)\s+)?{_Y}\b"
        rf"|\b(?:le\s+)?(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)(?:\s+\d{{1,2}}\s+[a-zéû]+)?\b"
        rf"|\ble\s+\d{{1,2}}(?:er)?\s+(?:janvier|février|mars|avril|mai|juin|juillet|août|septembre|"
        rf"octobre|novembre|décembre)\b", re.I),
    leads=re.compile(
        r"((?:En|Depuis|Dès|Le|Au|Dans|À|Avant|Après|Pendant|Durant|Selon|Pour|Lors|"
        r"Jusqu)\b[^,;:—«]{2,60}),\s+"),
    linkers=_words("qui que qu dont où lorsque quand parce puisque car mais si alors tandis afin donc ou comme sans"),
    counted=re.compile(
        rf"(?:(?:environ|plus de|près de|quelque|au moins|presque|moins de|les|des|ses)\s+)?(?:{_N}|"
        rf"deux|trois|quatre|cinq|six|sept|huit|neuf|dix|douze|vingt|trente|cent)"
        rf"\s+(?!ans\b|euros|millions|milliards|mois\b|jours\b|%|heures)([^\W\d_]+[sx])\b", re.I),
    money=re.compile(rf"(?:{_N})\s?(?:(?:millions?|milliards?)\s(?:d['’]|de\s)?)?(?:euros?|dollars?|francs?|€|\$|livres)"),
    because=re.compile(r",?\s(?:parce qu[e’']|car\s|en raison d|puisqu[e’'])"),
    articles=("un ", "une ", "le ", "la ", "l’", "l'", "les "),
    being=_words("est sont était étaient"),
    costing=_words("coûte coûtent coûtait coûtera coûteront coûté"),
    telling=_words("""prévoit prévoient permet permettent crée introduit propose énonce annoncé adopté décidé
    approuvé présenté
        voté demandé promis soulève offre fournit lancé publié interdit découvert trouvé contient produit proposé"""),
    modals=_words("peut peuvent pourra pourront doit doivent devra devront va vont pourrait pourraient"),
    who="qui {v} {r}", when="quand est-ce que {s} {v} {r}", why="pourquoi est-ce que {s} {v} {r}",
    cost="combien {v} {s}", what_is="qu’est-ce que {s}", who_is="qui est {s}", what="que {v} {s}",
    what_do="que {v} faire {s}", said="que dit {s} au sujet {t}", about="que sait-on au sujet {t}",
    said_what="que dit {s}", since="depuis quand est-ce que {s} {v} {r}", how_much="de combien est-ce que {s} {v}",
    how_many=str, count_subject="combien de {n} {v} {r}", count_object="combien de {n} est-ce que {s} {v}",
    future_endings=("era", "ira", "eront", "iront"), what_will="que {d} {s}", will_do=("fera", "feront"),
    finish=_french_end,
)  # fmt: skip

SPANISH = Manner(
    verbs=_words("""es son era eran fue fueron está están ha han había habían será serán puede pueden podrá
    podrán debe deben
        deberá va van tiene tienen tenía cuesta cuestan costó ocupa ocupan ocupan otorga otorgan prevé propone permite
        incluye recibe emplea une vive viven dirige manda quiere quieren existen hay produce carece ofrece
        representa"""),
    endings=("ó", "aron", "ieron", "ará", "arán", "erá", "irá", "aba", "aban", "ía", "ían"),
    not_verbs=_words("""todavía policía mayoría economía energía compañía garantía alcaldía arriba categoría minoría vía
        tecnología democracia filosofía librería bahía había-que geografía soberanía"""),
    auxiliaries=_words("ha han había habían fue fueron será serán es son está están"),
    participle=re.compile(
        r"[^\W\d_]+(?:ado|ada|ados|adas|ido|ida|idos|idas)|hecho|dicho|puesto|visto|escrito|abierto|"
        r"abierta|muerto|roto|cubierto"),
    date=re.compile(
        rf"\b(?:(?:en|desde|hasta|a|el|hacia)\s+)?(?:(?:el|principios|finales|"
        rf"mediados)\s+(?:de\s+)?)?(?:\d{{1,2}}\s+de\s+)?(?:(?:enero|febrero|marzo|abril|mayo|junio|"
        rf"julio|agosto|septiembre|octubre|noviembre|diciembre)\s+(?:de\s+)?)?{_Y}\b"
        rf"|\b(?:el|este)\s+(?:\d{{1,2}}\s+de\s+[a-z]+|lunes|martes|miércoles|jueves|viernes|sábado|"
        rf"domingo)\b|\ben\s+(?:enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|"
        rf"noviembre|diciembre)\b", re.I),
    leads=re.compile(r"((?:En|Desde|Durante|El|Hasta|Tras|Según|Por|A|Con|Hace)\b[^,;:—«“]{2,60}),\s+"),
    linkers=_words("que quien quienes cual donde cuando porque aunque pero sino si como mientras para"),
    counted=re.compile(
        rf"(?:(?:unos|unas|cerca de|más de|alrededor de|casi|al menos|los|las|sus|menos de)\s+)?(?:{_N}"
        rf"|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|doce|veinte|treinta|cien)"
        rf"\s+(?!años\b|euros|dólares|millones|mil\b|meses\b|días\b|%|kilómetros|metros)([^\W\d_]+s)\b", re.I),
    money=re.compile(
        rf"(?:{_N})\s(?:(?:mil|millones|mil millones)\s(?:de\s)?)?(?:euros?|dólares|pesos|libras|reales)|"
        rf"[€$]\s?\d"),
    because=re.compile(r",?\s(?:porque|debido a|ya que|a causa de)\s"),
    articles=("un ", "una ", "el ", "la ", "los ", "las "),
    being=_words("es son era eran"),
    costing=_words("cuesta cuestan costó costará costaba costado"),
    telling=_words("""anunció aprobó decidió propuso propone prometió prevé permite incluye anunciado
    aprobado decidido propuesto
        presentó publicó descubrió ofrece ofrecen encontró pidió exige exigió presentado"""),
    modals=_words("puede pueden podrá podrán debe deben deberá"),
    who="¿quién {v} {r}", when="¿cuándo {v} {s} {r}", why="¿por qué {v} {s} {r}", cost="¿cuánto {v} {s}",
    what_is="¿qué {v} {s}", who_is="¿quién {v} {s}", what="¿qué {v} {s}", what_do="¿qué {v} hacer {s}",
    said_what="¿qué dijo {s}", since="¿desde cuándo {v} {s} {r}", how_much="¿cuánto {v} {s}",
    said="¿qué dijo {s} sobre {t}", about="¿qué se sabe sobre {t}",
    how_many=lambda noun: f"{'cuántas' if _feminine_es(noun) else 'cuántos'} {noun}",
    count_subject="¿{n} {v} {r}", count_object="¿{n} {v} {s}",
    future_endings=("rá", "rán"), what_will="¿qué {d} {s}", will_do=("hará", "harán"),
    finish=lambda text: f"¿{text[1:2].upper()}{text[2:]}?",
)  # fmt: skip

PORTUGUESE = Manner(
    verbs=_words("""é são era eram foi foram está estão tem têm tinha tinham será serão pode podem poderá
    deve devem deverá vai
        vão custa custam custou emprega recebe inclui prevê permite propõe quer querem vive vivem existem produz fica
        liga oferece representa ocupa deu fez veio abre fecha diz disse"""),
    endings=("ou", "aram", "eram", "iram", "ará", "arão", "erá", "irá", "ava", "avam", "ia", "iam", "eu", "iu"),
    not_verbs=_words("""maioria polícia energia economia prefeitura museu dia ministério companhia garantia
    academia história
        secretaria notícia ciência família democracia matéria gália europeu praia região baía tecnologia categoria
        audiência residência água ilha vitória memória sou céu grau meu seu parceria minoria cerimônia"""),
    auxiliaries=_words("foi foram será serão é são tem têm tinha está estão havia"),
    participle=re.compile(
        r"[^\W\d_]+(?:ado|ada|ados|adas|ido|ida|idos|idas)|feito|dito|posto|visto|escrito|aberto|aberta|"
        r"morto|pago|paga|eleito|eleita"),
    date=re.compile(
        rf"\b(?:(?:em|desde|até|no|a|de)\s+)?(?:(?:início|final|fim|meados|"
        rf"ano)\s+(?:de\s+)?)?(?:\d{{1,2}}\s+de\s+)?(?:(?:janeiro|fevereiro|março|abril|maio|junho|"
        rf"julho|agosto|setembro|outubro|novembro|dezembro)\s+(?:de\s+)?)?{_Y}\b"
        rf"|\b(?:na|no|nesta|neste)\s+(?:segunda|terça|quarta|quinta|sexta)(?:-feira)?\b|\b(?:no|"
        rf"neste)\s+(?:sábado|domingo)\b|\bem\s+(?:janeiro|fevereiro|março|abril|maio|junho|julho|"
        rf"agosto|setembro|outubro|novembro|dezembro)\b", re.I),
    leads=re.compile(r"((?:Em|Desde|Durante|No|Na|Até|Após|Segundo|Por|Com|Há|Nos|Nas|Ao)\b[^,;:—“\"]{2,60}),\s+"),
    linkers=_words("que quem qual onde quando porque embora mas se como enquanto para pois"),
    counted=re.compile(
        rf"(?:(?:cerca de|mais de|quase|ao menos|pelo menos|os|as|seus|suas|menos de)\s+)?(?:{_N}|dois|"
        rf"duas|três|quatro|cinco|seis|sete|oito|nove|dez|doze|vinte|trinta|cem)"
        rf"\s+(?!anos\b|reais|euros|dólares|milhões|mil\b|meses\b|dias\b|%|quilômetros|metros)([^\W\d_]+s)\b", re.I),
    money=re.compile(
        rf"(?:{_N})\s(?:(?:mil|milhões|bilhões)\s(?:de\s)?)?(?:euros?|reais|dólares|libras)|(?:R\$|€|"
        rf"\$)\s?\d"),
    because=re.compile(r",?\s(?:porque|devido a|por causa d[aeo]s?|já que)\s"),
    articles=("um ", "uma ", "o ", "a ", "os ", "as "),
    being=_words("é são era eram"),
    costing=_words("custa custam custou custará custava custado"),
    telling=_words("""anunciou aprovou decidiu propôs prometeu prevê permite inclui propõe apresentou
    publicou descobriu pediu
        exigiu lançou oferece oferecem encontrou"""),
    modals=_words("pode podem poderá deve devem deverá vai vão"),
    who="quem {v} {r}", when="quando {s} {v} {r}", why="por que {s} {v} {r}", cost="quanto {v} {s}",
    what_is="o que {v} {s}", who_is="quem {v} {s}", what="o que {s} {v}", what_do="o que {s} {v} fazer",
    said_what="o que disse {s}", since="desde quando {s} {v} {r}", how_much="quanto {s} {v}",
    said="o que disse {s} sobre {t}", about="o que se sabe sobre {t}",
    how_many=lambda noun: f"{'quantas' if noun.split()[0].endswith(('as', 'ções', 'dades')) else 'quantos'} {noun}",
    count_subject="{n} {v} {r}", count_object="{n} {s} {v}", future_endings=("rá", "rão"), what_will="o que {s} {d}",
    will_do=("fará", "farão"),
    finish=lambda text: f"{text}?",
)  # fmt: skip

ITALIAN = Manner(
    verbs=_words("""è sono era erano fu furono ha hanno aveva avevano sarà saranno può possono deve devono dovrà
        dovranno
        va vanno costa costano prevede permette include offre crea propone vuole vogliono vive vivono ospita accoglie
        dirige produce riceve contiene rappresenta apre chiude resta restano copre misura conta chiede"""),
    endings=("ò", "arono", "irono", "erono", "erà", "irà", "eranno", "iranno", "ava", "avano"),
    not_verbs=_words("però città già può là qualità comunità università attività metà perciò ciò brava"),
    auxiliaries=_words("è sono era erano ha hanno aveva avevano sarà saranno fu furono"),
    participle=re.compile(
        r"[^\W\d_]+(?:ato|ata|ati|ate|uto|uta|uti|ute|ito|ita|iti|ite|sto|sta|erto|erta|etto|etta|usa|uso|eso|esa)"),
    date=re.compile(
        rf"\b(?:(?:nel|dal|fino al|entro il|verso il|a|il|da)\s+)?(?:\d{{1,2}}\s+)?(?:(?:gennaio|febbraio|marzo|aprile|"
        rf"maggio|giugno|luglio|agosto|settembre|ottobre|novembre|dicembre)\s+)?{_Y}\b"
        rf"|\b(?:lunedì|martedì|mercoledì|giovedì|venerdì|sabato|domenica)\b|\b(?:il\s+(?:primo|\d{{1,2}})|a|in)\s+"
        rf"(?:gennaio|febbraio|marzo|aprile|maggio|giugno|luglio|agosto|settembre|ottobre|novembre|dicembre)\b", re.I),
    leads=re.compile(
        rf"((?:In|Nel|Nella|Dal|Dopo|Durante|Prima|Secondo|Per|Con|A|Da|Fino)\b[^,;:—«“]{{2,60}}),\s+"
        rf"|(Nel\s+{_Y})\s+(?=[a-zàèéìòù])"),
    linkers=_words("che chi cui quale dove quando perché poiché ma però se come mentre"),
    counted=re.compile(
        rf"(?:(?:circa|oltre|più di|almeno|quasi|meno di|i|le|gli)\s+)?(?:{_N}|due|tre|quattro|cinque|sei|sette|otto|"
        rf"nove|dieci|dodici|venti|trenta|cento)\s+(?!anni\b|euro|dollari|mila\b|milioni|miliardi|mesi\b|giorni\b|%|"
        rf"metri|chilometri|volte\b|ore\b)([^\W\d_]+[ieà])\b", re.I),
    money=re.compile(rf"(?:{_N})\s?(?:(?:mila|milioni|miliardi)\s(?:di\s)?)?(?:euro|dollari|lire|franchi|€)"),
    because=re.compile(r",?\s(?:perché|poiché|a causa d|in quanto)\s?"),
    articles=("un ", "uno ", "una ", "un'", "un’", "il ", "lo ", "la ", "l'", "l’", "i ", "gli ", "le "),
    being=_words("è sono era erano"),
    costing=_words("costa costano costava costò costerà costeranno costato costata costati"),
    telling=_words("""prevede permette include offre crea propone annunciato approvato deciso vietato promesso lanciato
        pubblicato scoperto chiede presentato ospita accoglie contiene introdotto"""),
    modals=_words("può possono deve devono dovrà dovranno"),
    who="chi {v} {r}", when="quando {v} {s} {r}", why="perché {s} {v} {r}", cost="quanto {v} {s}",
    what_is="che cosa {v} {s}", who_is="chi {v} {s}", what="che cosa {v} {s}", what_do="che cosa {v} fare {s}",
    said_what="che cosa dice {s}", since="da quando {s} {v} {r}", how_much="di quanto {s} {v}",
    said="che cosa dice {s}", about="che cosa si sa {t}",
    how_many=lambda noun: f"{'quante' if noun.endswith('e') else 'quanti'} {noun}",
    count_subject="{n} {v} {r}", count_object="{n} {v} {s}",
    future_endings=("erà", "irà", "eranno", "iranno"), what_will="che cosa {d} {s}", will_do=("farà", "faranno"),
    finish=lambda text: f"{text}?",
)  # fmt: skip
