"""Minutes and answers typed at the desk: drafts on the device, warnings, and their application."""

from __future__ import annotations

import html
import json
import threading
from collections.abc import Callable, Iterator
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote
from zoneinfo import ZoneInfo

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Locator, expect

from command_line import Done, run
from tiny_project import tiny_project

from .conftest import Quiet

NOW = datetime(2026, 11, 12, 23, 10, tzinfo=ZoneInfo("Europe/Paris"))
"""On the way home from the meeting of a free subject."""

HELD = """\
---
# à relire
questions:
  - question: Quelle échelle à quatre ans ?
    searched_by: A. B.
---

Neuf présents. <!-- entre nous -->
"""
DAY = "2026-10-08"
FILES = {
    f"groups/blain/{DAY}.md": HELD,
    "groups/blain/references.bib": (
        "@book{martin2020, author = {Martin, Anne}, title = {Échelles de l’enfant}, year = {2020}}"
    ),
}

OpenForm = Callable[..., Locator]

each_width = pytest.mark.parametrize("width", [390, 1280])


class World:
    """The tiny project, built and served on loopback."""

    def __init__(self, project: Path) -> None:
        self.project = tiny_project(project, FILES)
        self.build()
        handler = partial(Quiet, directory=str(project / "site"))
        self.http = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        threading.Thread(target=self.http.serve_forever, daemon=True).start()
        links = run(project, "links", "--format", "json").json
        self.paths = {each["audience"]: each["path"] for each in links if each["group"] == "blain"}

    def build(self) -> None:
        done = run(self.project, "build", "--at", NOW.isoformat(), "--no-pdf")
        assert done.code == 0, done.out + done.err

    def address(self, audience: str, page: str) -> str:
        path = self.paths[audience].strip("/")
        return f"http://127.0.0.1:{self.http.server_port}/{path}/{page}"

    def applied(self, mail: bytes) -> Done:
        """Apply the text of a mail."""
        (self.project / "demande.eml").write_bytes(mail)
        return run(self.project, "apply", "demande.eml", "--at", NOW.isoformat(), "--yes")


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    made = World(tmp_path_factory.mktemp("minutes"))
    yield made
    made.http.shutdown()
    made.http.server_close()


@pytest.fixture
def changing(world: World) -> Iterator[World]:
    """The world as it is, restored after the test."""
    yield world
    (world.project / "groups/blain/2026-11-12.md").unlink()
    (world.project / f"groups/blain/{DAY}.md").write_text(HELD, encoding="utf-8")
    world.build()


@pytest.fixture
def phone(new_context: Callable[..., BrowserContext]) -> BrowserContext:
    """The facilitator's device."""
    return new_context(
        clock=NOW, viewport={"width": 390, "height": 844}, service_workers="block", locale="fr-FR"
    )


@pytest.fixture
def open_form(world: World, phone: BrowserContext) -> OpenForm:
    """A function that opens a form of the desk, in a page of its own."""

    def open_it(name: str = "minutes", width: int = 390) -> Locator:
        page = phone.new_page()
        page.set_viewport_size({"width": width, "height": 844})
        page.goto(world.address("facilitator", "desk/"))
        details = page.locator(f"details[data-writing={name}]")
        details.locator("summary").first.click()
        expect(details.locator("form")).to_be_visible()
        return details

    return open_it


def read_request(form: Locator) -> str:
    """Return the text of the request."""
    expect(form.locator("[data-text]")).to_be_visible()
    return form.locator("[data-text]").input_value()


def quote_by_gmail(text: str) -> bytes:
    """Return an answer that quotes a text, as Gmail writes it: ``> ``, wrapped, flowed."""
    lines = ["Bonjour, voici :", "", *(f"> {line}" for line in text.split("\n"))]
    mail = EmailMessage(policy=SMTP)
    mail["Subject"], mail["From"], mail["To"] = "Re: Demande", "a@exemple.fr", "b@exemple.fr"
    mail.set_content("\n".join(lines), cte="quoted-printable")
    return mail.as_bytes()


def send_by_outlook(text: str) -> bytes:
    """Return a mail with a text as Outlook writes it: HTML, a paragraph a line, curled quotes."""
    curled = text.replace("'", "’").replace(' "', " “").replace('"\n', "”\n").replace(" :", "\xa0:")
    paragraphs = (
        f'<p class="MsoNormal">{html.escape(line, quote=False) or "&nbsp;"}<o:p></o:p></p>'
        for line in curled.split("\n")
    )
    mail = EmailMessage(policy=SMTP)
    mail["Subject"], mail["From"], mail["To"] = "Demande", "a@exemple.fr", "b@exemple.fr"
    page = (
        f'<html><body lang="FR"><div class="WordSection1">{"".join(paragraphs)}</div></body></html>'
    )
    mail.set_content(page, subtype="html", charset="cp1252", cte="quoted-printable")
    return mail.as_bytes()


