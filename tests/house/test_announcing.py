"""Only commands announce; only reactions and sweepers hand work to Celery; only the broadcast sends to screens."""

from tests.house.tree import ROOT, calls_of, name_of, python_files


def callers_of(*names):
    return {name_of(path) for path in python_files() if calls_of(path) & set(names)}


def test_only_commands_announce():
    strangers = {path for path in callers_of("announce") if "/commands/" not in path}
    assert not strangers


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
    words = ("post_save", "pre_save", "post_delete", "m2m_changed", "@receiver")
    listening = {name_of(path) for path in python_files() if any(word in path.read_text() for word in words)}
    assert not listening, f"{listening} in {ROOT}"
