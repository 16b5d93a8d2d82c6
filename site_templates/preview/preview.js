// The page is loaded anew when a source was edited; and the bar leaves room below the page.

const bar = /** @type {HTMLElement} */ (document.querySelector("parution-preview"));
const shadow = bar.shadowRoot;

// ---- Room for the bar, and what was unfolded in it

const strip = shadow?.querySelector(".bar");
if (strip) {
  new ResizeObserver(() => {
    document.body.style.paddingBottom = `${strip.clientHeight}px`;
  }).observe(strip);
}

/** @type {NodeListOf<HTMLDetailsElement>} */
const panels = shadow?.querySelectorAll("details") ?? bar.querySelectorAll("details");
const nameOf = (/** @type {HTMLElement} */ panel) => `parution preview ${panel.dataset.kept}`;
for (const panel of panels) {
  const kept = sessionStorage.getItem(nameOf(panel));
  if (kept) panel.open = kept === "open";
  panel.addEventListener("toggle", () => {
    if (panel.open) for (const other of panels) if (other !== panel) other.open = false;
    sessionStorage.setItem(nameOf(panel), panel.open ? "open" : "closed");
  });
  panel.addEventListener("keydown", ({ key }) => {
    if (key !== "Escape" || !panel.open) return;
    panel.open = false;
    panel.querySelector("summary")?.focus();
  });
}

// ---- Edits

/** Waits while nothing is edited; then the page is made anew. */
const waitForEdits = async () => {
  const seen = encodeURIComponent(bar.dataset.fingerprint ?? "");
  const response = await fetch(`/@preview/edited?seen=${seen}`);
  if (!response.ok || !(await response.json())) return;
  const said = /** @type {HTMLElement | null} */ (shadow?.querySelector(".edited"));
  if (said) said.textContent = said.dataset.said ?? "";
  location.reload();
};

const rest = () => new Promise((resolve) => setTimeout(resolve, 1000));

// Only while somebody looks: a browser opens few connections to one host.
const keepWaiting = async () => {
  for (;;) {
    if (document.hidden) await rest();
    else await waitForEdits().catch(rest);
  }
};

keepWaiting();
