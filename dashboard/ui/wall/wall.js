// The wall: boards that turn by themselves over days. It stands beside Streamlit's own elements, so that neither a lost
// connection nor an error of the server takes it off the screen; it is fed by the element on the page.

const page = (globalThis.luzhouWall ??= { wall: null });
const STEADY = 250;
// How long a server that is well again has to bring the page back before the page starts anew.
const PATIENCE = 15000;

/** What Streamlit calls whenever the server has said something. */
export default function ({ data }) {
  page.wall ??= raise();
  hear(page.wall, data);
}

function raise() {
  const host = document.createElement("div");
  const root = host.attachShadow({ mode: "open" });
  root.innerHTML = `<style>${STYLE}</style><div class="stage"><div class="boards"></div>
<div class="now"><span class="demonstration" hidden></span><p class="day"></p><time></time></div>
<div class="foot"><ul class="turns"></ul><p class="notes"><span class="faults" hidden></span><span class="lost" role="status" hidden></span><span class="paused" hidden></span><span class="snapshot"></span></p></div></div>`;
  const find = (name) => root.querySelector(name);
  const wall = {
    host,
    pathname: location.pathname,
    stage: find(".stage"),
    boards: find(".boards"),
    clock: find("time"),
    day: find(".day"),
    turns: find(".turns"),
    find,
    place: 0,
    isPaused: false,
    turned: 0,
    ...silence(),
  };
  host.dataset.testid = "wall";
  host.setAttribute("role", "region");
  // The top layer lies over whatever the page has, the words of a lost connection included.
  host.popover = "manual";
  document.body.append(host);
  host.showPopover();
  const fit = () => {
    wall.stage.style.transform = `scale(${Math.min(innerWidth / 1920, innerHeight / 1080)})`;
  };
  const press = (event) => act(wall, event);
  fit();
  addEventListener("resize", fit);
  addEventListener("keydown", press, true);
  const timer = setInterval(() => tick(wall), STEADY);
  wall.end = () => {
    clearInterval(timer);
    removeEventListener("resize", fit);
    removeEventListener("keydown", press, true);
    host.remove();
  };
  return wall;
}

function fall() {
  page.wall?.end();
  page.wall = null;
}

// --- what is shown ------------------------------------------------------------------------------

/** Take in what the server says: each time a sign of life, and sometimes boards of a newer snapshot. */
function hear(wall, data) {
  Object.assign(wall, silence(), { every: data.every * 1000, refresh: data.refresh * 1000, words: data.words });
  const told = JSON.stringify([data.shown, data.colours]);
  if (told === wall.told) return;
  wall.told = told;
  show(wall, data);
}

function show(wall, { shown, map, colours, words }) {
  const held = wall.shown?.boards[wall.place]?.id;
  wall.shown = shown;
  wall.host.lang = shown.language;
  wall.host.setAttribute("aria-label", words.name);
  for (const [name, colour] of Object.entries(colours)) wall.host.style.setProperty(`--${name}`, colour);
  wall.boards.innerHTML = shown.boards.map((board) => boardOf(board, map)).join("");
  wall.boards.querySelectorAll(".says").forEach(fitted);
  wall.turns.innerHTML = shown.boards.map(({ title }) => `<li>${esc(title)}<i></i></li>`).join("");
  write(wall, ".demonstration", shown.demonstration);
  write(wall, ".snapshot", shown.footer);
  write(wall, ".faults", shown.faults[0] ?? "");
  makeRoom(wall.turns);
  wall.today = "";
  turn(wall, Math.max(0, shown.boards.findIndex(({ id }) => id === held)));
}

/** As large as its box allows: sentences differ in length, and more so between languages. */
function fitted(part) {
  for (const size of [31, 29, 27, 25, 23, 21]) {
    part.style.fontSize = `${size}px`;
    if (part.scrollHeight <= part.clientHeight) return;
  }
}

/** Names of boards leave room for what the foot says of the snapshot. */
function makeRoom(turns) {
  const notes = turns.nextElementSibling;
  for (const size of [22, 20, 18, 16]) {
    turns.style.fontSize = `${size}px`;
    if (notes.scrollWidth <= notes.clientWidth) return;
  }
}

