// Pictures: what a slide's boxes hold, made when their room is known. A slide keeps its proportions at every size, so
// a picture is made once; only a phone, a change of light and another choice (figures as tables) make it anew.

// A figure is drawn in pixels of its own, of which a slide is so many wide, by how many views share it.
const ACROSS = [0, 900, 900, 980, 980];
// What a figure needs in height: its legend and axes, and its plot or the names under each other.
const AROUND_PLOT = 88;
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
  const size = Math.min(1, Math.max(LEAST_SIZE, high / pixel / leastHeight(spec)));
  const [width, height] = [Math.round(wide / pixel / size), Math.round(high / pixel / size)];
  drawIn(figure, { data: spec.data, layout: { ...spec.layout, ...(size < 1 && tighter(spec)), height } }, width, section.view);
}

/** A ranking that lacks room goes without the title of its measure: its bars bear their values, the caption the unit. */
function tighter({ layout: { xaxis, yaxis } }) {
  return yaxis.type === "category" && xaxis.title ? { xaxis: { ...xaxis, title: { ...xaxis.title, text: "" } } } : {};
}

/** Names under each other must not overlap, nor ticks: the less room, the smaller the whole. */
function leastHeight({ layout }) {
  const { type, ticktext, scaleanchor } = layout.yaxis ?? {};
  if (scaleanchor) return 1;
  if (type !== "category") return AROUND_PLOT + LEAST_PLOT;
  const most = Math.max(1, ...ticktext.map((name) => lines(name).length));
  return AROUND_PLOT + ticktext.length * (((most + 1) / 2) * NAME_HIGH + 5);
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

/** A table with the rows that have room, and how many there are; on a phone all. */
function fillTable(state, box, view) {
  const section = box.parentNode;
  if (section.figure) point(section.figure, null);
  section.figure = null;
  section.querySelector(".more")?.remove();
  const table = tableOf(view.table);
  box.style.height = "";
  box.replaceChildren(table);
  const rows = [...table.tBodies[0].rows];
  if (state.isNarrow || !box.clientHeight) return;
  // A table that is too wide is set smaller, down to what can still be read.
  table.style.setProperty("--fit", Math.min(1, Math.max(LEAST_SIZE, box.clientWidth / table.offsetWidth)));
  const room = box.getBoundingClientRect().bottom;
  const shown = rows.filter((row) => row.getBoundingClientRect().bottom <= room + 1).length;
  if (shown === rows.length) return;
  rows.slice(shown).forEach((row) => row.remove());
  section.querySelector("h3").append(make("span", "more", says(state.scene.words.rows, { shown, rows: rows.length })));
}
