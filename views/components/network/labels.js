// Labels and badges of the nodes, placed so that they do not cover each other.

// A label that would cover a label or a node moves above or beside its own node. Without room it is left out. Selected
// and best-connected nodes are placed first, and may cover a node rather than lose their label.
function paintWords(ctx, s, colours, at, scale, printFrame = null) {
  const labels = boxes();
  const marked = () => paintAllMarks(ctx, s, colours, at, scale, labels);
  if (s.isDragged && s.order.length > CROWD) return marked(); // the labels of a large picture wait until dragging ends
  const size = letters(s, scale);
  ctx.font = `${size}px ${colours.font}`;
  ctx.textAlign = 'center';
  ctx.textBaseline = 'top';
  ctx.lineJoin = 'round';
  const most = s.order.reduce((size, id) => Math.max(size, s.drawn.get(id).size), 0);
  const frame = printFrame ?? { x: s.box.clientWidth, y: s.box.clientHeight };
  const nodes = boxes();
  for (const id of s.order) {
    const { x, y } = at(id);
    const half = onCanvas(s.drawn.get(id), scale) * scale * 0.9;
    if (!isSeen(frame, x, y, 60)) continue;
    nodes.add([x - half, y - half, x + half, y + half]);
    if (s.explored && !printFrame) badgeBox(s, s.drawn.get(id), { x, y }, scale).forEach(nodes.add);
  }
  for (const id of priority(s)) {
    const node = s.drawn.get(id);
    const place = at(id);
    if (!isSeen(frame, place.x, place.y, 0)) continue;
    const { width, height } = labelBox(s, node, size);
    const room = [place, onCanvas(node, scale) * scale + 5, width, height];
    const important = node.size > 0.85 * most || s.selected.includes(id) || id === s.hovered || id === s.order[s.at];
    const box = freeBox(frame, ...room, [labels, nodes]) ?? (important ? freeBox(frame, ...room, [labels]) : null);
    if (!box) continue;
    labels.add(box);
    ctx.globalAlpha = shade(s, id);
    paintLabel(ctx, colours, node.label, box, size);
  }
  ctx.globalAlpha = 1;
  marked();
  if (s.staged) paintLeaving(ctx, s, colours, scale);
  if (printFrame) return;
  s.badges = s.explored ? s.order.flatMap((id) => paintBadge(ctx, s, colours, s.drawn.get(id), at(id), scale)) : [];
}

function badgeBox(s, node, { x, y }, scale) {
  if (!node.more) return [];
  const reach = onCanvas(node, scale) * scale * 0.8;
  const width = 10 + 9 * (1 + String(node.more).length);
  return [[x + reach, y - reach - s.sizes.smallest, x + reach + width, y - reach + 5]];
}

// Draws the number of hidden neighbours at the upper right of a node and a pin at its upper left. Returns the badge box.
function paintBadge(ctx, s, colours, node, { x, y }, scale) {
  const reach = onCanvas(node, scale) * scale * 0.8;
  if (node.pinned) paintPin(ctx, colours, x - reach - 4, y - reach - 2);
  if (!node.more) return [];
  const text = `+${node.more}`;
  const size = s.sizes.smallest;
  ctx.font = `600 ${size}px ${colours.font}`;
  ctx.textAlign = 'center';
  ctx.textBaseline = 'middle';
  const width = ctx.measureText(text).width + 10;
  const [left, top, height] = [x + reach, y - reach - size, size + 5];
  ctx.beginPath();
  ctx.roundRect(left, top, width, height, height / 2);
  ctx.fillStyle = colours.background;
  ctx.fill();
  ctx.lineWidth = 1;
  ctx.strokeStyle = colours.accent;
  ctx.stroke();
  ctx.fillStyle = colours.accent;
  ctx.fillText(text, left + width / 2, top + height / 2 + 0.5);
  return [{ id: node.id, left, top, width: Math.max(width, 24), height: Math.max(height, 24) }];
}

