// What a form asks for: the meeting as it would be, what a request sets, what stands in its way.
import { endOf, instantOf, rulesInForce } from "./desk-engine.js";
import { isSame, ruleOf, wordingOf } from "./desk-rules.js";
import { momentInWords, say } from "./desk-words.js";

/** @typedef {import("./desk-engine.js").Facts} Facts */
/** @typedef {import("./desk-engine.js").Meeting} Meeting */
/** @typedef {import("./desk-engine.js").Rules} Rules */
/** @typedef {import("./desk-engine.js").Audience} Audience */
/** @typedef {import("./desk-rules.js").Fields} Fields */
/** @typedef {import("./desk-words.js").Words} Words */
/** @typedef {import("./desk-change-text.js").Values} Values */
/**
 * @typedef {object} Asked What a form says.
 * @property {string} theme
 * @property {string} title
 * @property {string} day
 * @property {string} time
 * @property {string} minutes
 * @property {string} place
 * @property {string} policy
 * @property {string} lead
 * @property {boolean} cancel
 * @property {Record<string, Fields>} rules By "dossier.member".
 */
/**
 * @typedef {object} Wish
 * @property {string[]} errors
 * @property {Facts} future The group as it would be.
 * @property {import("./desk-change-text.js").Request | null} request Null when nothing is asked for.
 */

export const PARTS = ["preparation", "references", "sources", "summary", "dossier", "commentary"];
/** @type {Audience[]} */
export const AUDIENCES = ["member", "reader"];
/** @type {[string, Audience][]} Parts and audiences in the order in which requests name them. */
const RULED = PARTS.flatMap((part) =>
  AUDIENCES.map((audience) => /** @type {[string, Audience]} */ ([part, audience])),
);

/** @param {string} text */
const oneLine = (text) => text.trim().replace(/\s+/g, " ");

/** How long a meeting lasts, as a group's file says it. @param {number} minutes */
export const lengthOf = (minutes) => {
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  if (!hours) return `${minutes} min`;
  return rest ? `${hours}h${`${rest}`.padStart(2, "0")}` : `${hours}h`;
};

/**
 * The rules that a form states, and what they lack.
 * @param {Asked} asked
 * @param {Meeting | null} before
 * @param {Words} words
 */
const rulesOf = (asked, before, words) => {
  /** @type {Rules} */
  const rules = {};
  const errors = [];
  for (const [part, audience] of RULED) {
    const fields = asked.rules[`${part}.${audience}`];
    const kept = before?.releases[part]?.[audience];
    // A group without designated readers is not asked about them: what is said of members holds.
    const spoken = fields ?? (kept && asked.rules[`${part}.member`]);
    const rule = spoken?.choice ? ruleOf(spoken) : undefined;
    if (typeof rule === "string") errors.push(say(words[rule], { part: words[`part.${part}`] }));
    else if (rule) rules[part] = { ...rules[part], [audience]: isSame(rule, kept) ? kept : rule };
  }
  return { rules, errors: [...new Set(errors)] };
};

/**
 * Puts the lead time in where the policy opens a part days before the meeting; a rule of its own stays.
 * @param {Facts} facts
 * @param {Meeting} meeting
 * @param {number} lead
 */
const leadIn = (facts, meeting, lead) => {
  const audiences = facts.group.readers ? AUDIENCES : AUDIENCES.slice(0, 1);
  const releases = { ...meeting.releases };
  for (const part of PARTS) {
    for (const audience of audiences) {
      if (meeting.releases[part]?.[audience]) continue;
      const [rule] = rulesInForce(facts, [meeting], part, audience);
      if (rule.kind !== "days" || (rule.days ?? 0) >= 0 || rule.days === -lead) continue;
      const led = { ...rule, days: -lead };
      releases[part] = { ...releases[part], [audience]: { ...led, text: wordingOf(led) } };
    }
  }
  return { ...meeting, releases };
};

/**
 * The meeting as it would be; null if it would be no more.
 * @param {Facts} facts
 * @param {Asked} asked
 * @param {Meeting | null} before
 * @param {Rules} releases
 * @returns {Meeting | null}
 */
const meetingOf = (facts, asked, before, releases) => {
  if (asked.cancel) return null;
  const { policy } = asked;
  const theme = asked.theme || null;
  // What a theme's meeting is called besides is not asked; it stays while the theme does.
  const title = theme && theme === before?.theme ? before.title : null;
  /** @type {Meeting} */
  const meeting = {
    starts: `${asked.day} ${asked.time.slice(0, 5)}`,
    minutes: Number(asked.minutes),
    theme,
    title: theme ? title : oneLine(asked.title) || null,
    place: oneLine(asked.place) || facts.group.place,
    policy: !theme || !policy || (policy === facts.group.policy && !before?.policy) ? null : policy,
    // What a theme's parts were to open by means nothing once the meeting is on none.
    releases: theme || !before?.theme ? releases : {},
  };
  return meeting.theme && isLead(asked.lead) ? leadIn(facts, meeting, Number(asked.lead)) : meeting;
};

/** Whether a field says a number of days. @param {string} value */
const isLead = (value) => {
  const days = Number(value);
  return Number.isInteger(days) && days >= 1 && days <= 366;
};

