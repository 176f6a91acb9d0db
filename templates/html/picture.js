/* The map as a picture of its own, with its title, as it is shown: lanes that are off are left out, what is dim stays dim. Nothing
   leaves the page except into the clipboard or a file of the reader's. */

const SVG = "http://www.w3.org/2000/svg";
const MOST_PIXELS = 2 ** 26;
const LONGEST_SIDE = 2 ** 14;
const TITLE = 22; // px

const svgMade = (tag, attributes) => {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
};

/* A style sheet's text with the values its variables have now. */
const resolved = (css) => {
  const style = getComputedStyle(document.documentElement);
  return css.replace(/var\((--[\w-]+)\)/g, (_, name) => style.getPropertyValue(name).trim());
};

/* A part of a map as a group, with its top left corner at a place. */
const placed = (svg, left, top) => {
  const [x, y] = boxOf(svg);
  const group = svgMade("g", { class: svg.classList, transform: `translate(${left - x} ${top - y})` });
  group.append(...svg.cloneNode(true).childNodes);
  return group;
};

/* The title in lines no wider than the picture, broken where its heading on the page may be. */
const titleLines = (heading, width, font) => {
  const pen = made("canvas").getContext("2d");
  pen.font = font;
  const lines = [""];
  for (const { data } of [...heading.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE)) {
    for (const piece of data.split(/(?<=\s)/)) {
      const line = lines.at(-1) + piece;
      if (pen.measureText(line).width > width && lines.at(-1)) lines.push(piece); else lines[lines.length - 1] = line;
    }
  }
  return lines;
};

/* The journey's title at the top; the height it takes. */
const writeTitle = (edition, picture, width, family) => {
  const lines = titleLines(edition.querySelector("h1"), width - 32, `700 ${TITLE}px ${family}`).slice(0, 3);
  for (const [index, line] of lines.entries()) {
    const y = 16 + TITLE * (1 + 1.3 * index);
    const text = svgMade("text", { x: 16, y, "font-size": TITLE, "font-weight": 700, fill: resolved("var(--j-ink)") });
    text.textContent = line.trim();
    picture.append(text);
  }
  return 16 + TITLE * 1.3 * lines.length;
};

/* Programs that edit pictures know a place as an attribute, not as a rule of a style sheet. */
const placeColumns = (picture, css) => {
  const columns = new Map([...css.matchAll(/\.(\w+)\{translate:([\d.]+px)\}/g)].map(([, name, x]) => [name, parseFloat(x)]));
  for (const part of picture.querySelectorAll("[class]")) {
    const [name, ...others] = part.classList;
    if (!columns.has(name)) continue;
    part.setAttribute("transform", `translate(${columns.get(name)}) ${part.getAttribute("transform") ?? ""}`.trim());
    if (others.length) part.setAttribute("class", others.join(" ")); else part.removeAttribute("class");
  }
  return css.replace(/\.\w+\{translate:[^}]*\}/g, "");
};

/* The title, and the strips one below the other. */
const drawn = (edition) => {
  const map = edition.querySelector(".map");
  const look = getComputedStyle(map);
  const [width, side] = ["--width", "--left"].map((name) => parseFloat(look.getPropertyValue(name)));
  const picture = svgMade("svg", { xmlns: SVG, "font-family": look.fontFamily });
  let height = writeTitle(edition, picture, width, look.fontFamily) + 8;
  for (const strip of map.querySelectorAll(".strip:not([hidden])")) {
    const [edge, , , tall] = boxOf(strip.querySelector(".body"));
    const left = strip.matches(".divider") ? 0 : side;
    for (const part of strip.querySelectorAll("svg")) {
      picture.append(placed(part, part.closest(".label") ? 0 : left + boxOf(part)[0] - edge, height));
    }
    height += tall;
  }
  for (const link of picture.querySelectorAll("a")) {
    const group = svgMade("g", {});
    for (const { name, value } of link.attributes) if (name === "class" || name === "transform") group.setAttribute(name, value);
    group.append(...link.childNodes);
    link.replaceWith(group);
  }
  const styles = [...document.querySelectorAll("style[data-picture]")].map((style) => style.textContent);
  const [title, style] = [svgMade("title", {}), svgMade("style", {})];
  title.textContent = edition.dataset.title;
  style.textContent = resolved(`${placeColumns(picture, styles.join(""))}.dim{opacity:.25}`);
  const ground = svgMade("rect", { width: "100%", height: "100%", fill: resolved("var(--j-ground)") });
  picture.prepend(title, style, ground);
  for (const [name, value] of Object.entries({ width, height, viewBox: `0 0 ${width} ${height}` })) {
    picture.setAttribute(name, value);
  }
  return { text: new XMLSerializer().serializeToString(picture), width, height };
};

/* The picture in pixels, twice as fine as on screen, or as fine as browsers can; nothing if they cannot at all. */
const painted = async ({ text, width, height }) => {
  const scale = Math.min(2, LONGEST_SIDE / Math.max(width, height), Math.sqrt(MOST_PIXELS / (width * height)));
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
  await image.decode();
  const canvas = made("canvas");
  [canvas.width, canvas.height] = [width, height].map((side) => Math.round(side * scale));
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve) => { canvas.toBlob(resolve, "image/png"); });
};

/* Whether the browser let the page put something into the clipboard. */
const toClipboard = async (content) => {
  try {
    await navigator.clipboard.write([new ClipboardItem(content)]);
    return true;
  } catch {
    return false;
  }
};

const toFile = (blob, name) => {
  const link = made("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
};

/* Copy or save the map; what cannot be copied is saved. */
const takePicture = async (edition, action, kind) => {
  const picture = drawn(edition);
  const blob = kind === "svg"
    ? new Blob([picture.text], { type: "image/svg+xml" })
    : painted(picture).catch(() => null);
  // A picture in pixels is promised to the clipboard: Safari lets it take nothing any more once a click is over.
  const content = kind === "svg"
    ? { "text/plain": new Blob([picture.text], { type: "text/plain" }) }
    : { "image/png": blob };
  if (action === "copy" && await toClipboard(content)) return "copied";
  const file = await blob;
  if (!file) return "failed";
  toFile(file, `${edition.dataset.name}.${edition.lang}.${kind}`);
  return "saved";
};

const startPicture = () => {
  listen("click", async ({ target }) => {
    const button = target.closest("button[data-picture]");
    if (!button) return;
    const status = button.parentElement.querySelector("[role=status]");
    status.textContent = "";
    const done = await takePicture(shownEdition(), ...button.dataset.picture.split("-"));
    status.textContent = button.parentElement.dataset[done];
  });
};
