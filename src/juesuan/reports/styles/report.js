// A number shows where it comes from; charts answer the pointer. Without this script the page still reads and prints.
const facts = JSON.parse(document.getElementById("facts").textContent);
const origin = document.getElementById("origin");
const numbers = [...document.querySelectorAll("[data-fact]")];

const element = (tag, text, more = {}) => Object.assign(document.createElement(tag), { textContent: text, ...more });
const row = (list, name, content) => {
  if (!content) return;
  const value = element("dd", typeof content === "string" ? content : "");
  if (typeof content !== "string") value.append(content);
  list.append(element("dt", name), value);
};
const links = (items) => {
  if (!items.length) return null;
  const list = element("ul", "");
  if (items.length > 8) Object.assign(list, { className: "long", tabIndex: 0 });
  for (const [text, go] of items) {
    const line = element("li", "");
    line.append(go ? element("button", text, { className: "go", type: "button", onclick: go }) : text);
    list.append(line);
  }
  return list;
};
// Where a number stands, in words: the form and row of a table, else the beginning of its paragraph.
const place = (n) => {
  const line = n.closest("tr"), form = n.closest(".form");
  if (!line) return (n.closest("p,h1,h2,h3,h4,h5") || n).textContent.trim().slice(0, 40);
  const label = form?.querySelector(".table-label, .table-title")?.textContent || "表";
  const words = [...line.cells].slice(0, n.closest("td,th").cellIndex).map((c) => c.textContent.trim());
  return `${label} ${words.filter((w) => w && !/^[\d.,%-]+$/.test(w)).pop() || words[0] || ""}`;
};
const leave = () => { for (const n of numbers) n.classList.remove("shown"); };

function show(key, from) {
  const fact = facts[key];
  const places = numbers.filter((n) => n.dataset.fact === key);
  leave();
  for (const n of places) n.classList.add("shown");
  origin.replaceChildren(element("h2", fact ? fact.name : "这个数字没有登记来源", { id: "origin-name" }));
  const list = element("dl", "");
  if (fact) {
    row(list, "数值", fact.shown);
    row(list, "算法", fact.formula);
    const parts = (fact.contributors || []).map((k) =>
      facts[k] ? [`${facts[k].name}：${facts[k].shown}`, () => show(k, from)] : [k, null]);
    row(list, "由此得出", links(parts));
  }
  const elsewhere = places.filter((n) => n !== from).map((n, i) => [
    `${i + 1}. ${place(n)}`,
    () => { origin.close(); n.focus(); n.scrollIntoView({ block: "center" }); }]);
  row(list, "同一数据还见", links(elsewhere));
  origin.append(list, element("button", "关闭", { className: "close", type: "button", onclick: () => origin.close() }));
  if (!origin.open) origin.showModal();
}
origin.addEventListener("close", leave);
origin.addEventListener("click", (e) => { if (e.target === origin) origin.close(); });
document.addEventListener("click", (e) => {
  const n = e.target.closest("[data-fact]");
  if (n) show(n.dataset.fact, n);
});

// On a phone the contents would fill the screen before the report begins.
if (matchMedia("(max-width: 60rem)").matches) document.querySelector("#contents details")?.removeAttribute("open");

// In a table one number is a tab stop and the arrow keys go on from it.
for (const table of document.querySelectorAll("table")) {
  const first = table.querySelector("[data-fact]");
  if (first) first.tabIndex = 0;
}
const steps = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };
document.addEventListener("keydown", (e) => {
  const n = e.target.closest?.("[data-fact]");
  if (!n) return;
  if (e.key === "Enter" || e.key === " ") { e.preventDefault(); show(n.dataset.fact, n); return; }
  const step = steps[e.key], cell = n.closest("td,th"), body = n.closest("table");
  if (!step || !cell) return;
  let next = null;
  const inside = [...body.querySelectorAll("[data-fact]")];
  if (step[1]) next = inside[inside.indexOf(n) + step[1]];
  else {
    let line = cell.parentElement;
    const column = cell.cellIndex;
    do line = body.rows[line.rowIndex + step[0]]; while (line && !line.cells[column]?.querySelector("[data-fact]"));
    next = line?.cells[column].querySelector("[data-fact]");
  }
  if (next) { e.preventDefault(); n.tabIndex = -1; next.tabIndex = 0; next.focus(); }
});

const charts = JSON.parse(document.getElementById("charts").textContent);
const options = { ast: true, actions: false, renderer: "svg", defaultStyle: false, tooltip: { disableDefaultStyle: true } };
for (const figure of window.drawChart ? document.querySelectorAll("[data-chart]") : []) {
  const picture = figure.querySelector("div").firstElementChild;
  const drawing = document.createElement("div");
  const family = getComputedStyle(figure.querySelector("figcaption") || figure).fontFamily;
  const spec = charts[figure.dataset.chart];
  window.drawChart(drawing, { background: "white", ...spec, config: { font: family, ...spec.config } }, options)
    .then(({ view }) => {
      picture.replaceWith(drawing);
      // A slice or column that stands for one fact answers a click as the printed number does.
      const keys = (figure.dataset.facts || "").split("\n").filter(Boolean), rows = spec.data?.values || [];
      if (keys.length !== rows.length) return;
      const keyOf = (item) => keys[rows.findIndex((r) => item?.datum && Object.keys(r).every((k) => r[k] === item.datum[k]))];
      view.addEventListener("click", (_, item) => { if (keyOf(item)) show(keyOf(item), null); });
    })
    .catch((problem) => console.warn("图形未能启用互动，显示静态图片", problem));
}
