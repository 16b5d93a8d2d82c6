// What looks like a patient in a text: the signs of `parution.language.patient_signs`, read as Python
// reads them.
import { say } from "./desk-words.js";

/** @typedef {import("./desk-words.js").Words} Words */
/** @typedef {[kind: string, pattern: string, flag: string]} Sign */
/** @typedef {{ kind: string, start: number, words: string }} Found */

/** To Python, letters and figures of every alphabet make words; to a browser those of English alone. */
const LETTER = "\\p{L}\\p{N}_";
const EDGE = `(?:(?<=[${LETTER}])(?![${LETTER}])|(?<![${LETTER}])(?=[${LETTER}]))`;

const NOBODY = "nobody"; // A number or an address of a service.

/**
 * @param {string} pattern
 * @param {string} flag
 */
const compiled = (pattern, flag) =>
  new RegExp(pattern.replaceAll("\\b", EDGE).replaceAll("\\w", LETTER), `gu${flag}`);

/**
 * What looks like a patient's in a text, each place once.
 * @param {string} text
 * @param {Sign[]} signs
 */
export const findPatients = (text, signs) => {
  /** @type {Found[]} */
  const found = [];
  for (const [kind, pattern, flag] of signs)
    for (const { 0: words, index: start } of text.matchAll(compiled(pattern, flag))) {
      const end = start + words.length;
      const isTaken = found.some(
        (each) => each.start < end && start < each.start + each.words.length,
      );
      if (!isTaken) found.push({ kind, start, words });
    }
  return found.filter(({ kind }) => kind !== NOBODY);
};

/**
 * What there is to say of a text in which something looks like a patient's; empty where nothing does.
 * @param {string} text
 * @param {Sign[]} signs
 * @param {Words} words
 */
export const warningOf = (text, signs, words) => {
  const told = findPatients(text, signs).map((found) =>
    say(words.looksLike, { words: found.words, what: words[`patient.${found.kind}`] }),
  );
  return told.length ? `${told.join(". ")}. ${words.patientsWhy}` : "";
};
