// Words as they are looked for, however they were typed or pasted. The index has them without accents,
// and what `typed` of `bundle.py` says of ligatures and raised figures holds here too.

/**
 * @typedef {{ text: string, parts: string[], compound: string }} Token What stands between two
 *   spaces, or signs like a slash: as it was typed, the words in it, and these written as one.
 */

// The commonest words, which the index does not hold either (`COMMON_WORDS` of `bundle.py`).
export const COMMON_WORDS = new Set(
  (
    "a ai au aux avec c ce ces cet cette d dans de des du elle elles en est et etait ete il ils j je l la le les leur leurs lui m mais n" +
    " ne nous on ont ou par pas pour qu que qui s sa se ses si son sont sur t un une vous y jusqu lorsqu presqu puisqu quelqu quoiqu"
  ).split(" "),
);

// Words that say little where others say more: those of a question, and small ones between the others.
const SMALL_WORDS = new Set(
  (
    "comment combien quand quoi quel quelle quels quelles pourquoi faire fait faut peut doit dois donner" +
    " chez sous entre apres avant contre vers depuis pendant selon lors mon ma mes ni puis tres bien"
  ).split(" "),
);

export const ELIDED = "(?:[cdjlmnst]|qu|jusqu|lorsqu|presqu|puisqu|quelqu|quoiqu)['’]";
const BEGINS_ELIDED = new RegExp(`^(?:${ELIDED})+(?=[\\p{L}\\p{N}])`, "u");

/** @type {[RegExp, string][]} */
const LOOK_ALIKES = [
  [/[\u00ad\u200b-\u200d\u2060\ufeff]/g, ""],
  [/[´ˊˈʹʻʼʽ‘’‛′‵`＇՚ꞌ]/g, "'"],
  [/[‐‑‒–—−⁃﹣－]/g, "-"],
  [/(^|[^\p{L}])ß/gu, "$1β"], // « ß-bloquant », as many keyboards have it.
];

// What stands between words besides spaces; a comma within a number does not.
const SEPARATORS = /(?:[\s/+;:&|=?!()[\]{}<>≥≤°]|,(?!\d))+/u;

// A number and its unit without a space between: « 75mg ».
const QUANTITY =
  /^(\d+(?:[.,]\d+)?)((?:[pnumckd]|mc)?g|[mcd]?l|[mck]?m|[mu]?mol|m?ui|mmhg|k?cal|kj|[kh]pa|bpm|k?hz|db|min|h|s|j|jours?|sem|semaines?|mois|ans?)(?![\p{L}\p{N}])/u;

// Letters with spaces between them, as some type an abbreviation: « M M S E ».
const LETTERS_APART = /(^|[\s(«])(\p{L}(?:\s\p{L}){2,})(?=$|[\s).,;:?!»])/gu;
const VITAMIN = /(^|\s)vit[.\s]*(?=(?:[abcdek]\d{0,2}|pp)(?:\s|$))/giu; // « vit D », « vitB12 »

/** @type {Record<string, string>} */
const SPELT_OUT = {
  œ: "oe", æ: "ae", ø: "o", ł: "l", ß: "ss", α: "alpha", β: "beta", γ: "gamma", δ: "delta", μ: "u",
}; // biome-ignore format: one line a kind

/**
 * A text without case, accents, ligatures and whatever else tells two ways of writing apart.
 * @param {string} text
 * @example fold("L’Œdème : CHA₂DS₂") // "l'oedeme : cha2ds2"
 */
export const fold = (text) =>
  LOOK_ALIKES.reduce((plain, [sign, instead]) => plain.replace(sign, instead), text)
    .normalize("NFKD")
    .toLowerCase()
    .replace(/\p{M}/gu, "")
    .replace(/[œæøłßαβγδμ]/g, (letter) => SPELT_OUT[letter]);

/**
 * A query with abbreviations written as texts have them. Small words of one letter, « il y a à », stay apart.
 * @param {string} text
 * @example spellOut("M M S E et vit D") // "MMSE et vitamine D"
 */
const spellOut = (text) =>
  text
    .replace(LETTERS_APART, (whole, before, apart) => {
      const letters = apart.replace(/\s/gu, "");
      const isShort = letters === letters.toUpperCase();
      const isUsual = [...letters].every((letter) => COMMON_WORDS.has(fold(letter)));
      return isShort || !isUsual ? before + letters : whole;
    })
    .replace(VITAMIN, "$1vitamine ")
    .replace(/(\d)mcg(?=\s|$)/giu, "$1 mcg"); // A word of its own, which means the same as « µg ».

/**
 * @param {string} text
 * @returns {Token[]}
 * @example tokensOf("l’anti-inflammatoire") // one, of the parts « anti » and « inflammatoire »
 */
export const tokensOf = (text) =>
  spellOut(text)
    .split(SEPARATORS)
    .flatMap((typed) => {
      const word = fold(typed)
        .replace(/^[^\p{L}\p{N}]+/u, "")
        .replace(BEGINS_ELIDED, "")
        .replace(QUANTITY, "$1 $2");
      const parts = word.match(/[\p{L}\p{N}]+/gu) ?? [];
      if (!parts.length) return [];
      const compound = parts.join("");
      const isAbbreviation = parts.length > 1 && parts.every((part) => part.length === 1);
      return [{ text: typed, parts: isAbbreviation ? [compound] : parts, compound }];
    });

/**
 * The tokens that tell something; all of them, if none does.
 * @param {string} text
 */
export const tellingTokens = (text) => {
  const tokens = tokensOf(text);
  /** @param {Set<string>[]} sets */
  const without = (...sets) =>
    tokens.filter(({ compound }) => !sets.some((words) => words.has(compound)));
  const telling = [without(COMMON_WORDS, SMALL_WORDS), without(COMMON_WORDS), tokens];
  return telling.find((found) => found.length) ?? [];
};

/** @param {string} text */
export const wordsOf = (text) => tellingTokens(text).flatMap(({ parts }) => parts);
