/* Filters: rows of touchpoints carry the ids they answer to, as `data-persona="anna ben"`. Within a facet any choice
   will do, of several facets all must agree. What is filtered out is dim on the map and hidden in the tables. The
   facet `hide` is another matter: lanes of the map, all of which are chosen at first. */

/* The choices of each menu, by facet. */
const menusOf = (edition) => new Map(
  [...edition.querySelectorAll("[data-facet]")].map((menu) => [menu.dataset.facet, [...menu.querySelectorAll("input")]]),
);

/* The choices that the address names for a facet, as far as there are such. */
const chosen = (facet, inputs) => {
  const wanted = (address.settings.get(facet) ?? "").split(",");
  return inputs.map((input) => input.value).filter((value) => wanted.includes(value));
};

const answers = (row, facet, values) => {
  const ids = (row.dataset[facet] ?? "").split(" ");
  return values.length === 0 || values.some((value) => ids.includes(value));
};

/* Hide the rows of touchpoints that are not among `shown`, and what they leave empty. */
const hideRows = (edition, shown) => {
  for (const part of edition.querySelectorAll("tbody[data-t]")) part.hidden = !shown.has(part.dataset.t);
  for (const stage of edition.querySelectorAll(".stage")) {
    const rows = [...stage.querySelectorAll("tr[data-stage]")];
    stage.hidden = rows.length > 0 && rows.every((row) => row.hidden);
  }
};

const dimMap = (edition, shown, all, personas) => {
  for (const part of edition.querySelectorAll(shown.size < all ? ".map [data-t]" : ".map .dim")) {
    part.classList.toggle("dim", shown.size < all && !shown.has(part.dataset.t));
  }
  for (const part of edition.querySelectorAll(".map [data-p]")) {
    part.classList.toggle("dim", personas.length > 0 && !personas.includes(part.dataset.p));
  }
};

const hideLanes = (edition, hidden) => {
  for (const strip of edition.querySelectorAll(".strip[data-lane]")) {
    strip.hidden = hidden.includes(strip.dataset.lane);
  }
  for (const divider of edition.querySelectorAll(".divider")) {
    let below = divider.nextElementSibling;
    while (below?.hidden) below = below.nextElementSibling;
    divider.hidden = !below?.dataset.lane;
  }
};

const sayCount = (edition, shown, all, filtered) => {
  const count = edition.querySelector(".count");
  const text = count.dataset.text.replace("{shown}", shown).replace("{all}", all);
  if (count.textContent !== text) count.textContent = text;
  edition.querySelector(".none").hidden = shown > 0 || !filtered;
  edition.querySelector("[data-reset]").hidden = !filtered;
};

/* Bring the shown edition in line with the address. */
const readFilters = () => {
  const edition = shownEdition();
  const menus = [...menusOf(edition)];
  const values = new Map(menus.map(([facet, inputs]) => [facet, chosen(facet, inputs)]));
  for (const [facet, inputs] of menus) {
    const named = values.get(facet);
    for (const input of inputs) input.checked = named.includes(input.value) !== (facet === "hide");
    inputs[0].closest(".menu").querySelector(".chosen").textContent = named.length || "";
  }
  const facets = [...values.keys()].filter((facet) => facet !== "hide");
  const rows = [...edition.querySelectorAll(".sheet tr[data-stage]")];
  for (const row of rows) row.hidden = !facets.every((facet) => answers(row, facet, values.get(facet)));
  const shown = rows.filter((row) => !row.hidden);
  const ids = new Set(shown.map(idOf));
  hideRows(edition, ids);
  dimMap(edition, ids, rows.length, values.get("persona") ?? []);
  hideLanes(edition, values.get("hide") ?? []);
  sayCount(edition, shown.length, rows.length, [...values.values()].some((named) => named.length > 0));
  showSteps();
};

const startFilters = () => {
  listen("change", ({ target }) => {
    const facet = target.closest("[data-facet]")?.dataset.facet;
    if (!facet) return;
    const inputs = menusOf(shownEdition()).get(facet);
    const named = inputs.filter((input) => input.checked === (facet !== "hide"));
    address.set(facet, named.map((input) => input.value).join(","));
    readFilters();
    showLeft(shownEdition());
  });
  listen("click", ({ target }) => {
    for (const menu of document.querySelectorAll("details.menu[open]")) menu.open = menu.contains(target);
    if (!target.closest("[data-reset]")) return;
    for (const facet of menusOf(shownEdition()).keys()) address.set(facet, "");
    readFilters();
    shownEdition().querySelector(".toolbar summary").focus();
  });
  listen("keydown", (event) => {
    const menu = event.key === "Escape" && event.target.closest("details.menu[open]");
    if (!menu) return;
    event.stopImmediatePropagation();
    menu.open = false;
    menu.querySelector("summary").focus();
  });
  listen("edition", readFilters);
  readFilters();
};
