// Paints the map as SVG elements, which are kept from one painting to the next. Sizes are pixels on the screen.
const SVG = 'http://www.w3.org/2000/svg';
const SMALLEST = 13;
const ALONG = [0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8]; // where marks may be on a line, best first

function soon(m) {
  m.painting ??= requestAnimationFrame(() => { m.painting = null; paint(m); });
}

function paint(m) {
  if (!m.data || !m.view || !m.box.clientWidth) return;
  const level = levelOf(m);
  if (m.built !== level) build(m, level);
  const { k } = m.view;
  const zero = onScreen(m, 0, 0);
  m.ground.setAttribute('transform', `translate(${zero.x} ${zero.y}) scale(${k})`);
  for (const dot of m.dots.values()) paintDot(m, dot);
  m.spots.clear();
  for (const line of m.lines.values()) paintLine(m, line);
  paintMarks(m, paintNames(m));
  m.box.dataset.level = level;
  m.box.dataset.dots = m.dots.size;
  m.box.dataset.lines = m.lines.size;
  m.handlers.painted?.(m.view.k);
}

// Builds the elements of a level. Elements that stay are kept, so that new ones can be seen to appear.
function build(m, level) {
  m.built = level;
  const { dots, lines } = m.data.levels[level];
  m.dots = new Map(dots.map((dot) => [dot.id, dot]));
  m.lines = new Map(lines.map((line) => [line.id, line]));
  m.order = dots.map((dot) => dot.id);
  if (!m.dots.has(m.at)) m.at = null;
  const parts = new Map();
  const keep = (group, key, look, make) => {
    const before = m.parts.get(key);
    const text = JSON.stringify([look, m.dark]);
    const part = before?.text === text ? before : { text, element: make() };
    parts.set(key, part);
    m.root.querySelector(`.map-${group}`).append(part.element);
  };
  for (const line of [...lines].reverse()) {
    keep('lines', `line ${line.id}`, line, () => lineElement(m, line));
    if (line.marks.length) keep('marks', `mark ${line.id}`, [line, m.data.sizes.label], () => marksElement(m, line));
  }
  for (const dot of dots) { // small dots on top
    keep('dots', `dot ${dot.id}`, dot, () => dotElement(m, dot));
    keep('names', `name ${dot.id}`, [dot.label, m.data.sizes.label], () => nameElement(m, dot));
  }
  for (const [key, { element }] of m.parts) if (parts.get(key)?.element !== element) element.remove();
  m.parts = parts;
  m.root.querySelector('.map-nothing').hidden = dots.length > 0;
  drawLegend(m);
  drawTypes(m);
}

function svg(name, attributes, ...parts) {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...parts);
  return element;
}

// ---- dots

function dotElement(m, dot) {
  const around = (gap, name) => svg('circle', { r: dot.size + gap, class: name, display: 'none' });
  const hit = svg('circle', { r: Math.max(12, dot.size + 2), class: 'is-hit' });
  const sign = svg('g', { transform: `scale(${dot.size})` }, ...signParts(m, dot, m.data.sizes.outline / dot.size));
  return svg('g', { class: 'map-dot', 'data-dot': dot.id }, hit, sign, around(5, 'is-ring'), around(9, 'is-at'));
}

function signParts(m, { shape, colour, hollow, letter }, outline) {
  const d = m.data.shapes[shape];
  const parts = hollow ? [
    svg('path', { d, transform: 'scale(0.82)', fill: 'var(--ground)', stroke: 'var(--ink)', 'stroke-width': 0.46 + 2 * outline }),
    svg('path', { d, transform: 'scale(0.82)', fill: 'none', stroke: colour, 'stroke-width': 0.46 }),
  ] : [svg('path', { d, fill: colour, stroke: 'var(--ink)', 'stroke-width': outline, 'stroke-linejoin': 'round' })];
  if (letter) parts.push(svg('text', { y: 0.45, 'text-anchor': 'middle', 'font-size': 1.25, 'font-weight': 600, fill: '#1B1F24' }, letter));
  return parts;
}

