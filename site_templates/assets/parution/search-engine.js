// Answers queries over this site's index.
//
// Each thing meant by a query is looked up by itself, together with the words that mean the same; a page
// is worth the sum of what it has. Pages that have everything come first; where they are few, others follow.
import { shown } from "./search-excerpts.js";
import { openIndex, unite } from "./search-index.js";
import { COMMON_WORDS, fold, tellingTokens, wordsOf } from "./search-words.js";
import { distance } from "./spelling.js";

export { COMMON_WORDS, fold, wordsOf };

/**
 * @typedef {import("./search-index.js").Table} Table
 * @typedef {import("./search-words.js").Token} Token
 * @typedef {{ words: string[], weight: number }} Other Words that lead to the same, and what they
 *   count for beside those that were typed.
 * @typedef {Map<string, Other[]>} Thesaurus
 * @typedef {{ text: string, typed: string[], compound: string, isOne: boolean,
 *   others: Other[] }} Meaning What stands in one word, or in a phrase that is known.
 * @typedef {{ synonyms: string[][], brands?: Record<string, string[]>, short?: Record<string, string>,
 *   themes: Record<string, string> }} Known
 * @typedef {{ year: string, theme: string, part: string, evidence: string[], path: string, home: URL, worth: number,
 *   partial: boolean, stems: string[], shown: (label?: string) => Promise<import("./search-excerpts.js").Excerpt> }} Result
 * @typedef {{ results: Result[], words: string[], missing: string[], misspelt: string[],
 *   title: (theme: string) => string, isOwn: (year: string) => boolean }} Answer
 */

const SYNONYM = 0.8; // What a word that means the same counts for, beside the word itself.
const SUBSTANCE = 0.9; // What a substance counts for where its brand was typed, and a word where its short form was.
const BRAND_CLASS = 0.7; // What the class of a medicine counts for where its brand was typed,
const CLASS = 0.4; // and where its substance was.
const BRAND = 0.5; // What a brand counts for where its substance was typed.
const NEARBY = 2; // Words that may stand between those of a phrase.
const AGEING = 0.96; // What a page counts for, a year on.
const CLOSE = 12; // Words within which two things meant belong together,
const TOGETHER = 0.3; // and what that adds to a page's worth.
const FIRST = 1.2; // What the first thing meant counts for: in French the noun comes before the rest.
/** @type {Record<string, number>} What a part counts for: texts say more than lists. */
const PARTS = {
  dossier: 1.1,
  summary: 1.0,
  commentary: 0.9,
  preparation: 0.9,
  guide: 0.7,
  page: 0.7,
  references: 0.7,
  sources: 0.6,
  minutes: 0.8,
};
const MEETINGS = "meetings"; // The folder of a group's meetings.
const PAGES = "pages"; // That of the pages by which the association explains itself.
const FEW = 3; // Fewer pages than this with everything, and others follow.
const OTHERS = 10; // How many of these.

// ---- Words that mean the same

// Singular and plural, masculine and feminine of most words, for looking up synonyms alone.
/** @param {string} word */
const singular = (word) => (word.length > 3 ? word.replace(/e?[sx]?$/, "") : word);
/** @param {string[]} words */
const key = (words) => words.map(singular).join(" ");

/**
 * @param {string[][]} sets Words that mean the same.
 * @param {Record<string, string[]>} [brands] What each brand stands for: the substance, then its classes.
 * @param {Record<string, string>} [short] The word for each short form.
 * @returns {Thesaurus}
 */
export const thesaurus = (sets, brands = {}, short = {}) => {
  /** @type {Thesaurus} */
  const known = new Map();
  /** @type {(words: string[], others: Other[]) => void} */
  const add = (words, others) => {
    const before = known.get(key(words)) ?? [];
    const fresh = others.filter((other) => key(other.words) !== key(words));
    known.set(key(words), [...before, ...fresh]);
  };
  for (const set of sets) {
    const phrases = set.map(wordsOf);
    for (const phrase of phrases)
      add(
        phrase,
        phrases.map((words) => ({ words, weight: SYNONYM })),
      );
  }
  const meanTheSame = new Map(known);
  /** @type {(words: string[], weight: number) => Other[]} */
  const all = (words, weight) => [
    { words, weight },
    ...(meanTheSame.get(key(words)) ?? []).map((other) => ({
      words: other.words,
      weight: weight * other.weight,
    })),
  ];
  for (const [brand, named] of Object.entries(brands)) {
    const [substance, ...classes] = named.map(wordsOf);
    add(wordsOf(brand), [
      ...all(substance, SUBSTANCE),
      ...classes.flatMap((each) => all(each, BRAND_CLASS)),
    ]);
    add(substance, [
      ...classes.flatMap((words) => all(words, CLASS)),
      { words: wordsOf(brand), weight: BRAND },
    ]);
  }
  for (const [form, word] of Object.entries(short))
    add(wordsOf(form), all(wordsOf(word), SUBSTANCE));
  return known;
};

