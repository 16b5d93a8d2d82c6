// Opens, with the room code, what the site carries sealed. Nothing that is typed leaves this device.
//
//     salt (16 bytes) | nonce (12) | AES-256-GCM of: length (8, big-endian) | document | zeros | tag
//
// The code is stretched to the key by PBKDF2, which takes a phone a second or two. What was opened is kept
// as a page of its own, which the worker answers with: it runs nothing, as it says itself.

const ROUNDS = 600_000;
const SALT = 16;
const NONCE = 12;
const LENGTH = 8;
const PURPOSE = new TextEncoder().encode("parution room 1");
const WORDS = 6;
const TELLING = 4; // Letters by which a word is known.
const TRIES = 5; // Before the first wait,
const WAIT = 30; // which takes so many seconds, and each that follows twice as many,
const LONGEST_WAIT = 480; // up to these.
const REGISTERING = 5; // Seconds after which a worker that is not even registered comes no more.

/** @type {HTMLElement | null} */
const room = document.querySelector("[data-room]");
const manifest = /** @type {HTMLLinkElement | null} */ (
  document.querySelector("link[rel=manifest]")
);
const home = new URL(".", manifest?.href ?? location.href);

// ---- The code

/**
 * A code as it was typed, scanned or heard, reduced to the letters that tell.
 * @param {string} typed
 * @returns {string | undefined} Nothing, where there are not six words.
 */
const codeOf = (typed) => {
  const bare = typed
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll("œ", "oe")
    .replaceAll("æ", "ae");
  const words = bare.match(/\p{L}+/gu) ?? [];
  const code = words.map((word) => word.slice(0, TELLING));
  return code.length === WORDS ? code.join("-") : undefined;
};

/**
 * @param {string} code
 * @param {Uint8Array<ArrayBuffer>} salt
 */
const keyOf = async (code, salt) => {
  const bytes = new TextEncoder().encode(code);
  const typed = await crypto.subtle.importKey("raw", bytes, "PBKDF2", false, ["deriveKey"]);
  const stretching = { name: "PBKDF2", hash: "SHA-256", salt, iterations: ROUNDS };
  const kind = { name: "AES-GCM", length: 256 };
  return crypto.subtle.deriveKey(stretching, typed, kind, false, ["decrypt"]);
};

/**
 * @param {ArrayBuffer} sealed
 * @param {string} code
 * @returns {Promise<string | undefined>} The document; nothing, if the code is another.
 */
const unsealed = async (sealed, code) => {
  const bytes = new Uint8Array(sealed);
  const iv = bytes.slice(SALT, SALT + NONCE);
  const key = await keyOf(code, bytes.slice(0, SALT));
  const how = { name: "AES-GCM", iv, additionalData: PURPOSE };
  const opened = await crypto.subtle
    .decrypt(how, key, bytes.slice(SALT + NONCE))
    .catch(() => undefined);
  if (!opened) return undefined;
  const length = Number(new DataView(opened).getBigUint64(0));
  return new TextDecoder().decode(new Uint8Array(opened, LENGTH, length));
};

// ---- Tries

const memory = `parution.tries ${room?.dataset.room?.split("/").pop()}`;

/** @returns {{ tries: number, until: number }} */
const tried = () => {
  try {
    return { tries: 0, until: 0, ...JSON.parse(localStorage.getItem(memory) ?? "{}") };
  } catch {
    return { tries: 0, until: 0 };
  }
};

/** @param {{ tries: number, until: number } | undefined} state */
const remember = (state) => {
  try {
    if (state) localStorage.setItem(memory, JSON.stringify(state));
    else localStorage.removeItem(memory);
  } catch {
    // It then holds for nobody; the code is long enough without it.
  }
};

const countWrong = () => {
  const tries = tried().tries + 1;
  const times = Math.floor(tries / TRIES) - 1;
  const seconds = tries % TRIES === 0 ? Math.min(WAIT * 2 ** times, LONGEST_WAIT) : 0;
  remember({ tries, until: Date.now() + seconds * 1000 });
};

// ---- What was opened

const storeName = async () => {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(home.pathname));
  const bytes = [...new Uint8Array(digest).slice(0, 8)];
  return `parution ${bytes.map((byte) => byte.toString(16).padStart(2, "0")).join("")}`;
};

/** Where the opened theme is kept: beside its own address, so that one theme never hides another. */
const openedAddress = () => {
  const [edition, theme] = location.pathname.slice(home.pathname.length).split("/");
  return new URL(`opened/${edition}/${theme}/`, home).href;
};