function paintDot(m, dot) {
  const { element } = m.parts.get(`dot ${dot.id}`);
  const { x, y } = spotOf(m, dot);
  element.setAttribute('transform', `translate(${x.toFixed(1)} ${y.toFixed(1)})`);
  const [, , ring, at] = element.children;
  ring.setAttribute('display', isChosen(m, dot) ? 'inline' : 'none');
  at.setAttribute('display', m.byKeys && m.at === dot.id && m.box.matches(':focus') ? 'inline' : 'none');
}

// ---- lines

function lineElement(m, line) {
  const drawn = svg('path', { class: 'map-line', 'stroke-dasharray': line.dash.join(' ') });
  return svg('g', { 'data-line': line.id }, drawn);
}

// Returns the strokes of a line on the screen. Where an end is moved aside from its point, the line bends towards it.
function strokesOf(m, line) {
  const [from, to] = [m.dots.get(line.from), m.dots.get(line.to)];
  if (line.path < 0) return [[spotOf(m, from), spotOf(m, to)]];
  const strokes = m.data.paths[line.path];
  const count = strokes.reduce((sum, stroke) => sum + stroke.length / 2, 0) - 1;
  let at = 0;
  return strokes.map((stroke) => {
    const spots = [];
    for (let i = 0; i < stroke.length; i += 2) {
      const part = at++ / count;
      const { x, y } = onScreen(m, stroke[i], stroke[i + 1]);
      spots.push({ x: x + from.dx * (1 - part) + to.dx * part, y: y + from.dy * (1 - part) + to.dy * part });
    }
    return spots;
  });
}

// Returns the point of the longest stroke at a share of its length.
function spotAlong(m, line, share) {
  const longest = m.spots.get(line.id).reduce((a, b) => (b.length > a.length ? b : a));
  const at = (longest.length - 1) * share;
  const [a, b] = [longest[Math.floor(at)], longest[Math.ceil(at)]];
  const part = at % 1;
  return { x: a.x + (b.x - a.x) * part, y: a.y + (b.y - a.y) * part };
}

// Rounds the line between its few points.
function curve(spots) {
  const said = ({ x, y }) => `${x.toFixed(1)} ${y.toFixed(1)}`;
  const between = (a, b) => said({ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 });
  const bends = spots.slice(1, -1).map((spot, i) => `Q${said(spot)} ${between(spot, spots[i + 2])}`);
  return `M${said(spots[0])}${bends.join('')}L${said(spots.at(-1))}`;
}

function paintLine(m, line) {
  const { element } = m.parts.get(`line ${line.id}`);
  m.spots.set(line.id, strokesOf(m, line));
  const d = m.spots.get(line.id).map(curve).join('');
  const [chosen, hovered] = [isChosen(m, line), m.hovered === line.id];
  const dim = m.type !== null && !line.types.includes(m.type);
  const drawn = element.firstElementChild;
  drawn.setAttribute('d', d);
  drawn.setAttribute('stroke', chosen ? 'var(--mark)' : hovered ? 'var(--ink)' : m.dark ? line.dark : line.light);
  drawn.setAttribute('stroke-width', line.width * Math.sqrt(large(m)) + (chosen ? 2 : hovered ? 1 : 0));
  element.classList.toggle('is-dim', dim);
  m.parts.get(`mark ${line.id}`)?.element.classList.toggle('is-dim', dim);
}

// Marks are drawn near the middle of their line where nothing covers them. Without room they appear on zooming in.
function paintMarks(m, taken) {
  for (const line of m.lines.values()) {
    const marks = m.parts.get(`mark ${line.id}`)?.element;
    if (!marks) continue;
    const [wide, high] = [9 * line.marks.length * large(m), 9 * large(m)];
    const boxes = ALONG.map((share) => spotAlong(m, line, share)).map(({ x, y }) => [x - wide, y - high, x + wide, y + high]);
    const box = boxes.find((one) => isFree(m, one, taken));
    marks.setAttribute('display', box ? 'inline' : 'none');
    if (!box) continue;
    taken.push(box);
    marks.setAttribute('transform', `translate(${(box[0] + wide).toFixed(1)} ${(box[1] + high).toFixed(1)})`);
  }
}

