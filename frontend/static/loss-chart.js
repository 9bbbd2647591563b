// Draws the loss curve with Apache ECharts. What to draw comes worked out from the server (points as
// [step, epoch, loss, smoothed]); nothing here builds markup, so a name or a note is text whatever it holds.
// Reading off a step, by pointer or by key, is ours: its words stand above the plot, where they cover nothing.

const THIN = 1.25;
const LINE = 1.75;
const GRID = { left: 48, right: 20, top: 26, bottom: 42 };
const ROW = 16;
const LABEL = 11;
const NEXT = { ArrowRight: 1, ArrowLeft: -1, ArrowUp: 1, ArrowDown: -1, PageUp: 10, PageDown: -10, Home: -Infinity, End: Infinity };

class LossPlot extends HTMLElement {
  #chart;
  #drawing;
  #resize;
  #scheme = matchMedia('(prefers-color-scheme: dark)');
  #page;
  #paint = () => this.#soon();
  #due = 0;
  /** The steps that are shown of all, while zoomed. */
  #zoom;
  /** The step that is read off; none for the last one. */
  #at;
  #from;
  #parts;

  connectedCallback() {
    this.#parts ??= this.#build();
    this.#chart = globalThis.echarts.init(this.#parts.canvas, null, { renderer: 'canvas' });
    this.#resize = new ResizeObserver(() => {
      this.#chart?.resize();
      this.#soon();
    });
    this.#resize.observe(this.#parts.canvas);
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
    const train = drawing.train;
    train.push(...added.train);
    drawing.heldOut.push(...added.heldOut);
    this.#drawing = { ...added, train, heldOut: drawing.heldOut };
    this.#soon();
  }

  /** How many points each drawn series holds; read by the browser test. */
  drawn() {
    const series = this.#chart?.getOption()?.series ?? [];
    return Object.fromEntries(series.map((one) => [one.id, one.data.length]));
  }

  /** Every text that is drawn, and where: read by the browser test. */
  labels() {
    return this.#chart.getZr().storage.getDisplayList(true).filter((one) => one.type === 'tspan' && one.style.text && !one.ignore).map((one) => {
      const box = one.getBoundingRect().clone();
      if (one.transform) box.applyTransform(one.transform);
      return { text: one.style.text, x: box.x, y: box.y, width: box.width, height: box.height };
    });
  }

  /** What is drawn, for an image. */
  picture(pixelRatio) {
    const { clientWidth: width, clientHeight: height } = this.#parts.canvas;
    return { source: this.#chart.renderToCanvas({ pixelRatio, backgroundColor: this.#ink().surface }), width, height };
  }

  // Several deliveries may come with one push: one painting does for all of them.
  #soon() {
    this.#due ||= requestAnimationFrame(() => {
      this.#due = 0;
      this.#render();
    });
  }

  #build() {
    const part = (parent, tag, name) => {
      const made = parent.appendChild(document.createElement(tag));
      made.className = `loss-plot-${name}`;
      return made;
    };
    const bar = part(this, 'div', 'bar');
    const readout = part(bar, 'div', 'readout');
    const reset = part(bar, 'button', 'reset');
    reset.type = 'button';
    reset.hidden = true;
    reset.addEventListener('click', () => this.#zoomTo());
    const area = part(this, 'div', 'area');
    area.tabIndex = 0;
    area.setAttribute('role', 'slider');
    const canvas = part(area, 'div', 'canvas');
    const cursor = part(area, 'div', 'cursor');
    const selection = part(area, 'div', 'selection');
    cursor.hidden = selection.hidden = true;
    area.addEventListener('keydown', (event) => this.#key(event));
    area.addEventListener('blur', () => this.#read());
    area.addEventListener('pointermove', (event) => this.#point(event));
    area.addEventListener('pointerleave', () => this.#from === undefined && this.#read());
    area.addEventListener('pointerdown', (event) => {
      // A finger scrolls the page; a mouse selects what to zoom into.
      if (event.pointerType === 'touch' || event.button !== 0) return this.#point(event);
      this.#from = event.offsetX;
      area.setPointerCapture(event.pointerId);
    });
    area.addEventListener('pointerup', (event) => this.#release(event));
    area.addEventListener('pointercancel', () => this.#release());
    area.addEventListener('dblclick', () => this.#zoomTo());
    return { readout, reset, area, canvas, cursor, selection };
  }

  #window() {
    return this.#zoom ?? [0, this.#drawing.lastStep];
  }

  #pixel(step) {
    const [first, last] = this.#window();
    return GRID.left + ((step - first) / (last - first)) * (this.#parts.canvas.clientWidth - GRID.left - GRID.right);
  }

  #stepAt(x) {
    const [first, last] = this.#window();
    const share = (x - GRID.left) / (this.#parts.canvas.clientWidth - GRID.left - GRID.right);
    return first + Math.min(1, Math.max(0, share)) * (last - first);
  }

  /** Every step that has a figure and is shown, in order. */
  #steps() {
    const [first, last] = this.#window();
    const all = new Set([...this.#drawing.train, ...this.#drawing.heldOut].map((point) => point[0]));
    return [...all].filter((step) => step >= first && step <= last).sort((one, other) => one - other);
  }

  #point(event) {
    if (!this.#drawing) return;
    const x = event.clientX - this.#parts.area.getBoundingClientRect().left;
    const wished = this.#stepAt(x);
    this.#read(nearest(this.#steps(), wished));
    const { selection } = this.#parts;
    selection.hidden = this.#from === undefined || Math.abs(x - this.#from) < 4;
    if (!selection.hidden) {
      selection.style.left = `${Math.min(x, this.#from)}px`;
      selection.style.width = `${Math.abs(x - this.#from)}px`;
    }
  }

  #release(event) {
    const from = this.#from;
    this.#from = undefined;
    this.#parts.selection.hidden = true;
    if (!event || from === undefined) return;
    const to = event.clientX - this.#parts.area.getBoundingClientRect().left;
    if (Math.abs(to - from) < 8) return;
    const ends = [this.#stepAt(from), this.#stepAt(to)].sort((one, other) => one - other);
    this.#zoomTo(Math.floor(ends[0]), Math.ceil(ends[1]));
  }

  #zoomTo(first, last) {
    this.#zoom = first === undefined || last - first < 2 ? undefined : [Math.max(0, first), Math.min(this.#drawing.lastStep, last)];
    this.#parts.reset.hidden = !this.#zoom;
    this.#render();
  }

  #key(event) {
    const steps = this.#steps();
    if (!steps.length || event.ctrlKey || event.metaKey || event.altKey) return;
    const now = this.#at ?? steps[steps.length - 1];
    if (event.key in NEXT) {
      const index = steps.indexOf(nearest(steps, now));
      // The first key only shows where one is.
      const moved = this.#at === undefined && Math.abs(NEXT[event.key]) !== Infinity ? index : index + NEXT[event.key];
      this.#read(steps[Math.min(steps.length - 1, Math.max(0, moved))]);
    } else if (event.key === '+' || event.key === '-') {
      const [first, last] = this.#window();
      const half = ((last - first) / 4) * (event.key === '+' ? 1 : 4);
      if (half * 2 >= this.#drawing.lastStep) this.#zoomTo();
      else this.#zoomTo(Math.floor(Math.max(0, now - half)), Math.ceil(now + half));
      this.#read(now);
    } else if (event.key === 'Escape' && this.#zoom) {
      this.#zoomTo();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** Says the figures of one step, above the plot; of the last one while none is pointed at. */
  #read(step) {
    const { readout, cursor, area } = this.#parts;
    const { train, heldOut, words } = this.#drawing;
    this.#at = step;
    cursor.hidden = step === undefined;
    const shown = step ?? Math.max(train.length ? train[train.length - 1][0] : 0, 0);
    const own = train.find((point) => point[0] === shown);
    const other = heldOut.find((point) => point[0] === shown);
    if (!own && !other) {
      readout.replaceChildren();
      return;
    }
    if (step !== undefined) cursor.style.left = `${this.#pixel(step)}px`;
    const epoch = (own ?? other)[1];
    const said = [[words.step, grouped(shown)], epoch > 0 ? [words.epoch, String(epoch)] : ['', words.untrained]];
    if (own) said.push([words.train, loss(own[2])]);
    if (other) said.push([words.heldOut, loss(other[2])]);
    readout.replaceChildren(
      ...said.map(([word, figure]) => {
        const entry = document.createElement('span');
        const value = document.createElement('strong');
        value.textContent = figure;
        entry.append(word ? `${word} ` : '', value);
        return entry;
      }),
    );
    area.setAttribute('aria-valuenow', shown);
    area.setAttribute('aria-valuetext', said.map((pair) => pair.join(' ').trim()).join(', '));
  }

  #render() {
    const drawing = this.#drawing;
    if (!this.#chart || !drawing) return;
    const ink = this.#ink();
    const [first, last] = this.#window();
    const log = drawing.logarithmic;
    const series = [];
    const line = (id, points, which, colour, more = {}) => {
      const data = this.#shown(points).map((point) => [point[0], log && point[which] <= 0 ? null : point[which]]);
      series.push({
        id,
        type: 'line',
        data,
        // Held-out figures are few, one an epoch: each is a point that can be seen and pointed at.
        showSymbol: data.length === 1 || (id === 'held-out' && data.length <= 60),
        symbolSize: 5,
        sampling: 'lttb',
        color: colour,
        lineStyle: { color: colour, width: LINE, ...more.lineStyle },
        itemStyle: { color: colour },
        emphasis: { disabled: true },
        silent: true,
        markLine: more.markLine,
        markPoint: more.markPoint,
        z: more.z ?? 3,
      });
    };
    if (drawing.smoothed) {
      line('train-raw', drawing.train, 2, ink.train, { lineStyle: { width: THIN, opacity: 0.35 }, z: 2 });
      line('held-out-raw', drawing.heldOut, 2, ink.heldOut, { lineStyle: { width: THIN, opacity: 0.35, type: 'dashed' }, z: 2 });
    }
    line('train', drawing.train, 3, ink.train, { markLine: this.#marks(drawing, ink) });
    line('held-out', drawing.heldOut, 3, ink.heldOut, { lineStyle: { type: 'dashed' }, markPoint: this.#points(drawing, ink) });
    const axis = {
      axisLine: { lineStyle: { color: ink.grid } },
      axisTick: { show: false },
      axisLabel: { color: ink.text, fontFamily: ink.font, fontSize: LABEL, hideOverlap: true },
      nameTextStyle: { color: ink.text, fontFamily: ink.font, fontSize: LABEL },
      splitLine: { lineStyle: { color: ink.grid, opacity: 0.6 } },
    };
    const scale = drawing.top && !this.#zoom ? { min: 0, max: drawing.top, interval: drawing.interval } : { scale: true };
    this.#chart.setOption(
      {
        animation: false,
        textStyle: { fontFamily: ink.font },
        grid: { ...GRID, outerBoundsMode: 'none' },
        xAxis: { ...axis, type: 'value', name: drawing.words.step, nameLocation: 'middle', nameGap: 24, min: first, max: last, minInterval: 1, splitLine: { show: false }, axisLabel: { ...axis.axisLabel, formatter: grouped, alignMaxLabel: 'right' } },
        yAxis: { ...axis, type: log ? 'log' : 'value', ...scale, axisLabel: { ...axis.axisLabel, formatter: tick } },
        series,
      },
      { notMerge: true },
    );
    const { area, reset } = this.#parts;
    reset.textContent = drawing.words.resetZoom;
    area.setAttribute('aria-label', drawing.words.hint);
    area.setAttribute('aria-valuemin', 0);
    area.setAttribute('aria-valuemax', drawing.lastStep);
    this.#read(this.#at);
  }

  /** The points within the zoom, and one beside it at each end, so that the line runs on to the edge. */
  #shown(points) {
    if (!this.#zoom) return points;
    const [first, last] = this.#zoom;
    return points.filter((point, index) => (points[index + 1] ?? point)[0] >= first && (points[index - 1] ?? point)[0] <= last);
  }

  /** Where epochs begin and what happened, each with its words where there is room for them: none is cut off, none over another. */
  #marks(drawing, ink) {
    const [first, last] = this.#window();
    const edge = this.#parts.canvas.clientWidth - GRID.right;
    const within = ([step]) => step >= first && step <= last;
    let free = 0;
    const epochs = drawing.marks.filter(within).map(([step, text]) => {
      const x = this.#pixel(step);
      const width = measure(text, ink.font);
      const fits = x >= free && x + width <= edge;
      if (fits) free = x + width + 8;
      return {
        xAxis: step,
        lineStyle: { color: ink.grid, type: 'dotted', width: step > first ? 1 : 0 },
        label: { show: fits, formatter: () => text, position: 'end', align: 'left', color: ink.text, fontFamily: ink.font, fontSize: LABEL, distance: 5 },
      };
    });
    const rows = drawing.above ? [Infinity] : [];
    const notes = drawing.notes.filter(within).map(([step, text]) => {
      const x = this.#pixel(step);
      const width = measure(text, ink.font) + 8;
      const leftwards = x + width > edge;
      const from = leftwards ? x - width : x;
      let row = 0;
      while ((rows[row] ?? -Infinity) > from) row++;
      rows[row] = from + width;
      const fits = from >= GRID.left && row < 4;
      return {
        xAxis: step,
        lineStyle: { color: ink.note, type: 'solid', width: 1 },
        label: {
          show: fits,
          formatter: () => text,
          position: 'end',
          align: leftwards ? 'right' : 'left',
          verticalAlign: 'top',
          offset: [leftwards ? -4 : 4, 10 + row * ROW],
          color: ink.note,
          fontFamily: ink.font,
          fontSize: LABEL,
          ...halo(ink),
        },
      };
    });
    return { silent: true, symbol: 'none', animation: false, data: [...epochs, ...notes] };
  }

  /** The best held-out point, and a word for what lies above the scale. */
  #points(drawing, ink) {
    const data = [];
    const font = { show: true, fontFamily: ink.font, fontSize: LABEL, ...halo(ink) };
    const [first, last] = this.#window();
    const best = drawing.best;
    if (best && best[0] >= first && best[0] <= last) {
      const text = `${drawing.words.best} ${loss(best[2])}`;
      const half = measure(text, ink.font) / 2;
      const x = this.#pixel(best[0]);
      const low = !drawing.top || this.#zoom || best[2] < drawing.top * 0.2;
      // Pushed inwards from the edge, so that it is never cut off there.
      const shift = Math.min(0, this.#parts.canvas.clientWidth - 4 - x - half) + Math.max(0, GRID.left - x + half);
      data.push({
        coord: [best[0], best[2]],
        symbol: 'circle',
        symbolSize: 9,
        itemStyle: { color: ink.heldOut },
        label: { ...font, position: low ? 'top' : 'bottom', offset: [shift, 0], color: ink.text, formatter: () => text },
      });
    }
    if (drawing.above && !this.#zoom) {
      data.push({
        coord: [0, drawing.top],
        symbol: 'circle',
        symbolSize: 0,
        label: { ...font, position: 'right', offset: [2, 10], color: ink.text, formatter: () => drawing.above },
      });
    }
    return { silent: true, data };
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

const pen = document.createElement('canvas').getContext('2d');

function measure(text, family) {
  pen.font = `${LABEL}px ${family}`;
  return pen.measureText(text).width;
}

/** Keeps a word readable where a line runs behind it. */
function halo(ink) {
  return { textBorderColor: ink.surface, textBorderWidth: 3 };
}

function nearest(steps, wished) {
  return steps.reduce((best, step) => (Math.abs(step - wished) < Math.abs(best - wished) ? step : best), steps[0]);
}

/** The digits that tell two losses apart; Formats.loss says the same on the server. */
function loss(value) {
  const size = Math.abs(value);
  if (size < 0.00005) return value > 0 ? '<0.0001' : '0';
  return value.toFixed(size < 0.1 ? 4 : size < 10 ? 3 : size < 100 ? 1 : 0);
}

function grouped(step) {
  return String(Math.round(step)).replace(/\B(?=(\d{3})+$)/g, ',');
}

function tick(value) {
  if (value === 0) return '0';
  const size = Math.abs(value);
  return size >= 10_000 || size < 0.001 ? value.toPrecision(1).replace(/e\+?/, 'e') : String(Number(value.toPrecision(3)));
}

customElements.get('pitchpipe-loss-plot') ?? customElements.define('pitchpipe-loss-plot', LossPlot);
