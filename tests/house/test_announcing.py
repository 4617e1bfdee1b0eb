"""Only commands announce; only reactions and sweepers hand work to Celery; only the broadcast sends to screens."""

import ast

from tests.house.tree import ROOT, calls_of, name_of, python_files, tree_of

# Where rows are moved, in the apps whose moves are announced: a model has one place that moves and announces. What
# moves elsewhere says why nobody has to hear of it.
MOVING = {
    "calls/commands/move_call.py": "calls: moved, their agent's time counted, announced",
    "calls/commands/queue/wake_due_calls.py": "calls that waited, as a batch; nobody holds them, each is announced",
    "workforce/commands/change_presence.py": "agents: moved, their time counted, announced",
    "tracing/commands/move_subject.py": "cases and contacts: moved and announced",
    "tracing/commands/take_up_report.py": "a report: what became of it is in the journal as the case that it opened",
}
# The apps whose announcements say who did it, and where nobody did. Those of the telephone are what a company said, or
# what follows from something that was announced above with its name.
NAMING = ("journal", "accounts", "scenarios", "elearning", "workforce", "calls", "tracing")
NOBODYS = {
    ("calls/commands/agents/release_absent_agents.py", "CallWrappedUp"): "its agent is not there",
    ("calls/commands/attempts/return_unplaced_call.py", "CallNotPlaced"): "our own failure",
    ("calls/commands/offers/offer_next_call.py", "CallOffered"): "the queue offers it",
    ("calls/commands/queue/wake_due_calls.py", "CallQueued"): "its time has come",
    ("accounts/commands/sign_in.py", "SignInRefused"): "nobody is signed in, and a name typed is no proof",
    ("tracing/commands/receive_lab_report.py", "RegionWasUnknown"): "a laboratory's machine posts",
}


def callers_of(*names):
    return {name_of(path) for path in python_files() if calls_of(path) & set(names)}


def test_only_commands_announce():
    strangers = {path for path in callers_of("announce") if "/commands/" not in path}
    assert not strangers


def calls_in(app, name):
    """The calls of a function or method of this name in an app's modules: (module, call)."""
    for path in python_files(app):
        for node in ast.walk(tree_of(path)):
            if isinstance(node, ast.Call) and ast.unparse(node.func).rpartition(".")[2] == name:
                yield name_of(path), node


def test_a_row_whose_moves_are_announced_is_moved_in_one_place():
    apps = {place.partition("/")[0] for place in MOVING}
    moved = {path for app in apps for path, _call in calls_in(app, "move_to")}
    updated = {
        path
        for app in apps
        for path, call in calls_in(app, "update")
        if "state" in {keyword.arg for keyword in call.keywords}
    }
    assert moved | updated == set(MOVING)


def test_each_announcement_says_who_did_it():
    silent = {
        (path, ast.unparse(call.args[0].func))
        for app in NAMING
        for path, call in calls_in(app, "announce")
        if "by" not in {keyword.arg for keyword in call.keywords}
    }
    assert silent == set(NOBODYS)


def test_only_the_journal_sends_to_screens():
    assert callers_of("nudge_screens", "partial") <= {"journal/announce.py"} | callers_of("partial")
    publishing = {
        name_of(path)
        for path in python_files()
        if "publish(" in path.read_text().lower() and "redis" in path.read_text()
    }
    assert publishing <= {"journal/broadcast.py"}


def test_work_is_handed_to_celery_by_reactions_only():
    handing = {
        name_of(path)
        for path in python_files()
        for call in calls_of(path)
        if call.endswith((".delay", ".delay_on_commit", ".apply_async", ".apply_async_on_commit"))
    }
    assert handing <= {"config/reactions.py"}


def test_no_signals_between_apps():
    words = ("models.signals", "models import signals", "django.dispatch", "@receiver")
    listening = {name_of(path) for path in python_files() if any(word in path.read_text() for word in words)}
    assert not listening, f"{listening} in {ROOT}"
