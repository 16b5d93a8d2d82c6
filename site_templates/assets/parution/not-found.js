// On the page for addresses that lead nowhere: what a group's site once had may stand in the archive now,
// and what an archived text links to may be on the group's site still. The page of a meeting has the address of its
// day: from a day without one, the list of the group's meetings is where to look.
import { archiveOf, homeFor, remember } from "./homes.js";

/** @typedef {{ archive: string, editions: string[] }} Known What a site says of the archive. */

const OF_A_DAY = /^meetings\/\d{4}-\d\d-\d\d(?:[/?#]|$)/;

/**
 * @param {URL} home
 * @returns {Promise<Known | undefined>}
 */
const known = async (home) => {
  const response = await fetch(new URL("archive.json", home));
  return response.ok ? response.json() : undefined;
};

const leadOn = async () => {
  const here = new URL(location.href);
  const root = document.querySelector("[data-not-found]")?.getAttribute("data-not-found") ?? "./";
  const groups = new URL(`${root}g/`, document.baseURI).href;
  const archive = archiveOf(here);
  const group = here.href.startsWith(groups) && here.href.slice(groups.length).split("/")[0];
  if (!archive && !group) return;
  const site = archive ?? new URL(`${group}/`, groups);
  const rest = here.href.slice(site.href.length);
  const edition = rest.replace(/^bibliography\//, "").split(/[/?#]/)[0];
  const said = await known(site);
  const isArchived = said?.editions.includes(edition);
  if (archive) {
    const home = homeFor(archive);
    if (home && said && !isArchived) location.replace(home.href + rest);
  } else if (said && isArchived) {
    const target = new URL(said.archive, site);
    remember(target, site);
    location.replace(target.href + rest);
  } else if (said && OF_A_DAY.test(rest)) {
    location.replace(`${site.href}meetings/#meeting-moved`);
  }
};

leadOn().catch(() => {}); // The page itself says what can be done.
