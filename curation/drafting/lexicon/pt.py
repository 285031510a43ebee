from .base import Lexicon, of

PORTUGUESE = Lexicon(
    code="pt",
    stopwords=of(
        """
        a à acima agora aí ainda alguém algum alguma algumas alguns ali além ao aos apenas após aquela aquelas
        aquele aqueles aquilo aqui as às assim até atrás através bem boa bom cada cerca cinco com como contra
        contudo da daquela daquele das de dela delas dele deles demais depois desde dessa desse desta deste deve
        devem dez dia disse do dois dos duas durante e é ela elas ele eles em embora enquanto então entre era
        eram essa essas esse esses esta está estão estas estava estavam este estes estou eu faz fazer fez fica
        foi fora foram há isso isto já jamais la lá lhe lhes lo logo mais mal mas me meio menos mesma mesmas
        mesmo mesmos meu meus minha minhas muita muitas muito muitos na nada não nas nem nenhum nenhuma nessa
        nesse nesta neste ninguém no nos nós nossa nossas nosso nossos nova novas novo novos num numa nunca o
        onde ontem os ou outra outras outro outros para pela pelas pelo pelos per perante pode podem poder
        poderá poderia pois por porém porque portanto pouca pouco poucos primeira primeiro própria próprio quais
        qual qualquer quando quanto quase quatro que quê quem se segundo sei seis seja sem sempre sendo ser será
        serão seu seus si sido sim sob sobre só sou sua suas tal talvez também tanto tem têm tendo ter teve
        tinha tinham toda todas todavia todo todos três tu tua tudo última último um uma umas uns vai vão várias
        vários vem vez você vocês hoje sete oito nove ex ir sido atual lado
    """
    ),
    openers=of(
        """
        ele ela eles elas lhe lhes seu sua seus suas este esta isto estes estas esse essa isso esses essas
        aquele aquela nós eu você vocês mas e ou nem porém contudo entretanto todavia portanto assim então além
        também depois logo pois porque embora enquanto agora aqui ali lá que quem qual quando como onde tal
        outro outra outros outras ambos alguns algumas muitos vários tudo todos finalmente inclusive talvez
        nosso nossa meu minha sim não só apenas apesar nisso disso dessa desse nele nela faria fiz já ainda hoje
        errei tenho seja
    """
    ),
    opener_phrases=(
        "no entanto",
        "por isso",
        "apesar disso",
        "além disso",
        "por outro lado",
        "ao mesmo tempo",
        "por exemplo",
        "de fato",
        "ou seja",
        "nesse ",
        "nessa ",
        "neste ",
        "nesta ",
        "com isso",
        "desde então",
        "na ocasião",
        "em seguida",
        "a partir disso",
        "o assunto foi",
        "ao contrário",
        "por sua vez",
        "da mesma forma",
        "em vez disso",
        "os dois ",
        "o outro ",
        "o primeiro ",
        "o segundo ",
    ),
    anaphora=of(
        "este esta estes estas esse essa esses essas isso isto nesse nessa neste nesta desse dessa "
        "deste desta também aquele aquela"
    ),
    additive=of("também ainda outra outro outras outros"),
    connectives=(
        "mas ",
        "porém",
        "no entanto",
        "além disso",
        "apesar disso",
        "na ocasião",
        "e ",
        "contudo",
        "também ",
        "ainda ",
    ),
    relative_time=(
        " dias depois",
        " anos depois",
        " meses depois",
        " dias antes",
        " anos antes",
        "pouco depois",
        "no dia seguinte",
        "mais tarde",
    ),
    notices=("este artigo", "esta reportagem", "esta matéria"),
    subordinators=of("quando se como enquanto embora depois antes porque para em"),
    leaning=of("ele ela eles elas isso isto esse essa este esta"),
    pronouns=of("ele ela eles elas dele dela deles delas"),
    first_person=of("eu me meu minha meus minhas nós nos-mesmos nosso nossa nossos nossas você vocês"),
    determiners=of(
        """
        o a os as um uma uns umas ao aos à às do da dos das no na nos nas pelo pela seu sua seus suas este esta
        esse essa cada
    """
    ),
    prepositions=of(
        """
        de do da dos das a ao à aos em no na nos nas com por pelo pela para sem sob sobre entre até desde contra
        após segundo durante perante como
    """
    ),
    particles=of("de da do das dos &"),
    titles=of(
        """
        sr sra dr dra presidente presidenta ministro ministra prefeito prefeita senador senadora professor
        doutor técnico
    """
    ),
    generic=of(
        """
        presidente governo clube
        ano anos mês meses semana semanas dia dias hora horas tempo vez vezes momento gente pessoa pessoas homem
        homens mulher mulheres mundo país países parte partes caso casos exemplo pergunta fato fatos coisa
        coisas forma maneira número milhão milhões mil bilhão bilhões por-cento artigo texto final começo grupo
        grupos tipo ponto nível razão lugar lado informação notícia notícias jornal foto vídeo século minuto
        minutos porta-voz empresa nome vida maioria época ocasião assunto ação situação prioridade possibilidade
        tipo encontro representantes reais euros metros programa
    """
    ),
    calendar=of(
        """
        janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro segunda-feira
        terça-feira quarta-feira quinta-feira sexta-feira sábado domingo primavera verão outono inverno
    """
    ),
    saying=of(
        """
        disse diz afirmou afirma declarou declara explicou explica contou conta acrescentou ressaltou destacou
        falou fala comentou avaliou alertou lembrou
    """
    ),
    past=(
        "desde",
        "fundado",
        "fundada",
        "há anos",
        "anteriormente",
        "antes",
        "antigo",
        "antiga",
        "século",
        "originalmente",
        "havia",
        "tinha",
        "era ",
    ),
    furniture=(
        "leia também",
        "leia mais",
        "veja também",
        "foto:",
        "vídeo:",
        "publicidade",
        "assine",
        "fonte:",
        "saiba mais",
    ),
)
