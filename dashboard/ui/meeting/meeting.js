// The meeting: the stage in a dialog over the page, what it is pinned to, and its panels.
// A dialog, because what lies under it is then out of reach of keys and screen readers.

let meeting = null;

function begin(root, data) {
  const { words } = data;
  const dialog = element("dialog", { className: "meeting", ariaLabel: data.scene.title });
  const body = element("div", { className: "body" });
  const place = element("div", { className: "place" });
  dialog.append(body);
  body.append(place);
  root.append(dialog);
  const held = { data, dialog, body, place, emit: () => {}, live: { minutes: {} }, answered: null, sent: 0 };
  const send = (event) => held.emit({ ...event, slide: held.number, sent: ++held.sent });
  held.send = send;
  held.floor = floorPanel(body, {
    words,
    choices: data.choices,
    ask: (question) => send({ act: "ask", question }),
    back: () => backToDeck(held),
  });
  held.former = formerNotes(body, { words, send });
  held.minutes = minutesPanel(body, { words, kinds: data.kinds, send });
  body.append(rail(held));
  addEventListener("keydown", (held.onKey = (event) => pressed(held, event)), true);
  dialog.addEventListener("cancel", (event) => event.preventDefault());
  dialog.showModal();
  held.number = asNumber(new URLSearchParams(location.search).get("slide"), data.slides.length);
  held.stage = raise(held);
  showSlide(held, held.number);
  return held;
}

const asNumber = (told, count) => Math.min(Math.max(Math.trunc(+told) || 1, 1), count);

/** The slide that stands now: its minutes beside it, its number in the address. */
function showSlide(held, number) {
  if (held.answered && held.answered !== number) backToDeck(held, { stays: true });
  held.number = number;
  const address = new URL(location.href);
  address.searchParams.set("slide", number);
  history.replaceState(history.state, "", address);
  showMinutes(held);
}

function showMinutes(held) {
  const { id, title } = held.data.slides[held.number - 1];
  const { former = [], now = [] } = held.live.minutes[id] ?? {};
  held.former.show(former);
  held.minutes.show(title, now);
}

/** One key, and the deck is as it was: it never left the browser. */
function backToDeck(held, { stays = false } = {}) {
  const number = held.answered;
  held.answered = null;
  held.ignored = held.sent;
  held.floor.forget();
  held.body.classList.remove("answering");
  if (number) held.stage.restore(number);
  if (!stays) held.place.focus();
}

// --- keys -------------------------------------------------------------------------------------

const KEYS = {
  q: (held) => held.floor.open(held.data.slides[held.number - 1].own),
  m: (held) => held.minutes.open(),
};

/** On the way down, before the stage hears of it. */
function pressed(held, event) {
  const isOver = (panel) => panel.isOpen;
  if (event.key === "Escape" || (event.key === "Backspace" && !writes(event))) {
    if (isOver(held.minutes)) held.minutes.close();
    else if (isOver(held.floor) || held.answered) backToDeck(held);
    else return;
    return taken(event);
  }
  if (writes(event)) return event.stopImmediatePropagation();
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const act = KEYS[event.key.toLowerCase()];
  if (!act) return;
  act(held);
  taken(event);
}

function taken(event) {
  event.preventDefault();
  event.stopImmediatePropagation();
}

// --- the rail: what it is pinned to, and what keys do, for those who have none -------------------

function rail(held) {
  const { words, began } = held.data;
  const since = new Date(began).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
  const pinned = element("span", { className: "pinned" }, words.pinned.replace("{time}", since));
  const button = (name, letter, act) => element("button", { type: "button", onclick: act }, name, key(letter));
  return element(
    "nav",
    { className: "rail", ariaLabel: words.meeting },
    pinned,
    button(words.question, "Q", () => KEYS.q(held)),
    button(words.minutes, "M", () => KEYS.m(held)),
    element("button", { type: "button", className: "end", onclick: () => held.send({ act: "end" }) }, words.end),
  );
}

// --- what the server says -----------------------------------------------------------------------

/** Minutes, an answer, a newer snapshot: each comes when it comes. */
function hear(held, live) {
  const { said, answer, newer } = live;
  const isNews = (told, before) => told && told.sent !== before?.sent;
  const before = held.live;
  held.live = live;
  showMinutes(held);
  if (isNews(said, before.said)) held.minutes.tell(said);
  if (isNews(answer, before.answer) && answer.sent > (held.ignored ?? 0)) showAnswer(held, answer);
  held.stage.tell?.(newer ? held.data.words.newer.replace("{id}", newer) : "");
}

function showAnswer(held, answer) {
  if (answer.number !== held.number) return;
  held.floor.tell(answer.sentence, !answer.slide);
  if (!answer.slide) return;
  held.answered = answer.number;
  held.body.classList.add("answering");
  held.stage.setSlide(answer.number, answer.slide);
}

export default function ({ data, parentElement, setTriggerValue }) {
  if (data.part === "live") {
    globalThis.luzhouMeeting = { live: data, emit: (event) => setTriggerValue("event", event) };
  } else if (meeting?.data !== data || !meeting.dialog.isConnected) {
    end(meeting);
    meeting = begin(parentElement, data);
  }
}
