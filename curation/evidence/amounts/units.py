"""Units of measure: the word or sign, its dimension, and the factor to the dimension's base."""

from decimal import Decimal
from typing import NamedTuple


class Unit(NamedTuple):
    name: str  # "EUR", "m": two amounts with the same dimension and another name are conversions of each other
    dimension: str
    factor: Decimal = Decimal(1)


def _unit(name, dimension, factor, words):
    return {word.replace("_", " "): Unit(name, dimension, Decimal(factor)) for word in words.split()}


_MONEY = {
    "USD": "$ us$ dollar dollars us-dollar us-dollars usd",
    "EUR": "€ euro euros eur",
    "GBP": "£ pound pounds pfund livre livres gbp sterling",
    "CHF": "chf franken franc francs sfr",
    "JPY": "¥ yen jpy",
    "HKD": "hk$ hkd",
    "CAD": "c$ cad",
    "AUD": "a$ aud",
    "INR": "₹ rupee rupees rupien rupie roupie roupies",
    "SEK": "kronor krona sek",
    "KRONE": "kroner krone kronen crown crowns couronne couronnes",
    "PLN": "zloty zlotys złoty",
    "CNY": "yuan renminbi",
    "TRY": "lira lire lires",
    "RUB": "rouble roubles rubel ruble rubles ₽",
    "PESO": "peso pesos",
    "REAL": "reais r$ réais",
    "RAND": "rand",
    "FORINT": "forint forints",
    "DIRHAM": "dirham dirhams",
    "DINAR": "dinar dinars dinare",
    "BAHT": "baht",
    "SHEKEL": "shekel shekels schekel",
}
_CENTS = "cent cents pence centime centimes rappen"

_MEASURES = [
    ("mm", "length", "0.001", "millimetre millimetres millimeter millimeters millimetern millimètre millimètres mm"),
    ("cm", "length", "0.01", "centimetre centimetres centimeter centimeters zentimeter zentimetern centimètre"
       " centimètres cm"),
    ("m", "length", "1", "metre metres meter meters metern mètre mètres m"),
    ("km", "length", "1000", "kilometre kilometres kilometer kilometers kilometern kilomètre kilomètres km"),
    ("mi", "length", "1609.344", "mile miles meile meilen"),
    ("ft", "length", "0.3048", "foot feet ft pied pieds fuß"),
    ("in", "length", "0.0254", "inch inches zoll pouce pouces"),
    ("yd", "length", "0.9144", "yard yards"),
    ("nmi", "length", "1852", "seemeile seemeilen nmi"),
    ("km/h", "speed", "1", "km/h kmh stundenkilometer stundenkilometern"),
    ("mph", "speed", "1.609344", "mph"),
    ("kn", "speed", "1.852", "knot knots knoten nœud nœuds noeud noeuds"),
    ("m2", "area", "1", "m² qm quadratmeter quadratmetern sqm"),
    ("km2", "area", "1000000", "km² quadratkilometer quadratkilometern"),
    ("ha", "area", "10000", "hectare hectares hektar ha"),
    ("acre", "area", "4046.856", "acre acres"),
    ("m3", "volume", "1", "m³ kubikmeter kubikmetern"),
    ("l", "volume", "0.001", "litre litres liter liters litern"),
    ("hl", "volume", "0.1", "hektoliter hektolitern hectolitre hectolitres"),
    ("gal", "volume", "0.0041", "gallon gallons gallonen"),
    ("ml", "volume", "0.000001", "millilitre millilitres milliliter milliliters millilitern"),
    ("g", "mass", "0.001", "gram grams gramme grammes gramm g"),
    ("kg", "mass", "1", "kilogram kilograms kilogramme kilogrammes kilogramm kilo kilos kg"),
    ("t", "mass", "1000", "tonne tonnes tonnen t"),
    ("ton", "mass", "1000", "ton tons"),
    ("lb", "mass", "0.45359237", "lb lbs"),
    ("oz", "mass", "0.0283495", "ounce ounces unze unzen oz"),
    ("s", "duration", "1", "second seconds sekunde sekunden seconde secondes"),
    ("min", "duration", "60", "minute minutes minuten min"),
    ("h", "duration", "3600", "hour hours stunde stunden heure heures"),
    ("day", "duration", "86400", "day days tag tage tagen jour jours"),
    ("week", "duration", "604800", "week weeks woche wochen semaine semaines"),
    ("month", "duration", "2629800", "month months monat monate monaten mois"),
    ("year", "duration", "31557600", "year years jahr jahre jahren an ans année années"),
    ("kwh", "energy", "1", "kwh kilowattstunde kilowattstunden kilowatt-hour kilowatt-hours"),
    ("mwh", "energy", "1000", "mwh megawattstunde megawattstunden megawatt-hours mégawattheures"),
    ("gwh", "energy", "1000000", "gwh gigawattstunde gigawattstunden gigawatt-hours gigawattheures"),
    ("kw", "power", "1", "kw kilowatt kilowatts"),
    ("mw", "power", "1000", "mw megawatt megawatts mégawatts"),
    ("degree", "temperature", "1", "degree degrees grad degré degrés °"),
    ("c", "temperature", "1", "°c"),
    ("f", "temperature", "1", "°f"),
    ("%", "share", "1", "% percent pct prozent"),
    ("pp", "points", "1", "prozentpunkt prozentpunkte prozentpunkten"),
]  # fmt: skip

