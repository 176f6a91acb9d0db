/* Starts the portfolio. Each of the files joined before this one says what it adds; without any the page is whole. */

/* Pages learn whence and in which language they are opened; see settings.js. */
const sayWhence = ({ target }) => {
  const link = target.closest('a[href*=".html"]');
  if (!link || link.hash.includes("from=")) return;
  const tag = prefixOf(shownEdition()).slice(0, -1);
  const [page, anchor] = link.getAttribute("href").split("#");
  link.setAttribute("href", `${page}#${[anchor, "from=index", tag && `lang=${tag}`].filter(Boolean).join("&")}`);
};

address.read();
for (const kind of ["click", "auxclick", "contextmenu"]) document.addEventListener(kind, sayWhence);
startFolio();
startPeople();
startSettings();
readFolio();
addEventListener("load", () => setTimeout(arrive));
addEventListener("hashchange", () => {
  readAgain();
  readFolio();
});
