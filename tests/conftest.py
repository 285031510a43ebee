import os

from hypothesis import settings as hypothesis_settings

NO_CHROMIUM = "no Chromium"

hypothesis_settings.register_profile("newsclip", deadline=None, max_examples=int(os.environ.get("EXAMPLES", "50")))
hypothesis_settings.load_profile("newsclip")


def pytest_terminal_summary(terminalreporter):
    """Say loudly what was not tested."""
    skipped = [report for report in terminalreporter.stats.get("skipped", []) if NO_CHROMIUM in str(report.longrepr)]
    if skipped:
        terminalreporter.section("BROWSER TESTS WERE SKIPPED", red=True, bold=True)
        terminalreporter.line(
            f"{len(skipped)} tests did not run, because there is no Chromium on this machine. Install it "
            "(Debian: apt-get install chromium), or name one: CHROMIUM=/path/to/chromium make test"
        )
