// The network picture: vis-network keeps places, view and pointer; everything seen is painted here, on the screen
// and on paper (PNG) by the same functions.
// All text from data goes to the canvas or into textContent, never into markup. Painting is in network_paint.js.

const live = new WeakMap(); // the open picture of each mounted component
const memory = (globalThis.__citylinksPlaces ??= new Map()); // places set by hand, kept when a page is left
const SVG = 'http://www.w3.org/2000/svg';
const KEYS = 'Network picture. N and P or the arrow keys step through the things in it, Enter selects one, '
  + 'plus and minus zoom, zero fits all. The same things and links are in the table on this page.';
const CLEAR = 'rgba(0, 0, 0, 0)';
const HINT = 'Select a thing or a line to read about it.';

export default function (component) {
  const root = component.parentElement.querySelector('.network');
  let gone = false;
  library().then(() => { if (!gone) show(live.get(root) ?? open(root), component); });
  return () => { gone = true; close(root); };
}

function library() {
  return new Promise((done) => {
    const look = () => (globalThis.vis?.Network ? done() : setTimeout(look, 10));
    look();
  });
}

// ---- opening and closing

function open(root) {
  const find = (name) => root.querySelector(name);
  const s = {
    root, box: find('.network-canvas'), card: find('.card'), say: find('.say'), list: find('.legend'),
    empty: find('.nothing'), nodes: new vis.DataSet(), edges: new vis.DataSet(), drawn: new Map(), lines: new Map(),
    order: [], at: -1, selected: null, hovered: null, shapes: {}, widths: new Map(), toFit: true, untouched: true,
    base: new Map(), stretch: { x: 1, y: 1 },
  };
  s.look = look(s);
  s.net = new vis.Network(s.box, { nodes: s.nodes, edges: s.edges }, options(s));
  s.box.__network = s.net;
  s.frame = find('.vis-network');
  s.frame.setAttribute('role', 'application');
  s.frame.setAttribute('aria-label', KEYS);
  listen(s);
  live.set(root, s);
  return s;
}

function options(s) {
  return {
    physics: false,
    layout: { improvedLayout: false },
    nodes: { shape: 'custom', ctxRenderer: (drawing) => nodeDrawing(s, drawing) },
    edges: { smooth: false, color: { color: CLEAR, hover: CLEAR, highlight: CLEAR } }, // for the pointer to find
    interaction: { hover: true, hoverConnectedEdges: false, selectConnectedEdges: false, keyboard: false },
  };
}

function close(root) {
  const s = live.get(root);
  if (!s) return;
  s.watch.disconnect();
  clearTimeout(s.hiding);
  s.net.destroy();
  live.delete(root);
}

// ---- from data to picture

function show(s, component) {
  s.busy = true; // vis-network paints at every change; ours is painted once, when all is in place
  update(s, component);
  s.busy = false;
  s.net.redraw();
}

function update(s, component) {
  const { height, key } = component.data;
  const picture = unpacked(component.data.picture);
  s.send = (id) => component.setStateValue('selected', id);
  s.place = `${key} ${picture.id}`;
  s.sizes = picture.sizes;
  s.signs = picture.marks;
  s.legend = picture.legend;
  if (s.box.style.height !== `${height}px`) s.box.style.height = `${height}px`;
  if (s.shapeText !== JSON.stringify(picture.shapes)) {
    s.shapeText = JSON.stringify(picture.shapes);
    s.shapeLines = picture.shapes;
    s.shapes = Object.fromEntries(Object.entries(picture.shapes).map(([name, line]) => [name, new Path2D(line)]));
  }
  if (s.id !== picture.id) {
    s.id = picture.id;
    s.at = -1;
    s.selected = null;
    s.nodes.clear();
    s.edges.clear();
    s.toFit = true;
    s.say.textContent = picture.nodes.length ? HINT : '';
    hideCard(s);
  }
  s.empty.hidden = picture.nodes.length > 0;
  keepNodes(s, picture.nodes);
  keepEdges(s, picture.edges);
  drawLegend(s);
  if (s.toFit) fit(s);
}

