// Minutes, questions and answers as forms have them, and what a request about them sets: the keys of
// docs/decisions/0121. What was written before goes along, so that nothing newer is overwritten.
import { say } from "./desk-words.js";

/** @typedef {import("./desk-engine.js").Facts} Facts */
/** @typedef {import("./desk-engine.js").Meeting} Meeting */
/** @typedef {import("./desk-words.js").Words} Words */
/** @typedef {import("./desk-change-text.js").Values} Values */
/** @typedef {import("./desk-change-text.js").Request} Request */
/** @typedef {Record<string, string>} Question What is said of it, by the keys of the file. */
/**
 * @typedef {object} Minutes What the file of a day says.
 * @property {string} day
 * @property {boolean} draft
 * @property {string} text
 * @property {Question[]} questions
 * @property {boolean} [withheld] Whether its texts wait for a theme to be announced.
 */
/** @typedef {{ text: string, draft: boolean, questions: Question[] }} Written What a form says. */
/** @typedef {{ errors: string[], request: Request | null }} Wish */

export const OF_QUESTION = [
  "question",
  "population",
  "intervention",
  "comparison",
  "outcome",
  "searched_by",
];

/** @param {string | undefined} text */
const oneLine = (text) => (text ?? "").trim().replace(/\s+/g, " ");

// ---- The text, in pieces and whole

