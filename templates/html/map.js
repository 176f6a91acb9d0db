/* The map: zoom, panning, and moving from touchpoint to touchpoint. All editions share one zoom. */

const SMALLEST = 0.1;
const LARGEST = 4;
const STEP = 1.25;

const viewOf = (edition) => edition.querySelector(".view");
const linksOf = (edition) => [...edition.querySelectorAll(".heads a")];
/* How far a style sheet moves a part of the map to the right: to its column. */
const columnOf = (part) => parseFloat(getComputedStyle(part).translate) || 0;

/* What stands in a column is about the touchpoint whose name does, and says so in `data-t`. */
const nameColumns = (edition) => {
  const ids = new Map();
  for (const link of linksOf(edition)) {
    link.dataset.t = unprefixed(decoded(link.getAttribute("href").slice(1))).slice(2);
    ids.set(link.classList[0], link.dataset.t);
  }
  for (const part of edition.querySelectorAll(".strip svg > g[class]")) {
    const id = ids.get(part.classList[0]);
    if (id) part.dataset.t = id;
  }
};

const scaleOf = (map) => map.offsetWidth / parseFloat(getComputedStyle(map).getPropertyValue("--width"));

/* Zoom to a scale; what lies at (x, y) of the view, by default its middle, stays there. */
const zoomTo = (view, wanted, x = view.clientWidth / 2, y = view.clientHeight / 2) => {
  const map = view.firstElementChild;
  const before = scaleOf(map);
  const scale = Math.min(LARGEST, Math.max(SMALLEST, wanted));
  for (const each of document.querySelectorAll(".map")) {
    each.classList.add("zoomed");
    each.style.setProperty("--zoom", scale);
  }
  const grown = scaleOf(map) / before;
  view.scrollTo({
    left: (view.scrollLeft + x) * grown - x, top: (view.scrollTop + y) * grown - y, behavior: "instant",
  });
};

const zoomWith = (kind) => {
  const view = viewOf(shownEdition());
  const map = view.firstElementChild;
  const scale = scaleOf(map);
  const room = parseFloat(getComputedStyle(view).maxHeight);
  const fit = Math.min(view.clientWidth / map.offsetWidth, room / map.offsetHeight) * scale;
  zoomTo(view, { in: scale * STEP, out: scale / STEP, full: 1, fit }[kind]);
};

/* A band behind the column of the touchpoint that has the focus or is open. */
const markColumn = (edition, id) => {
  const map = edition.querySelector(".map");
  const link = linksOf(edition).find((each) => each.dataset.t === id);
  map?.querySelector(".column")?.remove();
  if (!link) return;
  const band = map.appendChild(document.createElement("div"));
  band.className = "column";
  band.style.setProperty("--at", columnOf(link) - map.dataset.indent);
  band.style.setProperty("--wide", map.dataset.column);
};

/* What is said of a touchpoint where somebody clicks: all of its box counts, which Firefox does not know by itself. */
const cellAt = ({ target, clientX: x, clientY: y }) => {
  const within = ({ left, right, top, bottom }) => left <= x && x <= right && top <= y && y <= bottom;
  const cells = [...target.closest("svg")?.querySelectorAll("[data-t]") ?? []];
  return target.closest(".map [data-t]") ?? cells.find((cell) => within(rectOf(cell)));
};

/* Bring a touchpoint's column into the part of the view that neither names of lanes nor the panel cover; of one that is
   wider, the beginning, where its name stands. */
const showColumn = (edition, id) => {
  const view = viewOf(edition);
  markColumn(edition, id);
  const band = view?.querySelector(".column");
  if (!band) return;
  const { left, right } = rectOf(band);
  const frame = rectOf(view);
  const panel = edition.querySelector(".panel[open]")?.getBoundingClientRect();
  const start = frame.left + rectOf(view.querySelector(".label")).width;
  const end = panel && panel.left > start ? Math.min(frame.right, panel.left) : frame.right;
  if (right > end) view.scrollLeft += Math.min(right - end + 16, left - start - 16);
  else if (left < start) view.scrollLeft -= start - left + 16;
};

/* Bring the first touchpoint that filters leave into the view, unless one of them is in it. */
const showLeft = (edition) => {
  const view = viewOf(edition);
  const { x, width } = rectOf(view);
  const left = linksOf(edition).filter((link) => !link.matches(".dim")).map((link) => rectOf(link).x - x);
  if (!left.some((at) => at >= 0 && at < width)) view.scrollLeft += left[0] - 160 || 0;
};

/* Arrows, Home and End move between touchpoints that filters leave, wherever the focus is; only one touchpoint is a
   stop of the Tab key. */
