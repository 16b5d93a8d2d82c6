// What follows a reader from the search to a page and back: the query on the way back, marks on the words
// it led to. It stays in this tab, and says nothing of the site's address.
const TRAIL = "parution.search";
const SOON = 30_000; // Milliseconds within which a page is the one that a result led to.

/**
 * @typedef {{ page: string, stems: string[], at: number }} Trail `page` is the end of the address, from
 *   the year on: what stands before would tell the site.
 */

/** @param {string} pathname */
const pageOf = (pathname) => pathname.split("/").filter(Boolean).slice(-3).join("/");

/**
 * Called when a result is followed.
 * @param {string} query
 * @param {HTMLAnchorElement} link
 * @param {string[]} stems
 */
export const leaveForPage = (query, link, stems) => {
  history.replaceState({ ...history.state, search: query }, "");
  /** @type {Trail} */
  const trail = { page: pageOf(link.pathname), stems, at: Date.now() };
  if (link.pathname === location.pathname) {
    mark(stems);
    return;
  }
  try {
    sessionStorage.setItem(TRAIL, JSON.stringify(trail));
  } catch {
    // The page then has no marks.
  }
};

/**
 * Marks the words on a page that search led to; where the reader comes back, opens the search again.
 * @param {(query: string) => void} reopen
 */
export const markArrival = (reopen) => {
  addEventListener("pageshow", ({ persisted }) => {
    const [entry] = performance.getEntriesByType("navigation");
    const isBack = persisted || /** @type {any} */ (entry)?.type === "back_forward";
    const query = history.state?.search;
    if (!query) return;
    history.replaceState({ ...history.state, search: undefined }, "");
    if (isBack) reopen(query);
  });
  try {
    /** @type {Trail | null} */
    const trail = JSON.parse(sessionStorage.getItem(TRAIL) ?? "null");
    sessionStorage.removeItem(TRAIL);
    const isHere = trail?.page === pageOf(location.pathname) && Date.now() - trail.at < SOON;
    if (isHere) mark(trail.stems).then(showFirstMark);
  } catch {
    // Without storage there are no marks.
  }
};

/** @param {string[]} stems */
const mark = (stems) => import("./search-marks.js").then(({ markWords }) => markWords(stems));

/** A result without a section leads to the top of its page; if no mark is near, show the first one. */
const showFirstMark = () => {
  const [first] = document.getElementsByClassName("found");
  const isBelow = first && first.getBoundingClientRect().top > innerHeight;
  if (isBelow && !location.hash) first.scrollIntoView({ block: "center" });
};