/**
 * A query as a list of things meant, each with the words typed for it and those that mean the same.
 * @param {Token[]} tokens
 * @param {Thesaurus} known
 * @returns {Meaning[]}
 */
export const meanings = (tokens, known) => {
  const longest = Math.max(1, ...[...known.keys()].map((phrase) => phrase.split(" ").length));
  const found = [];
  for (let place = 0; place < tokens.length; ) {
    let length = Math.min(longest, tokens.length - place);
    const words = () => tokens.slice(place, place + length).flatMap(({ parts }) => parts);
    while (length > 1 && !known.has(key(words()))) length -= 1;
    const compound = tokens
      .slice(place, place + length)
      .map((token) => token.compound)
      .join("");
    const text = tokens
      .slice(place, place + length)
      .map((token) => token.text)
      .join(" ");
    const others = known.get(key(words())) ?? known.get(key([compound])) ?? [];
    found.push({ text, typed: words(), compound, isOne: length === 1, others });
    place += length;
  }
  return found;
};

// ---- Pages

/** @param {string} id */
const read = (id) => {
  const [year, slug, part, evidence] = id.split("~");
  const path = `${year}/${slug}/${part === "presentation" ? "" : `${part}/`}`;
  const isMinutes = year === MEETINGS; // Of a group: its pages bear days in place of themes.
  const isPage = year === PAGES;
  return {
    year: isMinutes ? slug.slice(0, 4) : isPage ? "" : year,
    theme: `${year}/${slug}`,
    part: isMinutes ? "minutes" : isPage ? "page" : part,
    evidence: evidence ? evidence.split("-") : [],
    path,
  };
};

/**
 * What a theme goes by whose title is not known.
 * @param {string} theme
 */
const nameOf = (theme) => {
  const name = theme.slice(theme.indexOf("/") + 1).replaceAll("-", " ");
  return name.charAt(0).toUpperCase() + name.slice(1);
};

/**
 * Opens what answers queries over a site's index.
 * @param {URL} bundle The folder of the index.
 */
export const openSearch = async (bundle) => {
  /** @type {Promise<Known>} */
  const knowing = fetch(new URL("../search.json", import.meta.url)).then((response) =>
    response.json(),
  );
  const [index, words] = await Promise.all([openIndex(bundle), knowing]);
  const known = thesaurus(words.synonyms, words.brands, words.short);
  const spelt = new Set([...known.values()].flat().flatMap((other) => other.words));
  /** @type {Map<string, string>} Of subjects of the group's own: no list that every site has names them. */
  const own = new Map();
  /** @param {string} theme */
  const title = (theme) => words.themes[theme] ?? own.get(theme) ?? nameOf(theme);
  const editions = new Set(Object.keys(words.themes).map((theme) => theme.split("/")[0]));
  /** @param {string} year */
  const isOwn = (year) => year !== "" && !/^\d{4}$/.test(year) && !editions.has(year);
  const years = Object.keys(words.themes).map((theme) => Number.parseInt(theme, 10) || 0);
  const newest = Math.max(...years);
  /** @param {string} id */
  const ageing = (id) => AGEING ** Math.max(0, newest - (Number.parseInt(id, 10) || newest));

  /**
   * Pages that have all words of a phrase; near each other, when `together`.
   * @param {string[]} phrase
   * @param {boolean} together
   * @returns {Promise<Table>}
   */
  const lookUpPhrase = async (phrase, together) => {
    const tables = await Promise.all(phrase.map(index.lookUp));
    if (tables.length === 1) return tables[0];
    /** @type {Table} */
    const joined = new Map();
    for (const [id, { text, home }] of tables[0] ?? []) {
      const hits = tables.map((table) => table.get(id)).filter((hit) => hit !== undefined);
      if (hits.length < tables.length) continue;
      const lists = hits.map((hit) => hit.places);
      const places = together ? nearby(lists) : lists.flat();
      if (!places.length) continue;
      const stems = new Set(hits.flatMap((hit) => [...hit.stems]));
      const worth = hits.reduce((sum, hit) => sum + hit.worth, 0) / hits.length;
      joined.set(id, { text, home, places, worth, stems });
    }
    return joined;
  };

  /** @param {Meaning} meaning */
  const lookUpMeaning = async ({ typed, compound, isOne, others }) => {
    const written = typed.length > 1 ? [typed, [compound]] : [typed];
    // Where hyphens stand the words must, too; a phrase that is known may be broken up.
    const phrases = [
      ...written.map((words) => lookUpPhrase(words, isOne)),
      ...others.map((other) => lookUpPhrase(other.words, true)),
    ];
    const weights = [...written.map(() => 1), ...others.map((other) => other.weight)];
    const pages = unite(await Promise.all(phrases), weights);
    if (pages.size || typed.length > 1) return pages;
    return index.beginning(typed[0]);
  };

  /**
   * What was meant by words that are found nowhere: the nearest that the association or the index knows.
   * @param {Meaning} meaning
   * @returns {Promise<Table>}
   */
  const lookUpMisspelt = async ({ typed, compound }) => {
    const tables = await Promise.all(
      (typed.length > 1 ? [compound] : typed).map(async (word) => {
        const { far, pages } = await index.misspelt(word);
        const near = [...spelt].map((each) => ({ each, off: distance(word, each) }));
        const nearest = Math.min(Number.POSITIVE_INFINITY, ...near.map(({ off }) => off));
        if (nearest === Number.POSITIVE_INFINITY || nearest > far + 0.5) return [pages];
        const meant = near.filter(({ off }) => off === nearest).map(({ each }) => each);
        const looked = meant.map((each) => lookUpMeaning(meanings(tellingTokens(each), known)[0]));
        return [...(far <= nearest + 0.5 ? [pages] : []), ...(await Promise.all(looked))];
      }),
    );
    return unite(tables.flat());
  };

  /** @param {Result[]} results */
  const nameSubjects = async (results) => {
    const found = results.filter(({ year, theme }) => isOwn(year) && !own.has(theme));
    const themes = [...new Set(found.map(({ theme }) => theme))];
    await Promise.all(
      themes.map(async (theme) => {
        const named = await index.titled(theme).catch(() => undefined);
        if (named) own.set(theme, named);
      }),
    );
  };

  /** @param {string} query */
  const search = async (query) => {
    const asked = meanings(tellingTokens(query), known);
    /** @type {string[]} */
    const misspelt = [];
    const looked = await Promise.all(
      asked.map(async (meaning) => {
        const pages = await lookUpMeaning(meaning);
        if (pages.size) return { meaning, pages };
        const near = await lookUpMisspelt(meaning);
        if (near.size) misspelt.push(meaning.text);
        return { meaning, pages: near };
      }),
    );
    const tables = looked.map(({ pages }) => pages).filter((pages) => pages.size);
    const missing = looked.filter(({ pages }) => !pages.size).map(({ meaning }) => meaning.text);
    const results = ranked(tables, missing.length > 0, ageing);
    await nameSubjects(results);
    const typed = asked.flatMap((each) => each.typed);
    return { results, words: typed, missing, misspelt, title, isOwn };
  };

  return { search };
};

