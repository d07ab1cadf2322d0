// The two boxes of the stage: a live question, and a search for a name in all slides.

function openLive(p) {
  if (!p.data.canAsk) return;
  p.find('.live').hidden = false;
  p.find('.live input').focus();
}

function ask(p) {
  const input = p.find('.live input');
  if (!input.value.trim()) return;
  p.find(':scope > .say').textContent = `Asking: ${input.value}`;
  p.handlers.ask?.(input.value);
  input.value = '';
  p.find('.live').hidden = true;
}

function openFind(p) {
  p.find('.find').hidden = false;
  p.find('.find input').value = '';
  p.find('.find ul').replaceChildren();
  p.find('.find input').focus();
}

function plainText(text) {
  return text.normalize('NFKD').toLowerCase().replace(/\p{M}/gu, '');
}

function showFound(p) {
  const wanted = plainText(p.find('.find input').value.trim());
  const found = !wanted ? [] : p.slides.flatMap((slide, at) => (slide.picture?.nodes ?? [])
    .filter((node) => plainText(node.name).includes(wanted)).map((node) => ({ at, node, slide })));
  p.find('.find ul').replaceChildren(...found.slice(0, 12).map(({ at, node, slide }) => {
    const item = piece('li', { role: 'option', 'aria-selected': 'false', 'data-at': at, 'data-node': node.id }, `${node.name}: ${at + 1}. ${slide.title}`);
    item.onclick = () => goToFound(p, item);
    return item;
  }));
}

function goToFound(p, item) {
  if (!item) return;
  p.find('.find').hidden = true;
  goTo(p, Number(item.dataset.at));
  if (p.look !== 'network') { p.find('.network').hidden = false; p.find('.map').hidden = p.find('.list').hidden = true; drawNetwork(p, currentSlide(p)); }
  citylinksNetwork.select(p.find('.network'), [item.dataset.node]);
}
