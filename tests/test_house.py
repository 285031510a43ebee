"""The rules of the house that a machine can hold. What imports what is import-linter's, in pyproject.toml."""

import ast
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.apps import apps
from django.template import engines
from django.template.base import Lexer, TokenType
from django.template.loader import get_template

ROOT = Path(__file__).resolve().parent.parent
FLOORS = [{"newsclip"}, {"moderation", "curation", "discovery"}, {"comments"}, {"articles"}, {"accounts"}, {"common"}]
ROOMS = {room: height for height, floor in enumerate(reversed(FLOORS)) for room in floor}
LONGEST_FILE = 400
MISSPELLED = re.compile(r"\w'|'\w|(?<!\()\bemails?\b", re.IGNORECASE)  # ’ and e-mail
MARKING = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "pgettext", "pgettext_lazy"}

sources = sorted(
    path.relative_to(ROOT) for room in ROOMS for path in (ROOT / room).rglob("*.py") if "migrations" not in path.parts
)
templates = sorted(path.relative_to(ROOT / "templates") for path in (ROOT / "templates").rglob("*") if path.is_file())
pages = [
    path for path in templates if path.suffix == ".html" and path.parts[0] != "email"
]  # letters bring their own styles
named = {"ids": str}


@pytest.mark.parametrize("path", templates, **named)
def test_every_template_compiles(path):
    get_template(str(path))


def test_unknown_variables_fail_in_our_templates(tmp_path):
    template = engines["django"].from_string("{{ nobody_set_this }}")
    template.template.nodelist[0].origin.name = str(ROOT / "templates" / "page.html")

    with pytest.raises(Exception, match="nobody_set_this"):
        template.render({})


@pytest.mark.parametrize("path", templates, **named)
def test_every_text_in_a_template_can_be_translated(path):
    """Outside {% translate %} and {% blocktranslate %} a template holds no words."""
    if path.suffix in {".xml", ".svg"}:
        return  # element names of a format, no texts

    assert bare_words((ROOT / "templates" / path).read_text()) == []


@pytest.mark.parametrize("path", templates, **named)
def test_texts_of_templates_are_spelled_as_the_others(path):
    assert [text for text in texts_of((ROOT / "templates" / path).read_text()) if MISSPELLED.search(text)] == []


@pytest.mark.parametrize("path", sources, **named)
def test_texts_of_programs_are_spelled_as_the_others(path):
    assert [text for text in messages_of((ROOT / path).read_text()) if MISSPELLED.search(text)] == []


@pytest.mark.parametrize(
    "source",
    [
        """{% translate "The clip's page" %}""",
        "{% blocktranslate %}{{ name }}'s readers' words{% endblocktranslate %}",
        "{% blocktranslate trimmed count n=1 %}One{% plural %}{{ email }} emails{% endblocktranslate %}",
    ],
)
def test_straight_apostrophes_and_emails_are_found(source):
    assert any(MISSPELLED.search(text) for text in texts_of(source))


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("<p>Hello</p>", ["Hello"]),
        ("<p>{% translate 'Hello' %} · {{ name }} 1 %</p>", []),
        ("{% blocktranslate %}Hello <b>you</b>{% endblocktranslate %}", []),
        ("{% comment %}Why{% endcomment %}{# why #}<!-- why -->", []),
        ('<input placeholder="Search" aria-label="{% translate "x" %}">', ["Search"]),
        ('<a class="big" {% if x %}title="More"{% endif %}>{{ y }}</a>', ["More"]),
    ],
)
def test_bare_words_are_found(source, words):
    assert bare_words(source) == words


@pytest.mark.parametrize("path", pages, **named)
def test_no_page_needs_inline_script_or_style(path):
    """The content security policy would block it."""
    source = (ROOT / "templates" / path).read_text()

    assert not re.findall(r"<style\b|\sstyle=|\son[a-z]+=|javascript:", source)
    assert all("src=" in tag or "ld+json" in tag for tag in re.findall(r"<script\b[^>]*>", source))


def test_relations_between_models_point_down():
    """A string foreign key escapes import-linter."""
    wrong = [
        f"{model._meta.label}.{field.name} points to {field.related_model._meta.label}"
        for model in apps.get_models(include_auto_created=True)
        if model._meta.app_label in ROOMS
        for field in model._meta.get_fields()
        if field.is_relation and field.concrete and field.related_model and not points_down(model, field.related_model)
    ]

    assert wrong == []


def points_down(model, target) -> bool:
    here, there = model._meta.app_label, target._meta.app_label
    return there not in ROOMS or here == there or ROOMS[there] < ROOMS[here]


