"""The two campaigns of every region, with scripts, course, attempts policy, dispositions and texts."""

from typing import Any

from accounts.fields import in_language
from accounts.models import Region
from calls.models import AttemptsPolicy, Campaign, Disposition, PauseReason, PolicyRule, WrapUpSet
from calls.models.campaigns import SYSTEM_PAUSES
from config.belgium.files import read
from elearning.library.load import load_course
from elearning.models import Course
from scenarios.commands.publish_version import publish_version
from scenarios.commands.upload_script import upload_script
from scenarios.library import build_xlsx
from scenarios.models import Script
from scenarios.states import VersionState
from tracing.models import Disease


def load_campaigns(regions: dict[str, Region], disease: Disease) -> None:
    """Create whatever campaigns a region lacks; what its administrator has changed since stays."""
    data = read("calls")
    policy, course = load_policy(data["policy"]), load_course(data["course"])
    load_pauses(data["pause"])
    workbooks = {facts["script"]: build_xlsx(facts["script"]) for facts in data["campaign"]}
    for facts in data["campaign"]:
        wrap_up_set = load_wrap_up_set(facts, data["wrap_up"])
        for region in regions.values():
            script = load_script(region, facts["script"], workbooks[facts["script"]])
            chosen = {"script": script, "policy": policy, "wrap_up_set": wrap_up_set, "disease": disease.code}
            load_campaign(region, facts, chosen, course)


def load_policy(facts: dict[str, Any]) -> AttemptsPolicy:
    """How often somebody is tried again."""
    policy, is_new = AttemptsPolicy.objects.get_or_create(
        name=facts["name"], defaults={"max_attempts": facts["max_attempts"]}
    )
    if is_new:
        PolicyRule.objects.bulk_create(PolicyRule(policy=policy, **rule) for rule in facts["rule"])
    return policy


def load_pauses(pauses: list[dict[str, Any]]) -> None:
    """The reasons that agents choose from, in this order, and those that the system gives."""
    for order, facts in enumerate(pauses):
        PauseReason.objects.get_or_create(code=facts["code"], defaults=facts | {"order": order})
    for code in SYSTEM_PAUSES:
        PauseReason.of_system(code)


def load_wrap_up_set(campaign: dict[str, Any], dispositions: list[dict[str, Any]]) -> WrapUpSet:
    """The dispositions of one kind of call: the same keys everywhere, so that fingers learn them once."""
    wrap_up_set, is_new = WrapUpSet.objects.get_or_create(name=in_language(campaign["names"], "en"))
    if is_new:
        Disposition.objects.bulk_create(
            Disposition(
                wrap_up_set=wrap_up_set,
                **facts | {"labels": facts["labels"].get(campaign["wrap_up"], facts["labels"])},
            )
            for facts in dispositions
        )
    return wrap_up_set


def load_script(region: Region, name: str, workbook: bytes) -> Script:
    """The shipped script, on air at once; a region that has published one of its own keeps it."""
    slug = name.replace("_", "-")
    on_air = Script.objects.filter(region=region, slug=slug, versions__state=VersionState.PUBLISHED)
    if script := on_air.first():
        return script
    version = upload_script(region=region, slug=slug, workbook=workbook, by=None)
    publish_version(version, by=None)
    return version.script


def load_campaign(region: Region, facts: dict[str, Any], chosen: dict[str, Any], course: Course) -> Campaign:
    """One campaign of one region."""
    texts = {name: read("calls")[name] for name in ("announcement", "farewell")}
    own = {name: facts[name] for name in ("purpose", "names", "priority", "target_minutes")}
    campaign, is_new = Campaign.objects.get_or_create(
        region=region, code=facts["code"], defaults=own | chosen | texts
    )
    if is_new:
        campaign.required_courses.set([course])
    return campaign
