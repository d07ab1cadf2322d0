// The network picture. vis-network keeps the positions, the view and the pointer; these files paint everything seen, on
// the screen and in the PNG with the same functions. The files form one script: view.js fits and zooms, input.js handles
// pointer and keys, painter.js and labels.js paint, print.js makes the PNG, explore/ serves the Explore page.
// Text from data goes to the canvas or into textContent, never into markup.

const live = new WeakMap(); // the open picture of each mounted component
const memory = (globalThis.__citylinksPlaces ??= new Map()); // positions set by hand, kept while the person visits another page
const SVG = 'http://www.w3.org/2000/svg';
const KEYS = 'Network picture. N and P or the arrow keys step through its items, Enter selects one, '
  + 'plus and minus zoom, zero fits all. The same items and links are in the table on this page.';
const EXPLORE_KEYS = 'Network picture. N and P or the arrow keys step through its items, Space selects, X selects '
  + 'another one, Enter opens neighbours, C collapses, H hides, I pins, Z zooms to the selection, zero fits all, Control Z undoes. '
  + 'The text version and the table below hold the same items and links.';
const NEAR = 6; // pixels from a line at which the pointer selects it
const HINT = 'Click an item or a link to see its evidence.';
const STYLE = new CSSStyleSheet();
STYLE.replaceSync(CSS);

globalThis.citylinksNetwork = {
  // For a Streamlit component: reports what is selected and what is done.
  async show(root, component) {
    const turn = (root.__turn = (root.__turn ?? 0) + 1);
    const data = await unpack(component.data);
    if (turn !== root.__turn) return; // a newer picture has arrived
    this.draw(root, data, {
      select: (ids) => component.setStateValue('selected', ids),
      action: (actions) => component.setTriggerValue('action', actions),
    });
  },
  // For any page: `data` is { picture, height, key }, with `explore` on the Explore page and `stage` on a stage.
  draw(root, data, handlers) {
    show(live.get(root) ?? open(root, data), data, handlers);
    return live.get(root);
  },
  select: (root, ids) => select(live.get(root), ids),
  fit: (root) => fit(live.get(root)),
  close,
};

// Unpacks the data, which is sent deflated: a growing picture is sent whole with each action.
function unpack(bytes) {
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate'))).json();
}

// ---- opening and closing

function open(root, data) {
  const shadow = root.getRootNode();
  if (!shadow.adoptedStyleSheets.includes(STYLE)) shadow.adoptedStyleSheets.push(STYLE);
  root.innerHTML = data.explore ? EXPLORE_FRAME : FRAME; // our own texts, no text from data
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
  s.net = new vis.Network(s.box, { nodes: s.nodes, edges: [] }, options(s)); // we paint the lines and find them under the pointer
  s.box.__network = s.net;
  s.box.__picture = s;
  s.frame = find('.vis-network');
  s.frame.setAttribute('role', 'application');
  s.frame.setAttribute('aria-label', data.explore ? EXPLORE_KEYS : KEYS);
  listen(s);
  if (data.explore) listenToExplore(s);
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
  root.__turn = (root.__turn ?? 0) + 1; // ignore a picture that is still on its way
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
  s.busy = true; // vis-network paints at each change; we paint once, at the end
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
  listenForActions(s, data, handlers);
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
    // A picture that is opened again is selected as the server says. A new picture starts without a selection.
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
  updateNodes(s, picture.nodes);
  updateEdges(s, picture.edges, picture.lines);
  s.selected = s.selected.filter((id) => s.drawn.has(id) || s.lines.has(id));
  if (was > s.selected.length) s.send(s.selected); // the panel follows
  drawLegend(s);
  if (s.toFit) fit(s);
  if (s.explored) updateExplore(s, before);
}

// Collects actions that follow each other quickly, and sends them together until the page confirms them.
function listenForActions(s, data, handlers) {
  const done = data.explore?.done ?? 0;
  s.actionCount = Math.max(s.actionCount ?? 0, done);
  s.waiting = (s.waiting ?? []).filter((action) => action.number > done);
  s.sendAction = (action) => {
    if (action.kind !== 'years') stopPlaying(s);
    if (action.kind === 'years' && s.waiting.at(-1)?.kind === 'years') s.waiting.pop(); // the newer one replaces it
    s.waiting.push({ ...action, number: (s.actionCount += 1) });
    handlers.action([...s.waiting]);
  };
}

function updateNodes(s, wanted) {
  const byHand = s.explored || s.staged ? {} : memory.get(s.place) ?? {};
  const at = s.order[s.at];
  s.drawn = new Map(wanted.map((node) => [node.id, node]));
  s.order = wanted.map((node) => node.id);
  s.nodes.remove(s.nodes.getIds().filter((id) => !s.drawn.has(id)));
  // Nodes keep their place: only new nodes are placed, and on the Explore page those that the server moved.
  const moved = wanted.filter(({ id, x, y }) => {
    const was = s.nodes.get(id) && s.base.get(id);
    return !was || ((s.explored || s.staged) && (was.x !== x || was.y !== y));
  });
  for (const { id, x, y } of moved) s.base.set(id, byHand[id] ?? { x, y });
  // Fitting places all nodes later.
  if (!s.toFit || s.staged || !s.box.clientWidth) s.nodes.update(moved.map(({ id }) => ({ id, ...stretched(s, id) })));
  s.at = s.explored ? s.order.indexOf(at) : Math.min(s.at, s.order.length - 1);
}

function updateEdges(s, wanted, styles) {
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