// The rows that views/network.py packs, as objects again; an edge is named by its two ends.
function unpacked({ nodes, edges, looks, lines, ...rest }) {
  const things = nodes.map(([id, label, size, links, x, y, look, kind, name]) => (
    { id, label, size, links, x, y, kind, name: name ?? label.replaceAll('\n', ' '), ...looks[look] }));
  const joins = edges.map(([a, b, line, count, marks, text]) => {
    const [from, to] = [nodes[a][0], nodes[b][0]];
    return { id: `${from}|${to}`, from, to, count, marks, text, ...lines[line] };
  });
  return { ...rest, nodes: things, edges: joins };
}

function keepNodes(s, wanted) {
  const byHand = memory.get(s.place) ?? {};
  s.drawn = new Map(wanted.map((node) => [node.id, node]));
  s.order = wanted.map((node) => node.id);
  s.nodes.remove(s.nodes.getIds().filter((id) => !s.drawn.has(id)));
  const fresh = wanted.filter((node) => !s.nodes.get(node.id)); // what stands, stays: only new nodes get a place
  for (const { id, x, y } of fresh) s.base.set(id, byHand[id] ?? { x, y });
  s.nodes.add(fresh.map(({ id }) => ({ id, ...stretched(s, id) })));
  if (s.selected && !s.drawn.has(s.selected) && !s.lines.has(s.selected)) s.selected = null;
  s.at = Math.min(s.at, s.order.length - 1);
}

function keepEdges(s, wanted) {
  s.lines = new Map(wanted.map((edge) => [edge.id, edge]));
  s.edges.remove(s.edges.getIds().filter((id) => !s.lines.has(id)));
  s.edges.update(wanted.map(({ id, from, to }) => ({ id, from, to })));
}

// ---- colours

function look(s) {
  const style = getComputedStyle(s.root);
  const read = (name, other) => style.getPropertyValue(name).trim() || other;
  const background = read('--st-background-color', '#FFFFFF');
  return {
    name: isDark(background) ? 'dark' : 'light', background,
    text: read('--st-text-color', '#1B1F24'), accent: read('--st-primary-color', '#0B5CAD'),
    font: read('--st-font', 'sans-serif'),
  };
}

function isDark(colour) {
  const pen = document.createElement('canvas').getContext('2d');
  pen.fillStyle = colour;
  pen.fillRect(0, 0, 1, 1);
  const [red, green, blue] = pen.getImageData(0, 0, 1, 1).data;
  return 0.299 * red + 0.587 * green + 0.114 * blue < 128;
}

function restyle(s) {
  const now = look(s);
  if (JSON.stringify(now) === JSON.stringify(s.look)) return;
  s.look = now;
  s.widths.clear();
  drawLegend(s);
  s.net.redraw();
}

// ---- the view

// Show everything, labels included. A picture that nobody has moved yet is also stretched to fill its frame: a wide
// one on a wide page, a high one on a phone.
function fit(s) {
  const frame = { x: s.box.clientWidth - 24, y: s.box.clientHeight - 24 };
  if (frame.x <= 0 || frame.y <= 0 || !s.order.length) { s.toFit = true; return; }
  s.net.setSize('100%', '100%');
  const size = (scale) => extent(s, scale);
  if (s.toFit || (s.untouched && !memory.has(s.place))) {
    s.stretch = { x: 1, y: 1 };
    const scale = largest(0.02, 1.25, (k) => size(k).x <= frame.x && size(k).y <= frame.y);
    for (const [axis, most] of [['x', 1.6], ['y', 2.4]]) {
      s.stretch[axis] = largest(1, most, (by) => { s.stretch[axis] = by; return size(scale)[axis] <= frame[axis]; });
    }
    s.nodes.update(s.order.map((id) => ({ id, ...stretched(s, id) })));
  }
  const scale = largest(0.02, 1.25, (k) => size(k).x <= frame.x && size(k).y <= frame.y);
  const { middle } = size(scale);
  s.net.moveTo({ position: { x: middle.x / scale, y: middle.y / scale }, scale, animation: false });
  s.toFit = false;
  s.untouched = true;
}

