/* The page around the pages of a preview: it shows the one that was open again when a build has changed anything, where
   it was, and below it what was found. Pages stay as they are built: nothing is put into them. */
{
  const map = document.getElementById("map");
  const problems = document.getElementById("problems");
  const list = problems.querySelector("ul");
  const gone = document.getElementById("gone");
  let shown = -1;
  let hidden = "";

  const show = ({ number, start, problems: found }) => {
    gone.hidden = true;
    document.getElementById("nothing").hidden = Boolean(start);
    map.hidden = !start;
    if (start && !map.getAttribute("src")) map.src = `/maps/${start}`;
    else if (start && number !== shown) map.contentWindow.location.reload();
    shown = number;
    tell(found);
  };

  const tell = (found) => {
    const errors = found.filter(({ severity }) => severity === "error");
    const words = (count, word) => count ? `${count} ${word}${count === 1 ? "" : "s"}` : "";
    const told = JSON.stringify(found);
    problems.hidden = !found.length || told === hidden;
    problems.className = errors.length ? "error" : "";
    problems.querySelector("h1").textContent =
      [words(errors.length, "error"), words(found.length - errors.length, "warning")].filter(Boolean).join(", ");
    problems.querySelector("button").onclick = () => { hidden = told; problems.hidden = true; };
    list.replaceChildren(...found.map(({ severity, place, text, hint }) => {
      const item = document.createElement("li");
      const where = document.createElement("code");
      where.textContent = place ? `${place} ` : "";
      item.append(where, `${severity}${text.startsWith("[") ? "" : ": "}${text}`);
      if (hint) {
        const line = document.createElement("div");
        line.className = "hint";
        line.textContent = `hint: ${hint}`;
        item.append(line);
      }
      return item;
    }));
  };

  /* The frame has the name of the map; this page takes it over. */
  map.addEventListener("load", () => { document.title = map.contentDocument?.title || "jmap preview"; });

  const news = new EventSource(`/news/${document.body.dataset.token}`);
  news.addEventListener("message", ({ data }) => show(JSON.parse(data)));
  news.addEventListener("error", () => {
    gone.hidden = false;
    if (news.readyState === EventSource.CLOSED) setTimeout(() => location.reload(), 1000); // another one has another token
  });
}
