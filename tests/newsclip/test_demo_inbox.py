"""The demonstration's inbox: filled once, asked of nobody, and taken away again."""

import pytest
from django.utils import timezone

from curation import tasks
from curation.models import Feed, Lead
from newsclip.demo import inbox
from tests.factories import make_lead

pytestmark = pytest.mark.django_db


def test_it_is_filled_once_and_no_host_is_asked():
    inbox.fill(timezone.now())
    Lead.objects.inbox().first().dismiss()

    inbox.fill(timezone.now())

    assert Lead.objects.inbox().count() == 9
    assert Lead.objects.inbox().unread().exists()
    assert tasks.poll_due_feeds() == 0


def test_it_is_taken_away_and_nothing_else():
    own = make_lead("Our own")
    inbox.fill(timezone.now())

    inbox.empty()

    assert Lead.objects.get() == own
    assert Feed.objects.get() == own.feed
