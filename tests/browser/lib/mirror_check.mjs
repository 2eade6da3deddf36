// Holds the twins of a screen to what ImGui drew there: each item has exactly one, with its name,
// role, value, state and place within two pixels, as Chromium tells them to a screen reader.
import { eventually } from './wait.mjs';

const tolerance_px = 2;
const rest_ms = 150;
// What was typed last may take this long to be drawn while the machine is busy.
const patience_ms = 5000;
const label_reach_px = 32; // From a field's box up to its label.
const found = { missing: [], extra: [], different: [] };
let screens = 0;
let items = 0;

// What Chromium calls the roles; text has none of its own.
const heard_roles = { image: ['image', 'img'], text: [],
  select: ['combobox', 'PopUpButton', 'MenuListPopup'] };
// These are told by the words they hold, whatever else stands inside them.
const told_by_words = new Set(['text', 'listitem', 'status', 'alert', 'columnheader', 'cell',
  'gridcell']);
const fields = new Set(['textbox', 'searchbox', 'combobox', 'select']);
// Twins that are their words; containers and pictures are not.
const spoken = new Set(['text', 'heading', 'button', 'link', 'option', 'checkbox', 'radio', 'tab',
  'cell', 'gridcell', 'status', 'alert', 'columnheader']);

// These hold what is told; their own names are not painted.
const containers = new Set(['dialog', 'region', 'navigation', 'main', 'table', 'grid', 'rowgroup',
  'row', 'list', 'tablist']);

const squash = (text) => (text ?? '').replace(/\s+/g, ' ').trim();
const is_cut = ({ r, s }) => s[2] < r[2] - tolerance_px || s[3] < r[3] - tolerance_px;
const in_sight = ([, , width, height]) => width > tolerance_px && height > tolerance_px;
const near = (one, other) => one.every((side, at) => Math.abs(side - other[at]) <= tolerance_px);
const place = (rect) => `at ${rect.map(Math.round).join(',')}`;

function holds(outer, inner) {
  return inner[0] >= outer[0] - tolerance_px && inner[1] >= outer[1] - tolerance_px &&
    inner[0] + inner[2] <= outer[0] + outer[2] + tolerance_px &&
    inner[1] + inner[3] <= outer[1] + outer[3] + tolerance_px;
}

/// What the client says it drew in the frame that the page shows; nothing while they differ.
const drawn = (page) => page.evaluate(() => {
  const { satchelPainted, dataset } = document.documentElement;
  return satchelPainted.startsWith(`{"frames":${dataset.frames},`) ? satchelPainted : '';
});

/// Everything about one frame: what was drawn, what stands in the document, what is told.
async function one_frame(page) {
  let frame;
  await eventually('the page rests while it is looked at', async () => {
    const text = await drawn(page);
    if (!text) return false;
    await page.waitForTimeout(rest_ms);
    if ((await drawn(page)) !== text) return false;
    frame = { shown: JSON.parse(text), twins: await twins_of(page), told: await heard(page) };
    return (await drawn(page)) === text;
  });
  return frame;
}

/// The twins as they stand in the document, by id.
async function twins_of(page) {
  const twins = await page.evaluate(() =>
    [...document.querySelectorAll('[id^="twin-"]')].map((el) => {
      const { x, y, width, height } = el.getBoundingClientRect();
      return {
        id: el.twinId,
        rect: [x, y, width, height],
        words: el.words?.data ?? '',
        value: el.tagName === 'SELECT' ? el.selectedOptions[0]?.text : el.value,
        current: el.getAttribute('aria-current') ?? '',
        required: el.getAttribute('aria-required') === 'true',
        inert: el.closest('[inert]') !== null,
      };
    }));
  const by_id = new Map();
  for (const twin of twins) by_id.set(twin.id, [...(by_id.get(twin.id) ?? []), twin]);
  return by_id;
}

