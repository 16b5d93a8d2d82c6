"""The desk shows a request's effects before it is made, and its text can be applied."""

from __future__ import annotations

import quopri
import re
import shutil
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path
from urllib.parse import unquote

import pytest
from playwright.sync_api import Locator, Page, expect

from command_line import Done, run

from .conftest import (
    GROUP,
    INSTANT,
    REPOSITORY,
    SECRET,
    SOURCES,
    BuiltSample,
    OpenPage,
    Served,
    wait_until,
)  # fmt: skip
from .test_accessibility import each_look, find_violations

DESK = "{facilitator}desk/"
MEETING, THEME = "2026-10-08 20:30", "2026/menstruations"
AT = INSTANT.isoformat()

IS_KEPT = "async (address) => (await caches.match(address)) !== undefined"

each_width = pytest.mark.parametrize("width", [390, 1280])


def plain(place: Locator) -> str:
    return " ".join(place.inner_text().split())


def unfold(page: Page) -> None:
    """Open all sections of the desk that are folded."""
    page.evaluate("document.querySelectorAll('.desk__fold').forEach((each) => (each.open = true))")


def open_form(page: Page, title: str = "jeudi 8 octobre 2026") -> Locator:
    """Open the form of a meeting and return it."""
    unfold(page)
    details = page.locator("details[data-meeting]", has_text=title)
    details.locator("summary").first.click()
    expect(details.locator("form")).to_be_visible()
    return details


def read_effect(form: Locator, part: str) -> list[str]:
    """Return the row of the table of effects for a part: now, and then."""
    row = form.locator(
        "[data-effect] tbody tr", has=form.page.get_by_role("rowheader", name=part, exact=True)
    )
    return [" ".join(each.split()) for each in row.locator("td").all_inner_texts()]


def read_request(form: Locator) -> str:
    """Return the text of the request."""
    expect(form.locator("[data-text]")).to_be_visible()
    return form.locator("[data-text]").input_value()


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The sample's sources, without a built site."""
    for name in SOURCES:
        copy = shutil.copytree if (REPOSITORY / name).is_dir() else shutil.copy
        copy(REPOSITORY / name, tmp_path / name)
    return tmp_path


def quote_mail(text: str) -> bytes:
    """Return an answer to a mail as many programs write it: quoted, wrapped, quoted-printable."""
    lines = ["Bonjour, voici :", "", *(f"> {line}" for line in text.split("\n"))]
    mail = EmailMessage()
    mail["Subject"], mail["From"], mail["To"] = "Re: Demande", "a@exemple.fr", "b@exemple.fr"
    mail["MIME-Version"], mail["Content-Type"] = "1.0", "text/plain; charset=utf-8"
    mail["Content-Transfer-Encoding"] = "quoted-printable"
    mail.set_payload(quopri.encodestring("\n".join(lines).encode()).decode())
    return mail.as_bytes()


def apply(project: Path, text: str, *options: str) -> Done:
    """Apply a text that went through the mail."""
    (project / "demande.eml").write_bytes(quote_mail(text))
    return run(
        project, "apply", "demande.eml", "--at", AT, "--yes", *options, PARUTION_SECRET=SECRET
    )


def group_file(project: Path) -> str:
    return (project / f"groups/{GROUP}.yml").read_text()


# --- without a script -----------------------------------------------------------------------------


@each_width
def test_without_a_script_the_year_can_be_read(open_page: OpenPage, width: int) -> None:
    """The table, the messages and the links are there, with a sentence in place of the forms."""
    page = open_page(DESK, width, java_script_enabled=False)
    page.locator("summary", has_text="Toutes les réunions en tableau").click()
    row = page.locator(".desk__year tr", has_text="menstruations")
    assert "les références avant, le reste à la fin" in plain(row)
    assert "depuis le 23 septembre 2026 à 8 h" in plain(row)
    assert "à partir du 8 octobre 2026 à 22 h 30" in plain(row)
    for sentence in page.locator(".desk__no-script").all():
        expect(sentence).to_be_visible()
    for forms in page.locator("[data-forms]").all():
        expect(forms).to_be_hidden()
    expect(page.locator("[data-message] textarea").first).to_be_attached()


