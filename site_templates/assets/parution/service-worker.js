// @ts-nocheck
// Keeps a group's site readable without a network: what is open for the next meeting, and whatever
// was read. One worker and one store for each site: two groups on one device never share anything.
const SCOPE = new URL(self.registration.scope);
const STORE = `parution ${SCOPE.pathname}`;
const LISTS = [new URL("offline.json", SCOPE), new URL("pagefind/offline.json", SCOPE)];
const MISSING = new URL("offline/", SCOPE);
const PATIENCE = 4000; // Milliseconds before a slow network counts as none.
const ATTEMPTS = [0, 2000, 8000]; // Milliseconds to wait before each: a network takes time to come back.
const BETWEEN_REFRESHES = 10 * 60 * 1000;

let refreshed = 0;

self.addEventListener("install", (event) => {
  event.waitUntil(refresh().then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  event.waitUntil(self.clients.claim());
});

self.addEventListener("message", (event) => {
  if (event.data === "refresh") event.waitUntil(refreshPatiently());
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || new URL(request.url).origin !== SCOPE.origin) return;
  if (request.mode === "navigate") {
    event.respondWith(page(request));
    event.waitUntil(refreshNowAndThen());
  } else {
    event.respondWith(companion(event));
  }
});

// A page: the newest there is; without a network the one kept; else a word about what is missing.
async function page(request) {
  try {
    return await fromNetwork(request, AbortSignal.timeout(PATIENCE));
  } catch {
    const store = await caches.open(STORE);
    const kept = await store.match(request, { ignoreSearch: true });
    if (kept) return kept;
    // A network that is only slow still brings what is not kept here.
    return fromNetwork(request).catch(() => missing(request));
  }
}

// Its own address, because the page's links are relative; it offers to try the wanted one again.
function missing(request) {
  const address = new URL(MISSING);
  address.searchParams.set("page", request.url);
  return Response.redirect(address);
}

// Styles, scripts, images, the search index: the one kept at once, renewed beside.
async function companion(event) {
  const store = await caches.open(STORE);
  const kept = await store.match(event.request);
  const renewed = fromNetwork(event.request);
  if (!kept) return renewed;
  event.waitUntil(renewed.catch(() => {}));
  return kept;
}

async function fromNetwork(request, signal) {
  const response = await fetch(request, signal ? { signal } : undefined);
  if (response.ok) {
    const store = await caches.open(STORE);
    await store.put(request, response.clone());
  }
  return response;
}

// Everything on the list that is not kept yet, and everything that changed since. Nothing that was
// ever read is let go: what was released stays.
async function refresh() {
  // The pages first; then what searching them needs, unless the reader pays for every byte.
  const lists = navigator.connection?.saveData ? LISTS.slice(0, 1) : LISTS;
  for (const list of lists) await keep(list);
  refreshed = Date.now(); // Without a network it is tried again with the next page.
}

async function keep(listAddress) {
  const store = await caches.open(STORE);
  const answer = await fetch(listAddress, { cache: "no-cache" });
  if (!answer.ok) return;
  const list = await answer.clone().json();
  const before = await store
    .match(listAddress)
    .then((kept) => kept?.json())
    .catch(() => undefined);
  const known = new Map(before?.files ?? []);
  const wanted = list.files.filter(([path, version]) => known.get(path) !== version);
  const done = await Promise.allSettled(
    wanted.map(async ([path]) => {
      const address = new URL(path, SCOPE);
      const response = await fetch(address, { cache: "no-cache" });
      if (!response.ok) throw new Error(`${response.status} ${address}`);
      await store.put(address, response);
    }),
  );
  // What failed is tried again next time: the list is noted only when all of it is here.
  if (done.every(({ status }) => status === "fulfilled")) await store.put(listAddress, answer);
}

async function refreshPatiently() {
  for (const pause of ATTEMPTS) {
    await new Promise((resume) => setTimeout(resume, pause));
    const isDone = await refresh().then(
      () => true,
      () => false,
    );
    if (isDone) return;
  }
}

async function refreshNowAndThen() {
  if (Date.now() - refreshed > BETWEEN_REFRESHES) await refresh().catch(() => {});
}
