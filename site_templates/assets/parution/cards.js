// A citation opens a card with its reference: under the mouse, at a tap, with Enter.
// Without this script the link leads to the list at the end of the page.

const card = document.createElement("div");
card.className = "citation-card";
card.popover = "auto";
card.tabIndex = -1;
card.setAttribute("role", "dialog");
card.setAttribute("aria-label", document.querySelector(".references > h2")?.textContent ?? "");
document.body.append(card);

/** @type {HTMLAnchorElement | null} The citation whose card is open. */
let opener = null;
let pinned = false; // Whether it was opened on purpose, and so stays when the mouse leaves.
let timer = 0;

/** @param {HTMLAnchorElement} citation */
const target = (citation) => document.getElementById(decodeURIComponent(citation.hash.slice(1)));

// In « 1-3 » the numbers between stand hidden between the links: their references come along.
/** @param {HTMLAnchorElement} citation */
const references = (citation) => {
  const found = [target(citation)];
  let next = citation.nextElementSibling;
  for (; next?.matches("span[data-key]"); next = next.nextElementSibling) {
    const key = CSS.escape(next.getAttribute("data-key") ?? "");
    found.push(document.querySelector(`.references li[data-key="${key}"]`));
  }
  return found.filter((each) => each !== null);
};

/** @param {HTMLElement} item */
const entry = (item) => {
  const number = document.createElement("a");
  number.className = "citation-card__number";
  number.href = `#${item.id}`;
  number.textContent = String([...(item.parentElement?.children ?? [])].indexOf(item) + 1);
  const copy = document.createElement("div");
  copy.className = "citation-card__reference";
  copy.append(...item.cloneNode(true).childNodes);
  copy.querySelector(".backlinks")?.remove();
  for (const named of copy.querySelectorAll("[id]")) named.removeAttribute("id");
  const row = document.createElement("div");
  row.className = "citation-card__entry";
  row.append(number, copy);
  return row;
};

// What the grades and levels on the card mean, one tap away.
/** @param {HTMLElement[]} rows */
const legend = (rows) => {
  const written = document.querySelector(".references .evidence-legend");
  const explained = rows.some((row) => row.querySelector(".evidence [title]"));
  return written && explained ? [written.cloneNode(true)] : [];
};

/** @param {HTMLAnchorElement} citation */
const place = (citation) => {
  if (matchMedia("(max-width: 40em)").matches) {
    card.style.removeProperty("left");
    card.style.removeProperty("top");
    return; // At the foot of the screen: the style sheet says so.
  }
  const link = citation.getBoundingClientRect();
  const left = Math.min(
    Math.max(8, link.left - 32),
    document.documentElement.clientWidth - card.offsetWidth - 8,
  );
  const below = link.bottom + 6;
  const fits = below + card.offsetHeight < innerHeight - 8;
  card.style.left = `${left}px`;
  card.style.top = `${fits ? below : Math.max(8, link.top - card.offsetHeight - 6)}px`;
};

/**
 * @param {HTMLAnchorElement} citation
 * @param {boolean} onPurpose
 */
const open = (citation, onPurpose) => {
  clearTimeout(timer);
  if (opener !== citation) {
    const rows = references(citation).map(entry);
    card.replaceChildren(...rows, ...legend(rows));
    opener = citation;
  }
  card.showPopover();
  place(citation);
  pinned = onPurpose;
  citation.setAttribute("aria-expanded", "true");
  if (onPurpose) card.focus();
};

const close = () => {
  if (card.matches(":popover-open")) card.hidePopover();
};

card.addEventListener("toggle", (event) => {
  if (event.newState !== "closed" || !opener) return;
  opener.setAttribute("aria-expanded", "false");
  if (pinned && (card.contains(document.activeElement) || document.activeElement === document.body))
    opener.focus();
  opener = null;
  pinned = false;
});

// The legend makes the card taller when it opens.
card.addEventListener(
  "toggle",
  (event) => {
    if (event.target !== card && opener) place(opener);
  },
  true,
);

/** @param {PointerEvent} event */
const mouse = (event) => event.pointerType === "mouse";
/**
 * @param {() => void} action
 * @param {number} delay Milliseconds.
 */
const soon = (action, delay) => {
  clearTimeout(timer);
  timer = setTimeout(action, delay);
};

/** @type {NodeListOf<HTMLAnchorElement>} */
const citations = document.querySelectorAll("a.citation");
// A browser that knows no popovers follows the link to the list.
for (const citation of "popover" in HTMLElement.prototype ? citations : []) {
  // Beside the reference itself, on its own page, the link is enough.
  if (!target(citation)?.closest(".references")) continue;
  citation.setAttribute("aria-haspopup", "dialog");
  citation.setAttribute("aria-expanded", "false");
  citation.addEventListener("pointerenter", (event) => {
    if (mouse(event) && !pinned) soon(() => open(citation, false), 200);
  });
  citation.addEventListener("pointerleave", (event) => {
    if (mouse(event) && !pinned) soon(close, 250);
  });
  citation.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    open(citation, true);
  });
}
card.addEventListener("pointerenter", () => clearTimeout(timer));
card.addEventListener("pointerleave", (event) => {
  if (mouse(event) && !pinned) soon(close, 250);
});
// Following a link of the card to the list leaves the citation for good.
card.addEventListener("click", (event) => {
  const link = /** @type {Element} */ (event.target).closest("a[href^='#']");
  if (!link) return;
  pinned = false;
  close();
});
// The card stands at the end of the document, but is read where its citation is.
card.addEventListener("keydown", (event) => {
  if (event.key !== "Tab") return;
  const stops = [...card.querySelectorAll("a[href], summary")].filter(
    (each) => each.checkVisibility?.() ?? true,
  );
  const edges = event.shiftKey ? [card, stops[0]] : [stops.at(-1) ?? card];
  if (!edges.some((each) => each === document.activeElement)) return;
  if (event.shiftKey) event.preventDefault();
  const citation = opener;
  close();
  citation?.focus(); // From here on Tab goes to what follows the citation.
});
addEventListener("keydown", (event) => {
  if (event.key === "Escape") close();
});