function paintPin(ctx, colours, x, y) {
  ctx.beginPath();
  ctx.arc(x, y, 3.5, 0, 2 * Math.PI);
  ctx.moveTo(x, y + 3.5);
  ctx.lineTo(x, y + 10);
  ctx.lineWidth = 2;
  ctx.strokeStyle = colours.text;
  ctx.fillStyle = colours.text;
  ctx.fill();
  ctx.stroke();
}

function badgeAt(s, { x, y }) {
  const inside = (b) => x >= b.left && x <= b.left + b.width && y >= b.top && y <= b.top + b.height;
  return s.badges.find(inside)?.id ?? null;
}

function letters(s, scale) {
  return Math.min(Math.max(s.sizes.label * scale, s.sizes.smallest), s.sizes.label * 1.3);
}

function priority(s) {
  const first = new Set([...s.selected, s.hovered, s.order[s.at]].filter((id) => s.drawn.has(id)));
  const rest = s.order.filter((id) => !first.has(id));
  rest.sort((a, b) => s.drawn.get(b).size - s.drawn.get(a).size);
  return [...first, ...rest];
}

function paintLabel(ctx, colours, label, [left, top, right], size) {
  ctx.strokeStyle = colours.background;
  ctx.lineWidth = 4;
  ctx.fillStyle = colours.text;
  label.split('\n').forEach((line, i) => {
    ctx.strokeText(line, (left + right) / 2, top + i * size * 1.2);
    ctx.fillText(line, (left + right) / 2, top + i * size * 1.2);
  });
}

function isSeen(frame, x, y, more) {
  return x > -more && y > -more && x < frame.x + more && y < frame.y + more;
}

// An index of boxes by the grid cells that they touch, because thousands of labels are tried at each painting.
function boxes(side = 64) {
  const cells = new Map();
  const visit = (box, act) => {
    for (let i = Math.floor(box[0] / side); i <= Math.floor(box[2] / side); i++) {
      for (let j = Math.floor(box[1] / side); j <= Math.floor(box[3] / side); j++) if (act(i * 4096 + j)) return true;
    }
    return false;
  };
  const meets = (a, b) => a[0] < b[2] && a[2] > b[0] && a[1] < b[3] && a[3] > b[1];
  return {
    add: (box) => visit(box, (cell) => { if (cells.has(cell)) cells.get(cell).push(box); else cells.set(cell, [box]); }),
    meets: (box) => visit(box, (cell) => cells.get(cell)?.some((other) => meets(box, other))),
  };
}

function freeBox(frame, { x, y }, gap, width, height, taken) {
  const places = [[x, y + gap + height / 2], [x, y - gap - height / 2],
    [x + gap + width / 2, y], [x - gap - width / 2, y],
    ...[1, -1].flatMap((side) => [1, -1].map((down) => [x + side * (gap * 0.7 + width / 2), y + down * (gap * 0.7 + height / 2)]))];
  for (const [middle, centre] of places) {
    const box = [middle - width / 2, centre - height / 2, middle + width / 2, centre + height / 2];
    if (box[0] < 2 || box[1] < 2 || box[2] > frame.x - 2 || box[3] > frame.y - 2) continue;
    if (!taken.some((some) => some.meets(box))) return box;
  }
  return null;
}

function labelBox(s, node, size) {
  let known = s.widths.get(node.label);
  if (!known) {
    const pen = (s.pen ??= document.createElement('canvas').getContext('2d'));
    const font = `100px ${s.look.font}`;
    if (s.penFont !== font) pen.font = s.penFont = font;
    const lines = node.label.split('\n');
    known = { width: Math.max(...lines.map((line) => pen.measureText(line).width)) / 100, lines: lines.length };
    s.widths.set(node.label, known);
  }
  return { width: known.width * size, height: known.lines * size * 1.2 };
}
