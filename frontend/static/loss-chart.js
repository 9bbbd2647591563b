// Draws the loss curve with Apache ECharts. What to draw comes worked out from the server (points as
// [step, epoch, loss, smoothed]); nothing here builds markup, so a name or a note is text whatever it holds.

const THIN = 1.25;
const LINE = 1.75;

class LossPlot extends HTMLElement {
  #chart;
  #drawing;
  #resize;
  #scheme = matchMedia('(prefers-color-scheme: dark)');
  #calm = matchMedia('(prefers-reduced-motion: reduce)');
  #page;
  #paint = () => this.#render();
  #due = 0;

  connectedCallback() {
    this.#chart = globalThis.echarts.init(this, null, { renderer: 'canvas' });
    this.#resize = new ResizeObserver(() => this.#chart?.resize());
    this.#resize.observe(this);
    this.#scheme.addEventListener('change', this.#paint);
    this.#page = new MutationObserver(this.#paint);
    this.#page.observe(document.documentElement, { attributes: true, attributeFilter: ['class', 'style', 'theme', 'data-scheme'] });
    if (this.#drawing) this.#render();
  }

  disconnectedCallback() {
    cancelAnimationFrame(this.#due);
    this.#due = 0;
    this.#resize?.disconnect();
    this.#page?.disconnect();
    this.#scheme.removeEventListener('change', this.#paint);
    this.#chart?.dispose();
    this.#chart = undefined;
  }

  draw(drawing) {
    this.#drawing = drawing;
    this.#render();
  }

  extend(added) {
    const drawing = this.#drawing;
    drawing.train.push(...added.train);
    drawing.heldOut.push(...added.heldOut);
    drawing.marks = added.marks;
    drawing.best = added.best;
    // Several deliveries may come with one push: one painting does for all of them.
    this.#due ||= requestAnimationFrame(() => {
      this.#due = 0;
      this.#render();
    });
  }

  /** How many points each drawn series holds; read by the browser test. */
  drawn() {
    const series = this.#chart?.getOption()?.series ?? [];
    return Object.fromEntries(series.map((one) => [one.id, one.data.length]));
  }

