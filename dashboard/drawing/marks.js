// Marks: bars, lines, areas, points and cells as SVG, and what each of them is to a reader.

const DASHES = { dash: "7 5", dot: "2 3", longdash: "11 5" };
const dash = (line) => (DASHES[line?.dash] ? ` stroke-dasharray="${DASHES[line.dash]}"` : "");
const stroke = (path, { color, width = 2, dash: name }) =>
  `<path class="line" d="${path}" stroke="${color}" stroke-width="${width}"${dash({ dash: name })}/>`;

/** The drawing, the hatchings it needs, and its marks in the order of the traces. */
function drawMarks(frame) {
  const made = { parts: [], marks: [], texts: [], hatches: new Map() };
  if (frame.isEmpty) return made;
  const bars = frame.traces.filter((trace) => isBar(trace) && !isUnseen(trace));
  frame.traces.forEach((trace, t) => {
    if (trace.type === "heatmap") drawCells(frame, trace, made);
    else if (isUnseen(trace)) drawWords(frame, trace, made);
    else if (isBar(trace)) drawBars(frame, trace, t, bars.indexOf(trace), bars.length, made);
    else drawPoints(frame, trace, t, made);
  });
  made.parts.push(barWords(frame, made.texts));
  return made;
}

/** A mark: where it is, what it hands over, and what its tooltip says. `box` is left, top, width, height. */
function markOf(frame, trace, t, i, cx, cy, box, more = {}) {
  const template = many(trace.hovertemplate, i);
  return {
    trace,
    t,
    i,
    cx,
    cy,
    box,
    custom: trace.customdata?.[i] ?? [],
    template,
    x: trace.x[i],
    y: trace.y[i],
    ...more,
  };
}

const isRead = (trace) => trace.hoverinfo !== "skip" && trace.hovertemplate;

// --- bars -------------------------------------------------------------------------------------

function drawBars(frame, trace, t, number, count, made) {
  const lying = isLying(trace);
  const [along, value] = lying ? [frame.y, frame.x] : [frame.x, frame.y];
  const [letter, other] = lying ? ["y", "x"] : ["x", "y"];
  const grouped = frame.layout.barmode === "group";
  const band = bandOf(trace, along.axis, along.read, letter) * along.per;
  const all = band * (1 - (frame.layout.bargap ?? 0.2));
  const slot = grouped ? all / count : all;
  const wide = trace.width ? trace.width * band : slot * (1 - (grouped ? (frame.layout.bargroupgap ?? 0) : 0));
  const shown = trace[letter].map((place, i) => {
    if (trace[other][i] == null) return null;
    const middle = along.at(place);
    const start = grouped ? middle - all / 2 + number * slot + (slot - wide) / 2 : middle - wide / 2;
    const ends = frame.spans[t][i].map((v) => value.of(v)).sort((a, b) => a - b);
    const box = lying ? [ends[0], start, ends[1] - ends[0], wide] : [start, ends[0], wide, ends[1] - ends[0]];
    made.parts.push(bar(trace, i, box, made));
    if (isRead(trace))
      made.marks.push(markOf(frame, trace, t, i, box[0] + box[2] / 2, box[1] + box[3] / 2, box, { middle }));
    return { i, box, room: trace.textposition === "outside" ? (grouped ? slot : band) : box[2] };
  });
  if (trace.text) made.texts.push(...shown.filter(Boolean).map((one) => ({ ...one, trace })));
}

function bar(trace, i, [x, y, wide, high], made) {
  const { color, opacity, pattern, line } = trace.marker;
  const fill = many(pattern?.shape, i) ? hatch(made, many(color, i), "none", pattern.size) : many(color, i);
  const faint = many(opacity, i) ?? 1;
  const edge = line?.width && wide > 3 && high > 2 ? ` stroke="${line.color}" stroke-width="${line.width}"` : "";
  const pale = faint < 1 ? ` opacity="${faint}"` : "";
  return rect([x, y, Math.max(wide, 0.5), Math.max(high, 0.5)], `class="mark" fill="${fill}"${pale}${edge}`);
}

