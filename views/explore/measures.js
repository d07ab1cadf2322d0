// Table of a metric: a list, or a matrix where each number belongs to a pair. All text is set as text nodes, never as
// HTML. Pressing a number sends its row to Python.
export default function ({ data, parentElement, setStateValue }) {
  const root = parentElement.querySelector('.figures');
  const wanted = JSON.stringify(data);
  root.__press = (at) => setStateValue('row', at);
  if (root.__said === wanted) return; // unchanged: keep the focus
  root.__said = wanted;
  const isMatrix = data.rows.some(([, other]) => other) && new Set(data.rows.map(([, other]) => other)).size <= 24;
  root.replaceChildren(isMatrix ? matrix(root, data) : list(root, data));
}

function make(name, attributes = {}, ...parts) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...parts);
  return made;
}

function number(root, at, [name, other, value, opens]) {
  if (!opens) return make('span', {}, value);
  const button = make('button', { type: 'button', 'aria-label': `${value}: ${[name, other].filter(Boolean).join(', ')}` }, value);
  button.onclick = () => root.__press(at);
  return button;
}

function list(root, { columns, rows, title }) {
  const withOther = rows.some(([, other]) => other);
  const body = rows.map((row, at) => make('tr', {}, make('th', { scope: 'row' }, row[0]),
    ...(withOther ? [make('td', {}, row[1])] : []), make('td', { class: 'number' }, number(root, at, row))));
  return framed(title, columns.map((name) => make('th', { scope: 'col' }, name)), body);
}

function matrix(root, { columns, rows, title }) {
  const across = [...new Set(rows.map(([, other]) => other))];
  const down = [...new Set(rows.map(([name]) => name))];
  const at = new Map(rows.map(([name, other], i) => [`${name}\n${other}`, i]));
  const body = down.map((name) => make('tr', {}, make('th', { scope: 'row' }, name), ...across.map((other) => {
    const i = at.get(`${name}\n${other}`);
    return make('td', { class: 'number' }, ...(i === undefined ? [] : [number(root, i, rows[i])]));
  })));
  return framed(title, [make('th', { scope: 'col' }, columns[0]), ...across.map((name) => make('th', { scope: 'col' }, name))], body);
}

function framed(title, head, body) {
  const table = make('table', {}, make('caption', {}, title), make('thead', {}, make('tr', {}, ...head)), make('tbody', {}, ...body));
  return make('div', { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': title }, table);
}
