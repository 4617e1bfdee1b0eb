"""Learning: courses, lessons, quiz, certificate; and who has learned what."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.gates import MemberRequest, gate
from accounts.roles import may_teach
from elearning.commands.read_lesson import read_lesson
from elearning.commands.submit_quiz import submit_quiz
from elearning.forms import QuizForm
from elearning.prose import html_of
from elearning.queries import learners as board
from elearning.queries import learning
from elearning.refusals import LessonsFirst

LEARNERS_PER_PAGE = 25


@require_safe
@gate()
def courses(request: MemberRequest) -> HttpResponse:
    """My courses, and where I stand in each."""
    return render(
        request, "elearning/courses.html", {"cards": learning.cards_of(request.user, timezone.now())}
    )


@require_safe
@gate()
def course(request: MemberRequest, slug: str) -> HttpResponse:
    """One course: its lessons, its quiz, my certificate."""
    card = learning.card_of(request.user, slug, timezone.now())
    lessons = learning.lessons_of(request.user, card.course)
    shown = {"card": card, "lessons": lessons, "quiz": learning.quiz_ahead(card.course)}
    return render(request, "elearning/course.html", shown | {"next_lesson": learning.first_unread(lessons)})


@require_http_methods(["GET", "HEAD", "POST"])
@gate()
def lesson(request: MemberRequest, slug: str, number: int) -> HttpResponse:
    """One lesson; posting says that it was read to its end, and turns the page."""
    page = learning.page_of(request.user, slug, number)
    if request.method == "POST":
        read_lesson(page.lesson, user=request.user)
        if page.next:
            return redirect("elearning:lesson", slug, page.next.number)
        return redirect("elearning:course", slug)
    return render(request, "elearning/lesson.html", {"page": page, "prose": html_of(page.body)})


@require_http_methods(["GET", "HEAD", "POST"])
@gate()
def quiz(request: MemberRequest, slug: str) -> HttpResponse:
    """The questions; a blank one is shown again with what was ticked. Unread lessons lead back to the course."""
    try:
        asked = learning.quiz_for(request.user, slug)
    except LessonsFirst as refusal:
        messages.warning(request, str(refusal))
        return redirect("elearning:course", slug)
    form = QuizForm(asked, request.POST if request.method == "POST" else None)
    if form.is_valid():
        attempt = submit_quiz(asked, user=request.user, ticked=form.ticked())
        return redirect("elearning:result", slug, attempt.pk)
    return render(
        request, "elearning/quiz.html", {"quiz": asked, "form": form}, status=422 if form.is_bound else 200
    )


@require_safe
@gate()
def result(request: MemberRequest, slug: str, attempt: int) -> HttpResponse:
    """How an attempt of mine went, question by question."""
    taken = learning.attempt_of(request.user, slug, attempt)
    marked = learning.marked(taken)
    right = sum(question.is_right for question in marked)
    return render(request, "elearning/result.html", {"attempt": taken, "marked": marked, "right": right})


@require_safe
@gate()
def certificate(request: MemberRequest, slug: str) -> HttpResponse:
    """My certificate, to keep or to print."""
    held = learning.certificate_of(request.user, slug, timezone.now())
    return render(request, "elearning/certificate.html", {"certificate": held})


@require_safe
@gate(may_teach)
def learners(request: MemberRequest) -> HttpResponse:
    """Who in my region has which certificate, who failed, who has not begun."""
    known = board.courses()
    chosen = next(
        (one for one in known if one.slug == request.GET.get("course")), known[0] if known else None
    )
    shown: dict[str, object] = {"courses": known, "course": chosen}
    if chosen:
        people = board.learners(request.user, chosen, timezone.now())
        state = request.GET.get("state") if request.GET.get("state") in board.STATES else None
        listed = people.filter(learning=state) if state else people
        page = Paginator(listed, LEARNERS_PER_PAGE).get_page(request.GET.get("page"))
        shown |= {
            "tiles": board.tiles(people),
            "state": state,
            "page": page,
            "lessons": chosen.lessons.count(),
        }
    return render(request, "elearning/learners.html", shown)
