// Reads the index, and no more of it than a word needs. Pagefind made it; `bundle.py` wrote it again, and
// describes the format. Pagefind's own script with its program is heavier than everything else that a
// search needs together.
import { forms, stem } from "./french-stem.js";
import { distance, errors, forgiven, root } from "./spelling.js";

/**
 * @typedef {[step: number, places: number[], meta: number[]]} Row
 * @typedef {[word: string, rows: Row[], accented: [form: string, rows: Row[]][]]} Entry
 * @typedef {[piece: number, entry: Entry]} Known What a piece knows of a word.
 * @typedef {{ url: string, title: string, first: number, text: string,
 *   headings: [place: number, id: string, text: string][] }} Stretch Words of a page, from the first on.
 * @typedef {{ words: number, titles: number, stretch: (place: number) => Promise<Stretch> }} PageText How many
 *   words a page has, how many of them are titles, and what it says from a place on.
 * @typedef {{ id: string, places: number[], count: number, fields: Set<string>, scale: number, stems: Set<string>,
 *   text: PageText }} Found
 *   A page that has some words: where, how often, and in which of its metadata.
 * @typedef {{ worth: number, places: number[], stems: Set<string>, home: URL, text: PageText }} Hit
 * @typedef {Map<string, Hit>} Table Pages by id.
 */

const SATURATION = 1.4; // How soon another occurrence of a word stops to count (BM25's k1).
const LENGTHS = 0.3; // How much long pages are held against (BM25's b).
/** @type {Record<string, number>} */
const FIELDS = { title: 2, theme: 0.6, words: 1 }; // What a word in a page's metadata adds.
const BEGUN = 3; // Letters from which on words that begin so are looked up: fewer begin too many.
const SHORTEST = 5; // Letters of a stem that may stand for a longer word nobody wrote.
const BEYOND = 4; // Letters by which such a word may be longer.
const RELATED = 0.45; // What a word of the same family counts for.
const ALIKE = 0.35; // Errors by which words may be farther than the nearest, and still be meant.
const MISTYPED = 0.8; // What a word counts for that is written nearly so.
const LAST = "\uffff"; // Comes after every letter.

