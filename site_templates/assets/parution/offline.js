// @ts-nocheck
// Installs the worker that keeps this site without a network, and says what is kept on this device.
const home = new URL(document.querySelector("link[rel=manifest]").href);
const worker = new URL("service-worker.js", home);

if ("serviceWorker" in navigator) {
  navigator.serviceWorker
    .register(worker)
    .then(() => navigator.serviceWorker.ready)
    .then(() => document.documentElement.setAttribute("data-offline-ready", ""))
    .catch(() => {});
}

const again = document.querySelector("[data-try-again]");
const wanted = new URLSearchParams(location.search).get("page");
if (again && wanted?.startsWith(new URL(".", home).href)) {
  again.href = wanted;
  again.hidden = false;
}

// Back online, whatever changed meanwhile is fetched without waiting for somebody to turn a page.
addEventListener("online", () => navigator.serviceWorker?.controller?.postMessage("refresh"));

// What can be read here: a page that only says when a part opens is no reading.
const list = document.querySelector("[data-kept-pages]");
if (list && "caches" in window) {
  const store = await caches.open(`parution ${new URL(".", home).pathname}`);
  const siteName = ` – ${document.querySelector(".site-name").textContent}`;
  const kept = (await store.keys())
    .map((request) => new URL(request.url))
    .filter(({ pathname }) => pathname.endsWith("/") && !pathname.endsWith("/offline/"))
    .sort((one, other) => one.pathname.localeCompare(other.pathname));
  for (const address of kept) {
    const text = await (await store.match(address)).text();
    const page = new DOMParser().parseFromString(text, "text/html");
    if (page.querySelector(".locked")) continue;
    const item = document.createElement("li");
    const link = document.createElement("a");
    link.href = address.href;
    link.textContent = page.title.replace(siteName, "");
    item.append(link);
    list.append(item);
  }
}
