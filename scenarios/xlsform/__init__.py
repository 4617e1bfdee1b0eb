"""Call scripts written as XLSForms: read safely, checked by the cell, compiled, and run.

A package of pure rules: no Django, no clock, no database. See `docs/scenarios.md` for the meaning of it all.

    report = check(workbook_bytes, actions=…)   # never raises on a bad workbook: every mistake is a Problem
    if report.is_sound:
        stored = report.form.to_dict()          # JSON, immutable: goes into the version's row
    form = Form.from_dict(stored)               # compiles the expressions; keep it per version (lru_cache)
    conversation = Conversation(
        form, answers=[Answer(path, repeat_key, value), ...], repeats=[Instance(path, key), ...],
        preset={"person_first_name": "Ann"}, language="fr", now=timezone.localtime(),
    )
    effect = conversation.answer("main/onset", "", "2026-11-20")   # effect.errors, effect.value, effect.conversation
    for step in conversation.steps(): ...                # what may be shown now, with entries to render
    conversation.is_complete, conversation.blocking(), conversation.suggested_outcome, conversation.planned_actions()
"""

from scenarios.xlsform.base.actions import ActionSpec, AtMost, SomethingToRead
from scenarios.xlsform.base.markup import render_markdown, safe_html
from scenarios.xlsform.base.problems import Problem
from scenarios.xlsform.base.values import ActionCall, Answer, AnswerError, ChoiceView, Instance
from scenarios.xlsform.checking.checker import check
from scenarios.xlsform.checking.report import Report
from scenarios.xlsform.conversation.conversation import Conversation, Effect
from scenarios.xlsform.conversation.screens import Entry, Step
from scenarios.xlsform.form.form import Form

__all__ = [
    "ActionCall",
    "ActionSpec",
    "Answer",
    "AnswerError",
    "AtMost",
    "ChoiceView",
    "Conversation",
    "Effect",
    "Entry",
    "Form",
    "Instance",
    "Problem",
    "Report",
    "SomethingToRead",
    "Step",
    "check",
    "render_markdown",
    "safe_html",
]