  #render() {
    const drawing = this.#drawing;
    if (!this.#chart || !drawing) return;
    const ink = this.#ink();
    const log = drawing.logarithmic;
    const at = (which) => (point) => [point[0], log && point[which] <= 0 ? null : point[which], point[1]];
    const series = [];
    const line = (id, name, points, which, colour, more = {}) =>
      series.push({
        id,
        name,
        type: 'line',
        data: points.map(at(which)),
        // Held-out figures are few, one an epoch: each is a point that can be seen and pointed at.
        showSymbol: points.length === 1 || (id === 'held-out' && points.length <= 60),
        symbolSize: 5,
        sampling: 'lttb',
        color: colour,
        lineStyle: { color: colour, width: LINE, ...more.lineStyle },
        itemStyle: { color: colour, opacity: more.lineStyle?.opacity ?? 1 },
        emphasis: { disabled: true },
        silent: more.silent ?? false,
        markLine: more.markLine,
        markPoint: more.markPoint,
        z: more.z ?? 3,
      });
    if (drawing.smoothed) {
      line('train-raw', drawing.words.train, drawing.train, 2, ink.train, { lineStyle: { width: THIN, opacity: 0.3 }, silent: true, z: 2 });
      line('held-out-raw', drawing.words.heldOut, drawing.heldOut, 2, ink.heldOut, { lineStyle: { width: THIN, opacity: 0.3, type: 'dashed' }, silent: true, z: 2 });
    }
    line('train', drawing.words.train, drawing.train, 3, ink.train, { markLine: this.#marks(drawing, ink) });
    line('held-out', drawing.words.heldOut, drawing.heldOut, 3, ink.heldOut, {
      lineStyle: { type: 'dashed' },
      markPoint: drawing.best && {
        symbol: 'circle',
        symbolSize: 9,
        silent: true,
        data: [{ coord: [drawing.best[0], drawing.best[2]] }],
        itemStyle: { color: ink.heldOut },
        label: { show: true, position: 'top', color: ink.text, formatter: () => `${drawing.words.best} ${round(drawing.best[2])}` },
      },
    });
    this.#chart.setOption(this.#frame(drawing, ink, series), { notMerge: true });
  }

  #frame(drawing, ink, series) {
    const axis = {
      axisLine: { lineStyle: { color: ink.grid } },
      axisTick: { show: false },
      axisLabel: { color: ink.text, fontFamily: ink.font, hideOverlap: true },
      nameTextStyle: { color: ink.text, fontFamily: ink.font },
      splitLine: { lineStyle: { color: ink.grid, opacity: 0.6 } },
    };
    const steps = drawing.train.length ? drawing.train[drawing.train.length - 1][0] : 1;
    return {
      animation: false,
      textStyle: { fontFamily: ink.font },
      grid: { left: 52, right: 24, top: 34, bottom: 40 },
      xAxis: { ...axis, type: 'value', name: drawing.words.step, nameLocation: 'middle', nameGap: 26, min: 0, max: Math.max(1, steps), minInterval: 1, splitLine: { show: false } },
      yAxis: { ...axis, type: drawing.logarithmic ? 'log' : 'value', name: drawing.words.loss, scale: true, axisLabel: { ...axis.axisLabel, formatter: round } },
      tooltip: {
        // Drawn on the canvas: no markup is ever built out of what is shown.
        renderMode: 'richText',
        trigger: 'axis',
        confine: true,
        transitionDuration: this.#calm.matches ? 0 : 0.15,
        backgroundColor: ink.surface,
        borderColor: ink.grid,
        textStyle: { color: ink.text, fontFamily: ink.font, fontSize: 12 },
        axisPointer: { type: 'line', lineStyle: { color: ink.grid } },
        formatter: (hits) => this.#hover(drawing, hits),
      },
      series,
    };
  }

  /** The exact figures of one step: people round, hovering does not. */
  #hover(drawing, hits) {
    if (!hits.length) return '';
    const step = hits[0].value[0];
    const lines = [`${drawing.words.step} ${step} · ${drawing.words.epoch} ${round(hits[0].value[2])}`];
    for (const [word, points] of [[drawing.words.train, drawing.train], [drawing.words.heldOut, drawing.heldOut]]) {
      const point = points.find((one) => one[0] === step);
      if (point) lines.push(`${word} ${point[2]}`);
    }
    return lines.join('\n');
  }

  #marks(drawing, ink) {
    const label = (text, position) => ({ show: true, formatter: () => text, position, color: ink.text, fontSize: 11, distance: 4 });
    const narrow = this.clientWidth < 480;
    return {
      silent: true,
      symbol: 'none',
      animation: false,
      data: [
        ...drawing.marks.map(([step, epoch]) => ({
          xAxis: step,
          lineStyle: { color: ink.grid, type: 'dotted', width: 1 },
          label: label(narrow ? epoch : `${drawing.words.epoch} ${epoch}`, 'end'),
        })),
        ...drawing.notes.map(([step, text]) => ({
          xAxis: step,
          lineStyle: { color: ink.note, type: 'solid', width: 1 },
          label: { ...label(text, 'insideEndTop'), color: ink.note },
        })),
      ],
    };
  }

  /** Colours as the page's tokens say, resolved for the scheme now in use: a canvas knows no custom properties. */
  #ink() {
    const probe = document.createElement('span');
    probe.hidden = true;
    this.appendChild(probe);
    const ink = { font: getComputedStyle(this).fontFamily };
    for (const name of ['train', 'heldOut', 'text', 'grid', 'surface', 'note']) {
      probe.className = `loss-chart-ink-${name}`;
      ink[name] = getComputedStyle(probe).color;
    }
    probe.remove();
    return ink;
  }
}

function round(value) {
  if (value === 0) return '0';
  const size = Math.abs(value);
  return size >= 100 || size < 0.001 ? Number(value).toPrecision(3).replace(/e\+?/, 'e') : String(Math.round(value * 1000) / 1000);
}

customElements.get('pitchpipe-loss-plot') ?? customElements.define('pitchpipe-loss-plot', LossPlot);