// How much larger marks are than on a page. On a stage everything is larger.
function large(m) {
  return m.data.sizes.label / 14;
}

function marksElement(m, line) {
  const colour = m.dark ? line.dark : line.light;
  const parts = line.marks.map((mark, i) => {
    const sign = mark === 'several' ? String(line.count) : m.data.marks[mark];
    const edge = mark === 'conflict' ? 'var(--ink)' : colour;
    const circle = svg('circle', { r: sign ? 9 : 4.5, stroke: edge, 'stroke-width': 1.2 });
    const text = svg('text', { y: 4.2, 'font-size': SMALLEST }, sign);
    return svg('g', { transform: `translate(${(i - (line.marks.length - 1) / 2) * 18} 0)` }, circle, text);
  });
  return svg('g', { class: 'map-mark' }, svg('g', { transform: `scale(${large(m)})` }, ...parts));
}

// ---- names: selected and best-connected dots first; a name without room appears on zooming in

function nameElement(m, dot) {
  const size = m.data.sizes.label;
  const lines = dot.label.split('\n').map((line, i) => svg('tspan', { x: 0, y: size * (0.95 + i * 1.2) }, line));
  return svg('text', { class: 'map-name', 'text-anchor': 'middle', 'font-size': size, 'data-name': dot.id }, ...lines);
}

function paintNames(m) {
  const size = m.data.sizes.label;
  const first = m.order.filter((id) => id === m.at || id === m.hovered || isChosen(m, m.dots.get(id)));
  const spots = new Map(m.order.map((id) => [id, spotOf(m, m.dots.get(id))]));
  const dots = m.order.map((id) => squareOf(m.dots.get(id), spots.get(id)));
  const names = [];
  for (const id of new Set([...first, ...m.order])) {
    const dot = m.dots.get(id);
    const { element } = m.parts.get(`name ${id}`);
    const { width, height } = roomOf(m, dot, size);
    const room = [m, spots.get(id), dot.size + 4, width, height];
    const box = freeBox(...room, [...dots, ...names]) ?? (first.includes(id) ? freeBox(...room, names) : null);
    element.setAttribute('display', box ? 'inline' : 'none');
    if (!box) continue;
    names.push(box);
    element.setAttribute('transform', `translate(${((box[0] + box[2]) / 2).toFixed(1)} ${box[1].toFixed(1)})`);
  }
  return [...dots, ...names];
}

function squareOf(dot, { x, y }) {
  const half = dot.size * 0.9;
  return [x - half, y - half, x + half, y + half];
}

function freeBox(m, { x, y }, gap, width, height, taken) {
  const places = [[x, y + gap + height / 2], [x, y - gap - height / 2], [x + gap + width / 2, y], [x - gap - width / 2, y]];
  for (const [middle, centre] of places) {
    const box = [middle - width / 2, centre - height / 2, middle + width / 2, centre + height / 2];
    if (isFree(m, box, taken)) return box;
  }
  return null;
}

function isFree(m, box, taken) {
  const inside = box[0] >= 2 && box[1] >= 2 && box[2] <= m.box.clientWidth - 2 && box[3] <= m.box.clientHeight - 2;
  return inside && !taken.some((b) => box[0] < b[2] && box[2] > b[0] && box[1] < b[3] && box[3] > b[1]);
}

function roomOf(m, dot, size) {
  const lines = dot.label.split('\n');
  if (!m.widths.has(dot.label)) {
    const pen = (m.pen ??= document.createElement('canvas').getContext('2d'));
    pen.font = `100px ${getComputedStyle(m.root).fontFamily}`;
    m.widths.set(dot.label, Math.max(...lines.map((line) => pen.measureText(line).width)) / 100);
  }
  return { width: m.widths.get(dot.label) * size, height: lines.length * size * 1.2 };
}

function isDark(m) {
  const pen = document.createElement('canvas').getContext('2d');
  pen.fillStyle = getComputedStyle(m.box).backgroundColor;
  pen.fillRect(0, 0, 1, 1);
  const [red, green, blue] = pen.getImageData(0, 0, 1, 1).data;
  return 0.299 * red + 0.587 * green + 0.114 * blue < 128;
}
