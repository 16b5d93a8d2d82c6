// What a facilitator asks for, as a text that survives the mail: in words, then as a block. The same
// bytes as `parution.changes` writes (docs/decisions/0111).
import { dayInWords, momentInWords, say } from "./desk-words.js";

/** @typedef {import("./desk-words.js").Words} Words */
/** @typedef {Record<string, string | null>} Values */
/**
 * @typedef {object} Request
 * @property {string} group
 * @property {string} made In UTC, as ISO 8601 has it, in whole seconds.
 * @property {string} wish
 * @property {{ starts: string, theme?: string, title?: string }} meeting
 * @property {Values} set What is wanted; null takes it away.
 * @property {Values} was What held, by the same keys.
 */
/** @typedef {{ group: string, themes: Record<string, string> }} Names */

const BEGIN = "#### DEMANDE PARUTION ####";
const END = "#### FIN DE DEMANDE ####";
const WIDTH = 68;

const QUESTION = /^question\.(\d+)(?:\.([a-z_]+))?$/;
/** A day, or a moment with its space. */
const INSTANT = /^(\d{4}-\d\d-\d\d)( \d\d:\d\d)?$/;
/** What a meeting goes by, and so what a request names it by. */
const OF_MEETING = /^(?:starts|theme|title)$/;
/** What the group, or its association, says where a meeting says nothing. */
const OF_GROUP = /^(?:starts|duration|policy)$/;