/** The values written on or in bars, all of one size; those that have no room are left out, the tooltip says them. */
function barWords(frame, shown) {
  const least = frame.layout.uniformtext?.minsize ?? 9;
  const said = shown
    .map((one) => ({ ...one, text: lines(one.trace.text[one.i])[0], size: one.trace.textfont?.size ?? frame.size }))
    .filter((one) => one.text);
  for (const one of said)
    one.size = Math.min(one.size, (one.size * (one.room - 2)) / Math.max(1, widthOf(one.text, one.size, frame.family)));
  const roomy = said.filter(
    (one) => one.size >= least && (one.trace.textposition === "outside" || one.box[3] >= least),
  );
  const size = Math.floor(Math.min(...roomy.map((one) => one.size)) * 2) / 2;
  return roomy
    .map(({ trace, i, text, box: [x, y, wide, high] }) => {
      const down = trace.textposition === "outside" ? y - 4 : y + high / 2 + size * 0.35;
      return words(rounded(x + wide / 2), rounded(down), text, {
        size,
        fill: many(trace.textfont.color, i),
        anchor: "middle",
        raw: true,
      });
    })
    .join("");
}

/** Words over the cells of a heat map, carried by unseen bars. */
function drawWords(frame, trace, made) {
  const { x2, y } = frame;
  const high = y.per * (many(trace.width, 0) ?? 1);
  const shown = trace.y.map((place, i) => {
    const left = x2.of(trace.base[i]);
    const wide = trace.x[i] * x2.per;
    return { trace, i, box: [left, y.at(place) - high / 2, wide, high], room: wide };
  });
  made.texts.push(...shown);
}

function hatch(made, ink, ground, size = 6) {
  const id = `hatch-${`${ink}${ground}${size}`.replace(/[^\w]/g, "")}`;
  const all = `width="${size}" height="${size}"`;
  const under = ground === "none" ? `fill="${ink}" fill-opacity=".22"` : `fill="${ground}"`;
  const stripe = rect([0, 0, size * 0.34, size], `fill="${ink}"`);
  const turned = 'patternUnits="userSpaceOnUse" patternTransform="rotate(45)"';
  made.hatches.set(id, `<pattern id="${id}" ${all} ${turned}><rect ${all} ${under}/>${stripe}</pattern>`);
  return `url(#${id})`;
}

// --- cells ------------------------------------------------------------------------------------

function drawCells(frame, trace, made) {
  const { x, y } = frame;
  const [wide, high] = [x.per - (trace.xgap ?? 0), y.per - (trace.ygap ?? 0)];
  trace.z.forEach((row, line) =>
    row.forEach((value, column) => {
      if (value == null) return;
      const colour = shade(trace.colorscale, (value - trace.zmin) / (trace.zmax - trace.zmin || 1));
      made.parts.push(
        rect([x.of(column) - wide / 2, y.of(line) - high / 2, wide, high], `class="mark" fill="${colour}"`),
      );
    }),
  );
}

/** The colour at a part of a scale, between its steps. */
function shade(scale, part) {
  const place = Math.min(Math.max(part, 0), 1) * (scale.length - 1);
  const step = Math.min(Math.floor(place), scale.length - 2);
  const parts = (colour) => [1, 3, 5].map((k) => parseInt(colour.slice(k, k + 2), 16));
  const [low, high] = [parts(scale[step][1]), parts(scale[step + 1][1])];
  return `rgb(${low.map((v, k) => Math.round(v + (high[k] - v) * (place - step))).join(",")})`;
}

// --- lines, areas, points ---------------------------------------------------------------------

