def test_the_site_answers_a_browser(page):
    page.goto("/healthz")

    assert page.inner_text("body") == "ok"
