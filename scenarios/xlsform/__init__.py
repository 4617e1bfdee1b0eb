"""Call scripts written as XLSForms: read safely, checked by the cell, compiled, and run.

A package of pure rules: no Django, no clock, no database. See `docs/scenarios.md` for the meaning of it all.

    report = check(workbook_bytes, actions=…)   # never raises on a bad workbook: every mistake is a Problem
    if report.is_sound:
        stored = report.form.to_dict()          # JSON, immutable: goes into the version's row
    form = Form.from_dict(stored)               # compiles the expressions; keep it per version (lru_cache)
    run = Run(form, answers=[Answer(path, repeat_key, value), ...], repeats=[Instance(path, key), ...],
              preset={"person_first_name": "Ann"}, language="fr", now=timezone.localtime())
    outcome = run.answer("main/onset", "", "2026-11-20")   # outcome.errors, outcome.changed
    for step in run.steps(): ...                # what may be shown now, with entries to render
    run.is_complete, run.blocking(), run.suggested_outcome, run.planned_actions()
"""

from scenarios.xlsform.base.actions import ActionSpec, AtMost
from scenarios.xlsform.base.markup import render_markdown
from scenarios.xlsform.base.problems import Problem
from scenarios.xlsform.base.values import ActionCall, Answer, AnswerError, ChoiceView, Instance, Outcome
from scenarios.xlsform.checking.checker import check
from scenarios.xlsform.checking.report import Report
from scenarios.xlsform.conversation.run import Run
from scenarios.xlsform.conversation.screens import Entry, Step
from scenarios.xlsform.form.form import Form

__all__ = [
    "ActionCall",
    "ActionSpec",
    "Answer",
    "AnswerError",
    "AtMost",
    "ChoiceView",
    "Entry",
    "Form",
    "Instance",
    "Outcome",
    "Problem",
    "Report",
    "Run",
    "Step",
    "check",
    "render_markdown",
]
