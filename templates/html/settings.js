/* Language and colours of a page. What the page needs for it:

   - each language in an element `.edition[lang][data-title]`, the first shown, the others `hidden`; ids within
     the others begin with their tag and a colon (`en:map`), and so do links to them;
   - links `a[data-language="en"]` to another edition, the current one with `aria-current="true"`;
   - radio buttons `input[data-scheme]` with the values `auto`, `light` and `dark`;
   - the dark colours in a style sheet of their own: `<style id="dark" media="screen and (prefers-color-scheme:
     dark)">`;
   - what works only with a script has `data-scripted hidden`, and is shown by `startSettings`;
   - links `a[data-index]` without an address, hidden: the way back to a portfolio.

   The document gets an event `edition` after another language was shown. Needs address.js before it. */

const listen = (kind, act) => document.addEventListener(kind, act);
const rectOf = (element) => element.getBoundingClientRect();

const editions = [...document.querySelectorAll(".edition")];
const shownEdition = () => editions.find((edition) => !edition.hidden);

/* The prefix of ids in an edition: nothing in the first, `en:` in another. */
const prefixOf = (edition) => edition === editions[0] ? "" : `${edition.lang}:`;

/* An element of the shown edition by its id without prefix. */
const byId = (id) => document.getElementById(prefixOf(shownEdition()) + id);

/* What stands at the top of the window, and where exactly: the reader finds it there in the other language. */
const placeInWindow = () => {
  const within = [...shownEdition().querySelectorAll("[id]")].filter((element) => {
    const { top, bottom } = rectOf(element);
    return top < 80 && bottom > 80;
  });
  const element = within.at(-1);
  return element ? { id: unprefixed(element.id), top: rectOf(element).top } : null;
};

/* Let an element be seen, by default what the address names: the browser knows no anchors with settings behind them. */
const arrive = (target = byId(address.anchor)) => target?.scrollIntoView({ behavior: "instant" });

/* What scrolls by itself, the same in every edition. */
const scrollersOf = (edition) => [...edition.querySelectorAll(".view, .scroll")];

const showLanguage = (tag) => {
  const wanted = editions.find((edition) => edition.lang === tag) ?? editions[0];
  if (!wanted.hidden) return;
  const place = placeInWindow();
  const offsets = scrollersOf(shownEdition()).map((each) => ({ left: each.scrollLeft, top: each.scrollTop }));
  for (const edition of editions) edition.hidden = edition !== wanted;
  document.documentElement.lang = wanted.lang;
  document.title = wanted.dataset.title;
  scrollersOf(wanted).forEach((each, index) => each.scrollTo({ ...offsets[index], behavior: "instant" }));
  document.dispatchEvent(new Event("edition"));
  const counterpart = place && byId(place.id);
  if (counterpart) scrollBy({ top: rectOf(counterpart).top - place.top, behavior: "instant" });
};

const showScheme = (wanted) => {
  const scheme = ["light", "dark"].includes(wanted) ? wanted : "auto";
  const media = { auto: "screen and (prefers-color-scheme: dark)", light: "not all", dark: "screen" };
  document.getElementById("dark").media = media[scheme];
  document.documentElement.style.colorScheme = scheme === "auto" ? "" : scheme;
  for (const input of document.querySelectorAll(`input[data-scheme][value=${scheme}]`)) input.checked = true;
};

/* The address of another page, or of a part of it, in the language of an edition and the colours of this page. */
const otherPage = (href, edition, from) => {
  const [page, rest = ""] = href.split("#");
  const [anchor] = rest.split("&").filter((part) => !part.includes("="));
  const settings = { from, lang: prefixOf(edition).slice(0, -1), scheme: address.settings.get("scheme") };
  const hash = hashOf(anchor && decoded(anchor), Object.entries(settings).filter(([, value]) => value));
  return hash ? `${page}#${hash}` : page;
};

/* A page that was opened from a portfolio leads back there. One that was sent alone would lead nowhere, and does not. */
const showWayBack = () => {
  for (const link of document.querySelectorAll("a[data-index]")) {
    link.href = otherPage("index.html", link.closest(".edition"));
    link.hidden = address.settings.get("from") !== "index";
  }
};

/* Links to other pages lead on as this one is read, and tell them the way back if there is one. */
const leadOn = ({ target }, from = address.settings.get("from")) => {
  const link = target.closest('a[href*=".html"]:not([data-index])');
  if (link) link.setAttribute("href", otherPage(link.getAttribute("href"), shownEdition(), from));
};

const readSettings = () => {
  showWayBack();
  showLanguage(address.settings.get("lang"));
  showScheme(address.settings.get("scheme"));
};

/* The address changed; it goes on to say all that stays. Where each choice is a step of its own, ways back take it back:
   `again` is not said. */
const readAgain = (again) => {
  address.read(again);
  address.write();
  readSettings();
};

const startSettings = () => {
  document.documentElement.classList.add("scripted");
  for (const element of document.querySelectorAll("[data-scripted]")) element.hidden = false;
  listen("change", ({ target }) => {
    if (!target.matches("input[data-scheme]")) return;
    showScheme(target.value);
    address.set("scheme", target.value === "auto" ? "" : target.value);
    showWayBack();
  });
  listen("click", (event) => {
    const link = event.target.closest("a[data-language]");
    if (!link) return;
    event.preventDefault();
    showLanguage(link.dataset.language);
    address.set("lang", prefixOf(shownEdition()).slice(0, -1));
    shownEdition().querySelector("a[data-language][aria-current]").focus({ preventScroll: true });
  });
  readSettings();
};
