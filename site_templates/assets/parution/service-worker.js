// Keeps a group's site readable without a network: what is open for the next meeting, what opened lately,
// and whatever was read. It never stands between a reader and the network's answer: whatever it cannot
// do, keep, or find, the answer is the one she would have without it.
//
// One worker and one store for each site: two groups on one device never share anything but the archive.
// That has a worker of its own, which keeps what was read there, and finds what a group's worker has kept
// of it. A store is named by a digest, since the site's address is its key.

/**
 * @typedef {Record<string, string>} Marks
 * @typedef {{ files: [path: string, version: string][], themes?: Marks, lent?: string[] }} List What to keep,
 *   each with its version; a mark for each theme, that changes with it; and the ways to the homes of sites
 *   whose search belongs to this one.
 * @typedef {{ files: Marks, themes: Marks, stale: string[], fullAt: number }} Kept What is kept:
 *   versions by path, marks by theme, addresses that are known to be out of date, and when there was
 *   last no room; 0 for never.
 */

const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));
const SCOPE = new URL(worker.registration.scope);
const SHARED = new URL("../../assets/", SCOPE);
const ARCHIVES = new URL("../../archives/", SCOPE);
const IS_ARCHIVE = SCOPE.href.startsWith(ARCHIVES.href);
const PAGES = new URL("offline.json", SCOPE);
const SEARCH = new URL("pagefind/offline.json", SCOPE);
const NOTE = new URL("offline.json?kept", SCOPE); // Where the worker notes what it keeps.
const MISSING = new URL("offline/", SCOPE);
const NAMED_BY_CONTENT =
  /\/pagefind\/(?:[0-9a-f]+\/)?(?:(?:index|fragment)\/|(?:pagefind|words)\.fr_)/;
const CLOSED = 'class="locked"'; // On the page of a part that is not open yet.
const OF_SITES = 'content="noindex,nofollow,noarchive"'; // On every page of ours, and of no portal.
const SEALED = new URL("room/", SCOPE).href; // What the room code opens is kept under this address,
const OPENED = new URL("opened/", SCOPE).href; // and, once opened on this device, under this one.
const PATIENCE = 4000; // Milliseconds after which what is kept comes before a slow network,
const SLOW_FOR = 20_000; // and for how long files, which seldom change, then do so at once.
const ATTEMPTS = [0, 2000, 8000]; // Milliseconds to wait before each: a network takes time to come back.
const UNTIL_THERE_IS_ROOM = 60 * 60 * 1000; // Milliseconds until a full device is tried again.
const ASKED_AGAIN = 10 * 60 * 1000; // Milliseconds after which a file without a version is asked for anew.
const AT_ONCE = 6;
const LATE = Symbol("late");

let slowUntil = 0;
let fullAt = 0; // When there was last no room, which then cannot even be noted.
let askedAt = 0; // When the files without a version were last asked for.
let isReached = true; // Whether the last page came from the network.
/** @type {Promise<void> | undefined} */
let refreshing;

// ---- The store

const storeName = async () => {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(SCOPE.pathname));
  const bytes = [...new Uint8Array(digest).slice(0, 8)];
  return `parution ${bytes.map((byte) => byte.toString(16).padStart(2, "0")).join("")}`;
};
const opened = async () => caches.open(await storeName());

/**
 * Pages are kept without what stands behind a question mark: they are the same with and without it.
 * @param {Request} request
 */
const keyOf = (request) => {
  const address = new URL(request.url);
  if (request.mode === "navigate") address.search = "";
  address.hash = "";
  return address.href;
};

/** @param {string} address */
const isOurs = (address) => [SCOPE, SHARED, ARCHIVES].some(({ href }) => address.startsWith(href));

/**
 * Whether an answer is the site's own: the network of a meeting room may answer everything with a page
 * of its own, and a host may lead from what it does not have to some other page.
 * @param {string} key
 * @param {Response} response
 * @param {Blob} body
 */
const isAuthentic = async (key, response, body) => {
  /** @param {string} address */
  const place = (address) => new URL(address).pathname.replace(/(?:\/index\.html|\/)$/, "");
  if (response.redirected && place(response.url) !== place(key)) return false;
  const isPage = /(?:\/|\.html)$/.test(new URL(key).pathname);
  if ((response.headers.get("Content-Type") ?? "").includes("text/html") !== isPage) return false;
  return !isPage || (await body.text()).includes(OF_SITES);
};

