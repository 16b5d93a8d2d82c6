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

const list = document.querySelector("[data-kept-pages]");
if (list && "caches" in window) {
  const store = await caches.open(`parution ${new URL(".", home).pathname}`);
  for (const request of await store.keys()) {
    const address = new URL(request.url);
    if (!address.pathname.endsWith("/") || address.pathname.endsWith("/offline/")) continue;
    const text = await (await store.match(request)).text();
    const title = new DOMParser().parseFromString(text, "text/html").title;
    const item = document.createElement("li");
    const link = document.createElement("a");
    link.href = address.href;
    link.textContent = title;
    item.append(link);
    list.append(item);
  }
}
