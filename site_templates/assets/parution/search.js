// The search dialog. What it needs to search is loaded when it is first opened.
import { DIALOG } from "./search-dialog.js"; // Its HTML, once for all pages.
import { leaveForPage, markArrival } from "./search-trail.js";
import { readersHome } from "./way-back.js";

/**
 * @typedef {import("./search-engine.js").Answer} Answer
 * @typedef {import("./search-engine.js").Result} Result
 */

const AT_ONCE = 5; // Results shown before somebody asks for more.
// In milliseconds: how long no key is pressed before a query is taken as meant;
const PAUSE = 200;
const PAUSE_IN_A_WORD = 1000; // before one whose last word has a letter or two, since more mostly come;
const GLANCE = 250; // how long a result stands before its excerpt is loaded: who types on reads none.

/** @type {HTMLElement | null} */
const opener = document.querySelector("[data-search-open]");

/**
 * @template {keyof HTMLElementTagNameMap} Name
 * @param {Name} name
 * @param {Partial<HTMLElementTagNameMap[Name]>} properties
 * @param {...(string | Node)} children
 */
const make = (name, properties, ...children) => {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...children);
  return element;
};

/** @param {HTMLDialogElement} dialog */
const start = (dialog) => {
  /**
   * @template {HTMLElement} E
   * @param {string} name
   */
  const part = (name) => /** @type {E} */ (dialog.querySelector(`[data-search-${name}]`));
  const input = /** @type {HTMLInputElement} */ (dialog.querySelector("input"));
  const [form, facets, status, note] = ["form", "facets", "status", "note"].map((name) =>
    part(name),
  );
  const [list, more] = [part("results"), /** @type {HTMLButtonElement} */ (part("more"))];
  /** @type {HTMLSelectElement[]} */
  const selects = [
    .../** @type {NodeListOf<HTMLSelectElement>} */ (facets.querySelectorAll("select")),
  ];
  const given = new Map(
    selects.map((select) => [
      select,
      [...select.options].map(
        (option) => /** @type {[string, string]} */ ([option.value, option.text]),
      ),
    ]),
  );
  /** @type {Record<string, string>} */
  const names = Object.fromEntries(selects.flatMap((select) => given.get(select) ?? []));
  const config = document.getElementById("__config")?.textContent ?? "{}";
  const { base } = JSON.parse(config);
  // From an archive page the reader searches what her group's site searches. Should that have moved,
  // the archive alone is searched.
  const homes = [readersHome(base), new URL(base, document.baseURI)];
  dialog.setAttribute("closedby", "any"); // Too new for checkers of HTML.
  /** @type {ReturnType<typeof import("./search-engine.js").openSearch> | undefined} */
  let engine; // What answers queries.
  /** @type {Answer} */
  const nothing = {
    results: [],
    words: [],
    missing: [],
    misspelt: [],
    title: (theme) => theme,
    isOwn: () => false,
  };
  let answer = nothing;
  let asked = 0;
  let shown = AT_ONCE;

  const load = () => {
    engine ??= import("./search-engine.js")
      .then(({ openSearch }) => {
        const [first, last] = homes.map((home) => () => openSearch(new URL("pagefind/", home)));
        return homes[0].href === homes[1].href ? first() : first().catch(last);
      })
      .catch((failure) => {
        engine = undefined; // So that opening the dialog again tries again.
        throw failure;
      });
    return engine;
  };

  // ---- Facets

  /**
   * @param {Result} result
   * @param {string} name
   * @returns {string[]}
   */
  const values = (result, name) => {
    if (name === "evidence") return result.evidence;
    if (result.part === "page" && name !== "part") return [];
    return [name === "year" ? result.year : name === "theme" ? result.theme : result.part];
  };
  /**
   * @param {Result} result
   * @param {HTMLSelectElement} [but]
   */
  const fits = (result, but) =>
    selects.every(
      (select) =>
        select === but ||
        !select.value ||
        values(result, select.dataset.facet ?? "").includes(select.value),
    );

  /**
   * How many results have each value of a facet, whatever is chosen in it.
   * @param {HTMLSelectElement} select
   */
  const counted = (select) => {
    /** @type {Map<string, number>} */
    const counts = new Map();
    for (const result of answer.results.filter((each) => fits(each, select))) {
      for (const value of values(result, select.dataset.facet ?? ""))
        counts.set(value, (counts.get(value) ?? 0) + 1);
    }
    return counts;
  };

  /**
   * The title of a theme; of a group's meeting its day in words.
   * @param {string} theme
   */
  const titled = (theme) => {
    const day = /^meetings\/(\d{4}-\d{2}-\d{2})$/.exec(theme)?.[1];
    if (!day) return answer.title(theme);
    const words = new Date(`${day}T12:00`).toLocaleDateString("fr", { dateStyle: "long" });
    return (list.dataset.meeting ?? "").replace("%(day)s", words);
  };

  /**
   * A year; of a subject of the group's own, that it is one.
   * @param {string} year
   */
  const yearOf = (year) => (answer.isOwn(year) ? (list.dataset.subjects ?? year) : year);

  /**
   * @param {string | undefined} name
   * @param {string[]} keys
   * @returns {[string, string][]}
   */
  const labels = (name, keys) =>
    name === "year"
      ? keys
          .sort()
          .reverse()
          .map((key) => [key, yearOf(key)])
      : keys
          .map((key) => /** @type {[string, string]} */ ([key, titled(key)]))
          .sort((a, b) => a[1].localeCompare(b[1]));

  const refreshFacets = () => {
    for (const select of selects) {
      const counts = counted(select);
      const [all, ...known] = given.get(select) ?? [];
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

  // ---- Results

  /** @type {WeakMap<Element, Result>} */
  const shownResults = new WeakMap();
  const seen = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) {
      if (!isIntersecting) continue;
      seen.unobserve(target);
      const turn = asked;
      setTimeout(() => {
        // A result without its excerpt can still be opened.
        if (target.isConnected && turn === asked) fill(target).catch(() => {});
      }, GLANCE);
    }
  });

  /**
   * What a page of the association goes by until its text is there.
   * @param {string} path
   */
  const named = (path) => (path.split("/")[1] ?? "").replaceAll("-", " ");

  /** @param {Result} result */
  const item = (result) => {
    const theme = titled(result.theme);
    // Of a theme its presentation goes by its name, and of a meeting its minutes.
    const isNamesake = result.part === "presentation" || result.part === "minutes";
    const part = names[result.part] ?? result.part;
    const isPage = result.part === "page"; // Its title comes with its text.
    const title = isPage ? named(result.theme) : isNamesake ? theme : part;
    const about = isPage
      ? (list.dataset.page ?? "")
      : [isNamesake ? part : theme, yearOf(result.year)].join(" · ");
    const entry = make(
      "li",
      {},
      // « Dossier » alone says little to whoever goes from link to link without seeing the lines around.
      make("a", {
        href: new URL(result.path, result.home).href,
        textContent: title,
        ariaDescription: about,
      }),
      make("p", { className: "search__about", textContent: about }),
    );
    shownResults.set(entry, result);
    seen.observe(entry);
    return entry;
  };

  /** @param {import("./search-excerpts.js").Shown[]} words */
  const marked = (words) =>
    words.flatMap(({ text, hit, glued }) => [
      hit ? make("mark", {}, text) : text,
      glued ? "" : " ",
    ]);

  /** @param {Element} entry */
  const fill = async (entry) => {
    const result = shownResults.get(entry);
    if (!result) return;
    const evidence = selects.find((select) => select.dataset.facet === "evidence")?.value;
    const { title, excerpt, sections } = await result.shown(evidence && names[evidence]);
    const link = entry.querySelector("a");
    if (result.part === "page" && link && title) link.textContent = title;
    if (excerpt.length)
      entry.append(make("p", { className: "search__excerpt" }, ...marked(excerpt)));
    if (!sections.length) return;
    const links = sections.map(({ anchor, title }) =>
      make(
        "li",
        {},
        make("a", { href: new URL(`${result.path}#${anchor}`, result.home).href }, title),
      ),
    );
    entry.append(make("ul", { className: "search__sections" }, ...links));
  };

  /** @param {string[]} words */
  const quoted = (words) => words.map((word) => `« ${word} »`).join(", ");

  // What the results leave out of the query, in sentences.
  const remarks = () => {
    const { missing, misspelt } = note.dataset;
    /** @type {(string | undefined)[]} */
    const told = [];
    if (!answer.results.length) return told;
    if (answer.misspelt.length) told.push(misspelt?.replace("%(words)s", quoted(answer.misspelt)));
    if (answer.missing.length) told.push(missing?.replace("%(words)s", quoted(answer.missing)));
    return told;
  };

  // The results, and before those that have only some of the words a line that says so.
  /** @param {Result[]} fitting */
  const items = (fitting) => {
    const whole = fitting.filter(({ partial }) => !partial).length;
    const found = fitting.slice(0, shown).map(item);
    if (answer.missing.length || whole >= found.length) return found;
    const divider = make("li", { className: "search__divider", textContent: note.dataset.partial });
    return [...found.slice(0, whole), divider, ...found.slice(whole)];
  };

  /** @param {number} count */
  const counting = (count) => {
    const { one, many, none } = status.dataset;
    if (!answer.words.length) return "";
    return (count === 0 ? none : count === 1 ? one : many?.replace("%(count)s", `${count}`)) ?? "";
  };

  const show = () => {
    const fitting = answer.results.filter((result) => fits(result));
    seen.disconnect();
    list.replaceChildren(...items(fitting));
    more.hidden = fitting.length <= shown;
    refreshFacets();
    status.textContent = counting(fitting.length);
    note.textContent = remarks().join(" ");
    note.hidden = !note.textContent;
    list.dispatchEvent(new CustomEvent("parution:shown", { bubbles: true }));
  };

  const failed = () =>
    ("DecompressionStream" in window ? status.dataset.failed : status.dataset.old) ?? "";

  /**
   * @param {string} query
   * @param {() => boolean} isLate Whether another query was made meanwhile.
   */
  const answerTo = async (query, isLate) => {
    const isBegun = /(?:^|\s)\S{1,2}$/u.test(input.value);
    if (query) await new Promise((resume) => setTimeout(resume, isBegun ? PAUSE_IN_A_WORD : PAUSE));
    if (isLate()) return;
    const found = query ? await (await load()).search(query) : nothing;
    if (isLate()) return;
    answer = found;
    shown = AT_ONCE;
    show();
  };

  const search = async () => {
    asked += 1;
    const turn = asked;
    const isLate = () => turn !== asked;
    const wait = setTimeout(() => {
      if (!isLate()) status.textContent = status.dataset.wait ?? "";
    }, 1000);
    try {
      await answerTo(input.value.trim(), isLate);
    } catch (failure) {
      console.error(failure);
      if (!isLate()) status.textContent = failed();
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

  /** @param {string} [query] What was asked before, if the reader comes back to it. */
  const open = (query) => {
    load().catch(() => {}); // Told when a query is made.
    if (!dialog.open) dialog.showModal();
    if (query) {
      input.value = query;
      search();
    }
    input.focus();
    input.select();
  };

  /**
   * @param {Event} event
   * @param {number} step
   */
  const move = (event, step) => {
    /** @type {HTMLElement[]} */
    const stops = [input, ...list.querySelectorAll("a"), ...(more.hidden ? [] : [more])];
    const place = stops.indexOf(/** @type {HTMLElement} */ (document.activeElement));
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
    const before = list.querySelectorAll("li > a").length;
    const links = () => list.querySelectorAll(":scope > li > a");
    const count = links().length;
    shown += AT_ONCE;
    show();
    if (before) links()[count]?.focus();
  });
  /**
   * Takes the query along: back to this page, and the words to the page it leads to.
   * @param {MouseEvent} event
   */
  const follow = (event) => {
    /** @type {HTMLAnchorElement | null} */
    const link = /** @type {Element} */ (event.target).closest("a");
    const entry = link?.closest("[data-search-results] > li");
    const result = entry && shownResults.get(entry);
    if (!link || !result) return;
    leaveForPage(input.value.trim(), link, result.stems);
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    dialog.close();
  };
  list.addEventListener("click", follow);
  list.addEventListener("auxclick", follow);
  dialog.addEventListener("keydown", (event) => {
    if (/** @type {Element} */ (event.target).closest("select, summary")) return;
    if (event.key === "ArrowDown") move(event, 1);
    if (event.key === "ArrowUp") move(event, -1);
  });
  return open;
};

/** Puts the dialog into the page. */
const addDialog = () => {
  document.body.insertAdjacentHTML("beforeend", DIALOG);
  return /** @type {HTMLDialogElement} */ (document.querySelector("[data-search]"));
};

if (opener) {
  /** @type {ReturnType<typeof start> | undefined} */
  let open;
  /** @param {string} [query] */
  const begin = (query) => {
    open ??= start(addDialog());
    open(query);
  };
  /** @type {NodeListOf<HTMLElement>} */
  const fields = document.querySelectorAll("[data-search-field]"); // That of the home.
  for (const each of [opener, ...fields]) {
    each.hidden = false;
    each.addEventListener("click", () => begin());
  }
  document.addEventListener("keydown", (event) => {
    const { target, key } = event;
    const typing =
      target instanceof Element && target.closest("input, textarea, select, [contenteditable]");
    const withControl = event.ctrlKey || event.metaKey;
    const slash = key === "/" && !typing && !withControl && !event.altKey;
    if (slash || (key.toLowerCase() === "k" && withControl && !event.altKey)) {
      event.preventDefault();
      begin();
    }
  });
  markArrival(begin);
}
