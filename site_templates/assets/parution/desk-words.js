// Moments, rules and sentences in words; the words themselves come with the page (`parution.compose.desk`).

/**
 * @typedef {Record<string, string> & { months: string[], weekdays: string[] }} Words
 */

/**
 * A sentence with its values: `say("%(day)s at %(time)s", { day, time })`.
 * @param {string} sentence
 * @param {Record<string, string | number>} values
 */
export const say = (sentence, values) =>
  sentence.replace(/%\((\w+)\)s/g, (_, name) => `${values[name]}`);

/**
 * A text with no-break spaces at French punctuation, so that no line begins with a colon.
 * @param {string} text
 */
export const hardSpaces = (text) =>
  text.replace(/ (?=[:»])|(?<=«) /g, "\u00a0").replace(/ (?=[;!?])/g, "\u202f");

/**
 * A local day, "2026-10-08", as it is said: « jeudi 8 octobre 2026 ».
 * @param {Words} words
 * @param {string} day
 */
export const dayInWords = (words, day) => {
  const [year, month, number] = day.split("-").map(Number);
  const weekday = words.weekdays[(new Date(Date.UTC(year, month - 1, number)).getUTCDay() + 6) % 7];
  const date = say(words.date, {
    day: number === 1 ? words.first : number,
    month: words.months[month - 1],
    year,
  });
  return say(words.weekdayAndDate, { weekday, date });
};

/**
 * A local moment as it is said: « jeudi 8 octobre 2026 », then « à » and the time.
 * @param {Words} words
 * @param {string} moment
 */
export const momentInWords = (words, moment) => {
  const [day, time] = moment.split(" ");
  const [hour, minute] = time.split(":");
  const told = say(minute === "00" ? words.hour : words.hourAndMinute, {
    hour: Number(hour),
    minute,
  });
  return say(words.dayAtTime, { day: dayInWords(words, day), time: told });
};
