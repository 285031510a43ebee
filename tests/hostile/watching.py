"""What a browser does with hostile strings: what runs, what is asked of others, and what stands in the document.

`Watch` is one profile. Every page that it opens gives the findings of that page; an empty list is a quiet page.
"""

import re
from collections import Counter
from typing import NamedTuple

from playwright.sync_api import Error

from tests.browser.conftest import is_ours
from tests.hostile.judging import ANYWHERE, COMMENT, MARKED, SCHEMES

RAN = "hostile string ran: "
# Ours call xss(N). Those of others do what they like, so what they like to do is watched.
HOOKS = """
    for (const name of ["xss", "alert", "confirm", "prompt", "print", "open"]) {
        window[name] = (...said) => console.warn(`RAN${name}(${String(said[0]).slice(0, 80)})`);
    }
    for (const [owner, name] of [[window, "fetch"], [navigator, "sendBeacon"], [XMLHttpRequest.prototype, "open"]]) {
        const real = owner[name];
        owner[name] = function (...said) {
            const wanted = new URL(said[name === "open" ? 1 : 0]?.url ?? said[name === "open" ? 1 : 0], document.baseURI);
            if (wanted.origin !== location.origin) console.warn(`RAN${name}(${wanted})`);
            return real.apply(this, said);
        };
    }
""".replace("RAN", RAN)
SETTLED = """() => new Promise(done => requestIdleCallback(() => setTimeout(done, 20), {timeout: 300}))"""
# Each document by its number, in a frame that is called so.
FRAMES = """documents => Promise.all(documents.map(([number, text]) => new Promise(done => {
    const frame = document.createElement("iframe");
    frame.name = number;
    frame.onload = () => setTimeout(done, 50);
    setTimeout(done, 3000);
    frame.srcdoc = text;
    document.body.append(frame);
})))"""
# Elements that none of our pages has, or has only in one way.
FIND = """([comment, anywhere, schemes]) => {
    // Through prototypes: names of elements may hide the properties of a form or of the document.
    const read = (owner, name) => node => Object.getOwnPropertyDescriptor(owner, name).get.call(node);
    const html = read(Element.prototype, "outerHTML"), local = read(Element.prototype, "localName");
    const space = read(Element.prototype, "namespaceURI"), base = read(Node.prototype, "baseURI");
    const named = node => Element.prototype.getAttributeNames.call(node);
    const valued = (node, name) => Element.prototype.getAttribute.call(node, name) ?? "";
    const all = (node, css) => (node === document ? Document : Element).prototype.querySelectorAll.call(node, css);
    const USUAL = "body > .base-svgs:last-of-type, .theme-toggle > svg[class^=theme-icon]";  // of the administration
    const found = [];
    const note = (what, node) => found.push(`${what}: ${html(node).slice(0, 240)}`);
    const ours = text => { try { return new URL(text, base(document)).origin === location.origin } catch { return false } };
    const never = new Set(`applet base basefont bgsound embed fencedframe frame frameset isindex keygen marquee math
        noembed noframes object plaintext portal xmp svg style foreignobject`.split(/\\s+/));
    const addresses = new Set(`href src action formaction xlink:href data poster background cite ping manifest codebase
        srcset longdesc classid lowsrc dynsrc usemap`.split(/\\s+/));
    const scheme = text => (/^[\\0- ]*([a-z][a-z0-9+.-]*):/i.exec(text.replace(/[\\t\\n\\r]/g, "")) ?? ["", ""])[1].toLowerCase();
    if (read(Document.prototype, "contentType")(document) !== "text/html") {
        for (const node of all(document, "*"))
            if (/xhtml|svg|MathML|XSL|XInclude/i.test(space(node) ?? "") && !node.closest("html, #webkit-xml-viewer-source-xml"))
                note("element", node);
        return found;
    }
    for (const node of all(document, "*")) {
        const name = local(node).toLowerCase();
        if ((never.has(name) || space(node) !== "http://www.w3.org/1999/xhtml") && !node.closest(USUAL)) note("element", node);
        if (name === "script") {
            const address = valued(node, "src"), data = /^application\\/(ld\\+)?json$/.test(valued(node, "type"));
            if (address ? !ours(address) || !/^\\/(static\\/|admin\\/jsi18n\\/$)/.test(new URL(address, base(document)).pathname) : !data) note("script", node);
            if (data) try { JSON.parse(node.textContent) } catch { note("broken data", node) }
        }
        if (name === "link" && /stylesheet|import|preload|prefetch/.test(valued(node, "rel")) && !ours(valued(node, "href"))) note("link", node);
        if (name === "meta" && valued(node, "http-equiv")) note("meta", node);
        if (name === "iframe" && (!ours(valued(node, "src")) || valued(node, "srcdoc"))) note("frame", node);
        if (name === "form" && !ours(valued(node, "action"))) note("form", node);
        for (const attribute of named(node)) {
            const value = valued(node, attribute);
            // Django's lists to choose from in the administration have a width.
            if (attribute === "style" && /^width: [\\d.]+px;$/.test(value) && node.closest(".select2-container")) continue;
            if (/^on|^(data-)?hx-(on|vars)|^srcdoc$|^style$|^v-|^x-|^ng-|[^a-z0-9:_-]/i.test(attribute)) note(`attribute ${attribute}`, node);
            if (/^(data-)?hx-(vals|headers)/.test(attribute) && /js:|javascript:/.test(value)) note("htmx", node);
            if (addresses.has(attribute) && scheme(value) && !schemes.includes(scheme(value))
                && !(name === "img" && scheme(value) === "data")) note("address", node);
        }
    }
    for (const zone of all(document, ".comment-body")) for (const node of all(zone, "*")) {
        const allowed = comment[local(node)];
        if (!allowed) note("in a comment", node);
        else for (const name of named(node)) if (![...allowed, ...anywhere].includes(name)) note(`in a comment, ${name}`, node);
    }
    return found;
}"""
LISTS = [
    {name: sorted(attributes) for name, attributes in (COMMENT | MARKED).items()},
    sorted(ANYWHERE),
    sorted(SCHEMES),
]


