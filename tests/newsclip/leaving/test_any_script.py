"""Names in scripts that part no words, and words of one script beside another."""

import re

import pytest

from comments import posting
from comments.models import Comment
from moderation.models import Decision, PersonNote
from newsclip.leaving import edges
from newsclip.leaving.names import Names
from tests.factories import make_article, make_comment, make_user
from tests.newsclip.leaving.test_answers import anew, leave

HANAKO, MINSU, SOMCHAI = "佐藤花子", "김민수", "สมชาย ใจดี"


def named(called="", *usernames, others=()):
    return Names(frozenset(usernames), called, frozenset(), others=frozenset(others))


@pytest.mark.parametrize(
    ("called", "said", "left"),
    [
        (HANAKO, "佐藤花子さんに賛成", "…さんに賛成"),
        (HANAKO, "私は佐藤 花子に賛成", "私は…に賛成"),
        (HANAKO, "佐藤花子is right", "…is right"),
        (HANAKO, "佐藤花はここ", "佐藤花はここ"),
        ("佐藤 花子", "私は佐藤花子に賛成", "私は…に賛成"),
        ("王伟", "王伟说得对", "…说得对"),
        ("はなこ", "はなこさんに賛成", "…さんに賛成"),
        ("から", "ここから", "ここから"),
        ("花", "花が咲く", "花が咲く"),
        ("アダム", "私はアダムに賛成", "私は…に賛成"),
        ("アダム", "アダムスに賛成", "アダムスに賛成"),
        ("アダ ムーア", "アダ・ムーアさん", "…さん"),
        ("ジョン・スミス", "ジョン スミスさん、ジョンスミス、ジョン・スミス", "…さん、…、…"),
        ("ジョン＝スミス", "ジョン・スミスさん、ジョン·スミス", "…さん、…"),
        ("ジョンスミス", "ジョン·スミスさん、ジョン＝スミス", "…さん、…"),
        ("约翰·史密斯", "约翰史密斯说，约翰・史密斯", "…说，…"),
        (MINSU, "김민수가 옳다", "…가 옳다"),
        (MINSU, "그래요, 김 민수님", "그래요, …님"),
        (MINSU, "대김민수가", "대김민수가"),
        (SOMCHAI, "ผมว่าสมชาย ใจดีพูดถูก", "ผมว่า…พูดถูก"),
        (SOMCHAI, "คุณสมชายใจดีพูดถูก", "คุณ…พูดถูก"),
        ("สมชาย", "เห็นด้วยกับสมชายครับ", "เห็นด้วยกับ…ครับ"),
        ("สมชาย", "สมชายาอยู่ไหน", "สมชายาอยู่ไหน"),
        ("สมพร", "สมพริ้ง", "สมพริ้ง"),
        ("ສົມໄຊ ດວງດີ", "ຂ້ອຍວ່າສົມໄຊ ດວງດີຖືກ", "ຂ້ອຍວ່າ…ຖືກ"),
        ("សុខា ចាន់", "ខ្ញុំថាសុខា ចាន់ត្រូវ", "ខ្ញុំថា…ត្រូវ"),
        ("အောင်မြင့်", "ကိုအောင်မြင့်ပြောတာမှန်တယ်", "ကို…ပြောတာမှန်တယ်"),
        ("Ada Moor", "Ada Moorさんに賛成", "…さんに賛成"),
        ("Ada Moor", "Ada Moor가 옳다, Ada Moore", "…가 옳다, Ada Moore"),
        ("राम कुमारी", "राम कुमारीयों, राम कुमारी।", "राम कुमारीयों, …।"),
        ("Zoe Moo", "Zoe Moo\u0308, Zoe Moo", "Zoe Moo\u0308, …"),
        ("Bartram", "Bartram, so bartrams: Bartram's bartram.", "…, so bartrams: …'s bartram."),
        ("Will", "Will you?", "Will you?"),
    ],
)
def test_a_name_is_found_where_its_script_lets_it_stand(called, said, left):
    ada = named(called, "ada-moor")

    assert ada.unspoken(ada.spoken)(said) == left


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("@佐藤花子さんに賛成", "@…さんに賛成"),
        ("@佐藤花子, @佐藤花子. /people/佐藤花子/", "@…, @…. /people/…/"),
        ("@佐藤花子山 @佐藤花", "@佐藤花子山 @佐藤花"),
        ("賛成@佐藤花子", "賛成@…"),
        ("佐藤花子山さんと佐藤花子", "佐藤花子山さんと…"),
        ("/people/%E4%BD%90%E8%97%A4%E8%8A%B1%E5%AD%90的页面", "/people/…的页面"),
        ("/people/%E4%BD%90%E8%97%A4%E8%8A%B1%E5%AD%90山", "/people/%E4%BD%90%E8%97%A4%E8%8A%B1%E5%AD%90山"),
        ("/people/%E4%BD%90%E8%97%A4%E8%8A%B1的页面", "/people/%E4%BD%90%E8%97%A4%E8%8A%B1的页面"),
        ("@ada-moorさん, @ada-moors, @ada-moor-x", "@…さん, @ada-moors, @ada-moor-x"),
    ],
)
def test_a_mention_ends_where_the_name_does_and_others_keep_theirs(said, left):
    names = named("", "佐藤花子", "ada-moor", others={"佐藤花子山"})

    assert names.unspoken(names.spoken)(said) == left


@pytest.mark.parametrize(
    ("called", "said", "left"),
    [
        ("王伟", "我是王伟。", "我是…。"),
        (MINSU, "저는 김민수입니다", "저는 …입니다"),
        ("Anna", "Yours, anna. Annaです。Annabel", "Yours, …. …です。Annabel"),
        ("花", "花が咲く", "花が咲く"),
    ],
)
def test_ones_own_words_lose_it_too(called, said, left):
    assert named(called, "x-name").unnamed(said) == left


