"""Verbs of the news in the present, third person, and who acts in the news, by language."""

from ..lexicon.base import of

# Singular; the plural follows from it.
_FRENCH = """
    abrite accepte accuse accueille affiche affirme aide ajoute annonce appelle appartient applique apporte
    assure atteint augmente baisse bat bloque choisit comporte comprend compte concerne conclut confirme
    conserve consacre constitue construit contient contrôle coûte crée critique défend demande dépasse dénonce
    désigne détient dispose devient dirige doit dure emploie espère estime évite exige existe explique
    exploite exporte fabrique facture figure finance fournit fixe fonctionne forme gagne garantit gère héberge
    impose indique interdit investit juge laisse lance limite livre loue maintient mène mesure mise montre naît
    nomme obtient occupe offre organise ouvre paie participe partage passe perd permet perturbe pèse porte
    possède prépare présente prévoit produit profite projette promet propose protège provoque publie raconte
    rachète rapporte reçoit recommande réclame reconnaît recule réduit refuse regroupe rejette relie remplace
    remporte rend rencontre renforce repose représente reste réunit règle révèle rappelle risque sert signe
    signifie souhaite soutient stocke subit suit supprime suffit tient touche transforme transporte travaille
    traverse vaut vend verse vise vit voit veut consomme rejoint retarde relève prolonge retire détruit gagne échappe
    traite relance menace attend conduit couvre souligne inaugure accélère ralentit double triple
"""
_FRENCH_PLURAL = """
    abritent accueillent appartiennent atteignent battent choisissent comprennent construisent contiennent
    deviennent doivent détiennent emploient font fournissent garantissent interdisent investissent maintiennent
    obtiennent ont perdent permettent perçoivent peuvent prennent produisent prévoient promettent reçoivent
    rendent réduisent réunissent servent soutiennent subissent suivent tiennent valent vendent vivent voient
    veulent viennent vont sont
"""
_SPANISH = """
    abarca abre acepta acoge activa admite afecta agrupa alcanza alberga anuncia apoya aporta aprueba apunta
    asegura ataca aumenta autoriza ayuda baja bloquea busca cae cobra comienza compra comprende concede confirma
    conserva consta consume contiene controla construye convierte cosecha crea crece cree cubre cuenta cuesta
    cumple debe decide defiende denuncia depende destina dirige dispone divide dura eleva elimina emplea
    encabeza enfrenta entrega equivale espera establece estudia evita exige existe explica exporta fabrica
    financia firma forma funciona gana garantiza genera gestiona gira hace impide impone impulsa incluye
    incrementa indica integra invierte investiga juega lanza levanta limita llega lleva logra mantiene marca
    mide muestra mueve necesita niega obliga obtiene ocupa ofrece opera ordena organiza paga participa permite
    pertenece pide pierde planea posee prepara presenta prevé produce prohíbe promete propone protege provoca
    publica puede quiere recibe rechaza recoge recomienda reconoce recorta reduce reemplaza registra reúne
    representa requiere resiste responde reclama retira sigue solicita sostiene suma supera supone sube tiene
    trabaja transforma transporta trae une usa utiliza vale vende viaja vive vuelve
    clasifica permanece conoce contempla cuestiona dedica demuestra deriva emite encuentra entra envía estima favorece
    fija gobierna incorpora inicia insiste intenta lidera mejora merece nace nombra pasa plantea pretende queda regula
    sirve termina trata
"""
_SPANISH_PAST = """
    estuvo mantuvo obtuvo tuvo hizo quiso pudo supo dijo dio vino puso trajo produjo redujo propuso impuso supuso
    contuvo sostuvo detuvo hubo hicieron dieron dijeron pusieron estuvieron tuvieron pudieron vinieron quisieron
    trajeron produjeron redujeron propusieron mantuvieron obtuvieron
"""
_PORTUGUESE = """
    abre abriga aceita acolhe acusa admite afeta agrupa ajuda alcança amplia anuncia apoia apresenta aprova
    aponta assume atende atinge atrai aumenta autoriza avalia bloqueia busca cai calcula chega cobra cobre
    começa compra compreende concede concentra confirma conserva consome conta controla constrói contém cria
    cresce cumpre custa decide defende denuncia depende descarta destina deve dirige dispõe disputa distribui
    divide dura elimina emprega encabeça enfrenta ensina entrega entra equivale espera estabelece estuda evita
    exige existe explica exporta fabrica fatura fecha financia firma forma fornece funciona ganha garante gera
    gere impede impõe inclui indica integra investe investiga joga lança lidera limita leva mantém marca mede
    mostra move nega obriga obtém ocupa oferece opera ordena organiza paga participa permite pertence perde pesa
    planeja possui prepara pretende prevê produz proíbe promete propõe protege provoca publica pode quer recebe
    recomenda reconhece recusa reduz registra reúne representa requer resiste responde retira rejeita segue
    serve soma supera supõe sobe tem trabalha transforma transporta traz usa utiliza vale vende viaja vive volta
    bate permanece vota nasce passa tenta torna
"""
_PORTUGUESE_PAST = """
    tornou teve esteve fez quis pôde soube trouxe deu veio pôs houve disse manteve obteve propôs tiveram fizeram deram
    disseram vieram puseram estiveram quiseram mantiveram obtiveram
"""
GERMAN = of("""
    ist sind hat haben wird werden wurde wurden war waren kann können soll sollen muss müssen will wollen darf
    dürfen betreibt betrifft bekommt bekam bietet bittet bleibt braucht brachte bringt dient dauert empfiehlt
    enthält entspricht entsteht entstand erhält erhielt erlaubt erreicht erwartet erzeugt erzielt fällt fehlt
    fiel findet fährt folgt fordert führt fördert gab gibt gehört gelang gelingt gewann gewinnt gilt ging hält
    hielt hilft half investiert kauft kommt kam kostet kritisiert kündigt lagert lässt ließ läuft lief leben
    lebt lehnt lehnte leistet leitet liefert liegt lag macht meldet misst nahm nimmt nennt nannte nutzt öffnet
    plant prüft rechnet rechnen reduziert reicht retten richtet richtete sank schafft schließt schloss schreibt
    schützt sieht sah speichert spart spielt steht stand steigt stieg stellt stößt stoßen stammt starb sucht
    teilt trägt trat traf trifft übernimmt übernahm umfasst unterstützt untersucht verbietet verbot verbraucht
    verdient vergibt verkauft verlangt verläuft verlief verliert verlor versorgt verspricht versprach vertritt
    verursacht verursachen verwaltet verweist verzichtet wächst wuchs warf warnt wechselt weist wirft wirkt
    wohnt zahlt zählt zeigt zieht zog besitzt besitzen bedecken bedeckt beginnt begann belegt belegten beruht
    besteht bestand bestätigt beschäftigt beschloss beteiligt bezahlt setzt senkt senkte übersteigt unterschrieb
    wählt lobt baut gründet gewährt verringert vermietet verbindet verdoppelt wiegt liefern nutzen leiten bauen
    zahlen planen produziert
    """)

