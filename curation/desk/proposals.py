"""What of a clip is still as the machine wrote it: nobody has said yet that it is right."""

from articles.models import Article
from curation.drafting import EXTRACT
from curation.models import Proposal


def proposed_parts(article: Article) -> set[str]:
    """Names of its words (`title`, `body`, ...), and public ids of facts and answers, that no person has changed."""
    facts = article.key_facts.filter(fact__proposed=True).values_list("fact__public_id", flat=True)
    answers = article.answers.filter(proposed=True).values_list("public_id", flat=True)
    return {*_words(article), *map(str, facts), *map(str, answers)}


def engine_of(article: Article) -> str:
    """The language model that helped, as its kind and name; empty where none did."""
    engine = Proposal.objects.filter(article=article).values_list("engine", flat=True).first() or EXTRACT
    return "" if engine == EXTRACT else engine


def _words(article):
    proposal = Proposal.objects.filter(article=article).first()
    words = proposal.words if proposal else {}
    return {name for name, text in words.items() if text and text == getattr(article, name, None)}
