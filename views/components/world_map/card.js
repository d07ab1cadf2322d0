// The card of the dot or line under the pointer.

function hover(m, part) {
  const key = part && (part.dot ?? part.line);
  if (key === m.hovered || m.fingers.size) return;
  m.hovered = key;
  m.box.classList.toggle('is-over', Boolean(part));
  if (part) showCard(m, part); else hideCard(m);
  soon(m);
}

function wordsOf(m, part) {
  if (part.dot) return m.dots.get(part.dot)?.words ?? [];
  const line = m.lines.get(part.line);
  if (!line) return [];
  const name = (id) => m.dots.get(id).name;
  const most = 8;
  const said = line.relationships.slice(0, most).map((id) => m.data.links[id].text);
  if (line.count > most) said.push(`and ${line.count - most} more`);
  return [`${name(line.from)} and ${name(line.to)}`, line.types.map((type) => m.data.types[type]).join(', '), ...said];
}

function showCard(m, part) {
  const spot = part.dot ? spotOf(m, m.dots.get(part.dot)) : spotAlong(m, m.lines.get(part.line), 0.5);
  m.card.replaceChildren(...wordsOf(m, part).map((text) => made('p', {}, text)));
  m.card.hidden = false;
  const left = Math.min(spot.x + 16, m.box.clientWidth - m.card.offsetWidth - 8);
  const above = spot.y - m.card.offsetHeight - 16;
  m.card.style.left = `${Math.max(left, 8)}px`;
  m.card.style.top = `${above > 8 ? above : Math.min(spot.y + 24, Math.max(8, m.box.clientHeight - m.card.offsetHeight - 8))}px`;
}

function hideCard(m) {
  m.card.hidden = true;
}
