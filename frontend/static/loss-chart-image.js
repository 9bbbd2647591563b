// Saves a loss chart as a PNG: its title, its legend and its plot, in the colours of the theme in use. Works on what either
// library has drawn: a canvas of ECharts, or the SVG of Vaadin Charts.

const RATIO = 2;
const MARGIN = 20;
const ROW = 28;
const STYLES = ['fill', 'fill-opacity', 'stroke', 'stroke-width', 'stroke-dasharray', 'stroke-opacity', 'opacity', 'font-family', 'font-size', 'font-weight', 'text-anchor', 'visibility', 'display'];

async function save(frame, title, name) {
  const plot = frame.querySelector('.loss-chart-stage').firstElementChild;
  const picture = plot.localName === 'vaadin-chart' ? await ofSvg(plot.shadowRoot.querySelector('svg')) : plot.picture(RATIO);
  const blob = await new Promise((done) => compose(frame, title, picture).toBlob(done, 'image/png'));
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = `${name}.png`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

function compose(frame, title, picture) {
  const ink = (name) => {
    const probe = frame.querySelector('.loss-chart-stage').appendChild(document.createElement('span'));
    probe.className = `loss-chart-ink-${name}`;
    const colour = getComputedStyle(probe).color;
    probe.remove();
    return colour;
  };
  const canvas = document.createElement('canvas');
  canvas.width = (picture.width + 2 * MARGIN) * RATIO;
  canvas.height = (picture.height + 2 * MARGIN + 2 * ROW) * RATIO;
  const pen = canvas.getContext('2d');
  pen.scale(RATIO, RATIO);
  pen.fillStyle = ink('surface');
  pen.fillRect(0, 0, canvas.width, canvas.height);
  const family = getComputedStyle(frame).fontFamily;
  pen.fillStyle = ink('text');
  pen.textBaseline = 'middle';
  pen.font = `600 16px ${family}`;
  pen.fillText(title, MARGIN, MARGIN + ROW / 2, picture.width);
  pen.font = `13px ${family}`;
  let x = MARGIN;
  const y = MARGIN + ROW * 1.5;
  for (const entry of frame.querySelectorAll('.loss-chart-legend-entry')) {
    const key = entry.querySelector('.loss-chart-key');
    // One that is not to be seen is none of this curve's.
    if (!key || !entry.getClientRects().length) continue;
    const style = getComputedStyle(key);
    pen.strokeStyle = style.borderTopColor;
    pen.globalAlpha = Number(style.opacity);
    pen.lineWidth = 2;
    pen.setLineDash(style.borderTopStyle === 'dashed' ? [5, 4] : []);
    pen.beginPath();
    pen.moveTo(x, y);
    pen.lineTo(x + 24, y);
    pen.stroke();
    pen.globalAlpha = 1;
    pen.fillText(entry.textContent, x + 32, y);
    x += 32 + pen.measureText(entry.textContent).width + 20;
  }
  pen.drawImage(picture.source, MARGIN, MARGIN + 2 * ROW, picture.width, picture.height);
  return canvas;
}

/** An image knows nothing of the page's style sheets: what they say is written to each part of the drawing first. */
async function ofSvg(svg) {
  const { width, height } = svg.getBoundingClientRect();
  const copy = svg.cloneNode(true);
  const from = svg.querySelectorAll('*');
  copy.querySelectorAll('*').forEach((part, index) => {
    const style = getComputedStyle(from[index]);
    for (const name of STYLES) part.style.setProperty(name, style.getPropertyValue(name));
  });
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  copy.setAttribute('width', width);
  copy.setAttribute('height', height);
  copy.querySelectorAll('.highcharts-tooltip, .highcharts-crosshair, .highcharts-button').forEach((part) => part.remove());
  const source = new Image(width * RATIO, height * RATIO);
  source.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(new XMLSerializer().serializeToString(copy))}`;
  await source.decode();
  return { source, width, height };
}

globalThis.pitchpipeLossChart = { save };
