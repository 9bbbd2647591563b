// What the frame needs from the browser: times that stay current in the user's zone, the colour scheme, copying, shortcuts.

const UNITS = [
  ['day', 86400],
  ['hour', 3600],
  ['minute', 60],
];

class PpTime extends HTMLElement {
  static observedAttributes = ['datetime'];

  connectedCallback() {
    this.render();
    this.timer = setInterval(() => this.render(), 20000);
  }

  disconnectedCallback() {
    clearInterval(this.timer);
  }

  attributeChangedCallback() {
    this.render();
  }

  render() {
    const at = new Date(this.getAttribute('datetime') ?? NaN);
    if (isNaN(at)) {
      this.removeAttribute('title');
      return;
    }
    const locale = document.documentElement.lang || 'en';
    const text = this.words(at, locale);
    const absolute = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'medium' }).format(at);
    this.title = absolute;
    // The text node is the server's: its data is replaced, never the node.
    if (this.firstChild) {
      if (this.firstChild.data !== text) this.firstChild.data = text;
    } else {
      this.textContent = text;
    }
  }

  words(at, locale) {
    const seconds = (at - Date.now()) / 1000;
    const size = Math.abs(seconds);
    if (size < 45) return 'just now';
    if (size > 14 * 86400) return new Intl.DateTimeFormat(locale, { dateStyle: 'medium' }).format(at);
    const [unit, length] = UNITS.find(([, length]) => size >= length * 1.5) ?? UNITS[2];
    return new Intl.RelativeTimeFormat(locale, { numeric: 'always' }).format(Math.round(seconds / length), unit);
  }
}

if (!customElements.get('pp-time')) customElements.define('pp-time', PpTime);

/** A curve without axes: `values` from left to right, drawn over the whole of the element. */
class PpSparkline extends HTMLElement {
  static observedAttributes = ['values'];

  connectedCallback() {
    this.render();
  }

  attributeChangedCallback() {
    this.render();
  }

  render() {
    const values = (this.getAttribute('values') ?? '').split(' ').map(Number.parseFloat).filter(Number.isFinite);
    const low = Math.min(...values);
    const height = Math.max(...values) - low || 1;
    const points = values.map((value, at) => `${((at / (values.length - 1)) * 100).toFixed(1)},${(24 - ((value - low) / height) * 22 - 1).toFixed(1)}`);
    const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
    svg.setAttribute('viewBox', '0 0 100 24');
    svg.setAttribute('preserveAspectRatio', 'none');
    svg.setAttribute('aria-hidden', 'true');
    const line = document.createElementNS('http://www.w3.org/2000/svg', 'polyline');
    if (values.length > 1) line.setAttribute('points', points.join(' '));
    svg.append(line);
    this.replaceChildren(svg);
  }
}

if (!customElements.get('pp-sparkline')) customElements.define('pp-sparkline', PpSparkline);

const SCHEMES = ['system', 'light', 'dark'];
const ICONS = { system: 'monitor', light: 'sun', dark: 'moon' };

function scheme() {
  try {
    return localStorage.getItem('pitchpipe.scheme') ?? 'system';
  } catch {
    return 'system';
  }
}

function applyScheme(value) {
  const root = document.documentElement;
  if (value === 'system') root.removeAttribute('data-scheme');
  else root.setAttribute('data-scheme', value);
  document.querySelectorAll('[data-theme-switch] vaadin-icon').forEach((icon) => (icon.symbol = ICONS[value]));
  document.dispatchEvent(new CustomEvent('pitchpipe-scheme', { detail: value }));
}

function typing(event) {
  return event.composedPath().some(
    (element) =>
      element instanceof HTMLElement &&
      (element.isContentEditable || /^(input|textarea|select)$/i.test(element.tagName)),
  );
}

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    // Pages on plain http have no clipboard: the old way.
    const field = document.createElement('textarea');
    field.value = text;
    document.body.append(field);
    field.select();
    document.execCommand('copy');
    field.remove();
  }
}

if (!window.pitchpipe) {
  let layout;
  window.pitchpipe = {
    attach(element) {
      layout = element;
      applyScheme(scheme());
    },
    scheme: applyScheme,
    /** The dialog gives its first focus to the button that confirms: until somebody does something, the one that leaves all as it is has it. */
    safe(dialog) {
      const untouched = new AbortController();
      const { signal } = untouched;
      const button = (name) => dialog.querySelector(`[slot="${name}-button"]`);
      const move = () => button('confirm')?.contains(document.activeElement) && button('cancel')?.focus();
      // Once it has finished giving it: it draws the ring of focus last.
      dialog.addEventListener('focusin', () => queueMicrotask(move), { signal });
      for (const deed of ['keydown', 'pointerdown']) document.addEventListener(deed, () => untouched.abort(), { signal, capture: true });
      move();
    },
    /** The layout scrolls its content inside its shadow root, so that the window never has anything to reset. */
    top() {
      layout?.shadowRoot?.querySelector('[part~="content"]')?.scrollTo(0, 0);
    },
  };

  document.addEventListener('click', (event) => {
    const path = event.composedPath().filter((element) => element instanceof HTMLElement);
    const button = path.find((element) => element.dataset.copy !== undefined);
    if (button) {
      copy(button.dataset.copy).then(() => {
        const icon = button.querySelector('vaadin-icon');
        if (icon) icon.symbol = 'check';
        button.setAttribute('aria-label', button.dataset.copied ?? 'Copied');
        setTimeout(() => icon && (icon.symbol = 'copy'), 1600);
      });
    }
    if (path.some((element) => element.dataset.themeSwitch !== undefined)) {
      const next = SCHEMES[(SCHEMES.indexOf(scheme()) + 1) % SCHEMES.length];
      try {
        localStorage.setItem('pitchpipe.scheme', next);
      } catch {
        // Nothing is remembered then.
      }
      applyScheme(next);
    }
  });

  document.addEventListener('keydown', (event) => {
    if (event.key === '?' && !event.ctrlKey && !event.metaKey && !event.altKey && !typing(event) && layout) {
      layout.dispatchEvent(new CustomEvent('pp-shortcuts'));
    }
  });
}
