/* Starts the portfolio. Each of the files joined before this one says what it adds; without any the page is whole. */

address.read();
startFolio();
startPeople();
startSettings();
readFolio();
addEventListener("hashchange", () => {
  address.read();
  readSettings();
  readFolio();
});
