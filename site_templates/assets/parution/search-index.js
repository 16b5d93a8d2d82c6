// @ts-nocheck
// Reads the index that Pagefind wrote, piece by piece and no more of it than a word needs.
//
// Pagefind's own script could do this too, and stands in the bundle for whoever wants it; with its
// program it is heavier than everything else a search needs together. What is read here is the format
// that `search_bundle.py` describes, and writes again after Pagefind.
import { stem } from "./french-stem.js";

const SIGNATURE = "pagefind_dcd".length;
const SATURATION = 1.4; // How soon another occurrence of a word stops to count (BM25's k1).
const LENGTHS = 0.3; // How much long pages are held against (BM25's b).
const FIELDS = { title: 2, theme: 0.6, words: 0.8 }; // What a word in a page's metadata adds.
const SHORTEST = 5; // Letters of a stem that may stand for a longer word nobody wrote.
const BEYOND = 4; // Letters by which such a word may be longer.

const fetched = async (address) => {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${response.status} ${address}`);
  return response;
};

const unpacked = async (address) => {
  const { body } = await fetched(address);
  const stream = body.pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer()).subarray(SIGNATURE);
};

// CBOR (RFC 8949): integers, texts and arrays are all that Pagefind writes.
const decoded = (bytes) => {
  const text = new TextDecoder();
  let place = 0;
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

// Where a word stands on a page, and what these places weigh together: a number below zero says what
// the following places weigh, in 24ths; places are counted from the one before.
const placesOf = (numbers) => {
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

const openPiece = async (list) => {
  const [, pages, chunks, , , fields] = decoded(await unpacked(list));
  const average = pages.reduce((sum, [, words]) => sum + words, 0) / pages.length;
  const loaded = new Map();

  const chunk = (name) => {
    if (!loaded.has(name))
      loaded.set(
        name,
        unpacked(new URL(`index/${name}.pf_index`, list)).then((bytes) => decoded(bytes)[0]),
      );
    return loaded.get(name);
  };
  // The chunks that may hold words between two.
  const between = (first, last) =>
    Promise.all(
      chunks.filter(([from, to]) => from <= last && first <= to).map(([, , name]) => chunk(name)),
    );

  // The pages that have any of some entries of the index.
  const pagesWith = (entries) => {
    const found = new Map();
    for (const [, plain, accented] of entries) {
      for (const rows of [plain, ...accented.map(([, each]) => each)]) {
        let number = 0;
        for (const [step, numbers, meta] of rows) {
          number += step;
          const [id, length] = pages[number];
          const page = found.get(id) ?? {
            id,
            places: [],
            count: 0,
            fields: new Set(),
            scale: 1 - LENGTHS + (LENGTHS * length) / average,
          };
          const { places, sum } = placesOf(numbers);
          page.places.push(...places);
          page.count += sum;
          for (const field of meta.filter((each) => each < 0)) page.fields.add(fields[-1 - field]);
          found.set(id, page);
        }
      }
    }
    return [...found.values()];
  };

  const having = async (stems) => {
    const parts = await Promise.all(stems.map((each) => between(each, each)));
    return pagesWith(new Set(parts.flat(2).filter(([word]) => stems.includes(word))));
  };

  // Words that begin so, or of which this is a longer form: what is typed is not written out yet.
  const resembling = async (word) => {
    const close = (each) =>
      each.startsWith(word) ||
      (each.length >= SHORTEST && word.startsWith(each) && word.length - each.length <= BEYOND);
    return pagesWith(
      (await between(word.slice(0, SHORTEST), word)).flat().filter(([each]) => close(each)),
    );
  };

  const text = async (id) =>
    JSON.parse(
      new TextDecoder().decode(await unpacked(new URL(`fragment/${id}.pf_fragment`, list))),
    );

  return { size: pages.length, having, resembling, text };
};

export const openIndex = async (bundle) => {
  const lists = await (await fetched(new URL("pieces.json", bundle))).json();
  const pieces = await Promise.all(lists.map((list) => openPiece(new URL(list, bundle))));
  const total = pieces.reduce((sum, { size }) => sum + size, 0);

  // Asks each piece, and takes down which piece a page is of.
  const ask = async (question) => {
    const answers = await Promise.all(
      pieces.map(async (piece) =>
        (await question(piece)).map((page) => ({ ...page, text: () => piece.text(page.id) })),
      ),
    );
    return answers.flat();
  };

  // The pages that have a word without accents, by id: what it is worth there, and where it stands.
  const lookUp = async (word) => {
    let pages = await ask((piece) => piece.having([stem(word)]));
    if (!pages.length)
      pages = await ask((piece) =>
        piece.having([word, word.replace(/[sx]$/, ""), stem(stem(word))]),
      );
    if (!pages.length && word.length > 2) pages = await ask((piece) => piece.resembling(word));
    const rarity = Math.log(1 + (total - pages.length + 0.5) / (pages.length + 0.5));
    const worth = ({ count, scale, fields }) =>
      rarity *
      ((count * (SATURATION + 1)) / (count + SATURATION * scale) +
        [...fields].reduce((sum, field) => sum + (FIELDS[field] ?? 0), 0));
    return new Map(
      pages.map((page) => [page.id, { worth: worth(page), places: page.places, text: page.text }]),
    );
  };

  return { lookUp };
};