function turn(wall, place) {
  const boards = [...wall.boards.children];
  if (!boards.length) return;
  wall.place = (place + boards.length) % boards.length;
  wall.turned = performance.now();
  boards.forEach((board, i) => {
    board.classList.toggle("shown", i === wall.place);
    board.toggleAttribute("inert", i !== wall.place);
    wall.turns.children[i].toggleAttribute("aria-current", i === wall.place);
  });
}

/** Words into a part of the frame; none hide it. The document changes only where the words do. */
function write(wall, name, words) {
  const part = wall.find(name);
  if (part.textContent !== words) part.textContent = words;
  if (part.hidden === Boolean(words)) part.hidden = !words;
}

// --- time ---------------------------------------------------------------------------------------

function tick(wall) {
  // Its element may be taken off by an error that the next word of the server mends; another page is another matter.
  if (location.pathname !== wall.pathname) return fall();
  const now = performance.now();
  if (!wall.isPaused && now - wall.turned >= wall.every) turn(wall, wall.place + 1);
  const passed = wall.isPaused ? 1 : Math.min(1, (now - wall.turned) / wall.every);
  [...wall.turns.children].forEach((item, i) => {
    item.lastChild.style.transform = `scaleX(${i === wall.place ? passed.toFixed(3) : 0})`;
  });
  tellTime(wall);
  watch(wall);
}

function tellTime(wall) {
  const now = new Date();
  const time = `${now.getHours()}`.padStart(2, "0") + ":" + `${now.getMinutes()}`.padStart(2, "0");
  if (wall.clock.textContent !== time) wall.clock.textContent = time;
  if (wall.today === now.toDateString()) return;
  wall.today = now.toDateString();
  const locale = wall.shown.language === "zh" ? "zh-CN" : "en-GB";
  wall.day.textContent = now.toLocaleDateString(locale, { year: "numeric", month: "long", day: "numeric", weekday: "long" });
}

function act(wall, event) {
  const steps = { ArrowLeft: -1, ArrowRight: 1 };
  if (event.ctrlKey || event.altKey || event.metaKey) return;
  if (event.key in steps) turn(wall, wall.place + steps[event.key]);
  else if (event.key === " ") {
    wall.isPaused = !wall.isPaused;
    wall.turned = performance.now();
    write(wall, ".paused", wall.isPaused ? wall.words.paused : "");
  } else return;
  // Nothing under the wall is to hear of it.
  event.preventDefault();
  event.stopImmediatePropagation();
}

// --- the connection -----------------------------------------------------------------------------

/** As it is when the server has just said something. */
const silence = () => ({ heard: Date.now(), asked: 0, failed: 0, answered: 0, isAsking: false });

/** Whether the server is there: it says something every `refresh`, and its health can be asked. */
function watch(wall) {
  const now = Date.now();
  if (!wall.isAsking && now - wall.asked >= wall.refresh / 4) ask(wall);
  const isLost = wall.failed >= 2 || now - wall.heard > wall.refresh * 2.5;
  wall.lostAt = isLost ? (wall.lostAt ?? new Date(wall.heard)) : null;
  const since = wall.lostAt?.toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
  write(wall, ".lost", isLost ? wall.words.lost.replace("{time}", since).replace("{snapshot}", wall.shown.snapshot) : "");
  // Streamlit connects again by itself; where it has not, a while after the server is well, the page starts anew.
  if (isLost && wall.answered && now - wall.answered > Math.max(wall.refresh, PATIENCE)) {
    wall.answered = now;
    location.reload();
  }
}

async function ask(wall) {
  Object.assign(wall, { isAsking: true, asked: Date.now() });
  const address = new URL("_stcore/health", document.baseURI);
  try {
    const answer = await fetch(address, { cache: "no-store", signal: AbortSignal.timeout(8000) });
    if (!answer.ok) throw new Error(answer.statusText);
    Object.assign(wall, { failed: 0, answered: wall.answered || (wall.lostAt ? Date.now() : 0) });
  } catch {
    Object.assign(wall, { failed: wall.failed + 1, answered: 0 });
  }
  wall.isAsking = false;
}
