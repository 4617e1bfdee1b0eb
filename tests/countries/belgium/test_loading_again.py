"""Loading Belgium into a database that a region has worked in since."""

from datetime import date, time

import pytest
from django.utils import timezone

from accounts.models import Region
from calls.commands.campaigns.replace_rules import replace_rules
from calls.models import AttemptsPolicy, CallTexts, Campaign, Disposition, PolicyRule, WrapUpSet
from elearning.models import Choice, Course, Lesson, Question, Quiz
from telephony.models import CallingHours
from tests.factories.calls import campaign as a_campaign
from tests.factories.calls import course as a_course
from tests.factories.calls import policy as a_policy
from tracing.models import Disease, Postcode, QuarantineRule
from workforce.models import PauseReason

pytestmark = pytest.mark.django_db
BX = {"region__code": "BX"}
INTERVIEW = BX | {"purpose": "index_interview"}
INDEX_SET = {"wrap_up_set__region__code": "BX", "wrap_up_set__code": "index-interview"}
NUL = "the database has nothing, the data set has"
CHANGED = [
    (
        Region,
        {"code": "BX"},
        {"sms_sender": "8822", "languages": ["nl", "fr", "en"]},
        [
            'Region BX, SMS sender: the database has "8822", the data set has "8811"; left as it is.',
            'Region BX, languages: the database has "nl, fr, en", the data set has "fr, nl, en"; left as it is.',
        ],
    ),
    (
        Region,
        {"code": "WA"},
        {"names": {"fr": "Wallonie", "nl": "Wallonië", "de": "Wallonien", "en": "Wallonia"}},
        ['Region WA, names (de): the database has "Wallonien", the data set has "Wallonie"; left as it is.'],
    ),
    (
        CallingHours,
        BX | {"day": 0},
        {"opens": time(9)},
        [
            'Region BX, hours of Monday: the database has "09:00-20:00 from 2020-05-11", the data set has '
            '"08:00-20:00 from 2020-05-11"; left as it is.'
        ],
    ),
    (
        Disease,
        {"code": "covid-19"},
        {"isolation_days": 10},
        ['Disease covid-19, isolation days: the database has "10", the data set has "7"; left as it is.'],
    ),
    (
        QuarantineRule,
        {"valid_from": date(2022, 3, 17)},
        {"valid_until": date(2026, 9, 30)},
        [
            "Disease covid-19, quarantine from 2022-03-17, valid until: "
            'the database has "2026-09-30", the data set has nothing; left as it is.'
        ],
    ),
    (
        AttemptsPolicy,
        BX | {"code": "six-calls"},
        {"max_attempts": 4},
        [
            'Region BX, attempts policy "Six calls", max attempts: the database has "4", the data set has "6"; '
            "left as it is."
        ],
    ),
    (
        PolicyRule,
        {"policy__region__code": "BX", "outcome": "no_answer"},
        {"growth": 2},
        [
            'Region BX, attempts policy "Six calls", after no_answer, growth: '
            'the database has "2", the data set has "1.5"; left as it is.'
        ],
    ),
    (
        Disposition,
        INDEX_SET | {"code": "voicemail"},
        {"needs_conversation": True},
        [
            'Region BX, disposition voicemail of "Index interview", needs conversation: '
            'the database has "yes", the data set has "no"; left as it is.'
        ],
    ),
    (
        PauseReason,
        BX | {"code": "lunch"},
        {"max_minutes": 60},
        ['Region BX, pause lunch, max minutes: the database has "60", the data set has "45"; left as it is.'],
    ),
    (
        Campaign,
        INTERVIEW,
        {"is_on": False, "code": "index"},
        [
            'Region BX, campaign index-interview, is on: the database has "no", the data set has "yes"; left as it is.',
            'Region BX, campaign index-interview, code: the database has "index", the data set has "index-interview"; '
            "left as it is.",
        ],
    ),
    (
        CallTexts,
        BX | {"code": "standard"},
        {"farewell": {}},
        [
            f'Region BX, SMS, farewell (en): {NUL} "Official message: we could not reach you. Our team will try in '
            'another way. To check this number: {number}. No more SMS: reply STOP"; left as it is.',
        ],
    ),
    (
        Course,
        {"slug": "first-calls"},
        {"valid_days": 90},
        ['Course first-calls, valid days: the database has "90", the data set has "365"; left as it is.'],
    ),
    (
        Lesson,
        {"number": 2},
        {"bodies": {"fr": "Court", "nl": "Kort", "de": "Kurz", "en": "Short"}},
        [
            "Course first-calls, lesson 2, bodies (fr): the database has another text than the data set; left as it is."
        ],
    ),
    (
        Quiz,
        {},
        {"pass_percent": 100},
        [
            'Course first-calls, quiz, pass percent: the database has "100", the data set has "80"; left as it is.'
        ],
    ),
    (
        Choice,
        {"question__number": 1, "number": 1},
        {"texts": {"fr": "A", "nl": "A", "de": "A", "en": "A"}},
        [],
    ),
]
MODELS = {model for model, *_more in CHANGED} | {Postcode, Question}


