// The box in which one types what one looks for, and the groups of what there is. The index comes when it is first
// asked for, once for a snapshot; from then on nothing is asked of the server until something is chosen.

const AT_FIRST = 5, AT_MOST = 200;
const page = (globalThis.luzhouFind ??= { indexes: new Map(), keys: null });

const made = (tag, told = {}, ...children) => {
  const element = Object.assign(document.createElement(tag), told);
  element.append(...children);
  return element;
};

/** The index of this key; null while it is still to come. What browsers keep of it needs no asking again. */
async function fetched(key, file) {
  if (!page.indexes.has(key) && file) {
    const answer = await fetch(new URL(`.${file}`, document.baseURI), { cache: "force-cache" });
    if (answer.ok) page.indexes.set(key, opened(await answer.json()));
  }
  return page.indexes.get(key) ?? null;
}

class Box {
  constructor(root) {
    for (const part of ["opens", "typed", "found", "live", "closes"]) this[part] = root.querySelector(`.${part}`);
    this.dialog = root.querySelector("dialog");
    this.options = [];
    this.active = -1;
    this.wide = new Set();
    this.opens.onclick = () => this.open();
    this.closes.onclick = () => this.dialog.close();
    this.typed.oninput = () => (this.wide.clear(), this.show());
    this.dialog.onkeydown = (event) => this.press(event);
    this.dialog.onclick = (event) => event.target === this.dialog && this.dialog.close();
    this.dialog.onclose = () => (this.typed.value = "");
  }

  /** What the server says now; values of another scope are let go. */
  async update({ data, setTriggerValue }) {
    Object.assign(this, { data, send: setTriggerValue });
    if (this.scope !== data.scope) this.values = null;
    this.scope = data.scope;
    this.values = data.values ?? this.values;
    this.opens.querySelector("span").textContent = data.words.find;
    this.opens.title = data.words.keys;
    this.closes.textContent = data.words.close;
    this.typed.placeholder = data.words.placeholder;
    for (const part of [this.dialog, this.typed, this.found]) part.setAttribute("aria-label", data.words.find);
    this.index = await fetched(data.index, data.file);
    if (this.dialog.open) this.show();
  }

  open() {
    if (this.dialog.open) return;
    this.dialog.showModal();
    this.typed.focus();
    this.show();
    if (!this.index || !this.values) this.send("opened", true);
  }

  choose(option, isPassport = false) {
    const { kind, id } = option.entry;
    if (option.isMore) {
      this.wide.add(kind);
      return this.show(this.active);
    }
    this.dialog.close();
    this.send("chosen", { kind, id, passport: isPassport && kind === "metric" });
  }

  press(event) {
    // Neither the page's own keys nor Streamlit's are meant by what is typed here.
    event.stopPropagation();
    if (event.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 }[event.key];
    if (step) {
      event.preventDefault();
      this.mark(this.active + step, { turns: Math.abs(step) === 1 });
    } else if (event.key === "Enter" && event.composedPath()[0] === this.typed && this.options[this.active]) {
      event.preventDefault();
      this.choose(this.options[this.active], event.shiftKey);
    } else if (event.key === "Escape") {
      // A search box of its own accord would only take the words away.
      event.preventDefault();
      this.dialog.close();
    }
  }

  mark(next, { turns = true } = {}) {
    const last = this.options.length - 1;
    const within = Math.max(0, Math.min(last, next));
    this.active = last < 0 ? -1 : turns ? (next + last + 1) % (last + 1) : within;
    this.options.forEach(({ element }, place) => {
      element.setAttribute("aria-selected", String(place === this.active));
      if (place !== this.active) return;
      this.typed.setAttribute("aria-activedescendant", element.id);
      element.scrollIntoView({ block: "nearest" });
    });
    if (this.active < 0) this.typed.removeAttribute("aria-activedescendant");
    // Over the first option stands the name of its group.
    if (this.active === 0) this.found.scrollTop = 0;
  }

  /** The groups of what fits what is typed; before anything is, the pages and the questions. */
  show(active = 0) {
    this.options = [];
    const { words } = this.data;
    if (!this.index) return this.tell(words.coming);
    const groups = this.typed.value.trim() ? ranked(this.index, this.typed.value) : this.all();
    const number = groups.reduce((sum, group) => sum + group.entries.length, 0);
    if (!number) return this.tell(words.nothing);
    this.found.replaceChildren(...groups.map((group) => this.group(group, groups.length === 1)));
    this.live.textContent = words.results.replace("{number}", number.toLocaleString("en"));
    this.mark(active);
  }

