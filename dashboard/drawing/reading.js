// Reading: which mark is meant by a place of the figure, what is said of it, and what the page is told.

// --- places: marks that are read together -----------------------------------------------------

/** Marks by their place on the main axis, in reading order; a cell and a district are places of their own. */
function placesOf({ frame, marks }) {
  const lying = isLyingFigure(frame);
  if (frame.isMap || isHeat(frame)) return marks.map((mark) => ({ key: null, at: mark.cx, marks: [mark] }));
  const found = new Map();
  for (const mark of marks) {
    const key = lying ? mark.y : mark.x;
    const at = (lying ? frame.y : frame.x).at(key);
    if (!Number.isFinite(at)) continue;
    if (!found.has(key)) found.set(key, { key, at, marks: [] });
    found.get(key).marks.push(mark);
  }
  const across = (mark) => (lying ? mark.cx : mark.cy);
  const places = [...found.values()].sort((a, b) => a.at - b.at);
  places.forEach((one) => one.marks.sort((a, b) => across(a) - across(b)));
  return places;
}

const isLyingFigure = (frame) => frame.traces.some((trace) => isBar(trace) && isLying(trace) && !isUnseen(trace));
const holds = ([left, top, wide, high], px, py) => px >= left && px <= left + wide && py >= top && py <= top + high;
const inside = (ring, px, py) =>
  ring.reduce((odd, [x1, y1], i) => {
    const [x2, y2] = ring[(i + 1) % ring.length];
    return y1 > py !== y2 > py && px < x1 + ((py - y1) / (y2 - y1)) * (x2 - x1) ? !odd : odd;
  }, false);

/** The place and the mark under a point of the figure; null outside the plot. */
function found(figure, px, py) {
  const { frame, places } = figure;
  const { left, right, top, bottom } = frame.plot;
  if (frame.isMap || isHeat(frame)) {
    const p = places.findIndex(({ marks: [mark] }) =>
      mark.ring ? inside(mark.ring, px, py) : holds(mark.box, px, py),
    );
    return p < 0 ? null : { p, k: 0 };
  }
  const lying = isLyingFigure(frame);
  if (py < top - 4 || py > bottom + (lying ? 0 : 30) || (!lying && (px < left - 6 || px > right + 6)) || !places.length)
    return null;
  const at = lying ? py : px;
  const p = places.reduce((best, one, i) => (Math.abs(one.at - at) < Math.abs(places[best].at - at) ? i : best), 0);
  return { p, k: nearest(places[p].marks, lying, px, py) };
}

function nearest(marks, lying, px, py) {
  const within = marks.findIndex((mark) =>
    mark.band
      ? py >= mark.band[0] && py <= mark.band[1]
      : isBar(mark.trace) &&
        (lying ? px : py) >= mark.box[lying ? 0 : 1] &&
        (lying ? px <= mark.box[0] + mark.box[2] : holds(mark.box, px, py)),
  );
  if (within >= 0) return within;
  // Left and right of a group's middle are different bars; else the nearest along the value answers.
  const away = (mark) =>
    lying
      ? Math.abs(mark.cx - px)
      : Math.abs(mark.cy - py) + (isBar(mark.trace) ? 4 * Math.max(0, Math.abs(mark.cx - px) - mark.box[2] / 2) : 0);
  return marks.reduce((best, mark, i) => (away(mark) < away(marks[best]) ? i : best), 0);
}

// --- what is said -----------------------------------------------------------------------------

const inkOf = (mark) =>
  isBar(mark.trace)
    ? many(mark.trace.marker.color, mark.i)
    : (mark.trace.fillcolor ?? mark.trace.line?.color ?? mark.trace.marker?.color);

/** The words of a place: a line a mark, the one that is meant in bold. */
function told(figure, { p, k }) {
  const { frame, places } = figure;
  const { marks, key } = places[p];
  if (frame.layout.hovermode !== "x unified") return toldApart(marks);
  const { axis } = frame.x;
  const head =
    axis.type === "date"
      ? moment(Date.parse(key), axis.hoverformat ?? "%Y-%m-%d")
      : plain(marks[k].custom[1] ?? `${key}`);
  const rows = marks.map(
    (mark, i) =>
      `<div class="row${i === k && marks.length > 1 ? " meant" : ""}"><i style="background:${inkOf(mark)}"></i>` +
      `<span>${rich(filled(mark.template, mark.trace, mark.i))}</span></div>`,
  );
  return `<b>${safe(head)}</b>${rows.join("")}`;
}

/** Marks that say their own place: the heading they share stands once. */
function toldApart(marks) {
  let last;
  return marks
    .map((mark) => {
      const [head, ...rest] = filled(mark.template, mark.trace, mark.i).split(/<br\s*\/?>/);
      const isNew = head !== last;
      last = head;
      return [...(isNew ? [head] : []), ...rest]
        .map((line) => `<div class="row"><span>${rich(line)}</span></div>`)
        .join("");
    })
    .join("");
}

/** The code of the series that a trace draws: over time it comes first in the data of its points, else third. */
function seriesOf(frame, trace) {
  if (frame.isMap || isHeat(frame) || !trace.customdata?.length) return null;
  const [code, label, other] = trace.customdata[0];
  if (frame.layout.xaxis.type !== "date" || isLying(trace)) return other ?? null;
  // An earlier period, or what was told earlier, goes by another name than its series.
  return trace.name === label ? (code ?? null) : null;
}

/** What the page is told of a mark. One that stands for an earlier time answers as the one that it is compared with. */
function eventOf({ frame, places }, act, { p, k }) {
  const isOwn = ({ custom: [code, label, other] }) => code != null || (label && other != null);
  const { marks } = places[p];
  const mark = isOwn(marks[k]) ? marks[k] : (marks.find(isOwn) ?? marks[k]);
  const { trace, custom } = mark;
  const named = ["date", "category"].includes(frame.x.axis.type);
  const x = isHeat(frame) ? custom[2] : named && !frame.isMap ? mark.x : null;
  return {
    act,
    part: "mark",
    code: custom[0] ?? null,
    label: plain(`${custom[1] ?? ""}`),
    x: x ?? null,
    series: seriesOf(frame, trace),
    column: frame.isMap ? null : (trace.meta ?? null),
  };
}

function seriesEvent({ frame }, { trace, words }) {
  const code = seriesOf(frame, trace);
  return { act: "select", part: "series", code, label: words, x: null, series: code, column: null };
}
