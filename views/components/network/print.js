// The picture as a PNG, at twice the density, in light colours on white. It shows the whole picture, not only the visible part,
// with its title, the day, its legend and its sources.
const PRINT_PAGE = { wide: 1600, high: 1000, edge: 28 };

function save(s) {
  const colours = { ...s.look, name: 'light', background: '#FFFFFF', text: '#1B1F24' };
  const scale = largest(0.02, 1.25, (k) => extent(s, k).x <= PRINT_PAGE.wide && extent(s, k).y <= PRINT_PAGE.high);
  const size = extent(s, scale);
  const frame = { x: Math.max(size.x, 720) + 2 * PRINT_PAGE.edge, y: size.y + 2 * PRINT_PAGE.edge };
  const pen = document.createElement('canvas').getContext('2d');
  const [head, foot] = [printHeading(s), wrapLines(pen, colours, printSources(s), 13, frame.x - 2 * PRINT_PAGE.edge)];
  const top = head.length * 26 + PRINT_PAGE.edge;
  const rows = legendRows(pen, s, colours, frame.x - 2 * PRINT_PAGE.edge);
  const canvas = document.createElement('canvas');
  canvas.width = frame.x * 2;
  canvas.height = (top + frame.y + rows.length * 26 + foot.length * 18 + PRINT_PAGE.edge) * 2;
  const ctx = canvas.getContext('2d');
  ctx.scale(2, 2);
  ctx.fillStyle = colours.background;
  ctx.fillRect(0, 0, canvas.width, canvas.height);
  ctx.save();
  ctx.translate(0, top);
  const at = (id) => {
    const { x, y } = stretched(s, id);
    return { x: x * scale - size.middle.x + frame.x / 2, y: y * scale - size.middle.y + frame.y / 2 };
  };
  paintLines(ctx, s, colours, at, scale);
  for (const node of s.drawn.values()) {
    const { x, y } = at(node.id);
    paintNode(ctx, s, colours, node, x, y, onCanvas(node, scale) * scale);
  }
  paintWords(ctx, s, colours, at, scale, frame);
  ctx.restore();
  head.forEach((line, i) => paintText(ctx, colours, line, PRINT_PAGE.edge, PRINT_PAGE.edge + i * 26, i ? 14 : 20, i ? '' : '600 '));
  rows.forEach((row, i) => row.forEach((entry) => paintEntry(ctx, s, colours, entry, PRINT_PAGE.edge, top + frame.y + i * 26)));
  foot.forEach((line, i) => paintText(ctx, colours, line, PRINT_PAGE.edge, top + frame.y + rows.length * 26 + i * 18, 13));
  offerDownload(canvas);
}

function offerDownload(canvas) {
  canvas.toBlob((file) => {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(file);
    link.download = 'citylinks.png';
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  });
}

function printHeading(s) {
  const day = new Date().toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric' });
  return s.explored ? [s.explored.title, `${s.explored.count}. ${day}`] : [];
}

function printSources(s) {
  return s.explored?.sources.length ? `Sources: ${s.explored.sources.join('; ')}` : '';
}

function paintText(ctx, colours, text, x, y, size, weight = '') {
  ctx.font = `${weight}${size}px ${colours.font}`;
  ctx.textAlign = 'left';
  ctx.textBaseline = 'top';
  ctx.fillStyle = colours.text;
  ctx.fillText(text, x, y);
}

function wrapLines(pen, colours, text, size, width) {
  pen.font = `${size}px ${colours.font}`;
  const lines = [];
  for (const word of text.split(' ').filter(Boolean)) {
    const longer = lines.length ? `${lines.at(-1)} ${word}` : word;
    if (lines.length && pen.measureText(longer).width <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

// Splits the legend into rows, each entry with its distance from the left. Entries that are switched off are left out.
function legendRows(pen, s, colours, width) {
  pen.font = `13px ${colours.font}`;
  const rows = [];
  let x = Infinity;
  for (const entry of s.legend.filter((one) => one.on !== false)) {
    const wide = pen.measureText(entry.words).width + 58;
    if (x + wide > width) { rows.push([]); x = 0; }
    rows.at(-1).push({ ...entry, left: x });
    x += wide;
  }
  return rows;
}

function paintEntry(ctx, s, colours, entry, x, y) {
  const [left, middle] = [x + entry.left, y + 8];
  if (entry.kind === 'node') paintNode(ctx, s, colours, entry, left + 12, middle, 7);
  else if (entry.kind === 'line') {
    ctx.beginPath();
    ctx.setLineDash(entry.dash);
    ctx.lineWidth = entry.width;
    ctx.strokeStyle = entry.light;
    ctx.moveTo(left, middle);
    ctx.lineTo(left + 30, middle);
    ctx.stroke();
    ctx.setLineDash([]);
  } else {
    ctx.beginPath();
    ctx.arc(left + 12, middle, entry.sign ? 9 : 5, 0, 2 * Math.PI);
    ctx.lineWidth = 1.5;
    ctx.strokeStyle = colours.text;
    ctx.stroke();
    paintText(ctx, colours, entry.sign, left + 8, middle - 6, 12, '600 ');
  }
  paintText(ctx, colours, entry.words, left + 36, y, 13);
}