  all() {
    this.wide.add("page").add("question");
    const entries = Object.groupBy(this.index.entries, (entry) => entry.kind);
    return ["page", "question"].filter((kind) => entries[kind]).map((kind) => ({ kind, entries: entries[kind] }));
  }

  tell(told) {
    this.found.replaceChildren(made("p", { className: "told", textContent: told }));
    this.live.textContent = told;
    this.mark(-1);
  }

  said(zh, en) {
    return this.data.language === "zh" ? zh : en;
  }

  group({ kind, entries }, isAlone) {
    const name = made("div", { className: "kind", id: `kind-${kind}`, textContent: this.said(...this.index.kinds[kind]) });
    const shown = entries.slice(0, isAlone || this.wide.has(kind) ? AT_MOST : AT_FIRST);
    const group = made("div", {}, name, ...shown.map((entry) => this.option(entry)));
    const rest = entries.length - shown.length;
    if (rest && shown.length < AT_MOST) group.append(this.more(kind, rest));
    else if (rest) group.append(made("div", { className: "kind", textContent: this.counted(rest) }));
    group.setAttribute("role", "group");
    group.setAttribute("aria-labelledby", name.id);
    return group;
  }

  counted(rest) {
    return this.data.words.more.replace("{number}", rest.toLocaleString("en"));
  }

  more(kind, rest) {
    const element = made("div", { className: "more", textContent: this.counted(rest) });
    return this.act(element, { element, isMore: true, entry: { kind } });
  }

  option(entry) {
    const label = this.said(entry.zh, entry.en);
    const element = made("div", {}, made("span", { className: "label" }, ...this.marked(label)));
    const value = entry.kind === "metric" && this.values?.[entry.id];
    if (value) element.append(made("span", { className: "value", textContent: value }));
    const hint = this.said(...entry.hint);
    if (hint) element.append(made("span", { className: "hint", textContent: hint }));
    const option = { element, entry };
    if (entry.kind === "metric") element.append(this.passport(option));
    return this.act(element, option);
  }

  /** What is chosen by Shift and Enter, for a pointer. */
  passport(option) {
    const button = made("span", { className: "passport", textContent: this.data.words.passport });
    button.setAttribute("aria-hidden", "true");
    button.onclick = (event) => (event.stopPropagation(), this.choose(option, true));
    return button;
  }

  act(element, option) {
    const place = this.options.push(option) - 1;
    element.id = `found-${place}`;
    element.setAttribute("role", "option");
    element.onclick = () => ((this.active = place), this.choose(option));
    element.onpointermove = (event) => event.pointerType === "mouse" && this.active !== place && this.mark(place);
    return element;
  }

  /** The label with the words typed standing out where they stand in it. */
  marked(label) {
    const found = wordsOf(this.typed.value).filter((word) => label.toLowerCase().includes(word));
    if (!found.length) return [label];
    const [word] = found.sort((one, other) => other.length - one.length);
    const at = label.toLowerCase().indexOf(word);
    const end = at + word.length;
    return [label.slice(0, at), made("mark", { textContent: label.slice(at, end) }), label.slice(end)];
  }
}

const WRITES = 'input:not([type="button"], [type="checkbox"], [type="radio"]), textarea, select, [contenteditable="true"]';

/** `/` and Ctrl+K open the box from anywhere on the page, but where one writes, and over an open dialog. */
function listen(box) {
  page.keys?.abort();
  const keys = (page.keys = new AbortController());
  const heard = (event) => {
    const isAsked = (event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === "k";
    const isSlash = event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey;
    if (!isAsked && !(isSlash && !event.composedPath()[0].matches?.(WRITES))) return;
    if (document.querySelector('[role="dialog"]')) return;
    event.preventDefault();
    event.stopPropagation();
    box.open();
  };
  addEventListener("keydown", heard, { capture: true, signal: keys.signal });
  return () => keys.abort();
}

export default function (component) {
  const { parentElement } = component;
  parentElement.box ??= new Box(parentElement);
  parentElement.box.update(component);
  return listen(parentElement.box);
}