/**
 * The pages that have everything that is found, the best first; where they are few, those that have less.
 * @param {Table[]} tables One for each thing meant.
 * @param {boolean} isPartial Whether something of the query is found nowhere.
 * @param {(id: string) => number} ageing
 * @returns {Result[]}
 */
const ranked = (tables, isPartial, ageing) => {
  const ids = [...new Set(tables.flatMap((table) => [...table.keys()]))];
  const pages = ids.map((id) => {
    const hits = tables.map((table) => table.get(id)).filter((hit) => hit !== undefined);
    const places = hits.map((hit) => hit.places);
    const first = (tables[0].get(id)?.worth ?? 0) * (FIRST - 1);
    const sum = hits.reduce((worth, hit) => worth + hit.worth, first);
    const part = PARTS[read(id).part] ?? 1;
    const worth = sum * part * ageing(id) * (1 + TOGETHER * closeness(places));
    return { id, hits, places, worth };
  });
  pages.sort((one, other) => other.worth - one.worth || other.id.localeCompare(one.id));
  const all = pages.filter(({ hits }) => hits.length === tables.length);
  const others = all.length < FEW ? pages.filter((page) => !all.includes(page)) : [];
  return [...all, ...others.slice(0, OTHERS)].map(({ id, hits, places, worth }, place) => ({
    ...read(id),
    home: hits[0].home,
    worth,
    partial: isPartial || place >= all.length,
    stems: [...new Set(hits.flatMap((hit) => [...hit.stems]))],
    shown: (label) => shown(hits[0].text, places, label),
  }));
};

/**
 * How many of the things meant stand close to the next, from none (0) to all (1). Two words of one stem,
 * as in « aide aux aidants », stand at the same places: there must be two of them.
 * @param {number[][]} lists
 */
const closeness = (lists) => {
  const pairs = lists.slice(1).map((list, index) => {
    const before = lists[index];
    return list.some((place) =>
      before.some((other) => place !== other && Math.abs(place - other) <= CLOSE),
    );
  });
  return pairs.length ? pairs.filter(Boolean).length / pairs.length : 0;
};

/**
 * Where words stand one after the other, with little between, or in one word with hyphens.
 * @param {number[][]} lists
 */
const nearby = (lists) =>
  lists[0].flatMap((first) => {
    const places = [first];
    for (const list of lists.slice(1)) {
      const last = places[places.length - 1];
      const next = list.find((place) => place >= last && place <= last + 1 + NEARBY);
      if (next === undefined) return [];
      places.push(next);
    }
    return places;
  });
