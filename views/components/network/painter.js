// How the network picture is painted: nodes, lines, marks, labels, the legend, and the PNG. Joined to network.js.
// `s` is the open picture; `colours` those of the page, or of paper. Text from data is painted or set as textContent.

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

// A node's radius: never less than four pixels on the screen.
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

// Lines, marks and letters have their size on the screen, not in the picture: far away they stay readable.
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
  const thin = Math.min(1, Math.max(0.5, scale)); // a crowd seen from far is not a thicket
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

// While years are asked for, links without a date are there, and pale.
function isApart(s, edge) {
  const years = s.explored?.years;
  const isTimed = years && (years.since !== null || years.until !== null);
  return isTimed && edge.rows.length > 0 && edge.rows.every((row) => !row.dated);
}

// A label that would cover another or a node stands above or beside its own node, or is left out until there is
// room. What is selected and the most linked nodes come first, and rather cover a node than have no label.
function paintWords(ctx, s, colours, at, scale, paper = null) {
  const labels = boxes();
  const marked = () => paintAllMarks(ctx, s, colours, at, scale, labels);
  if (s.isDragged && s.order.length > CROWD) return marked(); // names of a crowd wait until it rests
  const size = letters(s, scale);
  ctx.font = `${size}px ${colours.font}`;
  ctx.textAlign = 'center';
  ctx.textBaseline = 'top';
  ctx.lineJoin = 'round';
  const most = s.order.reduce((size, id) => Math.max(size, s.drawn.get(id).size), 0);
  const frame = paper ?? { x: s.box.clientWidth, y: s.box.clientHeight };
  const nodes = boxes();
  for (const id of s.order) {
    const { x, y } = at(id);
    const half = onCanvas(s.drawn.get(id), scale) * scale * 0.9;
    if (!isSeen(frame, x, y, 60)) continue;
    nodes.add([x - half, y - half, x + half, y + half]);
    if (s.explored && !paper) badgeBox(s, s.drawn.get(id), { x, y }, scale).forEach(nodes.add);
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
  if (paper) return;
  s.badges = s.explored ? s.order.flatMap((id) => paintBadge(ctx, s, colours, s.drawn.get(id), at(id), scale)) : [];
}

function badgeBox(s, node, { x, y }, scale) {
  if (!node.more) return [];
  const reach = onCanvas(node, scale) * scale * 0.8;
  const width = 10 + 9 * (1 + String(node.more).length);
  return [[x + reach, y - reach - s.sizes.smallest, x + reach + width, y - reach + 5]];
}

// What is not shown of a node's neighbours, at its upper right; a pin at its upper left. Gives where the badge is.
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

// Boxes by the cells of a grid that they touch: thousands of labels are tried at every painting.
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

function paintAllMarks(ctx, s, colours, at, scale, labels) {
  for (const edge of s.lines.values()) {
    ctx.globalAlpha = shade(s, edge.id);
    if (edge.marks.length) paintMarks(ctx, s, colours, edge, at, scale, labels);
  }
  ctx.globalAlpha = 1;
}

// Marks stand at the middle of their line, or where they meet no name.
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

// ---- legend and file

function drawLegend(s) {
  const wanted = JSON.stringify([s.legend, s.look]);
  if (s.legendText === wanted) return; // what has the focus keeps it
  s.legendText = wanted;
  const at = [...s.list.children].findIndex((item) => item.contains(s.root.getRootNode().activeElement));
  s.list.replaceChildren(...s.legend.map((entry) => {
    const item = document.createElement('li');
    const text = document.createElement('span');
    text.textContent = entry.words;
    const into = s.explored && entry.facet ? item.appendChild(legendSwitch(s, entry)) : item;
    into.append(({ node: nodeSign, line: lineSign, mark: markSign })[entry.kind](s, entry), text);
    return item;
  }));
  if (at >= 0) s.list.children[at]?.querySelector('button')?.focus();
}

function legendSwitch(s, entry) {
  const button = document.createElement('button');
  button.type = 'button';
  button.setAttribute('aria-pressed', String(entry.on));
  button.title = entry.on ? 'Shown; press to leave it out' : 'Left out; press to show it';
  button.onclick = () => s.act({ kind: 'switch', facet: entry.facet, values: entry.values, on: !entry.on });
  return button;
}

function element(parent, name, attributes) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  parent?.append(made);
  return made;
}

function sign(width, height, box) {
  return element(null, 'svg', { width, height, viewBox: box, 'aria-hidden': 'true' });
}

function nodeSign(s, { shape, colour, hollow, letter }) {
  const svg = sign(18, 18, '-1.4 -1.4 2.8 2.8');
  const path = { d: s.shapeLines[shape], 'stroke-linejoin': 'round', fill: hollow ? 'none' : colour };
  const scale = hollow ? 'scale(0.82)' : 'scale(1)';
  element(svg, 'path', { ...path, stroke: s.look.text, 'stroke-width': hollow ? 0.76 : 0.16, transform: scale });
  if (hollow) element(svg, 'path', { ...path, stroke: colour, 'stroke-width': 0.46, transform: scale });
  if (letter) {
    const text = element(svg, 'text', { y: 0.45, 'text-anchor': 'middle', 'font-size': 1.25, 'font-weight': 600, fill: '#1B1F24' });
    text.textContent = letter;
  }
  return svg;
}

function lineSign(s, { dash, width, [s.look.name]: colour }) {
  const svg = sign(36, 12, '0 0 36 12');
  element(svg, 'line', { x1: 1, y1: 6, x2: 35, y2: 6, stroke: colour, 'stroke-width': width, 'stroke-dasharray': dash.join(' ') });
  return svg;
}

function markSign(s, entry) {
  const svg = sign(20, 20, '-10 -10 20 20');
  element(svg, 'circle', { r: entry.sign ? 9 : 5, fill: 'none', stroke: s.look.text, 'stroke-width': 1.5 });
  const text = element(svg, 'text', { y: 4.5, 'text-anchor': 'middle', 'font-size': 12, 'font-weight': 600, fill: s.look.text });
  text.textContent = entry.sign;
  return svg;
}
