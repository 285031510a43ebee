"""The scene is built, and every page of it opened in every way by the right person."""

from collections import Counter, defaultdict

from tests.browser.conftest import session_of
from tests.hostile.pages import NEXT, OPEN, PAGES, WAYS, addresses, asked
from tests.hostile.places import AFTER_THE_QUEUE, PLACES, Scene
from tests.hostile.watching import Watch

MOST_PAGES = 60  # of one list, in one way
A_FEW = 40


def build(strings, *, tell=lambda words: None, places=PLACES) -> Scene:
    scene = Scene(strings)
    for place in places:
        scene.fill(place)
        tell(f"{place.__name__}: {dict(scene.told[place.__name__])}")
    scene.asked = asked(scene.strings)
    scene.drafts = getattr(scene, "notes", [])
    for name in ("people", "tags", "asked", "comments", "categories"):
        setattr(scene, f"few_{name}", few(getattr(scene, name, [])))
    return scene


def few(rows):
    return rows[:: max(len(rows) // A_FEW, 1)]


def decide(scene, *, tell=lambda words: None):
    for place in AFTER_THE_QUEUE:
        scene.fill(place)
        tell(f"{place.__name__}: {dict(scene.told[place.__name__])}")


class Visit:
    def __init__(self, browser, site, scene, *, every=1, only="", tell=lambda words: None, ways=WAYS, most=MOST_PAGES):
        self.browser, self.site, self.scene = browser, site, scene
        self.every, self.only, self.tell, self.ways, self.most = every, only, tell, ways, most
        self.findings, self.armed = [], 0
        self.opened = defaultdict(lambda: [0, Counter()])

    def see_that_it_sees(self, size=50):
        """How many of the strings run, or leave what must not be, where nothing is escaped."""
        watch, bad = Watch(self.browser, csp=False), set()
        for n in range(0, len(self.scene.strings), size):
            batch = self.scene.strings[n : n + size]
            bad |= watch.show(
                [[each.number, f"<!doctype html><div class=comment-body>{each.sent}</div>"] for each in batch]
            )
        self.armed = len(bad)
        self.tell(f"as they are, {self.armed} are dangerous: {Counter(each.what for each in watch.findings)}")
        watch.close()

    def pages(self, *, after, pages=PAGES):
        for way in self.ways:
            for who in dict.fromkeys(page.who for page in pages):
                rows = [
                    p
                    for p in pages
                    if p.who == who and p.after == after and (p.many or way == OPEN) and self.only in p.address
                ]
                if rows:
                    self._walk(rows, way, self._watch(way, who))

    def _watch(self, way, who):
        cookie = None if who == "visitor" else session_of(getattr(self.scene, who), self.site)
        return Watch(self.browser, self.site, csp=way.csp, script=way.script, cookie=cookie)

    def _walk(self, rows, way, watch):
        for turn, page in enumerate(rows):
            before = watch.opened, len(watch.findings)
            for address in self._some(addresses(page, self.scene), page, turn):
                self._open_all(watch, address, page.many or not page.each)
            self.tell(
                f"{way.name}, {page.who}, {page.address}: {watch.opened - before[0]}, {len(watch.findings) - before[1]} findings"
            )
        row = self.opened[way.name]
        row[0] += watch.opened
        row[1] += watch.statuses
        self.findings += watch.findings
        watch.close()

    def _some(self, found, page, turn):
        """Each page begins with another string, so that none is left out everywhere."""
        return found[turn % self.every :: self.every] if len(found) > A_FEW * 2 and not page.many else found

    def _open_all(self, watch, address, follow):
        """A list to its end, or as far as it is worth."""
        for _ in range(self.most if follow else 1):
            watch.open(address)
            address = watch.page.evaluate(NEXT).removeprefix(self.site) if follow else ""
            if not address:
                return

    def letters(self):
        self._show("letters, fifty to a page", self.scene.letters, 50)
        self._show("exports", self.scene.exported, 1)

    def _show(self, name, documents, size):
        watch = Watch(self.browser, csp=False)
        for n in range(0, len(documents), size):
            watch.at = f"{name} {n}"
            watch.show(list(enumerate(documents))[n : n + size])
        self.opened[name] = [watch.opened, watch.statuses]
        self.findings += watch.findings
        watch.close()
