from .base import Lexicon, of

ENGLISH = Lexicon(
    code="en",
    stopwords=of(
        """
        a about above across after again against ago all almost along already also although always am among amid
        an and another any anyone anything are aren't around as at away back be because been before being below
        between both but by called came can can't cannot come could couldn't despite did didn't do does doesn't
        doing don't done down due during each either else enough especially even ever every everyone everything
        few first for former from further get gets getting give given gives go goes going gone got had has
        hasn't have having he her here hers herself him himself his how however i if in including indeed instead
        into is isn't it it's its itself just keep kept know known last late later latest least less let like
        likely long made make makes making many may maybe me meanwhile might mine more most mostly much must my
        myself near nearly need never new next no nobody none nor not nothing now of off often on once one only
        onto or other others our ours out over own per perhaps put quite rather really recent recently said same
        saw say saying says second see seem seems seen several shall she should since so some somebody someone
        something somewhere soon still such take taken takes taking than that that's the their theirs them
        themselves then there there's therefore these they thing things this those though three through
        throughout thus to today together told too took toward towards tuesday two under unless until up upon us
        use used using very via want wants was wasn't way we well went were weren't what when where whether
        which while who whole whom whose why will with within without won't would wouldn't yes yesterday yet you
        your yours we're they're i'm he's she's i've we've you're i'd he'd those another ten four five six seven
        eight nine half lot lots bit able according big small large good better best bad high higher low lower
        old young great little twice thrice overnight altogether afterwards
    """
    ),
    openers=of(
        """
        he she it they him her them his hers its their theirs we i you my our your this that these those such
        but and or so yet nor however moreover furthermore therefore thus hence instead meanwhile besides also
        then still otherwise nevertheless nonetheless accordingly consequently additionally likewise similarly
        finally neither both another others one some there here what why how who which because although though
        perhaps maybe indeed yes no not even again too afterwards afterward earlier later elsewhere together
        among most many few several either rather only just now let it's that's there's he's she's they're we're
        i'm notably well unfortunately fortunately surprisingly clearly obviously apparently specifically once
        previously example among related note
    """
    ),
    opener_phrases=(
        "in addition",
        "as a result",
        "in contrast",
        "by contrast",
        "on the other hand",
        "at the same time",
        "for example",
        "for instance",
        "in other words",
        "in fact",
        "in return",
        "in retaliation",
        "of course",
        "after that",
        "since then",
        "as such",
        "the other ",
        "the two ",
        "the same ",
        "the latter",
        "the former ",
        "in this",
        "in that ",
        "with that",
        "until then",
        "by then",
        "at that",
        "at this",
        "in these",
        "for this",
        "for that",
        "to this",
        "in the end",
        "despite this",
        "because of this",
        "as the report states",
        "the answer",
        "the reason",
        "in my ",
        "in our ",
        "all told",
        "after all",
        "either way",
        "the first ",
        "the second ",
        "a second ",
        "a third ",
        "the third ",
        "the result ",
        "the combination of ",
        "the latest of ",
        "the idea ",
        "the thinking ",
    ),
    anaphora=of("this these those such therefore however thus too likewise"),
    additive=of("also again too further another additional other"),
    connectives=(
        "but ",
        "however",
        "and ",
        "also",
        "meanwhile",
        "yet ",
        "still",
        "in addition",
        "moreover",
        "so ",
        "for example",
        "in fact",
        "now ",
        "notably",
    ),
    relative_time=(
        " of the two ",
        "the two have",
        "the two had",
        "the pair ",
        "the latter",
        " days earlier",
        " years earlier",
        " decades later",
        " years later",
        " months later",
        " days later",
        " weeks later",
        " hours later",
        "before long",
        "shortly after",
        "soon after",
        " decade later",
        " year later",
        " week later",
        "the next day",
        " later on ",
        " later today",
        " later this ",
        "a day earlier",
        "the day before",
        " earlier,",
        " later,",
    ),
    notices=(
        "contributed to this report",
        "contributed reporting",
        "all rights reserved",
        "like this:",
        "for comment and will update",
        "this story has been",
        "this article was",
        "first published",
    ),
    subordinators=of("when if as while after before because since although though once unless until by in at on"),
    leaning=of("it they this these that he she we such so doing its their his her"),
    pronouns=of("he she him her his hers"),
    first_person=of("i me my mine we us our ours you your yours i'm i've i'd we're we've we'd you're"),
    determiners=of("the a an its his her their our my your some each every any no this these those"),
    prepositions=of(
        """
        of in on at by for with from into over under between against about after before during through since
        until without within near off across behind beyond around amid among as than like via per toward towards
    """
    ),
    particles=of("of de la von van der den bin al the for &"),
    titles=of(
        """mr mrs ms miss dr sir lord lady dame president minister prime senator professor prof captain king
        queen mayor governor senator
        judge justice captain skipper coach striker goalkeeper midfielder defender substitute manager actor
        actress singer author
        director secretary general chief officer sergeant inspector detective colonel representative ambassador
        pope bishop
        """
    ),
    generic=of(
        """
        record
        basis government nation authorities
        people person man men woman women year years month months week weeks day days time times news report
        reports article story part parts place places thing number numbers percent case cases group groups world
        country countries fact facts point example issue issues question questions result results reason reasons
        end start side kind type sort level levels amount area set line lines home house work life moment hour
        hours minute minutes morning evening night afternoon statement interview post page site website photo
        image picture video video update company officials official member members name names idea ideas plan
        plans change changes figure figures problem problems version versions half third rest look list lists
        term terms key main early low high recent past key million billion thousand hundred dozen dozens decade
        decades century centuries something anything everyone local national international other next spokesman
        spokeswoman spokesperson whether million bottom top matter matters mean means fully simply largely
        clockwise eleven twelve thirteen fifteen twenty thirty forty fifty sixty seventy eighty ninety longer shorter
        fresh hundreds thousands millions
    """
    ),
    calendar=of(
        """
        january february march april may june july august september october november december monday tuesday
        wednesday thursday friday saturday sunday jan feb mar apr jun jul aug sept sep oct nov dec spring summer
        autumn winter
    """
    ),
    saying=of(
        """
        said says say told tells added adds explained explains argued argues wrote writes declared declares
        announced insisted insists recalled recalls warned warns noted notes believes claimed claims stated
        asked replied
    """
    ),
    past=(
        "since",
        "founded",
        "established",
        "for decades",
        "for years",
        "previously",
        "historically",
        "originally",
        "in the past",
        "years ago",
        "began in",
        "first opened",
        "had been",
        "century",
        "earlier",
        "used to",
        "former",
    ),
    furniture=(
        "read:",
        "read more",
        "read the full",
        "related:",
        "see also",
        "image caption",
        "photo:",
        "video:",
        "advertisement",
        "sign up",
        "subscribe",
        "follow us",
        "listen to",
        "watch:",
        "share this",
        "click here",
        "this article",
        "this story",
        "copyright",
        "clockwise from",
        "source:",
        "editor's note",
        "note:",
        "reporting by",
        "all rights",
        "updated:",
        "published:",
    ),
)
