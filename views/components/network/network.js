// The network picture: vis-network keeps places, view and pointer; everything seen is painted here, on the screen
// and on paper (PNG) by the same functions. One script of several files: painting is in network_paint.js, the PNG in network_paper.js, what a
// person does to an exploring view in network_acts.js, its outline and table in network_twin.js, its years in
// network_years.js. All text from data goes to the canvas or into textContent, never into markup.

const live = new WeakMap(); // the open picture of each mounted component
const memory = (globalThis.__citylinksPlaces ??= new Map()); // places set by hand, kept when a page is left
const SVG = 'http://www.w3.org/2000/svg';
const KEYS = 'Network picture. N and P or the arrow keys step through the things in it, Enter selects one, '
  + 'plus and minus zoom, zero fits all. The same things and links are in the table on this page.';
const EXPLORE_KEYS = 'Network picture. N and P or the arrow keys step through the things in it, Space selects, X selects '
  + 'one more, Enter opens neighbours, C collapses, H hides, I pins, Z zooms to what is selected, zero fits all, Control Z undoes. '
  + 'The outline and the table under it hold the same things and links.';
const NEAR = 6; // pixels from a line at which a pointer means it
const HINT = 'Select a thing or a line to read about it.';
const STYLE = new CSSStyleSheet();
STYLE.replaceSync(CSS);

globalThis.citylinksNetwork = {
  // For a Streamlit component: tells it what is selected and done.
  async show(root, component) {
    const turn = (root.__turn = (root.__turn ?? 0) + 1);
    const data = await opened(component.data);
    if (turn !== root.__turn) return; // a newer picture has come meanwhile
    this.draw(root, data, {
      select: (ids) => component.setStateValue('selected', ids),
      act: (act) => component.setTriggerValue('act', act),
    });
  },
  // For any page: `data` is { picture, height, key } and, for an exploring view or a stage, `explore` or `stage`.
  draw(root, data, handlers) {
    show(live.get(root) ?? open(root, data), data, handlers);
    return live.get(root);
  },
  select: (root, ids) => select(live.get(root), ids),
  fit: (root) => fit(live.get(root)),
  close,
};

// The data crosses the socket deflated; a growing picture is sent whole with every step.
function opened(bytes) {
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate'))).json();
}

// ---- opening and closing

function open(root, data) {
  const shadow = root.getRootNode();
  if (!shadow.adoptedStyleSheets.includes(STYLE)) shadow.adoptedStyleSheets.push(STYLE);
  root.innerHTML = data.explore ? EXPLORE_FRAME : FRAME; // texts of our own, without a word from data
  root.classList.toggle('is-explored', Boolean(data.explore));
  root.classList.toggle('is-staged', Boolean(data.stage));
  const find = (name) => root.querySelector(name);
  const s = {
    root, box: find('.network-canvas'), card: find('.card'), say: find('.say'), list: find('.legend'),
    empty: find('.nothing'), nodes: new vis.DataSet(), drawn: new Map(), lines: new Map(),
    order: [], at: -1, selected: [], hovered: null, shapes: {}, widths: new Map(), toFit: true, untouched: true,
    base: new Map(), stretch: { x: 1, y: 1 }, badges: [],
  };
  s.look = look(s);
  s.net = new vis.Network(s.box, { nodes: s.nodes, edges: [] }, options(s)); // lines are painted and found by us
  s.box.__network = s.net;
  s.box.__picture = s;
  s.frame = find('.vis-network');
  s.frame.setAttribute('role', 'application');
  s.frame.setAttribute('aria-label', data.explore ? EXPLORE_KEYS : KEYS);
  listen(s);
  if (data.explore) explore(s);
  live.set(root, s);
  return s;
}

function options(s) {
  return {
    physics: false,
    layout: { improvedLayout: false },
    nodes: { shape: 'custom', ctxRenderer: (drawing) => nodeDrawing(s, drawing) },
    interaction: { hover: true, keyboard: false },
  };
}

function close(root) {
  root.__turn = (root.__turn ?? 0) + 1; // a picture still on its way comes too late
  const s = live.get(root);
  if (!s) return;
  s.watch.disconnect();
  clearTimeout(s.hiding);
  clearTimeout(s.resting);
  stopPlaying(s);
  s.gone?.abort();
  closeMap(s);
  s.net.destroy();
  live.delete(root);
}

