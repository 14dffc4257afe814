// Minutes: what earlier meetings left on the slide, what this one has written, and the form that writes.

/** A line of the minutes with the marks of what it is, and the buttons that settle or remove it. */
function line(entry, words, send) {
  const facts = [entry.owner, entry.due, entry.age].filter(Boolean).join(" · ");
  const settle = element("button", { type: "button" }, entry.isDone ? words.reopen : words.done);
  settle.onclick = () => send({ act: entry.isDone ? "reopen" : "complete", id: entry.id });
  const buttons = element("span", { className: "acts" }, settle);
  if (entry.isNew) {
    const remove = element("button", { type: "button" }, words.remove);
    remove.onclick = () => send({ act: "remove", id: entry.id });
    buttons.append(remove);
  }
  const state = entry.isDone ? words.settled : entry.isOverdue ? words.overdue : "";
  return element(
    "li",
    { className: `entry ${entry.kind}${entry.isDone ? " settled" : ""}${entry.isOverdue ? " overdue" : ""}` },
    element("span", { className: "kind" }, entry.kindName),
    ...(state ? [element("span", { className: "state" }, state)] : []),
    element("p", {}, entry.text),
    element("span", { className: "facts" }, facts),
    buttons,
  );
}

function lines(title, entries, words, send) {
  if (!entries.length) return [];
  return [element("h3", {}, title), element("ul", {}, ...entries.map((entry) => line(entry, words, send)))];
}

/** What stands on a slide's side: open entries of earlier meetings. */
function formerNotes(place, { words, send }) {
  const aside = element("aside", { className: "former", hidden: true, ariaLabel: words.last });
  place.append(aside);
  return {
    get isEmpty() {
      return aside.hidden;
    },
    show(entries) {
      aside.hidden = entries.length === 0;
      aside.replaceChildren(...lines(words.last, entries, words, send));
    },
  };
}

/** The form. What is refused stays in it, to be mended. */
function minutesPanel(place, { words, kinds, send, closed }) {
  const kind = element("div", { className: "kinds", role: "radiogroup", ariaLabel: words.kind });
  for (const { id, label } of kinds) {
    const radio = element("input", { type: "radio", name: "kind", value: id, checked: id === kinds[0].id });
    kind.append(element("label", {}, radio, label));
  }
  const text = element("textarea", { rows: 3, maxLength: 500, ariaLabel: words.text, placeholder: words.text });
  const owner = element("input", { type: "text", maxLength: 60, ariaLabel: words.owner, placeholder: words.owner });
  const due = element("input", { type: "date", ariaLabel: words.due });
  const told = element("p", { className: "told", ariaLive: "polite" });
  const save = element("button", { type: "submit", className: "save" }, words.save, key("Ctrl ↵"));
  const close = element("button", { type: "button", className: "back" }, words.close, key("Esc"));
  const written = element("div", { className: "written" });
  const facts = element("div", { className: "facts" }, owner, element("label", { className: "due" }, words.due, due));
  const form = element("form", {}, kind, text, facts, element("div", { className: "go" }, save, told));
  const title = element("strong");
  const panel = element(
    "section",
    { className: "panel minutes", hidden: true, ariaLabel: words.minutes },
    element("div", { className: "head" }, title, close),
    form,
    written,
  );
  place.append(panel);
  form.onsubmit = (event) => {
    event.preventDefault();
    const { value } = kind.querySelector(":checked");
    send({ act: "add", kind: value, text: text.value, owner: owner.value, due: due.value });
  };
  text.onkeydown = (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit();
  };
  close.onclick = () => {
    panel.hidden = true;
    closed();
  };
  return {
    panel,
    get isOpen() {
      return !panel.hidden;
    },
    open() {
      panel.hidden = false;
      text.focus();
    },
    close() {
      panel.hidden = true;
    },
    show(slide, entries) {
      title.textContent = `${words.minutes} · ${slide}`;
      written.replaceChildren(...lines(words.now, entries, words, send));
    },
    tell({ text: said, isRefused }) {
      told.textContent = said;
      told.className = isRefused ? "told refused" : "told";
      if (isRefused) return;
      text.value = owner.value = due.value = "";
    },
  };
}
