// The frame: where plot, legend, ticks and titles of a figure stand at a width, and their drawing.

const KEY = 22;
const ROW = 20;
// About the height of what stands below a plot.
const BELOW = 48;

/** Where everything stands: the plot's edges, both scales with their ticks, the legend's entries. */
function arrange(figure, width) {
  const { data: traces, layout } = figure;
  const { family, size } = layout.font;
  const frame = { traces, layout, width, height: layout.height, family, size, spans: stacked(traces, layout) };
  frame.legend = legendOf(frame);
  if (layout.yaxis?.scaleanchor) return arrangeMap(frame);
  const [xaxis, yaxis] = [layout.xaxis, layout.yaxis];
  frame.isEmpty = xaxis?.visible === false;
  if (frame.isEmpty) return frame;
  const notes = (layout.annotations ?? []).some((a) => a.yref === "y domain");
  const bar = traces.find((trace) => trace.colorbar);
  const top = 2 + frame.legend.height + (yaxis.title?.text || notes || bar ? ROW + 4 : 6);
  const y = scaleOf(frame, "y", yaxis);
  if (yaxis.type === "category") y.ticks = categoryTicks(yaxis, y.read);
  else y.ticks = numberTicks(yaxis, y.range);
  const standoff = 7 + (yaxis.ticklabelstandoff ?? 0);
  if (yaxis.type === "category") {
    const row = (frame.height - top - BELOW) / Math.max(1, y.ticks.length);
    y.ticks = narrowed(y.ticks, width * 0.5 - 4 - standoff, row, size, family);
  }
  const wide = Math.max(0, ...y.ticks.filter((t) => within(t[0], y.range)).map((tick) => wideOf(tick, frame)));
  const left = Math.min(4 + wide + standoff, width * 0.5);
  const right = width - Math.max(layout.margin.r, 12) - (bar ? 62 : 0);
  frame.plot = { left, right, top, bottom: frame.height - 8 };
  const x = scaleOf(frame, "x", xaxis);
  place(x, left + x.pad, right - x.pad);
  x.ticks = xTicks(frame, x);
  x.labels =
    xaxis.type === "category"
      ? slanted(x.ticks, spacing(x), xaxis.autotickangles ?? [0], size, family)
      : { angle: 0, height: LINE * size * Math.max(1, ...x.ticks.map((tick) => tick[1].length)) };
  x.ticks = x.labels.ticks ?? x.ticks;
  const out = overhang(x, size, family);
  if (out) place(x, (frame.plot.left += out) + x.pad, right - x.pad);
  frame.plot.bottom = frame.height - 6 - x.labels.height - 6 - (xaxis.title?.text ? ROW : 0);
  roomForTexts(frame, y);
  place(y, frame.plot.bottom, top);
  if (layout.xaxis2) place((frame.x2 = scaleOf(frame, "x2", layout.xaxis2)), frame.plot.left, right);
  return Object.assign(frame, { x, y, colourBar: bar });
}

function scaleOf(frame, letter, axis) {
  const read = reader(axis);
  const range = extent(frame.layout, frame.traces, frame.spans, letter, axis, read);
  const isPoints = letter === "x" && axis.type !== "category" && !frame.traces.some(isBar);
  return { axis, read, range, pad: isPoints ? 10 : 0, title: axis.title?.text };
}

/** Lay a scale over pixels. */
function place(scale, from, to) {
  const [low, high] = scale.range;
  const per = (to - from) / (high - low || 1);
  Object.assign(scale, {
    from,
    to,
    per: Math.abs(per),
    of: (v) => from + (v - low) * per,
    at: (value) => scale.of(scale.read(value)),
  });
}

const within = (v, [a, b]) => v >= Math.min(a, b) - 1e-9 && v <= Math.max(a, b) + 1e-9;
const sizeOf = (tick, frame) => tick[2] ?? frame.size;
const wideOf = (tick, frame) => Math.max(...tick[1].map((words) => widthOf(words, sizeOf(tick, frame), frame.family)));

/** Ticks of categories: place, lines, and a size of their own where a name is set in small letters. */
function categoryTicks(axis, read) {
  return axis.tickvals.map((code, i) => {
    const small = /font-size:(\d+)px/.exec(axis.ticktext[i]);
    return [read(code), lines(axis.ticktext[i]), small ? +small[1] : undefined];
  });
}

