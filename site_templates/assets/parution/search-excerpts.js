// What is shown of a page that search found: always the page's own words.
import { ELIDED } from "./search-words.js";

/**
 * @typedef {import("./search-index.js").PageText} PageText
 * @typedef {{ text: string, hit: boolean, glued: boolean }} Shown A word of an excerpt; glued, when
 *   no space follows.
 * @typedef {{ title: string, excerpt: Shown[], sections: { anchor: string, title: string }[] }} Excerpt
 */

const LENGTH = 24; // Words of an excerpt.
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
 * @returns {Excerpt}
 */
export const shown = ({ content, meta, anchors }, hits, label) => {
  const tokens = content.split(/\s+/);
  // Before the text stand the titles of the page and of the theme, which the result shows already.
  const titles = `${meta.title ?? ""} ${meta.theme ?? ""}`.trim().split(/\s+/).length;
  const within = hits.map((places) => places.filter((place) => place >= titles));
  const headings = anchors.filter(({ element, text }) => /^h[2-6]$/.test(element) && text);
  const wanted = label ? headings.filter((heading) => heading.text.includes(label)) : headings;
  const places = hits.flat().sort((a, b) => a - b);
  return {
    title: together(meta.title ?? ""),
    excerpt: excerpt(tokens, within, titles),
    sections: sections(wanted, headings, places),
  };
};

/**
 * @param {PageText["anchors"]} wanted
 * @param {PageText["anchors"]} headings
 * @param {number[]} places
 */
const sections = (wanted, headings, places) => {
  const counts = new Map();
  for (const place of places) {
    const heading = headings.filter(({ location }) => location <= place).at(-1);
    if (heading && wanted.includes(heading)) counts.set(heading, (counts.get(heading) ?? 0) + 1);
  }
  return [...counts]
    .sort(([, a], [, b]) => b - a)
    .slice(0, SECTIONS)
    .map(([{ id, text }]) => ({ anchor: id, title: together(text) }));
};

/**
 * @param {string[]} tokens
 * @param {number[][]} hits
 * @param {number} first Where the text begins.
 */
const excerpt = (tokens, hits, first) => {
  const places = new Set(hits.flat());
  const start = best(hits, first, tokens.length);
  const end = Math.min(tokens.length, start + LENGTH);
  const words = tokens.slice(start, end).map((text, index) => ({
    text,
    hit: places.has(start + index),
    glued: ENDS_ELIDED.test(text),
  }));
  if (start > first) words.unshift({ text: "…", hit: false, glued: false });
  if (end < tokens.length) words.push({ text: "…", hit: false, glued: false });
  return words;
};

/**
 * The beginning of the stretch with most of the query's words, and most of each.
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