UNITS: dict[str, Unit] = {}
for _name, _written in _MONEY.items():
    UNITS |= _unit(_name, "money", 1, _written)
for _sign, _name in (("€", "EUR"), ("$", "USD"), ("£", "GBP")):
    UNITS[_sign] = Unit(_name, "money")
UNITS |= _unit("CENT", "cents", 1, _CENTS)
for _name, _dimension, _factor, _written in _MEASURES:
    UNITS |= _unit(_name, _dimension, _factor, _written)

# Units of several words; the first alone may be another unit or none.
PHRASES: dict[tuple[str, ...], Unit] = {
    ("per", "cent"): UNITS["%"],
    ("pour", "cent"): UNITS["%"],
    ("percentage", "point"): UNITS["prozentpunkt"],
    ("percentage", "points"): UNITS["prozentpunkt"],
    ("square", "metres"): UNITS["m²"],
    ("square", "meters"): UNITS["m²"],
    ("square", "kilometres"): UNITS["km²"],
    ("square", "kilometers"): UNITS["km²"],
    ("square", "miles"): Unit("mi2", "area", Decimal("2589988")),
    ("square", "feet"): Unit("ft2", "area", Decimal("0.09290304")),
    ("nautical", "miles"): UNITS["seemeilen"],
    ("nautical", "mile"): UNITS["seemeilen"],
    ("milles", "marins"): UNITS["seemeilen"],
    ("milles", "nautiques"): UNITS["seemeilen"],
    ("km", "/", "h"): UNITS["km/h"],
    ("kilometres", "per", "hour"): UNITS["km/h"],
    ("kilometers", "per", "hour"): UNITS["km/h"],
    ("kilometres", "an", "hour"): UNITS["km/h"],
    ("kilometers", "an", "hour"): UNITS["km/h"],
    ("miles", "per", "hour"): UNITS["mph"],
    ("miles", "an", "hour"): UNITS["mph"],
    ("kilometer", "pro", "stunde"): UNITS["km/h"],
    ("kilometern", "pro", "stunde"): UNITS["km/h"],
    ("kilometern", "in", "der", "stunde"): UNITS["km/h"],
    ("kilomètres", "à", "l", "heure"): UNITS["km/h"],
    ("kilomètres", "par", "heure"): UNITS["km/h"],
    ("cubic", "metres"): UNITS["m³"],
    ("cubic", "meters"): UNITS["m³"],
    ("mètres", "carrés"): UNITS["m²"],
    ("mètre", "carré"): UNITS["m²"],
    ("kilomètres", "carrés"): UNITS["km²"],
    ("mètres", "cubes"): UNITS["m³"],
    ("mètre", "cube"): UNITS["m³"],
    ("degrees", "celsius"): UNITS["°c"],
    ("degrees", "fahrenheit"): UNITS["°f"],
    ("grad", "celsius"): UNITS["°c"],
    ("grad", "fahrenheit"): UNITS["°f"],
    ("degrés", "celsius"): UNITS["°c"],
    ("degrés", "fahrenheit"): UNITS["°f"],
}
# Words that make another currency of the same name, or another unit, when they stand beside it.
NATIONS = (
    "canadi austral kanad amér ameri indi südafr afric suisse schweizer swiss hong singap neusee new taiwan"
    " norweg norvég swed schwed suéd dän dan"
    " dano isländ tschech czech tchèque libanes hongkong mexi argent chil syri égypt ägypt egypt island"
).split()
SCALES = {
    "million": 10**6, "millions": 10**6, "millionen": 10**6, "mio": 10**6, "m": 10**6, "mn": 10**6, "mln": 10**6,
    "billion": 10**9, "billions": 10**9, "bn": 10**9, "b": 10**9, "milliard": 10**9, "milliards": 10**9,
    "milliarde": 10**9, "milliarden": 10**9, "mrd": 10**9, "md": 10**9, "mds": 10**9, "trillion": 10**12,
    "tausend": 1000, "thousand": 1000, "mille": 1000, "k": 1000,
    "millón": 10**6, "millones": 10**6, "milhão": 10**6, "milhões": 10**6,
}  # fmt: skip
ONLY_WITH_SIGN = {"m", "b", "k", "mn"}  # "£3m" is money, "3 m" a length