def everything():
    return {model: list(model.objects.order_by("pk").values()) for model in MODELS}


def test_a_second_load_adds_nothing_and_has_nothing_to_say(load):
    assert load()[-1].startswith("Added ")
    assert load() == ["Added 0 rows, 0 differ"]


def test_what_a_region_has_changed_stays_and_each_change_is_said(load):
    load()
    for model, which, changes, _lines in CHANGED:
        for row in model.objects.filter(**which):
            for name, value in changes.items():
                setattr(row, name, value)
            row.save()
    before = everything()
    printed = load()
    assert everything() == before
    assert {line for *_what, lines in CHANGED for line in lines} - set(printed) == set()
    assert printed[-1] == f"Added 0 rows, {len(printed) - 1} differ"


def test_what_a_campaign_was_given_instead_stays(load):
    load()
    campaign = Campaign.objects.get(**INTERVIEW)
    own = a_policy()
    Campaign.objects.filter(pk=campaign.pk).update(policy=own)
    campaign.required_courses.set([a_course(slug="second-calls")])
    printed = load()
    campaign.refresh_from_db()
    assert campaign.policy == own
    assert [course.slug for course in campaign.required_courses.all()] == ["second-calls"]
    assert printed == [
        f'Region BX, campaign index-interview, policy: the database has "{own.code}", the data set has "six-calls"; '
        "left as it is.",
        'Region BX, campaign index-interview, required courses: the database has "second-calls", the data set has '
        '"first-calls"; left as it is.',
        "Added 0 rows, 2 differ",
    ]


def test_what_is_new_in_the_data_files_is_added_to_what_is_there(load, data_set):
    load()
    labels = '{ fr = "Absent", nl = "Afwezig", de = "Abwesend", en = "Away" }'
    data_set.append(
        "calls.toml",
        f'\n[[policy.rule]]\noutcome = "reached"\ndelay_minutes = 5\nmax_tries = 1\n'
        f'[[wrap_up]]\nkey = "a"\ncode = "away"\noutcome = "no_answer"\nstep = "retry"\nlabels = {labels}\n'
        f'[[pause]]\ncode = "coaching"\nmax_minutes = 30\nlabels = {labels}\n'
        f'[[campaign]]\ncode = "quarantine-check"\npurpose = "quarantine_check"\ndisease = "covid-19"\n'
        f'script = "contact_notification"\nwrap_up = "contact"\npriority = 3\ntarget_minutes = 2880\n'
        f"names = {labels}\n",
    )
    data_set.append(
        "covid_19.toml", '[[quarantine]]\ndays = 5\nvalid_from = 2026-10-01\nsource = "A new decision"\n'
    )
    data_set.append("postcodes.csv", "0999,BX\n")
    printed = load()
    each = {"policy rule": 1, "pause": 1, "in the two sets": 2, "a third set": 1, "campaign": 1}
    of_third_set = Disposition.objects.filter(
        wrap_up_set__region__code="BX", wrap_up_set__name="Away"
    ).count()
    assert PolicyRule.objects.filter(outcome="reached", policy__code="six-calls").count() == 4
    assert Disposition.objects.filter(code="away").count() == 4 * 3
    assert QuarantineRule.objects.get(valid_from=date(2026, 10, 1)).days == 5
    assert Postcode.objects.get(code="0999").region.code == "BX"
    assert (
        Campaign.objects.filter(purpose="quarantine_check", required_courses__slug="first-calls").count() == 4
    )
    assert printed == [f"Added {4 * (sum(each.values()) + of_third_set) + 2} rows, 0 differ"]


