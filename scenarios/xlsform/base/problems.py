"""The sentences a regional administrator reads about a workbook, and an agent about an answer."""

from dataclasses import asdict, dataclass, field
from typing import Any


def _(sentence: str) -> str:
    """Marks a sentence for the translation catalogues; it is translated when it is read."""
    return sentence


SENTENCES = {
    # The file
    "file_too_big": _(
        "The file is larger than %(limit)s MB. A script needs far less; check for pictures in it."
    ),
    "not_a_workbook": _(
        "This is not an Excel workbook (.xlsx). Save the script as “Excel workbook (.xlsx)”."
    ),
    "old_workbook": _("This is the old Excel format (.xls). Save it as “Excel workbook (.xlsx)”."),
    "unpacks_too_big": _("The file unpacks to more than %(limit)s MB and was not opened."),
    "too_many_cells": _("The workbook holds far more cells than a script can have."),
    "too_many_entries": _("The file holds %(count)s parts; a workbook has fewer than %(limit)s."),
    "strange_entry": _("The file contains a part that does not belong in a workbook: %(name)s."),
    "macros": _("The workbook contains macros. Save it as “Excel workbook (.xlsx)”, without macros."),
    "external_links": _("The workbook links to other files. Replace the links by their text."),
    "embedded_object": _("The workbook contains an embedded object. Remove it."),
    "entities": _("The workbook contains XML entities, which Excel never writes."),
    "took_too_long": _("Checking this file took too long and was stopped."),
    "too_much_memory": _("Checking this file took too much memory and was stopped."),
    "no_survey": _("There is no sheet called “survey”."),
    # Cells
    "far_cell": _(
        "There is something in this cell, far beyond the script (at most %(rows)s rows, %(columns)s columns)."
    ),
    "formula": _("This cell holds a formula. Copy the column and paste it as values."),
    "cell_too_long": _("This cell holds %(length)s characters; at most %(limit)s are possible."),
    "error_value": _("This cell shows an Excel error (%(text)s)."),
    # Columns
    "unknown_column": _("The column “%(name)s” is not known and is ignored."),
    "duplicate_column": _("There are two columns “%(name)s”."),
    "missing_column": _("The column “%(name)s” is missing."),
    "unknown_language": _(
        "“%(name)s” is no language. Write its two letters in brackets, like “Français (fr)”."
    ),
    # Rows
    "missing_type": _("This row has no type."),
    "unknown_type": _("There is no question type “%(name)s”."),
    "unsupported_type": _("The type “%(name)s” cannot be used on the telephone."),
    "metadata_ignored": _("“%(name)s” records the device; it is ignored here."),
    "missing_list": _("Say which list of choices: %(name)s LIST."),
    "unknown_list": _("There is no list “%(name)s” in the sheet “choices”."),
    "or_other": _(
        "“or_other” is not possible. Add a choice “other” and a text question shown when it is chosen."
    ),
    "missing_name": _("This row has no name."),
    "bad_name": _("“%(name)s” cannot be a name: use letters, digits and _, beginning with a letter."),
    "duplicate_name": _("The name “%(name)s” is already used in row %(row)s."),
    "missing_label": _("This row has no text (label)."),
    "missing_calculation": _("This calculate row has no calculation."),
    "not_closed": _("This %(kind)s is never closed: “end %(kind)s” is missing."),
    "not_opened": _("“end %(kind)s” closes nothing: there is no open %(kind)s."),
    "wrong_end": _("“end %(kind)s” stands where “end %(open)s” is needed (opened in row %(row)s)."),
    "nested_repeat": _("A repeat inside another repeat is not possible yet."),
    "repeat_count": _("repeat_count is not possible: turns are opened one by one during the call."),
    "too_deep": _("Groups are nested more than %(limit)s deep."),
    "bad_default": _("The default “%(text)s” is not an answer of type %(type)s."),
    "too_much_work": _(
        "The script works out more than is possible in a call. Make its calculations simpler."
    ),
    "too_many_expressions": _("The script has more than %(limit)s expressions."),
    "not_yes_or_no": _("Write “yes” or leave the cell empty."),
    "ignored_cell": _("This cell has no effect on a row of type “%(type)s”."),
    # Choices
    "choice_without_list": _("This choice has no list_name."),
    "choice_without_name": _("This choice has no name."),
    "choice_with_space": _("The choice name “%(name)s” contains a space."),
    "duplicate_choice": _("The list “%(list)s” already has a choice “%(name)s” (row %(row)s)."),
    "unused_list": _("No question uses the list “%(name)s”."),
    # Texts
    "nothing_to_show": _(
        "At the beginning of the conversation nothing would be on the screen. The script needs a text or a question "
        "whose condition (relevant) holds before anything is answered."
    ),
    "missing_translation": _("The text is missing in %(language)s; the agent would have nothing to say."),
    "unknown_reference": _("Nothing in the script is called “%(name)s”."),
    "ambiguous_reference": _("“%(name)s” is used more than once; it is unclear which one is meant."),
    "broken_reference": _("A reference is written ${name}."),
    "different_references": _("The text pipes in %(names)s in another language but not in %(language)s."),
    "health_word": _("“%(word)s” may not be said before the identity is confirmed."),
    # Expressions
    "expression_too_long": _("The expression is longer than %(limit)s characters."),
    "curly_quote": _("%(sign)s is a curly quote, which Excel likes to make."),
    "double_ampersand": _("“&” is not understood."),
    "double_equals": _("“==” is not understood."),
    "quote_not_closed": _("A quotation mark (%(sign)s) is never closed."),
    "strange_sign": _("The sign “%(sign)s” is not understood."),
    "nested_too_deep": _("More than %(limit)s brackets inside each other."),
    "too_many_terms": _("The expression has more than %(limit)s terms."),
    "bracket_not_closed": _("A bracket is opened but never closed: “%(sign)s” is missing at the end."),
    "bracket_not_opened": _("A bracket is closed that was never opened."),
    "incomplete": _("The expression is not complete."),
    "expected": _("“%(sign)s” is expected before “%(text)s”."),
    "cannot_understand": _("“%(text)s” cannot be understood here."),
    "unknown_function": _("There is no function %(name)s()."),
    "wrong_arity": _("%(name)s() takes %(least)s to %(most)s arguments; %(given)s are given."),
    "not_a_place": _("A question is expected here."),
    "above_the_form": _("“..” leads out of the script."),
    "not_in_a_repeat": _("%(name)s() has a meaning only inside a repeat."),
    "wrong_indexed_repeat": _("Write indexed-repeat(${question}, ${repeat}, number)."),
    "bad_pattern": _("The pattern is not valid: %(reason)s."),
    "pattern_not_literal": _("The pattern of regex() must stand in quotes."),
    "circular": _("These depend on each other in a circle: %(names)s."),
    "unknown_choice": _("“%(value)s” is not an answer of “%(name)s”."),
    "number_with_text": _("“%(name)s” is a %(type)s; it cannot be compared with a number."),
    "looks_at_nothing": _("This condition looks at no question: it would always be the same."),
    "date_without_quotes": _("Without quotes this is a subtraction and not a date."),
    "date_otherwise": _("“%(text)s” equals no date: write year, month and day, like '2026-11-30'."),
    "scalar_into_repeat": _(
        "“%(name)s” is asked once for each turn of a repeat; say which: count(), sum(), join() …"
    ),
    # Identity
    "identity_missing": _(
        "No question is marked “identity” in the column “step”: health may not be mentioned at all."
    ),
    "identity_twice": _("Only one question can be the identity step; row %(row)s is it already."),
    "identity_type": _("The identity step must be a select_one outside of any repeat."),
    "identity_asked": _(
        "The identity question must be asked and answered: it can have no default, calculation, read_only or "
        "constraint."
    ),
    "identity_hidden": _(
        "The identity question would not be asked at the beginning. Its condition, and those of the groups around it, "
        "can look only at questions before it."
    ),
    "identity_answer": _("The identity step is confirmed by “%(value)s”, which is not in its list."),
    "unknown_step": _("“%(name)s” is no step. Write “identity”, “anyone”, “core”, “anew” or “outcome”."),
    "core_missing": _(
        "No question is marked “core” in the column “step”: a call counts as completed without its purpose."
    ),
    "core_type": _("The core of a conversation must be a question outside of any repeat."),
    "core_asked": _(
        "What a conversation is for must be asked: this question can have no default, calculation or read_only."
    ),
    "core_answer": _("“%(value)s” is not in the list of this question."),
    "outcome_type": _("Only a calculate row outside of any repeat can say how the call ended."),
    "outcome_twice": _("Only one row can say how the call ended; row %(row)s does already."),
    # Actions
    "unknown_action": _("There is no action “%(name)s”."),
    "action_missing": _("action_when and action_with need an action in this row."),
    "argument_shape": _("Write arguments as name=value; name=value. “%(text)s” is none."),
    "unknown_argument": _("%(action)s knows no argument “%(name)s”."),
    "missing_argument": _("%(action)s needs the argument “%(name)s”."),
    "duplicate_argument": _("The argument “%(name)s” is given twice."),
    # Settings
    "no_title": _("The sheet “settings” gives no form_title."),
    "default_language": _("The default language “%(name)s” is not one of the script's languages."),
    # The second reader
    "not_an_xlsform": _("The file is not a valid XLSForm: %(reason)s"),
    "unreadable": _("The workbook could not be read (%(reason)s)."),
}