function largest(low, top, holds) {
  for (let i = 0; i < 14; i++) {
    const middle = (low + top) / 2;
    if (holds(middle)) low = middle; else top = middle;
  }
  return low;
}

function stretched(s, id) {
  const { x, y } = s.base.get(id);
  return { x: x * s.stretch.x, y: y * s.stretch.y };
}

// How large the picture is on the screen at a scale, and where its middle is.
function extent(s, scale) {
  const size = letters(s, scale);
  let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const node of s.drawn.values()) {
    const { width, height } = labelBox(s, node, size);
    const radius = node.size * scale * 1.4;
    const place = stretched(s, node.id);
    left = Math.min(left, place.x * scale - Math.max(radius, width / 2));
    right = Math.max(right, place.x * scale + Math.max(radius, width / 2));
    top = Math.min(top, place.y * scale - radius);
    bottom = Math.max(bottom, place.y * scale + radius + 5 + height);
  }
  return { x: right - left, y: bottom - top, middle: { x: (left + right) / 2, y: (top + bottom) / 2 } };
}

function zoom(s, by) {
  s.untouched = false;
  s.net.moveTo({ scale: Math.min(Math.max(s.net.getScale() * by, 0.02), 6), animation: false });
}

function bringIntoView(s, id) {
  const place = s.net.getPositions([id])[id];
  const { x, y } = s.net.canvasToDOM(place);
  const inside = x > 40 && y > 40 && x < s.box.clientWidth - 40 && y < s.box.clientHeight - 60;
  if (inside) return;
  s.untouched = false;
  s.net.moveTo({ position: place, animation: false });
}

// ---- what a person does

function listen(s) {
  s.net.on('click', ({ nodes, edges }) => { s.byKeys = false; select(s, nodes[0] ?? edges[0] ?? null); });
  s.net.on('hoverNode', ({ node }) => { s.hovered = node; showCard(s, node); });
  s.net.on('hoverEdge', ({ edge }) => { s.pointed = edge; showCard(s, edge); });
  s.net.on('blurNode', () => { s.hovered = null; hideSoon(s); });
  s.net.on('blurEdge', () => { s.pointed = null; hideSoon(s); });
  s.net.on('dragStart', () => hideCard(s));
  s.net.on('dragEnd', ({ nodes }) => (nodes.length ? remember(s, nodes) : (s.untouched = false)));
  s.net.on('zoom', () => { s.untouched = false; hideCard(s); });
  const ratio = (ctx) => ctx.canvas.width / ctx.canvas.clientWidth;
  s.net.on('beforeDrawing', (ctx) => onScreen(s, ctx, ratio(ctx), (at, scale) => paintLines(ctx, s, s.look, at, scale)));
  s.net.on('afterDrawing', (ctx) => {
    onScreen(s, ctx, ratio(ctx), (at, scale) => paintWords(ctx, s, s.look, at, scale));
    if (!s.busy) s.box.dataset.drawn = s.order.length;
  });
  s.card.addEventListener('mouseenter', () => clearTimeout(s.hiding));
  s.card.addEventListener('mouseleave', () => hideSoon(s));
  s.frame.addEventListener('keydown', (event) => press(s, event));
  for (const change of ['focus', 'blur']) s.frame.addEventListener(change, () => s.net.redraw());
  // The wheel scrolls the page, and zooms once the picture is in use or Ctrl is held.
  s.frame.addEventListener('wheel', (event) => {
    if (!event.ctrlKey && !s.frame.matches(':focus')) event.stopPropagation();
  }, { capture: true });
  s.box.addEventListener('transitionend', () => restyle(s));
  for (const button of s.root.querySelectorAll('button')) button.addEventListener('click', () => tools[button.dataset.do](s));
  s.watch = new ResizeObserver(() => { if (s.toFit || s.untouched) fit(s); });
  s.watch.observe(s.box);
}

