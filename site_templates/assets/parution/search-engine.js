// @ts-nocheck
// Answers queries over this site's index.
//
// Each word of a query is looked up by itself, together with the words that mean the same; a page is
// worth the sum of its words. Pages that have all of them come alone, if there are any.
import { openIndex } from "./search-index.js";

// The commonest words, which the index does not hold either (`COMMON_WORDS` of `search_bundle.py`).
export const COMMON_WORDS = new Set(
  (
    "a ai au aux avec c ce ces cet cette d dans de des du elle elles en est et etait ete il ils j je l la le les leur leurs lui m mais n" +
    " ne nous on ont ou par pas pour qu que qui s sa se ses si son sont sur t un une vous y jusqu lorsqu presqu puisqu quelqu quoiqu"
  ).split(" "),
);
const SYNONYM = 0.8; // What a word that means the same counts for, beside the word itself.
const NEARBY = 2; // Words that may stand between those of a phrase.
const AGEING = 0.98; // What a page counts for, a year on.
const LENGTH = 24; // Words of an excerpt.
const SECTIONS = 3; // Headings shown under a result.

const ELIDED = "(?:[cdjlmnst]|qu|jusqu|lorsqu|presqu|puisqu|quelqu|quoiqu)['’]";
const APART = new RegExp(String.raw`((?<![\p{L}\p{N}])${ELIDED}) (?=[\p{L}\p{N}])`, "giu");
const ENDS_ELIDED = new RegExp(String.raw`(?<![\p{L}\p{N}])${ELIDED}$`, "iu");

// ---- Words

export const fold = (text) =>
  text
    .toLowerCase()
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replaceAll("œ", "oe")
    .replaceAll("æ", "ae");

export const wordsOf = (text) => {
  const words = fold(text).match(/[\p{L}\p{N}]+/gu) ?? [];
  const telling = words.filter((word) => !COMMON_WORDS.has(word));
  return telling.length ? telling : words;
};

// Singular and plural, masculine and feminine of most words, for looking up synonyms alone.
const root = (word) => (word.length > 3 ? word.replace(/e?[sx]?$/, "") : word);
const key = (words) => words.map(root).join(" ");

export const thesaurus = (sets) => {
  const known = new Map();
  for (const set of sets) {
    const phrases = set.map(wordsOf);
    for (const phrase of phrases) {
      const others = phrases.filter((other) => key(other) !== key(phrase));
      known.set(key(phrase), [...(known.get(key(phrase)) ?? []), ...others]);
    }
  }
  return known;
};

// A query as a list of things meant, each with the words typed for it and those that mean the same.
export const meanings = (words, known) => {
  const longest = Math.max(1, ...[...known.keys()].map((phrase) => phrase.split(" ").length));
  const found = [];
  for (let place = 0; place < words.length; ) {
    let length = Math.min(longest, words.length - place);
    while (length > 1 && !known.has(key(words.slice(place, place + length)))) length -= 1;
    const typed = words.slice(place, place + length);
    found.push({ typed, others: known.get(key(typed)) ?? [] });
    place += length;
  }
  return found;
};

// The index has no accents, but it has ligatures: both ways of writing are searched.
const spellings = (word) => [...new Set([word, word.replaceAll("oe", "œ").replaceAll("ae", "æ")])];

// ---- Pages

const read = (id) => {
  const [year, slug, part, evidence] = id.split("~");
  const path = `${year}/${slug}/${part === "presentation" ? "" : `${part}/`}`;
  return {
    year,
    theme: `${year}/${slug}`,
    part,
    evidence: evidence ? evidence.split("-") : [],
    path,
  };
};

