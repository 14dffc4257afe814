// The element: a figure's life on the page. What is on the screen is drawn at once, the rest when the browser is idle.

const figures = new Map();
const waiting = new Set();
let idle = 0;

const seen = new IntersectionObserver(
  (entries) => {
    for (const entry of entries) {
      const figure = figures.get(entry.target);
      if (!figure) continue;
      figure.isSeen = entry.isIntersecting;
      if (figure.isSeen && waiting.delete(figure)) draw(figure);
    }
  },
  { rootMargin: "120px" },
);

const sized = new ResizeObserver((entries) => {
  for (const entry of entries) {
    const figure = figures.get(entry.target);
    const width = Math.floor(entry.contentRect.width);
    if (!figure || !width || width === figure.width) continue;
    figure.width = width;
    later(figure);
  }
});

/** Draw now what is seen, or may be; queue the rest. */
function later(figure) {
  if (!figure.width) return;
  if (figure.isSeen) {
    waiting.delete(figure);
    return draw(figure);
  }
  waiting.add(figure);
  idle ||= (window.requestIdleCallback ?? ((act) => setTimeout(() => act({ timeRemaining: () => 8 }), 30)))(
    drawWaiting,
    { timeout: 400 },
  );
}

function drawWaiting(deadline) {
  idle = 0;
  for (const figure of waiting) {
    waiting.delete(figure);
    draw(figure);
    if (deadline.timeRemaining() < 6) break;
  }
  if (waiting.size) later([...waiting][0]);
}

addEventListener("beforeprint", () => {
  for (const figure of waiting) draw(figure);
  waiting.clear();
});

function draw(figure) {
  const { data, box } = figure;
  try {
    const frame = arrange(data.figure, figure.width);
    const made = drawMarks(frame);
    box.innerHTML = svgOf(frame, made, data);
    Object.assign(figure, { frame, marks: made.marks, brush: null, spot: null });
    figure.places = frame.isEmpty ? [] : placesOf(figure);
    hideTip(figure);
  } catch (error) {
    console.error("A figure could not be drawn", error);
    Object.assign(figure, { frame: null, places: [] });
    box.textContent = data.alt;
  }
  // Seen from outside the shadow: what waits for a figure, or measures it, watches this.
  figure.root.host.dataset.drawn = ++figure.drawn;
}

function mount(root) {
  const box = Object.assign(document.createElement("div"), { className: "figure", tabIndex: 0 });
  const live = Object.assign(document.createElement("div"), { className: "live" });
  live.setAttribute("aria-live", "polite");
  box.setAttribute("role", "group");
  const style = document.createElement("style");
  style.textContent = STYLE;
  root.replaceChildren(style, box, live);
  const figure = { root, box, live, drawn: 0, width: 0, isSeen: false };
  figures.set(box, figure);
  listen(figure);
  seen.observe(box);
  sized.observe(box);
  return figure;
}

function unmount(figure) {
  point(figure, null);
  waiting.delete(figure);
  seen.unobserve(figure.box);
  sized.unobserve(figure.box);
  figures.delete(figure.box);
}

const ofRoot = new WeakMap();

/** Show a figure in its element, or its next state; what it returns takes it away. */
function show({ data, parentElement: root, setTriggerValue }) {
  let figure = ofRoot.get(root);
  if (!figure || !figure.box.isConnected) ofRoot.set(root, (figure = mount(root)));
  figure.emit = (event) => setTriggerValue("event", event);
  const isNew = figure.data !== data;
  figure.data = data;
  figure.box.setAttribute("aria-label", data.alt);
  figure.box.dataset.selects = data.selects;
  figure.box.style.height = `${data.figure.layout.height}px`;
  if (isNew) later(figure);
  return () => unmount(figure);
}

// --- the page ---------------------------------------------------------------------------------

// Where Escape has a meaning of its own already.
const OPEN = '[role="dialog"], [role="listbox"], [data-testid="stPopoverBody"], [data-baseweb="popover"]';
const WRITES =
  'input:not([type="button"], [type="checkbox"], [type="radio"]), textarea, select, canvas, [contenteditable="true"]';

let clear = null;
let isTaken = false;

// On its way down the key finds lists and dialogs still open; on its way up nobody else has answered it.
addEventListener(
  "keydown",
  (event) => {
    isTaken =
      event.key === "Escape" && (document.querySelector(OPEN) !== null || !!event.composedPath()[0].matches?.(WRITES));
  },
  true,
);
addEventListener("keydown", (event) => {
  if (event.key === "Escape" && !isTaken && !event.defaultPrevented) clear?.();
});

/** The page's own part: it hands the drawing to figures that may have come first, and says when Escape was pressed. */
export default function (component) {
  clear = component.data?.clears ? () => component.setTriggerValue("clear", true) : null;
  // It has nothing to show, and takes no room.
  const holder = component.parentElement.host.closest('[data-testid="stElementContainer"]');
  if (holder) holder.style.display = "none";
  globalThis.luzhouFigures ??= {};
  globalThis.luzhouFigures.show = show;
  globalThis.luzhouFigures.came?.();
  return () => {
    clear = null;
  };
}
