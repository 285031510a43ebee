"""The kinds of hostile strings. Each function gives strings without a number: where it belongs they say NUM.

`chance` is a seeded random.Random, so a kind is the same in every run.
"""

from itertools import product

from tests.hostile.escapes import breakouts, styles, swaps, templates
from tests.hostile.forms import documents, lines, long_ones, names, odd_letters, polyglots, written_otherwise, xml
from tests.hostile.short import IMG, LOAD, SCRIPT
from tests.hostile.vocabulary import ADDRESSES, CALL, CALLS, CARRIERS, HANDLERS, HTML, MATHML, STARTERS, SVG


def elements(chance):
    """Every element with handlers that run by themselves, every handler on several elements, in all spellings."""
    for name in [*HTML, *SVG, *MATHML]:
        for handler in ["onload", "onerror", chance.choice(HANDLERS)]:
            yield _tag(chance, name, handler)
    for handler in HANDLERS:
        for name in chance.sample(HTML, 3) + chance.sample(SVG, 1):
            yield _tag(chance, name, handler)


def _tag(chance, name, handler):
    call = chance.choice(CALLS)
    space = chance.choice([" ", " ", "/", "\t", "\n", "\x0c", " x=y ", ' x="y"', "/x/"])
    plain = [f"={call}", f" = {call}", f"='{call}'", f"\n=\n'{call}'", f"=`{call}`", f'="{call}"']
    plain = [f"={call}", f" = {call}", f"='{call}'", f"\n=\n'{call}'", f"=`{call}`", f'="{call}"']
    quoted = chance.choice(plain[5:] if set(call) & set(" '`={") else plain)
    written = chance.choice([handler, handler, handler.upper(), handler.title()])
    ends = chance.choice([">", ">n", f">n</{name}>", "/>", " //", "><", ""])
    return f"<{name} {STARTERS.get(name, 'tabindex=0 autofocus')}{space}{written}{quoted}{ends}"


def addresses(chance):
    """Every carrier with several addresses, and every address in several carriers."""
    for carrier in CARRIERS:
        for address in [ADDRESSES[0], *chance.sample(ADDRESSES, 9)]:
            yield carrier.replace("URL", address)
    for address in ADDRESSES:
        for carrier in chance.sample(CARRIERS, 5):
            yield carrier.replace("URL", address)
        yield address


def markdown(chance):
    shapes = [
        "[n](URL)",
        "[n](<URL>)",
        "[n]( URL )",
        "[n](URL 'n')",
        '[n](URL "n\\" onmouseover=xss(NUM) x=\\"")',
        "![n](URL)",
        "![n](<URL>)",
        '![n" onerror="xss(NUM)](x)',
        "[![n](x)](URL)",
        "<URL>",
        "[n]: URL\n\n[n]",
        "[n]: <URL> 'n'\n\n[n][n] ![n]",
        "[n](URL\\\n)",
        "> [n](URL)",
        "1. [n](URL)",
        "**[n](URL)**",
        "[`n`](URL)",
        "[a[b](URL)](URL)",
        "[<b>n</b>](URL)",
        "| a |\n|---|\n| [n](URL) |",
        "[n]\n(URL)",
        "\\[n\\](URL)",
    ]
    for address in ADDRESSES:
        for shape in chance.sample(shapes, 5):
            yield shape.replace("URL", address)
    for shape in shapes:
        yield shape.replace("URL", ADDRESSES[0])
    inside = [IMG, SCRIPT, LOAD]
    blocks = [
        "```html\n%s\n```",
        "```%s\nn\n```",
        "~~~ %s\n~~~",
        "`%s`",
        "``` %s ```",
        "    %s",
        "# %s",
        "%s\n===",
        "* %s",
    ]
    blocks += [
        "> > > %s",
        "[%s](x)",
        "![%s](x)",
        "**%s**",
        "_%s_",
        "~~%s~~",
        "<!-- -->%s",
        "\\%s",
        "n  \n%s",
        "[n](x '%s')",
    ]
    blocks += [
        "> %s\n>\n> — %s",
        "| %s |\n|-|\n| %s |",
        "[%s]: x\n\n[%s]",
        "1) %s",
        "***\n%s",
        "`` ` %s",
        "<%s>",
        "n\n\n%s\n\nn",
    ]
    blocks += [
        "[n](https://hostile.invalid/%s)",
        "<https://hostile.invalid/%s>",
        "![](picture:1%s)",
        "https://hostile.invalid/%s",
    ]
    for block, call in product(blocks, inside):
        yield block.replace("%s", call)


