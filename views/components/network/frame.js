// The HTML around the canvas. It holds our own texts only. The plain picture has a few tools; the Explore page's picture
// also has years, an outline and a table.
const CANVAS = `
  <div class="frame">
    <div class="network-canvas"></div>
    <p class="nothing" hidden>Nothing to show.</p>
    <p class="keys" aria-hidden="true"></p>
    <div class="card" hidden></div>
    <div class="band" hidden></div>
  </div>
  <p class="say" role="status" aria-live="polite"></p>
  <ul class="legend" aria-label="Legend"></ul>`;

const FRAME = `
  <div class="tools" role="group" aria-label="Picture">
    <button type="button" data-do="fit">Fit</button>
    <button type="button" data-do="closer">Zoom in</button>
    <button type="button" data-do="wider">Zoom out</button>
    <button type="button" data-do="save">Save as PNG</button>
  </div>${CANVAS}`;

const EXPLORE_FRAME = `
  <div class="toolbars"><div class="tools" role="group" aria-label="Picture">
    <button type="button" data-do="fit">Fit</button>
    <button type="button" data-do="closer">Zoom in</button>
    <button type="button" data-do="wider">Zoom out</button>
    <button type="button" data-do="zoomTo" data-needs="1">Zoom to</button>
    <button type="button" data-do="boxing" aria-pressed="false">Select a box</button>
    <button type="button" data-do="whole">Full screen</button>
    <button type="button" data-do="save">Save as PNG</button>
  </div>
  <div class="tools" role="group" aria-label="Selection">
    <button type="button" data-action="open" data-needs="1">Open neighbours</button>
    <button type="button" data-action="close" data-needs="1">Collapse</button>
    <button type="button" data-action="hide" data-needs="1">Hide</button>
    <button type="button" data-action="pin" data-needs="1">Pin</button>
    <button type="button" data-action="paths" data-needs="2">Shortest paths</button>
    <button type="button" data-action="between" data-needs="2">Everything between</button>
  </div>
  <div class="tools" role="group" aria-label="The view">
    <button type="button" data-action="undo">Undo</button>
    <button type="button" data-action="redo">Redo</button>
    <button type="button" data-action="show" hidden>Show hidden</button>
    <button type="button" data-action="more" hidden>Show more</button>
    <button type="button" data-action="arrange">Tidy up</button>
  </div></div>
  <p class="count" role="status"></p><div class="map-pane" hidden></div>${CANVAS}
  <div class="years" role="group" aria-label="Years" hidden>
    <button type="button" class="play">Play</button>
    <label>From <input type="range" class="since"></label>
    <label>To <input type="range" class="until"></label>
    <output class="span"></output>
    <label><input type="checkbox" class="undated"> Also links without a date</label>
    <button type="button" class="any-time">Any time</button>
  </div>
  <div class="map-lists"></div>
  <details class="text-version outline"><summary>Text version</summary>
    <p class="muted">Use the arrow keys to move, Enter to select, X to select another, O to open neighbours. On a link,
      Space selects it and Enter goes to its other end.</p>
    <ul role="tree" aria-multiselectable="true" aria-label="Items and their links"></ul></details>
  <details class="text-version listing"><summary>Table of all links shown</summary><div class="scroll" tabindex="0" role="region"
    aria-label="Table of links"><table></table></div></details>`;