NO_GERMAN_VERBS = frozenset(
    """heute nicht etwa rund fast erst laut seit mit bereits jetzt dort hätte gute alte erste letzte zweite dritte halbe
    weite späte beste bunte rote kalte harte leichte nächste kleine große neue direkte bekannte geplante
    breite""".split()
)


def _with_plurals(words, plural):
    return frozenset(words.split()) | {plural(word) for word in words.split()}


def _spanish_plural(word):
    return word + "n"


def _portuguese_plural(word):
    if word.endswith("a"):
        return word[:-1] + "am"
    if word.endswith(("ém", "õe")):
        return {"ém": "êm", "õe": "õem"}[word[-2:]].join([word[:-2], ""])
    return word + "em" if word.endswith(("r", "z")) else word + "m"


FRENCH = _with_plurals(_FRENCH, lambda word: word + "nt" if word.endswith("e") else word) | of(_FRENCH_PLURAL)
SPANISH = (
    _with_plurals(_SPANISH, _spanish_plural)
    | of(_SPANISH_PAST)
    | of("es son está están ha han fue fueron era eran va van hay")
)
PORTUGUESE = (
    _with_plurals(_PORTUGUESE, _portuguese_plural)
    | of(_PORTUGUESE_PAST)
    | of("é são está estão foi foram era eram vai vão têm")
)