/// What assistive technology is told of each twin: role, name and properties, by id.
async function heard(page) {
  const session = await page.context().newCDPSession(page);
  const { root } = await session.send('DOM.getDocument', { depth: -1 });
  const ids = new Map();
  const walk = (node) => {
    const at = (node.attributes ?? []).indexOf('id');
    const id = at < 0 ? '' : node.attributes[at + 1];
    if (id.startsWith('twin-')) ids.set(node.backendNodeId, Number(id.slice(5)));
    (node.children ?? []).forEach(walk);
  };
  walk(root);
  const { nodes } = await session.send('Accessibility.getFullAXTree');
  await session.detach();
  const told = new Map();
  for (const node of nodes) {
    const id = ids.get(node.backendDOMNodeId);
    if (id === undefined || node.ignored) continue;
    const states = Object.fromEntries((node.properties ?? []).map((each) =>
      [each.name, String(each.value.value)]));
    told.set(id, { role: node.role?.value, name: node.name?.value ?? '', states });
  }
  return told;
}

/// Whether a row without a name of its own is called by the words of its cells, in their order.
function is_called_by_cells(row, nodes, name) {
  const cells = nodes.filter((node) => node.in === row.id && node.name);
  let at = 0;
  return cells.every((cell) => {
    const found = name.indexOf(squash(cell.name), at);
    at = found + squash(cell.name).length;
    return found >= 0;
  });
}

/// What differs between a drawn item and what is told of its twin, in words.
function differences(node, twin, told, nodes) {
  const wrong = [];
  const expect = (what, wanted, got) => {
    if (wanted !== got) wrong.push(`${what} is "${got}" instead of "${wanted}"`);
  };
  if (!near(node.r, twin.rect)) wrong.push(`stands ${place(twin.rect)} instead ${place(node.r)}`);
  if (told_by_words.has(node.role)) expect('the text', squash(node.name), squash(twin.words));
  if (fields.has(node.role)) expect('the value', node.val ?? '', twin.value ?? '');
  expect('current', [undefined, 'page', 'step'][node.cur ?? 0] ?? '', twin.current);
  if (twin.inert) {
    if (told) wrong.push('is told behind a dialog');
    return wrong;
  }
  const date = node.type === 'date' && ['Date', 'date', 'textbox'];
  const roles = date || (heard_roles[node.role] ?? [node.role]);
  if (roles.length === 0) return wrong;
  if (!told) return [...wrong, 'is not told at all'];
  if (!roles.includes(told.role)) expect('the role', roles[0], told.role);
  if (node.role === 'row' && !node.name) {
    // Rows that can only be read have none: their cells are told.
    const cells = told.name === '' || is_called_by_cells(node, nodes, squash(told.name));
    if (!cells) wrong.push(`"${told.name}" is not what its cells say`);
  } else if (!told_by_words.has(node.role)) {
    expect('the name', squash(node.name), squash(told.name));
  }
  const flags = { checked: node.chk, pressed: node.prs, selected: node.sel, expanded: node.exp,
    disabled: node.dis, required: node.req, invalid: node.inv };
  for (const [state, value] of Object.entries(flags)) {
    // Chromium does not list it for lists to choose from and dates.
    const unlisted = state === 'required' && (node.role === 'select' || date);
    expect(state, value === 1, unlisted ? twin.required : told.states[state] === 'true');
  }
  if (node.lvl) expect('the level', String(node.lvl), told.states.level);
  return wrong;
}

/// Whether the text is the label of this field, or the star beside it.
function labels(item, node) {
  const [x, y] = item.r;
  const close = y <= node.r[1] + tolerance_px && y >= node.r[1] - label_reach_px &&
    x >= node.r[0] - tolerance_px && x <= node.r[0] + node.r[2] + 16;
  return close && (fields.has(node.role) || node.role === 'radiogroup' || node.role === 'group');
}

function speaks(node, item) {
  if (item.text === '*' && node.req) return labels(item, node);
  const text = item.text.replace(/…$/, '');
  if (labels(item, node) && (node.name ?? '').includes(text)) return true;
  if (!holds(node.s, item.s) || containers.has(node.role)) return false;
  // A password is dots, and a date is written out for people.
  if (node.type === 'password' && text.startsWith('•')) return true;
  if (node.type === 'date' && node.role === 'textbox') return true;
  return [node.name, node.val, node.desc, node.hint, node.key, ...(node.opts ?? [])]
    .some((words) => (words ?? '').includes(text));
}