// ---- from data to picture

function show(s, data, handlers) {
  s.busy = true; // vis-network paints at every change; ours is painted once, when all is in place
  s.net.body.emitter.emit('_blockRedraw');
  update(s, data, handlers);
  s.busy = false;
  s.net.body.emitter.emit('_allowRedraw');
  s.net.body.emitter.emit('_requestRedraw');
}

function update(s, data, handlers) {
  const { picture, height, key } = data;
  s.explored = data.explore;
  s.staged = data.stage;
  s.send = handlers.select;
  listenForActs(s, data, handlers);
  s.place = `${key} ${picture.id}`;
  s.sizes = picture.sizes;
  s.signs = picture.marks;
  s.legend = picture.legend;
  const high = data.explore ? `max(${height}px, 100vh - 340px)` : `${height}px`;
  if (s.high !== high) s.box.style.height = s.high = high;
  if (s.shapeText !== JSON.stringify(picture.shapes)) {
    s.shapeText = JSON.stringify(picture.shapes);
    s.shapeLines = picture.shapes;
    s.shapes = Object.fromEntries(Object.entries(picture.shapes).map(([name, line]) => [name, new Path2D(line)]));
  }
  const before = new Set(s.order);
  const was = s.selected.length;
  if (s.id !== picture.id) {
    // What comes back, as from another page, is selected as the server knows it; another picture begins without.
    s.selected = s.id === undefined ? [...(data.explore?.selected ?? [])] : [];
    s.id = picture.id;
    s.at = -1;
    s.nodes.clear();
    s.base.clear();
    s.toFit = true;
    s.say.textContent = picture.nodes.length ? HINT : '';
    hideCard(s);
  }
  s.empty.hidden = picture.nodes.length > 0;
  if (s.staged) fade(s, picture);
  keepNodes(s, picture.nodes);
  keepEdges(s, picture.edges, picture.lines);
  s.selected = s.selected.filter((id) => s.drawn.has(id) || s.lines.has(id));
  if (was > s.selected.length) s.send(s.selected); // the panel follows
  drawLegend(s);
  if (s.toFit) fit(s);
  if (s.explored) explored(s, before);
}

// Acts that follow each other quickly are sent together, until the page says that they are done.
function listenForActs(s, data, handlers) {
  const done = data.explore?.done ?? 0;
  s.acts = Math.max(s.acts ?? 0, done);
  s.waiting = (s.waiting ?? []).filter((act) => act.number > done);
  s.act = (act) => {
    if (act.kind !== 'years') stopPlaying(s);
    if (act.kind === 'years' && s.waiting.at(-1)?.kind === 'years') s.waiting.pop(); // the newer says it all
    s.waiting.push({ ...act, number: (s.acts += 1) });
    handlers.act([...s.waiting]);
  };
}

function keepNodes(s, wanted) {
  const byHand = s.explored || s.staged ? {} : memory.get(s.place) ?? {};
  const at = s.order[s.at];
  s.drawn = new Map(wanted.map((node) => [node.id, node]));
  s.order = wanted.map((node) => node.id);
  s.nodes.remove(s.nodes.getIds().filter((id) => !s.drawn.has(id)));
  // What stands, stays: only new nodes get a place, and in an exploring view those that were put elsewhere.
  const moved = wanted.filter(({ id, x, y }) => {
    const was = s.nodes.get(id) && s.base.get(id);
    return !was || ((s.explored || s.staged) && (was.x !== x || was.y !== y));
  });
  for (const { id, x, y } of moved) s.base.set(id, byHand[id] ?? { x, y });
  // Fitting places them all.
  if (!s.toFit || s.staged || !s.box.clientWidth) s.nodes.update(moved.map(({ id }) => ({ id, ...stretched(s, id) })));
  s.at = s.explored ? s.order.indexOf(at) : Math.min(s.at, s.order.length - 1);
}

