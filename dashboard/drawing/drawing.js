// Drawing: a figure that has been arranged, as SVG.

function svgOf(frame, made, data) {
  const { width, height, layout } = frame;
  const body = frame.isEmpty ? "" : drawAxes(frame);
  const shapes = (layer) => (frame.isEmpty ? "" : drawShapes(frame, layer));
  const notes = frame.isEmpty ? "" : drawNotes(frame) + drawColourBar(frame);
  return (
    `<svg viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="${safe(frame.family)}"` +
    ` style="--ring:${layout.font.color};--ground:${layout.hoverlabel.bgcolor}">` +
    `<defs>${[...made.hatches.values()].join("")}</defs>` +
    `${shapes("below")}${body}` +
    `<g class="marks${data.selects || data.opens ? " acts" : ""}">${made.parts.join("")}</g>` +
    `${shapes("above")}${notes}<g class="brush"></g><g class="ring"></g>${drawLegend(frame, data.selects)}</svg>`
  );
}
