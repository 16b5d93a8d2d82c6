// Says that a page is not up to date, where what it announces lies in the past by the reader's clock.

/** @param {HTMLElement} notice */
const tell = (notice) => {
  notice.hidden = false;
  const announced = notice.parentElement?.querySelectorAll("[data-announced]") ?? [];
  for (const each of announced) each.setAttribute("hidden", "");
};

const look = () => {
  for (const notice of document.querySelectorAll("[data-overdue][hidden]")) {
    const element = /** @type {HTMLElement} */ (notice);
    if (Date.now() >= Date.parse(element.dataset.overdue ?? "")) tell(element);
  }
};

look();
// A page may stay open over the moment it announces.
setInterval(look, 60_000);
