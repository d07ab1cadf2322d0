// Paints nodes, lines and marks. `s` is the open picture; `colours` are those of the page or of the PNG.
// Text from data is painted on the canvas.

const CROWD = 800;

function nodeDrawing(s, { ctx, id, x, y, state }) {
  const node = s.drawn.get(id);
  const side = node ? Math.max(2 * node.size, 28) : 0;
  return {
    drawNode() {
      if (!node || s.busy) return;
      const scale = s.net.body.view.scale;
      const radius = onCanvas(node, scale);
      ctx.globalAlpha = shade(s, id);
      const around = (gap, colour, dash, width) => ring(ctx, x, y, radius + gap / scale, colour, dash, width / scale);
      paintNode(ctx, s, s.look, node, x, y, radius);
      if (node.emphasised) around(6, s.look.accent, [], 5);
      if (s.selected.includes(id)) around(7, s.look.accent, [], 3);
      else if (state.hover) around(7, s.look.text, [], 1.5);
      if (id === s.order[s.at] && s.byKeys && s.frame.matches(':focus')) around(12, s.look.accent, [4 / scale, 4 / scale], 2.5);
      ctx.globalAlpha = 1;
    },
    nodeDimensions: { width: side, height: side },
  };
}

// Returns a node's radius. It is at least four pixels on the screen.
function onCanvas(node, scale) {
  return Math.max(node.size, 4 / scale);
}

function paintNode(ctx, s, colours, node, x, y, radius) {
  ctx.save();
  ctx.translate(x, y);
  ctx.scale(radius, radius);
  ctx.lineJoin = 'round';
  const path = s.shapes[node.shape];
  const outline = s.sizes.outline / radius;
  ctx.fillStyle = node.hollow ? colours.background : node.colour;
  ctx.strokeStyle = colours.text;
  if (node.hollow) {
    ctx.scale(0.82, 0.82);
    ctx.fill(path);
    ctx.lineWidth = 0.46 + 2 * outline;
    ctx.stroke(path);
    ctx.strokeStyle = node.colour;
    ctx.lineWidth = 0.46;
    ctx.stroke(path);
  } else {
    ctx.fill(path);
    ctx.lineWidth = outline;
    ctx.stroke(path);
  }
  if (node.letter) {
    ctx.fillStyle = '#1B1F24';
    ctx.font = `600 1.2px ${colours.font}`;
    ctx.textAlign = 'center';
    ctx.textBaseline = 'middle';
    ctx.fillText(node.letter, 0, 0.06);
  }
  ctx.restore();
}

function ring(ctx, x, y, radius, colour, dash, width) {
  ctx.save();
  ctx.beginPath();
  ctx.setLineDash(dash);
  ctx.arc(x, y, radius, 0, 2 * Math.PI);
  ctx.strokeStyle = colour;
  ctx.lineWidth = width;
  ctx.stroke();
  ctx.restore();
}

// Lines, marks and letters keep their size on the screen, so that they can be read when the picture is small.
function onScreen(s, ctx, ratio, paint) {
  if (s.busy) return;
  const { scale, translation } = s.net.body.view;
  const at = (id) => {
    const { x, y } = s.net.body.nodes[id];
    return { x: x * scale + translation.x, y: y * scale + translation.y };
  };
  ctx.save();
  ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
  paint(at, scale);
  ctx.restore();
}

function paintLines(ctx, s, colours, at, scale) {
  const thin = Math.min(1, Math.max(0.5, scale)); // thinner lines when zoomed out, so that a large picture is not solid
  for (const edge of s.lines.values()) {
    const [from, to] = [at(edge.from), at(edge.to)];
    const chosen = s.selected.includes(edge.id);
    ctx.globalAlpha = (isApart(s, edge) && !chosen ? 0.35 : 1) * shade(s, edge.id);
    ctx.beginPath();
    ctx.setLineDash(edge.dash.map((length) => length * thin));
    ctx.lineWidth = edge.width * thin * (s.staged ? 1.6 : 1) + (chosen ? 2 : edge.id === s.pointed ? 1 : 0);
    ctx.strokeStyle = chosen ? colours.accent : edge.id === s.pointed ? colours.text : edge[colours.name];
    ctx.moveTo(from.x, from.y);
    ctx.lineTo(to.x, to.y);
    ctx.stroke();
  }
  ctx.globalAlpha = 1;
  ctx.setLineDash([]);
}

// While years are chosen, links without a date are shown pale.
function isApart(s, edge) {
  const years = s.explored?.years;
  const isTimed = years && (years.since !== null || years.until !== null);
  return isTimed && edge.rows.length > 0 && edge.rows.every((row) => !row.dated);
}

function paintAllMarks(ctx, s, colours, at, scale, labels) {
  for (const edge of s.lines.values()) {
    ctx.globalAlpha = shade(s, edge.id);
    if (edge.marks.length) paintMarks(ctx, s, colours, edge, at, scale, labels);
  }
  ctx.globalAlpha = 1;
}

// Marks are drawn at the middle of their line, or where they cover no label.
const ALONG = [0.5, 0.58, 0.42, 0.66, 0.34, 0.74, 0.26];

function paintMarks(ctx, s, colours, edge, at, scale, labels) {
  const [from, to] = [at(edge.from), at(edge.to)];
  const length = Math.hypot(to.x - from.x, to.y - from.y) || 1;
  const large = Math.min(1, Math.max(0.5, scale * 1.2)) * (s.staged ? 1.6 : 1);
  const spot = (middle, i) => {
    const part = middle + (i - (edge.marks.length - 1) / 2) * 22 * large / length;
    return { x: from.x + (to.x - from.x) * part, y: from.y + (to.y - from.y) * part };
  };
  const isFree = (part, mark, i) => {
    const [{ x, y }, half] = [spot(part, i), (s.signs[mark] || mark === 'several' ? 9 : 5) * large];
    return !labels.meets([x - half, y - half, x + half, y + half]);
  };
  const middle = ALONG.find((part) => edge.marks.every((mark, i) => isFree(part, mark, i))) ?? 0.5;
  edge.marks.forEach((mark, i) => {
    const { x, y } = spot(middle, i);
    const sign = mark === 'several' ? String(edge.count) : s.signs[mark];
    ctx.beginPath();
    ctx.arc(x, y, (sign ? 10 : 5) * large, 0, 2 * Math.PI);
    ctx.fillStyle = colours.background;
    ctx.fill();
    ctx.lineWidth = large < 1 ? 1 : 1.5;
    ctx.strokeStyle = mark === 'conflict' ? colours.text : edge[colours.name];
    ctx.stroke();
    ctx.fillStyle = colours.text;
    ctx.font = `600 ${Math.round(13 * large)}px ${colours.font}`;
    ctx.textAlign = 'center';
    ctx.textBaseline = 'middle';
    ctx.fillText(sign, x, y + 1);
  });
}