# --- on the way home ------------------------------------------------------------------------------


def test_from_the_form_through_the_mail_to_the_page(
    changing: World, open_form: OpenForm, phone: BrowserContext
) -> None:
    """Minutes of a free subject, an answer, its correction: mailed, applied, built, read."""
    world = changing
    form = open_form()
    form.get_by_label("Combien de présents").fill("Huit présents.")
    form.get_by_label("Ce que nous avons décidé").fill("Noter la douleur\nRevoir à 48 heures")
    form.get_by_label("Ce que chacun veut essayer").fill("Une échelle « affichée ».")
    form.get_by_label("Question 1").fill("Le froid aide-t-il ?")
    form.get_by_label("Qui cherche").fill("la secrétaire")
    done = world.applied(quote_by_gmail(read_request(form)))
    assert done.code == 0, done.out + done.err

    form = open_form("answer")
    form.get_by_label("Réponse").fill("EVENDOL")
    form.get_by_label("Citer une référence").select_option(
        label="Martin, 2020. Échelles de l’enfant"
    )
    form.get_by_role("button", name="L’insérer").click()
    form.get_by_label("Réponse").press_sequentially(" jusqu’à sept ans.")
    form.get_by_label("Répondu le").fill("2026-11-12")
    done = world.applied(send_by_outlook(read_request(form)))
    assert done.code == 0, done.out + done.err

    world.build()
    page = phone.new_page()
    page.goto(world.address("member", "meetings/2026-11-12/"))
    said = " ".join(page.locator("main").inner_text().split())
    assert "Huit présents. Ce que nous avons décidé" in said
    assert page.locator("main li", has_text="Revoir à 48 heures").count() == 1
    assert "Le froid aide-t-il ?" in said
    page.goto(world.address("member", f"meetings/{DAY}/"))
    answer = page.locator(".answer")
    assert " ".join(answer.inner_text().split()).startswith("EVENDOL")
    expect(answer).to_contain_text("jusqu’à sept ans.")
    expect(page.locator("main")).to_contain_text("Échelles de l’enfant")

    form = open_form("answer")
    answered = form.locator(
        "optgroup[label='Déjà répondues\N{NO-BREAK SPACE}: corriger la réponse'] option"
    )
    form.get_by_label("Question").select_option(label=answered.text_content())
    assert form.get_by_label("Réponse").input_value() == "EVENDOL [@martin2020] jusqu’à sept ans."
    assert form.get_by_label("Répondu le").input_value() == "2026-11-12"
    expect(form.locator("[data-outcome]")).to_be_hidden()
    form.get_by_label("Réponse").fill("EVENDOL jusqu’à six ans [@martin2020].")
    done = world.applied(quote_by_gmail(read_request(form)))
    assert done.code == 0, done.out + done.err
    corrected = (world.project / f"groups/blain/{DAY}.md").read_text("utf-8")
    assert "EVENDOL jusqu’à six ans [@martin2020]." in corrected
    assert "# à relire" in corrected
    assert "sept ans" not in corrected


def test_minutes_open_as_they_are_written(open_form: OpenForm) -> None:
    """Minutes open with their comment; a change is requested alone, with the text it replaces."""
    form = open_form()
    form.locator("[name=meeting]").select_option("2026-10-08 20:30")
    opening = form.get_by_label("Combien de présents")
    assert opening.input_value() == "Neuf présents. <!-- entre nous -->"
    assert form.get_by_label("Question 1").input_value() == "Quelle échelle à quatre ans ?"
    expect(form.locator("[data-outcome]")).to_be_hidden()
    opening.fill("Dix présents.")
    text = read_request(form)
    assert 'set.text: "Dix présents."' in text or "set.text: Dix présents." in text
    assert 'was.text: "Neuf présents. <!-- entre nous -->"' in text
    assert "question" not in text.partition("####")[2]


