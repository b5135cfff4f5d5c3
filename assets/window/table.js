"use strict";

// Tables. Their roles are written down because a narrow window shows a row as a block, which is a table nevertheless.

function withRole(tag, role, ...children) {
  const element = make(tag, {}, ...children);
  element.setAttribute("role", role);
  return element;
}

function makeTable() {
  const head = withRole("thead", "rowgroup", withRole("tr", "row"));
  return withRole("table", "table", head, withRole("tbody", "rowgroup"));
}

function showTable(table, label, { columns, rows }) {
  mark(table, "aria-label", label);
  // Few columns stand side by side for longer.
  table.classList.toggle("few", columns.length <= 3);
  keep(table.tHead.rows[0], columns, byPlace, makeHead, (cell, column) => {
    write(cell, column.label);
    cell.classList.toggle("figure", column.figures);
  });
  // The focus stays with an order, not with the place that it had.
  const keyOf = (row, at) => (row.opens ? JSON.stringify(row.opens) : at);
  keep(table.tBodies[0], rows, keyOf, () => withRole("tr", "row"), (line, row) => showRow(line, row, columns));
}

function makeHead() {
  const cell = withRole("th", "columnheader");
  cell.scope = "col";
  return cell;
}

function showRow(line, row, columns) {
  line.classList.toggle("sum", row.sum);
  const kindOf = (_, at) => (at === 0 && row.opens ? "link" : at);
  const create = (_, at) => makeCell(at === 0 && row.opens !== null);
  keep(line, row.cells, kindOf, create, (cell, content, at) => {
    showCell(cell, content, columns[at]);
    if (at > 0) return;
    const link = cell.querySelector(".link");
    if (link) link.does = { says: row.opens, question: null };
    cell.classList.toggle("share", row.share !== null);
    if (row.share !== null) cell.style.setProperty("--share", `${row.share / 10}%`);
  });
}

// Other people's text runs in its own direction and takes at most a few lines.
function makeCell(isLink) {
  const holder = isLink ? make("button", { type: "button", className: "link" }) : make("span");
  holder.append(make("bdi", { className: "seen" }), make("span", { className: "unseen" }));
  return withRole("td", "cell", holder);
}

function showCell(cell, { text, full }, column) {
  const seen = cell.querySelector(".seen");
  write(seen, text);
  write(cell.querySelector(".unseen"), full);
  mark(seen, "aria-hidden", full ? true : null);
  mark(cell, "title", full || null);
  mark(cell, "data-label", column ? column.label : "");
  cell.classList.toggle("figure", Boolean(column && column.figures));
}