ANSWER_SENTENCES = {
    "unknown_question": _("This question is no longer part of the conversation. Reload the page."),
    "not_shown": _("This question is not asked at the moment. Reload the page."),
    "read_only": _("This answer is worked out and cannot be changed."),
    "choice": _("Choose one of the answers shown."),
    "constraint": _("This answer is not possible here."),
    "required": _("This question needs an answer."),
    "core": _("Without this answer the conversation does not count as completed."),
    "too_long": _("This answer is too long: at most %(limit)s characters are possible."),
    "no_letter": _("A name has at least one letter. Leave the field empty if the name is not known."),
    "too_much": _(
        "With this answer the script would have to work out more than it can. Go on without it, and tell your "
        "supervisor."
    ),
    "too_many": _("No more can be added here."),
    "type": _("This answer does not have the right form."),
    "type_integer": _("Enter a whole number."),
    "type_decimal": _("Enter a number."),
    "type_date": _("Enter a date."),
    "type_time": _("Enter a time."),
    "type_datetime": _("Enter a date and a time."),
}

SUGGESTION = _("Did you mean “%(suggestion)s”?")


@dataclass(frozen=True)
class Problem:
    """One mistake, where it stands and what was probably meant.

    `sheet` as in the workbook ("" for the file), `cell` like "L9" ("" when the whole sheet is meant), `position`
    in the cell's text from 0 or None, `severity` "error" or "warning", `code` and `params` for the sentence.
    """

    code: str
    sheet: str = ""
    cell: str = ""
    params: dict[str, Any] = field(default_factory=dict)
    severity: str = "error"
    suggestion: str = ""
    position: int | None = None

    @property
    def message(self) -> str:
        """The sentence, in the language active in Django, or English without Django."""
        sentence = translated(SENTENCES[self.code]) % self.params
        return (
            f"{sentence} {translated(SUGGESTION) % {'suggestion': self.suggestion}}"
            if self.suggestion
            else sentence
        )

    def to_dict(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_dict(cls, stored: dict[str, Any]) -> "Problem":
        return cls(**{name: stored[name] for name in cls.__dataclass_fields__ if name in stored})


def answer_sentence(code: str, type_: str = "", *, limit: int = 0) -> str:
    """What an agent reads about an answer that cannot be taken; `limit` is in characters."""
    sentence = translated(ANSWER_SENTENCES.get(f"{code}_{type_}") or ANSWER_SENTENCES[code])
    return sentence % {"limit": limit} if limit else sentence


def translated(sentence: str) -> str:
    """In the active language where Django is running; the engine itself runs without it."""
    try:
        from django.conf import settings
        from django.utils.translation import gettext
    except ImportError:
        return sentence
    return gettext(sentence) if settings.configured else sentence
