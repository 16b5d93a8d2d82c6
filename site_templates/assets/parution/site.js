// Small comforts; every page can be read without them.
import "./search.js";
import { keepWayBack } from "./way-back.js";

const page = document.documentElement;

// Light or dark: the system's choice until the reader makes her own.
const appearance = document.querySelector("[data-appearance-button]");
if (appearance) {
  const system = matchMedia("(prefers-color-scheme: dark)");
  const isDark = () => (page.dataset.appearance ?? (system.matches ? "dark" : "light")) === "dark";
  const label = () => {
    const words = isDark() ? appearance.dataset.light : appearance.dataset.dark;
    appearance.setAttribute("aria-label", words ?? "");
    appearance.title = words ?? "";
  };
  appearance.addEventListener("click", () => {
    page.dataset.appearance = isDark() ? "light" : "dark";
    try {
      localStorage.setItem("parution.appearance", page.dataset.appearance);
    } catch {
      // It then holds for this page alone.
    }
    label();
  });
  system.addEventListener("change", label);
  label();
  appearance.hidden = false;
}

// How long until a meeting, counted in days of the calendar.
/** @param {Date} date */
const day = (date) => Date.UTC(date.getFullYear(), date.getMonth(), date.getDate()) / 86_400_000;
for (const place of document.querySelectorAll("[data-until]")) {
  /** @type {HTMLTimeElement | null} */
  const time = place.querySelector("time");
  if (!time) continue;
  const days = day(new Date(time.dateTime)) - day(new Date());
  if (days < 0 || days > 60) continue;
  const until = document.createElement("span");
  until.className = "until";
  until.textContent = new Intl.RelativeTimeFormat(page.lang, { numeric: "auto" }).format(
    days,
    "day",
  );
  place.append(" ", until);
}

// What is folded on a phone stands open where there is room for it.
const wide = matchMedia("(min-width: 60em)");
const unfold = () => {
  for (const folded of document.querySelectorAll("[data-open-when-wide]")) {
    folded.toggleAttribute("open", wide.matches);
  }
};
wide.addEventListener("change", unfold);
unfold();

// A table can be reached with the keyboard only if it has something to scroll.
const tables = new ResizeObserver((entries) => {
  for (const { target } of entries) {
    if (target.scrollWidth > target.clientWidth + 1) target.setAttribute("tabindex", "0");
    else target.removeAttribute("tabindex");
  }
});
for (const table of document.querySelectorAll(".table")) tables.observe(table);

// The table of contents shows where the reader is.
/** @type {Map<HTMLElement, HTMLAnchorElement>} */
const entries = new Map();
/** @type {NodeListOf<HTMLAnchorElement>} */
const contents = document.querySelectorAll(".toc a");
for (const link of contents) {
  const heading = document.getElementById(decodeURIComponent(link.hash.slice(1)));
  if (heading) entries.set(heading, link);
}
if (entries.size) {
  const mark = () => {
    let here;
    for (const [heading, link] of entries) {
      if (heading.getBoundingClientRect().top < innerHeight / 3) here = link;
    }
    for (const link of entries.values()) {
      if (link === here) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
  };
  let waiting = false;
  addEventListener(
    "scroll",
    () => {
      if (waiting) return;
      waiting = true;
      requestAnimationFrame(() => {
        waiting = false;
        mark();
      });
    },
    { passive: true },
  );
  mark();
}

// Paper has nothing to unfold.
addEventListener("beforeprint", () => {
  for (const folded of document.querySelectorAll(".page details:not([open])")) {
    folded.dataset.folded = "";
    folded.setAttribute("open", "");
  }
});
addEventListener("afterprint", () => {
  for (const folded of document.querySelectorAll("[data-folded]")) {
    delete folded.dataset.folded;
    folded.removeAttribute("open");
  }
});

const config = document.getElementById("__config")?.textContent ?? "{}";
keepWayBack(JSON.parse(config).base ?? "./");

if (document.querySelector("a.citation")) import("./cards.js");
// How long ago a theme was reviewed depends on the day it is read.
for (const notice of document.querySelectorAll("[data-stale-from]"))
  if (Date.now() >= Date.parse(notice.getAttribute("data-stale-from") ?? ""))
    notice.removeAttribute("hidden");

if (document.querySelector("[data-desk]")) import("./desk.js");
if (document.querySelector("[data-not-found]")) import("./not-found.js");
if (document.querySelector("[data-overdue]")) import("./overdue.js");
if (document.querySelector("[data-question-tools]")) import("./questions.js");
if (document.querySelector("[data-reference-list]")) import("./references.js");
if (document.querySelector("[data-room]")) import("./room.js");
if (document.querySelector("link[rel=manifest]")) import("./offline.js");
