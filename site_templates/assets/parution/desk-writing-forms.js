// The form for minutes, and the form that answers a question.

import { sweep } from "./desk-kept.js";
import {
  answerWish,
  joined,
  meetingsHeld,
  minutesWish,
  piecesOf,
  questionsAsked,
} from "./desk-minutes.js";
import { dayInWords, hardSpaces, momentInWords, say } from "./desk-words.js";
import { copyOf, field, letWrite, tell, text } from "./desk-writing.js";

/** @typedef {import("./desk-engine.js").Meeting} Meeting */
/** @typedef {import("./desk-minutes.js").Minutes} Minutes */
/** @typedef {import("./desk-minutes.js").Question} Question */
/** @typedef {import("./desk-writing.js").Known} Known */
/** @typedef {import("./desk-writing.js").Said} Said */
/** @typedef {import("./desk-writing.js").Subject} Subject */

/** Meetings that are offered: a year of them. */
const MEETINGS = 12;

// ---- Minutes

/** @param {HTMLFormElement} form */
const blocks = (form) => [...form.querySelectorAll("[data-question]")];

/**
 * @param {HTMLFormElement} form
 * @param {Question} question
 * @param {Known} known
 * @param {HTMLElement} desk
 */
const addQuestion = (form, question, { words }, desk) => {
  const block = copyOf("template[data-question-form]", desk);
  const label = block.querySelector("[data-question-label]");
  if (label)
    label.textContent = say(words["ofQuestion.question"], { number: blocks(form).length + 1 });
  /** @type {NodeListOf<HTMLInputElement>} */
  const fields = block.querySelectorAll("[data-of]");
  for (const each of fields) each.value = question[each.dataset.of ?? ""] ?? "";
  form.querySelector("[data-questions]")?.append(block);
  return block;
};

/** @param {HTMLElement} block */
const questionOf = (block) => {
  /** @type {NodeListOf<HTMLInputElement>} */
  const fields = block.querySelectorAll("[data-of]");
  return Object.fromEntries([...fields].map((each) => [each.dataset.of ?? "", each.value]));
};

const PIECES = ["opening", "decided", "toTry"];

/**
 * Shows what minutes say, in pieces or as one text.
 * @param {HTMLFormElement} form
 * @param {Said} said
 * @param {Known} known
 * @param {HTMLElement} desk
 */
const showMinutes = (form, said, known, desk) => {
  for (const name of [...PIECES, "text"]) field(form, name).value = text(said[name]);
  /** @type {HTMLInputElement} */ (field(form, "draft")).checked = said.draft === true;
  for (const each of form.querySelectorAll("[data-whole]")) each.hidden = !said.isWhole;
  for (const each of form.querySelectorAll("[data-in-pieces]")) each.hidden = said.isWhole === true;
  for (const block of blocks(form)) block.remove();
  const questions = /** @type {Question[]} */ (said.questions);
  for (const question of questions.length ? questions : [{}])
    addQuestion(form, question, known, desk);
};

/**
 * The form for minutes, with the meetings that have been held.
 * @param {HTMLFormElement} form
 * @param {Known} known
 * @param {HTMLElement} desk
 */
const minutesForm = (form, known, desk) => {
  const { facts, minutes, words } = known;
  const held = meetingsHeld(facts, today()).slice(0, MEETINGS);
  const select = field(form, "meeting");
  const titles = Object.fromEntries(facts.themes.map(({ address, title }) => [address, title]));
  for (const { starts, theme, title } of held) {
    const about = title ?? titles[theme ?? ""] ?? theme ?? "";
    const moment = momentInWords(words, starts);
    select.append(new Option(say(words.momentAndAbout, { moment, about }), starts));
  }
  const basedOn = form.querySelector("[data-based-on]");
  const fields = /** @type {HTMLElement} */ (form.querySelector("[data-fields]"));
  if (!held.length) {
    fields.hidden = true;
    return tell(basedOn, words.noMeetingHeld);
  }
  const read = () => {
    const isWhole = !form.querySelector("[data-whole]")?.hidden;
    const pieces = Object.fromEntries(PIECES.map((name) => [name, field(form, name).value]));
    const { checked } = /** @type {HTMLInputElement} */ (field(form, "draft"));
    const questions = blocks(form).map(questionOf);
    return { ...pieces, isWhole, text: field(form, "text").value, draft: checked, questions };
  };
  const subject = () => {
    const meeting = held.find((each) => each.starts === select.value) ?? held[0];
    const before = minutes.find((each) => each.day === meeting.starts.slice(0, 10)) ?? null;
    return aboutMinutes(known, meeting, before);
  };
  /** @param {Said} said @param {Subject} about */
  const show = (said, { meeting, base }) => {
    showMinutes(form, said, known, desk);
    /** @type {Minutes | null} */
    const before = JSON.parse(base);
    const day = dayInWords(words, meeting.starts.slice(0, 10));
    fields.hidden = before?.withheld === true;
    const state = before?.withheld ? "withheld" : before ? "basedOn" : "basedOnNothing";
    tell(basedOn, say(words[state], { day }));
  };
  const begin = letWrite(form, known, subject, read, show);
  select.addEventListener("change", begin);
  form.querySelector("[data-add-question]")?.addEventListener("click", () => {
    addQuestion(form, {}, known, desk).querySelector("textarea")?.focus();
  });
};

