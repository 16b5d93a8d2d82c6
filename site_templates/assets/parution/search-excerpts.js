// What is shown of a page that search found: always the page's own words.
import { ELIDED } from "./search-words.js";

/**
 * @typedef {import("./search-index.js").PageText} PageText
 * @typedef {import("./search-index.js").Stretch} Stretch
 * @typedef {{ text: string, hit: boolean, glued: boolean }} Shown A word of an excerpt; glued, when
 *   no space follows.
 * @typedef {{ title: string, excerpt: Shown[], sections: { anchor: string, title: string }[] }} Excerpt
 */

const LENGTH = 24; // Words of an excerpt; as many as `excerpts.py` lets stretches overlap.
const SECTIONS = 3; // Headings shown under a result.
const BEFORE = "(^|[^\\p{L}\\p{N}])";
const APART = new RegExp(`${BEFORE}(${ELIDED}) (?=[\\p{L}\\p{N}])`, "giu");
const ENDS_ELIDED = new RegExp(`${BEFORE}${ELIDED}$`, "iu");

/**
 * The index has elided words apart from the next; the page has them together.
 * @param {string} text
 */
const together = (text) => text.replace(APART, "$1$2");

/**
 * @param {PageText} page
 * @param {number[][]} hits Where each thing meant stands, counted in words.
 * @param {string} [label] What the headings must say to be shown.
 * @returns {Promise<Excerpt>}
 */
export const shown = async (page, hits, label) => {
  // Before the text stand the titles of the page and of the theme, which the result shows already.
  const within = hits.map((places) => places.filter((place) => place >= page.titles));
  const start = best(within, page.titles, page.words);
  const { title, first, text, headings } = await page.stretch(start);
  const wanted = headings.filter(([, , text]) => text !== "" && text.includes(label ?? ""));
  const places = hits.flat().sort((a, b) => a - b);
  return {
    title: together(title),
    excerpt: excerpt(text.split(" "), first, start, within.flat(), page),
    sections: sections(wanted, headings, places),
  };
};

/**
 * @param {Stretch["headings"]} wanted
 * @param {Stretch["headings"]} headings
 * @param {number[]} places
 */
const sections = (wanted, headings, places) => {
  const counts = new Map();
  for (const place of places) {
    const heading = headings.filter(([begins]) => begins <= place).at(-1);
    if (heading && wanted.includes(heading)) counts.set(heading, (counts.get(heading) ?? 0) + 1);
  }
  return [...counts]
    .sort(([, a], [, b]) => b - a)
    .slice(0, SECTIONS)
    .map(([[, id, text]]) => ({ anchor: id, title: together(text) }));
};

/**
 * @param {string[]} tokens Words of the page, from one on.
 * @param {number} first Which that is.
 * @param {number} start Where the excerpt begins.
 * @param {number[]} hits
 * @param {PageText} page
 */
const excerpt = (tokens, first, start, hits, page) => {
  const places = new Set(hits);
  const end = Math.min(page.words, start + LENGTH);
  const words = tokens.slice(start - first, end - first).map((text, index) => ({
    text,
    hit: places.has(start + index),
    glued: ENDS_ELIDED.test(text),
  }));
  if (start > page.titles) words.unshift({ text: "…", hit: false, glued: false });
  if (end < page.words) words.push({ text: "…", hit: false, glued: false });
  return words;
};

/**
 * Where the words begin that have most of the query's words, and most of each.
 * @param {number[][]} hits
 * @param {number} first
 * @param {number} length
 */
const best = (hits, first, length) => {
  const starts = [...new Set(hits.flat())].map((place) =>
    Math.max(first, Math.min(place - 4, length - LENGTH)),
  );
  /** @param {number} start */
  const worth = (start) => {
    const within = hits.map(
      (places) => places.filter((place) => place >= start && place < start + LENGTH).length,
    );
    return within.filter(Boolean).length * 100 + within.reduce((sum, count) => sum + count, 0);
  };
  return starts.reduce(
    (found, start) => (worth(start) > worth(found) ? start : found),
    starts[0] ?? first,
  );
};