function keepEdges(s, wanted, styles) {
  s.lines = new Map(wanted.map((edge) => [edge.id, Object.assign(edge, styles?.[edge.line])]));
  if (!s.lines.has(s.pointed)) s.pointed = null;
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
  if (s.staged) return fitStage(s);
  const frame = { x: s.box.clientWidth - 24, y: s.box.clientHeight - 24 };
  if (frame.x <= 0 || frame.y <= 0 || !s.order.length) { s.toFit = true; return; }
  s.net.setSize('100%', '100%');
  const size = (scale) => extent(s, scale);
  // An explored picture keeps its shape once somebody has seen it: fitting it again only zooms.
  if (s.toFit || (s.untouched && !s.explored && !memory.has(s.place))) {
    s.stretch = { x: 1, y: 1 };
    const scale = largest(0.02, 1.25, (k) => size(k).x <= frame.x && size(k).y <= frame.y);
    for (const [axis, most] of s.order.length > CROWD ? [] : [['x', 1.6], ['y', 2.4]]) {
      s.stretch[axis] = largest(1, most, (by) => { s.stretch[axis] = by; return size(scale)[axis] <= frame[axis]; });
    }
    s.nodes.update(s.order.map((id) => ({ id, ...stretched(s, id) })));
  }
  const scale = largest(0.02, 1.25, (k) => size(k).x <= frame.x && size(k).y <= frame.y);
  const { middle } = size(scale);
  s.net.moveTo({ position: { x: middle.x / scale, y: middle.y / scale }, scale, animation: false });
  s.toFit = false;
  s.untouched = true;
  [s.fitted, s.fittedHeight] = [s.box.clientWidth, s.box.clientHeight];
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
  const isCrowd = s.order.length > CROWD; // whose names are not all there anyway
  let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const node of s.drawn.values()) {
    const { width, height } = isCrowd ? { width: 0, height: 0 } : labelBox(s, node, size);
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
  s.net.on('click', ({ nodes, pointer, event }) => {
    s.byKeys = false;
    const badge = badgeAt(s, pointer.DOM);
    const id = nodes[0] ?? lineAt(s, pointer.DOM);
    const { shiftKey, ctrlKey, metaKey, timeStamp } = event.srcEvent ?? {};
    if (badge && s.explored) return openOnce(s, badge, timeStamp);
    if (s.explored && (shiftKey || ctrlKey || metaKey)) toggle(s, nodes[0]);
    else select(s, id === null ? [] : [id]);
    if (id === null && s.explored?.selected.length && !s.selected.length) s.send([]);
  });
  s.net.on('hoverNode', ({ node }) => { s.hovered = node; showCard(s, node); });
  s.net.on('blurNode', () => { s.hovered = null; hideSoon(s); });
  s.frame.addEventListener('mousemove', (event) => pointAt(s, event));
  s.net.on('dragStart', ({ nodes }) => { hideCard(s); holdPinned(s, nodes); s.isDragged = true; });
  s.net.on('dragEnd', () => { s.isDragged = false; s.net.redraw(); });
  s.net.on('dragEnd', ({ nodes }) => (nodes.length ? remember(s, nodes.filter((id) => !s.drawn.get(id)?.pinned)) : (s.untouched = false)));
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
  for (const button of s.root.querySelectorAll('[data-do]')) button.addEventListener('click', () => tools[button.dataset.do](s));
  s.watch = new ResizeObserver(() => resized(s));
  s.watch.observe(s.box);
}

// The line at a place of the frame, or null: the nearest within a few pixels.
function lineAt(s, place) {
  const { x, y } = s.net.DOMtoCanvas(place);
  const places = s.net.body.nodes;
  let [found, least] = [null, NEAR / s.net.getScale()];
  for (const { id, from, to } of s.lines.values()) {
    const [a, b] = [places[from], places[to]];
    const [wide, high] = [b.x - a.x, b.y - a.y];
    const along = Math.min(1, Math.max(0, ((x - a.x) * wide + (y - a.y) * high) / (wide * wide + high * high || 1)));
    const far = Math.hypot(a.x + along * wide - x, a.y + along * high - y);
    if (far < least) [found, least] = [id, far];
  }
  return found;
}

function pointAt(s, event) {
  const { left, top } = s.box.getBoundingClientRect();
  const line = s.hovered || event.buttons ? null : lineAt(s, { x: event.clientX - left, y: event.clientY - top });
  if (line === (s.pointed ?? null)) return;
  s.pointed = line;
  s.net.redraw();
  if (line) showCard(s, line);
  else if (!s.hovered) hideSoon(s);
}

