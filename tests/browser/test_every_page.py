"""Every page of the site, opened as the right person: first without JavaScript, then before the rules of axe."""

import re
from typing import NamedTuple

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group
from django.urls import get_resolver, resolve, reverse
from django.urls.resolvers import URLResolver

from tests.browser.conftest import Profiles, keep_pictures
from tests.browser.judging import COUNT_SHIFTS, too_wide, violations


class Row(NamedTuple):
    path: str  # filled in from the town
    who: str = "visitor"
    status: int = 200
    again: bool = False  # what axe has judged in another row


COMPONENTS = "/desk/components/"  # shows whole error pages among others
PAGES = [
    Row("/"),
    Row("/", "reader"),
    Row("/articles/{clip.slug}/"),
    Row("/articles/{clip.slug}/", "reader"),
    Row("/articles/{clip.slug}/", "moderator", again=True),
    Row("/articles/{withdrawn.slug}/", status=410),
    Row("/articles/{draft.slug}/", status=404),
    Row("/category/{category.slug}/"),
    Row("/category/{empty_category.slug}/"),
    Row("/tag/{tag.slug}/"),
    Row("/tag/{retired_tag.slug}/", status=410),
    Row("/tags/"),
    Row("/archive/"),
    Row("/corrections/"),
    Row("/archive/{month:%Y}/{month:%-m}/"),
    Row("/people/{editor.username}/"),
    Row("/people/{reader.username}/", "reader"),
    Row("/search/"),
    Row("/search/?q=tide"),
    Row("/search/?q=zyxwvut"),
    Row("/{page.slug}/"),
    Row("/no-such-page-here/", status=404),
    Row("/?page=999", status=404),
    Row("/comments/{other.pk}/", again=True),
    Row("/comments/{removed.pk}/", status=410),
    Row("/comments/{other.pk}/thread/"),
    Row("/comments/{other.pk}/versions/"),
    Row("/articles/{clip.slug}/comments/about/"),
    Row("/articles/{clip.slug}/comments/about/{part}/", "reader"),
    Row("/articles/{clip.slug}/comments/?q=the"),
    Row("/articles/{clip.slug}/comments/?q=zyxwvut"),
    Row("/articles/{clip.slug}/?sort=newest", "reader", again=True),
    Row("/comments/{other.pk}/reply/", "reader"),
    Row("/comments/{own.pk}/edit/", "reader"),
    Row("/comments/{own.pk}/delete/", "reader"),
    Row("/comments/{other.pk}/report/"),
    Row("/comments/{other.pk}/report/", "reader"),
    Row("/comments/{own.pk}/report/", "reader"),
    Row("/moderation/", "moderator"),
    Row("/moderation/next/", "moderator"),
    Row("/moderation/?show=unlawful", "moderator"),
    Row("/moderation/{removed.pk}/", "moderator", again=True),
    Row("/moderation/clips/", "moderator"),
    Row("/moderation/bulk/", "moderator"),
    Row("/moderation/bulk/?by={reader.username}", "moderator"),
    Row("/moderation/bulk/{batch}/", "moderator"),
    Row("/moderation/reasons/", "moderator"),
    Row("/moderation/reasons/new/", "moderator"),
    Row("/moderation/reasons/{reason.pk}/", "moderator", again=True),
    Row("/articles/{clip.slug}/report/"),
    Row("/articles/{clip.slug}/report/", "reader"),
    Row("/report/"),
    Row("/report/?place=/articles/{clip.slug}/", "reader", again=True),
    Row("/report/sent/"),
    Row("/moderation/decisions/", "reader"),
    Row("/moderation/decisions/{decision.public_id}/", "reader"),
    Row("/moderation/decisions/{appealed.public_id}/", "reader"),
    Row("/moderation/decisions/{appealed.public_id}/", "moderator", again=True),
    Row("/moderation/appeals/", "administrator"),
    Row("/moderation/appeals/{appeal.pk}/", "administrator"),
    Row("/moderation/appeals/{appeal.pk}/", "moderator", status=403),
    Row("/moderation/appeals/{asked.pk}/", "administrator", again=True),
    Row("/moderation/reports/{dismissed.pk}/", "reader"),
    Row("{by_key}"),
    Row("{asked_by_key}", again=True),
    Row("/moderation/people/{limited.username}/", "moderator"),
    Row("/moderation/figures/", "moderator"),
    Row("/moderation/log/"),
    Row("/moderation/log/?rule=5"),
    Row("/transparency/"),
    Row("/transparency/{appeal.at:%Y}/"),
    Row("/transparency/{appeal.at:%Y}/{appeal.at:%-m}/", again=True),
    Row("/moderation/lists/phrases/", "moderator"),
    Row("/moderation/lists/sites/", "moderator", again=True),
    Row("/moderation/lists/try/?text=lamp&standing=new", "moderator"),
    Row("/policy/"),
    Row("/desk/", "editor"),
    Row("/desk/?status=published", "editor"),
    Row("/desk/?q=zyxwvut", "editor"),
    Row("/desk/new/", "editor"),
    Row("/desk/calendar/", "editor"),
    Row("/desk/calendar/?week=2026-11-26", "editor", again=True),
    Row("/desk/front/", "editor"),
    Row("/desk/front/?q=zyxwvut", "editor", again=True),
    Row("/desk/search/", "editor"),
    Row("/desk/search/?q=tide", "editor", again=True),
    Row("/desk/activity/", "editor"),
    Row("/desk/pictures/", "editor"),
    Row("/desk/pictures/?q=zyxwvut", "editor", again=True),
    Row("/desk/pictures/{picture.pk}/", "editor"),
    Row("/desk/trash/", "editor"),
    Row("/desk/{draft.pk}/plan/", "editor"),
    Row("/desk/{draft.pk}/sources/", "editor"),
    Row("/desk/inbox/", "editor"),
    Row("/desk/inbox/?state=dismissed", "editor"),
    Row("/desk/inbox/?q=zyxwvut", "editor"),
    Row("/desk/feeds/", "editor"),
    Row("/desk/feeds/{feed.pk}/", "editor"),
    Row("/desk/rules/", "editor"),
    Row("/desk/new/?url={gone_page}&title=Gone&selection=Nine%20days", "editor"),
    Row("/desk/bookmarklet/", "editor"),
    Row("/desk/suggestions/", "editor"),
    Row("/desk/corrections/", "editor"),
    Row("/desk/watch/", "editor"),
    Row("/desk/watch/?show=all", "editor"),
    Row("/desk/leads/{suggested.pk}/", "editor"),
    Row("/suggest/", "reader"),
    Row("/desk/leads/{waiting.pk}/", "editor"),
    Row("/desk/leads/{failed.pk}/", "editor"),
    Row("/desk/{draft.pk}/", "editor"),
    Row("/desk/{clip.pk}/", "editor"),
    Row("/desk/{doubtful.pk}/", "editor"),
    Row("/desk/{draft.pk}/preview/", "editor"),
    Row("/desk/{unsaved.pk}/", "editor"),
    Row("/desk/{unsaved.pk}/?copy=1", "editor"),
    Row("/desk/{merging.pk}/?copy=1", "editor"),
    Row("/desk/{draft.pk}/publish/", "editor"),
    Row("/desk/{corrected.pk}/revisions/", "editor"),
    Row("/desk/{corrected.pk}/revisions/compare/?from=1&to=now", "editor"),
    Row("/desk/{corrected.pk}/revisions/1/restore/", "editor"),
    Row("/articles/{corrected.slug}/"),
    Row("/desk/{doubtful.pk}/publish/", "editor"),
    Row("/desk/{scheduled.pk}/publish/", "editor"),
    Row("/desk/{clip.pk}/withdraw/", "editor"),
    Row("/desk/{draft.pk}/together/", "editor"),
    Row("/desk/?mine=1", "editor"),
    Row("{preview}"),
    Row("{ended_preview}", status=410),
    Row(COMPONENTS, "administrator"),
    Row("/accounts/login/"),
    Row("/accounts/login/?next=/articles/{clip.slug}/%23say"),
    Row("/accounts/signup/"),
    Row("/accounts/logout/", "reader"),
    Row("/accounts/inactive/"),
    Row("/accounts/email/", "reader"),
    Row("/accounts/confirm-email/"),
    Row("/accounts/confirm-email/no-such-key/"),
    Row("/accounts/password/change/", "reader"),
    Row("/accounts/password/reset/"),
    Row("/accounts/password/reset/done/"),
    Row("/accounts/password/reset/key/1-abc-def/"),
    Row("/accounts/password/reset/key/done/"),
    Row("/accounts/reauthenticate/", "reader"),
    Row("/accounts/settings/", "reader"),
    *(Row(f"/accounts/{page}/", "reader") for page in ("export", "delete", "username", "picture")),
    Row("/accounts/login/code/"),
    Row("/accounts/2fa/", "reader"),
    Row("/accounts/2fa/webauthn/", "reader"),
    Row("/accounts/sessions/", "reader"),
    Row("/accounts/terms/", "reader"),
    Row("/accounts/invitations/", "administrator"),
    Row("/accounts/invitation/", status=410),
    Row("/accounts/invitation/no-such-code/", status=404),
    Row("/accounts/3rdparty/login/cancelled/"),
    Row("/accounts/3rdparty/login/error/", status=401),
    Row("/accounts/notices/", "reader"),
    Row("/accounts/notices/mail/", "reader"),
    Row("/accounts/notices/stop/{stop_token}/"),
    Row("/accounts/hidden/", "reader"),
    Row("/accounts/hidden/{editor.username}/", "reader"),
]
NOT_PAGES = {
    "healthz": "one word",
    "robots.txt": "text",
    "manifest": "data",
    "favicon": "a picture",
    "apple-touch-icon": "a picture",
    "security.txt": "text",
    "change-password": "leads on",
    "media": "files",
    **dict.fromkeys(
        "comment-vote comment-feature comment-follow thread-follow tag-mute notice notices-read".split(),
        "takes a form and leads on",
    ),
    **dict.fromkeys(
        "stay avatar-take desk:correction-accept desk:correction-decline".split(), "takes a form and leads on"
    ),
    "export-fetch": "a file; tried in tests/newsclip/leaving",
    "comment-draft": "a piece of the form; tried in tests/comments/test_writing.py",
    "comments-newest": "data; tried in test_live_threads.py",
    "comments-newest-mine": "data; tried in test_live_threads.py",
    "comment-create": "takes a form; tried in test_journeys.py",
    "moderation:decide": "takes a form; tried in test_journeys.py",
    "moderation:claim": "data; tried in test_queue.py",
    **dict.fromkeys(
        "moderation:undo moderation:bulk-undo moderation:lock moderation:clip-decide moderation:reason-delete".split(),
        "takes a form and leads on",
    ),
    "moderation:decision-json": "data",
    "moderation:person-note": "takes a form and leads on",
    "moderation:person-limit": "takes a form; tried in test_due_process.py",
    "moderation:person-lift": "takes a form and leads on",
    **{f"transparency-{of}-{form}": "data" for of in ("year", "month") for form in ("csv", "json")},
    "moderation:list-lines": "text",
    "moderation:unlist": "takes a form and leads on",
    "moderation:read-first": "takes a form and leads on",
    "moderation:slow": "takes a form and leads on",
    "desk:inbox-lead": "takes a form and leads on",
    "desk:story": "takes a form and leads on",
    "desk:inbox-all": "takes a form and leads on",
    "desk:feeds-import": "takes a file and shows the page of feeds",
    "desk:feeds-export": "a list of feeds",
    "desk:feed-do": "takes a form and leads on",
    "desk:rule-do": "takes a form and leads on",
    "desk:lead-again": "takes a form and leads on",
    "desk:lead-dismiss": "takes a form and leads on",
    "desk:bulk": "takes a form and leads on",
    "desk:undo": "takes a form and leads on",
    "desk:working-copy": "data",
    "desk:presence": "data",
    "desk:throw-away": "takes a form and leads on",
    "desk:known": "a piece of the form for new clips",
    "desk:lead-thank": "takes a form and leads on",
    "desk:watch-look": "takes a form and leads on",
    "desk:watch-cite": "takes a form and leads on",
    "desk:watch-keep": "takes a form and leads on",
    "desk:submit": "takes a form and leads on",
    "desk:return": "takes a form and leads on",
    **dict.fromkeys(
        (
            "desk:approve desk:take-back desk:assign desk:note desk:note-settle desk:note-reopen"
            " desk:link-make desk:link-revoke preview:note preview:approve preview:take-back"
        ).split(),
        "takes a form and leads on",
    ),
    "prove": "for somebody with neither a password nor a second factor; tried in tests/accounts/test_proof.py",
    "account_set_password": "for somebody without a password; tried in tests/accounts/test_without_password.py",
    "account_confirm_login_code": "leads on: no code was asked for",
    **dict.fromkeys(
        (
            "mfa_authenticate mfa_reauthenticate mfa_activate_totp mfa_deactivate_totp mfa_view_recovery_codes"
            " mfa_generate_recovery_codes mfa_download_recovery_codes mfa_add_webauthn mfa_reauthenticate_webauthn"
            " mfa_remove_webauthn mfa_edit_webauthn mfa_login_webauthn"
        ).split(),
        "for somebody with a second factor, or who gave the password just now; tried in test_second_factor.py",
    ),
    **dict.fromkeys("elsewhere session-end sessions-end invitation-withdraw".split(), "takes a form and leads on"),
    "socialaccount_connections": "not where no provider is named; tried in tests/accounts/test_elsewhere.py",
    "socialaccount_signup": "leads on: nobody comes from elsewhere",
    "openid_connect_login": "of the provider that tests name",
    "openid_connect_callback": "of the provider that tests name",
    "": "an address that is nobody's",
}
NOT_FOR_EYES = (
    "admin:",
    "feed-",
    "said-feed",
    "thread-feed",
    "branch-feed",
    "category-feed",
    "tag-feed",
    "person-feed",
    "corrections-feed",
    "sitemap",
)
NARROW, COMMON, WIDE = 320, 360, 1280
AWKWARD = [  # words that do not break, another direction, forty facts
    *(
        "/desk/",
        "/desk/inbox/",
        "/desk/feeds/",
        "/desk/feeds/{long_feed.pk}/",
        "/desk/activity/",
        "/desk/search/?q=Donau",
    ),
    *(
        "/desk/{german.pk}/",
        "/desk/{german.pk}/sources/",
        "/desk/{german.pk}/together/",
        "/desk/{german.pk}/revisions/",
    ),
    *("/desk/{german.pk}/publish/", "/desk/{german.pk}/preview/", "/desk/{arabic.pk}/", "/desk/{arabic.pk}/preview/"),
]
STILL = ["/desk/inbox/", "/desk/{doubtful.pk}/", "/desk/{german.pk}/", "/desk/{doubtful.pk}/publish/"]
MOST_SHIFT = 0.02  # cumulative layout shift