const moveFocus = (event) => {
  const current = event.target.closest(".heads a");
  const links = linksOf(shownEdition()).filter((link) => link === current || !link.classList.contains("dim"));
  const here = links.indexOf(current);
  const last = links.length - 1;
  const to = {
    ArrowLeft: Math.max(0, here - 1), ArrowRight: Math.min(last, here + 1), Home: 0, End: last,
  }[event.key];
  if (here < 0 || to === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  links[to].focus({ preventScroll: true });
};

const keepOneStop = (edition, current) => {
  for (const link of linksOf(edition)) link.setAttribute("tabindex", link === current ? "0" : "-1");
};

/* Pan with the mouse; a press that became a drag is no click. */
const startPanning = (view) => {
  let from = null;
  let dragged = false;
  view.addEventListener("pointerdown", (event) => {
    if (event.button !== 0 || event.pointerType !== "mouse") return;
    dragged = false;
    from = { x: event.clientX + view.scrollLeft, y: event.clientY + view.scrollTop };
  });
  view.addEventListener("pointermove", (event) => {
    if (!from) return;
    const [left, top] = [from.x - event.clientX, from.y - event.clientY];
    if (!dragged && Math.hypot(left - view.scrollLeft, top - view.scrollTop) < 5) return;
    if (!dragged) view.setPointerCapture(event.pointerId);
    dragged = true;
    view.classList.add("panning");
    view.scrollTo({ left, top, behavior: "instant" });
  });
  for (const kind of ["pointerup", "pointercancel"]) {
    view.addEventListener(kind, () => {
      from = null;
      view.classList.remove("panning");
    });
  }
  view.addEventListener("click", (event) => {
    if (dragged) event.preventDefault();
    if (dragged) event.stopPropagation();
    dragged = false;
  }, { capture: true });
  view.addEventListener("dragstart", (event) => event.preventDefault());
};

/* Two fingers zoom the map instead of the page; what lies between them stays there. By touch events, because those of
   pointers end as soon as the browser begins to scroll, which one finger should do. */
const startPinching = (view) => {
  let before = null;
  const between = ([a, b]) => ({
    x: (a.clientX + b.clientX) / 2,
    y: (a.clientY + b.clientY) / 2,
    apart: Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY),
  });
  view.addEventListener("touchmove", (event) => {
    if (event.touches.length !== 2 || !event.cancelable) return;
    event.preventDefault();
    const now = between(event.touches);
    if (before) {
      const frame = rectOf(view);
      view.scrollBy({ left: before.x - now.x, top: before.y - now.y, behavior: "instant" });
      const scale = scaleOf(view.firstElementChild) * now.apart / before.apart;
      zoomTo(view, scale, now.x - frame.left, now.y - frame.top);
    }
    before = now;
  }, { passive: false });
  for (const kind of ["touchstart", "touchend", "touchcancel"]) {
    view.addEventListener(kind, ({ touches }) => { before = touches.length === 2 ? between(touches) : null; });
  }
};

/* Mark the section of a view whose map goes on below. */
const markEnd = (view) => {
  const section = view.parentElement;
  section.classList.toggle("unended", view.scrollTop + view.clientHeight < view.scrollHeight - 4);
  section.style.setProperty("--bar", `${view.offsetHeight - view.clientHeight}px`);
};

const watchEnd = (view) => {
  view.addEventListener("scroll", () => markEnd(view), { passive: true });
  const sizes = new ResizeObserver(() => markEnd(view));
  sizes.observe(view);
  sizes.observe(view.firstElementChild);
};

const startMap = () => {
  for (const edition of editions) {
    const view = viewOf(edition);
    if (!view) continue;
    nameColumns(edition);
    watchEnd(view);
    startPanning(view);
    startPinching(view);
    keepOneStop(edition, linksOf(edition)[0]);
    view.addEventListener("keydown", moveFocus);
    view.addEventListener("focusin", ({ target }) => {
      const link = target.closest(".heads a");
      if (!link) return;
      keepOneStop(edition, link);
      showColumn(edition, link.dataset.t);
    });
    view.addEventListener("wheel", (event) => {
      if (!event.ctrlKey) return;
      event.preventDefault();
      const frame = rectOf(view);
      const scale = scaleOf(view.firstElementChild) * Math.exp(-event.deltaY / 300);
      zoomTo(view, scale, event.clientX - frame.left, event.clientY - frame.top);
    }, { passive: false });
  }
  listen("click", ({ target }) => {
    const button = target.closest("button[data-zoom]");
    if (button) zoomWith(button.dataset.zoom);
  });
};
