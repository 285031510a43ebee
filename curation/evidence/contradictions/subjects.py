"""Whether a later noun names what an earlier amount counted: the boats after 22 lifeboats."""

from functools import lru_cache

from curation.evidence.amounts.tokens import stem
from curation.evidence.amounts.words import GROUPS

from .contradiction import alike

SHORTEST = 4  # letters of a word that ends a compound: lifeboats, boats

# Each line is one set of people by several names; the first line is people by any name.
_PEOPLE = {
    "en": (
        "people person persons human humans",
        "resident inhabitant villager islander citizen local townspeople",
        "visitor guest spectator viewer fan holidaymaker tourist",
        "passenger traveller traveler commuter",
        "participant respondent interviewee applicant entrant",
        "runner athlete competitor participant entrant starter",
        "demonstrator protester protestor marcher",
        "employee worker staff workforce colleague",
        "pupil student child schoolchild children kid",
        "member parishioner",
        "patient",
        "migrant refugee",
        "councillor member delegate representative deputy",
    ),
    "de": (
        "menschen personen leute köpfe",
        "einwohner bewohner bürger dorfbewohner anwohner inselbewohner",
        "besucher gäste zuschauer zuhörer urlauber fans",
        "fahrgäste passagiere reisende insassen reisenden",
        "teilnehmer befragte befragten teilnehmende teilnehmenden",
        "läufer sportler starter teilnehmer athleten",
        "demonstranten protestierende kundgebungsteilnehmer demonstrierende",
        "mitarbeiter beschäftigte beschäftigten angestellte angestellten arbeiter belegschaft",
        "schüler kinder studenten schülerinnen",
        "mitglieder",
        "patienten",
        "migranten flüchtlinge",
        "abgeordnete abgeordneten räte stadträte gemeinderäte mitglieder",
    ),
    "fr": (
        "personnes gens",
        "habitants résidents riverains villageois insulaires",
        "visiteurs spectateurs touristes vacanciers clients",
        "passagers voyageurs occupants",
        "participants répondants sondés interrogés",
        "coureurs athlètes concurrents participants",
        "manifestants protestataires",
        "salariés employés ouvriers collaborateurs",
        "élèves enfants étudiants collégiens lycéens écoliers",
        "membres adhérents",
        "patients",
        "migrants réfugiés",
        "élus conseillers députés membres",
    ),
}
RELATIVES = frozenset(
    "father mother parents son daughter brother sister wife husband grandfather vater mutter eltern sohn tochter bruder"
    " schwester frau mann großvater père mère parents fils fille frère sœur femme mari".split()
)


# People by sex, age, work or nation: together they are people again.
_KINDS = {
    "en": "men women man woman boys girls adults children teachers officers pensioners babies germans italians poles",
    "de": "frauen männer jungen mädchen kinder erwachsene erwachsenen jugendliche lehrer polizisten"
    " feuerwehrleute rentner",
    "fr": "hommes femmes garçons filles adultes enfants enseignants français belges allemands italiens"
    " espagnols suisses",
}
_HUMAN = {
    "en": "men women victims injured dead suspects applicants candidates volunteers",
    "de": "männer frauen opfer verletzten toten verdächtigen bewerber kandidaten ehrenamtlichen ehrenamtliche",
    "fr": "hommes femmes victimes blessés morts suspects candidats bénévoles",
}


# Things by several names; each line is one kind.
_THINGS = {
    "en": (
        "painting picture canvas work artwork",
        "boat vessel ship yacht craft trawler ferry",
        "car bus lorry truck tram vehicle",
        "house home building dwelling cottage",
        "flat apartment home",
        "book volume title",
        "cow cattle sheep goat dog horse pig animal",
        "shop store outlet branch",
        "letter document paper",
        "post job position",
    ),
    "de": (
        "gemälde bild werk",
        "boot schiff yacht kutter fähre",
        "auto wagen bus fahrzeug lastwagen",
        "haus gebäude",
        "buch band titel bücher bände",
        "kuh kühe rind schaf ziege hund pferd schwein tier",
        "laden geschäft filiale",
        "stelle arbeitsplatz arbeitsplätze job",
    ),
    "fr": (
        "tableau toile œuvre peinture tableaux",
        "bateau navire voilier bateaux",
        "voiture autobus bus camion véhicule",
        "maison logement bâtiment habitation",
        "livre volume ouvrage titre",
        "vache brebis mouton chèvre chien cheval bête animal animaux tête",
        "magasin boutique commerce",
        "poste emploi",
    ),
}


@lru_cache
def _things(language):
    return tuple(_stems(line, language) for line in _THINGS.get(language, ()))


@lru_cache
def _stems(words, language):
    return frozenset(stem(word, language) for word in words.split())


def are_human(noun: str, language: str) -> bool:
    """People by any name, also by what befell them."""
    return are_people(noun, language) or noun in _stems(_HUMAN.get(language, ""), language)


def are_anybody(noun: str, language: str) -> bool:
    """People by a name that fits whoever was told before: persons, men, victims, candidates."""
    sets = _sets(language)
    return (bool(sets) and noun in sets[0]) or noun in _stems(_HUMAN.get(language, ""), language)


def are_some_people(noun: str, language: str) -> bool:
    """People by any name, also by sex, age or nation."""
    return are_human(noun, language) or noun in _stems(_KINDS.get(language, ""), language)


@lru_cache
def _sets(language):
    return tuple(frozenset(stem(word, language) for word in line.split()) for line in _PEOPLE.get(language, ()))


def are_people(noun: str, language: str) -> bool:
    return any(noun in each for each in _sets(language))


def same_noun(noun: str, nouns: tuple[str, ...], language: str) -> bool:
    """The same word, the end of a compound, or another name of the same people."""
    return any(
        alike(noun, other)
        or _ends(noun, other)
        or _same_people(noun, other, language)
        or (other in GROUPS and noun in _MEMBERS)
        or any(noun in each and other in each for each in _things(language))
        for other in nouns
    )


# A committee of 12 has twelve members.
_MEMBERS = frozenset("member mitglied membr".split())


def _ends(noun, other):
    return len(noun) >= SHORTEST and len(other) - len(noun) >= 3 and other.endswith(noun)


def _same_people(noun, other, language):
    sets = _sets(language)
    if not sets:
        return False
    generic = noun in sets[0] or other in sets[0]
    people = are_people(noun, language) and are_people(other, language)
    return people and (generic or any(noun in each and other in each for each in sets))
