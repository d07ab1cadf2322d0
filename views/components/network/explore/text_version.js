// The text version of the picture: an outline for keyboard and screen reader, and a table. A selection in one is shown in
// all. Rows are built when a part is opened, so that a large picture costs nothing until somebody reads it.
const COLUMNS = [['text', 'link'], ['type', 'type'], ['since', 'since'], ['status', 'status'], ['certainty', 'certainty'],
  ['reach', 'reach'], ['group', 'in'], ['word', 'who says so'], ['sources', 'sources']];
const MOST_ROWS = 1000;

function listenToTextVersion(s) {
  s.tree = s.root.querySelector('[role=tree]');
  s.table = s.root.querySelector('table');
  const outline = s.root.querySelector('.outline');
  for (const part of s.root.querySelectorAll('.text-version')) part.addEventListener('toggle', () => drawTextVersion(s));
  s.tree.addEventListener('keydown', (event) => walk(s, event));
  s.tree.addEventListener('click', (event) => pick(s, event.target.closest('[role=treeitem]'), event));
  s.table.addEventListener('click', (event) => {
    const button = event.target.closest('button');
    if (button?.dataset.edge) select(s, [button.dataset.edge]);
    else if (button) { s.sorted = s.sorted === button.dataset.column ? `-${button.dataset.column}` : button.dataset.column; s.textVersionOf = null; drawTextVersion(s); }
  });
  // A person who uses the keyboard finds the outline open.
  s.root.addEventListener('focusin', ({ target }) => {
    if (!target.matches(':focus-visible') || outline.open) return;
    outline.open = true;
    drawTextVersion(s);
    target.scrollIntoView({ block: 'nearest' });
  }, { once: true });
}

function drawTextVersion(s) {
  const wanted = JSON.stringify([s.order, [...s.lines.keys()], s.explored.step, s.sorted]);
  const [outline, listing] = s.root.querySelectorAll('.text-version');
  if (s.textVersionOf !== wanted) [s.textVersionOf, s.hasOutline, s.hasTable] = [wanted, false, false];
  if (outline.open && !s.hasOutline) drawOutline(s);
  if (listing.open && !s.hasTable) drawTable(s);
  markTextVersion(s);
}

function make(name, attributes = {}, ...parts) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...parts);
  return made;
}

// ---- outline

function drawOutline(s) {
  s.hasOutline = true;
  const held = s.root.getRootNode().activeElement?.closest?.('[role=treeitem]')?.dataset.node;
  const open = new Set([...s.tree.querySelectorAll('[aria-expanded=true]')].map((item) => item.dataset.node));
  s.beside = new Map(s.order.map((id) => [id, []]));
  for (const edge of s.lines.values()) {
    for (const end of [edge.from, edge.to]) if (edge.rows.length) s.beside.get(end)?.push(edge);
  }
  s.tree.replaceChildren(...s.order.map((id) => {
    const node = s.drawn.get(id);
    const item = make('li', { role: 'treeitem', 'aria-level': 1, tabindex: -1, 'data-node': id });
    item.append(make('span', { class: 'line' }, make('strong', {}, node.name), `, ${words(s, id).slice(1).join(', ')}`));
    if (s.beside.get(id).length) item.setAttribute('aria-expanded', 'false');
    return item;
  }));
  for (const item of s.tree.children) if (open.has(item.dataset.node)) expand(s, item, true);
  const first = [...s.tree.children].find((item) => item.dataset.node === held) ?? s.tree.firstElementChild;
  if (first) first.tabIndex = 0;
  if (held && first?.dataset.node === held) first.focus();
}

function expand(s, item, on) {
  if (!item.hasAttribute('aria-expanded')) return;
  item.setAttribute('aria-expanded', String(on));
  item.querySelector('ul')?.remove();
  if (!on) return;
  const group = make('ul', { role: 'group' });
  for (const edge of s.beside.get(item.dataset.node)) {
    const other = edge.from === item.dataset.node ? edge.to : edge.from;
    for (const row of edge.rows) {
      const level = row.certainty === 'possible' ? ' (possible)' : '';
      const line = make('span', { class: 'line' }, `${row.text}${level}. `, make('span', { class: 'muted' }, row.sources.join('; ')));
      group.append(make('li', { role: 'treeitem', 'aria-level': 2, tabindex: -1, 'data-edge': edge.id, 'data-to': other }, line));
    }
  }
  item.append(group);
}

function visible(s) {
  return [...s.tree.querySelectorAll('[role=treeitem]')];
}

function focusOn(s, item) {
  if (!item) return;
  for (const one of visible(s)) one.tabIndex = -1;
  item.tabIndex = 0;
  item.focus();
}

