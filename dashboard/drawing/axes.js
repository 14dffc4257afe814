// Axes: from a layout and its traces to scales, ticks and the room that they take.

const DAY = 864e5;
const PERIOD = { M1: 30.4375 * DAY, M3: 91.3125 * DAY, M12: 365.25 * DAY };
const MONTH_STEPS = [1, 3, 6, 12, 24, 36, 60, 120, 240];
const DAY_STEPS = [1, 2, 5, 10];
const LINE = 1.25;

const rounded = (v) => Math.round(v * 100) / 100;
const rect = (box, look) => {
  const [x, y, wide, high] = box.map(rounded);
  return `<rect x="${x}" y="${y}" width="${wide}" height="${high}" ${look}/>`;
};

const many = (value, i) => (Array.isArray(value) ? value[i] : value);
const axisName = (trace, letter) => trace[`${letter}axis`] ?? letter;
const isBar = (trace) => trace.type === "bar";
const isLying = (trace) => trace.orientation === "h";
// Bars that nobody sees carry the words of a heat map's cells.
const isUnseen = (trace) => isBar(trace) && trace.marker?.color === "rgba(0,0,0,0)";

/** How a value of an axis becomes a number: days as milliseconds, categories as their place. */
function reader(axis) {
  if (axis.type === "date") return (value) => (typeof value === "number" ? value : Date.parse(value));
  if (axis.type !== "category") return (value) => value;
  const places = new Map(axis.categoryarray.map((code, i) => [code, i]));
  return (value) => (typeof value === "number" ? value : places.get(value));
}

/** The width of a bar's period in the numbers of its axis. */
function bandOf(trace, axis, read, letter) {
  if (axis.type === "category") return 1;
  if (PERIOD[trace[`${letter}period`]]) return PERIOD[trace[`${letter}period`]];
  const at = [...new Set(trace[letter].map(read))].sort((a, b) => a - b);
  return Math.min(...at.slice(1).map((v, i) => v - at[i]), axis.type === "date" && at.length < 2 ? DAY : Infinity);
}

/** Base and end of every bar and of every point of a stacked area, by trace: what stacks stands on what lies under. */
function stacked(traces, layout) {
  const tops = new Map();
  return traces.map((trace) => {
    const value = isLying(trace) ? trace.x : trace.y;
    const place = isLying(trace) ? trace.y : trace.x;
    if (isBar(trace) && trace.base) return value.map((v, i) => [many(trace.base, i), many(trace.base, i) + v]);
    const stacks = isBar(trace) ? layout.barmode === "stack" : trace.stackgroup;
    if (!stacks) return isBar(trace) ? value.map((v) => [0, v ?? 0]) : null;
    return value.map((v, i) => {
      const key = `${isBar(trace)}|${v < 0}|${place[i]}`;
      const from = tops.get(key) ?? 0;
      tops.set(key, from + (v ?? 0));
      return [from, from + (v ?? 0)];
    });
  });
}

/** Least and greatest number on an axis, with the room that bars need around their middle. */
function extent(layout, traces, spans, letter, axis, read) {
  if (axis.range) return axis.range.map(read);
  if (axis.type === "category") {
    const ends = [-0.5, axis.categoryarray.length - 0.5];
    return axis.autorange === "reversed" ? ends.reverse() : ends;
  }
  let [low, high] = [Infinity, -Infinity];
  const take = (v) => {
    if (v == null || Number.isNaN(v)) return;
    low = Math.min(low, v);
    high = Math.max(high, v);
  };
  let around = 0;
  traces.forEach((trace, t) => {
    if (axisName(trace, letter) !== letter) return;
    const isValue = isBar(trace) ? isLying(trace) === (letter === "x") : letter === "y";
    if (isValue && spans[t]) spans[t].flat().forEach(take);
    else (trace[letter] ?? []).forEach((v) => take(v == null ? v : read(v)));
    if (!isValue && isBar(trace)) around = Math.max(around, bandOf(trace, axis, read, letter) / 2);
  });
  if (low > high) return [0, 1];
  if (axis.type === "date") return around ? [low - around, high + around] : [low, high];
  if (axis.rangemode === "tozero" && letter === "y") [low, high] = [Math.min(0, low), Math.max(0, high)];
  const pad = (high - low || 1) * 0.05;
  return [low < 0 || axis.rangemode !== "tozero" ? low - pad : low, high > 0 || low === high ? high + pad : high];
}

/** Ticks of a quantity: those that charts name, else about as many round ones as asked for. */
function numberTicks(axis, [low, high]) {
  if (axis.tickvals) return axis.tickvals.map((v, i) => [v, lines(axis.ticktext?.[i] ?? number(v, axis.tickformat))]);
  const rough = Math.abs(high - low) / Math.max(1, (axis.nticks ?? 6) - 1);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = Math.max(axis.dtick ?? 0, [1, 2, 5, 10].find((m) => m * power >= rough * 0.999) * power);
  const ticks = [];
  for (let i = Math.ceil(Math.min(low, high) / step - 1e-9); i * step <= Math.max(low, high) * (1 + 1e-9); i++) {
    const value = +(i * step).toPrecision(12);
    ticks.push([value, [number(value, axis.tickformat)]]);
  }
  return ticks;
}

