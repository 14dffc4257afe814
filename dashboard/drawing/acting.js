// Acting: what a pointer, a finger and the keys do to a figure, with its tooltip and its brush.

const DRAG = 6;
const HELD = 550;

// A figure that is shown larger than it was drawn has a `scale`; what is on a full screen keeps the tooltip in a `holder`
// of its own, for nothing outside of it is seen.

// --- the tooltip: one for the page ------------------------------------------------------------

let tip;

function tooltip(holder = document.body) {
  if (tip?.isConnected && tip.parentNode === holder) return tip;
  tip?.remove();
  tip = Object.assign(document.createElement("div"), { className: "luzhou-tip" });
  tip.attachShadow({ mode: "open" }).innerHTML = `<style>${TIP_STYLE}</style><div class="tip" hidden></div>`;
  holder.append(tip);
  return tip;
}

function showTip(figure, html, place, buttons = []) {
  const box = tooltip(figure.holder).shadowRoot.querySelector(".tip");
  const { bgcolor, bordercolor, font } = figure.frame.layout.hoverlabel;
  const scale = figure.scale ?? 1;
  const [cx, top, wide] = [place.cx * scale, place.top * scale, (place.wide ?? 0) * scale];
  Object.assign(box.style, { background: bgcolor, borderColor: bordercolor, color: font.color });
  box.style.font = `${font.size * Math.max(1, scale)}px/1.5 ${font.family}`;
  box.innerHTML = html;
  box.classList.toggle("pinned", buttons.length > 0);
  buttons.forEach(([name, act]) =>
    box.append(Object.assign(document.createElement("button"), { textContent: name, onclick: act })),
  );
  box.hidden = false;
  const { left, top: over } = figure.box.getBoundingClientRect();
  const { width, height } = box.getBoundingClientRect();
  const beside = left + cx + wide / 2 + 14;
  const x = beside + width < innerWidth - 4 ? beside : Math.max(4, left + cx - wide / 2 - 14 - width);
  box.style.left = `${x}px`;
  box.style.top = `${Math.min(Math.max(4, over + top - height / 2), innerHeight - height - 4)}px`;
  tip.owner = figure;
}

function hideTip(figure) {
  if (tip?.owner === figure) {
    tip.shadowRoot.querySelector(".tip").hidden = true;
    tip.owner = null;
  }
}

// --- pointing ---------------------------------------------------------------------------------

/** Mark a place as the one that is read: its outline, its tooltip, its words for a screen reader. */
function point(figure, spot, { spoken = false, buttons } = {}) {
  figure.spot = spot;
  const ring = figure.box.querySelector(".ring");
  if (!ring) return;
  if (!spot) {
    ring.innerHTML = "";
    return hideTip(figure);
  }
  const { frame, places, data } = figure;
  const place = places[spot.p];
  const mark = place.marks[spot.k];
  const unified = frame.layout.hovermode === "x unified" && !isLyingFigure(frame);
  const line = unified ? `<path class="cross" d="M${rounded(place.at)} ${frame.plot.top}V${frame.plot.bottom}"/>` : "";
  ring.innerHTML = line + outlineOf(mark);
  const hint = buttons ? [] : hints(figure, spoken);
  const said = told(figure, spot);
  showTip(
    figure,
    said + (hint.length ? `<div class="hint">${safe(hint.join(" · "))}</div>` : ""),
    tipPlace(mark, unified, place),
    buttons,
  );
  if (spoken)
    figure.live.textContent =
      [...tip.shadowRoot.querySelectorAll(".tip > b, .tip .row")].map((e) => e.textContent).join(", ") +
      (hint.length ? `. ${hint.join(", ")}` : "");
}

function tipPlace(mark, unified, place) {
  const [, top, wide, high] = mark.box;
  if (isBar(mark.trace) && !unified) return { cx: mark.box[0] + wide, top: top + high / 2 };
  return unified
    ? { cx: place.at, top: Math.max(top, 0), wide: Math.min(wide, 40) }
    : { cx: mark.cx, top: mark.cy, wide: Math.min(wide, 60) };
}

function outlineOf({ trace, box, ring, cx, cy, band }) {
  if (ring) return `<path d="${pathOf(ring)}Z"/>`;
  const [left, top, wide, high] = box.map(rounded);
  if (band || (trace.type === "scatter" && trace.marker?.opacity === undefined))
    return `<circle cx="${rounded(cx)}" cy="${rounded(cy)}" r="6"/>`;
  return `<rect x="${left - 1}" y="${top - 1}" width="${wide + 2}" height="${high + 2}" rx="2"/>`;
}

function hints({ data: { selects, opens, words: said } }, keys) {
  if (keys) return [selects && said.key_select, opens && (selects ? said.key_open : said.key_enter)].filter(Boolean);
  return [selects && said.click_select, opens && (selects ? said.double_open : said.click_open)].filter(Boolean);
}

