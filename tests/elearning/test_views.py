import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import Role
from elearning.commands.submit_quiz import submit_quiz
from elearning.models import QuizAttempt
from tests.factories.accounts import agent, region, user
from tests.factories.elearning import certificate, course, read_all, right_answers, wrong_answers

pytestmark = pytest.mark.django_db


@pytest.fixture
def learned():
    return course(slug="first", titles={"en": "First steps", "fr": "Premiers pas"})


@pytest.fixture
def amina(client):
    somebody = agent(first_name="Amina", last_name="Haddad")
    client.force_login(somebody)
    return somebody


def as_form(learned, ticked):
    return {f"question-{each.number}": ticked[each.pk] for each in learned.quiz.questions.all()}


@pytest.mark.parametrize("page", ["", "first/", "first/lessons/1/", "first/quiz/", "learners/"])
def test_learning_needs_a_name(client, learned, page):
    assert client.get(f"/learn/{page}")["Location"].startswith("/login/")


def test_my_courses_say_where_i_stand(client, learned, amina):
    assert "To do" in client.get("/learn/").content.decode()
    client.post("/learn/first/lessons/1/")
    page = client.get("/learn/").content.decode()
    assert "Under way" in page
    assert "1 of 2 lessons read" in page
    certificate(amina, learned)
    assert "Certified until" in client.get("/learn/").content.decode()


def test_no_courses_is_said(client, amina):
    assert "No courses yet" in client.get("/learn/").content.decode()


def test_reading_turns_the_page_and_ends_at_the_course(client, learned, amina):
    assert client.post("/learn/first/lessons/1/")["Location"] == "/learn/first/lessons/2/"
    assert client.post("/learn/first/lessons/2/")["Location"] == "/learn/first/"
    assert "Take the quiz" in client.get("/learn/first/").content.decode()


def test_looking_at_a_lesson_is_not_reading_it(client, learned, amina):
    client.get("/learn/first/lessons/1/")
    assert not amina.lessons_read.exists()


@pytest.mark.parametrize("page", ["other/", "first/lessons/9/", "first/results/99/", "first/certificate/"])
def test_what_does_not_exist_or_is_not_mine_is_404(client, learned, amina, page):
    assert client.get(f"/learn/{page}").status_code == 404


def test_the_quiz_is_closed_until_everything_is_read(client, learned, amina):
    page = client.get("/learn/first/quiz/", follow=True)
    assert page.redirect_chain == [("/learn/first/", 302)]
    assert "Read every lesson first" in page.content.decode()


def test_a_blank_question_is_named_and_the_ticked_ones_stay(client, learned, amina):
    read_all(learned, amina)
    given = as_form(learned, right_answers(learned))
    del given["question-2"]
    page = client.post("/learn/first/quiz/", given)
    assert page.status_code == 422
    assert "Question 2 has no answer yet" in page.content.decode()
    assert page.content.decode().count("checked") == 5
    assert not QuizAttempt.objects.exists()


def test_passing_leads_to_the_certificate(client, learned, amina):
    read_all(learned, amina)
    page = client.post("/learn/first/quiz/", as_form(learned, right_answers(learned)), follow=True)
    assert "Passed" in page.content.decode()
    assert "Because 1." in page.content.decode()
    held = client.get("/learn/first/certificate/").content.decode()
    assert "Amina Haddad" in held
    assert amina.certificates.get().code in held


def test_failing_explains_without_giving_the_answers_away(client, learned, amina):
    read_all(learned, amina)
    page = client.post(
        "/learn/first/quiz/", as_form(learned, wrong_answers(learned)), follow=True
    ).content.decode()
    assert "Not passed yet" in page
    assert "Because 1." in page
    assert "Choice 1" not in page


def test_a_made_up_choice_is_not_an_answer(client, learned, amina):
    read_all(learned, amina)
    given = as_form(learned, right_answers(learned)) | {"question-1": "999999"}
    assert client.post("/learn/first/quiz/", given).status_code == 422


def test_nobody_sees_somebody_elses_result(client, learned, amina):
    other = agent()
    read_all(learned, other)
    attempt = submit_quiz(learned.quiz, user=other, ticked=right_answers(learned))
    assert client.get(f"/learn/first/results/{attempt.pk}/").status_code == 404


def test_agents_do_not_see_who_has_learned_what(client, learned, amina):
    assert client.get("/learn/learners/").status_code == 403


@pytest.fixture
def trainer(client):
    somebody = user(Role.TRAINER, first_name="Tine", last_name="Trainer")
    client.force_login(somebody)
    return somebody


def test_the_trainer_sees_who_is_certified_and_who_failed_in_her_region_only(client, learned, trainer):
    passed = agent(trainer.region, first_name="Pia", last_name="Passed")
    failed = agent(trainer.region, first_name="Finn", last_name="Failed")
    agent(region(), first_name="Eve", last_name="Elsewhere")
    for somebody, answers in [(passed, right_answers), (failed, wrong_answers)]:
        read_all(learned, somebody)
        submit_quiz(learned.quiz, user=somebody, ticked=answers(learned))
    everybody = client.get("/learn/learners/").content.decode()
    assert "Pia Passed" in everybody
    assert "Elsewhere" not in everybody
    only = client.get("/learn/learners/?state=failed").content.decode()
    assert "Finn Failed" in only
    assert "Pia Passed" not in only


def queries_of(client, page):
    with CaptureQueriesContext(connection) as asked:
        client.get(page)
    return len(asked)


def test_the_trainers_list_costs_the_same_for_one_and_for_many(client, learned, trainer):
    client.get("/learn/learners/")
    for_one = queries_of(client, "/learn/learners/")
    for number in range(60):
        agent(trainer.region, username=f"learner-{number}")
    assert queries_of(client, "/learn/learners/?page=2") == for_one
    assert "Page 2 of 3" in client.get("/learn/learners/?page=2").content.decode()


def test_texts_follow_the_language_of_the_screen(client, learned, amina):
    client.post("/language/", {"language": "fr"})
    assert "Premiers pas" in client.get("/learn/").content.decode()
