/* Starts a page that has nothing but its settings. */

address.read();
startSettings();
addEventListener("hashchange", () => {
  address.read();
  readSettings();
});