/** Ticks of time: as fine as the periods are and as the width has room for; a year stands under its first tick. */
function dateTicks(axis, [low, high], room, size, family) {
  const finest = axis.tickformatstops[0].value;
  const least = { M1: 1, M3: 3, M12: 12 }[axis.dtick] ?? (finest.includes("%q") ? 3 : /%-?[mb]/.test(finest) ? 1 : 12);
  if (/%-?d/.test(finest)) {
    for (const step of DAY_STEPS) {
      const ticks = dayTicks(low, high, step, finest);
      if (fits(ticks, low, high, room, size, family)) return ticks;
    }
  }
  for (const step of MONTH_STEPS.filter((months) => months >= least)) {
    const ticks = monthTicks(
      low,
      high,
      step,
      (axis.tickformatstops.find((s) => inRange(s.dtickrange, step)) ?? axis.tickformatstops[0]).value,
    );
    if (fits(ticks, low, high, room, size, family) || step === MONTH_STEPS.at(-1)) return ticks;
  }
  return [];
}

const inRange = ([from, to], months) => (!from || months >= +from.slice(1)) && (!to || months <= +to.slice(1));

function monthTicks(low, high, step, format) {
  const first = new Date(low);
  const from = Math.floor((first.getUTCFullYear() * 12 + first.getUTCMonth()) / step) * step;
  const ticks = [];
  for (let month = from; ; month += step) {
    const time = Date.UTC(Math.floor(month / 12), month % 12, 1);
    if (time > high) break;
    if (time >= low) ticks.push(time);
  }
  return named(ticks, format);
}

function dayTicks(low, high, step, format) {
  const ticks = [];
  for (let time = Math.ceil(low / DAY) * DAY; time <= high; time += step * DAY) ticks.push(time);
  return named(ticks, format);
}

/** The second line of a format is said only where it changes. */
function named(times, format) {
  const [within, around] = format.split("\n");
  let last;
  return times.map((time) => {
    const over = around && moment(time, around);
    const isNew = over !== last;
    last = over;
    return [time, [moment(time, within), ...(over && isNew ? [over] : [])]];
  });
}

function fits(ticks, low, high, room, size, family) {
  const gap = 10;
  return ticks.every(([time, words], i) => {
    if (!i) return true;
    const [before, wordsBefore] = ticks[i - 1];
    const wide = Math.max(...words.map((w) => widthOf(w, size, family)));
    const wideBefore = Math.max(...wordsBefore.map((w) => widthOf(w, size, family)));
    return ((time - before) / (high - low)) * room >= (wide + wideBefore) / 2 + gap;
  });
}

// How much smaller letters are that would else have no room; the most lines of a name under a figure.
const SMALLER = 2;
const MOST_LINES = 3;

/** Names of categories: level when they have room, if need be in smaller letters or over more lines, else as slanted
 * as it takes. Gives ticks, angle, height and how far the first names reach out to the left of their places. */
function slanted(ticks, spacing, angles, size, family) {
  const level = angles.includes(0) && levelled(ticks, spacing - 4, size, family);
  const most = (named) => Math.max(1, ...named.map(([, words]) => words.length));
  if (level) return { ticks: level, angle: 0, height: (level[0]?.[2] ?? size) * LINE * most(level) };
  const widest = Math.max(0, ...ticks.flatMap(([, words]) => words.map((w) => widthOf(w, size, family))));
  const [high, steep] = [size * most(ticks), (angle) => Math.sin((-angle * Math.PI) / 180)];
  const angle = angles.find((a) => a && (high * LINE) / steep(a) <= spacing) ?? angles.at(-1);
  return { ticks, angle, height: angle ? widest * steep(angle) + high * 0.6 : high * LINE };
}

/** Ticks whose names all fit side by side, or nothing. */
function levelled(ticks, room, size, family) {
  for (const allowed of [1, MOST_LINES]) {
    for (const small of [size, size - SMALLER]) {
      const fitting = ticks.map(([at, words]) => {
        const said = words.flatMap((line) =>
          widthOf(line, small, family) <= room ? [line] : allowed > 1 ? folded(line, room, small, family) : null,
        );
        const fits = !said.includes(null) && said.length <= Math.max(allowed, words.length);
        return fits && [at, said, small === size ? undefined : small];
      });
      if (fitting.every(Boolean)) return fitting;
    }
  }
  return null;
}

/** Names beside a figure that are wider than their room: all in smaller letters, over as many lines as a row has. */
function narrowed(ticks, room, row, size, family) {
  const isWide = (words, at) => words.some((line) => widthOf(line, at, family) > room);
  if (!ticks.some(([, words, own]) => isWide(words, own ?? size))) return ticks;
  const small = size - SMALLER;
  return ticks.map(([at, words]) => {
    if (!isWide(words, small)) return [at, words, small];
    const said = words.flatMap((line) => folded(line, room, small, family) ?? [line]);
    const whole = said.length * small * LINE <= row ? said : words;
    return [at, whole.map((line) => cut(line, room, small, family)), small];
  });
}

/** How far slanted names reach out of the figure's left side. */
function overhang(x, size, family) {
  const along = Math.cos((x.labels.angle * Math.PI) / 180);
  const reach = ([at, words]) => Math.max(...words.map((w) => widthOf(w, size, family))) * along - x.of(at) - 4;
  return x.labels.angle ? Math.max(0, ...x.ticks.map(reach)) : 0;
}
