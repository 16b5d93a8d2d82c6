// A facilitator's desk: forms for her meetings, the effect of a wish before it counts, the text that she
// sends; messages and links for her members. Nothing leaves the device but what she sends herself.
import { seenAt, showEffect } from "./desk-effect.js";
import { instantOf, localOf } from "./desk-engine.js";
import { copies, mailWith, prepareText, showErrors, showText, tellLength } from "./desk-request.js";
import { ASKED, fieldsOf } from "./desk-rules.js";
import { AUDIENCES, PARTS, wishOf } from "./desk-wish.js";
import { openWriting } from "./desk-writing-forms.js";

/** @typedef {import("./desk-engine.js").Meeting} Meeting */
/** @typedef {import("./desk-rules.js").Fields} Fields */
/** @typedef {import("./desk-wish.js").Asked} Asked */

const desk = /** @type {HTMLElement} */ (document.querySelector("[data-desk]"));
/** @param {string} id */
const told = (id) => JSON.parse(document.getElementById(id)?.textContent ?? "{}");
/** @type {import("./desk-engine.js").Facts} */
const facts = told("desk-facts");
/** @type {import("./desk-words.js").Words} */
const words = told("desk-words");

// ---- Forms

/**
 * @param {HTMLFormElement} form
 * @param {string} name
 */
const field = (form, name) =>
  /** @type {HTMLInputElement | HTMLSelectElement | RadioNodeList | null} */ (
    form.elements.namedItem(name)
  );

/**
 * @param {HTMLFormElement} form
 * @param {string} name
 */
const said = (form, name) => field(form, name)?.value ?? "";

/**
 * @param {HTMLFormElement} form
 * @param {string} name
 * @param {string} value
 */
const fill = (form, name, value) => {
  const found = field(form, name);
  if (found) found.value = value;
};

const RULES = PARTS.flatMap((part) => AUDIENCES.map((audience) => `${part}.${audience}`));

/** @param {HTMLFormElement} form */
const askedOf = (form) => {
  /** @type {Record<string, Fields>} */
  const rules = {};
  for (const name of RULES.filter((each) => field(form, each))) {
    /** @param {string} key */
    const of = (key) => said(form, `${name}.${key}`);
    rules[name] = {
      choice: said(form, name),
      amount: of("amount"),
      at: of("at"),
      moment: of("moment"),
      notBefore: of("notBefore"),
      notAfter: of("notAfter"),
    };
  }
  /** @type {Asked} */
  const asked = {
    theme: said(form, "theme"),
    title: said(form, "title"),
    day: said(form, "day"),
    time: said(form, "time"),
    minutes: said(form, "minutes"),
    place: said(form, "place"),
    policy: said(form, "policy"),
    lead: said(form, "lead"),
    cancel: /** @type {HTMLInputElement} */ (field(form, "cancel")).checked,
    rules,
  };
  return asked;
};

/**
 * @param {HTMLFormElement} form
 * @param {Meeting | null} meeting
 */
const showMeeting = (form, meeting) => {
  const [day, time] = meeting?.starts.split(" ") ?? ["", ""];
  fill(form, "theme", meeting?.theme ?? "");
  fill(form, "title", meeting?.theme ? "" : (meeting?.title ?? ""));
  fill(form, "day", day);
  fill(form, "time", time);
  fill(form, "minutes", `${meeting?.minutes ?? 120}`);
  fill(form, "place", (meeting ? meeting.place : facts.group.place) ?? "");
  fill(form, "policy", meeting?.policy ?? facts.group.policy);
  for (const name of RULES) {
    const [part, audience] = name.split(".");
    const rule = meeting?.releases[part]?.[audience === "reader" ? "reader" : "member"];
    if (!rule) continue;
    const { choice, ...others } = fieldsOf(rule);
    fill(form, name, choice);
    for (const [key, value] of Object.entries(others)) fill(form, `${name}.${key}`, value);
  }
};

/**
 * Shows the fields that the choices ask for, and no others.
 * @param {HTMLFormElement} form
 * @param {boolean} isOnTheme
 */
const showAsked = (form, isOnTheme) => {
  const isCancelled = /** @type {HTMLInputElement} */ (field(form, "cancel")).checked;
  for (const each of form.querySelectorAll("[data-on-theme]"))
    each.hidden = !isOnTheme || isCancelled;
  for (const each of form.querySelectorAll("[data-free-subject]")) each.hidden = isOnTheme;
  for (const row of form.querySelectorAll("[data-rule]")) {
    const asked = ASKED[said(form, row.dataset.rule ?? "")] ?? [];
    for (const each of row.querySelectorAll("[data-for]"))
      each.hidden = !asked.some((name) => name === each.dataset.for);
  }
};

/**
 * @param {HTMLFormElement} form
 * @param {Meeting | null} meeting
 */