def test_the_documentation_goes_through_the_desk_in_its_order(open_page: OpenPage) -> None:
    """The sections of the desk are those that the facilitators' page explains, by their names."""
    guide = (REPOSITORY / "docs" / "animateur.md").read_text("utf-8")
    told = guide.partition("## Animer mon groupe\n")[2].partition("\n### ")[0]
    page = open_page(DESK)
    expect(page.locator("[data-see]")).to_be_visible()
    shown = page.locator(".desk > section:visible > h2").all_inner_texts()
    assert re.findall(r"^- \*\*(.+?)\*\*", told, re.MULTILINE) == shown


def test_the_desk_is_in_the_facilitators_menu_alone(open_page: OpenPage) -> None:
    """Her pages' menu and her home link to it, and no page of another site does."""
    for path in ("", "themes/", f"{THEME}/dossier/", "offline/", "meetings/"):
        page = open_page("{facilitator}" + path)
        link = page.locator(".site-menu").get_by_role("link", name="Animer mon groupe")
        assert (link.get_attribute("href") or "").endswith("desk/")
    assert open_page("{facilitator}").locator(".home__desk a").count() == 1
    for path in ("{member}", "{member}themes/", ""):
        assert open_page(path).get_by_text("Animer mon groupe").count() == 0


# --- a request, its effects, its text -------------------------------------------------------------


@each_width
def test_the_effects_of_a_policy_are_shown_side_by_side(open_page: OpenPage, width: int) -> None:
    """Before and after show parts that would open at once, close again, or open later."""
    form = open_form(open_page(DESK, width))
    form.get_by_label("tout à la fin").check()
    assert read_effect(form, "Références")[:2] == [
        "depuis le mercredi 23 septembre 2026 à 8 h",
        "Se refermerait à partir du jeudi 8 octobre 2026 à 22 h 30",
    ]
    assert plain(form.locator("[data-effect-note]")).startswith(
        "Se refermerait (membres, lecteurs désignés) : Références."
    )
    form.get_by_label("tout, quinze jours avant").check()
    assert read_effect(form, "Dossier")[:2] == [
        "à partir du jeudi 8 octobre 2026 à 22 h 30",
        "S’ouvrirait tout de suite depuis le mercredi 23 septembre 2026 à 8 h",
    ]
    assert (
        read_effect(form, "Commentaires de cas")[0] == read_effect(form, "Commentaires de cas")[1]
    )


def test_a_meeting_that_moves_moves_its_openings(open_page: OpenPage) -> None:
    """A meeting a week later opens all closed parts a week later."""
    form = open_form(open_page(DESK))
    form.get_by_label("Jour", exact=True).fill("2026-10-15")
    assert read_effect(form, "Dossier")[1] == (
        "Plus tard que prévu à partir du jeudi 15 octobre 2026 à 22 h 30"
    )
    assert "set.starts: 2026-10-15 20:30" in read_request(form)


def test_a_meeting_on_another_theme_shows_the_effects_on_both(open_page: OpenPage) -> None:
    """The effects list the closing theme and the opening one, each under its title."""
    form = open_form(open_page(DESK))
    form.locator("[name=theme]").select_option("2026/orthopedie-enfant")
    titles = form.locator("[data-effect] th[scope=rowgroup]").all_inner_texts()
    assert [each.split()[0] for each in titles] == ["Problèmes", "Les"]
    assert "set.theme: 2026/orthopedie-enfant" in read_request(form)
    note = plain(form.locator("[data-effect-note]"))
    assert (
        "comment mieux gérer ? – Se refermerait (membres, lecteurs désignés) : Préparer la réunion"
        in note
    )