def name_of(row):
    return f"{row.who}:{row.path}"


@pytest.fixture(scope="module")
def profiles(town):
    """One profile for each person with JavaScript and one without, kept for all pages."""
    made = Profiles(town.browser, town.site)
    kept = {}

    def of(who, *, script):
        if (who, script) not in kept:
            kept[who, script] = made(as_=getattr(town, who, None), java_script_enabled=script)
        made.complaints.clear()
        return kept[who, script]

    of.complaints = made.complaints
    yield of
    made.close()


@pytest.fixture
def open_row(town, profiles, request):
    pages = []

    def open_row(row, *, script):
        page = profiles(row.who, script=script).new_page()
        pages.append(page)
        page.set_viewport_size({"width": WIDE, "height": 900})
        answer = page.goto(row.path.format(**vars(town)))
        assert answer.status == row.status
        if "/leads/" in row.path:
            page.route(re.compile("/leads/"), stay)
        assert page.locator(".me, #user-tools").count() == (row.who != "visitor")
        return page

    yield open_row
    if getattr(request.node, "failed", False):
        keep_pictures([page.context for page in pages], request.node.name)
    for page in pages:
        page.close()
    assert not profiles.complaints, profiles.complaints


@pytest.mark.parametrize("row", PAGES, ids=name_of)
def test_every_page_reads_without_javascript(row, open_row):
    page = open_row(row, script=False)

    headings, main = page.locator("h1"), page.locator("main")

    assert headings.count() == 1 or row.path == COMPONENTS
    assert headings.first.inner_text().strip()
    assert main.count() == 1
    assert len(main.inner_text().split()) > 3
    assert page.title().strip(" —")
    for width in (WIDE, COMMON, NARROW):
        assert too_wide(page, width) == []


