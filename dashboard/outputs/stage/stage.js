// The stage: all slides of a scene, one on show, and what keys, fingers and the host do to them.

const NARROW = 640;
const TYPED_WAIT = 900;
const SWIPE = 50;
const WRITES_WORDS = "input, textarea, select, [contenteditable]";

const KEYS = {
  ArrowRight: "forth",
  ArrowDown: "forth",
  PageDown: "forth",
  " ": "forth",
  ArrowLeft: "back",
  ArrowUp: "back",
  PageUp: "back",
  Backspace: "back",
  Home: "first",
  End: "last",
  Enter: "enter",
  Escape: "leave",
  ".": "blank",
};
const LETTERS = { o: "overview", n: "presenter", i: "meaning", t: "tables", d: "look", b: "blank", f: "full", "?": "help" };

const ACTS = {
  forth: (state) => go(state, state.at + 1),
  back: (state) => go(state, state.at - 1),
  first: (state) => go(state, 0),
  last: (state) => go(state, state.slides.length - 1),
  enter: (state) => (state.typed ? goTyped(state) : state.stage.classList.contains("overview") && overview(state, false)),
  leave: (state) => leave(state),
  overview: (state) => overview(state),
  presenter: (state) => (state.presenter ? state.presenter.page.focus() : openPresenter(state)),
  meaning: (state) => meaningPanel(state),
  tables: (state) => redraw(state, { asTables: !state.asTables }),
  look: (state) => redraw(state, { dark: !state.dark }),
  blank: (state) => blank(state),
  full: (state) => fullScreen(state),
  help: (state) => helpPanel(state),
};

/** Show a scene in an element, or a shadow root, that has a size. Slides count from 0. */
export function stage(root, scene, { language = scene.language, dark = false, start = 0, on = () => {}, keys = {} } = {}) {
  const host = make("div", "luzhou-stage");
  host.style.cssText = "position:relative;width:100%;height:100%;overflow:hidden";
  host.lang = language;
  root.append(host);
  const state = { scene, dark, on, keys, host, at: -1, figures: 0, typed: "", altered: new Map(), asTables: false };
  state.shadow = host.attachShadow({ mode: "open" });
  raise(state);
  const press = (event) => pressedKey(state, event);
  window.addEventListener("keydown", press);
  const sized = new ResizeObserver(() => resized(state));
  sized.observe(host);
  resized(state);
  go(state, start);
  return {
    go: (i) => go(state, i),
    setSlide: (i, slide, asked = "") => setSlide(state, i, slide, asked),
    restore: () => restore(state),
    setDark: (isDark) => redraw(state, { dark: isDark }),
    note: (words) => note(state, words),
    get at() {
      return state.at;
    },
    ready() {
      state.slides.forEach((slide) => slide.filled === lookOf(state) || fillSlide(state, slide));
      return state.slides.every((slide) => slide.filled);
    },
    close() {
      window.removeEventListener("keydown", press);
      sized.disconnect();
      closePresenter(state);
      host.remove();
    },
  };
}

/** All slides at once, the frame around them, and the line that is read out. */
function raise(state) {
  const { scene, shadow } = state;
  const said = scene.words;
  state.slides = scene.slides.map((slide) => slideOf(slide, scene));
  state.slides.forEach((element, i) => element.addEventListener("click", () => picked(state, i)));
  const slides = make("div", "slides", ...state.slides);
  slides.setAttribute("role", "region");
  slides.setAttribute("aria-roledescription", said.deck);
  slides.setAttribute("aria-label", scene.title);
  const edge = (act, sign) =>
    Object.assign(make("button", `edge ${act}`, sign), { ariaLabel: said.keys[act], tabIndex: -1, onclick: () => ACTS[act](state) });
  state.live = make("div", "live");
  state.live.setAttribute("aria-live", "polite");
  const deck = make("div", "deck", slides);
  state.stage = make("div", "stage", deck, make("div", "course"), edge("back", "‹"), edge("forth", "›"), barOf(state), state.live);
  state.stage.classList.toggle("dark", state.dark);
  shadow.append(styleElement(), state.stage);
  pointed(state);
}

function styleElement() {
  return Object.assign(document.createElement("style"), { textContent: STYLE + STAGE_STYLE });
}