const reckon = (form, meeting) => {
  const asked = askedOf(form);
  showAsked(form, asked.theme !== "");
  const now = Date.now();
  const wish = wishOf(facts, meeting, asked, now, words);
  const isTouched = form.hasAttribute("data-touched");
  showErrors(form, isTouched ? wish.errors : []);
  const effect = /** @type {HTMLElement} */ (form.querySelector("[data-effect]"));
  const addresses = new Set([asked.theme, meeting?.theme ?? ""]);
  const themes = [...addresses].flatMap(
    (address) => facts.themes.find((each) => each.address === address) ?? [],
  );
  effect.hidden = !themes.length || !!wish.errors.length;
  if (!effect.hidden) showEffect(effect, facts, wish.future, themes, now, words);
  showText(form, wish.request, facts, words);
};

/**
 * Offers the announced themes, and what the meeting is on already, whatever that is.
 * @param {HTMLFormElement} form
 * @param {Meeting | null} meeting
 */
const offerThemes = (form, meeting) => {
  const themes = form.querySelector("[name=theme]");
  const own = meeting?.theme;
  const offered = facts.themes.filter(({ archived, address }) => !archived || address === own);
  const isKnown = offered.some(({ address }) => address === own);
  if (own && !isKnown) themes?.append(new Option(meeting.title ?? own, own));
  themes?.append(...offered.map(({ title, address }) => new Option(title, address)));
};

/** @param {HTMLElement} details */
const addForm = (details) => {
  const template = /** @type {HTMLTemplateElement} */ (desk.querySelector("template[data-form]"));
  const form = /** @type {HTMLFormElement} */ (
    template.content.querySelector("form")?.cloneNode(true)
  );
  const number = details.dataset.meeting ?? "";
  const meeting = number ? facts.meetings[Number(number)] : null;
  for (const each of form.querySelectorAll("[data-only]"))
    each.hidden = each.dataset.only !== (meeting ? "edit" : "add");
  offerThemes(form, meeting);
  details.append(form);
  showMeeting(form, meeting);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", () => {
    form.setAttribute("data-touched", "");
    reckon(form, meeting);
  });
  prepareText(form, words);
  reckon(form, meeting);
};

/** @type {NodeListOf<HTMLDetailsElement>} */
const meetings = desk.querySelectorAll("details[data-meeting]");
for (const details of meetings)
  details.addEventListener("toggle", () => {
    if (details.open && !details.querySelector("form")) addForm(details);
  });
for (const forms of desk.querySelectorAll("[data-forms]")) forms.hidden = false;
openWriting(desk, {
  facts,
  minutes: told("desk-minutes"),
  references: told("desk-references"),
  words,
});

/** @type {HTMLDetailsElement | null} */
const wide = desk.querySelector("[data-open-when-wide]");
if (wide) wide.open = matchMedia("(min-width: 60em)").matches;

// ---- See as a member on a date

const see = desk.querySelector("[data-see]");
/** @type {HTMLFormElement | null} */
const seeForm = desk.querySelector("[data-see-form]");
const seen = desk.querySelector("[data-seen]");
if (see && seeForm && seen) {
  const look = () => {
    const moment = said(seeForm, "moment").slice(0, 16).replace("T", " ");
    if (!moment) return seen.replaceChildren();
    const audience = said(seeForm, "audience") === "reader" ? "reader" : "member";
    seen.replaceChildren(...seenAt(facts, audience, instantOf(facts.zone, moment), words));
  };
  see.hidden = false;
  fill(seeForm, "moment", localOf(facts.zone, Date.now()).replace(" ", "T"));
  seeForm.addEventListener("submit", (event) => event.preventDefault());
  seeForm.addEventListener("input", look);
  look();
}

// ---- Links and messages

/** @type {NodeListOf<HTMLElement>} */
const links = desk.querySelectorAll("[data-link]");
/** @type {Record<string, string>} */
const addresses = {};
for (const link of links) {
  /** @type {HTMLAnchorElement | null} */
  const anchor = link.querySelector("[data-address]");
  const button = link.querySelector("[data-copy-link]");
  if (!anchor || !button) continue;
  const written = anchor.textContent ?? "";
  const address = written.startsWith("http") ? written : anchor.href;
  addresses[link.dataset.link ?? ""] = address;
  anchor.textContent = address;
  copies(button, () => address, words);
}

for (const message of desk.querySelectorAll("[data-message]")) {
  /** @type {HTMLInputElement | null} */
  const subject = message.querySelector("[data-subject]");
  /** @type {HTMLTextAreaElement | null} */
  const body = message.querySelector("[data-body]");
  /** @type {HTMLAnchorElement | null} */
  const mail = message.querySelector("[data-mail]");
  const button = message.querySelector("[data-copy-body]");
  if (!subject || !body || !mail || !button) continue;
  const address = addresses[message.dataset.message ?? ""] ?? "";
  body.value = body.value.replace(desk.dataset.linkUnknown ?? "\0", address);
  const write = () => {
    const { address, isTooLong } = mailWith("", subject.value, body.value);
    mail.href = address;
    tellLength(message, isTooLong, words.tooLong);
  };
  message.addEventListener("input", write);
  write();
  copies(button, () => body.value, words);
}
