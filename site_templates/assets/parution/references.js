// Sorts and filters the references of a theme, and copies one of them.
import { choicesOf, useTools } from "./list-tools.js";

const list = /** @type {HTMLElement} */ (document.querySelector("[data-reference-list]"));
/** @type {HTMLFormElement | null} */
const tools = document.querySelector("[data-reference-tools]");
const items = /** @type {HTMLElement[]} */ ([...list.children]);

/** @type {Record<string, (item: HTMLElement, wanted: string) => boolean>} */
const matches = {
  evidence: (item, wanted) => {
    const [kind, value] = wanted.split(":");
    return kind === "none"
      ? !item.dataset.grade && !item.dataset.level
      : item.dataset[kind] === value;
  },
  year: (item, wanted) => Number(item.dataset.year) >= Number(wanted),
  access: (item, wanted) => (item.dataset.access || "none") === wanted,
  interests: (item, wanted) => item.dataset.interests === wanted,
};

const last = "9"; // What nobody rated comes after everything else.
/** @type {Record<string, (a: HTMLElement, b: HTMLElement) => number>} */
const orders = {
  year: (a, b) => (b.dataset.year ?? "").localeCompare(a.dataset.year ?? ""),
  level: (a, b) => (a.dataset.level || last).localeCompare(b.dataset.level || last),
  grade: (a, b) => grade(a).localeCompare(grade(b)),
  access: (a, b) => place(accesses, a.dataset.access) - place(accesses, b.dataset.access),
  interests: (a, b) =>
    place(interests, a.dataset.interests) - place(interests, b.dataset.interests),
};
/** @param {HTMLElement} item */
const grade = (item) => (item.dataset.grade === "AE" ? "D" : item.dataset.grade || "Z");
/**
 * @param {string[]} order
 * @param {string | undefined} value
 */
const place = (order, value) => order.indexOf(value ?? "");
const accesses = ["free", "paywalled", ""];
const interests = ["none-declared", "declared", "industry-funded", "unknown"];

/** @param {HTMLFormElement} form */
const arrange = (form) => {
  const chosen = choicesOf(form);
  const order = orders[chosen.order];
  list.append(...(order ? [...items].sort(order) : items));
  let shown = 0;
  for (const item of items) {
    item.hidden = Object.entries(matches).some(
      ([name, match]) => chosen[name] && !match(item, chosen[name]),
    );
    if (!item.hidden) shown += 1;
  }
  return shown;
};

if (tools) useTools(tools, arrange, items.length);

for (const button of document.querySelectorAll("[data-copy]")) {
  button.hidden = false;
  const words = button.textContent;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(button.dataset.copy ?? "");
    button.textContent = button.dataset.done ?? "";
    setTimeout(() => {
      button.textContent = words;
    }, 2500);
  });
}

// A link to a reference shows it again if it is filtered out.
const reveal = () => {
  const wanted = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (wanted?.hidden) tools?.reset();
};
addEventListener("hashchange", reveal);
reveal();
