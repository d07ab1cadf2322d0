// The legend under the picture: one entry for each look, line and mark that is shown.

function drawLegend(s) {
  const wanted = JSON.stringify([s.legend, s.look]);
  if (s.legendText === wanted) return; // do not redraw: the focused entry keeps the focus
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
  button.title = entry.on ? 'Shown. Press to hide.' : 'Hidden. Press to show.';
  button.onclick = () => s.sendAction({ kind: 'switch', facet: entry.facet, values: entry.values, on: !entry.on });
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
