// Marks the words on a page that search found there.
import { stem } from "./french-stem.js";
import { tokensOf } from "./search-words.js";

const PLACES = ".page__text, .page h1, .page > h2"; // What search looks into, besides lists of references.
const LEFT_OUT = ".references, script, style, mark, .citations, svg, math";
const MOST = 500; // Marks beyond which a page would be all marks.

/**
 * @param {string[]} stems Words of the index.
 */
export const markWords = (stems) => {
  const wanted = new Set(stems);
  /** @param {string} text */
  const isMeant = (text) =>
    tokensOf(text).some(({ parts, compound }) =>
      [compound, ...parts].some((word) => wanted.has(stem(word)) || wanted.has(word)),
    );
  /** @type {Text[]} */
  const texts = [];
  for (const place of document.querySelectorAll(PLACES)) {
    const walker = document.createTreeWalker(place, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const text = /** @type {Text} */ (walker.currentNode);
      if (!text.parentElement?.closest(LEFT_OUT)) texts.push(text);
    }
  }
  let count = 0;
  for (const text of texts) {
    if (count > MOST) break;
    const pieces = text.data.split(
      /([\p{L}\p{N}\p{M}\u00ad\u2080-\u2089]+(?:[-‐‑.'’][\p{L}\p{N}]+)*)/u,
    );
    const isWord = (/** @type {string} */ piece, /** @type {number} */ index) =>
      index % 2 && isMeant(piece);
    if (!pieces.some(isWord)) continue;
    const nodes = pieces.map((piece, index) => {
      if (!isWord(piece, index)) return piece;
      count += 1;
      const marked = document.createElement("mark");
      marked.className = "found";
      marked.textContent = piece;
      return marked;
    });
    text.replaceWith(...nodes);
  }
};
