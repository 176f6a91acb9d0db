/* Starts the page. Each of the files joined before this one says what it adds; without any the page is whole. */

address.read();
startSettings();
addEventListener("hashchange", () => {
  address.read();
  readSettings();
});
