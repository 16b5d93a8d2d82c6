// Installs the worker that keeps this site without a network, and says what is kept on this device: on
// the home page, on the page for what is missing, and, while there is no network, on every link.
import { archivesFrom } from "./homes.js";

const manifest = /** @type {HTMLLinkElement} */ (document.querySelector("link[rel=manifest]"));
const home = new URL(".", manifest.href);
const places = [home, ...archivesFrom(home)];
const page = document.documentElement;

/** The store's name, as the worker makes it: a digest, since the site's address is its key. */
const storeName = async () => {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(home.pathname));
  const bytes = [...new Uint8Array(digest).slice(0, 8)];
  return `parution ${bytes.map((byte) => byte.toString(16).padStart(2, "0")).join("")}`;
};

/** @returns {Promise<{ isReached: boolean, isWhole: boolean }>} */
const workersState = async () => {
  // At a first visit the worker has kept what it could before it controls the page.
  const workers = navigator.serviceWorker;
  const worker = workers?.controller ?? (await workers?.getRegistration(home.href))?.active;
  if (!worker) return { isReached: navigator.onLine, isWhole: true };
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => resolve(data);
    worker.postMessage("state", [port2]);
  });
};

// ---- What is not kept, on every link, while there is no network

let isAway = false;
/** @type {Set<string>} */
let kept = new Set();

/** @param {string} address */
const isOurs = (address) => places.some(({ href }) => address.startsWith(href));

/** @param {ParentNode} within */
const markLinks = (within) => {
  /** @type {NodeListOf<HTMLAnchorElement>} */
  const links = within.querySelectorAll("a[href]");
  for (const link of links) {
    const address = new URL(link.href);
    address.hash = "";
    const isHere = address.href === location.href.split("#")[0];
    const isAbsent = isAway && !isHere && isOurs(address.href) && !kept.has(address.href);
    link.classList.toggle("absent", isAbsent);
    link.querySelector(".absent__note")?.remove();
    if (!isAbsent) continue;
    const note = document.createElement("small");
    note.className = "absent__note";
    note.textContent = ` (${page.dataset.absent ?? ""})`;
    link.append(note);
  }
};

// In all stores: what is kept of the archive may be in the one of a group or in its own.
const keptAddresses = async () => {
  const stores = await Promise.all((await caches.keys()).map((name) => caches.open(name)));
  const requests = await Promise.all(stores.map((store) => store.keys()));
  return requests.flat().map(({ url }) => url);
};

const awayOrNot = async () => {
  isAway = !navigator.onLine || !(await workersState()).isReached;
  if (isAway) kept = new Set((await keptAddresses()).filter(isOurs));
  page.toggleAttribute("data-away", isAway);
  markLinks(document);
};

/**
 * Browsers download past the worker, so that without a network it must be handed what is kept.
 * @param {HTMLAnchorElement} link
 */
const download = async (link) => {
  const response = await caches.match(link.href);
  if (!response) return;
  const copy = document.createElement("a");
  copy.href = URL.createObjectURL(await response.blob());
  copy.download = link.download || (link.pathname.split("/").pop() ?? "");
  copy.click();
  setTimeout(() => URL.revokeObjectURL(copy.href), 60_000);
};

document.addEventListener("click", (event) => {
  if (!isAway || !(event.target instanceof Element)) return;
  /** @type {HTMLAnchorElement | null} */
  const link = event.target.closest("a[download]");
  if (!link || !isOurs(link.href)) return;
  event.preventDefault();
  download(link).catch(() => {});
});
document.addEventListener("parution:shown", ({ target }) => {
  if (isAway && target instanceof Element) markLinks(target);
});

// ---- The home page: what is kept, and for how long

const status = document.querySelector("[data-kept-status]");

const tellWhatIsKept = async () => {
  const words = status?.querySelector("[role=status]");
  if (!status || !words) return;
  const { isWhole } = await workersState();
  const { whole, partly } = status.dataset;
  words.textContent = (isWhole ? whole : partly) ?? "";
  status.hidden = false;
  const isForGood = await navigator.storage?.persisted?.().catch(() => false);
  for (const each of status.querySelectorAll("[data-until-forgotten]")) each.hidden = isForGood;
};

// Asked for by a tap alone: some browsers put the question to the reader.
status?.querySelector("button")?.addEventListener("click", async () => {
  const words = status.querySelector("[role=status]");
  const isForGood = await navigator.storage?.persist?.().catch(() => false);
  await tellWhatIsKept();
  const { forGood, notForGood } = status.dataset;
  if (words) words.textContent = (isForGood ? forGood : notForGood) ?? "";
});

