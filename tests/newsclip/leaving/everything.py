"""A person with a row behind every tie of the table, each holding what must be found, or must be gone."""

import json
import secrets
import uuid
from datetime import timedelta
from importlib import import_module

from allauth.account.models import EmailAddress, EmailConfirmation
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialToken
from django.conf import settings
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from accounts import avatars, mail
from accounts.models import (
    Invitation,
    MachineTrace,
    Notice,
    OldUsername,
    PersonBlock,
    PersonMute,
    Session,
    TermsAcceptance,
    TraceKey,
    User,
    audit,
)
from articles.models import Article, CategoryRole, Credit, LastRead, Picture, Revision, Tag, TagMute
from comments.models import Comment, CommentRevision, Domain, Draft, Phrase, Telling, ThreadFollow, Vote
from curation.models import (
    Approval,
    Feed,
    Lead,
    LeadRule,
    Note,
    Override,
    PassageChange,
    Presence,
    PreviewLink,
    Suggestion,
    WorkingCopy,
)
from moderation.models import Appeal, Claim, Decision, Outgoing, PersonNote, Report, Sanction
from newsclip.models import Export
from tests.factories import make_article, make_comment, make_user
from tests.newsclip.leaving.pictures import a_picture

NAME, CALLED, ADDRESS = "ada-of-hathe7", "Ada Hathersage Moor", "ada.private@hathe.example"
BEFORE, OTHER_ADDRESS = "quillonia.ada", "second.box@hathe.example"
SAID = "The slipway was mine before the flood of nineteen"
FIRST_SAID = "The slipway was never anybody's before that flood"
BIO = "I mend nets in the old smokehouse"
SECRET = "kept-token-92f1c7"


