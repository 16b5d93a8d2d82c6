// @ts-nocheck
// The search dialog. What it needs to search is loaded when it is first opened.
const dialog = document.querySelector("[data-search]");
const opener = document.querySelector("[data-search-open]");
const part = (name) => dialog.querySelector(`[data-search-${name}]`);

const AT_ONCE = 5; // Results shown before somebody asks for more.
const PAUSE = 200; // Milliseconds without a key after which a query is taken as meant.

const make = (name, properties, ...children) => {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...children);
  return element;
};

const start = () => {
  const input = dialog.querySelector("input");
  const [form, facets, status, list, more] = ["form", "facets", "status", "results", "more"].map(
    part,
  );
  const selects = [...facets.querySelectorAll("select")];
  const given = new Map(
    selects.map((select) => [
      select,
      [...select.options].map((option) => [option.value, option.text]),
    ]),
  );
  const names = Object.fromEntries(selects.flatMap((select) => given.get(select)));
  const home = new URL(
    JSON.parse(document.getElementById("__config").textContent).base,
    location.href,
  );
  dialog.setAttribute("closedby", "any"); // Too new for checkers of HTML.
  let engine; // Promise of what answers queries.
  let answer = { results: [], words: [] };
  let asked = 0;
  let shown = AT_ONCE;

  const load = () => {
    engine ??= import("./search-engine.js")
      .then(({ openSearch }) => openSearch(new URL("pagefind/", home)))
      .catch((failure) => {
        engine = undefined; // So that opening the dialog again tries again.
        throw failure;
      });
    return engine;
  };

  // ---- Facets

  const values = (result, name) => (name === "evidence" ? result.evidence : [result[name]]);
  const fits = (result, but) =>
    selects.every(
      (select) =>
        select === but ||
        !select.value ||
        values(result, select.dataset.facet).includes(select.value),
    );

  // How many results have each value of a facet, whatever is chosen in it.
  const counted = (select) => {
    const counts = new Map();
    for (const result of answer.results.filter((each) => fits(each, select))) {
      for (const value of values(result, select.dataset.facet))
        counts.set(value, (counts.get(value) ?? 0) + 1);
    }
    return counts;
  };

  const refreshFacets = () => {
    for (const select of selects) {
      const counts = counted(select);
      const [all, ...known] = given.get(select);
      const found = known.length ? known : labels(select.dataset.facet, [...counts.keys()]);
      const offered = found.filter(([value]) => counts.has(value) || value === select.value);
      const chosen = select.value;
      select.replaceChildren(
        new Option(all[1], ""),
        ...offered.map(
          ([value, label]) => new Option(`${label} (${counts.get(value) ?? 0})`, value),
        ),
      );
      select.value = chosen;
    }
    facets.hidden = answer.results.length < 2;
  };

  const labels = (name, keys) =>
    name === "year"
      ? keys
          .sort()
          .reverse()
          .map((key) => [key, key])
      : keys.map((key) => [key, answer.title(key)]).sort((a, b) => a[1].localeCompare(b[1]));

  // ---- Results

  const seen = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) {
      if (!isIntersecting) continue;
      seen.unobserve(target);
      fill(target).catch(() => {}); // A result without its excerpt can still be opened.
    }
  });
  const shownResults = new WeakMap();

  const item = (result) => {
    const theme = answer.title(result.theme);
    const presentation = result.part === "presentation";
    const title = presentation ? theme : (names[result.part] ?? result.part);
    const about = [presentation ? names.presentation : theme, result.year].join(" · ");
    const entry = make(
      "li",
      {},
      // « Dossier » alone says little to whoever goes from link to link without seeing the lines around.
      make("a", {
        href: new URL(result.path, home).href,
        textContent: title,
        ariaDescription: about,
      }),
      make("p", { className: "search__about", textContent: about }),
    );
    shownResults.set(entry, result);
    seen.observe(entry);
    return entry;
  };

  const marked = (tokens) =>
    tokens.flatMap(({ text, hit, glued }) => [
      hit ? make("mark", {}, text) : text,
      glued ? "" : " ",
    ]);

  const fill = async (entry) => {
    const result = shownResults.get(entry);
    const evidence = selects.find((select) => select.dataset.facet === "evidence").value;
    const { excerpt, sections } = await result.shown(evidence && names[evidence]);
    if (excerpt.length)
      entry.append(make("p", { className: "search__excerpt" }, ...marked(excerpt)));
    if (!sections.length) return;
    const links = sections.map(({ anchor, title }) =>
      make("li", {}, make("a", { href: new URL(`${result.path}#${anchor}`, home).href }, title)),
    );
    entry.append(make("ul", { className: "search__sections" }, ...links));
  };

  const show = () => {
    const fitting = answer.results.filter((result) => fits(result));
    seen.disconnect();
    list.replaceChildren(...fitting.slice(0, shown).map(item));
    more.hidden = fitting.length <= shown;
    refreshFacets();
    const { one, many, none } = status.dataset;
    const count = fitting.length;
    status.textContent = !answer.words.length
      ? ""
      : count === 0
        ? none
        : count === 1
          ? one
          : many.replace("%(count)s", count);
  };

  const search = async () => {
    const turn = ++asked;
    const query = input.value.trim();
    const wait = setTimeout(() => {
      status.textContent = status.dataset.wait;
    }, 1000);
    try {
      if (query) await new Promise((resume) => setTimeout(resume, PAUSE));
      if (turn !== asked) return;
      const found = query ? await (await load()).search(query) : { results: [], words: [] };
      if (turn !== asked) return;
      answer = found;
      shown = AT_ONCE;
      show();
    } catch (failure) {
      console.error(failure);
      if (turn === asked) status.textContent = status.dataset.failed;
    } finally {
      clearTimeout(wait);
    }
  };

  // ---- Opening and moving about

  // The dialog takes what is typed at once; it is seen when its style is there.
  const style = make("link", {
    rel: "stylesheet",
    href: new URL("search.css", import.meta.url).href,
  });
  dialog.style.opacity = "0";
  style.onload = style.onerror = () => dialog.style.removeProperty("opacity");
  document.head.append(style);

  const open = () => {
    load().catch(() => {}); // Told when a query is made.
    dialog.closedBy = "any"; // Where browsers know it, a tap beside the dialog closes it.
    if (!dialog.open) dialog.showModal();
    input.focus();
    input.select();
  };

  const move = (event, step) => {
    const stops = [input, ...list.querySelectorAll("a"), ...(more.hidden ? [] : [more])];
    const place = stops.indexOf(document.activeElement);
    const next = stops[place + step];
    if (place < 0 || !next) return;
    event.preventDefault();
    next.focus();
  };

  input.addEventListener("input", search);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    list.querySelector("a")?.click();
  });
  facets.addEventListener("change", () => {
    shown = AT_ONCE;
    show();
  });
  part("reset").addEventListener("click", () => {
    for (const select of selects) select.value = "";
    show();
  });
  part("close").addEventListener("click", () => dialog.close());
  more.addEventListener("click", () => {
    const before = shown;
    shown += AT_ONCE;
    show();
    list.children[before]?.querySelector("a").focus();
  });
  list.addEventListener("click", (event) => {
    if (event.target.closest("a") && !event.ctrlKey && !event.metaKey && !event.shiftKey)
      dialog.close();
  });
  dialog.addEventListener("keydown", (event) => {
    if (event.target.closest("select, summary")) return;
    if (event.key === "ArrowDown") move(event, 1);
    if (event.key === "ArrowUp") move(event, -1);
  });
  return open;
};

if (dialog && opener) {
  let open;
  const begin = () => {
    open ??= start();
    open();
  };
  opener.hidden = false;
  opener.addEventListener("click", begin);
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest?.("input, textarea, select, [contenteditable]");
    const slash = event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey;
    if (
      slash ||
      (event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.altKey)
    ) {
      event.preventDefault();
      begin();
    }
  });
}