// ---- The page for what is missing

/** @type {HTMLAnchorElement | null} */
const again = document.querySelector("[data-try-again]");
const wanted = new URLSearchParams(location.search).get("page");
if (again && wanted && isOurs(wanted)) {
  again.href = wanted;
  again.hidden = false;
}

/**
 * Where a page stands in the list: the home, the themes of the latest years, the meetings, all else.
 * @param {URL} address
 */
const placeOf = ({ pathname }) => {
  if (!pathname.startsWith(home.pathname)) return `4 ${pathname}`;
  const path = pathname.slice(home.pathname.length);
  if (!path) return "0";
  const year = /^\d{4}(?=\/)/.exec(path)?.[0];
  if (year) return `1 ${9999 - Number(year)} ${path}`;
  return `${/^(?:meetings|questions|subjects)\//.test(path) ? 2 : 3} ${path}`;
};

/**
 * What can be read here: a page that only says when a part opens is no reading.
 * @param {HTMLElement} list
 */
const listKept = async (list) => {
  const siteName = ` – ${document.querySelector(".site-name")?.textContent ?? ""}`;
  const found = [...new Set((await keptAddresses()).filter(isOurs))]
    .map((url) => new URL(url))
    .filter(({ pathname }) => pathname.endsWith("/") && !pathname.endsWith("/offline/"))
    .sort((one, other) => placeOf(one).localeCompare(placeOf(other)));
  for (const address of found) {
    const text = (await (await caches.match(address.href))?.text()) ?? "";
    const read = new DOMParser().parseFromString(text, "text/html");
    if (read.querySelector(".locked")) continue;
    const link = document.createElement("a");
    link.href = address.href;
    const title = read.title.replace(siteName, "");
    link.textContent = title.replace(/ (?=[:;!?»])|(?<=«) /g, "\u00a0");
    const item = document.createElement("li");
    item.append(link);
    list.append(item);
  }
};

const list = document.querySelector("[data-kept-pages]");
if (list && "caches" in window) listKept(list).catch(() => {});

// ---- A theme that was opened with the room code

/** The page that this device opened of the theme whose page this is. */
const openedPage = () => {
  const [edition, theme] = location.pathname.slice(home.pathname.length).split("/");
  return theme ? new URL(`opened/${edition}/${theme}/`, home).href : undefined;
};

/** It is offered where a part is still closed, and let go once the site shows them all itself. */
const offerOpened = async () => {
  const address = openedPage();
  if (!address) return;
  const store = await caches.open(await storeName());
  if (!(await store.match(address))) return;
  const states = document.querySelector(".standing");
  const place = states ?? document.querySelector(".locked");
  if (!place) return;
  if (states && !states.querySelector(".step--closed")) {
    await store.delete(address);
    return;
  }
  const link = document.createElement("a");
  link.href = address;
  link.textContent = page.dataset.opened ?? "";
  const line = document.createElement("p");
  line.className = "room-opened";
  line.append(link);
  place.prepend(line);
  document.querySelector("[data-room]")?.setAttribute("hidden", "");
};

// ---- The worker

// The archive is read without a network too, from the day its group's home was opened.
const keepArchive = async () => {
  /** @type {HTMLLinkElement | null} */
  const archive = document.querySelector("link[rel=archives]");
  if (archive) await navigator.serviceWorker.register(new URL("service-worker.js", archive.href));
};

if ("serviceWorker" in navigator && "caches" in window) {
  // The page that is read first is kept too: it came before there was a worker to keep it.
  const [arrival] = performance.getEntriesByType("navigation");
  const workers = navigator.serviceWorker;
  if (!(/** @type {any} */ (arrival)?.workerStart)) {
    const keepPage = () => fetch(location.href.split("#")[0]).catch(() => {});
    if (workers.controller) keepPage();
    else workers.addEventListener("controllerchange", keepPage, { once: true });
  }
  navigator.serviceWorker
    .register(new URL("service-worker.js", home))
    .then(() => navigator.serviceWorker.ready)
    .then(() => {
      keepArchive().catch(() => {}); // Now: what both need is on the device already.
      page.setAttribute("data-offline-ready", "");
      return Promise.all([awayOrNot(), tellWhatIsKept(), offerOpened()]);
    })
    .catch(() => {});
  // Back online, whatever changed meanwhile is fetched without waiting for somebody to turn a page.
  addEventListener("online", () => {
    navigator.serviceWorker.controller?.postMessage("refresh");
    isAway = false;
    page.removeAttribute("data-away");
    markLinks(document);
  });
  addEventListener("offline", () => awayOrNot().catch(() => {}));
}