/**
 * Keeps an answer whole, if it is the site's own and there is room for it.
 * @param {string} key
 * @param {Response} response
 * @returns {Promise<"kept" | "full" | "failed">}
 */
const keep = async (key, response) => {
  const { status, headers } = response;
  if (status !== 200 || response.type !== "basic" || !isOurs(key)) return "failed";
  const body = await response.blob().catch(() => undefined); // A network may go away halfway.
  if (!body || !(await isAuthentic(key, response, body))) return "failed";
  try {
    // Made anew: a page may not be answered with what another address answered.
    await (await opened()).put(key, new Response(body, { status, headers }));
    return "kept";
  } catch {
    return "full";
  }
};

/**
 * Lets go of what the host has no more, if that is its answer; tells whether it is.
 * @param {string} key
 * @param {Response} response
 */
const letGo = async (key, { status }) => {
  if (status !== 404 && status !== 410) return false;
  await (await opened()).delete(key);
  return true;
};

/**
 * What is kept at an address; of the archive, in whichever store.
 * @param {string} key
 */
const kept = async (key) => {
  try {
    const own = await (await opened()).match(key);
    return own ?? (key.startsWith(SCOPE.href) && !IS_ARCHIVE ? undefined : await caches.match(key));
  } catch {
    return undefined;
  }
};

// ---- Answers

/** @param {FetchEvent} event */
const answer = (event) => {
  const { request } = event;
  const address = new URL(request.url);
  if (request.method !== "GET" || address.origin !== SCOPE.origin) return;
  // Parts of a file, as players ask for them, and what the browser does not ask the network for.
  if (request.headers.has("range") || request.cache === "only-if-cached") return;
  if (request.mode === "navigate") event.respondWith(page(event));
  else event.respondWith(companion(event));
};

/**
 * A page: the network's answer; without a network, or while a slow one keeps her waiting, the page that is
 * kept; else a word about what is missing.
 * @param {FetchEvent} event
 */
const page = async (event) => {
  const key = keyOf(event.request);
  // No server has this page: it was opened here.
  if (key.startsWith(OPENED)) return (await kept(key)) ?? missing(event.request, key);
  const network = fromNetwork(event, key);
  event.waitUntil(network.then(refreshOnce).catch(() => {}));
  const response = await inTime(network, PATIENCE);
  isReached = response !== undefined;
  if (response === LATE)
    slowUntil = Date.now() + SLOW_FOR; // Its styles need not wait as long again.
  else if (response) return response;
  const here = await kept(key);
  if (!here || (await isOutdated(key, here)))
    return network.catch(() => missing(event.request, key));
  // What is closed here may have opened: a network that is only slow still has the word.
  return response === LATE && (await isClosed(here)) ? network.catch(() => here) : here;
};

/**
 * Styles, scripts, images, downloads: the network's answer, or the one that is kept. What is named by its
 * content cannot change, and need not be asked for again.
 * @param {FetchEvent} event
 */
const companion = async (event) => {
  const key = keyOf(event.request);
  const here = await kept(key);
  if (here && NAMED_BY_CONTENT.test(key)) return here;
  const network = fromNetwork(event, key);
  if (!here) return network;
  event.waitUntil(network.catch(() => {}));
  const response = await inTime(network, Date.now() < slowUntil ? 0 : PATIENCE);
  if (response === LATE) slowUntil = Date.now() + SLOW_FOR;
  return response && response !== LATE ? response : here;
};

/**
 * @param {FetchEvent} event
 * @param {string} key
 */
const fromNetwork = async (event, key) => {
  const { request } = event;
  // A page is asked for anew, whatever the browser remembers of it: it may have opened a minute ago.
  const isPage = request.mode === "navigate";
  const response = await (isPage
    ? fetch(request.url, { cache: "no-cache", redirect: "manual", headers: request.headers })
    : fetch(request));
  if (response.ok) event.waitUntil(keep(key, response.clone()));
  else event.waitUntil(letGo(key, response).catch(() => {}));
  return response;
};

/**
 * The network's answer; nothing, if there is no network; `LATE`, if it takes longer than that.
 * @param {Promise<Response>} network
 * @param {number} patience Milliseconds.
 * @returns {Promise<Response | typeof LATE | undefined>}
 */