class Finding(NamedTuple):
    what: str
    page: str
    detail: str


class Watch:
    """One profile: of somebody or of a visitor, with the content security policy or without, with script or without."""

    def __init__(self, browser, site="", *, csp=True, script=True, cookie=None, **options):
        self.site, self.script = site, script
        self.context = browser.new_context(bypass_csp=not csp, java_script_enabled=script, **options)
        self.context.add_init_script(HOOKS)
        self.context.on("console", self._hear)
        self.context.on("request", self._see)
        self.context.on("dialog", self._dismiss)
        if cookie:
            self.context.add_cookies([cookie])
        self.page = self.context.new_page()
        # Looks are not asked for: many thousand pages are to be opened.
        devtools = self.context.new_cdp_session(self.page)
        devtools.send("Network.enable")
        devtools.send("Network.setBlockedURLs", {"urls": ["*/static/css/*", "*/static/fonts/*", "*/static/icons/*"]})
        self.findings: list[Finding] = []
        self.opened, self.statuses, self.at = 0, Counter(), ""

    def open(self, path) -> list[Finding]:
        """What is wrong with the page at this address."""
        self.at, before = path, len(self.findings)
        try:
            answer = self.page.goto(f"{self.site}{path}", wait_until="load")
        except Error as error:
            if "Download is starting" not in str(error):
                raise
            self.statuses["kept as a file"] += 1
            return self.findings[before:]
        self.statuses[answer.status] += 1
        if answer.status >= 500:
            self.note("broken page", str(answer.status))
        self.look()
        return self.findings[before:]

    def show(self, documents) -> set[int]:
        """Whole documents, each in a frame of its own, such as letters. The places of those in which something is wrong."""
        before = len(self.findings)
        self.page.set_content("<!doctype html><p>", wait_until="load")
        self.page.evaluate(FRAMES, documents)
        self.opened += 1
        # A frame within one of these may never arrive, and is bad enough where it stands.
        bad = {frame.name for frame in self.page.main_frame.child_frames if self._is_bad(frame)}
        ran = numbers_run(self.findings[before:])
        return {int(name) for name in bad if name.isdigit()} | ran

    def _is_bad(self, frame):
        try:
            found = frame.evaluate(FIND, LISTS)
        except Error as error:  # it went somewhere else
            found = [str(error)[:100]]
        for each in found:
            self.note("dangerous node", each)
        return bool(found)

    def look(self):
        if self.script:  # without, no timer would ever end
            self.page.evaluate(SETTLED)
        for each in self.page.evaluate(FIND, LISTS):
            self.note("dangerous node", each)
        self.opened += 1

    def note(self, what, detail):
        self.findings.append(Finding(what, self.at, detail))

    def close(self):
        self.context.close()

    def _hear(self, message):
        if message.text.startswith(RAN):
            self.note("execution", message.text.removeprefix(RAN))
        elif "Content Security Policy" in message.text and not self.at.endswith(".xml"):  # Chromium's own view of those
            self.note("stopped by the policy alone", message.text[:200])

    def _see(self, request):
        if not is_ours(request.url):
            self.note("foreign request", request.url)

    def _dismiss(self, dialog):
        self.note("execution", f"{dialog.type}: {dialog.message}")
        dialog.dismiss()


def numbers_run(findings) -> set[int]:
    """The numbers of our strings that ran."""
    said = (re.fullmatch(r"xss\((\d+)\)", each.detail) for each in findings if each.what == "execution")
    return {int(match[1]) for match in said if match}