HUMANS = {
    "en": of("""
    people men women children police government council court company firm party union university team club
    agency authority ministry board committee commission researchers scientists workers residents officials
    voters councillors gunmen attackers teachers students doctors nurses engineers firefighters fishermen
    farmers families investors shareholders analysts critics opponents supporters lawyers prosecutors judges
    mayor president minister director chief leader captain coach player players town city state states country
    group charity hospital school bank parliament senate congress army association federation institute trust
    office department service maker programmers mathematicians physicists militants forces tribe voter agents
    father mother grandfather son daughter brother sister family wife husband thieves goalkeeper striker driver
    biologist physicist programmer geophysicist professor administration administrations parties chamber
    man woman boy girl child passenger passengers rider riders author authors victim victims owner owners
    inspector inspectors minister ministers customers trustees staff volunteers commission consumers users guests
    """),
    "de": of("""
    menschen leute polizei regierung gericht stadt gemeinde land landkreis kreistag stadtrat landtag bundestag
    unternehmen firma konzern partei gewerkschaft universität hochschule team gruppe verein verband behörde amt
    ministerium forscher forscherin wissenschaftler feuerwehr staatsanwaltschaft kammer richterin richter
    bürgermeister bürgermeisterin präsident präsidentin minister ministerin trainer trainerin kunden bewohner
    anwohner mitarbeiter beschäftigte arbeiter ärzte ärztin landwirt ökologin staat bund eu betreiber
    genossenschaft versicherung bank
    mann frau kind mädchen junge feuerwehrmann rettungskräfte kinder familie familien haushalt haushalte autor
    autoren autorin bodenkundler händler chef chefin vorstand betriebsrat gemeinderat opfer zeuge zeugin zeugen kunde
    kundin patienten schüler eltern freiwillige retter einsatzkräfte ministerin landesregierung bundesregierung
    """),
    "fr": of("""
    gens habitants police gouvernement mairie ville commune conseil région état tribunal cour entreprise société
    groupe parti syndicat université équipe club association agence ministère chercheurs chercheur scientifiques
    députés sénateurs députée député président présidente ministre préfète préfet maire directeur directrice
    patron employés ouvriers médecins élus pompiers gendarmes opposants compositrice fabricant capitaine
    biologiste
    homme femme enfant enfants fille garçon famille familles auteur auteurs autrice syndicats avocat avocate
    préfecture parquet procureur procureure juge juges assemblée sénat commission bénévoles riverains élèves parents
    victime victimes passagers clients adhérents fondation fédération
    """),
    "es": of("""
    personas gente policía gobierno ayuntamiento ciudad consejo tribunal corte juez jueza empresa compañía grupo
    sindicato universidad equipo club asociación agencia autoridad ministerio investigadores científicos vecinos
    presidente presidenta ministro ministra alcalde alcaldesa director directora capitán entrenador jugadora
    escolta agentes bomberos pescadores familias trabajadores audiencia fiscal fiscalía estado país base pívot
    hombre mujer niño niña niños joven familia autor autores autora víctimas abogado abogada vecinas socorristas
    agricultores consejera consejero gobernador gobernadora portavoz comisión senado congreso diputados clientes
    empresarios condenados padres alumnos junta
    """),
    "pt": of("""
    pessoas gente polícia governo prefeitura câmara cidade conselho tribunal juiz juíza empresa companhia grupo
    partido sindicato universidade equipe equipa clube associação agência autoridade ministério pesquisadores
    investigadores cientistas moradores presidente ministro ministra prefeito prefeita diretor diretora capitão
    treinador técnico jogadora bombeiros pescadores famílias trabalhadores estado país orquestra pesquisadora
    atleta rede maratonista
    homem mulher menina menino criança crianças jovem família autor autores autora vencedor vencedora campeão campeã
    vítimas advogado advogada governador governadora secretaria secretário inmet defesa comissão senado congresso
    deputados clientes pais alunos voluntários comandante goleiro atacante dono dona médico médica sanfoneiro
    paratleta analistas
    """),
}  # fmt: skip
