// The page: owns the canvas, the twins and the address bar; starts the worker that does the rest.
import {listen} from './input.mjs';
import {Mirror} from './mirror.mjs';
import {hideNotice, showNotice} from './notice.mjs';
import {printDocument} from './print.mjs';
import {askTabToStop, becomeWriter, onAskedToStop} from './writer.mjs';
import {checkForUpdate, settleUpdate, startServiceWorker} from './update.mjs';

const root = document.documentElement;
const overlay = document.getElementById('mirror');
const darkPreferred = matchMedia('(prefers-color-scheme: dark)');
const PENDING = 'satchel-pending';  // Unsent work: no new version may start.
const THEME = 'satchel-theme';      // Only there when the person chose one.

let worker;
let mirror = new Mirror(overlay);
let eventNumber = 0;
let pending = localStorage.getItem(PENDING) === '1';

const tell = (what, data) => worker?.postMessage({what, data});
const isDark = () => (localStorage.getItem(THEME) ?? (darkPreferred.matches ? 'dark' : 'light')) ===
    'dark';
function routeNow() {
  try {
    return decodeURI(location.hash.slice(1));
  } catch {
    return '';  // Somebody typed a broken escape.
  }
}

const size = () => ({width: innerWidth, height: innerHeight, ratio: devicePixelRatio});

function showTheme(dark) { root.dataset.theme = dark ? 'dark' : 'light'; }

function chooseTheme(theme) {
  const preferred = darkPreferred.matches ? 'dark' : 'light';
  if (theme === preferred) localStorage.removeItem(THEME);
  else localStorage.setItem(THEME, theme);
  showTheme(theme === 'dark');
}

function setPending(value) {
  if (value === pending) return;
  pending = value;
  if (value) localStorage.setItem(PENDING, '1');
  else localStorage.removeItem(PENDING);
  if (!value) checkForUpdate();
}

function setRoute(route, replace) {
  if (routeNow() === route) return;
  const url = '#' + encodeURI(route);
  if (replace) history.replaceState(null, '', url);
  else history.pushState(null, '', url);
}

function saveFile({name, type, bytes}) {
  const url = URL.createObjectURL(new Blob([bytes], {type}));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

let picker;  // Kept while the person looks for a file.

/** Lets the person pick a file; one of more than `most` bytes comes without them. */
function pickFile(kinds, most) {
  picker = document.createElement('input');
  picker.type = 'file';
  picker.accept = kinds;
  picker.addEventListener('change', async () => {
    const [file] = picker.files;
    const bytes = new Uint8Array(file.size > most ? 0 : await file.arrayBuffer());
    tell('file', {name: file.name, total: file.size, bytes});
  });
  picker.click();
}

function showFrame(text, frames) {
  const frame = JSON.parse(text);
  mirror.apply(frame);
  // For tests: how many frames were drawn, and the newest event they have seen.
  root.dataset.frames = frames;
  root.dataset.seen = frame.seen ?? 0;
  if (root.dataset.ready) return;
  root.dataset.ready = '1';
  hideNotice();
  afterStart();
}

/** Things that can wait until the first screen stands. */
async function afterStart() {
  startServiceWorker();
  const persisted = await (navigator.storage.persist?.() ?? false);
  const {usage = 0, quota = 0} = await navigator.storage.estimate();
  tell('storage', {persisted, used: usage, quota});
}

const RECEIVERS = {
  mirror: ({text, number}) => showFrame(text, number),
  route: ({text}) => setRoute(text, false),
  'replace-route': ({text}) => setRoute(text, true),
  title: ({text}) => { document.title = text; },
  painted: ({text}) => { root.satchelPainted = text; },  // For tests, opened with ?check.
  theme: ({text}) => chooseTheme(text),
  pending: ({number}) => setPending(number === 1),
  save: saveFile,
  pick: ({text, number}) => pickFile(text, number),
  print: ({text}) => printDocument(text),
  restart: () => location.reload(),
  report: ({text}) => console.error(text),
  fatal: ({kind, detail}) => fail(kind, detail),
  stopped: () => {},
};

function fail(kind, detail) {
  worker?.terminate();
  worker = undefined;
  showNotice(kind, {detail, takeOver: () => location.reload()});
}

function startWorker() {
  const canvas = document.getElementById('canvas');
  if (!canvas.transferControlToOffscreen || !navigator.storage?.getDirectory) {
    fail(canvas.transferControlToOffscreen ? 'no-storage' : 'no-graphics', navigator.userAgent);
    return;
  }
  worker = new Worker(new URL('worker.mjs', import.meta.url), {type: 'module'});
  worker.onmessage = ({data}) => RECEIVERS[data.what](data);
  worker.onerror = (event) => fail('crashed', event.message || 'The worker did not load.');
  const offscreen = canvas.transferControlToOffscreen();
  const start = {...size(), dark: isDark() ? 1 : 0, route: routeNow(),
    online: navigator.onLine ? 1 : 0,
    check: new URLSearchParams(location.search).has('check') ? 1 : 0};
  worker.postMessage({what: 'start', canvas: offscreen, start}, [offscreen]);
  listen(overlay, mirror, (...event) => {
    tell('event', [...event, ++eventNumber]);
    return eventNumber;
  });
}

function followBrowser() {
  const resized = () => tell('resize', size());
  addEventListener('resize', resized);
  // The ratio changes when the window moves to another screen or the page is zoomed.
  const watchRatio = () => matchMedia(`(resolution: ${devicePixelRatio}dppx)`)
      .addEventListener('change', () => { resized(); watchRatio(); }, {once: true});
  watchRatio();
  addEventListener('popstate', () => tell('route', {route: routeNow()}));
  addEventListener('online', () => { tell('online', {online: true}); checkForUpdate(); });
  addEventListener('offline', () => tell('online', {online: false}));
  document.addEventListener('visibilitychange',
      () => tell('visible', {visible: document.visibilityState === 'visible'}));
  darkPreferred.addEventListener('change', () => {
    localStorage.removeItem(THEME);
    showTheme(isDark());
    tell('theme', {dark: isDark()});
  });
}

/** Lets the files go so that another tab can have them, and says so. */
function standBack() {
  return new Promise((resolve) => {
    const done = () => {
      worker?.terminate();
      worker = undefined;
      showNotice('moved', {takeOver: () => location.reload()});
      resolve();
    };
    if (!worker) { done(); return; }
    RECEIVERS.stopped = done;
    worker.postMessage({what: 'stop'});
    setTimeout(done, 2000);
  });
}

async function main() {
  showTheme(isDark());
  if (!pending && await settleUpdate()) {
    location.reload();
    return;
  }
  followBrowser();
  if (await becomeWriter()) {
    onAskedToStop(standBack);
    startWorker();
    return;
  }
  showNotice('second-tab', {takeOver: async () => {
    showNotice('taking-over', {});
    await askTabToStop();
    onAskedToStop(standBack);
    startWorker();
  }});
}

main();
