// What people do with the twins, as numbered events for the worker.

// In the order of EventKind in web/kit/event.h.
const KINDS = ['activate', 'set_value', 'focus', 'blur', 'key', 'double_click', 'scroll', 'pointer',
  'pointer_leave'];
const KIND = Object.fromEntries(KINDS.map((name, index) => [name, index]));
const FLAG = 1, CONTROL = 2, SHIFT = 4, ALT = 8, IN_TEXT = 16;

const FORWARDED_IN_TEXT =
    new Set(['Enter', 'Escape', 'ArrowUp', 'ArrowDown', 'PageUp', 'PageDown']);
const MOVES = new Set(['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight', 'PageUp', 'PageDown',
  'Home', 'End']);
const PRESSED_BY = new Set(['BUTTON', 'A', 'SELECT']);

const twinOf = (target) => {
  for (let el = target; el instanceof Element; el = el.parentElement) {
    if (el.twinId !== undefined) return el;
  }
  return undefined;
};
const isText = (el) => el?.tagName === 'TEXTAREA' ||
    (el?.tagName === 'INPUT' && el.type !== 'checkbox');
const pressable = (el) => el.tagName === 'BUTTON' || el.tagName === 'A' ||
    el.getAttribute('role') === 'option' || el.hasAttribute('tabindex');

/** Listens on the overlay; `send(kind, id, text, x, y, flags)` returns the event's number. */
export function listen(overlay, mirror, post) {
  const send = (kind, id = 0, {text = '', x = 0, y = 0, flags = 0} = {}) =>
    post(KIND[kind], id, text, x, y, flags);

  listenToPresses(overlay, send);
  listenToText(overlay, mirror, send);
  listenToKeys(send);
  listenToPointer(send);
  overlay.addEventListener('focusin', (event) => {
    const el = twinOf(event.target);
    if (!el) return;
    send('focus', el.twinId, {flags: el.matches(':focus-visible') ? FLAG : 0});
  });
  overlay.addEventListener('focusout', (event) => {
    const el = twinOf(event.target);
    if (el) send('blur', el.twinId);
  });
  overlay.addEventListener('scroll', (event) => {
    const el = event.target;
    if (el === overlay) overlay.scrollTo(0, 0);
    else if (el.twinId !== undefined) {
      // Chromium shows what gets the focus whole, sideways too; the canvas moves up and down only.
      el.scrollLeft = 0;
      send('scroll', el.twinId, {y: el.scrollTop});
    }
  }, {capture: true, passive: true});
}

function listenToPresses(overlay, send) {
  overlay.addEventListener('click', (event) => {
    let el = twinOf(event.target);
    while (el && !pressable(el) && !isText(el)) el = twinOf(el.parentElement);
    if (!el || isText(el) || el.tagName === 'SELECT') return;
    // A new tab or window for a link is the browser's business.
    if (el.tagName === 'A' && (event.ctrlKey || event.metaKey || event.shiftKey)) return;
    if (el.tagName === 'A') event.preventDefault();
    send('activate', el.twinId);
  });
  overlay.addEventListener('dblclick', (event) => {
    const row = event.target.closest?.('[role="row"][tabindex]');
    if (row) send('double_click', row.twinId);
  });
}

function listenToText(overlay, mirror, send) {
  const sendText = (el) => mirror.edited(el, send('set_value', el.twinId, {text: el.value}));
  overlay.addEventListener('input', (event) => {
    const el = event.target;
    if (isText(el) && !el.composing && !el.readOnly) sendText(el);
  });
  overlay.addEventListener('compositionstart', (event) => { event.target.composing = true; });
  overlay.addEventListener('compositionend', (event) => {
    event.target.composing = false;
    sendText(event.target);
  });
  overlay.addEventListener('change', (event) => {
    const el = event.target;
    if (el.type === 'checkbox') {
      mirror.edited(el, send('set_value', el.twinId, {text: el.checked ? '1' : '0'}));
    } else if (el.tagName === 'SELECT') {
      mirror.edited(el, send('set_value', el.twinId, {text: String(el.selectedIndex)}));
    }
  });
}

function listenToKeys(send) {
  document.addEventListener('keydown', (event) => {
    if (event.isComposing || event.key === 'Tab' || event.key === 'Dead') return;
    const el = twinOf(document.activeElement);
    const text = isText(el);
    const control = event.ctrlKey || event.metaKey;
    if (!isOurs(event, el, text, control)) return;
    if (keepsPageStill(event, el, text, control)) event.preventDefault();
    const flags = (control ? CONTROL : 0) | (event.shiftKey ? SHIFT : 0) |
        (event.altKey ? ALT : 0) | (text || el?.tagName === 'SELECT' ? IN_TEXT : 0);
    send('key', el?.twinId ?? 0, {text: event.key, flags});
  });
}

/** Whether the worker should hear of this key; the rest belongs to the browser and the field. */
function isOurs(event, el, text, control) {
  const row = el?.getAttribute('role') === 'row';
  if (control) return event.key === 'Enter' || (row && event.key.toLowerCase() === 'a');
  if (el?.tagName === 'TEXTAREA') return event.key === 'Escape';  // The rest moves in its lines.
  if (text) return FORWARDED_IN_TEXT.has(event.key);
  const presses = event.key === 'Enter' || event.key === ' ';
  // The browser presses native elements itself, by a click without a pointer.
  if (presses) return el !== undefined && !PRESSED_BY.has(el.tagName) && el.type !== 'checkbox';
  return event.key.length === 1 || event.key === 'Escape' || MOVES.has(event.key);
}

function keepsPageStill(event, el, text, control) {
  if (control || event.key === '/') return !text || control;
  const role = el?.getAttribute('role');
  if (role === 'combobox') return event.key === 'ArrowUp' || event.key === 'ArrowDown';
  const list = role === 'row' || role === 'tab' || role === 'radio';
  return (list && MOVES.has(event.key)) || (event.key === ' ' && !text);
}

/** The pointer shows what is under it and draws on pads: presses come from the twins, scrolling is
 *  native. A finger counts only while it draws. */
function listenToPointer(send) {
  let drawing = false;
  const move = (event) => send('pointer', 0,
      {x: event.clientX, y: event.clientY, flags: event.buttons & 1 ? FLAG : 0});
  const follow = (event) => {
    if (event.type === 'pointerdown') drawing = Boolean(event.target.closest?.('.pad'));
    if (event.pointerType === 'touch' && !drawing) return;
    // The browser hands over one event a frame; a smooth line needs the points between.
    const between = drawing && event.getCoalescedEvents ? event.getCoalescedEvents() : [];
    for (const each of between.length > 1 ? between : [event]) move(each);
    const over = event.type === 'pointerup' || event.type === 'pointercancel';
    if (over && event.pointerType === 'touch') send('pointer_leave');
    if (over) drawing = false;
  };
  for (const name of ['pointermove', 'pointerdown', 'pointerup', 'pointercancel']) {
    window.addEventListener(name, follow, {passive: true});
  }
  document.documentElement.addEventListener('pointerleave', () => send('pointer_leave'));
}
