// The form above a list: it shows, sorts and hides what is in the list, and tells how much of it is shown.

/**
 * What is chosen in a form, by name.
 * @param {HTMLFormElement} form
 * @returns {Record<string, string>}
 */
export const choicesOf = (form) =>
  Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, `${value}`]));

/**
 * Show a form, and arrange the list at once and at every choice.
 * @param {HTMLFormElement} form
 * @param {(form: HTMLFormElement) => number} arrange Returns how many items it shows.
 * @param {number} all How many items there are.
 */
export const useTools = (form, arrange, all) => {
  const status = /** @type {HTMLElement} */ (form.querySelector("[role=status]"));
  const update = () => {
    const shown = arrange(form);
    const { none, one, words } = status.dataset;
    const said = (shown > 1 ? words : shown === 0 && none) || one || "";
    status.textContent = said.replace("%(shown)s", `${shown}`).replace("%(all)s", `${all}`);
  };
  form.hidden = false;
  form.addEventListener("input", update);
  form.addEventListener("reset", () => setTimeout(update));
  form.addEventListener("submit", (event) => event.preventDefault());
  update();
};