/// The twins that speak a painted text themselves: those with none inside them that does.
function speakers(item, nodes, parents) {
  const all = nodes.filter((node) => speaks(node, item));
  const outer = new Set();
  for (const node of all) {
    for (let id = parents.get(node.id); id; id = parents.get(id)) outer.add(id);
  }
  const inner = all.filter((node) => !outer.has(node.id));
  // A label may stand within reach of the field above it, too: the nearest one is meant.
  const held = inner.filter((node) => holds(node.s, item.s));
  if (held.length > 0) return held;
  return inner.sort((one, other) => one.r[1] - other.r[1]).slice(0, 1);
}

/// Whether the twin stands in the open dialog, above everything else.
function is_in_dialog(node, shown, parents) {
  for (let id = node.id; id; id = parents.get(id)) if (id === shown.modal) return true;
  return false;
}

function hold_words(found, screen, shown) {
  const parents = new Map(shown.nodes.map((node) => [node.id, node.in ?? 0]));
  for (const item of shown.painted) {
    if (!item.text || !in_sight(item.s)) continue;
    const told_by = speakers(item, shown.nodes, parents);
    const words = `${screen}: "${item.text}" ${place(item.r)}`;
    if (told_by.length === 0) found.missing.push(`${words} is painted and not told`);
    // The same words may lie behind the dialog and in it.
    const above = told_by.filter((node) => is_in_dialog(node, shown, parents)).length;
    if (above > 1 || told_by.length - above > 1) {
      const names = told_by.map((node) => `${node.role} "${node.name}" ${place(node.r)}`);
      found.extra.push(`${words} is told by ${names.join(' and ')}`);
    }
  }
  for (const node of shown.nodes) {
    const silent = !spoken.has(node.role) || !node.name || !in_sight(node.s);
    // Said only: a column of symbols has no title to see.
    // Of what is partly scrolled away, the words may be the part that is out of sight.
    const symbols = node.role === 'columnheader' && node.name === 'Actions';
    if (silent || symbols || is_cut(node)) continue;
    if (shown.painted.some((item) => in_sight(item.s) && holds(node.r, item.r))) continue;
    const words = `${screen}: ${node.role} "${node.name}" ${place(node.r)}`;
    found.extra.push(`${words} is told and not painted`);
  }
}

/// What is wrong with one frame, and how many items it shows.
function examine(screen, { shown, twins, told }) {
  const found = { missing: [], extra: [], different: [], items: 0 };
  for (const node of shown.nodes) {
    const own = twins.get(node.id) ?? [];
    twins.delete(node.id);
    if (!in_sight(node.s)) continue;
    found.items += 1;
    const words = `${screen}: ${node.role} "${node.name ?? ''}" ${place(node.r)}`;
    if (own.length === 0) found.missing.push(`${words} has no twin`);
    if (own.length > 1) found.extra.push(`${words} has ${own.length} twins`);
    if (own.length !== 1) continue;
    for (const wrong of differences(node, own[0], told.get(node.id), shown.nodes)) {
      found.different.push(`${words}: ${wrong}`);
    }
  }
  for (const [id] of twins) found.extra.push(`${screen}: the twin ${id} is nothing that was drawn`);
  hold_words(found, screen, shown);
  return found;
}

/// Examines the page as it stands; what stays wrong is kept for `mirror_findings`.
export async function hold_mirror(page, screen) {
  const asked = await page.evaluate(() => Boolean(document.documentElement.satchelPainted));
  if (!asked) return;
  const until = Date.now() + patience_ms;
  let seen;
  do {
    seen = examine(screen, await one_frame(page));
  } while (seen.missing.length + seen.extra.length + seen.different.length > 0 &&
    Date.now() < until);
  screens += 1;
  items += seen.items;
  for (const [kind, all] of Object.entries(found)) all.push(...seen[kind]);
}

/// What was found since the start, on how many screens, of how many items.
export function mirror_findings() {
  return { screens, items, ...found };
}