class Everything:
    def __init__(self):
        self.other = make_user("bartram", display_name="Bartram")
        self.judge = make_user("judge", role="moderator")
        self.ada = make_user(NAME, role="editor", email=ADDRESS, display_name=CALLED, bio=BIO)
        self.now = timezone.now()
        self.clip = make_article(by=self.ada, title="A slipway")
        self._accounts()
        self._packages()
        self._said()
        self._moderated()
        self._curated()
        self._queued()
        self.ada.refresh_from_db()

    def _accounts(self):
        ada, other, now = self.ada, self.other, self.now
        avatars.put(ada, ContentFile(a_picture(), "me.jpg"), by=ada)
        ada.user_permissions.add(Permission.objects.first())
        PersonMute.objects.create(by=ada, person=other)
        PersonMute.objects.create(by=other, person=ada)
        PersonBlock.objects.create(by=ada, person=other)
        PersonBlock.objects.create(by=other, person=ada)
        OldUsername.objects.create(user=ada, username=BEFORE)
        Invitation.objects.create(by=ada, code_hash="1", note=f"from {CALLED}", expires_at=now)
        Invitation.objects.create(
            by=other, code_hash="2", email=ADDRESS, note=CALLED, expires_at=now, used_at=now, used_by=ada
        )
        Invitation.objects.create(by=other, code_hash="3", email=ADDRESS, note="Of old", expires_at=now)
        TermsAcceptance.objects.create(user=ada, version="1")
        Notice.objects.create(to=ada, kind="site", key="a", about=SAID, link="/")
        Notice.objects.create(to=other, by=ada, kind="reply", key="b", about=f"{CALLED} answered", link="/")
        Notice.objects.create(to=other, kind="site", key="c", about=f"News of @{NAME}", link=f"/people/{NAME}/")
        MachineTrace.objects.create(
            user=ada, key=TraceKey.objects.create(secret=b"s" * 32), hash="d1ce" * 8, day=now.date()
        )
        self.session = import_module(settings.SESSION_ENGINE).SessionStore()
        self.session["_auth_user_id"] = str(ada.pk)
        self.session.save()
        Session.objects.filter(pk=self.session.session_key).update(user=ada, browser="Firefox")
        Export.objects.create(user=ada, ready_at=now, file=ContentFile(ADDRESS.encode(), "old.zip"))

    def _packages(self):
        ada, now = self.ada, self.now
        EmailAddress.objects.create(user=ada, email=ADDRESS, verified=True, primary=True)
        second = EmailAddress.objects.create(user=ada, email=OTHER_ADDRESS)
        EmailConfirmation.objects.create(email_address=second, key=f"{SECRET}-confirm", sent=now)
        Authenticator.objects.create(user=ada, type="totp", data={"secret": f"{SECRET}-totp"})
        social = SocialAccount.objects.create(
            user=ada, provider="x", uid=f"{SECRET}-uid", extra_data={"email": ADDRESS}
        )
        app = SocialApp.objects.create(provider="x", name="X", client_id="x")
        SocialToken.objects.create(account=social, app=app, token=f"{SECRET}-social")
        LogEntry.objects.create(
            user=ada,
            content_type=ContentType.objects.get_for_model(Article),
            object_id="1",
            object_repr="x",
            action_flag=1,
        )
        LogEntry.objects.create(
            user=self.judge,
            content_type=ContentType.objects.get_for_model(User),
            object_id=str(ada.pk),
            object_repr=CALLED,
            action_flag=2,
        )
        LogEntry.objects.create(
            user=self.judge,
            content_type=ContentType.objects.get_for_model(EmailAddress),
            object_id=str(second.pk),
            object_repr=f"{CALLED} ({OTHER_ADDRESS})",
            action_flag=2,
        )

    def _said(self):
        ada, other = self.ada, self.other
        self.comment = make_comment(self.clip, author=ada, body=f"{SAID}.\n\nYours, {CALLED}, {ADDRESS}")
        CommentRevision.objects.create(comment=self.comment, body=f"{FIRST_SAID}. {CALLED}")
        reply = f"> {SAID}.\n\nSo says @{NAME}, and [here](/people/{NAME}/)."
        self.reply = make_comment(author=other, parent=self.comment, body=reply)
        CommentRevision.objects.create(comment=self.reply, body=f"> {SAID}.\n\nAgain @{BEFORE}!")
        Draft.objects.create(by=other, place="x", article=self.clip, body=f"> {SAID}.\n\nDear @{NAME}")
        Draft.objects.create(by=ada, place="x", article=self.clip, body=f"{SAID} still")
        self.held = make_comment(self.clip, author=ada, body=f"{SAID} held", held_because="look")
        self.removed = make_comment(self.clip, author=ada, body=f"{SAID} removed")
        self.removed.remove("Spam")
        Comment.objects.filter(pk=self.reply.pk).update(featured_by=ada, featured_at=self.now)
        Comment.objects.filter(pk=self.comment.pk).update(score_reasons=[SAID[:20]], fingerprint=77123)
        telling, _new = Telling.objects.get_or_create(comment=self.comment)
        telling.owed.add(ada)
        ThreadFollow.objects.create(by=ada, article=self.clip)
        Vote.objects.create(by=ada, comment=self.reply, value=1)
        Comment.objects.filter(pk=self.reply.pk).update(ups=1)
        Vote.objects.create(by=other, comment=self.comment, value=1)
        Phrase.objects.create(text="p", key="p", by=ada, note=f"For {CALLED}")
        Domain.objects.create(host="h.example", by=ada, note=f"For @{NAME}")

    def _asked_again(self, about_theirs, by_them, due):
        """By others who had reported them; and by themselves, without signing in."""
        said = {"rule": "1", "state": "dismissed"}
        report = Report.objects.create(comment=self.comment, by=self.other, decision=about_theirs, **said)
        words = {"text": f"{CALLED} wrote “{SAID}”", "due_at": due}
        Appeal.objects.create(decision=about_theirs, report=report, by=self.other, first_decider=self.judge, **words)
        report = Report.objects.create(comment=self.reply, name=CALLED, email=ADDRESS, decision=by_them, **said)
        Appeal.objects.create(decision=by_them, report=report, first_decider=self.ada, **words)

    def _moderated(self):
        ada, other, judge, now = self.ada, self.other, self.judge, self.now
        about = Decision.objects.create(
            comment=self.removed, person=ada, by=judge, outcome="removed", rule="2", words=f"Dear {CALLED}, “{SAID}” …"
        )
        settled = Decision.objects.create(
            comment=self.comment, person=ada, by=judge, outcome="approved", words=f"Dear {CALLED}"
        )
        by = Decision.objects.create(
            comment=self.reply, person=other, by=ada, outcome="approved", words=f"Yours, {CALLED}"
        )
        audit(about, "decided", by=judge, words=f"Dear {CALLED}")
        audit(self.comment, "comment.removed", by=judge, rule="2", words=f"“{SAID}”, you wrote")
        audit(ada, "warn", by=judge, note=f"{CALLED} again")
        audit(self.clip, "assign", by=ada, people=[ada])
        told = [{"name": f"@{NAME.upper()}", "address": ADDRESS}]
        audit(self.clip, "invite", by=judge, told=told, because=f"As @{BEFORE} said", kept="this stays")
        due = now + timedelta(days=7)
        waiting = {"first_decider": judge, "due_at": due}
        Appeal.objects.create(decision=about, by=ada, text=f"But {SAID}", **waiting)
        Appeal.objects.create(
            decision=settled,
            by=ada,
            text=f"And {SAID}",
            state="confirmed",
            decided_by=make_user(role="moderator"),
            decided_at=now,
            words=f"No, {CALLED}",
            **waiting,
        )
        Appeal.objects.create(decision=by, by=other, text="Why?", first_decider=ada, due_at=due)
        more = Decision.objects.create(comment=self.reply, person=other, by=judge, outcome="approved")
        Appeal.objects.create(
            decision=more,
            by=other,
            text="Why?",
            state="confirmed",
            decided_by=ada,
            decided_at=now,
            words="So.",
            **waiting,
        )
        back = Decision.objects.create(
            comment=self.reply, person=other, by=judge, outcome="removed", rule="2", undoes=by
        )
        Appeal.objects.create(decision=back, by=other, text="Why?", earlier_decider=ada, **waiting)
        self._asked_again(settled, by, due)
        Claim.objects.create(comment=self.reply, moderator=ada, until=now)
        Claim.objects.create(comment=self.held, moderator=judge, until=now)
        mine = {"by": ada, "name": CALLED, "email": ADDRESS, "text": f"I, {CALLED}"}
        reported = Report.objects.create(comment=self.reply, rule="1", **mine)
        Outgoing.objects.create(decision=about, due_at=now)
        Outgoing.objects.create(decision=more, report=reported, due_at=now)
        Report.objects.create(comment=self.comment, by=other, rule="1", text=f"{CALLED} wrote “{SAID}”")
        Report.objects.create(article=self.clip, rule="1", name=CALLED, email=ADDRESS, text="From outside.")
        Sanction.objects.create(person=ada, kind="warn", decision=about)
        Sanction.objects.create(person=other, kind="warn", decision=by, lifted_at=now, lifted_by=ada)
        PersonNote.objects.create(person=ada, by=judge, text=f"{CALLED} means well.")
        PersonNote.objects.create(person=other, by=ada, text="He means well.")
        PersonNote.objects.create(person=other, by=judge, text=f"Knows {CALLED}, @{NAME.upper()} and <{ADDRESS}>.")
        Decision.objects.create(
            comment=self.reply,
            person=other,
            by=judge,
            outcome="approved",
            words=f"Be kind to {CALLED}, @{NAME.upper()}, /people/{NAME}/ and {ADDRESS}.",
        )

    def _curated(self):
        ada, other, clip, now = self.ada, self.other, self.clip, self.now
        due = now + timedelta(days=1)
        Picture.objects.create(file=ContentFile(a_picture(), "p.jpg"), decorative=True, added_by=ada)
        revision = Revision.objects.filter(article=clip).first()
        Revision.objects.filter(pk=revision.pk).update(note=f"Found by {CALLED}, @{NAME}.")
        Credit.objects.create(revision=revision, person=ada)
        LastRead.objects.create(user=ada, article=clip, number=1)
        Article.objects.filter(pk=clip.pk).update(
            assigned_to=ada, trashed_by=ada, comments_locked_because=f"{CALLED} and @{NAME} quarrel."
        )
        TagMute.objects.create(by=ada, tag=Tag.objects.create(name="nets", key="nets", slug="nets"))
        CategoryRole.objects.create(user=ada, category=clip.category, role="moderator")
        Feed.objects.create(url="https://f.example/", title="F", added_by=ada)
        LeadRule.objects.create(kind="always", action="assign", assign_to=ada)
        LeadRule.objects.create(kind="always", action="star", made_by=ada)
        lead = Lead.objects.create(text="Something.", by=ada)
        Lead.objects.create(text="Something.", assigned_to=ada, assigned_at=now)
        suggested = Lead.objects.create(text="Something.", origin="reader", note=f"{CALLED} saw this")
        Suggestion.objects.create(lead=suggested, by=ada, url="https://s.example/", note=f"{CALLED} saw this")
        Suggestion.objects.create(lead=lead, by=other, url="https://s.example/", thanked_by=ada, thanked_at=now)
        Override.objects.create(article=clip, by=ada, fingerprint="f", kind="k", message="m", note=f"As {CALLED} says")
        PreviewLink.objects.create(article=clip, made_by=ada, key=secrets.token_hex(8), name="Dr. Hale", expires_at=due)
        PreviewLink.objects.create(
            article=clip,
            made_by=other,
            revoked_by=ada,
            revoked_at=now,
            key=secrets.token_hex(8),
            name="Dr. Y",
            expires_at=due,
        )
        Approval.objects.create(article=clip, by=ada, hash="h")
        asked = f"Ask {CALLED} or @{NAME}"
        Note.objects.create(article=clip, by=ada, text="n", key=uuid.uuid4())
        Note.objects.create(article=clip, by=other, text=asked, key=uuid.uuid4(), resolved_by=ada, resolved_at=now)
        PassageChange.objects.create(
            article=clip,
            snapshot=clip.sources.first().latest,
            kind="vanished",
            before="b",
            settled_by=ada,
            settled_at=now,
        )
        WorkingCopy.objects.create(user=ada, article=clip, values=SAID, version=1)
        Presence.objects.create(user=ada, article=clip)

    def _queued(self):
        mail.send(ADDRESS, "export_ready", {"link": "/"})
        mail.send(self.other, "export_ready", {"link": self.comment.get_absolute_url()})
        mail.deliver.enqueue(
            to="x@y.example",
            subject=f"{CALLED} wrote",
            text="t",
            html="h",
            message_id="m",
            about={"people": [self.ada.pk]},
        )
        about = {"kind": "email_confirmation"}
        mail.deliver.enqueue(to=OTHER_ADDRESS, subject="s", text=SECRET, html="h", message_id="m", about=about)
        job = DBTaskResult.objects.first()
        assert ADDRESS in json.dumps([row.args_kwargs for row in DBTaskResult.objects.all()]), job
