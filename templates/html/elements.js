/* Making and copying elements. Texts become text nodes: nothing a text says ever becomes markup. */

const made = (tag, ...children) => {
  const element = document.createElement(tag);
  element.append(...children);
  return element;
};

/* Copies of what stands in a cell, without ids, which stay with the original. */
const copiesOf = (cell) => {
  const copy = cell.cloneNode(true);
  for (const element of copy.querySelectorAll("[id]")) element.removeAttribute("id");
  return [...copy.childNodes];
};

/* The `viewBox` of a picture: left, top, width, height. */
const boxOf = (svg) => svg.getAttribute("viewBox").split(" ").map(Number);