@pytest.mark.parametrize("path", sources, **named)
def test_only_the_safe_fetcher_opens_addresses(path):
    """`urllib.request` and `http.client` reach any host; import-linter watches `requests` and `socket`."""
    if path.parts[:2] in {("common", "fetching"), ("common", "fetching.py")}:
        return
    if path.parts == ("newsclip", "running.py"):
        return  # asks the site that it started whether it is well

    assert not imported(ROOT / path) & {"urllib.request", "http.client"}


def imported(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found |= {node.module or ""} | {f"{node.module}.{alias.name}" for alias in node.names}
    return found


@pytest.mark.parametrize("path", sources, **named)
def test_every_file_fits_in_one_head(path):
    assert len((ROOT / path).read_text().splitlines()) < LONGEST_FILE
    assert path.name not in {"utils.py", "helpers.py", "services.py", "manager.py", "misc.py"}


@pytest.mark.parametrize("path", sorted((ROOT / "requirements").glob("*.txt")), ids=lambda path: path.name)
def test_locks_name_no_registry_and_prove_every_package(path):
    lock = path.read_text()

    assert "://" not in lock
    assert "index-url" not in lock
    assert all("--hash=sha256:" in entry for entry in re.split(r"\n(?=\S)", lock.strip()))


def test_what_runs_is_also_what_is_tested():
    tested = set(re.findall(r"^\S+==\S+", (ROOT / "requirements/dev.txt").read_text(), re.MULTILINE))

    for name in ("run.txt", "postgres.txt", "redis.txt", "model.txt", "train.txt"):
        assert set(re.findall(r"^\S+==\S+", (ROOT / "requirements" / name).read_text(), re.MULTILINE)) <= tested


def test_every_setting_of_the_environment_is_in_the_example():
    settings = (ROOT / "newsclip/settings.py").read_text()
    read = set(re.findall(r'\b(?:env(?:\.\w+)?\(|from_file\(env,)\s*"(\w+)"', settings))

    assert read <= set(re.findall(r"^#(\w+)=", (ROOT / ".env.example").read_text(), re.MULTILINE))


def texts_of(template: str) -> list[str]:
    """What a template marks for translation, without the names in it."""
    found, inside = [], False
    for token in Lexer(template).tokenize():
        if token.token_type == TokenType.BLOCK:
            word, *more = token.split_contents()
            inside = word in {"blocktranslate", "plural"} or (inside and word != "endblocktranslate")
            found += [more[0][1:-1]] if word == "translate" else []
        elif inside and token.token_type == TokenType.TEXT:
            found.append(re.sub(r"<[^>]*>", "", token.contents))
    return found


def messages_of(program: str) -> list[str]:
    calls = [node for node in ast.walk(ast.parse(program)) if isinstance(node, ast.Call)]
    marked = [call for call in calls if getattr(call.func, "id", getattr(call.func, "attr", "")) in MARKING]
    texts = [each.value for call in marked for each in call.args if isinstance(each, ast.Constant)]
    return [text for text in texts if isinstance(text, str)]


def bare_words(source: str) -> list[str]:
    """Words a person would see that are not marked for translation."""
    markup, closing = [], ""
    for token in Lexer(source).tokenize():
        word = token.contents.split()[0] if token.token_type == TokenType.BLOCK else ""
        if closing:
            closing = "" if word == closing else closing
        elif word in {"blocktranslate", "blocktrans", "comment", "verbatim"}:
            closing = f"end{word}"
        else:
            markup.append(token.contents if token.token_type == TokenType.TEXT else " ")
    reader = Words()
    reader.feed("".join(markup))
    reader.close()
    return reader.found


class Words(HTMLParser):
    SPOKEN = {"alt", "title", "placeholder", "aria-label", "aria-description", "label"}
    SILENT = {"script", "style", "svg"}

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.silent = 0

    def handle_starttag(self, tag, attributes):
        self.silent += tag in self.SILENT
        for name, value in attributes:
            if name in self.SPOKEN:
                self._note(value or "")

    def handle_startendtag(self, tag, attributes):
        self.handle_starttag(tag, attributes)
        self.handle_endtag(tag)

    def handle_endtag(self, tag):
        self.silent -= tag in self.SILENT

    def handle_data(self, data):
        if not self.silent:
            self._note(data)

    def _note(self, text: str) -> None:
        if re.search(r"[^\W\d_]{2,}", text):
            self.found.append(" ".join(text.split()))