function xTicks(frame, x) {
  if (x.axis.type === "category") return categoryTicks(x.axis, x.read);
  if (x.axis.type === "date") return dateTicks(x.axis, x.range, x.to - x.from, frame.size, frame.family);
  const ticks = numberTicks(x.axis, x.range).filter((tick) => within(tick[0], x.range));
  const widest = Math.max(0, ...ticks.map((tick) => wideOf(tick, frame)));
  const every = Math.ceil((widest + 12) / Math.max(1, (x.to - x.from) / Math.max(1, ticks.length - 1)));
  return ticks.filter((_, i) => i % every === 0);
}

function spacing(x) {
  const [first, second] = x.ticks;
  return second ? Math.abs(second[0] - first[0]) * x.per : x.per;
}

/** Words over bars need room within the plot. */
function roomForTexts(frame, y) {
  if (y.axis.range || !frame.traces.some((trace) => trace.textposition === "outside")) return;
  const [low, high] = y.range;
  y.range = [low, high + ((high - low) * 14) / (frame.plot.bottom - frame.plot.top)];
}

/** Degrees keep their proportions; the map stands on the left of its part of the width, in the middle of the height. */
function arrangeMap(frame) {
  const { layout, traces, width, height } = frame;
  const [from, to] = layout.xaxis.domain ?? [0, 1];
  const box = { left: 4 + from * (width - 8), right: 4 + to * (width - 8), top: 6, bottom: height - 6 };
  const ends = (letter) => {
    const all = traces.filter((trace) => trace.fill).flatMap((trace) => trace[letter]);
    return [Math.min(...all), Math.max(...all)];
  };
  const [xs, ys] = [ends("x"), ends("y")];
  const ratio = layout.yaxis.scaleratio ?? 1;
  const per = Math.min((box.right - box.left) / (xs[1] - xs[0]), (box.bottom - box.top) / ((ys[1] - ys[0]) * ratio));
  const [wide, high] = [per * (xs[1] - xs[0]), per * ratio * (ys[1] - ys[0])];
  const top = box.top + (box.bottom - box.top - high) / 2;
  const x = { axis: layout.xaxis, read: (v) => v, range: xs };
  const y = { axis: layout.yaxis, read: (v) => v, range: ys };
  place(x, box.left, box.left + wide);
  place(y, top + high, top);
  return Object.assign(frame, { x, y, isMap: true, plot: { ...box, right: box.left + wide, top, bottom: top + high } });
}

// --- the legend -------------------------------------------------------------------------------

/** Entries of the legend with their places: flowing from the left on top, or one under the other. */
function legendOf({ traces, layout, width, family, size }) {
  if (!layout.showlegend) return { entries: [], height: 0 };
  const named = traces.filter((trace) => trace.name && trace.showlegend !== false);
  const first = named.filter((trace, i) => named.findIndex((t) => t.legendgroup === trace.legendgroup) === i);
  const isColumn = layout.legend?.orientation === "v";
  const title = layout.legend?.title?.text;
  const start = isColumn && title ? 4 + 18 * lines(title).length : 0;
  let [x, y] = [2, start];
  const entries = first.map((trace) => {
    const words = lines(trace.name).join(" ");
    const wide = KEY + 6 + widthOf(words, size, family) + 14;
    if (!isColumn && x > 2 && x + wide - 12 > width) [x, y] = [2, y + ROW];
    const entry = { trace, words, x, y, wide: wide - 12 };
    if (isColumn) y += ROW;
    else x += wide;
    return entry;
  });
  return { entries, title, isColumn, height: isColumn || !entries.length ? 0 : y + ROW + 4 };
}

function drawLegend(frame, canSelect) {
  const { legend, layout, size } = frame;
  const title =
    legend.isColumn && legend.title
      ? words(2, 14, legend.title, { size: size - 1, fill: layout.font.color, raw: true })
      : "";
  return (
    title +
    legend.entries
      .map((entry, i) => {
        const acts = canSelect && seriesOf(frame, entry.trace) != null;
        const role = acts
          ? ` class="key acts" role="button" tabindex="0" aria-label="${safe(entry.words)}"`
          : ' class="key"';
        const middle = entry.y + ROW / 2;
        return (
          `<g${role} data-key="${i}">${rect([entry.x - 2, entry.y, entry.wide + 4, ROW], 'fill="transparent"')}` +
          swatch(entry.trace, entry.x, middle) +
          words(entry.x + KEY + 6, middle + size * 0.36, entry.words, { size, fill: layout.font.color, raw: true }) +
          "</g>"
        );
      })
      .join("")
  );
}