function send(figure, act, spot, more = {}) {
  if (!spot || !figure.data[act === "select" ? "selects" : "opens"]) return;
  figure.emit({ ...eventOf(figure, act, spot), ...more });
  // What was chosen is outlined at once, before the page has answered.
  figure.box.querySelector(".ring")?.classList.add("sent");
}

const chosen = (figure, spot) => send(figure, figure.data.selects ? "select" : "open", spot);

function pointerSpot(figure, event) {
  const { left, top } = figure.box.getBoundingClientRect();
  const scale = figure.scale ?? 1;
  return [(event.clientX - left) / scale, (event.clientY - top) / scale];
}

/** Everything a pointer does, mouse or finger. */
function listen(figure) {
  const { box } = figure;
  let press = null;
  box.addEventListener("pointerdown", (event) => {
    if (event.button || !figure.frame?.plot) return;
    const [px, py] = pointerSpot(figure, event);
    press = { px, py, id: event.pointerId, spot: found(figure, px, py), touch: event.pointerType === "touch" };
    if (press.touch)
      press.timer = setTimeout(() => {
        press && !press.drag && send(figure, "open", press.spot);
        press = null;
        figure.quiet = true;
      }, HELD);
  });
  box.addEventListener("pointermove", (event) => {
    if (!figure.frame?.plot) return;
    const [px, py] = pointerSpot(figure, event);
    if (press && !press.drag && Math.hypot(px - press.px, py - press.py) > DRAG) {
      clearTimeout(press.timer);
      if (canBrush(figure) && Math.abs(px - press.px) > Math.abs(py - press.py) && found(figure, press.px, press.py)) {
        press.drag = true;
        box.setPointerCapture(press.id);
      } else if (press.touch) press = null;
    }
    if (press?.drag) return brushTo(figure, placeAt(figure, press.px), placeAt(figure, px));
    if (event.pointerType !== "touch") point(figure, found(figure, px, py));
  });
  box.addEventListener("pointerup", () => {
    clearTimeout(press?.timer);
    if (press?.drag) {
      figure.quiet = true;
      sendBrush(figure);
    }
    press = null;
  });
  box.addEventListener("pointercancel", () => {
    clearTimeout(press?.timer);
    press = null;
    clearBrush(figure);
  });
  box.addEventListener("pointerleave", (event) => {
    if (event.pointerType !== "touch" && !press?.drag) point(figure, null);
  });
  box.addEventListener("contextmenu", (event) => {
    if (event.pointerType === "touch") event.preventDefault();
  });
  box.addEventListener("click", (event) => clicked(figure, event));
  box.addEventListener("keydown", (event) => pressed(figure, event));
  box.addEventListener("keyup", (event) => {
    if (event.key === "Shift" && figure.brush) sendBrush(figure);
  });
  box.addEventListener("blur", (event) => event.relatedTarget !== tip && point(figure, null));
}

function clicked(figure, event) {
  if (figure.quiet) return void (figure.quiet = false);
  const key = event.target.closest?.(".key.acts");
  if (key) return figure.emit(seriesEvent(figure, figure.frame.legend.entries[key.dataset.key]));
  const [px, py] = pointerSpot(figure, event);
  const spot = figure.frame?.plot && found(figure, px, py);
  if (event.pointerType === "touch") return tapped(figure, spot);
  if (!spot) return;
  if (event.detail === 2 && figure.data.selects) return send(figure, "open", spot, { double: true });
  if (event.detail <= 1) chosen(figure, spot);
}

/** A tap says what is there and offers what can be done with it; a second tap does the first of them. */
function tapped(figure, spot) {
  const again = spot && figure.spot && spot.p === figure.spot.p && spot.k === figure.spot.k && tip?.owner === figure;
  if (again) return chosen(figure, spot);
  const { data } = figure;
  const act = (name) => () => {
    send(figure, name, spot);
    point(figure, null);
  };
  const buttons = [
    data.selects && [data.words.select, act("select")],
    data.opens && [data.words.open, act("open")],
  ].filter(Boolean);
  point(figure, spot, { buttons });
}

addEventListener(
  "pointerdown",
  (event) => {
    const owner = tip?.owner;
    if (owner && event.pointerType === "touch" && !event.composedPath().some((e) => e === owner.box || e === tip))
      point(owner, null);
  },
  { capture: true, passive: true },
);
// What is read stays read; only the words over it go, which do not move with the page.
addEventListener("scroll", () => tip?.owner && hideTip(tip.owner), { capture: true, passive: true });

// --- keys -------------------------------------------------------------------------------------

