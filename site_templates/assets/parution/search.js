// Search over what this site shows, with Pagefind, which stays on this site.
const dialog = document.querySelector("[data-search]");
const opener = document.querySelector("[data-search-open]");

if (dialog && opener) {
  const input = dialog.querySelector("input");
  const list = dialog.querySelector("[data-search-results]");
  const status = dialog.querySelector("[data-search-status]");
  const home = new URL(JSON.parse(document.getElementById("__config").textContent).base, location.href);
  const bundle = new URL("pagefind/", home);
  let engine;

  const load = async () => {
    const pagefind = await import(new URL("pagefind.js", bundle).href);
    await pagefind.options({ baseUrl: home.pathname, excerptLength: 24 });
    const pieces = await (await fetch(new URL("pieces.json", bundle))).json();
    for (const piece of pieces) {
      await pagefind.mergeIndex(new URL(piece, bundle).href, { baseUrl: home.pathname });
    }
    await pagefind.init();
    return pagefind;
  };

  const show = () => {
    if (!dialog.open) dialog.showModal();
    engine ??= load();
    input.focus();
    input.select();
  };

  const item = (data) => {
    const entry = document.createElement("li");
    const link = document.createElement("a");
    link.href = data.url;
    link.textContent = data.meta.title;
    const theme = document.createElement("p");
    theme.className = "site-search__theme";
    theme.textContent = data.meta.theme ?? "";
    const excerpt = document.createElement("p");
    excerpt.innerHTML = data.excerpt;
    entry.append(link, theme, excerpt);
    return entry;
  };

  const search = async () => {
    const query = input.value;
    try {
      const pagefind = await engine;
      const found = await pagefind.debouncedSearch(query, {}, 150);
      if (!found) return;
      const shown = await Promise.all(found.results.slice(0, 8).map((result) => result.data()));
      list.replaceChildren(...shown.map(item));
      const count = found.results.length;
      const { one, many, none } = status.dataset;
      status.textContent = !query ? "" : count === 0 ? none : count === 1 ? one : many.replace("%(count)s", count);
    } catch (failure) {
      console.error(failure);
      status.textContent = status.dataset.failed;
    }
  };

  opener.hidden = false;
  opener.addEventListener("click", show);
  input.addEventListener("input", search);
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest?.("input, textarea, select, [contenteditable]");
    if ((event.key === "/" && !typing) || (event.key === "k" && (event.ctrlKey || event.metaKey))) {
      event.preventDefault();
      show();
    }
  });
}
