// What a wish would do, shown: before and after, side by side; and what a reader sees on a date.
import { localOf, openingOf } from "./desk-engine.js";
import { AUDIENCES, PARTS } from "./desk-wish.js";
import { hardSpaces, momentInWords, say } from "./desk-words.js";

/** @typedef {import("./desk-engine.js").Facts} Facts */
/** @typedef {import("./desk-engine.js").Theme} Theme */
/** @typedef {import("./desk-engine.js").Opening} Opening */
/** @typedef {import("./desk-engine.js").Audience} Audience */
/** @typedef {import("./desk-words.js").Words} Words */
/** @typedef {Map<string, Map<Audience, string[]>>} Turns Parts, by what becomes of them and for whom. */

/**
 * When a part is open, in a few words.
 * @param {Facts} facts
 * @param {Opening} opening
 * @param {Words} words
 */
export const whenInWords = (facts, { opensAt, reason }, words) => {
  if (opensAt === null) return reason === "never" ? words.never : words.unscheduled;
  if (!Number.isFinite(opensAt)) return words.always;
  const moment = momentInWords(words, localOf(facts.zone, opensAt));
  return say(reason === "open" ? words.since : words.from, { moment });
};

/**
 * What becomes of a part, as the name of the word that says it; empty where nothing does.
 * @param {Opening} before
 * @param {Opening} after
 */
export const turnOf = (before, after) => {
  if (before.reason !== "open" && after.reason === "open") return "opensAtOnce";
  if (before.reason === "open" && after.reason !== "open") return "closes";
  if (before.opensAt === after.opensAt || after.reason === "open") return "";
  const at = (/** @type {Opening} */ each) => each.opensAt ?? Number.POSITIVE_INFINITY;
  return at(after) < at(before) ? "earlier" : "later";
};

/**
 * @param {"th" | "td"} name
 * @param {string} text
 */
const cell = (name, text) => {
  const made = document.createElement(name);
  made.textContent = text;
  if (name === "th") made.setAttribute("scope", "row");
  return made;
};

/**
 * The cells of one part for an audience: now, and then.
 * @param {Facts} now
 * @param {Facts} then
 * @param {Theme} theme
 * @param {string} part
 * @param {Audience} audience
 * @param {number} instant
 * @param {Words} words
 */
const besideEachOther = (now, then, theme, part, audience, instant, words) => {
  const [before, after] = [now, then].map((facts) =>
    openingOf(facts, theme, part, audience, instant),
  );
  const turn = turnOf(before, after);
  const here = cell("td", whenInWords(now, before, words));
  const there = cell("td", whenInWords(then, after, words));
  if (turn) {
    const mark = document.createElement("strong");
    mark.className = `turn turn--${turn}`;
    mark.textContent = words[turn];
    there.prepend(mark, document.createElement("br"));
  }
  return { cells: [here, there], turn };
};

/**
 * Fills the table that shows the effect on themes, and says what there is to say of it.
 * @param {HTMLElement} section
 * @param {Facts} now
 * @param {Facts} then
 * @param {Theme[]} themes Two where a meeting goes from one to another.
 * @param {number} instant
 * @param {Words} words
 */
export const showEffect = (section, now, then, themes, instant, words) => {
  const effects = themes.map((theme) => effectOn(now, then, theme, instant, words));
  const isOfSeveral = themes.length > 1;
  const rows = effects.flatMap((effect, number) =>
    isOfSeveral ? [heading(hardSpaces(themes[number].title), now), ...effect.rows] : effect.rows,
  );
  section.querySelector("tbody")?.replaceChildren(...rows);
  const lines = effects.flatMap((effect, number) =>
    effect.lines.map((said) =>
      isOfSeveral ? say(words.ofOneTheme, { theme: hardSpaces(themes[number].title), said }) : said,
    ),
  );
  const note = section.querySelector("[data-effect-note]");
  if (note) note.textContent = lines.join("\n") || words.nothing;
};

/**
 * The row that says which theme the rows below are about.
 * @param {string} title
 * @param {Facts} facts
 */
const heading = (title, facts) => {
  const row = document.createElement("tr");
  const name = cell("th", title);
  name.setAttribute("scope", "rowgroup");
  name.setAttribute("colspan", facts.group.readers ? "5" : "3");
  row.append(name);
  return row;
};

/**
 * The rows of a theme's parts, and what becomes of them in words.
 * @param {Facts} now
 * @param {Facts} then
 * @param {Theme} theme
 * @param {number} instant
 * @param {Words} words
 */
const effectOn = (now, then, theme, instant, words) => {
  const audiences = now.group.readers ? AUDIENCES : AUDIENCES.slice(0, 1);
  /** @type {Turns} */
  const turns = new Map();
  const rows = PARTS.filter((part) => theme.parts.includes(part)).map((part) => {
    const row = document.createElement("tr");
    row.append(cell("th", words[`part.${part}`]));
    for (const audience of audiences) {
      const { cells, turn } = besideEachOther(now, then, theme, part, audience, instant, words);
      row.append(...cells);
      if (!turn) continue;
      const whose = turns.get(turn) ?? new Map();
      whose.set(audience, [...(whose.get(audience) ?? []), words[`part.${part}`]]);
      turns.set(turn, whose);
    }
    return row;
  });
  return { rows, lines: linesOf(turns, words) };
};

/**
 * What becomes of parts in words; readers of whom the same is said share a line.
 * @param {Turns} turns
 * @param {Words} words
 */
const linesOf = (turns, words) =>
  [...turns].flatMap(([turn, whose]) => {
    /** @type {Map<string, string[]>} Audiences by their parts. */
    const alike = new Map();
    for (const [audience, parts] of whose) {
      const told = parts.join(", ");
      alike.set(told, [...(alike.get(told) ?? []), words[`audience.${audience}`]]);
    }
    return [...alike].map(([parts, who]) => {
      const told = say(words.turnFor, { turn: words[turn], who: who.join(", ") });
      return say(words.turned, { turn: told, parts });
    });
  });

/**
 * A part as a reader sees it at an instant, with the way to it where it is open.
 * @param {Facts} facts
 * @param {Theme} theme
 * @param {string} part
 * @param {Opening} opening
 * @param {Words} words
 */
const seenPart = (facts, theme, part, opening, words) => {
  const isOpen = opening.reason === "open";
  const item = document.createElement("li");
  item.className = isOpen ? "is-open" : "is-closed";
  const name = document.createElement(isOpen ? "a" : "span");
  name.textContent = words[`part.${part}`];
  if (name instanceof HTMLAnchorElement)
    name.href = `../${theme.address}/${part === "presentation" ? "" : `${part}/`}`;
  item.append(name, ` – ${whenInWords(facts, opening, words)}`);
  return item;
};

/**
 * What a reader sees at an instant: the themes of the year with their parts.
 * @param {Facts} facts
 * @param {Audience} audience
 * @param {number} instant
 * @param {Words} words
 */
export const seenAt = (facts, audience, instant, words) =>
  facts.themes
    .filter((theme) => !theme.archived)
    .map((theme) => {
      const heading = document.createElement("h3");
      heading.textContent = hardSpaces(theme.title);
      const list = document.createElement("ul");
      for (const part of theme.parts.filter((each) => each !== "guide")) {
        const opening = openingOf(facts, theme, part, audience, instant);
        list.append(seenPart(facts, theme, part, opening, words));
      }
      const section = document.createElement("section");
      section.append(heading, list);
      return section;
    });
