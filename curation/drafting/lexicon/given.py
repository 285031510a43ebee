"""Given names that are common where the five languages are spoken: whoever bears one is somebody, not something.

Left out are names that are as often something else (Rose, Mark, Paris, Sofia as a town, Dolores as a place).
"""

GIVEN = frozenset(
    """
    aaron abigail adam adrian agnes aisha alan albert alejandro alejandra alessandra alex alexander alexandra alexandre
    alfie alfonso alfred ali alice alicia alison allison amanda amelia amelie amélie ana anabel andré andrea andreas
    andrew andrés angela ángel ángela anja anke anna anne annette annika anthony antje antoine antonia antónio antonio
    antônio armin arthur astrid audrey axel bárbara barbara beatrice beatriz béatrice benedikt benjamin bernard bernd
    bernhard bettina birgit björn brenda brian brigitte bruno bruna camila camille carina carl carla carlos carmen
    carolina caroline catarina caterina catherine cecilia céline charles charlotte chloé christian christiane christina
    christine christoph christophe christopher clara claudia cláudia claudine clémence colin concepción corinna corinne
    cristina dagmar damien daniel daniela danielle david débora deborah denis denise diana diego dieter dirk dominik
    dominique donald doris dorothea douglas eduardo edward eleanor elena éléonore elias elisa elisabeth élisabeth elise
    elizabeth elke ella ellen elodie élodie emil emilia emily emma emmanuel enrique eric erik ernst esteban esther
    estelle eugenia eva fabian fabien fabienne fátima fatima felipe félix felix fernanda fernando florence florian
    frances francesca francisca francisco françois françoise frank franziska frédéric friedrich gabriel gabriela
    gabrielle gareth geoffrey georg george gerald gerard gérard gerhard gillian gisela gloria gonzalo grégory guadalupe
    guillaume guillermo günter gustavo hannah hannes hans harald harriet harry heike heinrich helen helena hélène helga
    helmut henri henrique henry hugo ibrahim ignacio ines inês inés ingrid irene irina isabel isabelle isabella ivan
    jack jacob jacqueline jacques jaime jakob james jane janet jan jasmin jason javier jean jeanne jennifer jens
    jérôme jessica jesús joana joão joachim joan joaquín joel johanna johannes john jonas jonathan jorge josé josef
    joseph josefina joshua juan juana judith julia julian juliana julie julien juliette julio jürgen justine karen karim
    karin karl karsten katarina kate katharina katherine kathrin katja kerstin kevin klaus konrad kristina laetitia lars
    laura laurence laurent lea léa leandro lena lennart leonie leonor léonie leticia liam lina linda lisa lorena louis
    louise luca lucas lucia lucía lucie lúcia ludwig luis luís luisa luísa lukas lydia magdalena maike maja malika
    manfred manuel manuela marc marcel marcela márcia marcos margaret margarita margot maria maría marianne marie
    marina mario mário marion marlene marta martha martin martina mateo mathieu mathilde matías matthew matthias
    matthieu
    maud maurice mauricio max maximilian megan mehmet melanie mélanie mercedes michael michel michèle miguel mikel
    mira miriam mohamed mohammed monica mónica monika monique moritz murat nadia nadine natalia natalie nathalie
    neil nele nerea nicholas nicola nicolas nicolás nicole niklas nils nina noah noémie nora norbert nuria olaf oliver
    olivia olivier oscar óscar pablo pascal pascale patricia patrick patrícia paul paula paulo pauline pedro peter petra
    philip philipp philippe pierre pilar priya quentin rachel rafael rainer ralf ramón raquel raúl rebecca regina
    renate renata rené ricardo richard rita robert roberto rodrigo roland rolf romain ronald rosalía roswitha rubén
    ruth sabine sally salma samuel sandra sara sarah sebastian sébastien serge sergio sérgio sharon siegfried silke
    silvia sílvia simon simone siobhan sofía sofia sonia sonja sophia sophie stefan stefanie steffen stéphane stéphanie
    stephen steven sunita susan susana susanne suzanne svenja sylvain sylvie tamara tania tanja tatiana teresa thérèse
    theo theresa thiago thibault thomas tiago tim timothy tobias tomás torsten ulrich ulrike ursula uwe valentin
    valentina valentine valerie valérie vanessa vera veronica véronique vicente victor víctor victoria vincent virginie
    viktor viviane volker walter werner wilhelm william wolfgang xavier yann yannick yasmin yusuf yves
    yvonne
    """.split()
)