const shownSlide = ({ scene, altered, at }) => altered.get(at) ?? scene.slides[at];

// --- moving -----------------------------------------------------------------------------------

function go(state, to) {
  const { slides, stage: frame, scene } = state;
  const at = Math.min(Math.max(to, 0), slides.length - 1);
  state.typed = "";
  frame.classList.remove("blank");
  frame.querySelector(".typed")?.remove();
  if (at === state.at || !slides.length) return;
  // A question from the floor is answered on its slide; the next one is the deck's own again.
  restore(state);
  slides[state.at]?.classList.remove("on");
  state.at = at;
  const slide = slides[at];
  if (slide.filled !== lookOf(state)) fillSlide(state, slide);
  slide.classList.add("on");
  frame.style.setProperty("--done", slides.length > 1 ? at / (slides.length - 1) : 1);
  state.live.textContent = slide.getAttribute("aria-label");
  if (frame.classList.contains("overview")) slide.scrollIntoView({ block: "nearest" });
  if (state.isNarrow) frame.querySelector(".deck").scrollTop = 0;
  const { id } = scene.slides[at];
  state.on({ act: "slide", i: at, id });
  later(state, () => tellPresenter(state));
  prepare(state);
}

/** After the paint. */
const later = (state, act) => requestAnimationFrame(() => setTimeout(() => state.host.isConnected && act(), 0));

/** Make the pictures of the slides that are not on show, the next ones first, one whenever nothing else is done. */
function prepare(state) {
  if (state.preparing) return;
  state.preparing = true;
  const idle = window.requestIdleCallback ?? ((act) => setTimeout(act, 30));
  const step = () => {
    const { slides, at } = state;
    const order = [...slides.slice(at), ...slides.slice(0, at)];
    const open = order.find((slide) => slide.filled !== lookOf(state));
    state.preparing = !!open && state.host.isConnected;
    if (!state.preparing) return;
    fillSlide(state, open);
    idle(step, { timeout: 500 });
  };
  idle(step, { timeout: 500 });
}

function redraw(state, changed) {
  const wasDark = state.dark;
  Object.assign(state, changed);
  if (state.dark !== wasDark) state.on({ act: "look", dark: state.dark });
  state.stage.classList.toggle("dark", state.dark);
  state.stage.classList.toggle("narrow", state.isNarrow);
  fillSlide(state, state.slides[Math.max(state.at, 0)]);
  // All thumbnails are seen.
  if (state.stage.classList.contains("overview")) state.slides.forEach((slide) => fillSlide(state, slide));
  tellPresenter(state);
  prepare(state);
}

function resized(state) {
  const isNarrow = state.host.clientWidth < NARROW && state.host.clientHeight > state.host.clientWidth;
  const isFirst = state.host.clientWidth && !state.wide;
  const turned = isNarrow !== state.isNarrow || (isNarrow && state.wide !== state.host.clientWidth);
  state.wide = state.host.clientWidth;
  if (isFirst || turned) {
    state.slides.forEach((slide) => (slide.filled = null));
    redraw(state, { isNarrow });
  }
}

// --- another slide in its place ---------------------------------------------------------------

/** Show another answer on a slide until the deck's own is brought back. */
function setSlide(state, i, slide, asked) {
  state.altered.set(i, slide);
  replaceSlide(state, i, slideOf({ ...slide, number: i + 1 }, state.scene, asked));
}

function restore(state) {
  if (!state.altered.size) return;
  const all = [...state.altered.keys()];
  state.altered.clear();
  all.forEach((i) => replaceSlide(state, i, slideOf(state.scene.slides[i], state.scene)));
  state.on({ act: "restore", i: all[0] });
}

function replaceSlide(state, i, element) {
  const isOn = i === state.at;
  element.addEventListener("click", () => picked(state, i));
  state.slides[i].replaceWith(element);
  state.slides[i] = element;
  element.classList.toggle("on", isOn);
  if (isOn) {
    fillSlide(state, element);
    state.live.textContent = `${element.getAttribute("aria-label")}. ${element.querySelector(".kicker").textContent}`;
    tellPresenter(state);
  }
}

// --- keys, pointer, fingers -------------------------------------------------------------------

