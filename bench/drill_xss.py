"""Put thousands of hostile strings everywhere and open every page in a real browser: nothing may run.

    make drill-xss                        our own strings (tests/hostile)
    make drill-xss ARGS="--file FILE"     those of others, one a line; or NEWSCLIP_XSS=FILE

Each string goes through the real forms and verbs into every place that people can write to; then all pages that show
it are opened in Chromium, with the content security policy switched off, so that the escaping itself is what holds,
and with it. Works on a state folder of its own, which it removes. Prints a summary; exit 1 if anything ran, was asked
of another site, or stands in a page where it must not.
"""

import argparse
import logging
import os
import re
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # Playwright keeps a loop in this thread
os.environ["LOG_LEVEL"] = "ERROR"


def main() -> int:
    said = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    said.add_argument("--file", type=Path, default=os.environ.get("NEWSCLIP_XSS"), help="strings of others, one a line")
    said.add_argument("--strings", type=int, default=0, help="only so many, of every kind alike")
    said.add_argument(
        "--every", type=int, default=4, help="of pages that show one string each, open every so many-th; 1: all"
    )
    said.add_argument("--only", default="", help="only pages whose address has this in it")
    options = said.parse_args()
    began = time.monotonic()
    strings = prepare(options)
    with_browser = run(strings, options)
    return judge(strings, *with_browser, time.monotonic() - began)


def prepare(options):
    import django
    from django.conf import settings

    django.setup()
    settings.MIDDLEWARE.remove("zeal.middleware.zeal_middleware")  # how often a page asks the database is for tests
    for name in ("curation", "django", "django.request"):
        logging.getLogger(name).setLevel("CRITICAL")  # a page of status 500 is a finding
    from django.core.management import call_command

    from tests.hostile import corpus

    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    strings = corpus.read(Path(options.file)) if options.file else corpus.corpus()
    return corpus.sample(strings, options.strings) if options.strings else list(strings)


def run(strings, options):
    from playwright.sync_api import sync_playwright

    from tests.browser.conftest import ARGUMENTS, find_chromium
    from tests.browser.serving import serving
    from tests.hostile.visiting import Visit, build, decide

    scene = build(strings, tell=tell)
    with sync_playwright() as playwright, serving() as site:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=ARGUMENTS)
        visit = Visit(browser, site, scene, every=options.every, only=options.only, tell=tell)
        visit.see_that_it_sees()
        visit.pages(after=False)
        decide(scene, tell=tell)
        visit.pages(after=True)
        visit.letters()
        browser.close()
    return scene, visit


def tell(words):
    print(f"{time.strftime('%H:%M:%S')} {words}", file=sys.stderr, flush=True)


def judge(strings, scene, visit, seconds) -> int:
    print(
        f"{time.strftime('%Y-%m-%d', time.gmtime())}, commit {commit()}, {os.cpu_count()} cores, "
        f"{seconds / 60:.0f} min\n"
    )
    kinds = Counter(each.kind for each in strings)
    print(f"{len(strings)} strings: " + ", ".join(f"{kind} {n}" for kind, n in kinds.items()))
    print(f"Shown as they are, {visit.armed} of them run or leave something dangerous: the watch sees.\n")
    print("| place | kept | refused |\n|---|--:|--:|")
    for place, counts in scene.told.items():
        print(f"| {place.replace('_', ' ')} | {counts['kept']} | {counts['refused']} |")
    print("\n| way | pages opened | answers |\n|---|--:|---|")
    for way, (opened, statuses) in visit.opened.items():
        print(
            f"| {way} | {opened} | {', '.join(f'{status}: {n}' for status, n in sorted(statuses.items(), key=str))} |"
        )
    found = Counter(each.what for each in visit.findings)
    for what in ("execution", "foreign request", "dangerous node", "broken page", "stopped by the policy alone"):
        print(f"\n{what}: {found[what]}")
        for (detail, count), page in of_a_kind([each for each in visit.findings if each.what == what]):
            print(f"  {count} × {detail}, such as at {page}")
    return 1 if visit.findings or not visit.armed else 0


def of_a_kind(findings, most=40):
    """(((what they have in common, how many), where the first was), ...), since one fault may be on every page."""
    kinds, first = Counter(), {}
    for each in findings:
        kind = re.sub(r"\d+", "N", each.detail)[:120]
        kinds[kind] += 1
        first.setdefault(kind, each.page)
    return [(each, first[each[0]]) for each in kinds.most_common(most)]


def commit() -> str:
    said = subprocess.run(["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, capture_output=True, text=True)
    return said.stdout.strip() or "unknown"


if __name__ == "__main__":
    sys.exit(main())
