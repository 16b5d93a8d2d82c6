// On the small page that stands where a theme or a year was: leads on, with what follows `#` in the address.
import { archiveOf, remember } from "./homes.js";

/** @type {HTMLAnchorElement | null} */
const link = document.querySelector("a[data-leading-on]");
const archive = link && archiveOf(new URL(link.href));
if (archive) {
  const home = /^.*\/g\/[^/]+\//.exec(location.pathname)?.[0] ?? "/";
  remember(archive, new URL(home, location.href));
  location.replace(link.href + location.search + location.hash);
}
