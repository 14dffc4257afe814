// Parts that the panels are made of.

function element(tag, properties = {}, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
}

const key = (name) => element("kbd", {}, name);
const WRITES = 'input:not([type="radio"], [type="button"]), textarea, select';
const writes = (event) => !!event.composedPath()[0].matches?.(WRITES);