def test_a_theme_gives_way_to_a_free_subject(open_page: OpenPage, project: Path) -> None:
    """A free subject has no rules, and the file gets its title instead of the theme."""
    form = open_form(open_page(DESK))
    form.locator("[name=theme]").select_option("")
    expect(form.locator(".wish__policies")).to_be_hidden()
    form.get_by_label("Titre d’un sujet libre").fill("Rencontre avec les sages-femmes")
    done = apply(project, read_request(form), "--withdraw", GROUP)
    assert done.code == 0, done.out + done.err
    assert "Rencontre avec les sages-femmes" in group_file(project)
    assert THEME not in group_file(project)


def test_readers_are_shown_beside_members(
    server: Served, sample_site: BuiltSample, new_context: Callable[..., object]
) -> None:
    """In a group that has designated readers, the table has their columns."""
    page = new_context(service_workers="block").new_page()  # type: ignore[attr-defined]
    page.goto(f"{server.address}{sample_site.site('bauge', 'facilitator')}desk/")
    form = open_form(page, "mardi 13 octobre 2026")
    form.get_by_label("tout à la fin").check()
    assert read_effect(form, "Dossier") == [
        "à partir du mardi 13 octobre 2026 à 22 h 30",
        "à partir du mardi 13 octobre 2026 à 22 h 30",
        "à partir du lundi 28 septembre 2026 à 8 h",
        "Plus tard que prévu à partir du mardi 13 octobre 2026 à 22 h 30",
    ]


def test_what_becomes_of_all_alike_is_said_once(open_page: OpenPage) -> None:
    """The note names members and designated readers on one line where the same parts turn."""
    form = open_form(open_page(DESK), "jeudi 11 mars 2027")
    form.get_by_label("tout, quinze jours avant").check()
    assert plain(form.locator("[data-effect-note]")) == (
        "Plus tôt que prévu (membres, lecteurs désignés) : Résumés des documents, L’essentiel,"
        " Dossier."
    )


def test_a_mail_without_room_for_the_words_has_the_request(
    open_page: OpenPage, project: Path
) -> None:
    """Another number of days for ten rules leaves by mail: of a long text its block alone."""
    form = open_form(open_page(DESK), "jeudi 11 mars 2027")
    form.get_by_label("tout, quinze jours avant").check()
    form.get_by_label("Nombre de jours, pour ce qui s’ouvre avant la réunion").fill("10")
    assert "- Dossier : 10 jours avant (" in read_request(form).replace("\u00a0", " ")
    expect(form.locator("[data-send]")).to_be_visible()
    address = form.locator("[data-send]").get_attribute("href") or ""
    body = unquote(address.partition("&body=")[2]).replace("\r\n", "\n")
    assert "Dossier : 10 jours" not in body.replace("\u00a0", " ")
    done = apply(project, body)
    assert done.code == 0, done.out + done.err
    assert "dossier: 10 jours avant" in group_file(project)


@pytest.mark.parametrize("days", ["0", "-3", "1.5", "500"])
def test_an_impossible_number_of_days_is_explained(open_page: OpenPage, days: str) -> None:
    """A number of days that no rule can have makes no text, and is not passed over in silence."""
    form = open_form(open_page(DESK))
    form.get_by_label("tout à la fin").check()
    form.get_by_label("Nombre de jours, pour ce qui s’ouvre avant la réunion").fill(days)
    expect(form.locator(".wish__errors")).to_contain_text("un nombre de jours, de 1 à 366")
    expect(form.locator("[data-outcome]")).to_be_hidden()


SOFT = """() => [...document.querySelectorAll(".desk :is(h3, th, p)")]
    .map((each) => each.innerText).filter((said) => / [:;!?»]|« /.test(said))"""
"""What is shown with an ordinary space at French punctuation, where a line may break."""