function pressedKey(state, event) {
  const { key, ctrlKey, metaKey, altKey } = event;
  if (ctrlKey || metaKey || altKey || event.composedPath()[0].matches?.(WRITES_WORDS)) return;
  const letter = key.length === 1 ? key.toLowerCase() : key;
  const own = state.keys[letter];
  const act = KEYS[key] ?? LETTERS[letter];
  if (/^\d$/.test(key)) typed(state, key);
  else if (own) state.on({ act: own[0], i: state.at, id: state.scene.slides[state.at].id });
  else if (state.stage.classList.contains("blank") && act) blank(state);
  else if (act && !isForPanel(state, event)) ACTS[act](state);
  else return;
  event.preventDefault();
  event.stopPropagation();
}

/** Keys that a button, or the words of a panel, answer themselves. */
function isForPanel(state, { key }) {
  const inside = state.shadow.activeElement;
  if (inside?.matches("button") && (key === "Enter" || key === " ")) return true;
  return !!state.stage.querySelector(".panel") && /^(Arrow|Page|Home|End| )/.test(key);
}

/** Digits make a number; it counts when no other digit can follow, on Enter, or after a moment. */
function typed(state, digit) {
  state.typed = (state.typed + digit).slice(-3);
  clearTimeout(state.typing);
  state.stage.querySelector(".typed")?.remove();
  const badge = make("p", "typed", says(state.scene.words.to, { number: state.typed }));
  state.stage.append(badge);
  const isWhole = +state.typed > 0 && +state.typed * 10 > state.slides.length;
  if (isWhole) goTyped(state);
  else state.typing = setTimeout(() => goTyped(state), TYPED_WAIT);
}

function goTyped(state) {
  const number = +state.typed;
  clearTimeout(state.typing);
  state.typed = "";
  state.stage.querySelector(".typed")?.remove();
  if (number >= 1 && number <= state.slides.length) {
    overview(state, false);
    go(state, number - 1);
  }
}

/** Escape: whatever lies over the slide goes first, then the question from the floor, then the stage itself. */
function leave(state) {
  const { stage: frame } = state;
  if (state.typed) state.typed = "";
  if (frame.querySelector(".panel")) closePanel(state);
  else if (frame.classList.contains("overview")) overview(state, false);
  else if (state.altered.size) restore(state);
  else if (state.shadow.activeElement) state.shadow.activeElement.blur();
  else state.on({ act: "leave" });
}

function overview(state, open = !state.stage.classList.contains("overview")) {
  state.stage.classList.toggle("overview", open);
  state.slides.forEach((slide) => (slide.firstChild.inert = open));
  if (!open) return;
  state.slides.forEach((slide) => slide.filled === lookOf(state) || fillSlide(state, slide));
  state.slides[state.at].scrollIntoView({ block: "center" });
}

function picked(state, i) {
  if (!state.stage.classList.contains("overview")) return;
  overview(state, false);
  go(state, i);
}

function blank(state) {
  const isBlank = state.stage.classList.toggle("blank");
  state.live.textContent = isBlank ? state.scene.words.blank : state.slides[state.at].getAttribute("aria-label");
}

function fullScreen({ host }) {
  if (document.fullscreenElement) document.exitFullscreen();
  else host.requestFullscreen?.();
}

function pointed(state) {
  const { stage: frame } = state;
  let resting;
  frame.addEventListener("pointermove", (event) => {
    if (event.pointerType === "touch") return;
    frame.classList.add("pointed");
    clearTimeout(resting);
    resting = setTimeout(() => frame.classList.remove("pointed"), 2500);
  });
  // A click on a figure leaves the keys to the stage; Tab brings them to the figure.
  frame.addEventListener("mousedown", (event) => event.target.closest(".figure, .edge, .bar") && event.preventDefault());
  let from = null;
  frame.addEventListener("touchstart", (event) => (from = event.touches.length === 1 ? event.touches[0] : null), { passive: true });
  frame.addEventListener("touchend", (event) => {
    const to = event.changedTouches[0];
    const [dx, dy] = from ? [to.clientX - from.clientX, to.clientY - from.clientY] : [0, 0];
    const isScaled = (window.visualViewport?.scale ?? 1) > 1.05;
    if (Math.abs(dx) > SWIPE && Math.abs(dx) > 2 * Math.abs(dy) && !isScaled) ACTS[dx < 0 ? "forth" : "back"](state);
  });
}
