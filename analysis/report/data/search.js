"use strict";
// Filters the tables that the page carries; text is only ever set as text.
const STEP = 50;
const tables = JSON.parse(document.getElementById("tables").textContent);
const form = document.querySelector("form");
const head = document.querySelector("thead tr");
const body = document.querySelector("tbody");
const told = document.querySelector("output");
const more = document.getElementById("more");
let order = null;
let shown = STEP;

const folded = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
const add = (parent, name, text = "") => {
  const element = document.createElement(name);
  element.textContent = text;
  return parent.appendChild(element);
};
const current = () => tables[form.elements.table.value];
const sought = () =>
  (form.elements.words.value.match(/"[^"]+"|\S+/g) || []).map((word) => word.replaceAll('"', ""));

function found() {
  const { columns, rows } = current();
  const words = sought().map(folded);
  const source = form.elements.source.value;
  const place = columns.indexOf("source");
  const kept = rows.filter((row) => {
    if (source && row[place] !== source) return false;
    const text = folded(row.slice(0, columns.length).join(" "));
    return words.every((word) => text.includes(word));
  });
  if (order === null) return kept;
  const { column, down } = order;
  const compare = (a, b) => (typeof a === "number" ? a - b : String(a).localeCompare(String(b)));
  return kept.sort((a, b) => (down ? -1 : 1) * compare(a[column], b[column]));
}

function mark(cell, text) {
  const words = sought().map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  if (!words.length) return void (cell.textContent = text);
  text.split(new RegExp(`(${words.join("|")})`, "gi")).forEach((part, number) => {
    if (number % 2) add(cell, "mark", part);
    else cell.append(part);
  });
}

function showRows() {
  const { columns } = current();
  const rows = found();
  body.replaceChildren();
  for (const row of rows.slice(0, shown)) {
    const line = add(body, "tr");
    const [address, id] = row.slice(columns.length);
    const link = add(add(line, "td"), "a", id);
    link.href = address;
    link.className = "evidence";
    columns.forEach((column, number) => {
      const cell = add(line, "td");
      if (column === "text" || column === "claim") cell.className = "long";
      mark(cell, String(row[number]));
    });
  }
  const all = current().rows.length;
  told.textContent = `${rows.length.toLocaleString("en")} of ${all.toLocaleString("en")} rows`;
  more.hidden = rows.length <= shown;
}

function showHead() {
  head.replaceChildren();
  add(head, "th", "evidence").scope = "col";
  current().columns.forEach((column, number) => {
    const heading = add(head, "th");
    heading.scope = "col";
    const down = order !== null && order.column === number && order.down;
    if (order !== null && order.column === number)
      heading.setAttribute("aria-sort", down ? "descending" : "ascending");
    add(heading, "button", column).addEventListener("click", () => {
      order = { column: number, down: order !== null && order.column === number && !down };
      showHead();
      head.children[number + 1].firstChild.focus();
      showRows();
    });
  });
}

function anew() {
  shown = STEP;
  showRows();
}

form.addEventListener("submit", (event) => event.preventDefault());
form.elements.words.addEventListener("input", anew);
form.elements.source.addEventListener("change", anew);
form.elements.table.addEventListener("change", () => {
  order = null;
  showHead();
  anew();
});
more.addEventListener("click", () => {
  const first = shown;
  shown += STEP;
  showRows();
  body.children[first]?.querySelector("a")?.focus();
});
showHead();
showRows();
