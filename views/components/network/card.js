// The card at a node or a line: its words and its place.

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
