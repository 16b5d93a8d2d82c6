// Says that a page is not up to date, where what it announces lies in the past by the reader's clock,
// and takes away the promise of an hour that has passed.

/** @param {HTMLElement} notice */
const tell = (notice) => {
  notice.hidden = false;
  const announced = notice.parentElement?.querySelectorAll(":scope > [data-announced]") ?? [];
  for (const each of announced) each.setAttribute("hidden", "");
};

const look = () => {
  for (const notice of document.querySelectorAll("[data-overdue][hidden]")) {
    const element = /** @type {HTMLElement} */ (notice);
    if (Date.now() >= Date.parse(element.dataset.overdue ?? "")) tell(element);
  }
  for (const promise of document.querySelectorAll("[data-shown-until]:not([hidden])")) {
    const element = /** @type {HTMLElement} */ (promise);
    element.hidden = Date.now() >= Date.parse(element.dataset.shownUntil ?? "");
  }
};

look();
// A page may stay open over the moment it announces.
setInterval(look, 60_000);
