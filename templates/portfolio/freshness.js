/* What is overdue depends on the day it is read: the page holds dates only. A day is compared as it is written. */

const dayIn = (days) => {
  const day = new Date();
  day.setDate(day.getDate() + days);
  const two = (number) => String(number).padStart(2, "0");
  return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`;
};

const today = dayIn(0);
const soon = dayIn(30);

/* How a review stands whose next one is on the day `again`; both are empty when not known. */
const freshness = (reviewed, again) => {
  if (!reviewed) return "never";
  if (again && again < today) return "overdue";
  return again && again <= soon ? "soon" : "current";
};

const late = (edition) => {
  const sign = document.createElement("span");
  sign.className = "tag late";
  sign.textContent = edition.querySelector("[data-late]").dataset.late;
  return sign;
};

const showFreshness = (edition) => {
  const count = facts.reviewed.filter((reviewed, index) => freshness(reviewed, facts.again[index]) === "overdue").length;
  const told = edition.querySelector("[data-overdue]");
  if (told && count) {
    told.hidden = false;
    told.querySelector("a").textContent = count;
  }
  for (const [index, row] of rowsOf(edition).entries()) {
    if (freshness(facts.reviewed[index], facts.again[index]) === "overdue") row.cells[4].append(" ", late(edition));
  }
  for (const due of edition.querySelectorAll("[data-due]")) if (due.dataset.due < today) due.after(" ", late(edition));
};