/**
 * What else stands in the way.
 * @param {Facts} facts
 * @param {Meeting} meeting
 * @param {Meeting | null} before
 * @param {number} now
 * @param {Words} words
 */
const obstacles = (facts, meeting, before, now, words) => {
  if (!/^\d{4}-\d\d-\d\d \d\d:\d\d$/.test(meeting.starts)) return [words.noStart];
  const errors = [];
  const others = facts.meetings.filter((each) => each !== before);
  const starts = instantOf(facts.zone, meeting.starts);
  if (!(meeting.minutes >= 15 && meeting.minutes <= 720)) errors.push(words.noLength);
  if (!meeting.theme && !meeting.title) errors.push(words.noSubject);
  if (starts < now && meeting.starts !== before?.starts) errors.push(words.past);
  const inTheWay = others.find(
    (each) =>
      instantOf(facts.zone, each.starts) < endOf(facts.zone, meeting) &&
      endOf(facts.zone, each) > starts,
  );
  if (inTheWay)
    errors.push(say(words.overlaps, { meeting: momentInWords(words, inTheWay.starts) }));
  const other = others.find((each) => contradicts(each, meeting));
  if (other) errors.push(say(words.contradicts, { meeting: momentInWords(words, other.starts) }));
  return errors;
};

/**
 * Whether two meetings on one theme say different things of its openings.
 * @param {Meeting} one
 * @param {Meeting} other
 */
const contradicts = (one, other) => {
  if (!one.theme || one.theme !== other.theme) return false;
  if (one.policy && other.policy && one.policy !== other.policy) return true;
  return RULED.some(([part, audience]) => {
    const [here, there] = [one.releases[part]?.[audience], other.releases[part]?.[audience]];
    return here && there && !isSame(here, there);
  });
};

/**
 * The rules that are not the same as before, as a request writes them.
 * @param {Rules} rules
 * @param {Rules} before
 */
const changedRules = (rules, before) => {
  /** @type {Values} */
  const values = {};
  for (const [part, audience] of RULED) {
    const [here, there] = [rules[part]?.[audience], before[part]?.[audience]];
    if (!isSame(here, there)) values[`releases.${part}.${audience}`] = here?.text ?? null;
  }
  return values;
};

/**
 * What is other of what a meeting goes by.
 * @param {Meeting} then
 * @param {Meeting | null} before
 */
const goesBy = (then, before) => {
  /** @type {Values} */
  const sets = {};
  for (const key of /** @type {const} */ (["theme", "title", "starts"]))
    if (before && then[key] !== before[key]) sets[key] = then[key];
  return sets;
};

/**
 * What a request sets, in the order in which it is written.
 * @param {Facts} facts
 * @param {Meeting} then
 * @param {Meeting | null} before
 */
const setsOf = (facts, then, before) => {
  /** @type {Values} */
  const sets = goesBy(then, before);
  const place = before ? before.place : facts.group.place;
  if (then.minutes !== before?.minutes) sets.duration = lengthOf(then.minutes);
  if ((then.theme || before?.theme) && then.policy !== (before?.policy ?? null)) {
    sets.policy = then.policy === facts.group.policy ? null : then.policy;
  }
  if (then.place !== place) sets.place = then.place === facts.group.place ? null : then.place;
  return { ...sets, ...changedRules(then.releases, before?.releases ?? {}) };
};

/**
 * What held, by the same keys.
 * @param {Facts} facts
 * @param {Meeting | null} before
 */
const wasOf = ({ group }, before) => {
  /** @type {Values} */
  const was = before ? { duration: lengthOf(before.minutes) } : {};
  was.policy = before?.policy ?? group.policy;
  was.place = before ? before.place : group.place;
  return { ...was, ...changedRules(before?.releases ?? {}, {}) };
};

/**
 * What a form asks for, of a meeting that there is or of another.
 * @param {Facts} facts
 * @param {Meeting | null} before
 * @param {Asked} asked
 * @param {number} now
 * @param {Words} words
 * @returns {Wish}
 */
export const wishOf = (facts, before, asked, now, words) => {
  const { rules, errors } = rulesOf(asked, before, words);
  const meeting = meetingOf(facts, asked, before, rules);
  const others = facts.meetings.filter((each) => each !== before);
  const future = { ...facts, meetings: meeting ? [...others, meeting] : others };
  if (meeting) errors.push(...obstacles(facts, meeting, before, now, words));
  if (meeting?.theme && asked.lead.trim() && !isLead(asked.lead)) errors.push(words.noLead);
  if (errors.length) return { errors, future: facts, request: null };
  const set = meeting ? setsOf(facts, meeting, before) : {};
  if (before && meeting && !Object.keys(set).length) return { errors, future, request: null };
  const { starts, theme, title } = before ?? /** @type {Meeting} */ (meeting);
  return {
    errors,
    future,
    request: {
      group: facts.group.slug,
      made: `${new Date(now).toISOString().slice(0, 19)}Z`,
      wish: before ? (meeting ? "edit-meeting" : "cancel-meeting") : "add-meeting",
      meeting: theme ? { starts, theme } : { starts, title: title ?? "" },
      set,
      was: wasOf(facts, before),
    },
  };
};