@pytest.mark.parametrize("row", [row for row in PAGES if not row.again], ids=name_of)
def test_axe_finds_nothing_wrong_with_any_page(row, open_row):
    page = open_row(row, script=True)

    assert violations(page) == {"light": [], "dark": []}


def test_awkward_words_stay_within_their_columns(town, profiles):
    page = profiles("editor", script=False).new_page()

    wide = {}
    for path in AWKWARD:
        page.goto(path.format(**vars(town)))
        wide[path] = too_wide(page, WIDE) + too_wide(page, NARROW)

    page.close()
    assert {path: found for path, found in wide.items() if found} == {}


@pytest.mark.parametrize("width", [COMMON, WIDE])
def test_pages_of_the_desk_do_not_jump_while_they_load(town, profiles, width):
    page = profiles("editor", script=True).new_page()
    page.add_init_script(COUNT_SHIFTS)
    page.set_viewport_size({"width": width, "height": 900})

    jumped = {}
    for path in STILL:
        page.goto(path.format(**vars(town)), wait_until="networkidle")
        page.evaluate("document.fonts.ready")
        jumped[path] = page.evaluate("window.shifts")

    page.close()
    assert {path: shift for path, shift in jumped.items() if shift > MOST_SHIFT} == {}


def test_every_address_of_the_site_has_a_row_here(town):
    addresses = {name for name in names_below(get_resolver()) if not name.startswith(NOT_FOR_EYES)}

    tried = {resolve(row.path.format(**vars(town)).partition("?")[0]).view_name for row in PAGES}

    assert addresses - tried - set(NOT_PAGES) == set(), "Give each a row in PAGES, or its reason in NOT_PAGES."


@pytest.mark.parametrize("model", admin.site._registry, ids=lambda model: model._meta.label)
def test_the_administration_keeps_to_the_content_security_policy(town, open_row, model):
    for path in paths_of_the_admin(model):
        page = open_row(Row(path, "administrator"), script=True)

        assert page.locator("h1").count()


def stay(route):
    """A page that looks again by itself is left as it is: 204 is no new page."""
    route.fulfill(status=204)


def paths_of_the_admin(model):
    """The list, and a form if there is anything to change."""
    name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
    one = model._default_manager.first()
    yield reverse(f"{name}_changelist")
    if one and model is not Group:  # Django's own form of a group asks the database once a permission
        yield reverse(f"{name}_change", args=[one.pk])


def names_below(resolver, prefix=""):
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{pattern.namespace}:" if pattern.namespace else ""
            yield from names_below(pattern, prefix + inner)
        elif pattern.name:
            yield prefix + pattern.name
