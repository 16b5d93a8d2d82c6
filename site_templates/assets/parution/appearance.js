// Shows the page in the mode that the reader chose before, ere anything is drawn.
{
  const page = document.documentElement;
  page.classList.remove("no-js");
  try {
    const chosen = localStorage.getItem("parution.appearance");
    if (chosen === "dark" || chosen === "light") page.dataset.appearance = chosen;
  } catch {
    // Without storage the page follows the reader's system.
  }
}