const PLAIN = /^[\p{L}\p{N}](?:[\p{L}\p{N}]|[ .,'’()/_-]|:(?=\p{Nd}))*$/u;
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what a mail program loses.
const LOST = /(?<=[ \n]) | (?=\n)|^ | $|[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029]/g;
const SPACES = /[\u00a0\u202f\u2000-\u200a\u205f\u3000]/g;
const INVISIBLE = /\u200b|\u200c|\u200d|\u2060|\ufeff|\u00ad/g;

/** @type {[RegExp, string][]} What mail programs and Word make of plain signs, and those signs. */
const TYPED = [
  [/[‘’‚‛ʼ´`′]/g, "'"],
  [/« ?| ?»|[“”„‟″]/g, '"'],
  [/[‐‑‒–—―−]/g, "-"],
  [/…/g, "..."],
];

/** @param {string} value */
const spaced = (value) => value.normalize("NFC").replace(INVISIBLE, "").replace(SPACES, " ");

/** @param {string} value */
const plainly = (value) =>
  TYPED.reduce((text, [pattern, sign]) => text.replace(pattern, sign), spaced(value));

/**
 * The CRC-32 of zip and PNG, as eight small hexadecimal digits.
 * @param {string} text
 */
const crc32 = (text) => {
  let crc = 0xffffffff;
  for (const byte of new TextEncoder().encode(text)) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ((crc ^ 0xffffffff) >>> 0).toString(16).padStart(8, "0");
};

/** @param {string | null} value */
const encoded = (value) => {
  if (value === null) return "~";
  if (PLAIN.test(value) && !value.endsWith(" ") && !value.includes("  ")) return value;
  const safe = value
    .replace(/\\/g, "\\\\")
    .replace(/"/g, '\\"')
    .replace(LOST, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`);
  return `"${safe.replace(/\n/g, "\\n")}"`;
};

/** @param {string} line */
const cut = (line) => {
  const [first, ...rest] = line.split(" ");
  const lines = [first];
  for (const word of rest) {
    const last = lines[lines.length - 1];
    if ([...last].length + 1 + [...word].length > WIDTH) lines.push(`  ${word}`);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines;
};

/**
 * @param {Request} request
 * @returns {[string, string | null][]}
 */
const rowsOf = ({ group, made, wish, meeting, set, was }) => {
  /** @type {[string, string | null][]} */
  const rows = [
    ["version", "1"],
    ["group", group],
    ["made", made],
    ["wish", wish],
    ["meeting.starts", meeting.starts],
  ];
  if (meeting.theme !== undefined) rows.push(["meeting.theme", meeting.theme]);
  if (meeting.title !== undefined) rows.push(["meeting.title", meeting.title]);
  for (const [key, value] of Object.entries(set)) rows.push([`set.${key}`, value]);
  for (const [key, value] of Object.entries(was)) rows.push([`was.${key}`, value]);
  return rows.map(([key, value]) => [key, value && spaced(value)]);
};

/** @param {Request} request */
const blockOf = (request) => {
  const rows = rowsOf(request);
  const told = rows.map(([key, value]) => `${key}:${value === null ? "~" : plainly(value)}\n`);
  rows.push(["check", crc32(told.join(""))]);
  return [BEGIN, ...rows.flatMap(([key, value]) => cut(`${key}: ${encoded(value)}`)), END];
};

/**
 * Whether a rule says of designated readers what another of the same request says of members.
 * @param {string} key
 * @param {Pick<Request, "set" | "was">} request
 */
const isOfBoth = (key, { set, was }) => {
  const [ofMembers, ofReaders] = ["member", "reader"].map((each) =>
    key.replace(/\.[a-z]+$/, `.${each}`),
  );
  const isSame = (/** @type {Values} */ of) => (of[ofMembers] ?? null) === (of[ofReaders] ?? null);
  return (
    /^releases\.[a-z]+\.(?:member|reader)$/.test(key) &&
    ofMembers in set &&
    ofReaders in set &&
    isSame(set) &&
    isSame(was)
  );
};

/**
 * @param {string} key
 * @param {Words} words
 * @param {boolean} [isForBoth] Whether it is said of members and designated readers alike.
 */
const labelOf = (key, words, isForBoth = false) => {
  const [, number, of = "question"] = QUESTION.exec(key) ?? [];
  const ofQuestion = number && words[`ofQuestion.${of}`];
  if (ofQuestion) return say(ofQuestion, { number });
  const [, part, audience] = /^releases\.([a-z]+)\.([a-z]+)$/.exec(key) ?? [];
  if (!part) return words[`label.${key}`];
  if (isForBoth) return words[`part.${part}`];
  return say(words.partAndAudience, {
    part: words[`part.${part}`],
    audience: words[`audience.${audience}`],
  });
};

/**
 * @param {string} key
 * @param {Words} words
 */
const nothingInWords = (key, words) => {
  if (key === "theme") return words.noTheme;
  if (key === "place" || key === "title") return words.noPlace;
  if (key.startsWith("releases.")) return words.byPolicy;
  return OF_GROUP.test(key) ? words.asUsual : words.noValue;
};

/**
 * @param {string} key
 * @param {string | null | undefined} value
 * @param {Names} names
 * @param {Words} words
 */
const valueInWords = (key, value, names, words) => {
  if (value === null || value === undefined) return nothingInWords(key, words);
  if (key === "theme") return names.themes[value] ?? value;
  if (key === "draft") return value === "true" ? words.yes : words.no;
  if (key === "policy") return words[`policy.${value}`] ?? value;
  return instantInWords(value, words);
};

/**
 * A day or a moment in words, any other value as it is.
 * @param {string} value
 * @param {Words} words
 */
const instantInWords = (value, words) => {
  const [, day, time] = INSTANT.exec(value) ?? [];
  if (!day || !isInTime(day, time ?? " 00:00")) return value;
  return time ? momentInWords(words, value) : dayInWords(words, day);
};

/**
 * Whether there is such a day and such a time.
 * @param {string} day
 * @param {string} time
 */
const isInTime = (day, time) => {
  const moment = new Date(`${day}T${time.slice(1)}Z`);
  return (
    !Number.isNaN(moment.getTime()) && moment.toISOString().startsWith(`${day}T${time.slice(1)}`)
  );
};

/**
 * The lines that say what is wanted, each beside what held before.
 * @param {Request} request
 * @param {Names} names
 * @param {Words} words
 */
const differences = ({ wish, meeting, set, was }, names, words) =>
  Object.entries(set).flatMap(([key, value]) => {
    /** @type {Record<string, string | undefined>} */
    const held = meeting;
    const isForBoth = isOfBoth(key, { set, was });
    if (isForBoth && key.endsWith(".reader")) return [];
    const label = labelOf(key, words, isForBoth);
    if (!label) return [];
    const wanted = valueInWords(key, value, names, words);
    if (wish !== "edit-meeting") return [say(words.wanted, { label, wanted })];
    const before = valueInWords(key, OF_MEETING.test(key) ? held[key] : was[key], names, words);
    return [say(words.wantedInstead, { label, wanted, before })];
  });

/**
 * The line with the question that an answer is given to.
 * @param {Request} request
 * @param {Words} words
 */
const questionAsked = ({ wish, was }, words) =>
  Object.entries(wish === "answer" ? was : {}).flatMap(([key, value]) => {
    const [isQuestion, , of] = QUESTION.exec(key) ?? [];
    if (!isQuestion || of) return [];
    return [say(words.wanted, { label: labelOf(key, words), wanted: value ?? "" })];
  });

/**
 * The whole change text.
 * @param {Request} request
 * @param {Names} names
 * @param {Words} words
 */
export const changeText = (request, names, words) =>
  written(request, names, words, [
    ...questionAsked(request, words),
    ...differences(request, names, words),
  ]);

/**
 * A change text for a mail that has no room for the whole: what is wanted stands in its block alone.
 * @param {Request} request
 * @param {Names} names
 * @param {Words} words
 */
export const briefText = (request, names, words) => written(request, names, words, []);

/**
 * @param {Request} request
 * @param {Names} names
 * @param {Words} words
 * @param {string[]} wanted
 */
const written = (request, names, words, wanted) => {
  const { starts, theme = "", title } = request.meeting;
  const about = title ?? names.themes[theme] ?? theme;
  return [
    say(words.requestOf, { group: names.group }),
    "",
    words[`heading.${request.wish}`] ?? words.otherWish,
    say(words.momentAndAbout, { moment: momentInWords(words, starts), about }),
    ...(wanted.length ? ["", ...wanted] : []),
    "",
    words.forTheProgram,
    "",
    ...blockOf(request),
    "",
  ].join("\n");
};