/** Arrows walk the marks, Enter selects, O opens, Shift with arrows brushes, Escape lets go. */
function pressed(figure, event) {
  if (event.ctrlKey || event.metaKey || event.altKey || !figure.places?.length) return;
  const { key } = event;
  const entry = event.target.closest?.(".key.acts");
  if (entry && (key === "Enter" || key === " "))
    figure.emit(seriesEvent(figure, figure.frame.legend.entries[entry.dataset.key]));
  else if (key.startsWith("Arrow") && event.shiftKey && canBrush(figure)) stretch(figure, key);
  else if (key.startsWith("Arrow") || key === "Home" || key === "End") walk(figure, key);
  else if ((key === "Enter" || key === " ") && figure.spot) chosen(figure, figure.spot);
  else if (key.toLowerCase() === "o" && figure.spot) send(figure, "open", figure.spot);
  else if (key === "Escape" && (figure.spot || figure.brush)) {
    clearBrush(figure);
    point(figure, null);
  } else return;
  event.preventDefault();
  event.stopPropagation();
}

function walk(figure, key) {
  const { places, frame } = figure;
  if (!figure.spot) return point(figure, { p: key === "End" ? places.length - 1 : 0, k: 0 }, { spoken: true });
  let { p, k } = figure.spot;
  if (key === "Home") p = 0;
  else if (key === "End") p = places.length - 1;
  else if (isHeat(frame) || frame.isMap) p = neighbour(places, p, key);
  else {
    const lying = isLyingFigure(frame);
    const forth = key === "ArrowRight" || key === "ArrowDown" ? 1 : -1;
    if ((key === "ArrowLeft" || key === "ArrowRight") !== lying)
      p = Math.min(Math.max(p + forth, 0), places.length - 1);
    else k = Math.min(Math.max(k + forth, 0), places[p].marks.length - 1);
  }
  // From place to place the same series is kept.
  const kept = places[p].marks.findIndex((mark) => mark.t === figure.places[figure.spot.p].marks[figure.spot.k].t);
  point(figure, { p, k: p === figure.spot.p ? k : Math.max(kept, 0) }, { spoken: true });
}

/** The nearest cell or district in a direction. */
function neighbour(places, p, key) {
  const from = places[p].marks[0];
  const [dx, dy] = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[key];
  let best = [Infinity, p];
  places.forEach(({ marks: [to] }, i) => {
    const [x, y] = [to.cx - from.cx, to.cy - from.cy];
    const ahead = x * dx + y * dy;
    const aside = Math.abs(x * dy) + Math.abs(y * dx);
    if (ahead > 1 && ahead >= aside * 0.5 && ahead + 2 * aside < best[0]) best = [ahead + 2 * aside, i];
  });
  return best[1];
}

// --- the brush --------------------------------------------------------------------------------

const canBrush = (figure) => figure.data.brush && figure.frame?.x?.axis.type === "date" && figure.places.length > 1;
const placeAt = (figure, px) =>
  figure.places.reduce((best, one, i) => (Math.abs(one.at - px) < Math.abs(figure.places[best].at - px) ? i : best), 0);

function stretch(figure, key) {
  const at = figure.brush?.to ?? figure.spot?.p ?? 0;
  const to = Math.min(Math.max(at + (key === "ArrowRight" || key === "ArrowUp" ? 1 : -1), 0), figure.places.length - 1);
  brushTo(figure, figure.brush?.from ?? at, to);
}

/** Preview a range from one place to another. */
function brushTo(figure, from, to) {
  const { places, frame } = figure;
  figure.brush = { from, to };
  const [a, b] = [Math.min(from, to), Math.max(from, to)];
  const edge = (i, j) =>
    places[j]
      ? (places[i].at + places[j].at) / 2
      : places[i].at + (i > j ? -1 : 1) * (places.length > 1 ? Math.abs(places[1].at - places[0].at) / 2 : 9);
  const [left, right] = [Math.max(edge(a, a - 1), frame.plot.left), Math.min(edge(b, b + 1), frame.plot.right)];
  figure.box.querySelector(".brush").innerHTML = rect(
    [left, frame.plot.top, right - left, frame.plot.bottom - frame.plot.top],
    "",
  );
  figure.box.querySelector(".ring").innerHTML = "";
  const said = [...new Set([a, b])]
    .map((i) => moment(Date.parse(places[i].key), frame.x.axis.hoverformat ?? "%Y-%m-%d"))
    .join(" – ");
  showTip(figure, `<b>${safe(said)}</b>`, { cx: right, top: frame.plot.top + 24 });
  figure.live.textContent = said;
}

function sendBrush(figure) {
  const { from, to } = figure.brush ?? {};
  if (from === undefined) return;
  const range = [Math.min(from, to), Math.max(from, to)].map((i) => figure.places[i].key);
  figure.brush = null;
  hideTip(figure);
  figure.emit({ act: "brush", part: "range", code: null, label: "", x: null, series: null, column: null, range });
}

function clearBrush(figure) {
  figure.brush = null;
  const shown = figure.box.querySelector(".brush");
  if (shown) shown.innerHTML = "";
  hideTip(figure);
}