def test_a_patient_is_warned_of_as_she_types(open_form: OpenForm) -> None:
    """A warning with the reason appears beside that field, and at no other text."""
    form = open_form()
    decided = form.get_by_label("Ce que nous avons décidé")
    warning = form.locator("[data-patient=decided]")
    decided.press_sequentially("Une femme de la cinquantaine")
    expect(warning).to_be_hidden()
    decided.press_sequentially(", Mme L., 54 ans")
    expect(warning).to_contain_text("« Mme L., 54 ans » ressemble à une personne")
    expect(warning).to_contain_text("la situation, pas la personne")
    form.get_by_label("Question 1").fill("Rappeler au 06 12 34 56 78 ?")
    expect(form.locator("[data-question] [data-patient]")).to_contain_text("numéro de téléphone")


def test_an_unsent_draft_survives_the_page(
    open_form: OpenForm,
) -> None:
    """An unsent draft is announced, reopened later, and erased without remains on the device."""
    form = open_form()
    form.get_by_label("Ce que nous avons décidé").fill("Noter la douleur")
    expect(form.locator("[data-kept-note]")).to_contain_text("gardé sur cet appareil seulement")
    form.page.close()
    form = open_form()
    decided = form.get_by_label("Ce que nous avons décidé")
    assert decided.input_value() == "Noter la douleur"
    expect(form.locator("[data-kept-note]")).to_contain_text("ce que vous aviez commencé")
    form.get_by_role("button", name="Effacer ce texte").click()
    assert decided.input_value() == ""
    assert form.page.evaluate("Object.keys(localStorage).filter((n) => /written/.test(n))") == []


def test_a_draft_of_another_state_says_so(
    open_form: OpenForm,
) -> None:
    """A draft begun on another state of the minutes keeps its text, and says so."""
    page = open_form().page
    kept = {
        "written": {
            "opening": "Onze.", "decided": "", "toTry": "", "isWhole": False, "text": "",
            "draft": False, "questions": [],
        },
        "base": json.dumps({"day": DAY, "draft": False, "text": "Dix.", "questions": []}),
    }  # fmt: skip
    page.evaluate(
        "([name, kept]) => localStorage.setItem(name, kept)",
        [f"parution.written blain {DAY} 20:30", json.dumps(kept)],
    )
    form = open_form()
    form.locator("[name=meeting]").select_option("2026-10-08 20:30")
    expect(form.locator("[data-kept-note]")).to_contain_text("depuis, le site a changé")
    assert form.get_by_label("Combien de présents").input_value() == "Onze."
    assert "was.text: Dix." in read_request(form)


def test_a_long_text_is_copied_and_a_short_one_mailed(open_form: OpenForm) -> None:
    """A mail that would cut a long text opens empty, and the page says so."""
    form = open_form()
    opening = form.get_by_label("Combien de présents")
    opening.fill("Huit.")
    mail = form.get_by_role("link", name="Envoyer par courriel")
    assert "#### DEMANDE PARUTION ####" in unquote(mail.get_attribute("href") or "")
    opening.fill("Huit. " + "Une phrase de plus. " * 60)
    expect(mail).to_be_hidden()
    expect(form.locator("[data-too-long]")).to_contain_text("trop long pour un courriel")
    empty = form.get_by_role("link", name="Ouvrir un courriel vide").get_attribute("href") or ""
    assert unquote(empty).startswith("mailto:?subject=Demande du groupe Blain")
    assert "body" not in empty


def test_the_keyboard_alone_writes_minutes(open_form: OpenForm) -> None:
    """Tab and typing lead from the choice of the meeting to the text, selected on arrival."""
    form = open_form()
    page = form.page
    form.locator("[name=meeting]").focus()
    page.keyboard.press("Tab")
    page.keyboard.type("Huit.")
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement?.matches('[data-text]') ?? false"):
            break
    selected = "document.activeElement.value.slice(document.activeElement.selectionStart)"
    assert page.evaluate(selected) == read_request(form)
    assert "set.text: Huit." in read_request(form)


@each_width
def test_axe_finds_nothing_in_the_forms(open_form: OpenForm, width: int) -> None:
    """Both forms pass axe-core with a warning, an error, a text and a draft shown."""
    form = open_form("answer", width)
    form.get_by_label("Réponse").fill("Oui.")
    form.get_by_label("Répondu le").fill("2026-01-01")
    expect(form.locator(".wish__errors")).to_be_visible()
    page = form.page
    minutes = page.locator("details[data-writing=minutes]")
    minutes.locator("summary").first.click()
    minutes.get_by_label("Ce que nous avons décidé").fill("Mme L., 54 ans")
    minutes.get_by_role("button", name="Ajouter une question").click()
    assert page.evaluate("document.activeElement?.dataset.of") == "question"
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        results = Axe().run(page)
        assert not results.violations_count, results.generate_report()