/** What a trace looks like, in little: a box for what is filled, its line and its mark for what is drawn. */
function swatch(trace, x, y) {
  const colour = many(trace.fillcolor ?? trace.marker?.color, 0) ?? trace.line?.color;
  if (isBar(trace) || trace.stackgroup)
    return `<rect x="${x + 4}" y="${y - 6}" width="14" height="12" fill="${colour}"/>`;
  const line = /lines/.test(trace.mode) ? stroke(`M${x} ${y}h${KEY}`, trace.line) : "";
  const mark = /markers/.test(trace.mode)
    ? symbol({ ...trace.marker, size: Math.min(12, many(trace.marker.size, 0) || 7) }, 0, x + KEY / 2, y)
    : "";
  return line + mark;
}

// --- ticks, titles, notes ---------------------------------------------------------------------

/** Text with its anchor; several lines go down from the first. */
function words(x, y, text, { size, fill, anchor = "start", raw = false, extra = "" }) {
  const said = Array.isArray(text) ? text : raw ? [text] : lines(text);
  const spans =
    said.length === 1
      ? safe(said[0])
      : said.map((line, i) => `<tspan x="${x}" dy="${i ? LINE * size : 0}">${safe(line)}</tspan>`).join("");
  return `<text x="${x}" y="${y}" font-size="${size}" fill="${fill}" text-anchor="${anchor}"${extra}>${spans}</text>`;
}

function drawAxes(frame) {
  if (frame.isMap || frame.isEmpty) return "";
  const { x, y, plot, size, layout } = frame;
  let [grid, ticks] = ["", ""];
  for (const tick of y.ticks.filter((t) => within(t[0], y.range))) {
    const at = rounded(y.of(tick[0]));
    if (y.axis.showgrid !== false) grid += `M${plot.left} ${at}H${plot.right}`;
    const small = sizeOf(tick, frame);
    const up = ((tick[1].length - 1) * LINE * small) / 2;
    ticks += words(rounded(plot.left - 6 - (y.axis.ticklabelstandoff ?? 0)), rounded(at + small * 0.35 - up), tick[1], {
      size: small,
      fill: y.axis.tickfont.color,
      anchor: "end",
    });
  }
  for (const tick of x.ticks.filter((t) => within(t[0], x.range))) {
    const at = rounded(x.of(tick[0]));
    if (x.axis.showgrid !== false) grid += `M${at} ${plot.top}V${plot.bottom}`;
    ticks += xLabel(frame, tick, at);
  }
  const zero = (scale) => scale.axis.type !== "category" && scale.axis.type !== "date" && within(0, scale.range);
  const base =
    (zero(y) ? `M${plot.left} ${rounded(y.of(0))}H${plot.right}` : "") +
    (zero(x) ? `M${rounded(x.of(0))} ${plot.top}V${plot.bottom}` : "");
  const thin = (path, ink) => `<path d="${path}" stroke="${ink}" class="thin"/>`;
  return thin(grid, y.axis.gridcolor) + thin(base, y.axis.linecolor) + ticks + titles(frame);
}

function xLabel(frame, tick, at) {
  const { x, plot } = frame;
  const size = sizeOf(tick, frame);
  const style = { size, fill: x.axis.tickfont.color };
  const { angle } = x.labels;
  if (angle)
    return words(0, 0, tick[1], {
      ...style,
      anchor: "end",
      extra: ` transform="translate(${rounded(at + 4)} ${plot.bottom + 12}) rotate(${angle})"`,
    });
  const half = wideOf(tick, frame) / 2;
  const middle = rounded(Math.min(Math.max(at, half + 1), frame.width - half - 1));
  return words(middle, plot.bottom + 7 + size * 0.8, tick[1], { ...style, anchor: "middle" });
}

