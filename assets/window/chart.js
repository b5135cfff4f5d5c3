"use strict";

// A chart: marks drawn by the program, names and figures beside them, the day under the pointer or chosen with the keyboard,
// and the same figures as a table.

const SVG = "http://www.w3.org/2000/svg";
const LAYERS = ["across", "area", "before", "now"];
const SHAPES = { rect: ["x", "y", "width", "height"], polyline: ["points"], polygon: ["points"] };
const WEEK = 7;

function makeChart() {
  const canvas = document.createElementNS(SVG, "svg");
  mark(canvas, "viewBox", "0 0 12000 4000");
  mark(canvas, "preserveAspectRatio", "none");
  mark(canvas, "aria-hidden", true);
  for (const layer of LAYERS) {
    const group = document.createElementNS(SVG, "g");
    mark(group, "class", layer);
    canvas.append(group);
  }
  const cursor = make("div", { className: "cursor", hidden: true });
  const tip = make("div", { className: "tip", hidden: true });
  for (const element of [cursor, tip]) mark(element, "aria-hidden", true);
  const plot = make("div", { className: "plot", tabIndex: 0 }, canvas, cursor, tip);
  mark(plot, "role", "slider");
  const behind = makeDetails(showChartTable);
  behind.classList.add("behind");
  const chart = make(
    "div",
    { className: "chart" },
    make("ul", { className: "legend" }),
    make("div", { className: "axes" }, make("div", { className: "beside" }), plot, make("div", { className: "below" })),
    behind,
  );
  // The day that is told, and the drawing as it stands.
  Object.assign(chart, { at: null, points: [], drawn: {} });
  plot.addEventListener("pointermove", (event) => tell(chart, dayAt(plot, event, chart.points.length)));
  plot.addEventListener("pointerdown", (event) => tell(chart, dayAt(plot, event, chart.points.length)));
  plot.addEventListener("pointerleave", () => tell(chart, null));
  plot.addEventListener("focus", () => {
    if (chart.at === null && plot.matches(":focus-visible")) tell(chart, chart.points.length - 1);
  });
  plot.addEventListener("blur", () => tell(chart, null));
  plot.addEventListener("keydown", (event) => move(chart, event));
  return chart;
}

function dayAt(plot, event, days) {
  const { left, width } = plot.getBoundingClientRect();
  return Math.floor(((event.clientX - left) / width) * days);
}

function move(chart, event) {
  if (event.altKey || event.ctrlKey || event.metaKey) return;
  const last = chart.points.length - 1;
  const at = chart.at ?? last;
  const wanted = {
    ArrowLeft: at - 1,
    ArrowDown: at - 1,
    ArrowRight: at + 1,
    ArrowUp: at + 1,
    PageDown: at - WEEK,
    PageUp: at + WEEK,
    Home: 0,
    End: last,
  }[event.key];
  if (wanted !== undefined) {
    event.preventDefault();
    tell(chart, wanted);
  } else if (event.key === "Escape" && chart.at !== null) {
    event.stopPropagation();
    tell(chart, null);
  }
}

// Tells the figures of a day; of none when `at` is null.
function tell(chart, at) {
  const { points } = chart;
  chart.at = at === null || points.length === 0 ? null : Math.min(Math.max(at, 0), points.length - 1);
  const plot = chart.querySelector(".plot");
  const [cursor, tip] = [plot.querySelector(".cursor"), plot.querySelector(".tip")];
  for (const element of [cursor, tip]) put(element, "hidden", chart.at === null);
  const point = points[chart.at ?? points.length - 1];
  if (!point) return;
  mark(plot, "aria-valuenow", (chart.at ?? points.length - 1) + 1);
  mark(plot, "aria-valuetext", pairs(point).map((pair) => pair.join(": ")).join("; "));
  if (chart.at === null) return;
  keep(tip, pairs(point), byPlace, () => make("p", {}, make("span"), make("strong")), (line, [day, figure]) => {
    write(line.firstElementChild, day);
    write(line.lastElementChild, figure);
  });
  const along = (chart.at + 0.5) / points.length;
  cursor.style.left = `${along * 100}%`;
  // To the side of the line that has more room.
  tip.style.left = along < 0.5 ? `${along * 100}%` : "auto";
  tip.style.right = along < 0.5 ? "auto" : `${(1 - along) * 100}%`;
}

function pairs({ day, value, day_before, before }) {
  return before === null ? [[day, value]] : [[day, value], [day_before ?? "", before]];
}

function showChart(chart, content, drawing, label) {
  const told = chart.at === null ? null : chart.points[chart.at]?.day;
  chart.points = content.points;
  chart.content = content;
  chart.label = label;
  texts(chart.querySelector(".legend"), "li", content.legend);
  showGuides(chart.querySelector(".beside"), content.across, "bottom");
  showGuides(chart.querySelector(".below"), content.below, "left");
  draw(chart, drawing ?? {});

  const plot = chart.querySelector(".plot");
  mark(plot, "aria-label", content.sentence);
  mark(plot, "aria-valuemin", 1);
  mark(plot, "aria-valuemax", Math.max(content.points.length, 1));
  // The day that was told stays told for as long as it is one of them.
  const at = content.points.findIndex((point) => point.day === told);
  tell(chart, at < 0 ? null : at);

  const behind = chart.querySelector(".behind");
  write(behind.firstElementChild, content.as_table);
  if (behind.open) showChartTable(behind);
}

function showGuides(parent, guides, side) {
  keep(parent, guides, byPlace, () => make("span"), (element, guide) => {
    write(element, guide.text);
    element.style[side] = `${guide.at / 10}%`;
    element.classList.toggle("last", guide.at > 950);
  });
}

// Takes the shapes of a drawing and nothing else of it; what they look like is the style's.
function draw(chart, drawing) {
  for (const layer of LAYERS) {
    const text = drawing[layer] ?? "";
    if (chart.drawn[layer] === text) continue;
    chart.drawn[layer] = text;
    const shapes = text ? new DOMParser().parseFromString(text, "image/svg+xml") : null;
    chart.querySelector(`.plot g.${layer}`).replaceChildren(...(shapes ? copies(shapes) : []));
  }
}

function copies(drawing) {
  return [...drawing.querySelectorAll(Object.keys(SHAPES).join())].map((shape) => {
    const copy = document.createElementNS(SVG, shape.localName);
    for (const name of SHAPES[shape.localName]) mark(copy, name, shape.getAttribute(name));
    return copy;
  });
}

// What is behind is made when it is opened.
function makeDetails(fill) {
  const details = make("details", {}, make("summary"), make("div", { className: "scrolls", tabIndex: 0 }));
  details.addEventListener("toggle", () => {
    if (details.open) fill(details);
  });
  return details;
}

function showChartTable(details) {
  const { content, label } = details.closest(".chart");
  const holder = details.lastElementChild;
  if (!holder.firstElementChild) holder.append(makeTable());
  mark(holder, "role", "group");
  mark(holder, "aria-label", label);
  const cell = (text) => ({ text: text ?? "", full: "" });
  // Under four heads the day before stands with its value.
  const parts = content.heads.length === 4 ? ["day", "value", "day_before", "before"] : ["day", "value"];
  showTable(holder.firstElementChild, label, {
    columns: content.heads.map((head, at) => ({ label: head, figures: at % 2 === 1 })),
    rows: content.points.map((point) => ({
      cells: parts.map((part) => cell(point[part])),
      share: null,
      opens: null,
      sum: false,
    })),
  });
}
