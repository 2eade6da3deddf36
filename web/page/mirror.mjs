// The accessibility mirror in the page: native twins, keyed by id and updated in place.

const TAGS = {
  text: 'span', button: 'button', link: 'a', textbox: 'input', searchbox: 'input',
  select: 'select', combobox: 'input', checkbox: 'input', radio: 'button', tab: 'button',
};
const ARIA = {
  heading: 'heading', combobox: 'combobox', listbox: 'listbox', option: 'option',
  radiogroup: 'radiogroup', radio: 'radio', group: 'group', tablist: 'tablist', tab: 'tab',
  table: 'table', grid: 'grid', rowgroup: 'rowgroup', row: 'row', columnheader: 'columnheader',
  cell: 'cell', gridcell: 'gridcell', navigation: 'navigation', main: 'main', region: 'region',
  list: 'list', listitem: 'listitem', status: 'status', alert: 'alert', dialog: 'dialog',
  progressbar: 'progressbar', image: 'img',
};
// These are named by the words they hold; the others by aria-label.
const NAMED_BY_CONTENT = new Set(['text', 'heading', 'button', 'link', 'option', 'radio', 'tab',
  'columnheader', 'cell', 'gridcell', 'listitem', 'status', 'alert']);
const INPUT_MODES = {number: 'numeric', decimal: 'decimal', email: 'email', tel: 'tel'};
const NATIVE_TYPES = {password: 'password', email: 'email', date: 'date', tel: 'tel'};

const isText = (el) => el.tagName === 'TEXTAREA' ||
    (el.tagName === 'INPUT' && el.type !== 'checkbox');

function setAttribute(el, name, value) {
  if (value === undefined || value === null || value === '') {
    if (el.hasAttribute(name)) el.removeAttribute(name);
  } else if (el.getAttribute(name) !== String(value)) {
    el.setAttribute(name, value);
  }
}

const word = (flag) => flag === undefined ? undefined : (flag ? 'true' : 'false');

export class Mirror {
  #root;
  #twins = new Map();  // id -> element
  #modal = 0;

  /** `root` is the overlay the twins live in. */
  constructor(root) { this.#root = root; }

  /** Returns the twin with this id, or undefined. */
  twin(id) { return this.#twins.get(id); }

  /** Remembers that the person changed this field with the event of this number. */
  edited(el, number) { el.editedAt = number; }

  /** Applies one frame of the worker: nodes, order, removals, focus, scroll. */
  apply(frame) {
    const focused = document.activeElement;
    for (const node of frame.nodes ?? []) this.#update(node, frame.seen ?? 0);
    for (const id of frame.gone ?? []) {
      this.#twins.get(id)?.remove();
      this.#twins.delete(id);
    }
    if (frame.order) this.#arrange(frame.order);
    this.#makeInert(frame.modal ?? 0);
    // Moving an element in the document takes its focus away.
    if (focused && focused !== document.activeElement && focused.isConnected &&
        this.#root.contains(focused)) {
      focused.focus({preventScroll: true});
    }
    if (frame.scroll) this.#scroll(...frame.scroll);
    if (frame.focus !== undefined) this.#focus(frame.focus, frame.seen ?? 0);
  }

  #update(node, seen) {
    let el = this.#twins.get(node.id);
    if (el && el.node.role !== node.role) {
      el.remove();
      el = undefined;
    }
    if (!el) el = this.#create(node);
    el.node = node;
    this.#place(el, node.r);
    this.#name(el, node);
    this.#state(el, node);
    if (isText(el)) this.#field(el, node, seen);
    if (node.role === 'checkbox' && !(el.editedAt > seen)) el.checked = node.chk === 1;
    if (node.role === 'select') this.#options(el, node, seen);
    this.#spacer(el, node);
  }

  #create(node) {
    const tag = node.type === 'lines' ? 'textarea' : TAGS[node.role];
    const el = document.createElement(tag ?? 'div');
    if (el.tagName === 'BUTTON') el.type = 'button';
    if (node.role === 'checkbox') el.type = 'checkbox';
    if (ARIA[node.role]) el.setAttribute('role', ARIA[node.role]);
    el.id = 'twin-' + node.id;
    el.twinId = node.id;
    this.#twins.set(node.id, el);
    return el;
  }

