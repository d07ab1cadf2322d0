// Put into every frame of a page before its own scripts: notes when a large canvas is drawn, for the whole page.
// A renderer clears its canvas once for each picture. Frames of our own host are one window's: they share the record.
(() => {
  let whole = globalThis;
  try { if (top.location.href) whole = top; } catch { /* a stranger's frame keeps its own */ }
  const record = (whole.__drawn ??= { first: 0, last: 0, frames: 0, frame: -1, checked: 0 });
  const now = () => whole.performance.now();

  const isPicture = (canvas) => canvas.isConnected && canvas.width > 300 && canvas.height > 200
    && !canvas.closest?.('[data-testid="stDataFrame"]');

  const canvases = (root) => [...root.querySelectorAll('*')].flatMap((element) => {
    if (element.tagName === 'CANVAS') return isPicture(element) ? [element] : [];
    if (element.tagName === 'IFRAME') {
      try { return canvases(element.contentDocument); } catch { return []; }
    }
    return element.shadowRoot ? canvases(element.shadowRoot) : [];
  });

  const isPainted = (canvas) => {
    const small = document.createElement('canvas');
    [small.width, small.height] = [100, 60];
    const pen = small.getContext('2d');
    pen.drawImage(canvas, 0, 0, 100, 60);
    return pen.getImageData(0, 0, 100, 60).data.some((value, i) => i % 4 === 3 && value > 0);
  };

  record.isPainted ??= () => canvases(whole.document).some(isPainted);
  // Still: something is seen, and nothing was drawn for so many milliseconds in which the page could have drawn. While
  // a script holds the page nothing can be, so quiet begins anew when it lets go: a gap between two beats shows that.
  const GAP = 300;
  if (whole === globalThis) {
    record.beat = record.free = now();
    setInterval(() => {
      if (now() - record.beat > GAP) record.free = now();
      record.beat = now();
    }, 50);
  }
  record.isStill ??= (quiet) => record.last > 0 && now() - record.beat < GAP
    && now() - Math.max(record.last, record.free) > quiet && record.isPainted();
  // Where the largest canvas is seen, in the page's own pixels.
  record.box ??= () => canvases(whole.document).map((canvas) => {
    const { x, y, width, height } = canvas.getBoundingClientRect();
    const frame = canvas.ownerDocument.defaultView.frameElement?.getBoundingClientRect();
    const [left, top] = [x + (frame?.x ?? 0), y + (frame?.y ?? 0)];
    const bottom = Math.min(top + height, frame?.bottom ?? Infinity, whole.innerHeight);
    return { x: left, y: top, width: Math.min(width, whole.innerWidth - left), height: bottom - top };
  }).sort((a, b) => b.width * b.height - a.width * a.height)[0];

  // An iframe's first, empty document hands its window on, patched already.
  const pen = CanvasRenderingContext2D.prototype;
  if (pen.__watched) return;
  pen.__watched = true;
  const clear = pen.clearRect;
  pen.clearRect = function (...area) {
    if (isPicture(this.canvas)) {
      record.last = now();
      const frame = whole.document.timeline.currentTime;
      if (frame !== record.frame) record.frames += 1;
      record.frame = frame;
      if (!record.first && record.last - record.checked > 250) {
        const drawn = record.checked = record.last;
        setTimeout(() => { if (record.isPainted()) record.first ||= drawn; });
      }
    }
    return clear.apply(this, area);
  };
})();
