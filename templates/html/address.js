/* The page's state is its address, so that a link can be shared: `#t-checkout&lang=en&persona=anna` is the element
   that was gone to, then settings. Whatever else stands there comes from anybody: it is compared, never trusted. */

const decoded = (text) => {
  try { return decodeURIComponent(text); } catch { return ""; }
};

/* Ids of other languages begin with their tag and a colon, as `en:t-checkout`; the anchor goes without it. */
const unprefixed = (id) => id.slice(id.indexOf(":") + 1);

/* An anchor and settings as they stand after `#`. */
const hashOf = (anchor, settings) => [
  ...(anchor ? [encodeURIComponent(anchor)] : []),
  ...settings.map((pair) => pair.map(encodeURIComponent).join("=")),
].join("&");

const address = {
  anchor: "",
  settings: new Map(),

  /* An anchor without settings leads to a part of the page and leaves all else as it is. So does a way back (`again`)
     to where this page was before, which its `state` in the history tells: what was chosen since is no step. */
  read(again) {
    const [first, ...rest] = location.hash.slice(1).split("&");
    const whole = first.includes("=") ? "" : decoded(first);
    const pairs = (first.includes("=") ? [first, ...rest] : rest).map((pair) => pair.split("="));
    this.anchor = unprefixed(whole);
    if (again && history.state) return;
    if (pairs.length || !whole) this.settings = new Map(pairs.map(([key, value = ""]) => [decoded(key), decoded(value)]));
    if (whole.includes(":")) this.settings.set("lang", whole.slice(0, whole.indexOf(":")));
    history.replaceState(1, "");
  },

  /* The state as it stands in the address. */
  hash() {
    return `#${hashOf(this.anchor, [...this.settings])}`;
  },

  /* Change a setting without a new entry in the history; an empty value takes it out. */
  set(key, value) {
    if (value) this.settings.set(key, value); else this.settings.delete(key);
    this.write();
  },

  write() {
    history.replaceState(1, "", this.hash());
  },

  /* Go to another anchor, as a link does. */
  go(anchor) {
    if (anchor === this.anchor) return;
    this.anchor = anchor;
    history.pushState(1, "", this.hash());
  },
};
