// Leads back from an archive to the group that the reader came from, and notes from where she goes there.
import { archiveOf, homeFor, remember } from "./homes.js";

/** @param {string | URL} base The home of the site that this page belongs to. */
export const keepWayBack = (base) => {
  const home = new URL(base, document.baseURI);
  const archive = archiveOf(home);
  if (archive) {
    leadBack(archive);
    return;
  }
  /** @type {HTMLLinkElement | null} */
  const named = document.querySelector("link[rel=archives]");
  const known = named && archiveOf(new URL(named.href));
  if (known) remember(known, home);
  /** @param {MouseEvent} event */
  const follow = (event) => {
    const link = event.target instanceof Element && event.target.closest("a[href]");
    const into = link instanceof HTMLAnchorElement && archiveOf(new URL(link.href));
    if (into) remember(into, home);
  };
  document.addEventListener("click", follow);
  document.addEventListener("auxclick", follow);
};

/**
 * The home whose search and pages a page offers: of an archive, that of the reader's group.
 * @param {string | URL} base
 */
export const readersHome = (base) => {
  const home = new URL(base, document.baseURI);
  const archive = archiveOf(home);
  return (archive && homeFor(archive)) ?? home;
};

/** @param {URL} archive */
const leadBack = (archive) => {
  const home = homeFor(archive);
  if (!home) return;
  /** @type {NodeListOf<HTMLAnchorElement>} */
  const links = document.querySelectorAll(".site-header__inner a[href], a[data-home]");
  for (const link of links)
    if (link.href.startsWith(archive.href))
      link.href = home.href + link.href.slice(archive.href.length);
  /** @type {HTMLAnchorElement | null} */
  const back = document.querySelector("[data-way-back]");
  if (!back) return;
  back.href = home.href;
  back.hidden = false;
};
