/* Starts the page. Each of the files joined before this one says what it adds; without any the page is whole. */

/* Go to a touchpoint in the language shown, whatever language the link was written for; or to none. */
const goTo = (anchor) => {
  address.go(anchor);
  readPanel();
};

/* A touchpoint is seen on the map, if there is one, anything else where it stands. */
const find = () => arrive(rowOf(address.anchor) && viewOf(shownEdition()) || undefined);

/* A touchpoint opens beside the map. Anywhere else the browser goes itself, for it takes the place of the keyboard along;
   a panel that closed later would take it back. */
const follow = (event) => {
  const link = event.target.closest('a[href^="#"]:not([data-language])');
  const cell = cellAt(event);
  if (event.ctrlKey || event.metaKey || event.shiftKey || (!link && !cell)) return;
  const anchor = cell ? `t-${cell.dataset.t}` : unprefixed(decoded(link.getAttribute("href").slice(1)));
  if (!rowOf(anchor)) {
    closePanel();
    return;
  }
  event.preventDefault();
  goTo(anchor);
};

/* The top of a page is painted before what stands below it is laid out, as on pages of long maps: half the time. Who is
   to find a place again, by an address or as before, must not wait for heights to become what they are. */
const paintTop = () => {
  if (location.hash || performance.getEntriesByType("navigation")[0]?.type !== "navigate") return;
  const { classList } = document.documentElement;
  classList.add("many");
  requestAnimationFrame(() => setTimeout(() => classList.remove("many")));
};

paintTop();
address.read();
startSettings();
startMap(); // tells what of the map is about which touchpoint, as filters want to know
startFilters();
startPanel();
startPicture();
sayAges();
startRegisters();
readPanel();
listen("click", follow);
for (const kind of ["click", "auxclick", "contextmenu"]) listen(kind, (event) => leadOn(event));
addEventListener("load", () => setTimeout(find)); // after the browser's own move to the anchor
addEventListener("hashchange", () => {
  const arrived = document.getElementById(decoded(location.hash.slice(1)));
  readAgain(true);
  readFilters();
  readPanel();
  if (!arrived || rowOf(address.anchor)) find();
});