// Opens what answers queries over a site's index.
export const openSearch = async (bundle) => {
  const [index, words] = await Promise.all([
    openIndex(bundle),
    fetch(new URL("../search.json", import.meta.url)).then((response) => response.json()),
  ]);
  const known = thesaurus(words.synonyms);
  const title = (theme) => words.themes[theme] ?? theme;
  const newest = Math.max(
    ...Object.keys(words.themes).map((theme) => Number.parseInt(theme, 10) || 0),
  );
  const ageing = (id) => AGEING ** Math.max(0, newest - (Number.parseInt(id, 10) || newest));

  const either = (tables, weights) => {
    const joined = new Map();
    tables.forEach((table, index) => {
      for (const [id, hit] of table) {
        const worth = hit.worth * (weights?.[index] ?? 1);
        const before = joined.get(id);
        joined.set(id, {
          text: hit.text,
          worth: Math.max(worth, before?.worth ?? 0),
          places: [...(before?.places ?? []), ...hit.places],
        });
      }
    });
    return joined;
  };

  const lookUpWord = async (word) => either(await Promise.all(spellings(word).map(index.lookUp)));

  // Pages that have all words of a phrase; near each other, when `together`.
  const lookUpPhrase = async (phrase, together) => {
    const tables = await Promise.all(phrase.map(lookUpWord));
    const joined = new Map();
    for (const [id, { text }] of tables[0]) {
      const hits = tables.map((table) => table.get(id));
      if (hits.some((hit) => !hit)) continue;
      const places = together
        ? nearby(hits.map((hit) => hit.places))
        : hits.flatMap((hit) => hit.places);
      if (together && hits.length > 1 && !places.length) continue;
      joined.set(id, {
        text,
        places,
        worth: hits.reduce((sum, hit) => sum + hit.worth, 0) / hits.length,
      });
    }
    return joined;
  };

  const lookUpMeaning = async ({ typed, others }) => {
    const tables = await Promise.all([
      lookUpPhrase(typed, false),
      ...others.map((other) => lookUpPhrase(other, true)),
    ]);
    return either(tables, [1, ...others.map(() => SYNONYM)]);
  };

  const search = async (query) => {
    const asked = wordsOf(query);
    const tables = await Promise.all(meanings(asked, known).map(lookUpMeaning));
    const pages = new Map();
    for (const table of tables) {
      for (const [id, { worth, places, text }] of table) {
        const page = pages.get(id) ?? { matched: 0, worth: 0, hits: [] };
        pages.set(id, {
          matched: page.matched + 1,
          worth: page.worth + worth * ageing(id),
          hits: [...page.hits, places],
          text,
        });
      }
    }
    const most = Math.max(0, ...[...pages.values()].map(({ matched }) => matched));
    const results = [...pages]
      .filter(([, { matched }]) => matched === most)
      .sort(([a, one], [b, other]) => other.worth - one.worth || b.localeCompare(a))
      .map(([id, { hits, text, worth }]) => ({
        ...read(id),
        worth,
        shown: async (label) => shown(await text(), hits, label),
      }));
    return { results, words: asked, title };
  };

  return { search };
};

// Where words stand one after the other, with little between, or in one word with hyphens.
const nearby = (lists) =>
  lists[0].flatMap((first) => {
    const places = [first];
    for (const list of lists.slice(1)) {
      const last = places.at(-1);
      const next = list.find((place) => place >= last && place <= last + 1 + NEARBY);
      if (next === undefined) return [];
      places.push(next);
    }
    return places;
  });

// ---- Excerpts: always the page's own words

// The index has elided words apart from the next; the page has them together.
const together = (text) => text.replace(APART, "$1");

const shown = ({ content, anchors }, hits, label) => {
  const tokens = content.split(/\s+/);
  const headings = anchors.filter(({ element, text }) => /^h[2-6]$/.test(element) && text);
  const wanted = label ? headings.filter((heading) => heading.text.includes(label)) : headings;
  const places = hits.flat().sort((a, b) => a - b);
  return { excerpt: excerpt(tokens, hits), sections: sections(wanted, headings, places) };
};

const sections = (wanted, headings, places) => {
  const counts = new Map();
  for (const place of places) {
    const heading = headings.findLast(({ location }) => location <= place);
    if (wanted.includes(heading)) counts.set(heading, (counts.get(heading) ?? 0) + 1);
  }
  return [...counts]
    .sort(([, a], [, b]) => b - a)
    .slice(0, SECTIONS)
    .map(([{ id, text }]) => ({ anchor: id, title: together(text) }));
};

const excerpt = (tokens, hits) => {
  const places = new Set(hits.flat());
  const start = best(hits, tokens.length);
  const end = Math.min(tokens.length, start + LENGTH);
  const words = tokens.slice(start, end).map((text, index) => ({
    text,
    hit: places.has(start + index),
    glued: ENDS_ELIDED.test(text),
  }));
  if (start > 0) words.unshift({ text: "…", hit: false, glued: false });
  if (end < tokens.length) words.push({ text: "…", hit: false, glued: false });
  return words;
};

// The beginning of the stretch with most of the query's words, and most of each.
const best = (hits, length) => {
  const starts = [...new Set(hits.flat())].map((place) =>
    Math.max(0, Math.min(place - 4, length - LENGTH)),
  );
  const worth = (start) => {
    const within = hits.map(
      (places) => places.filter((place) => place >= start && place < start + LENGTH).length,
    );
    return within.filter(Boolean).length * 100 + within.reduce((sum, count) => sum + count, 0);
  };
  return starts.reduce(
    (found, start) => (worth(start) > worth(found) ? start : found),
    starts[0] ?? 0,
  );
};
