"""Slides on a screen: a deck as a scene (plain data), and the script that shows it in any browser.

    import { stage } from …                       // `script()` is one ES module
    const shown = stage(root, scene, { dark, start, on, keys, asked })
    shown.go(3); shown.setSlide(3, slide); shown.restore(); shown.note("…"); shown.close()

Slides count from 0. `on(event)` hears `{act: "slide", i, id}`, `{act: "restore", i}`, `{act: "leave"}` and what `keys`
adds: `{a: ["ask", "Question from the floor"]}` makes the key `a` say `{act: "ask", i, id}`. `setSlide` shows another
slide in the place of one, `asked` being the line that says so; Escape, or `restore()`, brings the deck's own back.
"""

from dashboard.outputs.stage.scene import scene, slide
from dashboard.outputs.stage.script import script

__all__ = ["scene", "script", "slide"]
