// Pictures: what a slide's boxes hold, made when their room is known. A slide keeps its proportions at every size, so
// a picture is made once; only a phone, a change of light and another choice (figures as tables) make it anew.

// A figure is drawn in pixels of its own, of which a slide is so many wide, by how many views share it.
const ACROSS = [0, 900, 900, 980, 980];
// What a figure needs in height: its legend and axes, and its plot or the names under each other.
const AROUND_PLOT = 88;
const AROUND_NAMES = 64;
const LEAST_PLOT = 100;
const NAME_HIGH = 15;
const LEAST_SIZE = 0.68;

/** Fill the boxes of a slide. */
function fillSlide(state, element) {
  for (const section of element.querySelectorAll(".view.picture, .view.table")) {
    const box = section.querySelector(".box");
    if (section.view.kind === "table" || state.asTables) fillTable(state, box, section.view);
    else fillFigure(state, section, box, element);
  }
  element.filled = lookOf(state);
}

/** What a slide's pictures depend on. */
const lookOf = ({ dark, isNarrow, asTables }) => `${dark} ${isNarrow} ${asTables}`;

function fillFigure(state, section, box, element) {
  const figure = (section.figure ??= figureIn(state, box, section.view));
  const spec = section.view[state.dark ? "dark" : "light"];
  const others = Math.min(element.querySelector(".body").dataset.others, ACROSS.length - 1);
  box.style.height = state.isNarrow ? `${spec.layout.height}px` : "";
  const [wide, high] = [box.clientWidth, box.clientHeight];
  if (!wide || !high) return;
  const pixel = state.isNarrow ? 1 : element.clientWidth / ACROSS[others];
  const [size, fit] = fitted(section.view, spec, high / pixel);
  const [width, height] = [Math.round(wide / pixel / size), Math.round(high / pixel / size)];
  drawIn(figure, { data: fit.data, layout: { ...fit.layout, height } }, width, section.view);
  tellRows(state, section, fit.layout.yaxis?.tickvals?.length ?? 0, spec.layout.yaxis?.tickvals?.length ?? 0);
}

/** The size at which a figure has room, and how it is drawn there. Names under each other must not overlap: with less
 * room they are set on one line each, then smaller; of a ranking that is still too long the last ones are left out. */
function fitted({ draw }, spec, high) {
  const { type, ticktext, scaleanchor } = spec.layout.yaxis ?? {};
  if (scaleanchor) return [1, spec];
  if (type !== "category") return [Math.min(1, Math.max(LEAST_SIZE, high / (AROUND_PLOT + LEAST_PLOT))), spec];
  const most = Math.max(1, ...ticktext.map((name) => lines(name).length));
  const needs = AROUND_PLOT + ticktext.length * (((most + 1) / 2) * NAME_HIGH + 5);
  if (high >= needs) return [1, spec];
  const size = Math.min(1, high / (AROUND_NAMES + ticktext.length * (NAME_HIGH + 5)));
  if (size >= LEAST_SIZE) return [size, tighter(spec)];
  const room = Math.floor((high / LEAST_SIZE - AROUND_NAMES) / (NAME_HIGH + 5));
  return [LEAST_SIZE, draw === "rank" ? shorter(tighter(spec), Math.max(1, room)) : tighter(spec)];
}

/** Names on one line, no title of the measure: the bars bear their values and the caption the unit. */
function tighter({ data, layout }) {
  const { xaxis, yaxis } = layout;
  const oneLine = (name) => name.replace(/<br>/g, /[a-z]/i.test(name) ? " " : "");
  const bare = xaxis.title && { ...xaxis, title: { ...xaxis.title, text: "" } };
  return { data, layout: { ...layout, xaxis: bare ?? xaxis, yaxis: { ...yaxis, ticktext: yaxis.ticktext.map(oneLine) } } };
}

