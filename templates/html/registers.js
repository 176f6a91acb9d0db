/* On narrow screens the rows of registers are cards, in which each value bears the name of its column. */

const nameCells = ({ matches }) => {
  if (!matches) return;
  for (const table of document.querySelectorAll(".register")) {
    const names = [...table.tHead.rows[0].cells].map((head) => head.textContent);
    for (const row of table.rows) {
      let column = names.length; // from the end, because the first cells may stand for several rows
      for (const cell of [...row.cells].reverse()) {
        column -= cell.colSpan;
        if (cell.colSpan === 1 && /[^–\s]/.test(cell.textContent)) cell.dataset.column = names[column];
      }
    }
  }
};

const startRegisters = () => {
  const narrow = matchMedia("(max-width: 40rem)");
  narrow.addEventListener("change", nameCells);
  nameCells(narrow);
};
