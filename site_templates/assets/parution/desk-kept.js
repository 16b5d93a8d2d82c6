// What is written in a form and not sent yet, kept on this device alone until it is erased.

/** @typedef {{ getItem(name: string): string | null, setItem(name: string, value: string): void, removeItem(name: string): void }} Store */
/**
 * @typedef {object} Kept
 * @property {Record<string, unknown>} written What the form says.
 * @property {string} base What it was based on.
 * @property {number} [sent] When it was taken away to be sent, in milliseconds since 1970.
 */

const NAME = "parution.written";
const DAY = 24 * 60 * 60 * 1000;

/** The browser's own store; null where it keeps nothing, as on a page opened from a file. */
const ownStore = () => {
  try {
    return localStorage;
  } catch {
    return null;
  }
};

/**
 * A drawer for what one form says: of one group, one meeting, one question.
 * @param {string} group
 * @param {string} about
 * @param {Store | null} store
 */
export const drawer = (group, about, store = ownStore()) => {
  const name = `${NAME} ${group} ${about}`;
  const forget = () => store?.removeItem(name);
  return {
    /**
     * What is kept; null for nothing. What was sent is erased the day after.
     * @param {number} now
     * @returns {Kept | null}
     */
    read(now) {
      try {
        /** @type {Kept | null} */
        const kept = JSON.parse(store?.getItem(name) ?? "null");
        if (!kept?.sent || now - kept.sent < DAY) return kept;
        forget();
      } catch {
        forget();
      }
      return null;
    },
    /**
     * Keeps what a form says; tells whether this browser does.
     * @param {Kept} kept
     */
    keep(kept) {
      try {
        store?.setItem(name, JSON.stringify(kept));
        return store !== null;
      } catch {
        return false;
      }
    },
    forget,
  };
};

/**
 * Erases what was sent before today, whichever form it was written in.
 * @param {number} now
 */
export const sweep = (now) => {
  for (const name of Object.keys(ownStore() ?? {}).filter((each) => each.startsWith(NAME))) {
    const [, group, ...about] = name.split(" ");
    drawer(group, about.join(" ")).read(now);
  }
};
