// The presenter's window: this slide and the next, notes, likely questions, time. The stage itself writes it, so it
// needs no address and no server, and both windows can only show the same slide.

function openPresenter(state) {
  const { words: said, title, language } = state.scene;
  const page = window.open("", "luzhou-presenter", "popup,width=1240,height=760");
  if (!page) return tell(state, said.allow);
  page.document.title = `${said.keys.presenter} · ${title}`;
  page.document.documentElement.lang = language;
  page.document.body.style.margin = 0;
  const host = page.document.createElement("div");
  page.document.body.replaceChildren(host);
  const shadow = host.attachShadow({ mode: "open" });
  shadow.append(styleElement());
  state.presenter = { page, shadow, began: Date.now() };
  page.addEventListener("keydown", (event) => pressedKey(state, event));
  page.addEventListener("pagehide", () => (state.presenter = null));
  state.presenter.ticking = page.setInterval(() => tick(state), 500);
  tellPresenter(state);
  page.focus();
}

function closePresenter(state) {
  state.presenter?.page.close();
  state.presenter = null;
}

/** Show what the stage shows. */
function tellPresenter(state) {
  const { presenter, scene, at, slides } = state;
  if (!presenter) return;
  const { words: said } = scene;
  const slide = shownSlide(state);
  const next = at + 1 < slides.length ? copyOf(state, at + 1) : make("p", "end", said.end);
  const clock = make("p", "time", make("b", "elapsed"), make("span", "", said.elapsed), make("b", "clock"), make("span", "", said.clock));
  const again = Object.assign(make("button", "", said.again), { onclick: () => restart(state) });
  const frame = make(
    "div",
    `stage presenter${state.dark ? " dark" : ""}`,
    make("div", "now", copyOf(state, at)),
    make("div", "aside", make("h3", "", said.next), make("div", "next", next), make("div", "clocks", clock, again)),
    make("div", "notes", state.note && make("p", "hint", state.note), make("h3", "", said.notes), ...paragraphs(slide.notes || said.no_notes)),
    make("div", "questions", make("h3", "", said.questions), make("ol", "", ...slide.questions.map((q) => make("li", "", q)))),
  );
  presenter.shadow.querySelector(".stage")?.remove();
  presenter.shadow.append(frame);
  tick(state);
}

/** A line for the presenter's eyes only; empty words take it away. */
function note(state, words) {
  if (state.note === words) return;
  state.note = words;
  tellPresenter(state);
}

const paragraphs = (said) => said.split(/\n+/).map((line) => make("p", "", line));

/** A slide of the stage once more, as it stands there. */
function copyOf(state, i) {
  const slide = state.slides[i];
  if (slide.filled !== lookOf(state)) fillSlide(state, slide);
  const copy = slide.cloneNode(true);
  copy.classList.add("on");
  copy.removeAttribute("tabindex");
  copy.querySelectorAll("[tabindex]").forEach((element) => element.removeAttribute("tabindex"));
  copy.inert = true;
  return copy;
}

function restart(state) {
  state.presenter.began = Date.now();
  tick(state);
}

function tick({ presenter, scene }) {
  if (!presenter) return;
  const seconds = Math.floor((Date.now() - presenter.began) / 1000);
  const two = (v) => String(v).padStart(2, "0");
  const hours = Math.floor(seconds / 3600);
  const elapsed = `${hours ? `${hours}:` : ""}${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  const clock = new Date().toLocaleTimeString(scene.language === "zh" ? "zh-CN" : "en-GB", { hour: "2-digit", minute: "2-digit", hour12: false });
  presenter.shadow.querySelector(".elapsed").textContent = elapsed;
  presenter.shadow.querySelector(".clock").textContent = clock;
}