function drawPoints(frame, trace, t, made) {
  const { x, y } = frame;
  const points = trace.x.map((place, i) => [
    x.at(place),
    trace.stackgroup ? y.of(frame.spans[t][i][1]) : y.at(trace.y[i]),
  ]);
  const known = points.map(
    ([px, py], i) => trace.x[i] != null && trace.y[i] != null && Number.isFinite(px) && Number.isFinite(py),
  );
  const faint = trace.opacity < 1 ? ` opacity="${trace.opacity}"` : "";
  if (trace.fill === "toself")
    return made.parts.push(outline(trace, points, made, frame)) && trace.meta && district(frame, trace, points, made);
  const drawn = [];
  if (trace.stackgroup) drawn.push(areaOf(frame, trace, t, points));
  else if (/lines/.test(trace.mode) && trace.line?.width !== 0)
    drawn.push(stroke(pathOf(points, known), trace.line ?? {}));
  const unseen = trace.marker && !Array.isArray(trace.marker.opacity) && trace.marker.opacity === 0;
  if (/markers/.test(trace.mode) && trace.marker && !unseen) {
    const every = Math.max(1, Math.ceil((points.length - 1) / (trace.marker.maxdisplayed || points.length)));
    points.forEach(([px, py], i) => known[i] && i % every === 0 && drawn.push(symbol(trace.marker, i, px, py)));
  }
  made.parts.push(faint ? `<g${faint}>${drawn.join("")}</g>` : drawn.join(""));
  // A point that covers a district answers for it: see `district`.
  if (!isRead(trace) || frame.isMap) return;
  points.forEach(
    ([px, py], i) =>
      known[i] &&
      made.marks.push(
        markOf(frame, trace, t, i, px, py, reachOf(frame, trace, t, i, px, py), {
          middle: isHeat(frame) ? undefined : px,
          band: trace.stackgroup && [py, y.of(frame.spans[t][i][0])],
        }),
      ),
  );
}

const isHeat = (frame) => frame.traces.some((trace) => trace.type === "heatmap");

/** The box that a point answers for: its cell in a heat map, its part of a stack, a little around it elsewhere. */
function reachOf(frame, trace, t, i, px, py) {
  if (isHeat(frame)) return [px - frame.x.per / 2, py - frame.y.per / 2, frame.x.per, frame.y.per];
  const r = Math.max(5, (many(trace.marker?.size, i) || 7) / 2 + 2);
  return [px - r, py - r, 2 * r, 2 * r];
}

function pathOf(points, known = []) {
  let path = "";
  points.forEach(([px, py], i) => {
    if (known[i] === false) return;
    path += `${i && known[i - 1] !== false && path ? "L" : "M"}${rounded(px)} ${rounded(py)}`;
  });
  return path;
}

function areaOf(frame, trace, t, points) {
  const under = trace.x.map((place, i) => [frame.x.at(place), frame.y.of(frame.spans[t][i][0])]).reverse();
  const body = `<path class="mark" d="${pathOf([...points, ...under])}Z" fill="${trace.fillcolor}"/>`;
  return body + stroke(pathOf(points), trace.line);
}

function outline(trace, points, made, frame) {
  const { fillpattern: pattern, fillcolor, line } = trace;
  const clear = pattern && pattern.bgcolor === "rgba(0,0,0,0)";
  const fill = pattern
    ? hatch(made, pattern.fgcolor, clear ? "transparent" : pattern.bgcolor, pattern.size)
    : fillcolor;
  const edge = line?.width ? ` stroke="${line.color}" stroke-width="${line.width}" stroke-linejoin="round"` : "";
  return `<path${frame.isMap ? ' class="mark"' : ""} d="${pathOf(points)}Z" fill="${fill}"${edge}/>`;
}