def test_no_line_of_the_desk_begins_with_a_colon(open_page: OpenPage) -> None:
    """Titles and questions that scripts put on the desk have no-break spaces, as elsewhere."""
    page = open_page(DESK)
    form = open_form(page)
    form.locator("[name=theme]").select_option("2026/orthopedie-enfant")
    page.locator("[data-writing=answer] > summary").click()
    expect(page.locator("[data-asked]")).not_to_be_empty()
    assert page.evaluate(SOFT) == []


def test_an_impossible_request_is_explained(open_page: OpenPage) -> None:
    """An overlap, a past date or an incomplete rule gives its reason, and no text."""
    form = open_form(open_page(DESK))
    form.get_by_label("Jour", exact=True).fill("2026-11-12")
    expect(form.locator(".wish__errors")).to_contain_text("déjà une réunion")
    expect(form.locator("[data-outcome]")).to_be_hidden()
    form.get_by_label("Jour", exact=True).fill("2026-09-01")
    expect(form.locator(".wish__errors")).to_contain_text("Cette date est passée")
    form.get_by_label("Jour", exact=True).fill("2026-10-08")
    form.locator(".wish__parts > summary").click()
    form.locator('[name="dossier.member"]').select_option("days-before")
    expect(form.locator(".wish__errors")).to_contain_text("Dossier : dites combien")


def test_nothing_changed_makes_no_text(open_page: OpenPage) -> None:
    """An unchanged form, or one changed back, makes no text."""
    form = open_form(open_page(DESK))
    expect(form.locator("[data-outcome]")).to_be_hidden()
    form.get_by_label("tout à la fin").check()
    expect(form.locator("[data-outcome]")).to_be_visible()
    form.get_by_label("les références avant, le reste à la fin").check()
    expect(form.locator("[data-outcome]")).to_be_hidden()


def test_a_text_leaves_by_mail_by_copy_and_as_a_file(open_page: OpenPage) -> None:
    """The mail has the association's address, subject and body; the file has the text."""
    page = open_page(DESK, permissions=["clipboard-read", "clipboard-write"])
    form = open_form(page)
    form.get_by_label("tout à la fin").check()
    text = read_request(form)
    address = form.locator("[data-send]").get_attribute("href") or ""
    assert address.startswith("mailto:secretariat@apimed.example?subject=")
    assert len(address) < 1800
    assert unquote(address.partition("&body=")[2]).replace("\r\n", "\n") == text
    with page.expect_download() as download:
        form.locator("[data-download]").click()
    assert download.value.suggested_filename == f"demande-{GROUP}-2026-10-08.txt"
    assert download.value.path().read_text() == text
    form.get_by_role("button", name="Copier le texte").click()
    expect(form.locator("[data-outcome] [role=status]")).to_have_text("Copié")
    assert page.evaluate("navigator.clipboard.readText()") == text


def test_a_text_that_no_mail_link_can_hold_is_to_be_copied(open_page: OpenPage) -> None:
    """Beyond 1,800 characters a sentence says to copy the text, and the link goes."""
    form = open_form(open_page(DESK))
    form.get_by_label("Lieu").fill("Salle " + "très longue " * 60)
    read_request(form)
    expect(form.locator("[data-send]")).to_be_hidden()
    expect(form.locator("[data-too-long]")).to_contain_text("copiez-le")


# --- from the desk through the mail into the group's file -----------------------------------------


@each_width
def test_a_policy_chosen_at_the_desk_is_applied(
    open_page: OpenPage, project: Path, width: int
) -> None:
    """The very text, quoted by mail, changes one line of the group's file and nothing else."""
    form = open_form(open_page(DESK, width))
    form.get_by_label("tout, quinze jours avant").check()
    before = group_file(project)
    done = apply(project, read_request(form), "--open-now")
    assert done.code == 0, done.out + done.err
    changed = [
        (old, new)
        for old, new in zip(before.splitlines(), group_file(project).splitlines(), strict=True)
        if old != new
    ]
    ((old, new),) = changed
    assert THEME in old
    assert new == old.replace("}", ", policy: before}")


