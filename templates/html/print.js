/* A map is wider and higher than paper. Before printing it is laid on sheets, which `data-sheets` of the map cuts between
   columns. Each is a table: the stages are its head, which stands again on every page it takes, and each lane is a row,
   which is never broken. They are there for printing only; without a script the map is printed whole, and small. */

{
  const SHEET = 1500; // px of the map across a sheet, as in layout/paper.py

  /* What of a strip lies between two places, as seen from its left edge. Where a browser repeats the head of a table it
     draws nothing that is moved within a picture: there (`parted`) it lies over the others as a picture of its own. There
     a stage that began before says its name again: its words follow its band. */
  const cutOut = (strip, start, end, parted) => {
    const body = strip.querySelector(".body");
    const [edge, top, , height] = boxOf(body);
    const pictureOf = (left, y, ...shapes) => {
      const picture = body.cloneNode();
      picture.setAttribute("viewBox", `${left} ${y} ${end - start} ${height}`);
      picture.append(...shapes);
      return picture;
    };
    const cut = document.createElement("div");
    cut.className = "cut";
    cut.append(pictureOf(edge + start, top));
    let band = [];
    for (const shape of strip.querySelectorAll(".body > *, .parts > svg > *")) {
      const { x, width } = shape.getBBox();
      const { e = 0, f = 0 } = shape.transform.baseVal.consolidate()?.matrix ?? {};
      const right = columnOf(shape) + e;
      const left = x + right - edge;
      if (shape.matches("path")) band = [left, left + width];
      const goesOn = parted && shape.matches("text") && left < start && band[1] > start;
      if (!goesOn && (left > end || left + width < start)) continue;
      const copy = shape.cloneNode(true);
      if (goesOn) copy.setAttribute("x", x + start - band[0]);
      if (parted && (right || f)) {
        copy.removeAttribute("transform");
        cut.append(pictureOf(edge + start - right, top - f, copy));
      } else {
        cut.firstChild.append(copy);
      }
    }
    return cut;
  };

  const cellOf = (...children) => {
    const cell = document.createElement("td");
    cell.append(...children);
    return cell;
  };

  const rowOf = (strip, side, start, end, parted) => {
    const row = document.createElement("tr");
    const label = strip.querySelector(".label");
    if (label) {
      row.append(cellOf(label.cloneNode(true)), cellOf(cutOut(strip, start, end, parted)));
    } else { // a line right across, with its name
      row.append(cellOf(cutOut(strip, 0, side + end - start)));
      row.firstChild.colSpan = 2;
    }
    return row;
  };

  const sheetOf = (strips, side, [start, end]) => {
    const table = document.createElement("table");
    const [head, foot] = ["thead", "tbody"].map((name) => document.createElement(name));
    const width = side + end - start;
    table.style.width = `${width / SHEET * 100}%`;
    head.append(rowOf(strips[0], side, start, end, true));
    head.firstChild.firstChild.style.width = `${side / width * 100}%`;
    foot.append(...strips.slice(1).map((strip) => rowOf(strip, side, start, end)));
    table.append(head, foot);
    return table;
  };

  const laySheets = () => {
    clearSheets();
    for (const map of document.querySelectorAll(".edition:not([hidden]) .map[data-sheets]")) {
      const strips = [...map.querySelectorAll(".strip")].filter((strip) => strip.getClientRects().length);
      const side = parseFloat(getComputedStyle(map).getPropertyValue("--left"));
      const sheets = document.createElement("div");
      sheets.className = "sheets map";
      sheets.append(...map.dataset.sheets.split(",").map((cut) => sheetOf(strips, side, cut.split(" ").map(Number))));
      map.parentElement.after(sheets);
      map.parentElement.classList.add("laid");
    }
  };

  const clearSheets = () => {
    for (const sheets of document.querySelectorAll(".sheets")) {
      sheets.previousElementSibling.classList.remove("laid");
      sheets.remove();
    }
  };

  /* The head of a table of touchpoints stands on every sheet it takes, and says there of which stage they are. */
  const nameStages = () => {
    for (const head of document.querySelectorAll(".sheet thead th:first-child")) {
      head.dataset.of = head.closest(".stage").querySelector("h3").textContent;
    }
  };

  /* What is folded is printed unfolded, and folded again after. */
  const unfolded = [];
  const unfold = () => {
    for (const details of document.querySelectorAll(".edition:not([hidden]) details:not([open])")) {
      details.open = true;
      unfolded.push(details);
    }
  };

  addEventListener("beforeprint", () => { laySheets(); nameStages(); unfold(); });
  addEventListener("afterprint", () => {
    clearSheets();
    for (const details of unfolded.splice(0)) details.open = false;
  });
}
