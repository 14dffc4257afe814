// Panels over a slide: what its numbers mean and where they come from, what each key does, and the bar of acts.

/** One panel at a time; asked for again, it goes. */
function panel(state, name, title, ...inside) {
  const open = state.stage.querySelector(".panel");
  open?.remove();
  if (open?.dataset.name === name) return state.slides[state.at].focus({ preventScroll: true });
  const close = Object.assign(make("button", "close", state.scene.words.close), { onclick: () => closePanel(state) });
  const made = make("div", "panel", make("div", "head", make("h2", "", title), close), ...inside);
  Object.assign(made, { tabIndex: -1, role: "dialog", ariaModal: "true", ariaLabel: title });
  made.dataset.name = name;
  state.stage.append(made);
  made.focus();
}

const closePanel = (state) => panel(state, state.stage.querySelector(".panel")?.dataset.name);

function meaningPanel(state) {
  const { words: said } = state.scene;
  const { definitions, sources } = shownSlide(state);
  const told = definitions.map(({ name, unit, about, caveat }) =>
    make("div", "definition", make("h3", "", name, unit && make("span", "", unit)), make("p", "", about), caveat && make("p", "caveat", caveat)),
  );
  const from = make("ul", "", ...sources.map((line) => make("li", "", line)));
  panel(state, "meaning", said.keys.meaning, ...told, make("h3", "", said.sources), from);
}

function helpPanel(state) {
  const { words: said } = state.scene;
  const lines = [...keyLines(state)].map(([keys, act]) =>
    make("tr", "", make("td", "", ...keys.map((key) => make("kbd", "", key))), make("td", "", act)),
  );
  panel(state, "help", said.keys.help, make("table", "keys", make("tbody", "", ...lines)));
}

function* keyLines({ scene, keys }) {
  const said = scene.words.keys;
  yield [["→", "PgDn", "Space"], said.forth];
  yield [["←", "PgUp"], said.back];
  yield [["Home"], said.first];
  yield [["End"], said.last];
  yield [["1 … 99", "Enter"], said.number];
  for (const [key, act] of Object.entries(LETTERS)) if (said[act]) yield [[key.toUpperCase()], said[act]];
  for (const [key, [, wording]] of Object.entries(keys)) yield [[key.toUpperCase()], wording];
  yield [["Esc"], scene.words.back];
}

/** Acts as buttons, for those who have no keys at hand; it shows while the pointer moves. */
function barOf(state) {
  const { keys: said } = state.scene.words;
  const button = (act, name, title = said[act]) =>
    Object.assign(make("button", "", name), { title, ariaLabel: title, tabIndex: -1, onclick: () => ACTS[act](state) });
  return make(
    "div",
    "bar",
    button("back", "‹"),
    button("forth", "›"),
    ...["overview", "presenter", "meaning", "tables", "look", "full"].map((act) => button(act, said[act])),
    button("help", "?"),
  );
}

/** A line that goes by itself. */
function tell(state, words) {
  state.stage.querySelector(".told")?.remove();
  const told = make("p", "told", words);
  told.setAttribute("role", "status");
  state.stage.append(told);
  setTimeout(() => told.remove(), 4000);
}
