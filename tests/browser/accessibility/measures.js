// What axe does not measure: text that is cut, movement, and where the focus is seen. All look into open shadow roots.
(() => {
  const above = (element) => element.parentElement ?? element.getRootNode().host;
  const inside = (root) =>
    [...root.querySelectorAll('*')].flatMap((one) => (one.shadowRoot ? [one, ...inside(one.shadowRoot)] : [one]));
  const said = (element) => (element.getAttribute('aria-label') || element.textContent || '').trim().slice(0, 60);
  const named = (element) => `${element.tagName.toLowerCase()}.${element.classList[0] ?? ''} “${said(element)}”`;

  // Elements whose own text lies partly outside an ancestor that cuts it off.
  function cut() {
    const words = (one) => [...one.childNodes].filter((child) => child.nodeType === 3 && child.data.trim());
    return inside(document.querySelector('.stMain')).filter((one) => words(one).some((text) => isCut(one, text))).map(named);
  }

  function isCut(element, text) {
    const range = document.createRange();
    range.selectNode(text);
    const box = range.getBoundingClientRect();
    if (!box.width || !box.height || getComputedStyle(element).visibility === 'hidden') return false;
    for (let at = element; at && !at.matches('.stMain'); at = above(at)) {
      const { overflowX, overflowY, textOverflow } = getComputedStyle(at);
      const frame = at.getBoundingClientRect();
      if (frame.width <= 1 || frame.height <= 1) return false; // for screen readers alone
      if ([overflowX, overflowY].some((flow) => flow === 'auto' || flow === 'scroll')) return false;
      const beyond = box.right > frame.right + 1 || box.left < frame.left - 1;
      if (overflowX !== 'visible' && (beyond || (textOverflow === 'ellipsis' && at.scrollWidth > at.clientWidth + 1))) return true;
      if (overflowY !== 'visible' && (box.bottom > frame.bottom + 1 || box.top < frame.top - 1)) return true;
    }
    return box.right > innerWidth + 1 || box.left < -1;
  }

  // How far the page can be scrolled sideways.
  const sideways = () =>
    Math.max(...['html', '.stMain'].map((q) => document.querySelector(q)).map((e) => e.scrollWidth - e.clientWidth));

  // Elements that we draw ourselves and that move for longer than a hundredth of a second.
  function moving() {
    const seconds = (list) => Math.max(...list.split(',').map((one) => parseFloat(one) * (one.trim().endsWith('ms') ? 0.001 : 1)));
    const ours = inside(document.body).filter((one) => one.getRootNode() !== document || one.closest('.stHtml, .offers'));
    return ours.filter((one) => {
      const { transitionDuration, animationName, animationDuration } = getComputedStyle(one);
      return seconds(transitionDuration) > 0.01 || (animationName !== 'none' && seconds(animationDuration) > 0.01);
    }).map(named);
  }

  const topmost = (x, y) => {
    let at = document.elementFromPoint(x, y);
    for (let deeper; (deeper = at?.shadowRoot?.elementFromPoint(x, y)) && deeper !== at; ) at = deeper;
    return at;
  };
  const lies = (element, other) => {
    for (let at = element; at; at = above(at)) if (at === other) return true;
    return false;
  };

  // How the focus can show: on the element, what is round it, and the rest of its label.
  function signs(element) {
    const parts = [element, ...(element.closest('label')?.querySelectorAll('*') ?? [])];
    for (let at = above(element), n = 0; at && n < 4; at = above(at), n += 1) parts.push(at);
    return parts.map((part) => {
      const { outlineStyle, outlineWidth, outlineColor, boxShadow, borderColor, backgroundColor } = getComputedStyle(part);
      return [outlineStyle, outlineStyle === 'none' ? '' : outlineWidth + outlineColor, boxShadow, borderColor, backgroundColor];
    }).join();
  }

  // The element that has the focus, whether anything of it is in sight, and whether the one before it showed that it had it.
  let before = null;
  function stop() {
    const shown = before && { name: named(before.element), shows: signs(before.element) !== before.signs };
    let element = document.activeElement;
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    if (!element || element === document.body) {
      before = null;
      return { name: '', in_sight: true, shown };
    }
    before = { element, signs: signs(element) };
    let seen = element; // a hidden input stands for the label or handle round it
    while (seen.getBoundingClientRect().width <= 2 && above(seen)) seen = above(seen);
    const parts = [0.1, 0.5, 0.9];
    const points = [...seen.getClientRects()].flatMap(({ x, y, width, height }) =>
      parts.flatMap((a) => parts.map((b) => topmost(x + width * a, y + height * b))));
    return { name: named(element), in_sight: points.some((at) => at && lies(at, seen)), shown };
  }

  globalThis.__measures = { cut, sideways, moving, stop };
})();
