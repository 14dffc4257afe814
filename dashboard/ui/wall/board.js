// A board as markup: what the server has decided, laid out for a frame of 1920 by 1080. It decides nothing itself.

const escaped = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const esc = (words) => String(words).replace(/[&<>"]/g, (sign) => escaped[sign]);
const round = (number) => Math.round(number * 10) / 10;

function boardOf(board, map) {
  const half = Math.ceil(board.tiles.length / 2);
  return `
<section class="board${half < 4 ? " few" : ""}" data-board="${esc(board.id)}" aria-label="${esc(board.title)}">
  <div class="head"><h1>${esc(board.title)}</h1><p>${esc(board.period)}</p></div>
  <div class="side left">${board.tiles.slice(0, half).map(tileOf).join("")}${panel("trend", board.trend, trendOf)}</div>
  <div class="middle"><p class="says">${esc(board.sentence)}</p>${panel("map", board.map, (shown) => mapOf(shown, map))}</div>
  <div class="side right">${board.tiles.slice(half).map(tileOf).join("")}${panel("ranking", board.ranking, rankingOf)}</div>
</section>`;
}

/** A part under its title; or the reason why there is none. */
function panel(kind, part, draw) {
  if (!part) return "";
  const body = part.reason === undefined ? draw(part) : `<p class="reason">${esc(part.reason)}</p>`;
  return `<div class="panel ${kind}"><h2>${esc(part.title)}</h2>${body}</div>`;
}

const caption = (part) => `<p class="caption">${esc(part.caption)}</p>`;

function tileOf(tile) {
  const known = tile.state === "reported" || tile.state === "zero";
  const before = tile.before && `<span class="unit">${esc(tile.before)}</span> `;
  const change = tile.change && `<p class="change ${tile.tone}"><b>${esc(tile.change)}</b></p>`;
  return `
<div class="tile">
  <h2>${esc(tile.title)}${tile.window && ` <span>${esc(tile.window)}</span>`}</h2>
  <div class="value"><p class="${known ? "number" : "number word"}">${before}${esc(tile.number)}</p><p class="unit">${esc(tile.unit)}</p>${change}</div>
  ${standingOf(tile)}
</div>`;
}

function standingOf(tile) {
  if (!tile.standing && !tile.verdict) return "";
  const tone = { "✓": "good", "▲": "good", "▼": "bad" }[tile.verdict[0]] ?? "even";
  const verdict = tile.verdict && `<b class="${tone}">${esc(tile.verdict)}</b> `;
  const done = tile.done === null ? "" : `<i class="done"><i class="${tone}" style="width:${Math.min(100, tile.done * 100)}%"></i></i>`;
  return `${done}<p class="standing">${verdict}<span>${esc(tile.standing)}</span></p>`;
}

// --- the map ------------------------------------------------------------------------------------

function mapOf(shown, map) {
  const places = Object.fromEntries(shown.places.map((place) => [place.code, place]));
  const areas = map.outlines.map(({ code, path }) => areaOf(path, places[code]));
  const names = map.outlines.map((outline) => nameOf(outline, places[outline.code]));
  const spots = shown.spots.map((spot) => markOf(spot.kind, spot.x, spot.y));
  return `${caption(shown)}
<div class="frame">
  <svg viewBox="0 0 ${map.width} ${map.height}" width="${map.width}" height="${map.height}" role="img" aria-label="${esc(shown.title)}">
    <defs><pattern id="unknown" width="9" height="9" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="9" height="9" class="ground"/><path d="M0 0V9" class="hatch"/></pattern></defs>
    <g class="areas">${areas.join("")}</g><g class="spots">${spots.join("")}</g><g class="names">${names.join("")}</g>
  </svg>
  <ul class="legend">${shown.legend.map(shadeOf).join("")}</ul>
  <ul class="kinds">${shown.kinds.map(kindOf).join("")}${shown.unplaced && `<li>${esc(shown.unplaced)}</li>`}</ul>
  <p class="source">${esc(map.source)}</p>
</div>`;
}

const areaOf = (path, place) => `<path d="${path}" fill="${place?.fill ?? "url(#unknown)"}"/>`;

function nameOf({ at, anchor }, place) {
  if (!place) return "";
  const [x, y] = at;
  const tie = anchor ? `<path class="tie" d="M${x + 62} ${y}L${anchor[0]} ${anchor[1]}"/><circle class="tie" cx="${anchor[0]}" cy="${anchor[1]}" r="4"/>` : "";
  const ink = anchor ? "" : `style="fill:${place.ink};stroke:${place.fill ?? "none"}"`;
  return `${tie}<text x="${x}" y="${y - 6}" ${ink}>${esc(place.name)}</text><text class="worth" x="${x}" y="${y + 25}" ${ink}>${esc(place.value)}</text>`;
}

// Kinds differ in shape as well as in colour.
function markOf(kind, x, y) {
  return kind === "trademark_brand"
    ? `<path class="second" d="M${round(x)} ${round(y - 8)}l8 8l-8 8l-8 -8z"/>`
    : `<circle class="first" cx="${x}" cy="${y}" r="6"/>`;
}

const shadeOf = ({ fill, words }) =>
  `<li><i ${fill ? `style="background:${fill}"` : 'class="unknown"'}></i>${esc(words)}</li>`;
const kindOf = ([kind, words]) =>
  `<li><svg width="22" height="22" viewBox="0 0 22 22">${markOf(kind, 11, 11)}</svg>${esc(words)}</li>`;

// --- the ranking and the trend ------------------------------------------------------------------

function rankingOf(shown) {
  const rows = shown.rows.map(
    ({ name, value, part }) =>
      `<li><span>${esc(name)}</span><b>${esc(value)}</b><i style="width:${round(part * 100)}%"></i></li>`,
  );
  return `${caption(shown)}<ol>${rows.join("")}</ol>`;
}

const TREND = { width: 520, height: 186, top: 30, bottom: 30 };

function trendOf(shown) {
  const { width, height } = TREND;
  const drawn = shown.kind === "bars" ? barsOf(shown) : lineOf(shown);
  const prior = shown.prior && `<span class="was">${esc(shown.prior)}</span>`;
  return `<p class="caption">${esc(shown.caption)}${prior}</p>
<svg viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${esc(shown.title)}">${drawn}</svg>`;
}

/** Bars from nothing; what was a year before as a stroke across each; the highest and the last are told. */
function barsOf({ points }) {
  const most = Math.max(...points.map((point) => Math.max(point.value, point.prior ?? 0)), 0) || 1;
  const step = TREND.width / points.length;
  const wide = Math.min(step * 0.62, 64);
  const highest = points.reduce((best, point, i) => (point.value > points[best].value ? i : best), 0);
  const every = Math.ceil(points.length / 6);
  return points
    .map((point, i) => {
      const middle = round((i + 0.5) * step);
      const top = levelOf(point.value, 0, most);
      const is = points.length < 5 || i === highest || (i === points.length - 1 && i - highest > 2);
      return [
        `<rect class="bar" x="${round(middle - wide / 2)}" y="${top}" width="${round(wide)}" height="${round(floor() - top)}"/>`,
        point.prior === null ? "" : strokeOf(middle, step, levelOf(point.prior, 0, most)),
        is ? told(point.told, middle, Math.min(top, point.prior === null ? top : levelOf(point.prior, 0, most)) - 8) : "",
        (points.length - 1 - i) % every ? "" : label(point.label, middle),
      ].join("");
    })
    .join("");
}

const strokeOf = (middle, step, y) => `<path class="before" d="M${round(middle - step * 0.42)} ${y}h${round(step * 0.84)}"/>`;

/** A line between its lowest and its highest: what it stood at, at both ends told. */
function lineOf({ points }) {
  const values = points.map((point) => point.value);
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const step = (TREND.width - 90) / (points.length - 1);
  const places = points.map((point, i) => [round(45 + i * step), levelOf(point.value, least, most, 0.75)]);
  const [first, last] = [places[0], places.at(-1)];
  const ends = [
    [points[0], first],
    [points.at(-1), last],
  ];
  const words = ends.map(([point, [x, y]]) => told(point.told, x, y - 14) + label(point.label, x));
  const under = `M${first[0]} ${floor()}L${places.join("L")}L${last[0]} ${floor()}Z`;
  return `<path class="under" d="${under}"/><path class="line" d="M${places.join("L")}"/><circle class="dot" cx="${last[0]}" cy="${last[1]}" r="6"/>${words.join("")}`;
}

const floor = () => TREND.height - TREND.bottom;
const levelOf = (value, least, most, share = 1) => {
  const room = (floor() - TREND.top) * share;
  return round(TREND.top + room - (room * (value - least)) / (most - least || 1));
};
const told = (words, x, y) => `<text class="told" x="${held(x, words)}" y="${round(Math.max(y, 20))}">${esc(words)}</text>`;
const label = (words, x) => `<text class="label" x="${held(x, words)}" y="${TREND.height - 4}">${esc(words)}</text>`;
/** A word's middle, moved so that its ends stay on the figure. */
const held = (x, words) => {
  const half = [...words].reduce((wide, sign) => wide + (sign > "\u2e80" ? 11 : 6.5), 0);
  return round(Math.max(half, Math.min(TREND.width - half, x)));
};
