"""Slides on a screen: a deck as a scene (plain data), and the script that shows it in any browser.

    // `script()` is one ES module; it exports `stage`.
    const shown = stage(root, scene, { language, dark, start, on, keys })
    shown.go(3); shown.setSlide(3, slide, "And Luxian?"); shown.restore(); shown.setDark(true); shown.close()

Slides count from 0. `on(event)` hears `{act: "slide", i, id}`, `{act: "restore", i}`, `{act: "look", dark}`,
`{act: "leave"}`, and what `keys` adds: `{q: ["ask", "Question from the floor"]}` makes the key `q` say
`{act: "ask", i, id}`. `setSlide` shows another slide in the place of one, with a line that says why; Escape, `restore()`
or the next slide bring the deck's own back. `ready()` makes every picture now and tells whether there is room for them.
"""

from dashboard.outputs.stage.scene import scene, slide
from dashboard.outputs.stage.script import script

__all__ = ["scene", "script", "slide"]