/**
 * The document as a page: with the way back to the theme before it.
 * @param {string} text
 */
const asPage = (text) => {
  const read = new DOMParser().parseFromString(text, "text/html");
  const back = read.createElement("a");
  back.href = location.pathname;
  back.textContent = `← ${document.querySelector("h1")?.textContent?.trim() ?? ""}`;
  const line = read.createElement("p");
  line.className = "back";
  line.append(back);
  read.body.prepend(line);
  return `<!doctype html>\n${read.documentElement.outerHTML}`;
};

/** @param {string} text */
const keep = async (text) => {
  const store = await caches.open(await storeName());
  const headers = { "Content-Type": "text/html; charset=utf-8" };
  await store.put(openedAddress(), new Response(asPage(text), { headers }));
};

// ---- The form

/** @type {HTMLFormElement | null | undefined} */
const form = room?.querySelector("[data-room-form]");
/** @type {HTMLInputElement | null | undefined} */
const input = form?.querySelector("input");
// Safari alone knows it, and checkers of HTML refuse it in a page.
input?.setAttribute("autocorrect", "off");
const button = form?.querySelector("button");
const status = form?.querySelector("[role=status]");

/** @param {"wrong" | "notSix" | "wait" | "absent" | "working" | "full"} what */
const words = (what) => room?.dataset[what] ?? "";

/** @param {string} text */
const say = (text) => {
  if (status) status.textContent = text;
};

/** Counts the seconds down that too many tries cost; the button does nothing until then. */
const mayTry = () => {
  const seconds = Math.ceil((tried().until - Date.now()) / 1000);
  button?.toggleAttribute("disabled", seconds > 0);
  if (seconds <= 0) return true;
  say(words("wait").replace("%(seconds)s", `${seconds}`));
  setTimeout(() => {
    if (mayTry()) say("");
  }, 1000);
  return false;
};

const fetched = async () => {
  const response = await fetch(new URL(room?.dataset.room ?? "", location.href)).catch(
    () => undefined,
  );
  return response?.ok ? response.arrayBuffer() : undefined;
};

/** @param {string} typed */
const open = async (typed) => {
  if (!mayTry()) return;
  const code = codeOf(typed);
  if (!code) return say(words("notSix"));
  say(words("working"));
  const sealed = await fetched();
  if (!sealed) return say(words("absent"));
  const text = await unsealed(sealed, code);
  if (text === undefined) {
    countWrong();
    if (mayTry()) say(words("wrong"));
    return;
  }
  remember(undefined);
  try {
    await keep(text);
  } catch {
    return say(words("full"));
  }
  // The worker shows it; on a first visit it may still be busy keeping the site.
  if (await hasWorker()) location.assign(openedAddress());
  else giveUp();
};

/** Waits for the worker; tells whether there is one, for a host may lack it, or a browser refuse it. */
const hasWorker = async () => {
  const workers = navigator.serviceWorker;
  const ready = workers.ready.then(() => true);
  for (let missed = 0; missed < REGISTERING; ) {
    const second = new Promise((resume) => setTimeout(resume, 1000, false));
    if (await Promise.race([ready, second])) return true;
    const known = await workers.getRegistration(home.href).catch(() => undefined);
    missed = known ? 0 : missed + 1;
  }
  return false;
};

const giveUp = () => {
  form?.setAttribute("hidden", "");
  room?.querySelector("[data-room-unable]")?.removeAttribute("hidden");
};

/** Whether this browser can do all that it takes, and is let. */
const isAble = async () => {
  if (!globalThis.crypto?.subtle || !("serviceWorker" in navigator) || !("caches" in window))
    return false;
  try {
    await caches.open(await storeName());
    return true;
  } catch {
    return false; // Some browsers refuse it where nothing may be kept, and some refuse even to name it.
  }
};

const begin = async () => {
  if (!room || !form) return;
  if (!(await isAble())) {
    giveUp();
    return;
  }
  form.removeAttribute("hidden");
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    open(input?.value ?? "").catch(() => say(words("absent")));
  });
  mayTry();
  const scanned = /^#code=(.+)$/.exec(location.hash)?.[1];
  if (!scanned) return;
  // A code is to stand neither in the history nor in what somebody shares.
  history.replaceState(null, "", location.pathname + location.search);
  const typed = decodeURIComponent(scanned).replaceAll("-", " ");
  if (input) input.value = typed;
  room.scrollIntoView();
  await open(typed);
};

begin();
