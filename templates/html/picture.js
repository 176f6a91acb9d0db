/* The map as a picture of its own, as it is shown: lanes that are off are left out, what is dim stays dim. Nothing
   leaves the page except into the clipboard or a file of the reader's. */

const SVG = "http://www.w3.org/2000/svg";
const MOST_PIXELS = 2 ** 26;
const LONGEST_SIDE = 2 ** 14;

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

/* The strips one below the other. Each keeps its own coordinates, moved up by what is left out above it. */
const drawn = (edition) => {
  const map = edition.querySelector(".map");
  const picture = svgMade("svg", { xmlns: SVG, "font-family": getComputedStyle(map).fontFamily });
  let height = 16;
  for (const strip of map.querySelectorAll(".strip:not([hidden])")) {
    const [, top, , tall] = strip.querySelector(".body").getAttribute("viewBox").split(" ").map(Number);
    const group = picture.appendChild(svgMade("g", { transform: `translate(-16 ${height - top})` }));
    for (const part of strip.querySelectorAll("svg")) group.append(...part.cloneNode(true).childNodes);
    height += tall;
  }
  for (const link of picture.querySelectorAll("a")) {
    const group = svgMade("g", {});
    for (const name of ["class", "transform"]) group.setAttribute(name, link.getAttribute(name) ?? "");
    group.append(...link.childNodes);
    link.replaceWith(group);
  }
  const width = parseFloat(getComputedStyle(map).getPropertyValue("--width"));
  const styles = [...document.querySelectorAll("style[data-picture]")].map((style) => style.textContent);
  const style = svgMade("style", {});
  style.textContent = resolved(`${styles.join("")}.dim{opacity:.25}`);
  const ground = svgMade("rect", { width: "100%", height: "100%", fill: resolved("var(--j-ground)") });
  picture.prepend(style, ground);
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
    : await painted(picture).catch(() => null);
  if (!blob) return "failed";
  const content = kind === "svg"
    ? { "text/plain": new Blob([picture.text], { type: "text/plain" }) }
    : { "image/png": blob };
  if (action === "copy" && await toClipboard(content)) return "copied";
  toFile(blob, `${edition.dataset.name}.${edition.lang}.${kind}`);
  return "saved";
};

const startPicture = () => {
  document.addEventListener("click", async ({ target }) => {
    const button = target.closest("button[data-picture]");
    if (!button) return;
    const status = button.parentElement.querySelector("[role=status]");
    status.textContent = "";
    const done = await takePicture(shownEdition(), ...button.dataset.picture.split("-"));
    status.textContent = button.parentElement.dataset[done];
  });
};
