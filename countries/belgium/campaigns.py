"""The campaigns of every region, a disease each, with scripts, course, attempts policy, dispositions and texts."""

from typing import Any

from accounts.models import Region
from calls.models import Campaign
from countries.belgium.call_rules import load_pauses, load_policy, load_texts, load_wrap_up_set
from countries.belgium.files import read
from countries.belgium.scripts import load_script
from elearning.library.load import load_course
from elearning.models import Course
from journal.loading import Loading
from scenarios.library import build_xlsx

OWN = ("code", "names", "priority", "target_minutes")


def load_campaigns(loading: Loading, regions: dict[str, Region]) -> None:
    """Add whatever campaigns a region lacks; each names the disease it is for, and serves no other."""
    data = read("calls")
    course = load_course(data["course"], loading)
    workbooks = {facts["script"]: build_xlsx(facts["script"]) for facts in data["campaign"]}
    for region in regions.values():
        policy = load_policy(loading, region, data["policy"])
        texts = load_texts(loading, region, data)
        load_pauses(loading, region, data["pause"])
        for facts in data["campaign"]:
            wrap_up_set = load_wrap_up_set(loading, region, facts, data["wrap_up"])
            script = load_script(loading, region, facts["script"], workbooks[facts["script"]])
            chosen = {"script": script, "policy": policy, "wrap_up_set": wrap_up_set, "texts": texts}
            load_campaign(loading, region, facts, chosen, course)


def load_campaign(
    loading: Loading, region: Region, facts: dict[str, Any], chosen: dict[str, Any], course: Course
) -> None:
    """One campaign of one region: the one of its purpose and disease, whatever the region calls it by now.

    Of several, the one with our code, else the first.
    """
    key = {"region": region, "purpose": facts["purpose"], "disease": facts["disease"]}
    several = sorted(Campaign.objects.filter(**key), key=lambda held: held.code != facts["code"])
    key |= {"pk": several[0].pk} if several else {}
    own = {name: facts[name] for name in OWN}
    called = f"Region {region.code}, campaign {facts['code']}"
    settled = loading.settle_unless_taken(Campaign, key, own | chosen | {"is_on": True}, called=called)
    if settled is None:
        return
    campaign, is_new = settled
    if is_new:
        campaign.required_courses.set([course])
        return
    required = sorted(campaign.required_courses.values_list("slug", flat=True))
    if required != [course.slug]:
        loading.differ_in(f"{called}, required courses", required, [course.slug])