/** A district is a mark of its whole area; what it says stands at the unseen points laid over it. */
function district(frame, trace, ring, made) {
  for (const [t, touch] of frame.traces.entries()) {
    const i = isRead(touch) ? touch.customdata.findIndex(([code]) => code === trace.meta) : -1;
    if (i < 0) continue;
    const [xs, ys] = [ring.map((p) => p[0]), ring.map((p) => p[1])];
    const box = [
      Math.min(...xs),
      Math.min(...ys),
      Math.max(...xs) - Math.min(...xs),
      Math.max(...ys) - Math.min(...ys),
    ];
    const note = frame.layout.annotations?.find((a) => lines(a.text)[0] === plain(touch.customdata[i][1]));
    const [cx, cy] = note ? [frame.x.of(note.x), frame.y.of(note.y)] : [box[0] + box[2] / 2, box[1] + box[3] / 2];
    made.marks.push(markOf(frame, touch, t, i, cx, cy, box, { ring, x: null, y: null }));
  }
}

const polygon = (n, turn, r, inner) =>
  Array.from({ length: inner ? 2 * n : n }, (_, k) => {
    const angle = turn + (k * 2 * Math.PI) / (inner ? 2 * n : n);
    const long = inner && k % 2 ? r * inner : r;
    return `${k ? "L" : "M"}${rounded(long * Math.sin(angle))} ${rounded(-long * Math.cos(angle))}`;
  }).join("") + "Z";
/** One arm of a cross, turned around its middle. */
function arm(r, turn, path) {
  const w = r * 0.4;
  const [cos, sin] = [Math.cos((turn * Math.PI) / 180), Math.sin((turn * Math.PI) / 180)];
  const at = (x, y) => `${rounded(x * cos - y * sin)} ${rounded(x * sin + y * cos)}`;
  return `${path ? "L" : "M"}${at(-w, -w)}L${at(-w, -r)}L${at(w, -r)}`;
}

const SHAPES = {
  circle: (r) => `M${-r} 0a${r} ${r} 0 1 1 ${2 * r} 0a${r} ${r} 0 1 1 ${-2 * r} 0Z`,
  square: (r) => `M${-r} ${-r}h${2 * r}v${2 * r}h${-2 * r}Z`,
  diamond: (r) => polygon(4, 0, r * 1.3),
  "triangle-up": (r) => polygon(3, 0, r * 1.3),
  "triangle-down": (r) => polygon(3, Math.PI, r * 1.3),
  star: (r) => polygon(5, 0, r * 1.4, 0.4),
  pentagon: (r) => polygon(5, 0, r * 1.15),
  hexagon: (r) => polygon(6, 0, r * 1.15),
  cross: (r) => [0, 90, 180, 270].reduce((path, turn) => path + arm(r, turn, path), "") + "Z",
  x: (r) => `M${-r} ${-r}L${r} ${r}M${-r} ${r}L${r} ${-r}`,
  "square-x": (r) => `M${-r} ${-r}h${2 * r}v${2 * r}h${-2 * r}ZL${r} ${r}M${-r} ${r}L${r} ${-r}`,
  "line-ns": (r) => `M0 ${-r}V${r}`,
  "line-ew": (r) => `M${-r} 0H${r}`,
  "line-ne": (r) => `M${-r} ${r}L${r} ${-r}`,
};

/** A point's symbol; open ones are drawn by their outline. */
function symbol(marker, i, x, y) {
  const size = many(marker.size, i) ?? 7;
  const faint = many(marker.opacity, i) ?? 1;
  if (!size || !faint) return "";
  const name = (many(marker.symbol, i) ?? "circle").replace(/-open$/, "");
  const open = name !== (many(marker.symbol, i) ?? "circle") || name === "x";
  const colour = many(marker.color, i);
  const ground = /^(line|x$|square-x)/.test(name) ? "none" : "var(--ground)";
  const look = open
    ? `fill="${ground}" stroke="${colour}" stroke-width="${marker.line?.width ?? 1.6}"`
    : `fill="${colour}"`;
  const at = `translate(${rounded(x)} ${rounded(y)})`;
  return `<path class="point" transform="${at}" d="${SHAPES[name](size / 2)}" ${look} opacity="${faint}"/>`;
}