/** The measure stands level over its axis, where it is read first; on a lying axis, under its middle. */
function titles({ x, y, plot, height }) {
  const style = ({ axis }) => ({ size: axis.title.font.size, fill: axis.title.font.color });
  return (
    (y.title ? words(2, plot.top - 12, y.title, style(y)) : "") +
    (x.title ? words((plot.left + plot.right) / 2, height - 6, x.title, { ...style(x), anchor: "middle" }) : "")
  );
}

function drawShapes(frame, layer) {
  const { x, y, plot } = frame;
  return (frame.layout.shapes ?? [])
    .filter((shape) => (shape.layer ?? "above") === layer)
    .map((shape) => {
      const across = [x.at(shape.x0), x.at(shape.x1)]
        .map((v) => Math.min(Math.max(v, plot.left), plot.right))
        .sort((a, b) => a - b);
      const down = (shape.yref === "y domain" ? [plot.bottom, plot.top] : [y.at(shape.y0), y.at(shape.y1)]).sort(
        (a, b) => a - b,
      );
      const line = shape.line?.width
        ? ` stroke="${shape.line.color}" stroke-width="${shape.line.width}"${dash(shape.line)}`
        : "";
      const look = `fill="${shape.fillcolor ?? "none"}" fill-opacity="${shape.opacity ?? 1}"${line}`;
      return rect([across[0], down[0], across[1] - across[0], down[1] - down[0]], look);
    })
    .join("");
}

function drawNotes(frame) {
  const { x, y, plot, layout } = frame;
  const notes = (layout.annotations ?? []).map((note) => {
    const across =
      note.xref === "paper" ? plot.left + note.x * (plot.right - plot.left) : Math.min(x.at(note.x), plot.right);
    const size = note.font?.size ?? frame.size;
    const down = note.yref === "y domain" ? plot.top - 11 : y.at(note.y) + size * 0.35;
    return { note, size, across: across + (note.xshift ?? 0), down, wide: widthOf(plain(note.text), size, frame.family) };
  });
  if (frame.isMap) apart(notes);
  return notes
    .map(({ note, size, across, down }) => {
      const anchor = { right: "end", left: "start" }[note.xanchor] ?? "middle";
      const ink = note.font?.color ?? layout.font.color;
      const halo = note.font?.shadow ? ` class="haloed" stroke="${isLight(ink) ? "#0b1520" : "#ffffff"}"` : "";
      return words(rounded(across), rounded(down), note.text, { size, fill: ink, anchor, extra: halo });
    })
    .join("");
}

/** Names of small neighbours move up and down until they can be told from each other. */
function apart(notes) {
  const sorted = [...notes].sort((a, b) => a.down - b.down);
  for (let pass = 0; pass < 4; pass++) {
    sorted.forEach((upper, i) => {
      for (const lower of sorted.slice(i + 1)) {
        const lack = 0.57 * (upper.size + lower.size) - (lower.down - upper.down);
        if (lack <= 0 || Math.abs(upper.across - lower.across) >= (upper.wide + lower.wide) / 2) continue;
        upper.down -= lack / 2;
        lower.down += lack / 2;
      }
    });
  }
}

const isLight = (colour) => [1, 3, 5].reduce((sum, k) => sum + parseInt(colour.slice(k, k + 2), 16), 0) > 450;

function drawColourBar({ colourBar: trace, plot, width, size, layout }) {
  if (!trace) return "";
  const { tickvals, ticktext, title, thickness } = trace.colorbar;
  const [left, long] = [plot.right + 12, plot.bottom - plot.top];
  const parts = trace.colorscale
    .map(([part, colour]) => {
      const high = long / trace.colorscale.length;
      const over = plot.bottom - (part * (trace.colorscale.length - 1) + 1) * high;
      return rect([left, over, thickness, high + 0.5], `fill="${colour}"`);
    })
    .join("");
  const ticks = tickvals
    .filter((v) => v >= trace.zmin && v <= trace.zmax)
    .map((v, i) =>
      words(
        left + thickness + 4,
        rounded(plot.bottom - ((v - trace.zmin) / (trace.zmax - trace.zmin)) * long + 4),
        ticktext[tickvals.indexOf(v)],
        { size: size - 2, fill: layout.xaxis.tickfont.color },
      ),
    )
    .join("");
  return (
    parts +
    ticks +
    words(width - 2, plot.top - 7, title.text, { size: size - 1, fill: layout.xaxis.tickfont.color, anchor: "end" })
  );
}
