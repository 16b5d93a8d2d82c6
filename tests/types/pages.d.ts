// What scripts may take for granted of the pages that this program writes: an element they look for
// is one of HTML, never of SVG. Read by `tsc` alone (`make lint`).
interface ParentNode {
  querySelector<E extends HTMLElement = HTMLElement>(selectors: string): E | null;
  querySelectorAll<E extends HTMLElement = HTMLElement>(selectors: string): NodeListOf<E>;
}

interface Element {
  closest<E extends HTMLElement = HTMLElement>(selectors: string): E | null;
}
