// The SQL editor: CodeMirror with completion from the snapshot's tables. `make editor` bundles it into editor.min.js.

import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from "@codemirror/autocomplete"
import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands"
import { keywordCompletionSource, sql, SQLDialect } from "@codemirror/lang-sql"
import { bracketMatching, HighlightStyle, syntaxHighlighting } from "@codemirror/language"
import { EditorState, Prec } from "@codemirror/state"
import { drawSelection, EditorView, highlightActiveLine, keymap, lineNumbers, placeholder } from "@codemirror/view"
import { tags } from "@lezer/highlight"

const PAUSE = 700
// What a select is written with: a dialect's whole list would colour and offer grant, until and hundreds more.
const dialect = SQLDialect.define({
  keywords:
    "all and any as asc asof at between by case cross cube desc describe distinct else end escape except exclude exists " +
    "filter first following for from full group grouping having ilike in inner intersect into is join lambda last " +
    "lateral left like limit materialized name natural not nulls offset on or order outer over partition pivot " +
    "positional preceding qualify range recursive replace right rollup row rows sample select semi anti sets similar " +
    "summarize then to unbounded union unpivot using values when where window with within",
  types: "bigint boolean date decimal double float hugeint int integer interval smallint time timestamp varchar",
  builtin: "",
  spaceAfterDashes: false,
  doubleDollarQuotedStrings: true,
})
const editors = new WeakMap()

// Streamlit's colours, so that the editor follows the reader's theme.
const theme = EditorView.theme({
  "&": { height: "100%", fontSize: "13.5px", color: "var(--st-text-color)", backgroundColor: "var(--st-background-color)" },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": { fontFamily: "var(--st-code-font, monospace)", lineHeight: "1.55" },
  ".cm-content": { caretColor: "var(--st-text-color)" },
  ".cm-cursor": { borderLeftColor: "var(--st-text-color)" },
  ".cm-gutters": { backgroundColor: "var(--st-secondary-background-color)", color: "var(--st-gray-text-color, #55677a)", border: "none" },
  ".cm-activeLine": { backgroundColor: "color-mix(in srgb, var(--st-primary-color) 6%, transparent)" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": {
    backgroundColor: "color-mix(in srgb, var(--st-primary-color) 24%, transparent)",
  },
  ".cm-tooltip": {
    backgroundColor: "var(--st-background-color)", color: "var(--st-text-color)",
    border: "1px solid var(--st-border-color)", borderRadius: "4px",
  },
  ".cm-tooltip-autocomplete ul li[aria-selected]": { backgroundColor: "var(--st-primary-color)", color: "#fff" },
  ".cm-completionDetail": { fontStyle: "normal", opacity: 0.8 },
  ".cm-completionInfo": { padding: "4px 8px", maxWidth: "22rem" },
})
const colours = HighlightStyle.define([
  { tag: tags.keyword, color: "var(--st-blue-text-color)", fontWeight: "600" },
  { tag: [tags.string, tags.special(tags.string)], color: "var(--st-green-text-color)" },
  { tag: [tags.number, tags.bool, tags.null], color: "var(--st-violet-text-color)" },
  { tag: tags.comment, color: "var(--st-gray-text-color)", fontStyle: "italic" },
])

