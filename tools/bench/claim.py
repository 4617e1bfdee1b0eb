"""How fast ready agents are offered calls, however many are owed: the real rule, in processes, on the real database."""

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from itertools import count

from accounts.models import User
from calls.commands.offers.offer_next_call import offer_next_call
from calls.models import Call, Lane
from calls.states import CallState
from tools.bench.figures import Figures
from tools.bench.house import own_valkey
from tools.bench.rows import hire, load_country, owe
from tools.bench.scratch import bare_connection, scratch_database
from tools.bench.side_by_side import in_processes, timed

TWO_UPDATES = (
    "UPDATE calls_call SET state = 'offered', held_by_id = %(agent)s, lease_until = now() WHERE id = %(call)s",
    "UPDATE workforce_presence SET since = now() WHERE agent_id = %(agent)s",
)
"""What an offer could not do without if both rows said so: the call is held, the agent is reserved."""
UNTIL_PLANNED = 6
"""PostgreSQL plans a function's statement anew five times in a connection, and keeps the plan after that."""


def measure_claims(backlogs: list[int], claimers: list[int], offers: int) -> Iterator[Figures]:
    """Offers at every size of the queue and number of claimers, and the search that finds nothing.

    A claimer is a process, as a house has several of them. `offers` is how many are made for each line. The limit is
    two updates by primary key per offer, committed, by as many processes over bare psycopg2.
    """
    with own_valkey(), scratch_database() as database:
        regions = load_country()
        for backlog in sorted(backlogs):
            for processes in claimers:
                owe(max(0, backlog - Call.objects.filter(state=CallState.QUEUED).count()))
                took, rate = offer(hire(offers, regions), processes)
                limit = two_updates(database, hire(offers, regions), processes)
                yield Figures("claim", {"backlog": backlog, "claimers": processes}, took, rate, limit)
            yield from measure_nobody_suits(backlog, database, offers)


def offer(agents: list[User], processes: int) -> tuple[list[float], float]:
    """Every agent is offered one call, each another one."""
    nobody = hire(1, [agents[0].home], is_certified=False)[0]
    took, rate = in_processes(lambda: claimer(nobody), processes, agents)
    held = Call.objects.filter(state=CallState.OFFERED, held_by__in=agents).count()
    if held != len(agents):
        raise RuntimeError(f"{len(agents)} agents asked, {held} calls are held")
    return took, rate


@contextmanager
def claimer(nobody: User) -> Iterator[Callable[[User], None]]:
    """A process that has searched before: it is connected, as the bare one is, and has planned its statement."""
    for _search in range(UNTIL_PLANNED):
        insist_on_nothing(nobody)
    yield claim


def claim(agent: User) -> None:
    """One offer. An agent is never told twice: SKIP LOCKED may leave a racing claimer without a call once."""
    for _again in range(20):
        if offer_next_call(agent):
            return
    raise RuntimeError("no call could be offered although calls are owed")


def measure_nobody_suits(backlog: int, database: str, searches: int) -> Iterator[Figures]:
    """Agents for whom the full queue holds nothing: no certificate, or a language that nobody waits in."""
    limit = look_up(database, searches)
    regions = list({lane.campaign.region for lane in Lane.objects.select_related("campaign__region")})
    strangers = hire(searches, regions)
    User.objects.filter(pk__in=[agent.pk for agent in strangers]).update(languages=["tr"])
    uncertified = hire(searches, regions, is_certified=False)
    for why, agents in (("no certificate", uncertified), ("no language", strangers)):
        took = timed(insist_on_nothing, User.objects.filter(pk__in=[agent.pk for agent in agents]))
        rate = len(took) / (sum(took) / 1000)
        yield Figures(
            "claim, nothing suits", {"backlog": backlog, "claimers": 1, "why": why}, took, rate, limit
        )


def insist_on_nothing(agent: User) -> None:
    """One search in vain."""
    if offer_next_call(agent):
        raise RuntimeError("a call was offered to somebody who may not take it")


def two_updates(database: str, agents: list[User], processes: int) -> float:
    """How many pairs of updates a second as many bare connections commit."""
    calls = list(Call.objects.filter(state=CallState.QUEUED).order_by("-rank").values_list("pk", flat=True))
    pairs = [{"agent": agent.pk, "call": call} for agent, call in zip(agents, calls, strict=False)]
    return in_processes(lambda: bare_pair(database), processes, pairs)[1]


@contextmanager
def bare_pair(database: str) -> Iterator[Callable[[dict[str, int]], None]]:
    """A connection, as the function that writes one pair."""
    with closing(bare_connection(database)) as bare:

        def write(pair: dict[str, int]) -> None:
            with bare.cursor() as cursor:
                for update in TWO_UPDATES:
                    cursor.execute(update, pair)
            bare.commit()

        yield write


def look_up(database: str, times: int) -> float:
    """How many single rows a second one bare connection reads by primary key."""
    bare = bare_connection(database)
    agents = count(1)

    def read(_time: int) -> None:
        with bare.cursor() as cursor:
            cursor.execute("SELECT id, region_id FROM accounts_user WHERE id = %s", [next(agents)])
            cursor.fetchall()

    took = timed(read, range(times))
    bare.close()
    return times / (sum(took) / 1000)
