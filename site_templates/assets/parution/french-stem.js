// The stem of a French word without accents: the algorithm that Snowball describes, which Pagefind's
// index is made with (https://snowballstem.org/algorithms/french/stemmer.html). Since Pagefind takes
// the accents away first, what the algorithm says of accented letters does not arise here. The steps
// and regions are named as there.

/**
 * @typedef {(more: number) => boolean} Reach Tells whether what stands before an ending, less some
 *   letters, reaches into a region.
 * @typedef {{ rv: Reach, r1: Reach, r2: Reach }} Reaches
 * @typedef {(rest: string, reaches: Reaches) => string | false} Rule
 * @typedef {{ rv: number, r1: number, r2: number }} Regions Where each region of a word begins.
 */

/** @param {string | undefined} letter */
const isVowel = (letter) => letter !== undefined && "aeiouy".includes(letter);

// Vowels that sound as consonants are set in capitals.
/** @param {string} word */
const marked = (word) =>
  [...word]
    .map((letter, place, letters) => {
      const [before, after] = [letters[place - 1], letters[place + 1]];
      const between = isVowel(before) && isVowel(after);
      if (letter === "u" && (before === "q" || between)) return "U";
      if (letter === "i" && between) return "I";
      return letter === "y" && (isVowel(before) || isVowel(after)) ? "Y" : letter;
    })
    .join("");

/**
 * @param {string} word
 * @returns {Regions}
 */
const regions = (word) => {
  const end = word.length;
  /**
   * @param {number} start
   * @param {(place: number) => boolean} fits
   */
  const first = (start, fits) => {
    for (let place = start; place < end; place += 1) if (fits(place)) return place + 1;
    return end;
  };
  /** @param {number} place */
  const nonVowelAfterVowel = (place) => !isVowel(word[place]) && isVowel(word[place - 1]);
  const r1 = first(1, nonVowelAfterVowel);
  const early = (isVowel(word[0]) && isVowel(word[1])) || /^(?:par|col|tap)/.test(word);
  return {
    r1,
    r2: first(r1 + 1, nonVowelAfterVowel),
    rv: early ? Math.min(3, end) : first(1, (place) => isVowel(word[place])),
  };
};

/** @param {string} text Endings, a space between. */
const endings = (text) =>
  new RegExp(
    `(?:${text
      .trim()
      .split(/\s+/)
      .sort((a, b) => b.length - a.length)
      .join("|")})$`,
  );

// Step 1: each rule takes what stands before the ending, and whether it reaches into R2, R1 and RV.
/** @type {[string, Rule][]} */
const STANDARD = [
  ["ance iqUe isme able iste eux ances iqUes ismes ables istes", (rest, { r2 }) => r2(0) && rest],
  [
    "atrice ateur ation atrices ateurs ations",
    (rest, { r2 }) => r2(0) && without(rest, "ic", r2, "iqU"),
  ],
  ["logie logies", (rest, { r2 }) => r2(0) && `${rest}log`],
  ["usion ution usions utions", (rest, { r2 }) => r2(0) && `${rest}u`],
  ["ence ences", (rest, { r2 }) => r2(0) && `${rest}ent`],
  ["ement ements", (rest, { r1, r2, rv }) => rv(0) && adverb(rest, r1, r2)],
  [
    "if ive ifs ives",
    (rest, { r2 }) =>
      r2(0) &&
      (rest.endsWith("at") && r2(2)
        ? without(rest.slice(0, -2), "ic", (more) => r2(more + 2), "iqU")
        : rest),
  ],
  ["eaux", (rest) => `${rest}eau`],
  ["aux", (rest, { r1 }) => r1(0) && `${rest}al`],
  ["euse euses", (rest, { r1, r2 }) => (r2(0) ? rest : r1(0) && `${rest}eux`)],
  ["issement issements", (rest, { r1 }) => r1(0) && !isVowel(rest.at(-1)) && rest],
];
// These are no more than the beginning: what they leave may still end as a verb does.
/** @type {[string, Rule][]} */
const ADVERBS = [
  ["amment", (rest, { rv }) => rv(0) && `${rest}ant`],
  ["emment", (rest, { rv }) => rv(0) && `${rest}ent`],
  ["ment ments", (rest, { rv }) => rv(1) && isVowel(rest.at(-1)) && rest],
];
const RULES = [...STANDARD, ...ADVERBS].map(([text, apply]) => ({
  ending: endings(text),
  apply,
  last: !ADVERBS.some(([each]) => each === text),
}));
const STEP_1 = endings([...STANDARD, ...ADVERBS].map(([text]) => text).join(" "));

