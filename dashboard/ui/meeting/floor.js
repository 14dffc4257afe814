// The question from the floor: chips that show the slide of the moment in another scope, and the way back.

/** A row of chips: one of them holds, or several where `many`. `onChoose` gets the ids that hold then. */
function chips(name, choices, { many, none }) {
  const all = [...(many ? [{ id: "", label: none }] : []), ...choices];
  const buttons = all.map(({ id, label }) => element("button", { type: "button", className: "chip", value: id }, label));
  const held = element("div", { className: "chips" }, ...buttons);
  const row = element("div", { className: "row", role: "group", ariaLabel: name }, element("span", { className: "name" }, name), held);
  const show = (held) =>
    buttons.forEach((one) => {
      one.ariaPressed = String(one.value ? held.includes(one.value) : held.length === 0);
    });
  const chosen = (id, held) => {
    if (!many) return [id];
    if (!id) return [];
    return held.includes(id) ? held.filter((one) => one !== id) : [...held, id];
  };
  return { row, buttons, show, chosen };
}

/** The panel. `ask(question)` sends what is asked; `back()` shows the deck as it was. */
function floorPanel(place, { words, choices, ask, back }) {
  const rows = {
    districts: chips(words.districts, choices.districts, { many: true, none: words.city }),
    period: chips(words.period, choices.period, { many: false }),
    industries: chips(words.industries, choices.industries, { many: true, none: words.all }),
  };
  const told = element("p", { className: "told", ariaLive: "polite" });
  const goBack = element("button", { type: "button", className: "back" }, words.back, key("Esc"));
  const head = element("div", { className: "head" }, element("strong", {}, words.question), told, goBack);
  const panel = element("section", { className: "panel floor", hidden: true, ariaLabel: words.question }, head);
  panel.append(...Object.values(rows).map(({ row }) => row));
  place.append(panel);

  let asked = null;
  const show = () => {
    for (const [word, { show: mark }] of Object.entries(rows)) mark([asked[word]].flat());
  };
  for (const [word, { buttons, chosen }] of Object.entries(rows))
    for (const button of buttons)
      button.onclick = () => {
        const held = chosen(button.value, [asked[word]].flat());
        asked = { ...asked, [word]: word === "period" ? held[0] : held };
        show();
        told.textContent = words.asking;
        told.className = "told";
        ask(asked);
      };
  goBack.onclick = back;
  return {
    panel,
    get isOpen() {
      return !panel.hidden;
    },
    /** With the slide's own scope, or with what is asked already. */
    open(own) {
      asked ??= { period: "own", districts: own.districts, industries: own.industries };
      show();
      panel.hidden = false;
      panel.querySelector('[aria-pressed="true"]').focus();
    },
    close() {
      panel.hidden = true;
    },
    forget() {
      asked = null;
      told.textContent = "";
      panel.hidden = true;
    },
    tell(sentence, isRefused) {
      told.textContent = sentence;
      told.className = isRefused ? "told refused" : "told answered";
    },
  };
}
