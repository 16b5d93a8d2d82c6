// What scripts may take for granted of the pages that this program writes: an element they look for
// is one of HTML, never of SVG. Read by `tsc` alone (`make lint`).
declare module "*/search-dialog.js" {
  export const DIALOG: string; // Written by builds, in the readers' language.
}

interface ParentNode {
  querySelector<E extends HTMLElement = HTMLElement>(selectors: string): E | null;
  querySelectorAll<E extends HTMLElement = HTMLElement>(selectors: string): NodeListOf<E>;
}

interface Element {
  closest<E extends HTMLElement = HTMLElement>(selectors: string): E | null;
}