/**
 * Takes away what stands before a removed ending, or puts something in its place out of R2.
 * @param {string} rest
 * @param {string} ending
 * @param {Reach} r2
 * @param {string} otherwise
 */
const without = (rest, ending, r2, otherwise) => {
  if (!rest.endsWith(ending)) return rest;
  return r2(ending.length)
    ? rest.slice(0, -ending.length)
    : rest.slice(0, -ending.length) + otherwise;
};

/**
 * @param {string} rest
 * @param {Reach} r1
 * @param {Reach} r2
 */
const adverb = (rest, r1, r2) => {
  if (rest.endsWith("iv")) {
    if (!r2(2)) return rest;
    return rest.endsWith("ativ") && r2(4) ? rest.slice(0, -4) : rest.slice(0, -2);
  }
  if (rest.endsWith("eus"))
    return r2(3) ? rest.slice(0, -3) : r1(3) ? `${rest.slice(0, -1)}x` : rest;
  return /(?:abl|iqU)$/.test(rest) && r2(3) ? rest.slice(0, -3) : rest;
};

const STEP_2A =
  endings(`it i ie ies ir ira irai iraIent irais irait iras irent irez iriez irions irons iront is issaIent
  issais issait issant issante issantes issants isse issent isses issez issiez issions issons`);
const STEP_2B =
  endings(`ions er era erai eraIent erais erait eras erez eriez erions erons eront ez iez a ai aIent ais ait ant
  ante antes ants as asse assent asses assiez assions`);

/**
 * @param {string} word
 * @param {Regions} regions
 */
const standardSuffix = (word, { rv, r1, r2 }) => {
  const found = STEP_1.exec(word)?.[0];
  if (!found) return null;
  const rest = word.slice(0, -found.length);
  /** @type {(start: number) => Reach} */
  const reach = (start) => (more) => rest.length - more >= start;
  const rule = RULES.find(({ ending }) => ending.exec(found)?.[0] === found);
  const changed = rule?.apply(rest, { rv: reach(rv), r1: reach(r1), r2: reach(r2) });
  return typeof changed === "string" ? { word: changed, last: rule?.last } : null;
};

/**
 * @param {string} word
 * @param {Regions} regions
 */
const verbSuffix = (word, { rv, r2 }) => {
  const first = STEP_2A.exec(word.slice(rv))?.[0];
  if (first) {
    const rest = word.slice(0, -first.length);
    if (rest.length > rv && !isVowel(rest.at(-1))) return rest;
  }
  const other = STEP_2B.exec(word.slice(rv))?.[0];
  if (!other) return word;
  const rest = word.slice(0, -other.length);
  if (other === "ions") return rest.length >= r2 ? rest : word;
  return other.startsWith("a") && rest.endsWith("e") && rest.length > rv ? rest.slice(0, -1) : rest;
};

/**
 * @param {string} word
 * @param {Regions} regions
 */
const residualSuffix = (word, { rv, r2 }) => {
  const short = /[^aious]s$/.test(word) ? word.slice(0, -1) : word;
  const ending = /(?:ion|[iI]er|e)$/.exec(short.slice(rv))?.[0];
  if (!ending) return short;
  const rest = short.slice(0, -ending.length);
  if (ending === "e") return rest;
  if (ending === "ion")
    return rest.length >= r2 && /[st]$/.test(rest) && rest.length > rv ? rest : short;
  return `${rest}i`;
};

/**
 * @param {string} text A word without accents.
 * @example stem("menstruations") // "menstru"
 */
export const stem = (text) => {
  const word = marked(text.toLowerCase());
  const places = regions(word);
  const first = standardSuffix(word, places);
  const second = first?.last ? first.word : verbSuffix(first?.word ?? word, places);
  const third = second === word ? residualSuffix(word, places) : second.replace(/Y$/, "i");
  return third.replace(/(?:enn|onn|ett|ell|eill)$/, (ending) => ending.slice(0, -1)).toLowerCase();
};

/**
 * Under what the index may have a word: its stem; else what the program made of a rare form of it.
 * @param {string} word A word without accents.
 * @returns {[string[], string[]]}
 */
export const forms = (word) => [
  [stem(word)],
  [word, word.replace(/[sx]$/, ""), word.replace(/e?[sx]?$/, ""), stem(stem(word))],
];
