// Asks the search of a built site, without a browser: `node tests/search/ask.js SITE_DIR SITE < QUERIES`.
// SITE is the site's folder within SITE_DIR. QUERIES is a JSON list of texts; what is written is a JSON
// list of answers: paths in their order, what was found nowhere, what was taken for a typing error.
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const [siteDir, site] = process.argv.slice(2);
const scripts = new URL("../../site_templates/assets/", import.meta.url).href;
const assets = `${pathToFileURL(resolve(siteDir, "assets")).href}/`;

// Files take the place of a server.
globalThis.fetch = async (address) =>
  new Response(readFileSync(fileURLToPath(`${address}`.replace(scripts, assets))));

const { openSearch } = await import(`${scripts}parution/search-engine.js`);
const { search } = await openSearch(
  new URL("pagefind/", `${pathToFileURL(resolve(siteDir, site)).href}/`),
);
const answers = [];
for (const query of JSON.parse(readFileSync(0, "utf-8"))) {
  const { results, missing, misspelt, title } = await search(query);
  const found = results.map(({ path, partial, worth, theme }) => ({
    path,
    partial,
    worth,
    title: title(theme),
  }));
  answers.push({ query, results: found, missing, misspelt });
}
process.stdout.write(JSON.stringify(answers));
