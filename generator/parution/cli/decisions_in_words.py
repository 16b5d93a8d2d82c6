"""Print decisions for people: by site and theme, which part is open, from when, and why."""

from __future__ import annotations

from collections.abc import Iterable

from parution.compose.pages.reasons import explain_closed, word_openness
from parution.domain import ARCHIVES, Catalogue, Decision, Ground
from parution.domain.messages import Message, Translate, message
from parution.language.catalogues import load_translations
from parution.language.labels import AUDIENCES, PARTS
from parution.release import word_rule
from parution.release.policies import BUILT_IN

LANGUAGE = "fr"
"""The language for rules of the built-in policies."""

OF_POLICIES = {
    written.text: written.rule
    for policy in BUILT_IN.values()
    for rules in policy.releases.values()
    for written in rules.values()
}
"""The rules of the built-in policies by their text."""

OF_THE_PRODUCT: dict[str, Message] = {
    Ground.FACILITATOR_ONLY: message("for the facilitator alone"),
    Ground.GROUPS_ONLY: message("for the groups alone"),
    Ground.NOT_TO_ALL: message("the year has no date from which it is open to all"),
}
"""Messages for reasons that precede any rule, by their text in the decision."""


def print_decisions(decisions: Iterable[Decision], catalogue: Catalogue) -> None:
    """Print decisions: by site and theme, a line for each part, then the reason."""
    translate = load_translations().gettext
    zone = catalogue.settings.timezone
    names = {group.slug: group.name for group in catalogue.groups}
    above = ""
    for each in decisions:
        site, openness = each.site, each.openness
        audience = AUDIENCES[site.audience].text(translate)
        heading = " · ".join(filter(None, (names.get(site.group or ""), audience, each.theme)))
        if heading != above:
            print(f"\n{heading}" if above else heading)
            above = heading
        label = PARTS[openness.part].text(translate)
        print(f"  {label:<24} {word_openness(openness, zone, translate)}")
        if not openness.visible and site not in ARCHIVES:
            print(f"{'':27}{explain_closed(openness, site.group is None, translate)}")
        rule = message("rule: %(rule)s", rule=put_rule_in_words(each, catalogue, translate)).text(
            translate
        )
        print(f"{'':27}{rule}")


def put_rule_in_words(decision: Decision, catalogue: Catalogue, translate: Translate) -> str:
    """Return the deciding rule in the reader's words; a group's own rule stays as written."""
    rule = decision.openness.rule
    if rule in OF_THE_PRODUCT:
        return OF_THE_PRODUCT[rule].text(translate)
    if rule in OF_POLICIES and not is_of_group(decision, catalogue):
        return word_rule(OF_POLICIES[rule], LANGUAGE)
    return rule


def is_of_group(decision: Decision, catalogue: Catalogue) -> bool:
    """Return whether a meeting of the group states the deciding rule in these words."""
    return any(
        written.text == decision.openness.rule
        for group in catalogue.groups
        if group.slug == decision.site.group
        for meeting in group.meetings
        if meeting.theme == decision.theme
        for written in meeting.releases.get(decision.openness.part, {}).values()
    )
