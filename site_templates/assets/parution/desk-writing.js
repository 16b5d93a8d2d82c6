// What the forms for minutes and answers do alike: begin with what the site shows, warn of patients as
// somebody types, offer references, keep what is not sent yet on this device.
import { drawer } from "./desk-kept.js";
import { warningOf } from "./desk-patients.js";
import { prepareText, showErrors, showText } from "./desk-request.js";

/** @typedef {import("./desk-engine.js").Facts} Facts */
/** @typedef {import("./desk-engine.js").Meeting} Meeting */
/** @typedef {import("./desk-minutes.js").Minutes} Minutes */
/** @typedef {import("./desk-minutes.js").Wish} Wish */
/** @typedef {import("./desk-words.js").Words} Words */
/** @typedef {Record<string, [key: string, words: string][]>} References By theme; the group's own by "". */
/** @typedef {{ facts: Facts, minutes: Minutes[], references: References, words: Words }} Known */
/** @typedef {Record<string, unknown>} Said What a form says, as it is kept. */
/**
 * @typedef {object} Subject What a form is about just now.
 * @property {Meeting} meeting
 * @property {string} drawer
 * @property {string} base What the site says of it.
 * @property {(base: string) => Said} begin What the form says before anybody has typed.
 * @property {(said: Said, base: string) => Wish} wish
 */

/** @param {HTMLElement | null} place @param {string} text */
export const tell = (place, text) => {
  if (!place || place.textContent === text) return;
  place.textContent = text;
  place.hidden = !text;
};

/** @param {HTMLFormElement} form @param {string} name */
export const field = (form, name) =>
  /** @type {HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement} */ (
    form.elements.namedItem(name)
  );

/** @param {unknown} value */
export const text = (value) => `${value ?? ""}`;

/** @param {string} selector @param {ParentNode} within */
export const copyOf = (selector, within) => {
  const template = /** @type {HTMLTemplateElement} */ (within.querySelector(selector));
  return /** @type {HTMLElement} */ (template.content.firstElementChild?.cloneNode(true));
};

// ---- References

/**
 * Offers the references that may be cited of a meeting.
 * @param {HTMLFormElement} form
 * @param {Meeting} meeting
 * @param {Known} known
 */
const offerReferences = (form, meeting, { references, words }) => {
  const select = form.querySelector("[data-references]");
  for (const group of select?.querySelectorAll("optgroup") ?? []) group.remove();
  const listed = {
    [words.ofTheme]: meeting.theme ? references[meeting.theme] : [],
    [words.ofGroup]: references[""],
  };
  for (const [label, offered] of Object.entries(listed)) {
    if (!offered?.length) continue;
    const group = document.createElement("optgroup");
    group.label = label;
    group.append(...offered.map(([key, said]) => new Option(said, key)));
    select?.append(group);
  }
  const citing = form.querySelector("[data-citing]");
  if (citing) citing.hidden = !select?.querySelector("optgroup");
};

/**
 * Puts the key of a chosen reference where somebody was typing.
 * @param {HTMLFormElement} form
 */
const letCite = (form) => {
  /** @type {HTMLTextAreaElement | null} */
  let last = null;
  form.addEventListener("focusin", ({ target }) => {
    // A question is asked in plain words: it cites nothing, and its field has no name.
    if (target instanceof HTMLTextAreaElement && target.name) last = target;
  });
  form.querySelector("[data-cite]")?.addEventListener("click", () => {
    const key = field(form, "reference").value;
    const shown = [...form.querySelectorAll("textarea")].filter((each) => each.offsetParent);
    const place = last?.isConnected && last.offsetParent ? last : shown[0];
    if (!key || !(place instanceof HTMLTextAreaElement)) return;
    const before = place.value.slice(0, place.selectionStart);
    const space = !before || /\s$/.test(before) ? "" : " ";
    place.setRangeText(`${space}[@${key}]`, place.selectionStart, place.selectionEnd, "end");
    place.dispatchEvent(new Event("input", { bubbles: true }));
    place.focus();
  });
};

// ---- What both forms do

/** @param {HTMLFormElement} form @param {Known} known */
const warnOfPatients = (form, { facts, words }) => {
  for (const place of form.querySelectorAll("[data-patient]")) {
    const block = place.closest("[data-question]");
    /** @type {NodeListOf<HTMLInputElement> | undefined} */
    const inBlock = block?.querySelectorAll("[data-of]");
    const typed = inBlock
      ? [...inBlock].map((each) => each.value).join("\n")
      : field(form, place.dataset.patient ?? "").value;
    tell(place, warningOf(typed, facts.signs, words));
  }
};

/**
 * Lets a form say what is asked for, keep what is typed, and begin again.
 * @param {HTMLFormElement} form
 * @param {Known} known
 * @param {() => Subject} subject What it is about, by what is chosen on top.
 * @param {() => Said} read
 * @param {(said: Said, subject: Subject) => void} show
 */
export const letWrite = (form, known, subject, read, show) => {
  const { facts, words } = known;
  const [box, note] = ["[data-kept]", "[data-kept-note]"].map((each) => form.querySelector(each));
  let about = subject();
  let base = about.base;
  const kept = () => drawer(facts.group.slug, about.drawer);

  /** @param {string} sentence */
  const tellKept = (sentence) => {
    if (box) box.hidden = !sentence;
    tell(note, sentence);
  };
  /** @param {boolean} isTouched */
  const reckon = (isTouched) => {
    const { errors, request } = about.wish(read(), base);
    showErrors(form, isTouched ? errors : []);
    showText(form, request, facts, words);
    warnOfPatients(form, known);
    return Boolean(request || errors.length);
  };
  const begin = () => {
    about = subject();
    base = about.base;
    const found = kept().read(Date.now());
    const wish = found && about.wish(found.written, base);
    // The site may say by now what was kept: then it was sent, and carried out.
    const isDone = wish && !wish.request && !wish.errors.length;
    if (isDone) kept().forget();
    const going = found && !isDone ? found : null;
    if (going) base = going.base;
    offerReferences(form, about.meeting, known);
    show(going?.written ?? about.begin(base), about);
    reckon(going !== null);
    const said = base === about.base ? words.keptFound : words.changedSince;
    tellKept(going ? said : "");
  };

  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", ({ target }) => {
    if (target instanceof HTMLSelectElement) return;
    const isAsked = reckon(true);
    if (!isAsked) kept().forget();
    const isKept = isAsked && kept().keep({ written: read(), base });
    tellKept(isAsked ? words[isKept ? "kept" : "notKept"] : "");
  });
  prepareText(form, words, () => {
    kept().keep({ written: read(), base, sent: Date.now() });
    tellKept(words.keptSent);
  });
  form.querySelector("[data-forget]")?.addEventListener("click", () => {
    kept().forget();
    begin();
    form.querySelector("select")?.focus();
  });
  letCite(form);
  begin();
  return begin;
};
