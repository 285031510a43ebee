"""What is wrong with a page: to the rules of axe, and to a narrow window."""

from axe_playwright_python.sync_playwright import Axe

AXE = Axe()
COUNT_SHIFTS = """
    window.shifts = 0;
    new PerformanceObserver(list => list.getEntries().forEach(entry => { window.shifts += entry.value }))
        .observe({type: "layout-shift", buffered: true});
"""
RULES = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}
COLOURS = {"resultTypes": ["violations"], "runOnly": ["color-contrast", "link-in-text-block"]}


def violations(page) -> dict[str, list[str]]:
    """By colour scheme, everything opened that can be. In the second scheme nothing but colours is new."""
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
    page.evaluate(AXE.axe_script)
    return {"light": _in(page, "light", RULES), "dark": _in(page, "dark", COLOURS)}


def _in(page, scheme, rules):
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    return [
        f"{found['id']}: {node['html'][:300]} {node['failureSummary']}"
        for found in page.evaluate("rules => axe.run(rules)", rules)["violations"]
        for node in found["nodes"]
    ]


def too_wide(page, width):
    """What sticks out of the page at this width."""
    page.set_viewport_size({"width": width, "height": 900})
    return page.evaluate(
        """width => document.documentElement.scrollWidth <= width ? [] :
            [...document.body.querySelectorAll('*')].filter(each => each.getBoundingClientRect().right > width + 1)
                .map(each => `${width}: ${each.outerHTML.slice(0, 120)}`).slice(0, 5)""",
        width,
    )
