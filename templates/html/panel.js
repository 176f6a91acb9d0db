/* The details of one touchpoint, beside the map on wide screens, above all on narrow ones. They are copies of what
   the tables say, so that nothing is on the page twice before it is asked for. */

const WIDE = matchMedia("(min-width: 60rem)");

const panelOf = (edition) => edition.querySelector(".panel");
let opener = null; // had the focus before the panel opened

/* The row of a touchpoint by its anchor, `t-checkout` or what it was called before, and the touchpoint's id of a row. */
const rowOf = (anchor) => anchor.startsWith("t-") ? byId(anchor)?.closest("tr") : null;
const idOf = (row) => unprefixed(row.id).slice(2);

/* The cells of a row as a list of names and values; what is unknown is left out. */
const listed = (cells, heads) => {
  const list = made("dl");
  list.className = "pairs";
  cells.forEach((cell, index) => {
    if (cell.textContent.trim() === "–") return;
    list.append(made("dt", heads[index].textContent), made("dd", ...copiesOf(cell)));
  });
  return list;
};

/* How the score came about: the values that entered it, row by row, then the sums. */
const scoreOf = (edition, id) => {
  const rows = [...edition.querySelectorAll(`.scores-section tbody[data-t="${CSS.escape(id)}"] tr`)];
  const heads = [...edition.querySelectorAll(".scores-section thead th")].slice(2);
  return rows.flatMap((row, index) => {
    const cells = [...row.cells].slice(index === 0 ? 2 : 0);
    if (cells.length === heads.length) return [listed(cells, heads)];
    return cells.flatMap(copiesOf);
  });
};

/* What the register says of an improvement, besides its name. */
const workOf = (link) => {
  const row = byId(unprefixed(decoded(link.hash.slice(1))));
  if (!row) return null;
  const heads = [...row.closest("table").tHead.rows[0].cells];
  return listed([...row.cells].slice(2), heads.slice(2));
};

const section = (name, nodes) => made("section", made("h3", name), ...nodes);

const fillPanel = (edition, row) => {
  const panel = panelOf(edition);
  const name = row.querySelector(".name");
  const [about, ...parts] = row.cells;
  const heads = row.closest("table").tHead.rows[0].cells;
  const sections = parts.filter((cell) => !cell.classList.contains("empty"))
    .map((cell) => section(heads[cell.cellIndex].textContent, copiesOf(cell)));
  const score = scoreOf(edition, idOf(row));
  const heading = edition.querySelector(".scores-section h2");
  if (score.length > 0) sections.push(section(heading.textContent, score));
  panel.querySelector("h2").replaceChildren(...copiesOf(name.querySelector("a")), ...copiesOf(name).slice(1));
  panel.querySelector(".overline").textContent = row.closest(".stage").querySelector("h3").textContent;
  const facts = copiesOf(about).filter((node) => node.className !== "name");
  panel.querySelector(".body").replaceChildren(made("div", ...facts), ...sections);
  for (const link of panel.querySelectorAll(".work a")) link.closest(".work").append(workOf(link) ?? "");
};

const markRow = (row) => {
  for (const other of document.querySelectorAll(".here")) other.classList.remove("here");
  row?.classList.add("here");
};

/* Which ways the panel leads. A button that leads nowhere any more cannot keep the focus. */
const showSteps = () => {
  const row = rowOf(address.anchor);
  const panel = panelOf(shownEdition());
  for (const kind of row ? ["previous", "next"] : []) {
    const button = panel.querySelector(`[data-panel=${kind}]`);
    const lost = !neighbour(row, kind);
    if (lost && button === document.activeElement) panel.querySelector("h2").focus({ preventScroll: true });
    button.disabled = lost;
  }
};

/* Show a touchpoint in the panel. The focus moves there unless the panel was open already. */
const openPanel = (row) => {
  const edition = shownEdition();
  const panel = panelOf(edition);
  fillPanel(edition, row);
  markRow(row);
  showSteps();
  if (!panel.open) {
    opener = document.activeElement;
    if (WIDE.matches) panel.show(); else panel.showModal();
    panel.querySelector("h2").focus({ preventScroll: true });
  }
  panel.querySelector(".body").scrollTop = 0;
  showColumn(edition, idOf(row));
};

const closePanel = () => {
  const edition = shownEdition();
  panelOf(edition).close();
  markColumn(edition, "");
  markRow(null);
};

/* The touchpoint before or after, of those the filters leave. */
const neighbour = (row, kind) => {
  const all = [...shownEdition().querySelectorAll(".sheet tr[data-stage]")];
  const rows = all.filter((each) => each === row || !each.hidden);
  return rows[rows.indexOf(row) + (kind === "next" ? 1 : -1)];
};

const step = (kind) => {
  goTo(unprefixed(neighbour(rowOf(address.anchor), kind).id));
};

const copyLink = async (button) => {
  const text = button.textContent;
  const said = await toClipboard({ "text/plain": new Blob([location.href], { type: "text/plain" }) });
  if (!said) return;
  button.textContent = button.dataset.copied;
  setTimeout(() => { button.textContent = text; }, 2000);
};

/* The address changed: open what it names, close what it does not. */
const readPanel = () => {
  const row = rowOf(address.anchor);
  if (row) openPanel(row); else closePanel();
};

const startPanel = () => {
  const leave = () => {
    const id = idOf(rowOf(address.anchor));
    address.go("");
    closePanel();
    const link = linksOf(shownEdition()).find((each) => each.dataset.t === id);
    (opener?.checkVisibility() && opener !== document.body ? opener : link)?.focus({ preventScroll: true });
  };
  listen("click", ({ target }) => {
    const button = target.closest("button[data-panel]");
    if (!button) return;
    const kind = button.dataset.panel;
    if (kind === "close") leave();
    else if (kind === "link") copyLink(button);
    else step(kind);
  });
  listen("keydown", (event) => {
    if (event.key !== "Escape" || !panelOf(shownEdition()).open) return;
    event.preventDefault();
    leave();
  });
  listen("focusin", ({ target }) => { // nobody shall have to guess what is beneath
    const panel = panelOf(shownEdition());
    if (panel.open && !panel.contains(target) && rectOf(target).left >= panel.offsetLeft) goTo("");
  });
  for (const edition of editions) {
    panelOf(edition).addEventListener("cancel", (event) => { // as by the back gesture of a phone
      event.preventDefault();
      leave();
    });
  }
  listen("edition", () => {
    for (const edition of editions) panelOf(edition).close();
    readPanel();
  });
};