/**
 * @param {Known} known
 * @param {Meeting} meeting
 * @param {Minutes | null} before
 * @returns {Subject}
 */
const aboutMinutes = ({ facts, words }, meeting, before) => ({
  meeting,
  drawer: meeting.starts,
  base: JSON.stringify(before),
  begin(base) {
    /** @type {Minutes | null} */
    const minutes = JSON.parse(base);
    const whole = minutes?.text ?? "";
    const pieces = piecesOf(whole, words);
    const told = Object.fromEntries(PIECES.map((name, n) => [name, pieces?.[n] ?? ""]));
    const { draft = false, questions = [] } = minutes ?? {};
    return { ...told, isWhole: !pieces, text: pieces ? "" : whole, draft, questions };
  },
  wish(said, base) {
    const pieces = PIECES.map((name) => text(said[name]));
    const written = {
      text: said.isWhole ? text(said.text) : joined(pieces, words),
      draft: said.draft === true,
      questions: /** @type {Question[]} */ (said.questions),
    };
    return minutesWish(facts, meeting, JSON.parse(base), written, Date.now(), words);
  },
});

// ---- Answers

/**
 * The form that answers a question, or corrects its answer.
 * @param {HTMLFormElement} form
 * @param {Known} known
 */
const answerForm = (form, known) => {
  const { facts, minutes, words } = known;
  const { open, answered } = questionsAsked(facts, minutes);
  const asked = [...open, ...answered];
  const select = field(form, "question");
  const listed = { [words.toAnswer]: open, [words.toCorrect]: answered };
  for (const [label, offered] of Object.entries(listed)) {
    if (!offered.length) continue;
    const group = document.createElement("optgroup");
    group.label = label;
    for (const each of offered) {
      const day = dayInWords(words, each.meeting.starts.slice(0, 10));
      const said = say(words.questionOfDay, { asked: each.before.question, day });
      group.append(new Option(said, `${asked.indexOf(each)}`));
    }
    select.append(group);
  }
  if (!asked.length) {
    /** @type {HTMLElement} */ (form.querySelector("[data-fields]")).hidden = true;
    /** @type {HTMLElement} */ (form.querySelector("[data-none]")).hidden = false;
    return;
  }
  const names = ["answer", "answered"];
  const read = () => Object.fromEntries(names.map((name) => [name, field(form, name).value]));
  /** @returns {Subject} */
  const subject = () => {
    const question = asked[Number(select.value)];
    const { meeting, number } = question;
    return {
      meeting,
      drawer: `${meeting.starts} ${number}`,
      base: JSON.stringify(question.before),
      begin: (base) => ({ answer: "", answered: today(), ...given(JSON.parse(base)) }),
      wish: (said, base) => {
        const written = { answer: text(said.answer), answered: text(said.answered) };
        const before = JSON.parse(base);
        return answerWish(facts, { ...question, before }, written, Date.now(), words);
      },
    };
  };
  /** @param {Said} said */
  const show = (said) => {
    for (const name of names) field(form, name).value = text(said[name]);
    tell(
      form.querySelector("[data-asked]"),
      hardSpaces(asked[Number(select.value)].before.question),
    );
  };
  select.addEventListener("change", letWrite(form, known, subject, read, show));
};

/**
 * The answer that a question has, and its day.
 * @param {Question} question
 * @returns {Said}
 */
const given = ({ answer, answered }) => (answer ? { answer, answered } : {});

/** This device's day, "2026-10-08". */
const today = () => {
  const now = new Date();
  const [month, day] = [now.getMonth() + 1, now.getDate()].map((each) =>
    `${each}`.padStart(2, "0"),
  );
  return `${now.getFullYear()}-${month}-${day}`;
};

/**
 * Lets the forms for minutes and answers be opened.
 * @param {HTMLElement} desk
 * @param {Known} known
 */
export const openWriting = (desk, known) => {
  sweep(Date.now());
  /** @type {NodeListOf<HTMLDetailsElement>} */
  const places = desk.querySelectorAll("details[data-writing]");
  for (const details of places)
    details.addEventListener("toggle", () => {
      if (!details.open || details.querySelector("form")) return;
      const name = details.dataset.writing;
      const form = /** @type {HTMLFormElement} */ (
        copyOf(`template[data-writing-form="${name}"]`, desk)
      );
      details.append(form);
      if (name === "minutes") minutesForm(form, known, desk);
      else answerForm(form, known);
    });
};