/** @param {string | URL} address */
const fetched = async (address) => {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${response.status} ${address}`);
  return response;
};

/** Thrown where the browser is too old to read the index. */
export class BrowserTooOld extends Error {}

/** @param {URL} address */
const unpacked = async (address) => {
  const bytes = new Uint8Array(await (await fetched(address)).arrayBuffer());
  const isPacked = bytes[0] === 0x1f && bytes[1] === 0x8b; // Some hosts have browsers unpack it.
  if (!isPacked) return bytes;
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
};

/**
 * CBOR (RFC 8949): integers, texts and arrays are all that Pagefind writes.
 * @param {Uint8Array} bytes
 */
const decoded = (bytes) => {
  const text = new TextDecoder();
  let place = 0;
  /** @returns {any} */
  const item = () => {
    const [major, info] = [bytes[place] >> 5, bytes[place] & 31];
    place += 1;
    let value = info;
    if (info > 23) {
      value = 0;
      for (let left = 1 << (info - 24); left > 0; left -= 1) value = value * 256 + bytes[place++];
    }
    if (major === 0) return value;
    if (major === 1) return -1 - value;
    if (major === 3) {
      place += value;
      return text.decode(bytes.subarray(place - value, place));
    }
    if (major === 4) return Array.from({ length: value }, item);
    throw new Error(`CBOR of type ${major}`);
  };
  return item();
};

/**
 * Where a word stands on a page, and what these places weigh together: a number below zero says what
 * the following places weigh, in 24ths; places are counted from the one before.
 * @param {number[]} numbers
 */
const placesOf = (numbers) => {
  /** @type {number[]} */
  const places = [];
  let [weight, sum, place] = [1, 0, 0];
  for (const number of numbers) {
    if (number < 0) [weight, place] = [(-1 - number) / 24, 0];
    else {
      place += number;
      sum += weight;
      places.push(place);
    }
  }
  return { places, sum };
};

/**
 * Words that begin with the number of letters they share with the one before, written out.
 * @param {string[]} shortened
 * @example written(["0fertil", "6is"]) // ["fertil", "fertilis"]
 */
const written = (shortened) => {
  let last = "";
  return shortened.map((each) => {
    last = last.slice(0, Number.parseInt(each[0], 36)) + each.slice(1);
    return last;
  });
};

/**
 * @template T
 * @param {(name: string) => Promise<T>} load
 */
const once = (load) => {
  /** @type {Map<string, Promise<T>>} */
  const loaded = new Map();
  /** @param {string} name */
  return (name) => {
    const known = loaded.get(name) ?? load(name);
    loaded.set(name, known);
    known.catch(() => loaded.delete(name)); // So that the next word tries again.
    return known;
  };
};

/** @param {URL} list The address of a bundle's list. */
const openBundle = async (list) => {
  /** @type {[[string[], [string, number, number, number[]][], string[]][], [string, string, string][]]} */
  const [pieces, chunks] = decoded(await unpacked(list));
  const size = pieces.reduce((sum, [, pages]) => sum + pages.length, 0);
  const averages = pieces.map(
    ([, each]) => each.reduce((sum, [, words]) => sum + words, 0) / each.length,
  );

  /** @type {(name: string) => Promise<Known[]>} */
  const chunk = once(async (name) => decoded(await unpacked(new URL(`index/${name}.json`, list))));
  /** @type {(name: string) => Promise<Stretch[]>} */
  const texts = once(async (name) =>
    JSON.parse(new TextDecoder().decode(await unpacked(new URL(`fragment/${name}.json`, list)))),
  );

  /**
   * @param {number} piece
   * @param {number} page
   * @returns {PageText}
   */
  const textOf = (piece, page) => {
    const [, pages, files] = pieces[piece];
    const [id, words, titles, own] = pages[page];
    const [edition, theme, part] = id.split("~");
    const url = `/${edition}/${theme}/${part === "presentation" ? "" : `${part}/`}`;
    const length = Math.ceil(words / own.length); // Of a stretch.
    /** @param {number} place */
    const stretch = async (place) => {
      const number = Math.min(Math.floor(place / length), own.length - 1) || 0;
      const found = await texts(files[own[number]]);
      return /** @type {Stretch} */ (
        found.find((each) => each.url === url && each.first === number * length)
      );
    };
    return { words, titles, stretch };
  };

  /**
   * The entries of the chunks that may hold words between two.
   * @param {string} first
   * @param {string} last
   */
  const between = async (first, last) => {
    const names = chunks.filter(([from, to]) => from <= last && first <= to);
    return (await Promise.all(names.map(([, , name]) => chunk(name)))).flat();
  };

  /**
   * The pages that have any of some entries of the index.
   * @param {Iterable<Known>} entries
   */
  const pagesWith = (entries) => {
    /** @type {Map<string, Found>} */
    const found = new Map();
    for (const [piece, [word, plain, accented]] of entries) {
      const [fields, pages] = pieces[piece];
      for (const rows of [plain, ...accented.map(([, each]) => each)]) {
        let number = 0;
        for (const [step, numbers, meta] of rows) {
          number += step;
          const [id, length] = pages[number];
          const scale = 1 - LENGTHS + (LENGTHS * length) / averages[piece];
          const page = found.get(id) ?? {
            id,
            places: [],
            count: 0,
            fields: new Set(),
            scale,
            stems: new Set(),
            text: textOf(piece, number),
          };
          const { places, sum } = placesOf(numbers);
          page.places.push(...places);
          page.count += sum;
          page.stems.add(word);
          for (const field of meta.filter((each) => each < 0)) page.fields.add(fields[-1 - field]);
          found.set(id, page);
        }
      }
    }
    return [...found.values()];
  };

  /**
   * The title of a theme as its presentation has it; nothing where the bundle has no presentation of it.
   * @param {string} theme
   */
  const titled = async (theme) => {
    const name = `${theme.replace("/", "~")}~presentation`;
    for (const [piece, [, pages]] of pieces.entries()) {
      const page = pages.findIndex(([id]) => id === name || id.startsWith(`${name}~`));
      if (page >= 0) return (await textOf(piece, page).stretch(0)).title;
    }
    return undefined;
  };

  // All words of the bundle without their pages: small enough to be compared with what was mistyped.
  const words = once(async () => {
    const address = list.href.replace(/pagefind\.(?=[^/]*$)/, "words.");
    return written(decoded(await unpacked(new URL(address))));
  });

  // Of the site that has the pages: of this one, or of the archive that it searches too.
  const home = new URL(list.href.slice(0, list.href.lastIndexOf("/pagefind/") + 1));
  return { size, home, between, pagesWith, titled, words: () => words("") };
};

/** @typedef {Awaited<ReturnType<typeof openBundle>>} Bundle */

/** @param {URL} folder */
export const openIndex = async (folder) => {
  if (!("DecompressionStream" in globalThis)) throw new BrowserTooOld();
  /** @type {string[]} */
  const lists = await (await fetched(new URL("pieces.json", folder))).json();
  const bundles = await Promise.all(lists.map((list) => openBundle(new URL(list, folder))));
  const total = bundles.reduce((sum, { size }) => sum + size, 0);

  /**
   * The entries of all bundles that fit, each with its bundle.
   * @param {[first: string, last: string][]} ranges
   * @param {(word: string) => boolean} fits
   */
  const entries = async (ranges, fits) => {
    const found = await Promise.all(
      bundles.map(async (bundle) => {
        const parts = await Promise.all(ranges.map(([first, last]) => bundle.between(first, last)));
        const fitting = new Set(parts.flat().filter(([, [word]]) => fits(word)));
        return [...fitting].map((entry) => ({ bundle, entry, word: entry[1][0] }));
      }),
    );
    return found.flat();
  };

  /**
   * What pages are worth that have any of these entries.
   * @param {{ bundle: Bundle, entry: Known }[]} found
   * @param {number} [weight]
   * @returns {Table}
   */
  const table = (found, weight = 1) => {
    const pages = bundles.flatMap((bundle) => {
      const own = found.filter((each) => each.bundle === bundle).map(({ entry }) => entry);
      return bundle.pagesWith(own).map((page) => ({ page, home: bundle.home }));
    });
    const rarity = Math.log(1 + (total - pages.length + 0.5) / (pages.length + 0.5));
    /** @type {(page: Found) => number} */
    const worth = ({ count, scale, fields }) =>
      (count * (SATURATION + 1)) / (count + SATURATION * scale) +
      [...fields].reduce((sum, field) => sum + (FIELDS[field] ?? 0), 0);
    return new Map(
      pages.map(({ page, home }) => {
        const { id, places, stems, text } = page;
        return [id, { worth: weight * rarity * worth(page), places, stems, home, text }];
      }),
    );
  };

  /**
   * The pages that have a word, and beside it those that have one of its family.
   * @param {string} word Folded.
   */
  const lookUp = async (word) => {
    const wanted = stem(word);
    const family = root(wanted);
    /** @type {[string, string][]} */
    const ranges = [
      [wanted, wanted],
      [word, word],
      [family, family.length < BEGUN ? family : family + LAST],
    ];
    const near = await entries(ranges, () => true);
    /** @param {string[]} words */
    const having = (words) => near.filter(({ word }) => words.includes(word));
    const exact = forms(word).map(having);
    const found = exact.find((each) => each.length) ?? [];
    const related = near.filter((each) => !found.includes(each) && root(each.word) === family);
    return unite([table(found), table(related, RELATED)]);
  };

  /**
   * The pages that have words that begin so: what is typed is not written out yet.
   * @param {string} word
   */
  const beginning = async (word) =>
    word.length < BEGUN
      ? new Map()
      : table(await entries([[word, word + LAST]], (each) => each.startsWith(word)));

  /**
   * The pages that have what is written nearly so, and how near that is.
   * @param {string} word
   * @returns {Promise<{ far: number, pages: Table }>}
   */
  const misspelt = async (word) => {
    if (!forgiven(word)) return { far: Infinity, pages: new Map() }; // Spares loading all words.
    const wanted = stem(word);
    /** @param {string} each */
    const farness = (each) => {
      const rest = word.length - each.length;
      const isBeginning = each.length > SHORTEST && rest > 0 && rest <= BEYOND;
      const begun = isBeginning ? errors(word.slice(0, each.length), each, 1) : 2;
      const cut = begun < 2 ? begun + (1 + rest) / 2 : Infinity;
      return Math.min(distance(wanted, each), distance(word, each), cut);
    };
    const words = new Set((await Promise.all(bundles.map((bundle) => bundle.words()))).flat());
    const near = [...words].map((each) => ({ each, far: farness(each) }));
    const far = near.reduce((least, each) => Math.min(least, each.far), Infinity);
    const meant = near.filter((each) => each.far < Infinity && each.far <= far + ALIKE);
    const ranges = meant.map(({ each }) => /** @type {[string, string]} */ ([each, each]));
    const found = await entries(ranges, (each) => meant.some((one) => one.each === each));
    return { far, pages: table(found, MISTYPED) };
  };

  /** @param {string} theme */
  const titled = async (theme) => {
    const found = await Promise.all(bundles.map((bundle) => bundle.titled(theme)));
    return found.find((title) => title);
  };

  return { lookUp, beginning, misspelt, titled };
};

/**
 * The pages of several tables; what several know of one page stands together.
 * @param {Table[]} tables
 * @param {number[]} [weights]
 * @returns {Table}
 */
export const unite = (tables, weights = []) => {
  /** @type {Table} */
  const joined = new Map();
  tables.forEach((table, index) => {
    for (const [id, hit] of table) {
      const before = joined.get(id);
      joined.set(id, {
        text: hit.text,
        home: hit.home,
        worth: Math.max(hit.worth * (weights[index] ?? 1), before?.worth ?? 0),
        places: [...(before?.places ?? []), ...hit.places],
        stems: new Set([...(before?.stems ?? []), ...hit.stems]),
      });
    }
  });
  return joined;
};
