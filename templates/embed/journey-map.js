/* <journey-map src="visit.svg" dark="visit.dark.svg">What is shown meanwhile, or if it fails</journey-map>

   Shows a map of jmap in a page of others. The map stands in a shadow tree: neither page nor map changes the other's
   styles or ids. It is fetched when it comes near the screen, with the page's own rights (same origin, or CORS). What
   comes is not trusted: elements and attributes are copied one by one if they are known to be harmless. `dark` is shown
   in dark surroundings, as one of the usual attributes of the page says or else the reader prefers; without it `src` is.
   Events: `load`, `error` (with `detail`). */

{
  const SVG = "http://www.w3.org/2000/svg";
  const LONGEST = 16 * 1024 * 1024;
  const ELEMENTS = new Set([ // but "style", which goes with the shadow tree: see `sheetsOf`
    "svg", "g", "a", "title", "desc", "rect", "circle", "line", "path", "text", "tspan", "image"]);
  const ATTRIBUTES = new Set(["id", "class", "width", "height", "viewBox", "role", "lang", "aria-label", "aria-labelledby",
    "font-family", "font-size", "font-weight", "font-style", "text-anchor", "text-rendering", "fill", "fill-opacity",
    "stroke", "stroke-width", "stroke-dasharray", "stroke-linecap", "stroke-linejoin", "opacity", "x", "y", "x1", "y1",
    "x2", "y2", "cx", "cy", "r", "rx", "ry", "d", "transform", "data-lane", "data-stage", "data-touchpoint", "data-persona"]);
  const PICTURE = /^data:image\/(?:png|jpeg|webp|gif);base64,[A-Za-z0-9+/=\s]+$/;
  const DARK = matchMedia("(prefers-color-scheme: dark)");
  const SCHEMES = { // as the format `embed` knows them
    dark: "[data-theme=dark],[data-md-color-scheme=slate],[data-bs-theme=dark],html.dark,body.dark",
    light: "[data-theme=light],[data-md-color-scheme=default],[data-bs-theme=light],html.light,body.light",
  };

  /* Whether what surrounds an element is dark: the nearest that says so, else the reader. */
  const isDark = (element) => {
    const told = element.closest(`${SCHEMES.dark},${SCHEMES.light}`);
    return told ? told.matches(SCHEMES.dark) : DARK.matches;
  };

  const linked = (text, base) => {
    try {
      const address = new URL(text, base);
      return ["http:", "https:", "mailto:", "file:"].includes(address.protocol) ? address.href : "";
    } catch { return ""; }
  };

  /* Rules that fetch nothing: fonts may stand in the file itself. */
  const harmlessRules = (text) => {
    const rest = text.replace(/url\(\s*(["']?)data:(?:font|application)\/[\w.+-]+;base64,[A-Za-z0-9+/=]+\1\s*\)/g, "");
    return !/[\\@]import|url\s*\(|image-set|expression|\\/i.test(rest);
  };

  const sheetOf = (text) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    return sheet;
  };

  /* The map's own rules, as sheets of its shadow tree: a Content-Security-Policy of the page would refuse `<style>`. There
     no element is `:root`; the map is its first. */
  const sheetsOf = (map) => [...map.querySelectorAll("style")].map((style) => style.textContent).filter(harmlessRules)
    .map((text) => sheetOf(text.replaceAll(":root", ":host>svg")));

  const copyOf = (node, base) => {
    if (node.nodeType === Node.TEXT_NODE) return document.createTextNode(node.data);
    if (node.nodeType !== Node.ELEMENT_NODE || node.namespaceURI !== SVG || !ELEMENTS.has(node.localName)) return null;
    const copy = document.createElementNS(SVG, node.localName);
    for (const { name, value } of node.attributes) {
      if (ATTRIBUTES.has(name) && !/url\s*\(/i.test(value)) copy.setAttribute(name, value);
    }
    const href = node.getAttribute("href");
    if (href !== null && node.localName === "image" && PICTURE.test(href)) copy.setAttribute("href", href);
    if (href !== null && node.localName === "a" && linked(href, base)) copy.setAttribute("href", linked(href, base));
    for (const child of node.childNodes) {
      const inner = copyOf(child, base);
      if (inner) copy.append(inner);
    }
    return copy;
  };

  const mapIn = (text, base) => {
    const found = new DOMParser().parseFromString(text, "image/svg+xml");
    const map = found.documentElement;
    if (found.querySelector("parsererror") || map.localName !== "svg" || map.namespaceURI !== SVG) {
      throw new Error("what was fetched is no SVG picture");
    }
    return { copy: copyOf(map, base), sheets: sheetsOf(map) };
  };

  const STYLE = sheetOf(`:host{display:block;overflow-x:auto;overscroll-behavior-x:contain}:host([hidden]){display:none}
    :host(:focus-visible){outline:3px solid;outline-offset:-3px}svg{display:block;height:auto;max-width:none}`);

  class JourneyMap extends HTMLElement {
    static observedAttributes = ["src", "dark"];

    #shadow = this.attachShadow({ mode: "open" });
    #asked = 0;
    #label = "";
    #near = new IntersectionObserver((entries) => {
      if (entries.some((entry) => entry.isIntersecting)) { this.#near.disconnect(); this.#seen = true; this.#show(); }
    }, { rootMargin: "400px" });
    #seen = false;
    #again = () => { if (isDark(this) !== this.#dark) this.#show(); };
    #dark = false;
    #site = new MutationObserver(this.#again);

    constructor() {
      super();
      this.#shadow.adoptedStyleSheets = [STYLE];
      this.#shadow.append(document.createElement("slot"));
    }

    connectedCallback() {
      if (!this.hasAttribute("tabindex")) this.tabIndex = 0; // it scrolls
      if (!this.hasAttribute("role")) this.setAttribute("role", "region");
      DARK.addEventListener("change", this.#again);
      for (const part of [document.documentElement, document.body]) this.#site.observe(part, { attributes: true });
      this.#near.observe(this);
    }

    disconnectedCallback() {
      DARK.removeEventListener("change", this.#again);
      this.#site.disconnect();
      this.#near.disconnect();
    }

    attributeChangedCallback() { if (this.#seen) this.#show(); }

    async #show() {
      const asked = ++this.#asked;
      this.#dark = isDark(this);
      const source = this.#dark && this.getAttribute("dark") || this.getAttribute("src");
      if (!source || !this.#seen) return;
      try {
        const answer = await fetch(new URL(source, document.baseURI), { credentials: "same-origin" });
        if (!answer.ok) throw new Error(`${source}: ${answer.status}`);
        const text = await answer.text();
        if (text.length > LONGEST) throw new Error(`${source} is too long`);
        const { copy, sheets } = mapIn(text, answer.url);
        if (asked !== this.#asked) return; // something else was asked for meanwhile
        if ((this.getAttribute("aria-label") || this.#label) === this.#label) { // none, or that of the map before
          this.#label = copy.querySelector("title")?.textContent ?? source;
          this.setAttribute("aria-label", this.#label);
        }
        this.#shadow.adoptedStyleSheets = [STYLE, ...sheets];
        this.#shadow.replaceChildren(copy);
        this.dispatchEvent(new Event("load"));
      } catch (error) {
        if (asked !== this.#asked) return;
        this.#shadow.replaceChildren(document.createElement("slot"));
        this.dispatchEvent(new CustomEvent("error", { detail: error }));
      }
    }
  }

  if (!customElements.get("journey-map")) customElements.define("journey-map", JourneyMap);
}