function walk(s, event) {
  const item = event.target.closest('[role=treeitem]');
  if (!item || event.ctrlKey || event.metaKey || event.altKey) return;
  const items = visible(s);
  const at = items.indexOf(item);
  const parent = item.parentElement.closest('[role=treeitem]');
  const action = {
    ArrowDown: () => focusOn(s, items[at + 1]), ArrowUp: () => focusOn(s, items[at - 1]),
    Home: () => focusOn(s, items[0]), End: () => focusOn(s, items.at(-1)),
    ArrowRight: () => (item.getAttribute('aria-expanded') === 'false' ? expand(s, item, true) : focusOn(s, item.querySelector('[role=treeitem]'))),
    ArrowLeft: () => (item.getAttribute('aria-expanded') === 'true' ? expand(s, item, false) : focusOn(s, parent)),
    Enter: () => pick(s, item, event), ' ': () => pick(s, item, event),
    x: () => toggle(s, item.dataset.node),
    o: () => { if (item.dataset.node) s.sendAction({ kind: 'open', ids: [item.dataset.node] }); },
  }[event.key];
  if (!action) return;
  event.preventDefault();
  event.stopPropagation();
  action();
}

// Enter on an item selects it and shows its links. On a link, Enter goes to the other end and Space selects the link.
function pick(s, item, event) {
  if (!item) return;
  if (item.dataset.node) {
    select(s, [item.dataset.node]);
    expand(s, item, event.type !== 'click' || item.getAttribute('aria-expanded') === 'false');
    return focusOn(s, item);
  }
  select(s, [item.dataset.edge]);
  if (event.key === 'Enter') focusOn(s, [...s.tree.children].find((one) => one.dataset.node === item.dataset.to));
  else focusOn(s, item);
}

// ---- table: dated links first, then those without a date, which are always listed

function drawTable(s) {
  s.hasTable = true;
  const rows = [...s.lines.values()].flatMap((edge) => edge.rows.map((row) => ({ edge, row })));
  const used = COLUMNS.filter(([field]) => field !== 'group' || rows.some(({ row }) => row.group));
  const [column, down] = s.sorted?.startsWith('-') ? [s.sorted.slice(1), -1] : [s.sorted ?? 'text', 1];
  const field = column === 'since' ? 'when' : column; // sort dates by time, not by their wording
  const text = (row) => String(row[field]);
  rows.sort((a, b) => down * text(a.row).localeCompare(text(b.row), 'en', { numeric: field !== 'when' }));
  const [dated, undated] = [rows.filter(({ row }) => row.dated), rows.filter(({ row }) => !row.dated)];
  const head = make('tr', {}, ...used.map(([name, title]) => make('th', { scope: 'col', 'aria-sort': name !== column ? 'none' : down > 0 ? 'ascending' : 'descending' }, make('button', { type: 'button', 'data-column': name }, title))));
  const body = make('tbody', {}, ...dated.slice(0, MOST_ROWS).map((one) => tableRow(s, one, used)));
  const apart = undated.length ? [make('tbody', {}, make('tr', {}, make('th', { scope: 'rowgroup', colspan: used.length }, `No date recorded: ${undated.length}`)), ...undated.slice(0, MOST_ROWS).map((one) => tableRow(s, one, used)))] : [];
  const more = rows.length - Math.min(dated.length, MOST_ROWS) - Math.min(undated.length, MOST_ROWS);
  const caption = make('caption', {}, `${s.explored.lines}${more ? `; ${more} more rows are in the files under Export` : ''}`);
  s.table.replaceChildren(caption, make('thead', {}, head), body, ...apart);
}

function tableRow(s, { edge, row }, used) {
  const cells = used.map(([field]) => {
    const value = Array.isArray(row[field]) ? row[field].join('; ') : row[field];
    return make('td', {}, field === 'text' ? make('button', { type: 'button', 'data-edge': edge.id }, value) : value);
  });
  return make('tr', { 'data-edge': edge.id }, ...cells);
}

// ---- the same selection everywhere

function markTextVersion(s) {
  for (const button of s.root.querySelectorAll('[data-needs]')) button.disabled = selectedCount(s, button) < +button.dataset.needs;
  const pinned = actionNodes(s).length && actionNodes(s).every((id) => s.drawn.get(id).pinned);
  s.root.querySelector('[data-action="pin"]').textContent = pinned ? 'Unpin' : 'Pin';
  for (const item of s.tree.querySelectorAll('[role=treeitem]')) {
    item.setAttribute('aria-selected', String(s.selected.includes(item.dataset.node ?? item.dataset.edge)));
  }
  for (const row of s.table.querySelectorAll('tr[data-edge]')) {
    const edge = s.lines.get(row.dataset.edge);
    const touches = edge && (s.selected.includes(edge.id) || s.selected.some((id) => id === edge.from || id === edge.to));
    row.classList.toggle('is-selected', Boolean(touches));
  }
}

function selectedCount(s, button) {
  return button.dataset.do === 'zoomTo' ? s.selected.length : actionNodes(s).length;
}
