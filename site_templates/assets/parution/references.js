// Sorts and filters the references of a theme, and copies one of them.

const list = document.querySelector("[data-reference-list]");
const tools = document.querySelector("[data-reference-tools]");
const items = [...list.children];

const matches = {
  evidence: (item, wanted) => {
    const [kind, value] = wanted.split(":");
    return kind === "none" ? !item.dataset.grade && !item.dataset.level : item.dataset[kind] === value;
  },
  year: (item, wanted) => Number(item.dataset.year) >= Number(wanted),
  access: (item, wanted) => (item.dataset.access || "none") === wanted,
  interests: (item, wanted) => item.dataset.interests === wanted,
};

const last = "9"; // What nobody rated comes after everything else.
const orders = {
  year: (a, b) => b.dataset.year.localeCompare(a.dataset.year),
  level: (a, b) => (a.dataset.level || last).localeCompare(b.dataset.level || last),
  grade: (a, b) => grade(a).localeCompare(grade(b)),
  access: (a, b) => accesses.indexOf(a.dataset.access) - accesses.indexOf(b.dataset.access),
  interests: (a, b) => interests.indexOf(a.dataset.interests) - interests.indexOf(b.dataset.interests),
};
const grade = (item) => (item.dataset.grade === "AE" ? "D" : item.dataset.grade || "Z");
const accesses = ["free", "paywalled", ""];
const interests = ["none-declared", "declared", "industry-funded", "unknown"];

const arrange = () => {
  const chosen = Object.fromEntries(new FormData(tools));
  const order = orders[chosen.order];
  list.append(...(order ? items.toSorted(order) : items));
  let shown = 0;
  for (const item of items) {
    item.hidden = Object.entries(matches).some(([name, match]) => chosen[name] && !match(item, chosen[name]));
    if (!item.hidden) shown += 1;
  }
  const status = tools.querySelector("[role=status]");
  const words = shown > 1 ? status.dataset.words : status.dataset.one;
  status.textContent = words.replace("%(shown)s", shown).replace("%(all)s", items.length);
};

if (tools) {
  tools.hidden = false;
  tools.addEventListener("change", arrange);
  tools.addEventListener("reset", () => setTimeout(arrange));
  tools.addEventListener("submit", (event) => event.preventDefault());
  arrange();
}

for (const button of document.querySelectorAll("[data-copy]")) {
  button.hidden = false;
  const words = button.textContent;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(button.dataset.copy);
    button.textContent = button.dataset.done;
    setTimeout(() => (button.textContent = words), 2500);
  });
}

// A link to a reference opens its summary, and shows it again if it is filtered out.
const reveal = () => {
  const wanted = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (wanted?.hidden) tools?.reset();
  wanted?.querySelector(":scope > details")?.setAttribute("open", "");
};
addEventListener("hashchange", reveal);
reveal();