const tools = { fit, closer: (s) => zoom(s, 1.25), wider: (s) => zoom(s, 0.8), save };

function press(s, event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const act = {
    n: () => step(s, 1), ArrowRight: () => step(s, 1), ArrowDown: () => step(s, 1),
    p: () => step(s, -1), ArrowLeft: () => step(s, -1), ArrowUp: () => step(s, -1),
    Enter: () => { if (s.at >= 0) select(s, s.order[s.at]); },
    '+': tools.closer.bind(null, s), '=': tools.closer.bind(null, s),
    '-': tools.wider.bind(null, s), '0': () => fit(s), Escape: () => hideCard(s),
  }[event.key];
  if (!act) return;
  event.preventDefault();
  event.stopPropagation();
  s.byKeys = true;
  act();
}

function step(s, by) {
  const count = s.order.length;
  if (!count) return;
  s.at = s.at < 0 ? (by > 0 ? 0 : count - 1) : (s.at + by + count) % count;
  bringIntoView(s, s.order[s.at]);
  s.net.redraw();
  showCard(s, s.order[s.at]);
  s.say.textContent = words(s, s.order[s.at]).join(', ');
}

function select(s, id) {
  if (id === s.selected) { mark(s); return; }
  s.selected = id;
  if (s.drawn.has(id)) s.at = s.order.indexOf(id);
  s.say.textContent = id === null ? HINT : `Selected: ${words(s, id).join(', ')}`;
  mark(s);
  s.send(id);
}

function mark(s) {
  s.net.unselectAll(); // the ring and the thick line are ours
  s.net.redraw();
}

function remember(s, ids) {
  for (const [id, { x, y }] of Object.entries(s.net.getPositions(ids))) {
    s.base.set(id, { x: x / s.stretch.x, y: y / s.stretch.y });
    memory.set(s.place, { ...memory.get(s.place), [id]: s.base.get(id) });
  }
  if (memory.size > 30) memory.delete(memory.keys().next().value);
}

// ---- words

function words(s, id) {
  const node = s.drawn.get(id);
  if (node) return [node.name, node.kind, `${node.links} ${node.links === 1 ? 'link' : 'links'} shown`];
  return s.lines.get(id)?.text ?? [];
}

function showCard(s, id) {
  clearTimeout(s.hiding);
  const place = anchor(s, id);
  if (!place) return;
  s.card.replaceChildren(...words(s, id).map((text) => {
    const line = document.createElement('p');
    line.textContent = text;
    return line;
  }));
  s.card.hidden = false;
  const left = Math.min(place.x + 18, s.box.clientWidth - s.card.offsetWidth - 8);
  const above = place.y - s.card.offsetHeight - 18;
  s.card.style.left = `${Math.max(left, 8)}px`;
  s.card.style.top = `${above > 8 ? above : place.y + 30}px`;
}

function anchor(s, id) {
  const ends = s.drawn.has(id) ? [id] : s.lines.has(id) ? [s.lines.get(id).from, s.lines.get(id).to] : [];
  if (!ends.length) return null;
  const places = Object.values(s.net.getPositions(ends));
  const mean = (axis) => places.reduce((sum, place) => sum + place[axis], 0) / places.length;
  return s.net.canvasToDOM({ x: mean('x'), y: mean('y') });
}

function hideSoon(s) {
  clearTimeout(s.hiding);
  s.hiding = setTimeout(() => hideCard(s), 250);
}

function hideCard(s) {
  clearTimeout(s.hiding);
  s.card.hidden = true;
}
