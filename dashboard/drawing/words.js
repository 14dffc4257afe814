// Words in a figure: the small markup of plotly, formats of numbers and days, and how wide words are.

const ENTITIES = { "&lt;": "<", "&gt;": ">", "&amp;": "&", "&quot;": '"', "&#x27;": "'", "&#39;": "'" };
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

const plain = (words) => words.replace(/<[^>]*>/g, "").replace(/&(?:lt|gt|amp|quot|#x27|#39);/g, (e) => ENTITIES[e]);
const lines = (words) =>
  String(words ?? "")
    .split(/<br\s*\/?>/)
    .map(plain);
const safe = (words) =>
  String(words).replace(/[&<>"]/g, (c) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[c]);

/** Markup of a tooltip as HTML: breaks and bold stay, anything else is words. */
const rich = (markup) =>
  markup
    .split(/(<br\s*\/?>|<\/?b>)/)
    .map((part, i) => (i % 2 ? part : safe(plain(part))))
    .join("");

/** A number in one of the formats that charts write, a subset of d3's: `,` `,.0f` `,.2~f` `.1%`. */
function number(value, format = "") {
  if (typeof value !== "number") return value == null ? "–" : String(value);
  const [, comma, digits, trim, kind] = /^(,?)(?:\.(\d+))?(~?)([f%]?)$/.exec(format) ?? [];
  const scaled = kind === "%" ? value * 100 : value;
  let [whole, rest = ""] = Math.abs(digits === undefined ? +scaled.toPrecision(12) : scaled)
    .toFixed(digits ?? Math.min(12, `${+scaled.toPrecision(12)}`.split(".")[1]?.length ?? 0))
    .split(".");
  if (trim) rest = rest.replace(/0+$/, "");
  if (comma) whole = whole.replace(/\B(?=(\d{3})+$)/g, ",");
  const sign = scaled < 0 && /[1-9]/.test(whole + rest) ? "−" : "";
  return sign + whole + (rest && `.${rest}`) + (kind === "%" ? "%" : "");
}

/** A day in the formats that charts write: %Y %m %-m %b %q %d %-d. */
function moment(time, format) {
  const day = new Date(time);
  const [month, date] = [day.getUTCMonth() + 1, day.getUTCDate()];
  const parts = { Y: day.getUTCFullYear(), m: month, d: date, b: MONTHS[month - 1], q: Math.ceil(month / 3) };
  return format.replace(/%(-?)([Ymdbq])/g, (_, bare, part) =>
    bare || part === "b" || part === "q" ? parts[part] : String(parts[part]).padStart(2, "0"),
  );
}

/** A hover template filled in: `%{fullData.name}`, `%{y:,.0f}`, `%{customdata[3]:,.2~f}`. */
function filled(template, trace, i) {
  return template
    .replace(/<extra>.*$/s, "")
    .replace(/%\{([\w.]+)(?:\[(\d+)\])?(?::([^}]*))?\}/g, (_, name, at, format) => {
      if (name === "fullData.name") return trace.name ?? "";
      const value = at === undefined ? trace[name]?.[i] : trace[name]?.[i]?.[at];
      return number(value, format);
    });
}

const pen = document.createElement("canvas").getContext("2d");
const measured = new Map();

/** Width of one line in pixels; the same names and numbers come back in every drawing. */
function widthOf(words, size, family) {
  const key = `${size}|${words}`;
  let width = measured.get(key);
  if (width === undefined) {
    if (measured.size > 5000) measured.clear();
    pen.font = `${size}px ${family}`;
    measured.set(key, (width = pen.measureText(words).width));
  }
  return width;
}

// Where a line may end: behind a blank or a dash, behind a wide character; a number keeps its unit.
const PIECES = /[\d.,]+[\u2e80-\uffef]|[^\s–—\-\u2e80-\uffef]+(?:[–—-]|\s+)?|[\u2e80-\uffef]|[–—-]|\s+/g;

/** Words over as few lines as the room asks for, about as long as each other; null where a piece has no room. */
function folded(words, room, size, family) {
  const wide = (line) => widthOf(line.trim(), size, family);
  const even = wide(words) / Math.ceil(wide(words) / room);
  const found = [""];
  for (const piece of words.match(PIECES) ?? []) {
    const line = found.at(-1);
    if (line && (wide(line) >= even || wide(line + piece) > room)) found.push(piece);
    else found[found.length - 1] += piece;
  }
  return found.every((line) => wide(line) <= room) ? found.map((line) => line.trim()) : null;
}

/** The beginning of words that have no room, with a sign that they go on. */
function cut(words, room, size, family) {
  let kept = words;
  while (kept && widthOf(`${kept}…`, size, family) > room) kept = kept.slice(0, -1);
  return kept === words ? words : `${kept.trimEnd()}…`;
}
