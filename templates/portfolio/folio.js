/* The table of journeys: sorted, sifted and searched. Its state is in the address, as `#q=报表&owner=sales&sort=-score`.

   `#folio-facts` has for each property of journeys a list of its values, in the order of the rows. */

const facts = JSON.parse(document.getElementById("folio-facts").textContent);
const SIEVES = ["q", "score", "review", "owner", "persona", "channel", "state"];
const KEYS = [...SIEVES, "sort"];
const HITS = 3;

const state = {};
const rowLists = new Map();

/* Rows in the order of the project, whatever order they are shown in. */
const rowsOf = (edition) => {
  if (!rowLists.has(edition)) rowLists.set(edition, [...edition.querySelectorAll(".folio > tbody > tr")]);
  return rowLists.get(edition);
};

const passes = {
  score: (index, wanted) => facts.level[index] === wanted,
  review: (index, wanted) => freshness(facts.reviewed[index], facts.again[index]) === wanted,
  owner: (index, wanted) => facts.owner[index] === wanted,
  persona: (index, wanted) => Object.hasOwn(facts.personas[index], wanted),
  channel: (index, wanted) => facts.channels[index].includes(wanted),
  state: (index, wanted) => facts.state[index] === wanted,
};

const values = {
  score: () => facts.score,
  measured: () => facts.measured,
  reviewed: () => facts.reviewed.map((day) => day || null),
  lowest: () => facts.lowest,
  title: (edition) => rowsOf(edition).map((row) => row.cells[0].firstChild.textContent),
  owner: (edition) => rowsOf(edition).map((row, index) => facts.owner[index] ? row.cells[6].textContent : null),
};

/* The order of all rows; what has no value comes last, upwards and downwards. */
const ordered = (edition) => {
  const order = rowsOf(edition).map((_, index) => index);
  const key = state.sort.replace("-", "");
  if (!Object.hasOwn(values, key)) return order;
  const known = values[key](edition);
  const collator = new Intl.Collator(edition.lang, { numeric: true });
  const compare = (a, b) => typeof a === "number" ? a - b : collator.compare(a, b);
  const turn = state.sort.startsWith("-") ? -1 : 1;
  return order.sort((a, b) => {
    if (known[a] === null || known[b] === null) return (known[a] === null) - (known[b] === null) || a - b;
    return turn * compare(known[a], known[b]) || a - b;
  });
};

const place = (edition, row, { id, names }) => {
  const name = names[editions.indexOf(edition)] ?? names[0];
  const page = row.cells[0].querySelector("a");
  const link = document.createElement(page ? "a" : "span");
  const anchor = "anchors" in row.closest("table").dataset ? `#t-${encodeURIComponent(id)}` : "";
  if (page) link.href = `${page.getAttribute("href").split("#")[0]}${anchor}`;
  link.textContent = name;
  return link;
};

/* Says below a title where the words were found. */
const showHits = (edition, row, hits) => {
  row.cells[0].querySelector(".hits")?.remove();
  if (!hits?.length) return;
  const { found: label, more } = row.closest("table").dataset;
  const line = document.createElement("p");
  line.className = "meta hits";
  line.append(`${label} `);
  for (const [index, hit] of hits.slice(0, HITS).entries()) line.append(index ? " · " : "", place(edition, row, hit));
  if (hits.length > HITS) line.append(` · ${more.replace("{count}", hits.length - HITS)}`);
  row.cells[0].append(line);
};

const showRows = (edition) => {
  const table = edition.querySelector(".folio");
  if (!table) return;
  const rows = rowsOf(edition);
  const hits = state.q.trim() ? found(state.q) : null;
  const sieves = SIEVES.filter((key) => state[key] && Object.hasOwn(passes, key));
  let count = 0;
  for (const [index, row] of rows.entries()) {
    const shown = (!hits || hits[index]) && sieves.every((key) => passes[key](index, state[key]));
    row.hidden = !shown;
    count += shown ? 1 : 0;
    showHits(edition, row, shown ? hits?.[index] : null);
  }
  const order = ordered(edition);
  if (order.some((wanted, index) => table.tBodies[0].rows[index] !== rows[wanted])) {
    table.tBodies[0].append(...order.map((index) => rows[index]));
  }
  const { shown, none } = table.dataset;
  const told = count ? shown.replace("{shown}", count).replace("{total}", rows.length) : none;
  const tally = edition.querySelector(".tally");
  if (tally && tally.textContent !== told) tally.textContent = told;
};

const showControls = (edition) => {
  for (const heading of edition.querySelectorAll("th[data-sort]")) {
    const [up, down] = [heading.dataset.sort, `-${heading.dataset.sort}`];
    const sort = { [up]: "ascending", [down]: "descending" }[state.sort];
    if (sort) heading.setAttribute("aria-sort", sort); else heading.removeAttribute("aria-sort");
  }
  const form = edition.querySelector(".sieve");
  if (!form) return;
  for (const key of KEYS) {
    const control = form.elements[key];
    if (!control) continue;
    if (control.value !== state[key]) control.value = state[key];
    control.classList.toggle("on", Boolean(state[key]));
  }
  form.querySelector("[type=reset]").disabled = KEYS.every((key) => !state[key]);
};

const showFolio = () => {
  showControls(shownEdition());
  showRows(shownEdition());
};

const readFolio = () => {
  for (const key of KEYS) state[key] = (address.settings.get(key) ?? "").slice(0, 200);
  showFolio();
};

let writing = 0;
const change = (changes) => {
  Object.assign(state, changes);
  for (const key of KEYS) if (state[key]) address.settings.set(key, state[key]); else address.settings.delete(key);
  clearTimeout(writing);
  writing = setTimeout(() => address.write(), 300);
  showFolio();
};

const NOTHING = Object.fromEntries(KEYS.map((key) => [key, ""]));

const startFolio = () => {
  Object.assign(state, NOTHING);
  const headings = facts.score.length > 1 ? document.querySelectorAll(".folio th[data-sort]") : [];
  for (const heading of headings) {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...heading.childNodes);
    heading.append(button);
    button.addEventListener("click", () => {
      const key = heading.dataset.sort;
      change({ sort: { [key]: `-${key}`, [`-${key}`]: "" }[state.sort] ?? key });
    });
  }
  for (const form of document.querySelectorAll(".sieve")) {
    form.addEventListener("input", ({ target }) => change({ [target.name]: target.value }));
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("reset", (event) => {
      event.preventDefault();
      change(NOTHING);
      form.elements.q.focus();
    });
  }
  listen("click", (event) => {
    const link = event.target.closest("a[data-filter]");
    if (!link) return;
    event.preventDefault();
    const [key, value] = link.hash.split("&")[1].split("=");
    change({ ...NOTHING, [key]: decoded(value) });
    location.hash = address.hash();  // as links do: the way back leads to where it was clicked
    const edition = shownEdition();
    edition.querySelector(".journeys-section").scrollIntoView();
    edition.querySelector(".sieve")?.elements[key]?.focus({ preventScroll: true });
  });
  listen("edition", showFolio);
  for (const edition of editions) showFreshness(edition);
};