/** A ranking's first places. */
function shorter({ data, layout }, count) {
  const { yaxis, annotations = [] } = layout;
  const [tickvals, ticktext] = [yaxis.tickvals.slice(0, count), yaxis.ticktext.slice(0, count)];
  const first = new Set(tickvals);
  const kept = (trace, of = trace) =>
    Object.fromEntries(
      Object.entries(of).map(([name, value]) => [
        name,
        Array.isArray(value) && value.length === trace.y.length ? value.filter((_, i) => first.has(trace.y[i])) : value,
      ]),
    );
  return {
    data: data.map((trace) => ({ ...kept(trace), marker: kept(trace, trace.marker ?? {}) })),
    layout: {
      ...layout,
      yaxis: { ...yaxis, tickvals, ticktext, range: [count - 0.5, -0.5] },
      annotations: annotations.filter(({ y }) => y < count),
    },
  };
}

/** How many of how many, over what shows not all; and how many columns are left out. */
function tellRows({ scene }, section, shown, rows, count = 0) {
  section.querySelector(".more")?.remove();
  const told = [shown < rows && says(scene.words.rows, { shown, rows }), count && says(scene.words.columns, { count })];
  const more = told.filter(Boolean).join(" · ");
  if (more) section.querySelector("h3").append(make("span", "more", more));
}

/** A figure of the drawing script in a box: it can be read by mouse, finger and keys, and chooses nothing. */
function figureIn(state, box, view) {
  const inside = Object.assign(make("div", "figure"), { tabIndex: 0 });
  const live = make("div", "live");
  live.setAttribute("aria-live", "polite");
  inside.setAttribute("role", "group");
  inside.setAttribute("aria-label", `${view.title} · ${view.caption}`);
  box.replaceChildren(inside, live);
  const figure = {
    box: inside,
    live,
    holder: state.shadow,
    number: ++state.figures,
    get scale() {
      return inside.clientWidth / this.frame.width;
    },
  };
  listen(figure);
  return figure;
}

function drawIn(figure, spec, width, view) {
  figure.data = { figure: spec, alt: view.title, selects: false, opens: false, words: {} };
  if (!figure.box.isConnected) return;
  try {
    const frame = arrange(spec, width);
    const made = drawMarks(frame);
    // Patterns are named within the whole stage.
    figure.box.innerHTML = svgOf(frame, made, figure.data).replaceAll("hatch-", `hatch-${figure.number}-`);
    Object.assign(figure, { frame, marks: made.marks, brush: null, spot: null });
    figure.places = frame.isEmpty ? [] : placesOf(figure);
    hideTip(figure);
  } catch (error) {
    console.error("A figure could not be drawn", error);
    Object.assign(figure, { frame: null, places: [] });
    figure.box.textContent = `${view.title} · ${view.caption}`;
  }
}

/** A table that is too wide is set smaller, down to what can still be read; then its last columns are left out. */
function narrow(table, room) {
  fit(table, room);
  const columns = table.rows[0].cells.length;
  while (table.offsetWidth > room + 1 && table.rows[0].cells.length > 2)
    for (const row of table.rows) row.lastChild.remove();
  if (table.rows[0].cells.length < columns) fit(table, room);
}

/** The largest size that has room; in steps, for heads keep theirs. */
function fit(table, room) {
  let size = 1;
  for (let step = 0; step < 4; step += 1) {
    table.style.setProperty("--fit", size);
    size = Math.min(1, Math.max(LEAST_SIZE, (size * room) / table.offsetWidth));
  }
}

/** A table with the columns and rows that have room, and how many there are; on a phone all. */
function fillTable(state, box, view) {
  const section = box.parentNode;
  if (section.figure) point(section.figure, null);
  section.figure = null;
  tellRows(state, section, 0, 0);
  const table = tableOf(view.table);
  box.style.height = "";
  box.replaceChildren(table);
  const rows = [...table.tBodies[0].rows];
  if (state.isNarrow || !box.clientHeight) return;
  narrow(table, box.clientWidth);
  const columns = view.table.columns.length;
  const room = box.getBoundingClientRect().bottom;
  const shown = rows.filter((row) => row.getBoundingClientRect().bottom <= room + 1).length;
  rows.slice(shown).forEach((row) => row.remove());
  tellRows(state, section, shown, rows.length, columns - table.rows[0].cells.length);
}
