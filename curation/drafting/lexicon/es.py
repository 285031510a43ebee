from .base import Lexicon, of

SPANISH = Lexicon(
    code="es",
    stopwords=of(
        """
        a acá además adonde ahí ahora al algo alguien algún alguna algunas alguno algunos allá allí ambos ante
        antes aquel aquella aquellas aquello aquellos aquí así aun aún aunque ayer bajo bastante bien cada casi
        cerca cinco como cómo con contra cual cuál cuales cualquier cualquiera cuando cuándo cuanto cuánto
        cuatro cuya cuyas cuyo cuyos da dar de debe deben del demás dentro desde después dice dicen dicho dijo
        donde dónde dos durante e el él ella ellas ello ellos embargo en entonces entre era eran es esa esas ese
        eso esos está están esta estaba estaban estado estar estas este esto estos estuvo ex fue fueron ha había
        habían haber hace hacen hacer hacia han hasta hay hecho hizo hoy incluso ir junto la las le les lo los
        luego más mas me mediante mejor menos mi mientras mis mismo misma mismos mismas mucha muchas mucho
        muchos muy nada nadie ni ningún ninguna ninguno no nos nosotros nuestra nuestras nuestro nuestros nueva
        nuevas nuevo nuevos nunca o otra otras otro otros para parece pero poco pocos podría podrían poder por
        porque pues puede pueden que qué quien quién quienes sea sean según seis ser será serán si sí sido
        siempre siendo sin sino sobre solo sólo son su sus tal tales también tampoco tan tanto te tener tenía
        tiene tienen toda todas todavía todo todos tras tres tu tus u último última últimos un una unas uno unos
        va vamos van varias varios veces vez y ya yo quizás quizá ocho siete nueve diez once
        doce quince veinte treinta cuarenta cincuenta cien
    """
    ),
    openers=of(
        """
        él ella ellos ellas le les su sus este esta esto estos estas ese esa eso esos esas aquel aquella
        nosotros yo tú usted ustedes pero y e o u ni sino sin-embargo además también tampoco así entonces luego
        después por-eso porque aunque mientras ahora aquí allí ahí ello lo que quien quienes cual cuando como
        donde tal tales otro otra otros otras ambos ambas algunos algunas muchos varios todo todos finalmente
        asimismo incluso pues quizás quizá tanto tras-ello nuestro nuestra mi sí no solo sólo seamos dos hoy
        desde-entonces cambiemos optó entre-ellos es fue era son parece
    """
    ),
    opener_phrases=(
        "sin embargo",
        "no obstante",
        "por eso",
        "por lo tanto",
        "por tanto",
        "por ello",
        "por otro lado",
        "por otra parte",
        "en cambio",
        "es decir",
        "de hecho",
        "por ejemplo",
        "en este",
        "en esta",
        "en ese",
        "en esa",
        "en contraste",
        "a pesar de",
        "al mismo tiempo",
        "uno de los autores",
        "entre ellos",
        "lo mismo",
        "los paralelos",
        "y sobre",
        "las opciones",
        "con ello",
        "desde entonces",
        "en consecuencia",
        "consultada sobre",
        "consultado sobre",
        "a diferencia de",
        "el otro ",
        "desde su ",
        "al movilizarse",
        "tras una",
    ),
    anaphora=of("este esta estos estas ese esa esos esas eso esto ello también tampoco además aquel aquella"),
    additive=of("también además otra otro otras otros"),
    connectives=("pero ", "sin embargo", "además", "no obstante", "y ", "por otra parte", "también ", "ahora "),
    relative_time=(
        " días después",
        " años después",
        " meses después",
        " días antes",
        " años antes",
        "poco después",
        "al día siguiente",
        "más tarde",
    ),
    notices=("este artículo", "esta nota", "autores de esta columna", "en la universidad de lisboa", "es abogado"),
    subordinators=of("cuando si como mientras aunque después antes porque para en"),
    leaning=of("este esta esto ese esa eso ello él ella ellos"),
    pronouns=of("él ella ellos ellas"),
    first_person=of("yo me mi mis nosotros nos nuestra nuestras nuestro nuestros tú tu tus usted seamos vivimos"),
    determiners=of("el la los las un una unos unas al del su sus este esta estos estas ese esa cada"),
    prepositions=of(
        """
        de del a al en con por para sin sobre entre hacia hasta desde contra tras según durante mediante ante
        bajo como
    """
    ),
    particles=of("de del la los las &"),
    titles=of(
        """
        sr sra don doña dr dra presidente presidenta ministro ministra alcalde alcaldesa senador senadora
        profesor doctor
    """
    ),
    generic=of(
        """
        problema gobierno cuestión reguero
        año años mes meses semana semanas día días hora horas tiempo vez veces momento gente persona personas
        hombre hombres mujer mujeres mundo país países parte partes caso casos ejemplo pregunta hecho hechos
        cosa cosas forma manera número millón millones miles mil por-ciento artículo nota columna final
        principio grupo grupos tipo punto nivel razón lugar lado información noticia noticias diario foto video
        vídeo siglo minuto minutos portavoz empresa nombre vida mayoría época resto tarea clic distancia autores
        objetivo década superficie kilómetros cuadrados mitad paso largo cerca dólares euros
    """
    ),
    calendar=of(
        """
        enero febrero marzo abril mayo junio julio agosto septiembre setiembre octubre noviembre diciembre lunes
        martes miércoles jueves viernes sábado domingo primavera verano otoño invierno
    """
    ),
    saying=of(
        """
        dijo dice afirmó afirma señaló señala explicó explica aseguró asegura declaró declara añadió agregó
        indicó contó cuenta sostuvo sostiene advirtió advierte recordó resumió comentó
    """
    ),
    past=(
        "desde",
        "fundado",
        "fundada",
        "hace años",
        "anteriormente",
        "antes",
        "antiguo",
        "antigua",
        "siglo",
        "originalmente",
        "había",
        "era ",
        "en los años",
    ),
    furniture=(
        "lea también",
        "leer más",
        "lee también",
        "ver también",
        "foto:",
        "video:",
        "publicidad",
        "suscríbase",
        "fuente:",
        "te puede interesar",
    ),
)
