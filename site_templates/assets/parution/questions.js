// Finds questions of a group by their words, those of their answers, and their state.
import { stem } from "./french-stem.js";
import { choicesOf, useTools } from "./list-tools.js";
import { tokensOf, wordsOf } from "./search-words.js";

/**
 * @typedef {{ words: string[], stems: Set<string> }} Text
 * @typedef {{ item: HTMLElement, state: string, asked: Text, answered: Text }} Question
 */

const tools = /** @type {HTMLFormElement} */ (document.querySelector("[data-question-tools]"));
const sections = [...document.querySelectorAll("[data-questions]")];

/**
 * @param {Element | null} place
 * @returns {Text}
 */
const textOf = (place) => {
  const tokens = tokensOf(place?.textContent ?? "");
  const words = [...new Set(tokens.flatMap(({ parts, compound }) => [...parts, compound]))];
  return { words, stems: new Set(words.map(stem)) };
};

/** @type {Question[]} */
const questions = sections.flatMap((section) =>
  /** @type {HTMLElement[]} */ ([...section.querySelectorAll(".questions > li")]).map((item) => {
    const asked = /** @type {HTMLElement} */ (item.cloneNode(true));
    for (const unasked of asked.querySelectorAll(".questions__answer, .question__searches"))
      unasked.remove();
    return {
      item,
      state: section.dataset.questions ?? "",
      asked: textOf(asked),
      answered: textOf(item.querySelector(".answer")),
    };
  }),
);

/**
 * Whether a text has a word: as it is being typed, or in another form.
 * @param {Text} text
 * @param {string} typed
 */
const has = ({ words, stems }, typed) => {
  const singular = typed.length > 3 ? typed.replace(/[sx]$/, "") : typed; // « nourrissons » stems as a verb.
  return stems.has(stem(typed)) || words.some((word) => word.startsWith(singular));
};

/** @param {HTMLFormElement} form */
const arrange = (form) => {
  const chosen = choicesOf(form);
  const typed = wordsOf(chosen.words);
  for (const { item, state, asked, answered } of questions) {
    const inQuestion = typed.every((word) => has(asked, word));
    const found = inQuestion || typed.every((word) => has(asked, word) || has(answered, word));
    item.hidden = !found || (chosen.state !== "" && chosen.state !== state);
    // What was found in the answer alone shows why.
    item.querySelector("details")?.toggleAttribute("open", found && !inQuestion);
  }
  for (const section of sections)
    section.hidden = !section.querySelector(".questions > li:not([hidden])");
  return questions.filter(({ item }) => !item.hidden).length;
};

useTools(tools, arrange, questions.length);