def test_everything_that_a_form_can_ask_for_is_applied(open_page: OpenPage, project: Path) -> None:
    """Another day, length, place, lead time and a bounded rule of one part are all applied."""
    form = open_form(open_page(DESK))
    form.get_by_label("Jour", exact=True).fill("2026-10-22")
    form.get_by_label("Heure", exact=True).fill("20:45")
    form.get_by_label("Durée en minutes").fill("90")
    form.get_by_label("Lieu").fill("Salle « B »")
    form.get_by_label("Nombre de jours, pour ce qui s’ouvre avant la réunion").fill("10")
    form.locator(".wish__parts > summary").click()
    form.locator('[name="dossier.member"]').select_option("days-before")
    form.locator('[name="dossier.member.amount"]').fill("2")
    form.locator('[name="dossier.member.at"]').fill("18:00")
    form.locator('[name="dossier.member.notBefore"]').fill("2026-10-10T08:00")
    assert (
        read_effect(form, "Dossier")[1]
        == "Plus tard que prévu à partir du mardi 20 octobre 2026 à 18 h"
    )
    done = apply(project, read_request(form), "--withdraw", GROUP)
    assert done.code == 0, done.out + done.err
    explained = run(
        project, "explain", "--group", GROUP, "--theme", THEME, "--audience", "member", "--at", AT,
        "--format", "json",
    ).json  # fmt: skip
    opens = {each["part"]: each["opens_at"] for each in explained}
    assert opens["dossier"] == "2026-10-20T16:00:00Z"
    assert opens["preparation"] == opens["references"] == "2026-10-12T06:00:00Z"
    assert opens["summary"] == "2026-10-22T20:15:00Z"


def test_a_meeting_is_added_and_another_cancelled(open_page: OpenPage, project: Path) -> None:
    """Two texts in one mail are applied one after the other."""
    page = open_page(DESK)
    form = open_form(page, "Ajouter une réunion")
    form.get_by_label("Titre d’un sujet libre").fill("Rencontre avec les sages-femmes")
    form.get_by_label("Jour", exact=True).fill("2027-07-05")
    form.get_by_label("Heure", exact=True).fill("20:30")
    done = apply(project, read_request(form))
    assert done.code == 0, done.out + done.err
    assert "Rencontre avec les sages-femmes" in group_file(project)
    form = open_form(page)
    form.get_by_label("Annuler cette réunion").check()
    assert read_effect(form, "Références")[1].startswith("Se refermerait")
    done = apply(project, read_request(form), "--withdraw", GROUP)
    assert done.code == 0, done.out + done.err
    assert THEME not in group_file(project)


def test_the_keyboard_alone_will_do(open_page: OpenPage, project: Path) -> None:
    """Enter, Tab and the arrows lead from the summary to the text."""
    page = open_page(DESK)
    summary = page.locator("details[data-meeting] > summary").first
    expect(summary).to_be_visible()  # The script makes it visible.
    summary.focus()
    page.keyboard.press("Enter")
    form = page.locator("details[data-meeting]").first
    expect(form.locator("form")).to_be_visible()
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement?.name") == "policy":
            break
    page.keyboard.press("ArrowUp")
    assert page.evaluate("document.activeElement?.value") == "before"
    text = read_request(form)
    for _ in range(60):
        if page.evaluate("document.activeElement?.matches('[data-text]') ?? false"):
            break
        page.keyboard.press("Tab")
    selected = """(() => {
        const { value, selectionStart, selectionEnd } = document.activeElement;
        return value.slice(selectionStart, selectionEnd);
    })()"""
    assert page.evaluate(selected) == text
    assert apply(project, text, "--open-now").code == 0


# --- the rest of the desk -------------------------------------------------------------------------