const inTime = async (network, patience) => {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  /** @type {Promise<typeof LATE>} */
  const late = new Promise((resume) => {
    timer = setTimeout(resume, patience, LATE);
  });
  const answered = network.catch(() => undefined);
  return Promise.race([answered, late]).finally(() => clearTimeout(timer));
};

/** @param {Response} page */
const isClosed = async (page) => (await page.clone().text()).includes(CLOSED);

/**
 * Whether a page is known to have opened since it was kept: it is then never shown as closed.
 * @param {string} key
 * @param {Response} page
 */
const isOutdated = async (key, page) => (await noted()).stale.includes(key) && isClosed(page);

/**
 * Its own address, because the page's links are relative; it offers to try the wanted one again.
 * @param {Request} request
 * @param {string} key
 */
const missing = async (request, key) => {
  const isDownload = /\.[a-z0-9]+$/i.test(new URL(key).pathname);
  if (key === MISSING.href || isDownload || !(await kept(MISSING.href))) return Response.error();
  const address = new URL(MISSING);
  address.searchParams.set("page", request.url);
  return Response.redirect(address.href);
};

// ---- What is kept

/** @returns {Promise<Kept>} */
const noted = async () => {
  const note = await kept(NOTE.href);
  return {
    files: {},
    themes: {},
    stale: [],
    fullAt: 0,
    ...(await note?.json().catch(() => ({}))),
  };
};

/** @param {Kept} note */
const takeNote = async (note) => {
  const store = await opened();
  const write = async () => {
    const headers = { "Content-Type": "application/json" };
    await store.put(NOTE.href, new Response(JSON.stringify(note), { headers }));
  };
  try {
    await write();
  } catch {
    // Without room for the note nobody would know what opened since: closed pages go, and make room.
    for (const key of note.stale) {
      const page = await store.match(key);
      if (page && (await isClosed(page))) await store.delete(key);
    }
    await write().catch(() => {});
  }
};

/**
 * Fetches a file anew. What is there no more is kept no more; what was not reached stays as it was.
 * @param {string} address
 * @returns {Promise<"kept" | "gone" | "full" | "failed">}
 */
const renew = async (address) => {
  try {
    // A group's worker may have what the archive's search needs: there it is kept for both.
    if (IS_ARCHIVE && NAMED_BY_CONTENT.test(address) && (await kept(address))) return "kept";
    const response = await fetch(address, { cache: "no-cache" });
    return (await letGo(address, response)) ? "gone" : await keep(address, response);
  } catch {
    return "failed";
  }
};

/**
 * Renews files, a few at a time.
 * @param {string[]} addresses
 */
const renewAll = async (addresses) => {
  const waiting = [...addresses];
  /** @type {Map<string, Awaited<ReturnType<typeof renew>>>} */
  const done = new Map();
  const one = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift())
      done.set(next, await renew(next));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, one));
  return done;
};

/**
 * @param {URL} address
 * @returns {Promise<List | undefined>}
 */
const fetchedList = async (address) => {
  const response = await fetch(address, { cache: "no-cache" });
  if (!response.ok) return undefined;
  /** @type {List} */
  const list = await response.json();
  for (const home of list.lent ?? []) {
    const lent = await fetchedList(new URL(`${home}pagefind/offline.json`, SCOPE));
    if (!lent) return undefined; // Else what is kept of it would be let go.
    for (const [path, version] of lent.files) list.files.push([home + path, version]);
  }
  return list;
};

/**
 * Keeps what a list names and what is new of it. What a reader kept by reading is renewed when its theme
 * changed; nothing that is still there is let go.
 * @param {URL} address
 */
const follow = async (address) => {
  const list = await fetchedList(address);
  if (!list) return;
  const note = await noted();
  const at = new Map(
    list.files.map(([path, version]) => [new URL(path, SCOPE).href, { path, version }]),
  );
  const isTime = Date.now() - askedAt > ASKED_AGAIN;
  const wanted = [...at].filter(
    ([, { path, version }]) => note.files[path] !== version || (version === "" && isTime),
  );
  const read = await readOf(changedThemes(list, note), at);
  const due = [...wanted.map(([key]) => key), ...read];
  const isFull = Date.now() - Math.max(note.fullAt, fullAt) < UNTIL_THERE_IS_ROOM;
  const done = await renewAll(isFull ? [] : due);
  /** @param {string} key */
  const isSettled = (key) => done.get(key) === "kept" || done.get(key) === "gone";
  for (const [key, { path, version }] of wanted) if (isSettled(key)) note.files[path] = version;
  if ([...done.values()].includes("full")) note.fullAt = Date.now();
  else if (!isFull && list.themes) note.fullAt = 0;
  fullAt = note.fullAt;
  if (list.themes) {
    note.stale = due.filter((key) => !isSettled(key));
    if (read.every(isSettled)) note.themes = list.themes;
    if (isTime) askedAt = Date.now();
    await forgetSealed(at, note);
  } else await forgetSearch(at, note);
  await takeNote(note);
};

