"""The three parts of the floor as HTML: the same for everybody who stands on it."""

from functools import lru_cache

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from accounts.models import User
from supervision.boards.agents import AgentRow, agents_on_floor, states_of
from supervision.boards.figures import figures_of, start_of_day
from supervision.boards.queue import queue_of
from supervision.drawn_once import drawn_once
from workforce.states import AgentState

ROWS_KEPT = 4096
"""Rows of agents a process keeps drawn: 400 agents in four languages, twice over; some 5 MB."""


def agents_part(user: User, *, is_changed: bool = False) -> SafeString:
    """Every agent of the user's region with state and clock."""
    return drawn_once("agents", user, lambda: _draw_agents(user), is_changed=is_changed)


def queue_part(user: User) -> SafeString:
    """What waits in the user's region, by campaign."""
    return drawn_once("queue", user, lambda: _draw_queue(user))


def figures_part(user: User) -> SafeString:
    """Today's figures of the user's region."""
    return drawn_once("figures", user, lambda: _draw_figures(user))


def _draw_agents(user: User) -> SafeString:
    now = timezone.now()
    agents = agents_on_floor(user.home, now, start_of_day(user.home, now))
    language = get_language()
    rows = mark_safe("".join([_drawn_row(row, language) for row in agents]))  # noqa: S308 (templates' own)
    return render_to_string("supervision/_agents.html", {"rows": rows, "states": states_of(agents)})


def _draw_queue(user: User) -> SafeString:
    return render_to_string("supervision/_queue.html", {"queue": queue_of(user.home, timezone.now())})


def _draw_figures(user: User) -> SafeString:
    since = start_of_day(user.home, timezone.now())
    return render_to_string("supervision/_figures.html", {"figures": figures_of(user.home, since)})


# From one change to the next all rows but one or two say the same: only those are drawn. Clocks run in the browser.
@lru_cache(maxsize=ROWS_KEPT)
def _drawn_row(row: AgentRow, language: str | None) -> SafeString:
    """One agent's row, in the language that is active now: it is named so that another one is another row."""
    return render_to_string(
        "supervision/_agent.html", {"row": row, "state": _drawn_state(row.state, language)}
    )


@lru_cache
def _drawn_state(state: AgentState, _language: str | None) -> SafeString:
    """A state in its colour, in the language that is active now."""
    return render_to_string("components/state.html", {"state": state, "label": state.label})