def test_a_members_view_is_shown_for_a_date(open_page: OpenPage) -> None:
    """The view for a date lists open parts with links, and the openings of the others."""
    page = open_page(DESK)
    unfold(page)
    page.get_by_label("Jour et heure").fill("2026-10-08T22:30")
    theme = page.locator("[data-seen] section", has_text="menstruations")
    dossier = theme.locator("li", has_text="Dossier")
    assert plain(dossier) == "Dossier – depuis le jeudi 8 octobre 2026 à 22 h 30"
    dossier.get_by_role("link").click()
    expect(page).to_have_url(re.compile(rf"{THEME}/dossier/$"))
    page.go_back()
    unfold(page)
    page.get_by_label("Jour et heure").fill("2026-10-08T22:29")
    assert plain(dossier) == "Dossier – à partir du jeudi 8 octobre 2026 à 22 h 30"
    assert dossier.get_by_role("link").count() == 0


def test_messages_hold_the_members_link(
    open_page: OpenPage, server: Served, sample_site: BuiltSample
) -> None:
    """Messages have the members' address, ready to be mailed, and never her own."""
    page = open_page(DESK)
    links = {each: server.address + sample_site.site(GROUP, each) for each in ("member", "reader")}
    for audience, link in links.items():
        shown = page.locator(f"[data-link={audience}] [data-address]")
        expect(shown).to_have_text(link)
    for message in page.locator("[data-message]").all():
        body = message.locator("[data-body]").input_value()
        link = links[message.get_attribute("data-message") or ""]
        assert link in body
        mail = unquote(message.locator("[data-mail]").get_attribute("href") or "")
        assert mail.startswith("mailto:?subject=")
        assert link in mail
        assert sample_site.site(GROUP, "facilitator") not in mail
    reminder = page.locator("[data-message]", has_text="Le rappel de la réunion")
    body = " ".join(reminder.locator("[data-body]").input_value().split())
    assert "jeudi 8 octobre 2026" in body
    assert "Préparer la réunion, Références" in body


@each_look
def test_axe_finds_nothing_in_an_open_form(open_page: OpenPage, width: int, scheme: str) -> None:
    """The form passes axe-core with an effect, a text, single parts' rules and an error."""
    page = open_page(DESK, width, scheme)
    form = open_form(page)
    form.get_by_label("tout à la fin").check()
    form.locator(".wish__parts > summary").click()
    page.locator("[data-message] > summary").first.click()
    assert not find_violations(page)
    form.locator('[name="dossier.member"]').select_option("date")
    expect(form.locator(".wish__errors")).to_be_visible()
    assert not find_violations(page)


def test_the_desk_works_without_a_network(
    new_context: Callable[..., object], server: Served, sample_site: BuiltSample
) -> None:
    """After a visit of her home, forms, effects and texts work offline."""
    context = new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()  # type: ignore[attr-defined]
    home = server.address + sample_site.site(GROUP, "facilitator")
    page.goto(home)
    page.wait_for_function("() => document.documentElement.hasAttribute('data-offline-ready')")
    wait_until(page, IS_KEPT, f"{home}desk/")
    context.set_offline(True)  # type: ignore[attr-defined]
    page.goto(f"{home}desk/")
    form = open_form(page)
    form.get_by_label("tout à la fin").check()
    assert "set.policy: after" in read_request(form)
    minutes = page.locator("details[data-writing=minutes]")
    minutes.locator("summary").first.click()
    minutes.get_by_label("Compte rendu", exact=True).fill("Onze présents.")
    assert "was.text:" in read_request(minutes)


SENT_LONG_AGO = """name => localStorage.setItem(
    name, JSON.stringify({ written: {}, base: "null", sent: 1 }))"""


def test_whatever_was_sent_is_erased_when_the_desk_opens(open_page: OpenPage) -> None:
    """Words of an earlier meeting, sent by mail, do not stay on the device that wrote them."""
    page = open_page("{facilitator}desk/")
    for about in ("minutes 2025-01-09", "answer 2025-01-09 1"):
        page.evaluate(SENT_LONG_AGO, f"parution.written la-mothe-achard {about}")
    page.reload()
    page.wait_for_function("""() =>
        !Object.keys(localStorage).some((name) => name.startsWith("parution.written"))""")
