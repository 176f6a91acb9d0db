/* Personas × journeys: the page holds the journeys with the lowest scores; all of them are shown when asked for. */

const cellOf = (persona, index, travels) => {
  const cell = document.createElement("td");
  const felt = Object.hasOwn(facts.personas[index], persona) ? facts.personas[index][persona] : null;
  if (felt?.length) [cell.textContent, cell.className] = felt;
  else if (felt) {
    const [sign, told] = [document.createElement("span"), document.createElement("span")];
    [sign.textContent, sign.ariaHidden] = ["•", "true"];
    [told.textContent, told.className] = [travels, "hidden"];
    cell.append(sign, told);
  }
  return cell;
};

const lowestFirst = (a, b) => (facts.score[a] ?? 101) - (facts.score[b] ?? 101) || a - b;

const showEverybody = (edition, table) => {
  const personas = [...table.tHead.rows[0].cells].slice(1).map((heading) => heading.dataset.persona);
  const rows = rowsOf(edition);
  const order = rows.map((_, index) => index).filter((index) => personas.some((id) => Object.hasOwn(facts.personas[index], id)));
  table.tBodies[0].replaceChildren(...order.sort(lowestFirst).map((index) => {
    const [row, heading] = [document.createElement("tr"), document.createElement("th")];
    heading.scope = "row";
    heading.append(rows[index].cells[0].firstChild.cloneNode(true));
    row.append(heading, ...personas.map((persona) => cellOf(persona, index, table.dataset.travels)));
    return row;
  }));
};

const startPeople = () => {
  for (const button of document.querySelectorAll("[data-all]")) {
    button.addEventListener("click", () => {
      const section = button.closest("section");
      showEverybody(button.closest(".edition"), section.querySelector("table"));
      section.querySelector("[data-lowest]")?.remove();
      button.remove();
      section.querySelector(".scroll").focus({ preventScroll: true });
    });
  }
};
