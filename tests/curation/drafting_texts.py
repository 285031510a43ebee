"""The same piece of news from the invented town of Quillmouth, in six languages."""

# ruff: noqa: E501 -- a paragraph of a source is one line, as it is stored

from typing import NamedTuple


class Source(NamedTuple):
    language: str
    title: str
    byline: str
    text: str


ENGLISH = Source(
    "en",
    "Quillmouth reopens its harbour after eleven years | The Quillmouth Lantern",
    "By Edwin Marsh",
    """
The harbour of Quillmouth reopened on Monday after eleven years of repairs that cost the town $48 million. About 300 people watched from the quay as the ferry Albatross sailed in shortly after noon.

Mayor Ruth Adler called the day the happiest of her time in office. “This harbour fed our grandparents, and now it will feed our children,” Adler said. She thanked the crews who had worked through four winters.

The harbour closed in 2013 because a storm had broken the western breakwater. The Coast Guard declared the entrance unsafe for every vessel longer than 12 metres. However, small boats went on landing crab at the old slip.

The new breakwater

The new breakwater is a wall of 9,000 concrete blocks that reaches 600 metres into the bay. Engineers from the University of Harrowgate designed the blocks to slow the waves. The company Brandt Marine built the wall between 2019 and 2024.

“We measured every wave for two years before we poured any concrete,” said Tomas Brandt, who leads the company. Brandt said the wall should last for a century.

Fishing families hope for better years. The fishing cooperative will open a cold store with 40 jobs in the spring. The town council has promised free moorings to boats under nine metres. A day ticket for the ferry costs $14 for adults.

Quillmouth was founded in 1641 by salt traders from the north. Since the nineteenth century the town has lived on herring and on summer visitors. In 1978 the last cannery closed, and half of its young people left.

Environmental groups remain worried about the seals of Gull Bank. The Seal Trust counted 210 animals in March. Marine biologist Ines Okafor said the noise of the ferries could drive the seals away. The council plans to publish a report on the seals in November.
""",
)

GERMAN = Source(
    "de",
    "Quillmouth öffnet seinen Hafen nach elf Jahren wieder - Quillmouther Bote",
    "Von Edwin Marsch",
    """
Der Hafen von Quillmouth hat am Montag nach elf Jahren wieder geöffnet. Die Reparatur kostete die Stadt 48 Millionen Euro. Rund 300 Menschen warteten am Kai auf die Fähre Albatros.

Bürgermeisterin Ruth Adler nannte den Montag den schönsten Tag ihrer Amtszeit. „Dieser Hafen hat unsere Großeltern ernährt, und nun wird er unsere Kinder ernähren“, sagte Adler. Sie dankte den Arbeitern, die vier Winter lang am Wasser standen.

Die Küstenwache sperrte die Einfahrt, weil ein Sturm die westliche Mole zerstört hatte. Seit 2013 durften Schiffe über zwölf Meter nicht mehr anlegen. Allerdings landeten kleine Boote weiter Krebse am alten Steg an.

Die neue Mole

Die neue Mole ist eine Mauer aus 9.000 Betonblöcken. Fachleute der Universität Harrowgate haben die Blöcke entworfen. Die Firma Brandt Marine baute die Mauer von 2019 bis 2024. Der Leuchtturm auf der Mole hat zwei Lampen.

„Wir haben zwei Jahre lang jede Welle gemessen, bevor wir Beton gegossen haben“, sagte Tomas Brandt. Die Mauer soll hundert Jahre halten.

Die Fischer hoffen auf bessere Jahre. Die Genossenschaft der Fischer plant für das Frühjahr ein Kühlhaus mit 40 Arbeitsplätzen. Der Stadtrat hat den kleinen Booten kostenlose Liegeplätze versprochen. Eine Tageskarte für die Fähre kostet 14 Euro.

Salzhändler aus dem Norden gründeten Quillmouth im Jahr 1641. Seit dem 19. Jahrhundert lebt die Stadt von Heringen und Sommergästen. Im Jahr 1978 schloss die letzte Fischfabrik des Ortes.

Umweltschützer sorgen sich um die Robben auf der Möwenbank. Der Verein Robbenhilfe zählte im März 210 Tiere. Die Biologin Ines Okafor erklärte, der Lärm der Fähren könne die Robben vertreiben. Der Stadtrat will im November einen Bericht über die Robben veröffentlichen.
""",
)

