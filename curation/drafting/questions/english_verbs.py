"""English verbs of the news, with their forms: a question needs the base form."""

_IRREGULAR = {}
for _line in """be was been|become became become|begin began begun|bring brought brought|build built built
buy bought bought|catch caught caught|choose chose chosen|come came come|cut cut cut|draw drew drawn
drive drove driven|eat ate eaten|fall fell fallen|feel felt felt|fight fought fought|find found found
fly flew flown|get got got|give gave given|go went gone|grow grew grown|have had had|hear heard heard
hit hit hit|hold held held|keep kept kept|know knew known|lead led led|leave left left|lose lost lost
make made made|mean meant meant|meet met met|pay paid paid|put put put|quit quit quit|read read read
rise rose risen|run ran run|say said said|see saw seen|seek sought sought|sell sold sold|send sent sent
set set set|show showed shown|shut shut shut|sit sat sat|speak spoke spoken|spend spent spent
spread spread spread|stand stood stood|strike struck struck|take took taken|teach taught taught
tell told told|think thought thought|throw threw thrown|understand understood understood|win won won
withdraw withdrew withdrawn|write wrote written|shoot shot shot|blow blew blown|break broke broken
overthrow overthrew overthrown|overtake overtook overtaken|undertake undertook undertaken
oversee oversaw overseen|wear wore worn|do did done|lend lent lent
sink sank sunk|light lit lit|sweep swept swept|swim swam swum|shrink shrank shrunk""".replace("\n", "|").split("|"):
    _base, _past, _participle = _line.split()
    _IRREGULAR[_base] = (_past, _participle)

_REGULAR = """
        accept accuse achieve acquire act adapt add admit adopt advise affect agree aim allow analyze announce
        appeal appear apply appoint approve argue arrest arrive ask assess attack attend attract award ban base
        beach believe benefit blame block boost borrow call cancel carry cause celebrate challenge change charge
        check claim close collapse collect combine commission compare complete condemn conclude confirm consider
        contain continue contribute control convert cover crash create criticize cross damage date deal declare
        decline defend define delay deliver demand deny describe design destroy detect determine develop die
        discover discuss dismiss display divide donate double earn elect emerge employ enable encourage end
        enter escape establish estimate exist expand expect explain explode explore export expose express extend
        face fail fear feature fill finance finish fire flood follow force form found fund gain generate govern
        grant happen harm help highlight hire honor host house identify impose improve include increase inform
        injure insist inspect install introduce invest investigate invite involve issue join judge kick kill
        label lack land last launch learn lift limit link list live locate lower maintain manage mark market
        marry match measure move name need negotiate note occur offer open operate oppose order organize own
        pass perform permit persuade place plan play pledge point pour predict prefer prepare present preserve
        press prevent produce program promise promote propose protect prove provide publish pull punish purchase
        push raise rank reach receive recognize recommend record recover reduce refer refuse reject release rely
        remain remove rename renew rent repair repeat replace report represent request require rescue reside
        resign resist resolve respond restore restrict result retire return reveal review reward ruin save score
        search secure seem seize select serve settle share ship sign slaughter slow solve spark sponsor stage
        start state stay steer stem stop store storm stress stretch study submit succeed suffer suggest supply
        support surge surprise survive suspect suspend target tend test thank threaten touch track trade train
        transfer transform travel treat trigger try turn uncover unveil update urge use value vary visit vote
        vow wait want warn wash waste watch weaken weigh welcome widen work worry wound yield crew stock tout
        wonder look seem state approach regard resemble attest predate precede assume back ship cost bet
        dominate donate escalate evacuate evolve hope host import
        inspire integrate isolate kidnap labor leak license link lobby merge mine mobilize monitor nominate
        obtain occupy outlaw outline overturn postpone praise pursue recall regulate relocate reopen scrap seal
        shape shift sue switch tackle tighten top total trace trap treat triple undergo unite upgrade warrant
        climb exceed surge plunge soar slip jump treble surpass fit slump stall halve overwhelm assist elect
        attract unlock rescue ruin scrap spill assemble divert reroute outnumber stall recruit enrol install
        scatter sow issue vanish disappear starve train weigh dredge farm fish harvest dock moor sail
    """.split()
_DOUBLED = frozenset(
    """admit ban beg commit control drop equip kidnap permit plan prefer program refer rob scrap ship slam
    stop submit transfer trap occur top step strip stem slip fit enrol""".split()
)
_SAME = {"cost": "cost", "bet": "bet", "undergo": "underwent"}


def _past_of(base):
    if base in _SAME:
        return _SAME[base]
    if base in _DOUBLED:
        return base + base[-1] + "ed"
    if base.endswith("e"):
        return base + "d"
    return base[:-1] + "ied" if base[-1] == "y" and base[-2] not in "aeou" else base + "ed"


def _third_of(base):
    if base.endswith(("s", "x", "z", "ch", "sh", "o")):
        return base + "es"
    return base[:-1] + "ies" if base[-1] == "y" and base[-2] not in "aeou" else base + "s"


PAST = {_past_of(base): base for base in _REGULAR} | {past: base for base, (past, _) in _IRREGULAR.items()}
PARTICIPLES = {_past_of(base): base for base in _REGULAR} | {form: base for base, (_, form) in _IRREGULAR.items()}
THIRD = {_third_of(base): base for base in (*_REGULAR, *_IRREGULAR)}
BASES = frozenset((*_REGULAR, *_IRREGULAR))
BE = frozenset("is are was were".split())
HAVE = frozenset("has have had".split())
MODAL = frozenset("will would can could must should may might".split())
AUXILIARY = BE | HAVE | MODAL
ALSO_NOUNS = frozenset(
    """
        plan plans report reports house houses market markets store stores offer offers issue
        issues place places name names point points force forces fire fires work works share shares test tests
        program programs study studies value values record records trade trades end ends cause causes change
        changes charge charges attack attacks call calls claim claims control controls demand demands form forms
        fund funds host hosts land lands list lists mine mines play plays press pressed ship ships sign signs
        stage stages support vote votes watch watches set sets run runs show shows cut cuts read hit deal deals
        fish farm farms cost costs results result review reviews release releases visit visits search searches
        reward rewards import imports export exports flood floods harvest harvests dock docks bank banks fight
        fights lead leads rise rises ban bans wave waves crew crews stock stocks benefit benefits risk risks
        surge jump jumps slip climb climbs gains slump plunge
        link links label labels track tracks target targets train trains travel need needs
    """.split()
)


def is_verb_form(word: str) -> bool:
    """Whether a lower-case word is more likely a verb than a noun, wherever it stands."""
    if word in AUXILIARY:
        return True
    return word not in ALSO_NOUNS and (word in PAST or word in THIRD or word in PARTICIPLES)


def is_action(word: str) -> bool:
    """Whether a word is a verb's base form and hardly ever a noun: "parse", "resolve"."""
    return word in BASES and word not in ALSO_NOUNS


def is_finite(word: str) -> bool:
    """Whether a word can be the verb of a clause, when it stands where the verb is expected."""
    return word in AUXILIARY or word in PAST or word in THIRD