// A picture that nobody has moved follows its frame; an explored one only where the frame changes much, since what is
// written under it may bring and take a scroll bar.
function resized(s) {
  const width = s.box.clientWidth;
  if (!s.toFit && width === s.fitted && s.box.clientHeight === s.fittedHeight) return;
  const much = Math.abs(width - (s.fitted ?? 0)) > 40 || Math.abs(s.box.clientHeight - (s.fittedHeight ?? 0)) > 40;
  if (s.toFit || (s.untouched && (!s.explored || much))) fit(s);
}

const tools = { fit, closer: (s) => zoom(s, 1.25), wider: (s) => zoom(s, 0.8), save };

function press(s, event) {
  if ((event.ctrlKey || event.metaKey) && s.explored) return pressWithControl(s, event);
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const act = {
    n: () => step(s, 1), ArrowRight: () => step(s, 1), ArrowDown: () => step(s, 1),
    p: () => step(s, -1), ArrowLeft: () => step(s, -1), ArrowUp: () => step(s, -1),
    Enter: () => { if (s.at >= 0) select(s, [s.order[s.at]]); },
    '+': tools.closer.bind(null, s), '=': tools.closer.bind(null, s),
    '-': tools.wider.bind(null, s), '0': () => fit(s), Escape: () => hideCard(s),
    ...(s.explored ? exploreKeys(s) : {}),
  }[event.key];
  if (!act) return;
  event.preventDefault();
  event.stopPropagation();
  s.byKeys = true;
  act();
}

// A double click opens once: `when` it was made tells, not when the page comes to see to it.
function openOnce(s, id, when) {
  if (id === s.openedLast && when - s.openedAt < 600) return;
  [s.openedLast, s.openedAt] = [id, when];
  s.act({ kind: 'open', ids: [id] });
}

function step(s, by) {
  const count = s.order.length;
  if (!count) return;
  s.at = s.at < 0 ? (by > 0 ? 0 : count - 1) : (s.at + by + count) % count;
  bringIntoView(s, s.order[s.at]);
  s.net.redraw();
  showCard(s, s.order[s.at]);
  s.say.textContent = words(s, s.order[s.at]).join(', ');
  if (s.explored) markTwin(s);
}

function select(s, ids) {
  if (ids.join() === s.selected.join()) { mark(s); return; }
  s.selected = ids;
  if (s.drawn.has(ids[0])) s.at = s.order.indexOf(ids[0]);
  const names = ids.filter((id) => s.drawn.has(id)).map((id) => s.drawn.get(id).name);
  s.say.textContent = !ids.length ? HINT
    : `Selected: ${names.length > 1 ? `${names.length} things: ${names.join(', ')}` : words(s, ids[0]).join(', ')}`;
  if (s.explored && !s.byKeys && !s.root.matches(':fullscreen')) hideCard(s); // the panel says more
  mark(s);
  s.send(ids);
}

function toggle(s, id) {
  if (!id) return;
  const nodes = s.selected.filter((one) => s.drawn.has(one));
  select(s, nodes.includes(id) ? nodes.filter((one) => one !== id) : [...nodes, id]);
}

function mark(s) {
  s.net.unselectAll(); // the ring and the thick line are ours
  if (s.explored) { markTwin(s); markMap(s); }
  s.net.redraw();
}

function remember(s, ids) {
  for (const [id, { x, y }] of Object.entries(s.net.getPositions(ids))) {
    const round = (value) => Math.round(value * 10) / 10;
    s.base.set(id, { x: round(x / s.stretch.x), y: round(y / s.stretch.y) });
    if (s.explored) s.act({ kind: 'move', ids: [id], at: [s.base.get(id).x, s.base.get(id).y] });
    else memory.set(s.place, { ...memory.get(s.place), [id]: s.base.get(id) });
  }
  s.nodes.update(ids.map((id) => ({ id, ...stretched(s, id) })));
  s.untouched = false;
  if (memory.size > 30) memory.delete(memory.keys().next().value);
}

// ---- words

function words(s, id) {
  const node = s.drawn.get(id);
  if (!node) return s.lines.get(id)?.text ?? [];
  const links = `${node.links} ${node.links === 1 ? 'link' : 'links'} shown`;
  if (!s.explored) return [node.name, node.kind, links];
  const said = [node.name, node.where ? `${node.kind} in ${node.where}` : node.kind, links];
  if (node.more) said.push(`${node.more} more`);
  if (node.newest) said.push(`newest source: ${node.newest}`);
  return said;
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