/**
 * The themes that changed, came or were withdrawn.
 * @param {List} list
 * @param {Kept} note
 */
const changedThemes = ({ themes }, note) =>
  themes
    ? Object.keys({ ...note.themes, ...themes }).filter(
        (each) => note.themes[each] !== themes[each],
      )
    : [];

/**
 * What is kept of some themes, or archived years, beyond a list.
 * @param {string[]} themes
 * @param {Map<string, unknown>} listed
 */
const readOf = async (themes, listed) => {
  const keys = (await (await opened()).keys()).map(({ url }) => url);
  const folders = themes.flatMap((theme) => [theme, `bibliography/${theme}`]);
  const starts = folders.map((folder) => new URL(`${folder}/`, SCOPE).href);
  return keys.filter((key) => !listed.has(key) && starts.some((start) => key.startsWith(start)));
};

/**
 * The names of search files change with their content: those that no list names any more are of no use.
 * @param {Map<string, unknown>} listed
 * @param {Kept} note
 */
const forgetSearch = async (listed, note) => {
  const store = await opened();
  const old = (await store.keys()).filter(
    ({ url }) => NAMED_BY_CONTENT.test(url) && !listed.has(url),
  );
  await Promise.all(old.map((request) => store.delete(request)));
  for (const path of Object.keys(note.files)) {
    const key = new URL(path, SCOPE).href;
    if (NAMED_BY_CONTENT.test(key) && !listed.has(key)) delete note.files[path];
  }
};

/**
 * What was sealed for a meeting that is over is of no use; what was opened of it stays.
 * @param {Map<string, unknown>} listed
 * @param {Kept} note
 */
const forgetSealed = async (listed, note) => {
  const store = await opened();
  const old = (await store.keys()).filter(
    ({ url }) => url.startsWith(SEALED) && url.endsWith(".bin") && !listed.has(url),
  );
  await Promise.all(old.map((request) => store.delete(request)));
  for (const request of old) delete note.files[request.url.slice(SCOPE.href.length)];
};

const refresh = async () => {
  // The pages first; then what searching them needs, unless the reader pays for every byte.
  await follow(PAGES);
  const connection = /** @type {any} */ (navigator).connection;
  if (!connection?.saveData) await follow(SEARCH);
};

// One at a time: whoever asks meanwhile waits for the one that is under way.
const refreshOnce = () => {
  refreshing ??= refresh().finally(() => {
    refreshing = undefined;
  });
  return refreshing;
};

const refreshPatiently = async () => {
  for (const pause of ATTEMPTS) {
    await new Promise((resume) => setTimeout(resume, pause));
    const isDone = await refreshOnce().then(
      () => true,
      () => false,
    );
    if (isDone) return;
  }
};

// ---- Life

// A device without room, or a network that goes away meanwhile, is no reason to do without the worker.
worker.addEventListener("install", (event) => {
  event.waitUntil(
    refreshOnce()
      .catch(() => {})
      .then(() => worker.skipWaiting()),
  );
});

worker.addEventListener("activate", (event) => {
  // Earlier versions named their store by the address.
  const tidied = caches.delete(`parution ${SCOPE.pathname}`).catch(() => false);
  event.waitUntil(tidied.then(() => worker.clients.claim()));
});

worker.addEventListener("message", (event) => {
  if (event.data === "refresh") event.waitUntil(refreshPatiently());
  if (event.data !== "state") return;
  const tell = async () => {
    const note = await noted();
    const isWhole = Object.keys(note.files).length > 0 && !note.fullAt && !fullAt;
    event.ports[0]?.postMessage({ isReached, isWhole });
  };
  event.waitUntil(tell());
});

worker.addEventListener("fetch", answer);