  #place(el, [x, y, width, height]) {
    el.style.left = x + 'px';
    el.style.top = y + 'px';
    el.style.width = width + 'px';
    el.style.height = height + 'px';
    el.classList.toggle('pad', Boolean(el.node.pad));
    el.classList.toggle('clips', ['navigation', 'main', 'dialog'].includes(el.node.role));
  }

  #name(el, node) {
    const name = node.name ?? '';
    if (!NAMED_BY_CONTENT.has(node.role)) {
      setAttribute(el, 'aria-label', name);
      return;
    }
    if (!el.words) {
      el.words = document.createTextNode('');
      el.prepend(el.words);
    }
    if (el.words.data !== name) el.words.data = name;
  }

  #state(el, node) {
    setAttribute(el, 'aria-description', node.desc);
    setAttribute(el, 'title', node.dis ? node.desc : undefined);
    setAttribute(el, 'aria-keyshortcuts', node.key?.replace('Ctrl', 'Control'));
    setAttribute(el, 'href', node.href);
    setAttribute(el, 'aria-disabled', node.dis ? 'true' : undefined);
    setAttribute(el, 'aria-busy', node.busy ? 'true' : undefined);
    setAttribute(el, 'aria-modal', node.modal ? 'true' : undefined);
    if (node.role !== 'checkbox') setAttribute(el, 'aria-checked', word(node.chk));
    setAttribute(el, 'aria-selected', word(node.sel));
    setAttribute(el, 'aria-expanded', word(node.exp));
    setAttribute(el, 'aria-pressed', word(node.prs));
    setAttribute(el, 'aria-current', [undefined, 'page', 'step'][node.cur ?? 0]);
    setAttribute(el, 'aria-sort', node.sort);
    setAttribute(el, 'aria-level', node.lvl);
    setAttribute(el, 'aria-rowindex', node.ri);
    setAttribute(el, 'aria-rowcount', node.rc);
    setAttribute(el, 'aria-colindex', node.ci);
    setAttribute(el, 'aria-colcount', node.cc);
    setAttribute(el, 'aria-posinset', node.pos);
    setAttribute(el, 'aria-setsize', node.set);
    setAttribute(el, 'aria-activedescendant', node.act ? 'twin-' + node.act : undefined);
    setAttribute(el, 'aria-controls', node.own ? 'twin-' + node.own : undefined);
    if (node.role === 'progressbar') setAttribute(el, 'aria-valuenow', node.now);
    const divs = el.tagName === 'DIV';
    if (divs) {
      const row = node.role === 'row' && node.sel !== undefined;
      setAttribute(el, 'tabindex', node.tab ? 0 : (row ? -1 : undefined));
    }
    // One stop for Tab in a set of tabs or radios: the chosen one.
    const chosen = node.role === 'tab' ? node.sel : node.chk;
    if (node.role === 'tab' || node.role === 'radio') el.tabIndex = chosen ? 0 : -1;
  }

  #field(el, node, seen) {
    const type = NATIVE_TYPES[node.type] ?? (node.role === 'searchbox' ? 'search' : 'text');
    if (el.tagName === 'INPUT' && el.type !== type) el.type = type;
    setAttribute(el, 'inputmode', INPUT_MODES[node.type]);
    setAttribute(el, 'placeholder', node.hint);
    setAttribute(el, 'autocomplete', node.auto ?? 'off');
    setAttribute(el, 'aria-required', node.req ? 'true' : undefined);
    setAttribute(el, 'aria-invalid', node.inv ? 'true' : undefined);
    if (node.role === 'combobox') setAttribute(el, 'aria-autocomplete', 'list');
    el.readOnly = Boolean(node.ro || node.dis);
    el.classList.toggle('number', Boolean(node.num));
    el.classList.toggle('narrow', node.r[2] < 96);
    el.maxLength = 4096;
    // A frame that has not seen the newest typing must not overwrite it.
    if (el.composing || el.editedAt > seen) return;
    if (el.value !== (node.val ?? '')) el.value = node.val ?? '';
  }

  #options(el, node, seen) {
    setAttribute(el, 'aria-required', node.req ? 'true' : undefined);
    setAttribute(el, 'aria-invalid', node.inv ? 'true' : undefined);
    el.disabled = Boolean(node.dis);
    const wanted = node.opts ?? [];
    const same = el.options.length === wanted.length &&
        wanted.every((text, i) => el.options[i].text === text);
    if (!same) el.replaceChildren(...wanted.map((text) => new Option(text)));
    if (el.editedAt > seen) return;
    el.selectedIndex = wanted.indexOf(node.val ?? '');
  }

  #spacer(el, node) {
    el.classList.toggle('scrolls', Boolean(node.sh));
    if (!node.sh) {
      el.spacer?.remove();
      el.spacer = undefined;
      return;
    }
    if (!el.spacer) {
      el.spacer = document.createElement('div');
      el.spacer.className = 'spacer';
      el.spacer.setAttribute('aria-hidden', 'true');
      el.append(el.spacer);
    }
    el.spacer.style.height = node.sh + 'px';
  }

  #arrange(order) {
    const children = new Map();
    for (let i = 0; i < order.length; i += 2) {
      const parent = order[i + 1];
      if (!children.has(parent)) children.set(parent, []);
      children.get(parent).push(this.#twins.get(order[i]));
    }
    for (const [id, twins] of children) {
      const parent = id === 0 ? this.#root : this.#twins.get(id);
      if (!parent) continue;
      let next = parent.firstChild;
      for (const el of twins) {
        while (next && next.twinId === undefined) next = next.nextSibling;
        if (el === next) next = next.nextSibling;
        else parent.insertBefore(el, next);
      }
    }
  }

  #makeInert(modal) {
    if (modal === this.#modal && modal === 0) return;
    this.#modal = modal;
    for (const el of this.#root.children) el.inert = modal !== 0 && el.twinId !== modal;
  }

  #scroll(id, offset) {
    const el = this.#twins.get(id);
    if (el) el.scrollTop = offset;
  }

  #focus(id, seen) {
    const el = this.#twins.get(id);
    if (!el) return;
    el.focus({focusVisible: true});
    // Who types already would overwrite the letters that the frame has not seen.
    if (isText(el) && el.tagName === 'INPUT' && !(el.editedAt > seen)) el.select();
  }
}
