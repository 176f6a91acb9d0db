/* Starts the portfolio. Each of the files joined before this one says what it adds; without any the page is whole. */

address.read();
for (const kind of ["click", "auxclick", "contextmenu"]) listen(kind, (event) => leadOn(event, "index"));
startFolio();
startPeople();
startSettings();
startRegisters();
readFolio();
addEventListener("load", () => setTimeout(arrive));
addEventListener("hashchange", () => {
  readAgain();
  readFolio();
});