@pytest.mark.django_db
@pytest.mark.parametrize("how", ["erase", "anonymise"])
@pytest.mark.parametrize(
    ("username", "called", "said", "left"),
    [
        ("hanako", HANAKO, "佐藤花子さんに賛成", "…さんに賛成"),
        (HANAKO, "", "佐藤花子さんに賛成", "…さんに賛成"),
        ("minsu", MINSU, "김민수가 옳다", "…가 옳다"),
        ("somchai", SOMCHAI, "ผมว่าสมชาย ใจดีพูดถูก", "ผมว่า…พูดถูก"),
        ("bb-1", "Bartram", "Bartram, you are right", "…, you are right"),
    ],
)
def test_answers_lose_a_name_in_running_text(how, username, called, said, left):
    mine = make_comment(author=make_user(username, display_name=called, email="x@hathe.example"))
    answer = posting.post(article=mine.article, by=make_user(), body=said, parent=mine)

    leave(mine.author, how)

    assert anew(answer) == left
    assert (called or username) not in Comment.objects.get(pk=answer.pk).body_html


@pytest.mark.django_db
@pytest.mark.parametrize(("times", "kept"), [(0, False), (1, True)])
def test_two_letters_that_others_write_elsewhere_are_a_word(times, kept):
    mine = make_comment(author=make_user("wangwei", display_name="王伟"))
    answer = make_comment(parent=mine, body="国王伟大")
    for _ in range(times):
        make_comment(body="国王伟大吗")

    leave(mine.author)

    assert anew(answer) == ("国王伟大" if kept else "国…大")


@pytest.mark.django_db
def test_what_the_clips_of_the_site_write_is_a_word():
    mine = make_comment(author=make_user("bb-1", display_name="Climate"))
    answer = make_comment(parent=mine, body="Climate is not weather.")
    for title in ("Climate one", "Climate two", "Climate three"):
        make_article(title)

    leave(mine.author)

    assert anew(answer) == "Climate is not weather."


@pytest.mark.django_db
def test_a_longer_name_of_somebody_else_stays_whole():
    make_user("hana", display_name="佐藤花子美")
    make_user("ada-moor-smith", display_name="Ada Moor Smith")
    mine = make_comment(author=make_user("hanako", display_name=HANAKO), body="佐藤花子美です")
    answer = make_comment(parent=mine, body="佐藤花子美さんと佐藤花子さん")

    leave(mine.author, "anonymise")

    assert [anew(mine), anew(answer)] == ["佐藤花子美です", "佐藤花子美さんと…さん"]


@pytest.mark.django_db
def test_the_team_s_words_lose_it_in_running_text_and_decisions_too():
    hanako, judge = make_user("hanako", display_name=HANAKO), make_user(role="moderator")
    note = PersonNote.objects.create(person=make_user(), by=judge, text="佐藤花子さんの友達")
    comment = make_comment(body="Fine")
    make_comment(comment.article, author=hanako)
    told = Decision.objects.create(comment=comment, by=judge, outcome="approved", words="佐藤花子さんと@hanakoさん")

    leave(hanako)

    note.refresh_from_db()
    told.refresh_from_db()
    assert (note.text, told.words) == ("…さんの友達", "…さんと…さん")


HOSTILE = [
    ("константинов85", "И @КОНСТАНТИНОВ85 прав"),
    ("éaéaéaéaéaéaéaéaéaéaéaéaéaéb", "So says @ÉaéaéaéaéaÉaéaéaéaéaéaéaéaéb."),
    ("김이박최정강조윤장임85", "@김이박최정강조윤장임85 옳다"),
]


@pytest.mark.django_db
@pytest.mark.parametrize(("username", "said"), HOSTILE)
def test_rows_are_looked_for_without_a_pattern_that_a_name_could_make_slow(username, said):
    found, far = make_comment(body=said), make_comment(body="@" + "aа" * 60)

    rows = Comment.objects.filter(named("Владислава-Мария Иванова", username).named())

    assert "REGEX" not in str(rows.query).upper()
    assert "~*" not in str(rows.query)
    assert found in rows
    assert named("", username).unmentioned(far.body) == far.body


@pytest.mark.django_db
@pytest.mark.parametrize("typed", ["ВЛАДИСЛАВА-мария  Иванова", "Владислава-Мария\nиванова"])
def test_a_full_name_is_found_in_its_rows_in_any_capitals(typed):
    vlada = named("Владислава-Мария Иванова", "vlada")
    comment = make_comment(body=f"Да, {typed}!")

    assert Comment.objects.filter(vlada.named()).get() == comment
    assert vlada.unnamed(comment.body) == "Да, …!"


@pytest.mark.django_db
@pytest.mark.parametrize("said", ["ジョン スミスさん", "ジョンスミスさん", "ジョン·スミスさん"])
def test_rows_are_found_whatever_parts_the_words_of_a_name(said):
    comment = make_comment(body=said)

    assert Comment.objects.filter(named("ジョン・スミス", "john").named()).get() == comment


def test_a_thousand_names_of_others_tell_once_where_they_begin_and_end():
    one, many = (len(edges.words({f"ada-{n}" for n in range(most)})) for most in (1, 1000))

    assert one < 5000
    assert many < one + 1000 * 20


def test_the_longest_of_names_that_end_otherwise_is_found_first():
    found = re.compile(edges.words({"王小明", "王小明 Smith", "王小明月"}))

    assert [found.search(text)[0] for text in ("王小明 Smith", "王小明月", "王小明说")] == [
        "王小明 Smith",
        "王小明月",
        "王小明",
    ]
