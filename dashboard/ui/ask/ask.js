// A box that finds questions while one types, in either language or by the first letters of the pinyin.
// Every word typed must stand in what a question is found by; Chinese may leave letters out.

const wide = /[\u2e80-\u9fff]/;

/** Whether the letters come one after the other in the text, others between them allowed. */
function inOrder(letters, text) {
  let at = -1;
  return [...letters].every((letter) => (at = text.indexOf(letter, at + 1)) >= 0);
}

function matches(question, typed) {
  const words = typed.toLowerCase().split(/[\s,，。？?]+/).filter(Boolean);
  return words.every((w) => question.found_by.includes(w) || (wide.test(w) && inOrder(w, question.found_by)));
}

export default function ({ parentElement, data, setTriggerValue }) {
  const box = parentElement.querySelector("input");
  const list = parentElement.querySelector("[role=listbox]");
  const live = parentElement.querySelector("[role=status]");
  let shown = [], active = -1;

  box.placeholder = data.placeholder;
  box.setAttribute("aria-label", data.placeholder);

  function place() {
    const at = box.getBoundingClientRect();
    const width = Math.min(Math.max(at.width, 420), innerWidth - 16);
    list.style.width = `${width}px`;
    list.style.left = `${Math.max(8, Math.min(at.left, innerWidth - width - 8))}px`;
    list.style.top = `${at.bottom + 4}px`;
    list.style.maxHeight = `${Math.max(160, innerHeight - at.bottom - 24)}px`;
  }

  function close() {
    if (list.matches(":popover-open")) list.hidePopover();
    box.setAttribute("aria-expanded", "false");
    box.removeAttribute("aria-activedescendant");
    active = -1;
  }

  function choose(question) {
    close();
    box.value = "";
    box.blur();
    setTriggerValue("chosen", question.id);
  }

  function mark(next) {
    active = shown.length ? (next + shown.length) % shown.length : -1;
    [...list.querySelectorAll("[role=option]")].forEach((option, place) => {
      option.setAttribute("aria-selected", String(place === active));
      if (place !== active) return;
      box.setAttribute("aria-activedescendant", option.id);
      option.scrollIntoView({ block: "nearest" });
    });
  }

  function show() {
    shown = data.questions.filter((question) => matches(question, box.value));
    const parts = [];
    let theme = "";
    shown.forEach((question, place) => {
      if (question.theme !== theme) {
        theme = question.theme;
        parts.push(Object.assign(document.createElement("div"), { className: "theme", textContent: theme }));
      }
      const option = Object.assign(document.createElement("div"), { id: `question-${question.id}`, textContent: question.label });
      option.setAttribute("role", "option");
      option.onpointerdown = (event) => { event.preventDefault(); choose(question); };
      option.onpointermove = () => { if (active !== place) mark(place); };
      parts.push(option);
    });
    if (!shown.length) parts.push(Object.assign(document.createElement("div"), { className: "theme", textContent: data.nothing }));
    list.replaceChildren(...parts);
    live.textContent = shown.length ? `${shown.length}` : data.nothing;
    place();
    if (!list.matches(":popover-open")) list.showPopover();
    box.setAttribute("aria-expanded", "true");
    mark(box.value ? 0 : -1);
  }

  box.oninput = box.onfocus = box.onclick = show;
  box.onblur = close;
  box.onkeydown = (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (!list.matches(":popover-open")) show();
      mark(active < 0 && event.key === "ArrowUp" ? -1 : active + (event.key === "ArrowDown" ? 1 : -1));
    } else if (event.key === "Enter" && shown[active]) {
      choose(shown[active]);
    } else if (event.key === "Escape") {
      // One step a press: the list, then the words; the page's own Escape comes after. A search box of its own accord
      // would take the words away at once.
      if (!list.matches(":popover-open") && !box.value) return;
      event.preventDefault();
      event.stopPropagation();
      if (list.matches(":popover-open")) close();
      else box.value = "";
    }
  };
  addEventListener("scroll", close, { capture: true, passive: true });
  list.onscroll = (event) => event.stopPropagation();
  return () => removeEventListener("scroll", close, { capture: true });
}
