/* How long ago a review was, and whether the next is overdue: what no file can know, only the day it is read. */

const DAY = 86400000;

/* Days from the reader's today to a day, which is written without an hour. */
const daysTo = (day) => Math.round((new Date(`${day}T00:00`) - new Date().setHours(0, 0, 0, 0)) / DAY);

const ago = (days, language) => {
  const [count, unit] = Math.abs(days) < 45 ? [days, "day"]
    : Math.abs(days) < 548 ? [days / 30.44, "month"] : [days / 365.25, "year"];
  return new Intl.RelativeTimeFormat(language, { numeric: "auto" }).format(Math.round(count), unit);
};

const sayAges = () => {
  for (const time of document.querySelectorAll("time[data-age]")) {
    time.after(` · ${ago(daysTo(time.textContent), time.closest("[lang]").lang)}`);
  }
  for (const time of document.querySelectorAll("time[data-overdue]")) {
    if (daysTo(time.textContent) >= 0) continue;
    const tag = made("span", time.dataset.overdue);
    tag.className = "tag bad";
    time.after(" ", tag);
  }
};