FRENCH = Source(
    "fr",
    "Quillmouth rouvre son port après onze ans | Le Phare de Quillmouth",
    "Par Edwin Marche",
    """
Le port de Quillmouth a rouvert lundi après onze ans de travaux. La réparation a coûté 48 millions d’euros à la ville. Environ 300 habitants attendaient le ferry Albatros sur le quai.

La maire Ruth Adler a parlé du plus beau jour de son mandat. « Ce port a nourri nos grands-parents, il nourrira désormais nos enfants », a déclaré Ruth Adler. Elle a remercié les ouvriers qui ont travaillé pendant quatre hivers.

Le port avait fermé en 2013 parce qu’une tempête avait détruit la digue de l’ouest. Les garde-côtes ont interdit l’entrée aux navires de plus de douze mètres. Cependant, les petits bateaux débarquaient encore du crabe à la vieille cale.

La nouvelle digue

La nouvelle digue est un mur de 9 000 blocs de béton. L’université de Harrowgate a dessiné les blocs pour ralentir les vagues. L’entreprise Brandt Marine a construit le mur entre 2019 et 2024.

« Nous avons mesuré chaque vague pendant deux ans avant de couler le béton », explique Tomas Brandt. Le mur devrait tenir un siècle.

Les familles de pêcheurs espèrent des années meilleures. La coopérative des pêcheurs prévoit un entrepôt frigorifique de 40 emplois au printemps. Le conseil municipal a promis des places gratuites aux petits bateaux. Le billet du ferry coûte 14 euros pour les adultes.

Des marchands de sel venus du nord ont fondé Quillmouth en 1641. Depuis le dix-neuvième siècle, la ville vit du hareng et des visiteurs d’été. La dernière conserverie a fermé en 1978.

Les associations de défense de la nature restent inquiètes pour les phoques du banc des Mouettes. L’association Phoques Libres a compté 210 animaux en mars. La biologiste Ines Okafor estime que le bruit des ferries pourrait chasser les phoques. Le conseil municipal publiera un rapport sur les phoques en novembre.
""",
)

SPANISH = Source(
    "es",
    "Quillmouth reabre su puerto tras once años | El Faro de Quillmouth",
    "Por Edwin Marcos",
    """
El puerto de Quillmouth reabrió el lunes tras once años de obras. La reparación costó 48 millones de euros a la ciudad. Unas 300 personas esperaban el transbordador Albatros en el muelle.

La alcaldesa Ruth Adler habló del día más feliz de su mandato. “Este puerto alimentó a nuestros abuelos y ahora alimentará a nuestros hijos”, dijo Ruth Adler. También agradeció el trabajo de los obreros durante cuatro inviernos.

El puerto cerró en 2013 porque una tormenta había roto el dique del oeste. La guardia costera prohibió la entrada a los barcos de más de doce metros. Sin embargo, los botes pequeños siguieron descargando cangrejo en la rampa vieja.

El nuevo dique

El nuevo dique es un muro de 9.000 bloques de hormigón. La universidad de Harrowgate diseñó los bloques para frenar las olas. La empresa Brandt Marine construyó el muro entre 2019 y 2024.

“Medimos cada ola durante dos años antes de verter el hormigón”, explicó Tomas Brandt. El muro debería durar un siglo.

Las familias de pescadores esperan años mejores. La cooperativa de pescadores abrirá en primavera un almacén frigorífico con 40 empleos. El ayuntamiento ha prometido amarres gratuitos a los botes pequeños. El billete del transbordador cuesta 14 euros para los adultos.

Quillmouth fue fundada en 1641 por comerciantes de sal del norte. Desde el siglo XIX la ciudad vive del arenque y de los visitantes de verano. La última fábrica de conservas cerró en 1978.

Las asociaciones ecologistas siguen preocupadas por las focas del banco de las Gaviotas. La asociación Focas Libres contó 210 animales en marzo. La bióloga Ines Okafor advirtió que el ruido de los barcos podría ahuyentar a las focas. El ayuntamiento publicará un informe sobre las focas en noviembre.
""",
)