def mutations(chance):
    """What a sanitiser reads in one way and the browser, the second time, in another."""
    outer = ["math", "svg", "math><mtext", "math><mi", "svg><foreignObject", "svg><desc", "svg><title", "math><mglyph"]
    outer += ["math><annotation-xml encoding=text/html", "form><math><mtext></form><form", "table><math", "select><svg"]
    outer += ["math><mtext><table><mglyph", "svg></p", "math></br", "p><svg><p"]
    raw = "style title noscript noembed noframes xmp plaintext textarea iframe script template select option".split()
    shapes = [
        "<{o}><{r}><img src=x onerror={c}></{r}>",
        "<{o}><{r}><!--</{r}><img src=x onerror={c}>--></{r}>",
        '<{o}><{r}><a id="</{r}><img src=x onerror={c}>"></a></{r}>',
        "<{o}><{r}><![CDATA[</{r}><img src=x onerror={c}>]]></{r}>",
        "<{o}><{r}>&lt;/{r}&gt;&lt;img src=x onerror={c}&gt;",
        "<{r}><{o}></{r}><img src=x onerror={c}>",
    ]
    for o, r in product(outer, raw):
        for shape in chance.sample(shapes, 2):
            yield shape.format(o=o, r=r, c=CALL)
    for r in raw:
        yield f'<{r}><p title="</{r}><img src=x onerror={CALL}>">'
        yield f"<{r}><!--</{r}><img src=x onerror={CALL}>-->"


def broken(chance):
    calls = [IMG, LOAD, SCRIPT]
    before = [
        "<",
        "<<",
        "<!",
        "<!--",
        "<!-->",
        "<!--->",
        "<!-- --!>",
        "<!--x--!>",
        "<!---->",
        "<![CDATA[",
        "<![CDATA[x]]>",
    ]
    before += [
        "<?",
        "<?xml ?>",
        "<?php echo '",
        "<%",
        "<%= '",
        "</",
        "</ ",
        "</p x='>",
        "<p title='",
        '<p title="',
        "<p title=`",
    ]
    before += [
        "<!DOCTYPE x [<!ENTITY n '",
        "<!--[if gte IE 4]>",
        "<![if IE]>",
        "<!ELEMENT",
        "<comment>",
        "<a <b ",
        "<a href='",
    ]
    before += [
        "<p/",
        "<\n",
        "<\0",
        "<x>",
        "<x ",
        "&lt;",
        "&",
        "&#",
        "&#x3c",
        "&#60;",
        "&lt",
        "\\<",
        "<script<",
        "<scr<script>ipt>",
    ]
    after = ["", ">", "-->", "]]>", "'>", '">', "`>", "?>", "%>", "<", "</"]
    for start, call in product(before, calls):
        yield start + call + chance.choice(after)
        yield start + call + chance.choice(after)
    yield from (
        "<img src=x onerror=xss(NUM)",
        "<img src=x onerror='xss(NUM)",
        "<svg onload=xss(NUM)//",
        "<script>xss(NUM)",
        "<script>xss(NUM)</script",
        "<script>xss(NUM)</script x>",
        "<script/x>xss(NUM)</script\t\n>",
        "<SCRIPT\n>xss(NUM)</SCRIPT\n>",
        "<script>/*</script>*/xss(NUM)//</script>",
        "<scr\0ipt>xss(NUM)</scr\0ipt>",
        "<scri<!-- -->pt>xss(NUM)</script>",
        "<sc<script>ript>xss(NUM)</sc</script>ript>",
        "<img src=x one<x>rror=xss(NUM)>",
        '<img """><script>xss(NUM)</script>">',
        "<img src='x'onerror=xss(NUM)>",
        "<img src=x:onerror=xss(NUM)>",
        "<img/src/onerror=xss(NUM)>",
        "<img src onerror\n=\nxss(NUM)>",
        "<img src=x onerror=xss(NUM) <p>",
        "< img src=x onerror=xss(NUM)>",
        "<\nimg src=x onerror=xss(NUM)>",
        "</img src=x onerror=xss(NUM)>",
        "<img src=x onerror&#61;xss(NUM)>",
        "<img src=x onerror&equals;xss(NUM)>",
        "<x onclick=xss(NUM)>n</x onclick=xss(NUM)>",
        '<br size="&{xss(NUM)}">',
        '<a href="x""onmouseover=xss(NUM)">n',
    )


KINDS = [elements, addresses, markdown, mutations, broken, breakouts, templates, swaps, styles, names, documents, xml]
KINDS += [written_otherwise, odd_letters, lines, polyglots, long_ones]
