// The meeting: the stage in a dialog over the page, what it is pinned to, and its panels.
// A dialog, because what lies under it is then out of reach of keys and screen readers.

const hub = (globalThis.luzhouMeeting ??= {});
const PATIENCE = 10_000;
const REST = 2500;

function begin(root, data) {
  const { words } = data;
  const place = element("div", { className: "place", tabIndex: -1, autofocus: true });
  const side = element("div", { className: "side", hidden: true });
  const body = element("div", { className: "room" }, place, side);
  const dialog = element("dialog", { className: "meeting", ariaLabel: data.scene.title }, body);
  const held = { data, dialog, body, side, live: { minutes: {} }, at: -1, asking: null, answered: false };
  // Events are counted by the clock: a session that goes on in another tab must not take old answers for its own.
  held.sent = held.heard = Date.now();
  held.send = (event) => hub.emit?.({ ...event, number: held.at + 1, sent: (held.sent = Math.max(Date.now(), held.sent + 1)) });
  held.floor = floorPanel(body, { words, choices: data.choices, ask: (question) => ask(held, question), back: () => back(held) });
  held.former = formerNotes(side, { words, send: held.send });
  held.minutes = minutesPanel(side, { words, kinds: data.kinds, send: held.send, closed: () => sided(held) });
  body.append(rail(held));
  root.append(dialog);
  dialog.addEventListener("cancel", (event) => event.preventDefault());
  dialog.showModal();
  held.stop = listenTo(held);
  const start = Number(new URLSearchParams(location.search).get("slide")) || 1;
  held.stage = stage(place, data.scene, {
    dark: data.dark,
    start: start - 1,
    keys: { q: ["ask", words.question], m: ["write", words.minutes] },
    on: (event) => HEARD[event.act]?.(held, event),
  });
  // The panels belong to the screen too.
  place.firstChild.requestFullscreen = () => body.requestFullscreen();
  look(held, data.dark);
  return held;
}

function end(held) {
  if (!held) return;
  held.stop();
  held.stage.close();
  held.dialog.remove();
  hub.hear = null;
}

// --- what the stage says ------------------------------------------------------------------------

const HEARD = {
  slide: (held, { i }) => onSlide(held, i),
  restore: (held) => asIs(held),
  ask: (held) => (held.floor.isOpen ? held.floor.close() : held.floor.open(held.data.slides[held.at].own)),
  write: (held) => write(held),
  look: (held, { dark }) => look(held, dark),
  leave: (held) => (held.floor.isOpen ? back(held) : held.minutes.isOpen && closeMinutes(held)),
};

const look = ({ body }, isDark) => body.classList.toggle("dark", isDark);

/** The slide that stands now: its minutes beside it, its number in the address. */
function onSlide(held, at) {
  held.at = at;
  asIs(held);
  const address = new URL(location.href);
  address.searchParams.set("slide", at + 1);
  history.replaceState(history.state, "", address);
  showMinutes(held);
}

// --- the question from the floor ----------------------------------------------------------------

function ask(held, question) {
  held.send({ act: "ask", question });
  const { sent } = held;
  held.asking = sent;
  setTimeout(() => held.asking === sent && held.floor.tell(held.data.words.unanswered, true), PATIENCE);
}

/** What was asked last is answered; an earlier answer that is late is not shown. */
function answer(held, { sent, slide, sentence }) {
  if (held.asking !== sent) return;
  held.asking = null;
  held.answered = true;
  held.floor.tell(sentence);
  held.stage.setSlide(held.at, slide, sentence);
}

/** One key, and the deck is as it was: it never left the browser. */
function back(held) {
  asIs(held);
  held.stage.restore();
}

/** Nothing is asked any more, and no answer is waited for. */
function asIs(held) {
  held.asking = null;
  held.answered = false;
  held.floor.forget();
}

// --- minutes ------------------------------------------------------------------------------------

function showMinutes(held) {
  const { id, title } = held.data.slides[held.at];
  const { former = [], now = [] } = held.live.minutes[id] ?? {};
  held.former.show(former);
  held.minutes.show(title, now);
  sided(held);
}

function write(held) {
  if (held.minutes.isOpen) return closeMinutes(held);
  held.side.hidden = false;
  held.minutes.open();
}

function closeMinutes(held) {
  held.minutes.close();
  sided(held);
}

/** The column beside the slide is there while it has something to show. */
function sided(held) {
  held.side.hidden = held.former.isEmpty && !held.minutes.isOpen;
}

// --- keys and pointer ---------------------------------------------------------------------------

/** On the way down, before the stage hears of a key. Returns what ends the listening. */
function listenTo(held) {
  const { body } = held;
  const press = (event) => pressed(held, event);
  // What a button answers itself is not for the stage.
  const kept = (event) => [" ", "Enter"].includes(event.key) && event.composedPath()[0].matches("button") && event.stopPropagation();
  let resting;
  const point = () => {
    body.classList.add("pointed");
    clearTimeout(resting);
    resting = setTimeout(() => body.classList.remove("pointed"), REST);
  };
  addEventListener("keydown", press, true);
  body.addEventListener("keydown", kept);
  body.addEventListener("pointermove", point);
  return () => removeEventListener("keydown", press, true);
}

function pressed(held, event) {
  const isBack = event.key === "Escape" || (event.key === "Backspace" && !writes(event));
  if (!isBack || event.isComposing) return;
  if (held.minutes.isOpen && (writes(event) || !held.floor.isOpen)) closeMinutes(held);
  else if (held.floor.isOpen || held.answered) back(held);
  else return;
  event.preventDefault();
  event.stopImmediatePropagation();
}

/** What it is pinned to; and the keys as buttons, for those who have none. */
function rail(held) {
  const { words, began } = held.data;
  const since = new Date(began).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit", hour12: false });
  const button = (name, letter, act) => element("button", { type: "button", onclick: act }, name, ...(letter ? [key(letter)] : []));
  return element(
    "nav",
    { className: "rail", ariaLabel: words.meeting },
    button(words.question, "Q", () => HEARD.ask(held)),
    button(words.minutes, "M", () => write(held)),
    button(words.end, "", () => held.send({ act: "end" })),
    element("span", { className: "pinned" }, words.pinned.replace("{time}", since)),
  );
}

// --- what the server says -----------------------------------------------------------------------

/** Minutes, an answer, a newer snapshot: each comes when it comes. */
function hear(held, live) {
  const isSame = JSON.stringify(live.minutes) === JSON.stringify(held.live.minutes);
  held.live = live;
  if (!isSame) showMinutes(held);
  const news = [live.said, live.answer].filter((told) => told?.sent > held.heard);
  held.heard = Math.max(held.heard, ...news.map((told) => told.sent));
  if (news.includes(live.said)) held.minutes.tell(live.said);
  else if (live.fault) held.minutes.tell({ text: live.fault, isRefused: true });
  if (news.includes(live.answer)) answer(held, live.answer);
  held.stage.note(live.newer && held.data.words.newer.replace("{id}", live.newer));
}

let meeting = null;

function present({ data, parentElement }) {
  if (meeting?.data !== data || !meeting.dialog.isConnected) {
    end(meeting);
    meeting = begin(parentElement, data);
    hub.hear = (live) => hear(meeting, live);
    if (hub.live) hub.hear(hub.live);
  }
  return () => {
    end(meeting);
    meeting = null;
  };
}