PORTUGUESE = Source(
    "pt-BR",
    "Quillmouth reabre seu porto após onze anos | O Farol de Quillmouth",
    "Por Edwin Marques",
    """
O porto de Quillmouth reabriu na segunda-feira após onze anos de obras. A reforma custou 48 milhões de euros à cidade. Cerca de 300 moradores esperavam a balsa Albatroz no cais.

A prefeita Ruth Adler falou do dia mais feliz do mandato. “Este porto alimentou nossos avós e agora vai alimentar nossos filhos”, disse Ruth Adler. Ela agradeceu aos operários que trabalharam durante quatro invernos.

O porto fechou em 2013 porque uma tempestade destruiu o quebra-mar do oeste. A guarda costeira proibiu a entrada de navios com mais de doze metros. No entanto, os barcos pequenos continuaram descarregando caranguejo na rampa velha.

O novo quebra-mar

O novo quebra-mar é um muro de 9.000 blocos de concreto. A universidade de Harrowgate projetou os blocos para frear as ondas. A empresa Brandt Marine construiu o muro entre 2019 e 2024.

“Medimos cada onda durante dois anos antes de despejar o concreto”, explicou Tomas Brandt. O muro deve durar um século.

As famílias de pescadores esperam anos melhores. A cooperativa de pescadores prevê um armazém frigorífico com 40 empregos. A câmara municipal prometeu vagas gratuitas aos barcos pequenos. O bilhete da balsa custa 14 euros para os adultos.

Quillmouth foi fundada em 1641 por comerciantes de sal do norte. Desde o século XIX a cidade vive do arenque e dos visitantes de verão. A última fábrica de conservas fechou em 1978.

As associações ambientais continuam preocupadas com as focas do banco das Gaivotas. A associação Focas Livres contou 210 animais em março. A bióloga Ines Okafor alertou que o barulho das balsas poderia afastar as focas. A câmara municipal publicará um relatório sobre as focas em novembro.
""",
)

CHINESE = Source(
    "zh",
    "羽口镇港口时隔十一年重新开放_羽口晚报",
    "马文",
    """
羽口镇的港口在经过十一年的维修之后于星期一重新开放。港口的维修费用高达4800万元。约300名居民在码头上等待信天翁号渡轮。

镇长阿德勒表示：“这个港口养育了我们的祖辈，现在它将养育我们的孩子。”她感谢在码头上工作了四个冬天的工人。

2013年，一场风暴冲毁了西侧的防波堤，港口因此关闭。海岸警卫队禁止长度超过十二米的船只进入港口。然而，小船仍然在旧码头卸下螃蟹。

新的防波堤

新的防波堤由9000块混凝土组成，一直伸入海湾六百米。哈罗大学的工程师设计了能够减缓海浪的混凝土块。布兰特公司在2019年至2024年间建造了这道防波堤。

布兰特说：“在浇筑混凝土之前，我们用两年时间测量了每一个海浪。”布兰特公司预计防波堤可以使用一百年。

渔民家庭希望迎来更好的年景。渔业合作社将在春天开设一座冷库，提供四十个工作岗位。镇议会承诺向小船提供免费泊位。渡轮的成人票价为14元。

1641年，来自北方的盐商建立了羽口镇。十九世纪以来，羽口镇依靠鲱鱼和夏季游客生活。1978年，最后一家罐头厂关闭，一半的年轻人离开了羽口镇。

环保组织仍然担心海鸥滩的海豹。海豹保护协会在三月份统计到210只海豹。海洋生物学家奥卡福认为，渡轮的噪音可能会赶走海豹。镇议会计划在十一月公布一份关于海豹的报告。
""",
)

ALL = (ENGLISH, GERMAN, FRENCH, SPANISH, PORTUGUESE, CHINESE)