/** Tables, columns of the tables that the statement names first, functions, and metric ids inside quotes. */
function offered(words) {
  const columns = new Map(words.tables.map((table) => [table.name, table.columns.map((c) => option(c, "property"))]))
  const tables = words.tables.map((table) => option(table, "type"))
  const functions = words.functions.map((name) => ({ label: name, type: "function", apply: call, boost: -20 }))
  const metrics = words.metrics.map((metric) => option(metric, "constant"))
  return (context) => {
    const text = context.state.doc.toString()
    const quoted = context.matchBefore(/'\w*/)
    if (quoted) return { from: quoted.from + 1, options: metrics, validFor: /^\w*$/ }
    const dotted = context.matchBefore(/\w+\.\w*/)
    if (dotted) {
      const [table] = dotted.text.split(".")
      return { from: dotted.from + table.length + 1, options: columns.get(table) ?? inSight(text, columns), validFor: /^\w*$/ }
    }
    const word = context.matchBefore(/\w+/)
    if (!word && !context.explicit) return null
    const first = inSight(text, columns).map((column) => ({ ...column, boost: 20 }))
    return { from: word ? word.from : context.pos, options: [...first, ...tables, ...functions], validFor: /^\w*$/ }
  }
}

function inSight(text, columns) {
  const found = new Map()
  for (const [table, own] of columns) {
    if (new RegExp(`\\b${table}\\b`).test(text)) for (const column of own) found.set(column.label, column)
  }
  return [...found.values()]
}

function option({ name, detail, info }, type) {
  return { label: name, detail: detail === name ? "" : detail, info: info || undefined, type }
}

function call(view, completion, from, to) {
  const insert = `${completion.label}()`
  view.dispatch({ changes: { from, to, insert }, selection: { anchor: from + insert.length - 1 } })
}

function opened(box, data) {
  const held = { tell: () => {}, run: () => {}, timer: 0, told: data.text, version: data.version }
  const changed = EditorView.updateListener.of((update) => {
    if (!update.docChanged) return
    clearTimeout(held.timer)
    held.timer = setTimeout(() => held.hand(), PAUSE)
  })
  const run = () => {
    clearTimeout(held.timer)
    held.told = held.view.state.doc.toString()
    held.tell(held.told)
    held.run(held.told)
    return true
  }
  held.hand = () => {
    clearTimeout(held.timer)
    const text = held.view.state.doc.toString()
    if (text !== held.told) held.tell((held.told = text))
  }
  const words = offered(data.words)
  held.view = new EditorView({
    parent: box,
    // Tooltips lie in the page, not in the editor's own box, which would cut them off.
    root: box.getRootNode(),
    state: EditorState.create({
      doc: data.text,
      extensions: [
        Prec.highest(keymap.of([{ key: "Mod-Enter", run, preventDefault: true }])),
        lineNumbers(), history(), drawSelection(), bracketMatching(), closeBrackets(), highlightActiveLine(),
        EditorView.lineWrapping,
        sql({ dialect }),
        autocompletion({ override: [words, keywordCompletionSource(dialect)], icons: false, maxRenderedOptions: 60 }),
        // At once, so that a click on the page's button finds what was typed just before.
        EditorView.domEventHandlers({ blur: () => held.hand() }),
        syntaxHighlighting(colours), theme, changed, placeholder(data.placeholder),
        EditorView.contentAttributes.of({ "aria-label": data.label, spellcheck: "false" }),
        keymap.of([...completionKeymap, ...closeBracketsKeymap, ...defaultKeymap, ...historyKeymap, indentWithTab]),
      ],
    }),
  })
  return held
}

function show(component) {
  const { parentElement, data, setStateValue, setTriggerValue } = component
  let box = parentElement.querySelector(".sql-editor")
  if (!box) {
    box = document.createElement("div")
    box.className = "sql-editor"
    parentElement.append(box)
  }
  const held = editors.get(box) ?? opened(box, data)
  editors.set(box, held)
  held.tell = (text) => setStateValue("text", text)
  held.run = (text) => setTriggerValue("run", text)
  // The page puts another text in (an example, a step of the history): its version says so.
  if (data.version !== held.version) {
    held.version = data.version
    held.told = data.text
    held.view.dispatch({ changes: { from: 0, to: held.view.state.doc.length, insert: data.text } })
  }
  return () => {
    if (box.isConnected) return
    clearTimeout(held.timer)
    held.view.destroy()
    editors.delete(box)
  }
}

/** Streamlit sends an element's script with it on every run: this one comes once, the editor's own only calls it. */
export default function () {
  const page = (globalThis.luzhouEditor ??= {})
  page.show = show
  page.came?.()
}
