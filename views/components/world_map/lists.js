// The texts under the map: legend, types of link, items without coordinates, and links with such an end.

function made(name, attributes = {}, ...parts) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...parts);
  return element;
}

function drawLists(m) {
  const { missing, elsewhere, apart, links } = m.data;
  const listed = ({ name, kind, why }) => made('li', {}, `${name}, ${kind}`, made('span', { class: 'map-why' }, ` (${why})`));
  drawList(m, '.map-missing', missing.map(listed), (count) => `Not on the map: ${count} without coordinates`);
  drawList(m, '.map-elsewhere', elsewhere.map(listed), (count) => `${count} ${count === 1 ? 'place' : 'places'} drawn without coordinates of their own`);
  drawList(m, '.map-apart', apart.map((id) => made('li', {}, links[id].text)), (count) => `${count} ${count === 1 ? 'link' : 'links'} with an end that is not on the map`);
}

function drawList(m, name, items, title) {
  const part = m.under.querySelector(name);
  part.hidden = !items.length;
  part.querySelector('summary').textContent = title(items.length);
  part.querySelector('ul').replaceChildren(...items);
}

// One entry for each look, line and mark that is drawn at this level.
function drawLegend(m) {
  const [dots, lines] = [[...m.dots.values()], [...m.lines.values()]];
  const same = (a, b) => ['shape', 'colour', 'hollow', 'letter'].every((part) => a[part] === b[part]);
  const present = {
    node: (entry) => dots.some((dot) => same(dot, entry)),
    line: (entry) => lines.some((line) => line.line === entry.line),
    mark: (entry) => lines.some((line) => line.marks.includes(entry.mark)),
  };
  const entries = m.data.legend.filter((entry) => present[entry.kind](entry));
  m.root.querySelector('.map-legend').replaceChildren(...entries.map((entry) => made('li', {}, signOf(m, entry), made('span', {}, entry.words))));
}

function signOf(m, entry) {
  const sign = (width, height, box, ...parts) => svg('svg', { width, height, viewBox: box, 'aria-hidden': 'true' }, ...parts);
  if (entry.kind === 'node') return sign(18, 18, '-1.4 -1.4 2.8 2.8', ...signParts(m, entry, 0.15));
  if (entry.kind === 'line') {
    const stroke = m.dark ? entry.dark : entry.light;
    return sign(36, 12, '0 0 36 12', svg('line', { x1: 1, y1: 6, x2: 35, y2: 6, stroke, 'stroke-width': entry.width, 'stroke-dasharray': entry.dash.join(' ') }));
  }
  const circle = svg('circle', { r: entry.sign ? 9 : 5, fill: 'none', stroke: 'var(--ink)', 'stroke-width': 1.5 });
  return sign(20, 20, '-10 -10 20 20', circle, svg('text', { y: 4.5, 'text-anchor': 'middle', 'font-size': 12, 'font-weight': 600, fill: 'var(--ink)' }, entry.sign));
}

// A press highlights one type of link. A second press shows all types again.
function drawTypes(m) {
  const counts = new Map();
  for (const line of m.lines.values()) {
    for (const id of line.relationships) { const { type } = m.data.links[id]; counts.set(type, (counts.get(type) ?? 0) + 1); }
  }
  if (!counts.has(m.type)) m.type = null;
  const group = m.root.querySelector('.map-types');
  const held = m.home.activeElement?.dataset?.type;
  group.hidden = counts.size < 2;
  group.replaceChildren(...[...counts].sort(([, a], [, b]) => b - a).map(([type, count]) => {
    const button = made('button', { type: 'button', 'data-type': type, 'aria-pressed': String(m.type === type) }, `${m.data.types[type]} (${count})`);
    button.onclick = () => { m.type = m.type === type ? null : type; drawTypes(m); soon(m); };
    return button;
  }));
  if (held) [...group.children].find((button) => button.dataset.type === held)?.focus();
}
