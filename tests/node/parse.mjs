// Each line of stdin is a JSON list of Mermaid diagrams; answers with a line that tells what Mermaid's own parser made
// of each of them.
// Texts are decoded as Mermaid decodes them when it draws: its marks become entities, and those are read as HTML.
import { createInterface } from "node:readline";

import { JSDOM } from "jsdom";

const { window } = new JSDOM("<!doctype html><body></body>");
Object.assign(globalThis, {
  window,
  document: window.document,
  Option: window.Option,
  Element: window.Element,
  HTMLElement: window.HTMLElement,
  SVGElement: window.SVGElement,
  DOMParser: window.DOMParser,
  NodeFilter: window.NodeFilter,
});
const { default: mermaid } = await import("mermaid");
mermaid.initialize({ startOnLoad: false, maxEdges: 100_000, logLevel: "fatal" });

const area = window.document.createElement("textarea");

/** A text from the parser as a reader sees it. */
function seen(text) {
  const html = text.replace(/ﬂ°°/g, "&#").replace(/ﬂ°/g, "&").replace(/¶ß/g, ";");
  area.innerHTML = html.replace(/</g, "&lt;"); // what is no entity is text
  return area.textContent;
}

function journey(db) {
  return {
    title: seen(db.getDiagramTitle()),
    accTitle: seen(db.getAccTitle()),
    accDescr: seen(db.getAccDescription()),
    sections: db.getSections().map(seen),
    tasks: db.getTasks().map((task) => ({
      section: seen(task.section),
      task: seen(task.task),
      score: Number.isNaN(task.score) ? "NaN" : task.score,
      people: task.people.map(seen),
    })),
  };
}

/** The node's text; its own line break parts name and score. */
function lines(text) {
  return text.split(/<br\s*\/?>/).map(seen);
}

function flowchart(db) {
  return {
    accTitle: seen(db.getAccTitle()),
    accDescr: seen(db.getAccDescription()),
    direction: db.getDirection(),
    groups: db.getSubGraphs().map((group) => ({ key: group.id, name: seen(group.title), nodes: group.nodes })),
    nodes: [...db.getVertices().values()].map((node) => ({
      key: node.id,
      lines: lines(node.text),
      shape: node.type,
      classes: node.classes,
      link: node.link ?? null,
      styles: node.styles,
    })),
    arrows: db.getEdges().map((edge) => ({
      source: edge.start,
      target: edge.end,
      text: seen(edge.text ?? ""),
      stroke: edge.stroke,
    })),
    classes: [...db.getClasses().keys()],
  };
}

function timeline(db) {
  const common = db.getCommonDb();
  return {
    title: seen(common.getDiagramTitle()),
    accTitle: seen(common.getAccTitle()),
    accDescr: seen(common.getAccDescription()),
    sections: db.getSections().map(seen),
    tasks: db.getTasks().map((task) => ({
      section: seen(task.section),
      task: seen(task.task),
      events: task.events.map(seen),
    })),
  };
}

function gantt(db) {
  const day = (date) => [date.getFullYear(), date.getMonth() + 1, date.getDate()].join("-");
  return {
    title: seen(db.getDiagramTitle()),
    accTitle: seen(db.getAccTitle()),
    accDescr: seen(db.getAccDescription()),
    todayMarker: db.getTodayMarker(),
    axisFormat: db.getAxisFormat(),
    links: db.getLinks().size,
    tasks: db.getTasks().map((task) => ({
      section: lines(task.section),
      task: seen(task.task),
      tags: ["active", "crit", "done", "milestone"].filter((tag) => task[tag]),
      days: [day(task.startTime), day(task.endTime)],
    })),
  };
}

/** Points come in px; here they are parts of the square again. */
function quadrant(db) {
  const { quadrants, points, axisLabels, title } = db.getQuadrantData();
  const [upper, left] = quadrants;
  return {
    title: seen(title.text),
    accTitle: seen(db.getAccTitle()),
    accDescr: seen(db.getAccDescription()),
    axes: axisLabels.map((label) => seen(label.text)),
    quadrants: quadrants.map((part) => seen(part.text.text)),
    points: points
      .map((point) => ({
        text: seen(point.text.text),
        x: (point.x - left.x) / (2 * left.width),
        y: 1 - (point.y - upper.y) / (2 * upper.height),
      }))
      .reverse(), // Mermaid puts each before the others
  };
}

const READERS = { journey, timeline, gantt, quadrantChart: quadrant };

async function parsed(text) {
  try {
    const { db, type } = await mermaid.mermaidAPI.getDiagramFromText(text);
    return { type, ...(READERS[type] ?? flowchart)(db) };
  } catch (error) {
    return { error: String(error.message ?? error) };
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  const results = [];
  for (const text of JSON.parse(line)) results.push(await parsed(text));
  process.stdout.write(JSON.stringify(results) + "\n");
}