/** What makes a line more than a sentence of its own: a list, a heading, a quotation, a table. */
const MARKED = /^\s*(?:[-*+>#|]|\d+[.)])/;

/** Lines written one below the other, as the list that they mean. @param {string} piece */
const listed = (piece) => {
  const lines = piece.trim().split("\n");
  const areThings = lines.length > 1 && lines.every((line) => line.trim() && !MARKED.test(line));
  return areThings ? lines.map((line) => `- ${line.trim()}`).join("\n") : piece.trim();
};

/**
 * The text that is made of its pieces: how it began, what was decided, what each wants to try.
 * @param {string[]} pieces
 * @param {Words} words
 */
export const joined = ([opening, ...others], words) => {
  const headings = [words.decided, words.toTry];
  const told = others.map((each, number) =>
    each.trim() ? `## ${headings[number]}\n\n${listed(each)}` : "",
  );
  return [opening.trim(), ...told].filter(Boolean).join("\n\n");
};

/**
 * The pieces of a text that is made of them; null for one that somebody laid out otherwise.
 * @param {string} text
 * @param {Words} words
 */
export const piecesOf = (text, words) => {
  let rest = `\n\n${text}`;
  const pieces = [];
  for (const heading of [words.toTry, words.decided]) {
    const mark = `\n\n## ${heading}\n\n`;
    const at = rest.indexOf(mark);
    pieces.unshift(at < 0 ? "" : rest.slice(at + mark.length));
    if (at >= 0) rest = rest.slice(0, at);
  }
  pieces.unshift(rest.trim());
  return joined(pieces, words) === text ? pieces : null;
};

// ---- Which meeting

/**
 * The meetings that minutes may be written of: those whose day has come, the latest first.
 * @param {Facts} facts
 * @param {string} today "2026-10-08"
 */
export const meetingsHeld = ({ meetings }, today) =>
  meetings
    .filter((each) => !each.unannounced && each.starts.slice(0, 10) <= today)
    .sort((one, other) => (one.starts < other.starts ? 1 : -1));

/** @typedef {{ meeting: Meeting, number: number, before: Question }} Asked A question, as the site has it. */

/**
 * The questions that may be answered, or whose answer may be corrected: those without an answer first, and
 * of these and of the others those of the latest meeting first.
 * @param {Facts} facts
 * @param {Minutes[]} minutes
 * @returns {{ open: Asked[], answered: Asked[] }}
 */
export const questionsAsked = ({ meetings }, minutes) => {
  const asked = [...minutes].reverse().flatMap(({ day, questions = [] }) => {
    const meeting = meetings.find((each) => !each.unannounced && each.starts.startsWith(day));
    return meeting
      ? questions.map((before, index) => ({ meeting, number: index + 1, before }))
      : [];
  });
  return {
    open: asked.filter(({ before }) => !before.answered),
    answered: asked.filter(({ before }) => before.answered),
  };
};

// ---- What is asked for

/**
 * @param {Facts} facts
 * @param {Meeting} meeting
 * @param {string} wish
 * @param {Values} set
 * @param {Values} was
 * @param {number} now
 * @returns {Request}
 */
const requestOf = (facts, { starts, theme, title }, wish, set, was, now) => ({
  group: facts.group.slug,
  made: `${new Date(now).toISOString().slice(0, 19)}Z`,
  wish,
  meeting: theme ? { starts, theme } : { starts, title: title ?? "" },
  set,
  was,
});

/**
 * What becomes of one question: what a request sets, and what it says that it replaces.
 * @param {number} number
 * @param {Question} after
 * @param {Question | undefined} before
 */
const changesOf = (number, after, before) => {
  /** @type {Values} */
  const set = {};
  /** @type {Values} */
  const was = {};
  for (const key of OF_QUESTION) {
    const [here, there] = [oneLine(after[key]), oneLine(before?.[key])];
    const name = key === "question" ? `question.${number}` : `question.${number}.${key}`;
    if (here === there) continue;
    set[name] = here || null;
    if (before) was[name] = there || null;
  }
  // The question itself says which one is meant, whatever of it changes.
  if (before && Object.keys(set).length) was[`question.${number}`] = oneLine(before.question);
  return { set, was };
};

/** @param {Question} question */
const saysSomething = (question) => OF_QUESTION.some((key) => oneLine(question[key]));

/**
 * What a form asks for that edits minutes, or writes the first.
 * @param {Facts} facts
 * @param {Meeting} meeting
 * @param {Minutes | null} before
 * @param {Written} written
 * @param {number} now
 * @param {Words} words
 * @returns {Wish}
 */
export const minutesWish = (facts, meeting, before, written, now, words) => {
  /** @type {string[]} */
  const errors = [];
  /** @type {Values} */
  let set = {};
  /** @type {Values} */
  let was = {};
  const [text, base] = [written.text.trim(), before?.text ?? ""];
  if (text !== base) {
    set.text = text || null;
    was.text = base || null;
  }
  if (written.draft !== (before?.draft ?? false)) set.draft = `${written.draft}`;
  const known = before?.questions ?? [];
  const asked = written.questions.filter((each, index) => known[index] || saysSomething(each));
  for (const [index, question] of asked.entries()) {
    const number = index + 1;
    const changes = changesOf(number, question, known[index]);
    set = { ...set, ...changes.set };
    was = { ...was, ...changes.was };
    if (oneLine(question.question)) continue;
    errors.push(say(known[index] ? words.questionGone : words.questionMissing, { number }));
  }
  const isAsked = Object.keys(set).some((key) => key !== "draft" || before);
  if (errors.length || !isAsked) return { errors, request: null };
  return { errors, request: requestOf(facts, meeting, "minutes", set, was, now) };
};

/**
 * What a form asks for that answers a question, or corrects its answer.
 * @param {Facts} facts
 * @param {Asked} question
 * @param {{ answer: string, answered: string }} written
 * @param {number} now
 * @param {Words} words
 * @returns {Wish}
 */
export const answerWish = (
  facts,
  { meeting, number, before },
  { answer, answered },
  now,
  words,
) => {
  /** @type {string[]} */
  const errors = [];
  const text = answer.trim();
  const isSame = text === (before.answer ?? "") && (!text || answered === before.answered);
  if (isSame) return { errors, request: null };
  if (!text) return { errors: [words.answerGone], request: null };
  const stem = `question.${number}`;
  if (!answered) errors.push(words.noAnswerDay);
  else if (answered < meeting.starts.slice(0, 10)) errors.push(words.answerTooEarly);
  if (errors.length) return { errors, request: null };
  const set = { [`${stem}.answer`]: text, [`${stem}.answered`]: answered };
  const was = {
    [stem]: oneLine(before.question),
    [`${stem}.answer`]: before.answer ?? null,
    [`${stem}.answered`]: before.answered ?? null,
  };
  return { errors, request: requestOf(facts, meeting, "answer", set, was, now) };
};
