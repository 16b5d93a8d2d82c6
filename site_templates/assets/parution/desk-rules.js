// Rules as a form has them, as values, and in the words in which a group's file has them.

/** @typedef {import("./desk-engine.js").Rule} Rule */
/**
 * @typedef {object} Fields What a form says of one rule; empty where it says nothing.
 * @property {string} choice
 * @property {string} amount
 * @property {string} at
 * @property {string} moment
 * @property {string} notBefore
 * @property {string} notAfter
 */

const DAY_OPENS_AT = "08:00";

/** @type {Record<string, ("amount" | "at" | "moment" | "bounds")[]>} What else a choice asks for. */
export const ASKED = {
  "days-before": ["amount", "at", "bounds"],
  "minutes-before": ["amount", "bounds"],
  "at-start": ["bounds"],
  "after-start": ["amount", "bounds"],
  "at-end": ["bounds"],
  "after-end": ["amount", "bounds"],
  "days-after": ["amount", "at", "bounds"],
  date: ["moment"],
};

/**
 * @param {Rule} rule
 * @returns {string}
 */
const choiceOf = ({ kind, days = 0, minutes = 0, fromStart }) => {
  if (kind === "days") return days < 0 ? "days-before" : "days-after";
  if (kind !== "elapsed") return kind;
  if (minutes < 0) return "minutes-before";
  const side = fromStart ? "start" : "end";
  return minutes ? `after-${side}` : `at-${side}`;
};

/**
 * What a form shows of a rule.
 * @param {Rule} rule
 * @returns {Fields}
 */
export const fieldsOf = (rule) => ({
  choice: choiceOf(rule),
  amount: `${Math.abs(rule.days ?? rule.minutes ?? 0) || ""}`,
  at: rule.at ?? "",
  moment: (rule.moment ?? "").replace(" ", "T"),
  notBefore: (rule.notBefore ?? "").replace(" ", "T"),
  notAfter: (rule.notAfter ?? "").replace(" ", "T"),
});

/** @type {Record<string, (amount: number) => Partial<Rule>>} */
const COUNTED = {
  "days-before": (amount) => ({ kind: "days", days: -amount }),
  "days-after": (amount) => ({ kind: "days", days: amount }),
  "minutes-before": (amount) => ({ kind: "elapsed", minutes: -amount, fromStart: false }),
  "after-start": (amount) => ({ kind: "elapsed", minutes: amount, fromStart: true }),
  "after-end": (amount) => ({ kind: "elapsed", minutes: amount, fromStart: false }),
  "at-start": () => ({ kind: "elapsed", minutes: 0, fromStart: true }),
  "at-end": () => ({ kind: "elapsed", minutes: 0, fromStart: false }),
};

/** A moment of a field, as a rule has it. @param {string} value */
const moment = (value) => (value ? value.slice(0, 16).replace("T", " ") : null);

/**
 * The rule that fields state, or the word for what they lack.
 * @param {Fields} fields
 * @returns {Rule | "noNumber" | "noDate" | "bounds"}
 */
export const ruleOf = (fields) => {
  const { choice, amount } = fields;
  if (choice === "always" || choice === "never") return worded({ kind: choice });
  if (choice === "date") {
    const told = moment(fields.moment);
    return told ? worded({ kind: "date", moment: told }) : "noDate";
  }
  const isAsked = ASKED[choice].includes("amount");
  const count = Number(amount);
  const most = choice.startsWith("days") ? 366 : 527_040;
  if (isAsked && !(Number.isInteger(count) && count > 0 && count <= most)) return "noNumber";
  const rule = COUNTED[choice](count);
  if (rule.kind === "days") rule.at = fields.at.slice(0, 5) || DAY_OPENS_AT;
  const [notBefore, notAfter] = [moment(fields.notBefore), moment(fields.notAfter)];
  if (notBefore && notAfter && notBefore > notAfter) return "bounds";
  return worded(notBefore || notAfter ? { ...rule, notBefore, notAfter } : rule);
};

/** @param {Partial<Rule>} rule */
const worded = (rule) => {
  const whole = /** @type {Rule} */ (rule);
  return { ...whole, text: wordingOf(whole) };
};

/**
 * @param {number} amount
 * @param {string} one
 * @param {string} many
 */
const counted = (amount, one, many) =>
  `${Math.abs(amount)} ${Math.abs(amount) === 1 ? one : many} ${amount < 0 ? "avant" : "après"}`;

/** @param {Rule} rule */
const inDays = ({ days = 0, at = DAY_OPENS_AT }) =>
  counted(days, "jour", "jours") + (at === DAY_OPENS_AT ? "" : ` à ${at}`);

/** @param {Rule} rule */
const elapsed = ({ minutes = 0, fromStart }) => {
  if (minutes === 0) return fromStart ? "au début" : "à la fin";
  const length =
    minutes % 60 ? counted(minutes, "minute", "minutes") : counted(minutes / 60, "heure", "heures");
  return fromStart ? `${length} le début` : length;
};

/**
 * A rule in the French of groups' files, as `parution.release.wording` has it.
 * @param {Rule} rule
 */
export const wordingOf = (rule) => {
  if (rule.kind === "always") return "toujours";
  if (rule.kind === "never") return "jamais";
  if (rule.kind === "date") return rule.moment ?? "";
  let words = rule.kind === "days" ? inDays(rule) : elapsed(rule);
  if (rule.notBefore) words += `, pas avant ${rule.notBefore}`;
  if (rule.notAfter) words += `, pas après ${rule.notAfter}`;
  return words;
};

/**
 * @param {Rule | undefined} one
 * @param {Rule | undefined} other
 */
export const isSame = (one, other) =>
  one === other || (!!one && !!other && wordingOf(one) === wordingOf(other));
