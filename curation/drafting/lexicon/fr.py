from .base import Lexicon, of

FRENCH = Lexicon(
    code="fr",
    stopwords=of(
        """
        a afin ai ainsi alors après assez au aucun aucune aujourd'hui auparavant auprès auquel aura auraient
        aurait auront aussi autant autour autre autres aux avaient avait avant avec avoir ayant beaucoup bien c
        car ce ceci cela celle celles celui cent cependant certain certaine certaines certains ces cet cette
        ceux chaque chez ci cinq comme comment concernant contre d dans de déjà depuis dernier derniers dernière
        des désormais deux devait devant devra devrait dire dit dix doit doivent donc dont du durant elle elles
        en encore enfin ensuite entre environ est et étaient était étant été être eu eux faire fait faites font
        fois hier hors huit ici il ils j jamais je jusqu jusque l la là laquelle le lequel les lesquelles
        lesquels leur leurs lors lorsque lui m ma mais mal malgré me même mêmes mes mieux moins mon n ne neuf ni
        non nos notamment notre nous nouveau nouveaux nouvelle nouvelles on ont or ou où oui par parce parfois
        parmi partir pas passé pendant peu peut peuvent plus plusieurs plutôt pour pourquoi pourra pourraient
        pourrait pourront pouvait pouvoir près premier première presque prochain puis puisque qu quand quant
        quatre que quel quelle quelles quelque quelques quels qui quoi quoique rien s sa sans sauf se selon sept
        sera serait seront ses seul seule seulement si six soit sommes son sont sous souvent suis sur surtout t
        ta tandis tant te tel telle telles tels tes toi ton toujours tous tout toute toutes très trois trop tu
        un une va vers voici voilà voire vont vos votre vous vu y également dès
    """
    ),
    openers=of(
        """
        il elle ils elles lui leur leurs son sa ses ce cet cette ces cela ceci c'est ça celui celle ceux celles
        nous je vous on mais et ou or donc car ni cependant toutefois pourtant néanmoins ainsi aussi alors puis
        ensuite enfin d'ailleurs de-plus également en-effet par-ailleurs autrement sinon quant dont où pourquoi
        comment que qui quoi certains certaines d'autres plusieurs tous tout toutes l'un l'une c j notre nos mon
        ma mes votre y en là ici voilà voici oui non parfois désormais surtout seulement d'abord d'où dès-lors
        malgré-cela l'autre deux certes reste soit bref dernière
    """
    ),
    opener_phrases=(
        "en effet",
        "en revanche",
        "par ailleurs",
        "de plus",
        "en outre",
        "par exemple",
        "au contraire",
        "de l'autre",
        "d'un côté",
        "d'autre part",
        "d'autres ",
        "dans ce",
        "dans cette",
        "dans ces",
        "pour cela",
        "à ce",
        "en pratique",
        "à l'inverse",
        "pour sa part",
        "de son côté",
        "de ce fait",
        "en conséquence",
        "dès lors",
        "malgré cela",
        "à cet égard",
        "des formulations",
        "du coup",
        "au lieu de cela",
        "pour repérer ces",
        "c'est",
        "il s'agit",
        "le dispositif introduit",
        "l'autre ",
        "les deux ",
        "une des dispositions",
        "le détail",
    ),
    anaphora=of("ce cet cette ces celle celui ceux celles cela donc pourtant également aussi ainsi"),
    additive=of("aussi également encore autre autres"),
    connectives=(
        "mais ",
        "cependant",
        "toutefois",
        "par ailleurs",
        "en outre",
        "de plus",
        "et ",
        "or ",
        "ainsi",
        "certes",
    ),
    relative_time=(
        " jours plus tard",
        " ans plus tard",
        " mois plus tard",
        "plus tard,",
        "la veille",
        "le lendemain",
        "peu après",
        "quelques jours",
        " jours plus tôt",
        " ans auparavant",
    ),
    notices=("cet article", "sur le site de", "cette page"),
    subordinators=of("quand lorsque si comme après avant pour alors dans"),
    leaning=of("il elle ils elles ce cela cette ces on"),
    pronouns=of("il elle ils elles lui eux"),
    first_person=of("je j moi me mon ma mes nous notre nos vous votre vos tu ton tes"),
    determiners=of(
        """
        le la les l un une des du de d au aux ce cet cette ces son sa ses leur leurs notre nos chaque quelque
        plusieurs
    """
    ),
    prepositions=of(
        """
        de du des d à au aux en dans par pour sur sous avec sans vers chez entre contre depuis pendant avant
        après selon malgré parmi lors dès jusque jusqu comme
    """
    ),
    particles=of("de du des d' la le les &"),
    titles=of("m mme mlle dr président présidente ministre maire sénateur député députée professeur docteur"),
    generic=of(
        """
        avis disposition dispositions
        gauche droite projet gouvernement services
        année années an ans mois semaine semaines jour jours heure heures temps fois moment gens personne
        personnes homme hommes femme femmes monde pays partie parties cas exemple question questions fait faits
        chose choses façon manière nombre part million millions milliard milliards euro euros pour-cent article
        texte détail suite fin début groupe groupes type types point points niveau ensemble raison raisons cadre
        effet objet mesure mesures plupart forme formes lieu place côté nouvelle nouveau mardi-soir soir matin
        membre membres domaine majeurs dispositif largement fortement page photo vidéo direct siècle minute
        minutes porte-parole entreprise société nom vie principe urgence majorité large opérationnelle attendue
        possible possibles certaines mise prochaine dernière
    """
    ),
    calendar=of(
        """
        janvier février mars avril mai juin juillet août septembre octobre novembre décembre lundi mardi
        mercredi jeudi vendredi samedi dimanche printemps été automne hiver
    """
    ),
    saying=of(
        """
        dit déclare déclaré explique expliqué affirme affirmé ajoute ajouté souligne souligné précise précisé
        indique indiqué estime estimé raconte raconté assure assuré rappelle rappelé expliquait déclarait disait
        prévient
    """
    ),
    past=(
        "depuis",
        "fondé",
        "fondée",
        "créé en",
        "créée en",
        "auparavant",
        "autrefois",
        "jusqu’à présent",
        "jusqu'à présent",
        "actuelle",
        "aujourd’hui",
        "à l'origine",
        "siècle",
        "ancien",
        "était",
        "avait",
    ),
    furniture=(
        "lire aussi",
        "lire :",
        "lire notre",
        "lire :",
        "voir aussi",
        "revivez",
        "photo",
        "vidéo",
        "publicité",
        "abonnez",
        "source :",
        "à lire",
        "le détail est",
    ),
)
