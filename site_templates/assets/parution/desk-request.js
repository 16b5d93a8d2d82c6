// What a form asks for, shown: what stands in its way, or its text with the ways to send it.
import { briefText, changeText } from "./desk-change-text.js";
import { dayInWords, say } from "./desk-words.js";

/** @typedef {import("./desk-engine.js").Facts} Facts */
/** @typedef {import("./desk-words.js").Words} Words */
/** @typedef {import("./desk-change-text.js").Request} Request */

/** Characters of an address, text of the mail included, that mail programs still take. */
const LONGEST_ADDRESS = 2000;

/**
 * The address that opens a mail.
 * @param {string} to
 * @param {string} subject
 * @param {string} body
 */
const mailto = (to, subject, body) => {
  const [about, text] = [subject, body.replace(/\r?\n/g, "\r\n")].map(encodeURIComponent);
  return `mailto:${to}?subject=${about}${body ? `&body=${text}` : ""}`;
};

/**
 * The address that opens a mail with the first of these texts that is short enough, or without one.
 * @param {string} to
 * @param {string} subject
 * @param {string[]} bodies
 */
export const mailWith = (to, subject, ...bodies) => {
  const fitting = bodies
    .map((body) => mailto(to, subject, body))
    .find((whole) => whole.length <= LONGEST_ADDRESS);
  return { address: fitting ?? mailto(to, subject, ""), isTooLong: fitting === undefined };
};

/**
 * Says, or says no more, that a text is too long for an address.
 * @param {ParentNode} within
 * @param {boolean} isTooLong
 * @param {string} sentence
 */
export const tellLength = (within, isTooLong, sentence) => {
  const note = within.querySelector("[data-too-long]");
  if (!note) return;
  note.hidden = !isTooLong;
  note.textContent = isTooLong ? sentence : "";
};

/**
 * Copies a text when a button is pressed, and says so beside it.
 * @param {HTMLElement} button
 * @param {() => string} text
 * @param {Words} words
 */
export const copies = (button, text, words) => {
  button.hidden = false;
  const status = button.parentElement?.querySelector("[role=status]");
  button.addEventListener("click", async () => {
    let outcome = words.copied;
    try {
      await navigator.clipboard.writeText(text());
    } catch {
      outcome = words.notCopied;
    }
    if (status) status.textContent = outcome;
  });
};

/**
 * @param {HTMLFormElement} form
 * @param {string[]} errors
 */
export const showErrors = (form, errors) => {
  const box = /** @type {HTMLElement} */ (form.querySelector(".wish__errors"));
  box.hidden = !errors.length;
  const items = errors.map((error) => {
    const item = document.createElement("li");
    item.textContent = error;
    return item;
  });
  box.querySelector("ul")?.replaceChildren(...items);
};

/**
 * Makes what stands around the text of a form's request work; `sent` is called when it is taken away.
 * @param {HTMLFormElement} form
 * @param {Words} words
 * @param {() => void} [sent]
 */
export const prepareText = (form, words, sent = () => {}) => {
  const text = /** @type {HTMLTextAreaElement} */ (form.querySelector("[data-text]"));
  const copy = form.querySelector("[data-copy-text]");
  if (copy) copies(copy, () => text.value, words);
  text.addEventListener("focus", () => text.select());
  for (const way of form.querySelectorAll("[data-send], [data-copy-text], [data-download]"))
    way.addEventListener("click", sent);
};

/**
 * Shows the text of a request with what can be done with it.
 * @param {HTMLFormElement} form
 * @param {Request | null} request
 * @param {Facts} facts
 * @param {Words} words
 */
export const showText = (form, request, { group, themes, contact }, words) => {
  const outcome = /** @type {HTMLElement} */ (form.querySelector("[data-outcome]"));
  outcome.hidden = !request;
  if (!request) return;
  const titles = Object.fromEntries(themes.map(({ address, title }) => [address, title]));
  const names = { group: group.name, themes: titles };
  const text = changeText(request, names, words);
  const day = request.meeting.starts.slice(0, 10);
  const subject = say(words.subject, { group: group.name, day: dayInWords(words, day) });
  /** @type {HTMLTextAreaElement | null} */
  const place = outcome.querySelector("[data-text]");
  if (place) place.value = text;
  showWays(
    outcome,
    mailWith(contact ?? "", subject, text, briefText(request, names, words)),
    words,
  );
  /** @type {HTMLAnchorElement | null} */
  const download = outcome.querySelector("[data-download]");
  if (!download) return;
  if (download.href.startsWith("blob:")) URL.revokeObjectURL(download.href);
  download.href = URL.createObjectURL(new Blob([text], { type: "text/plain;charset=utf-8" }));
  download.download = `demande-${request.group}-${day}.txt`;
};

/**
 * Shows the ways to send a text: by a mail that holds it, or by copy where it is too long for that.
 * @param {HTMLElement} outcome
 * @param {{ address: string, isTooLong: boolean }} mail
 * @param {Words} words
 */
const showWays = (outcome, { address, isTooLong }, words) => {
  for (const [name, isShown] of [
    ["send", !isTooLong],
    ["empty-mail", isTooLong],
  ]) {
    /** @type {HTMLAnchorElement | null} */
    const link = outcome.querySelector(`[data-${name}]`);
    if (!link) continue;
    link.hidden = !isShown;
    link.href = address;
  }
  outcome.querySelector("[data-copy-text]")?.classList.toggle("desk__main", isTooLong);
  tellLength(outcome, isTooLong, words.tooLong);
};
