// A slide as elements: its title and finding, its views in a grid by their number, its footer. Words only; no events.

const make = (tag, className, ...inside) => {
  const element = document.createElement(tag);
  if (className) element.className = className;
  element.append(...inside.filter((part) => part != null && part !== ""));
  return element;
};
const says = (wording, values) => wording.replace(/\{(\w+)\}/g, (_, name) => values[name]);

// Sizes of a finding in units of a slide 960 wide, and of those the room that it has.
const FINDING_SIZES = [26, 24, 22, 20, 18, 16];
const FINDING_ROOM = 880;
const CARD_GAP = 12;
const UNIT_SIZE = 12.5;

// What a cell holds on one line, in letters as wide as they are high.
const SHORT = 8;

/** The width of words in letters as wide as they are high: Chinese ones are. */
const emsOf = (said) => [...said].reduce((sum, sign) => sum + (/[\u2e80-\uffef]/.test(sign) ? 1 : 0.55), 0);

/** The largest size at which a finding takes one line beside other sentences, two by itself; a long one takes more. */
function findingSize(said, isAlone) {
  const sizes = isAlone ? FINDING_SIZES : FINDING_SIZES.slice(2, 5);
  const room = (isAlone ? 2 : 1) * FINDING_ROOM * 0.96;
  return sizes.find((size) => emsOf(said) * size <= room) ?? (isAlone ? FINDING_SIZES.at(-1) : sizes[1]);
}

function slideOf(slide, scene, asked = "") {
  const { words: said, slides } = scene;
  const name = says(said.at, { number: slide.number, count: slides.length });
  const sheet = make("div", "sheet", headOf(slide, asked), bodyOf(slide, said), footOf(slide, scene));
  const element = make("article", "slide", sheet);
  element.setAttribute("role", "group");
  element.setAttribute("aria-roledescription", said.slide);
  element.setAttribute("aria-label", `${name}: ${slide.title}`);
  return element;
}

/** The finding's first sentence is read across the room; what follows supports it. */
function headOf({ title, lead, further }, asked) {
  const told = lead || title;
  const heading = make("h2", "finding", told);
  heading.style.setProperty("--size", findingSize(told, !further));
  const kicker = make("p", "kicker", lead ? title : "", asked && make("span", "asked", asked));
  return make("header", "", kicker, heading, further && make("p", "further", further));
}

function bodyOf({ views }, said) {
  const others = views.filter((view) => view.kind !== "cards");
  const body = make("div", "body", ...views.map((view) => viewOf(view, said, !others.length)));
  body.dataset.others = others.length;
  body.dataset.cards = views.length - others.length;
  [...body.children].find((section) => section.view.kind !== "cards")?.classList.add("first");
  // Beside one other, a map needs less room than half.
  if (others.length === 2) body.dataset.map = others.findIndex((view) => view.draw === "area_map") + 1;
  return body;
}

function viewOf(view, said, isAlone) {
  const made = { cards: () => cardsOf(view, isAlone), table: boxOf, figure: boxOf, broken: () => brokenOf(view, said) };
  const body = made[view.kind]();
  const note = view.note && make("span", "note", `${view.note} · `);
  const title = view.kind === "broken" ? "" : make("h3", "", view.title);
  const kind = view.kind === "figure" ? "picture" : view.kind;
  const section = make("section", `view ${kind}`, title, body, make("p", "caption", note, view.caption));
  section.view = view;
  return section;
}

/** What is drawn, or measured, once it is known how much room there is: see picture.js. */
const boxOf = () => make("div", "box");

function brokenOf({ title, reason }, said) {
  return make("div", "box", make("p", "cross", "×"), make("p", "", make("b", "", said.broken), " · ", title), make("p", "reason", reason));
}

/** In a row beside other views; by themselves in two rows. */
function cardsOf({ cards }, isAlone) {
  const count = cards.length;
  const columns = !isAlone || count <= 3 ? count : count === 4 ? 2 : count <= 6 ? 3 : 4;
  const row = make("div", `row${isAlone ? ` alone of-${columns}` : ""}`, ...cards.map((card) => cardOf(card, columns, isAlone)));
  row.style.setProperty("--columns", columns);
  return row;
}

function cardOf({ title, told, change, standing, trend }, columns, isAlone) {
  const [, value, unit] = /^([≥−]?\s?[\d.,]+(?:[万亿KMB%](?![a-z]))?)\s?(.*)$/.exec(told) ?? [null, told, ""];
  const amount = make("p", "amount", make("b", "", value), unit && make("span", "", unit));
  // A number stands on one line with its unit, as large as its card allows.
  const room = (900 - CARD_GAP * (columns - 1)) / columns - (isAlone ? 46 : 26) - emsOf(unit) * UNIT_SIZE - 6;
  const largest = !isAlone ? 27 : columns === 4 ? 28 : 40;
  amount.style.setProperty("--amount", Math.min(largest, Math.max(14, room / (emsOf(value) * 1.12))));
  const moved =
    change && make("p", `change ${change.sense}`, make("span", "mark", `${change.mark} ${change.words}`), " ", change.against);
  const card = make("div", "card", make("p", "name", title), amount, moved);
  if (trend) card.append(Object.assign(make("div", "trend"), { innerHTML: trend }));
  card.append(make("p", "standing", standing));
  return card;
}

function footOf({ number, scope, incomplete }, { footer, slides }) {
  const count = make("span", "count", make("b", "", number), ` / ${slides.length}`);
  return make("footer", "", make("span", "scope", [scope, incomplete].filter(Boolean).join(" · ")), make("span", "stands", footer), count);
}

function tableOf({ columns, rows }) {
  const kinds = columns.map(({ number }) => (number ? "number" : ""));
  const head = make("tr", "", ...columns.map(({ name }, i) => make("th", kinds[i], name)));
  const lines = rows.map((row) => make("tr", "", ...row.map((cell, i) => cellOf(cell, kinds[i], i === 0))));
  return make("table", "", make("thead", "", head), make("tbody", "", ...lines));
}

/** The first cell names the row and stays whole, as do short ones; others take two lines. An address may break
 * anywhere. */
function cellOf(cell, kind, isFirst) {
  if (Array.isArray(cell)) return make("td", kind, cell[0]);
  if (isFirst || emsOf(cell) <= SHORT) return make("td", "whole", cell);
  const isLong = /[!-~]{16}|[a-z]\.[a-z]/i.test(cell);
  return make("td", isLong ? "long" : "", make("span", "", cell));
}