def test_a_region_that_has_joined_is_added_whole(load, data_set):
    load()
    data_set.change(
        "regions.toml",
        "[everywhere]",
        '[[region]]\ncode = "EU"\nnames = { fr = "UE", nl = "EU", de = "EU", en = "EU" }\n'
        'languages = ["en"]\n\n[everywhere]',
    )
    own_rules = PauseReason.objects.filter(**BX, is_system=False).count()
    own_rules += AttemptsPolicy.objects.get(**BX).rules.count() + 1
    own_rules += CallTexts.objects.filter(**BX).count()
    own_rules += 2 + Disposition.objects.filter(wrap_up_set__region__code="BX").count()
    assert load() == [f"Added {1 + 8 + 4 + 2 + own_rules} rows, 0 differ"]
    assert Campaign.objects.filter(region__code="EU", script__versions__state="published").count() == 2


def test_a_postcode_that_was_given_to_a_region_by_hand_stays_there(load):
    load()
    Postcode.objects.filter(code="1500").update(region=Region.objects.get(code="BX"))
    assert load() == [
        'Postcode 1500, region: the database has "BX", the data set has "VL"; left as it is.',
        "Added 0 rows, 1 differs",
    ]
    assert Postcode.objects.get(code="1500").region.code == "BX"


def test_a_disposition_whose_key_is_taken_is_said_and_not_forced(load):
    load()
    taken = Disposition.objects.filter(**INDEX_SET, key="8")
    taken.update(code="no_time", labels={"en": "No time"})
    assert load() == [
        'Region BX, disposition refused of "Index interview": key "8" is taken by another; not added.',
        "Added 0 rows, 1 differs",
    ]
    assert taken.get().code == "no_time"


def test_a_campaign_whose_code_is_taken_is_said_and_not_forced(load):
    load()
    Campaign.objects.filter(**INTERVIEW).update(disease="measles")
    assert load() == [
        'Region BX, campaign index-interview: code "index-interview" is taken by another; not added.',
        "Added 0 rows, 1 differs",
    ]


def test_the_versions_that_a_region_has_made_are_its_own_and_nothing_is_added_to_them(load):
    load()
    for rules in (AttemptsPolicy, CallTexts, WrapUpSet):
        replace_rules(rules.objects.filter(**BX).first())
    Disposition.objects.filter(wrap_up_set__version=2, code="voicemail").delete()
    PolicyRule.objects.filter(policy__version=2, outcome="busy").delete()
    assert load() == ["Added 0 rows, 0 differ"]


def test_what_a_region_has_retired_is_not_brought_back(load):
    load()
    PauseReason.objects.filter(**BX, code__in=("lunch", "no_answer_to_offer")).update(
        retired_at=timezone.now()
    )
    assert load() == ["Added 0 rows, 0 differ"]


def test_of_two_campaigns_of_one_purpose_ours_is_known_by_its_code(load):
    load()
    ours = Campaign.objects.get(**INTERVIEW)
    wrap_up_set, script = ours.wrap_up_set, ours.script
    a_campaign(
        ours.region,
        code="a-second",
        purpose=ours.purpose,
        disease=ours.disease,
        wrap_up_set=wrap_up_set,
        script=script,
    )
    assert load() == ["Added 0 rows, 0 differ"]
