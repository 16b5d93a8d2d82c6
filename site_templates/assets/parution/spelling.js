// How far two spellings are from each other, and which words belong to one family.

const NEAR = 5; // Letters of a word from which on one error is forgiven,
const FAR = 8; // and from which on two are.
const BY_EAR = 0.4; // What it counts to sound the same and be written otherwise.

/** @type {[RegExp, string][]} */
const SOUNDS = [
  [/ph/g, "f"],
  [/[ct]h(?=[rl])/g, "k"],
  [/th/g, "t"],
  [/(?:eau|au)/g, "o"],
  [/(?:[ae]i|oe|ae)/g, "e"],
  [/[ae][nm](?=[^aeiouy])/g, "an"],
  [/qu|k|c(?![eiyh])/g, "k"],
  [/c(?=[eiy])|ss?|z|t(?=ion)/g, "s"],
  [/y/g, "i"],
  [/h/g, ""],
  [/(.)\1+/g, "$1"],
];

/**
 * A word as it sounds in French, roughly.
 * @param {string} word Folded.
 * @example sound("ménorragie") === sound("menoragie")
 */
export const sound = (word) =>
  SOUNDS.reduce((heard, [letters, as]) => heard.replace(letters, as), word);

/**
 * The errors between two words: letters added, missing, other or swapped with the next.
 * @param {string} one
 * @param {string} other
 * @param {number} most Beyond which nobody needs to know how many.
 */
export const errors = (one, other, most) => {
  if (Math.abs(one.length - other.length) > most) return most + 1;
  /** @type {number[]} */
  let beforeLast = [];
  let last = Array.from({ length: other.length + 1 }, (_, place) => place);
  for (let i = 1; i <= one.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= other.length; j += 1) {
      const same = one[i - 1] === other[j - 1];
      let fewest = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (same ? 0 : 1));
      const swapped = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
      if (swapped) fewest = Math.min(fewest, beforeLast[j - 2] + 1);
      row.push(fewest);
    }
    if (Math.min(...row) > most) return most + 1;
    [beforeLast, last] = [last, row];
  }
  return last[other.length];
};

/**
 * How many errors a word may have and still be taken for another.
 * @param {string} word
 */
export const forgiven = (word) => (word.length < NEAR ? 0 : word.length < FAR ? 1 : 2);

/**
 * How far a word is from another, by letters or by ear; beyond what is forgiven, for ever.
 * @param {string} word As it was typed.
 * @param {string} other
 */
export const distance = (word, other) => {
  const most = forgiven(word);
  const isOther = other.length < NEAR - 1 || Math.abs(word.length - other.length) > most + 1;
  if (!most || isOther) return Number.POSITIVE_INFINITY;
  const seen = errors(word, other, most);
  const heard = errors(sound(word), sound(other), most - 1) + BY_EAR;
  const least = Math.min(seen, heard);
  return least <= most ? least : Number.POSITIVE_INFINITY;
};

const FAMILY =
  /(?:isation|isateur|isat|ation|ition|ateur|atric|atif|itif|ement|ment|ipt|ion|age|ag|eur|our|eus|euse|if|iv|iqu|ic|al|el|ell|air|oir|os|ot|ur|er|ier|ent|ant|anc|enc|abl|ibl|at|it|u|i|e)$/;
const SHORTEST_ROOT = 4;

/**
 * What a stem shares with those of the same family: « dépistage » and « dépister », « boiterie »
 * and « boiter », « autiste » and « autisme ».
 * @param {string} stem
 */
export const root = (stem) => {
  const plain = stem.replace(/is[mt](?:iqu|ic)?$/, "is");
  const short = plain.replace(FAMILY, "");
  return short.length >= SHORTEST_ROOT ? short : plain;
};
