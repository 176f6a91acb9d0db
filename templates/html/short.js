/* Starts a page that has nothing but its settings. */

address.read();
startSettings();
addEventListener("load", () => setTimeout(arrive));
addEventListener("hashchange", () => readAgain(true));
