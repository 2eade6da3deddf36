// The worker: opens the files, starts the program, and is its clock, its network and its frames.
import startProgram from './app.mjs';

const FILES = ['app.db', 'app.db-wal', 'app.db-journal'];
const FONTS = ['Inter-Regular.otf', 'Inter-Medium.otf', 'Inter-SemiBold.otf'];
const OPEN_TRIES_MS = 5000;
const COMPRESS_FROM_BYTES = 1024;

let program;
let handles = [];
let frameWanted = false;
let frameTimer = 0;
let wakeTimer = 0;
let stopped = false;
const requests = new Map();

const post = (what, data = {}) => postMessage({what, ...data});
const later = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

function fatal(kind, error) {
  if (stopped) return;
  stopped = true;
  for (const file of handles) file.handle.close();
  post('fatal', {kind, detail: String(error?.stack ?? error)});
}

/** Runs a call into the program; an exception in it ends the program, never half-way. */
function guarded(call) {
  if (stopped || !program) return;
  try {
    call();
  } catch (error) {
    fatal('crashed', error);
  }
}

async function openFile(folder, name) {
  const file = await folder.getFileHandle(name, {create: true});
  const until = Date.now() + OPEN_TRIES_MS;
  for (;;) {
    try {
      return {name, handle: await file.createSyncAccessHandle()};
    } catch (error) {
      // The tab that had the file may have died just now; the browser needs a moment to let go.
      if (error.name !== 'NoModificationAllowedError' || Date.now() > until) throw error;
      await later(100);
    }
  }
}

async function openFiles() {
  const folder = await navigator.storage.getDirectory();
  const opened = [];
  try {
    for (const name of FILES) opened.push(await openFile(folder, name));
  } catch (error) {
    for (const file of opened) file.handle.close();
    throw error;
  }
  return opened;
}

async function loadFont(name) {
  const answer = await fetch(new URL('fonts/' + name, import.meta.url));
  if (!answer.ok) throw new Error(`fonts/${name}: HTTP ${answer.status}`);
  return new Uint8Array(await answer.arrayBuffer());
}

function withBytes(bytes, call) {
  const at = program._malloc(bytes.length + 1);
  program.HEAPU8.set(bytes, at);
  program.HEAPU8[at + bytes.length] = 0;
  call(at, bytes.length);
  program._free(at);
}

function withText(text, call) {
  const bytes = new TextEncoder().encode(text);
  const at = program._malloc(bytes.length + 1);
  program.HEAPU8.set(bytes, at);
  program.HEAPU8[at + bytes.length] = 0;
  call(at);
  program._free(at);
}

async function compressed(bytes) {
  const stream = new Blob([bytes]).stream().pipeThrough(new CompressionStream('gzip'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

async function runRequest(number, head, body, timeout) {
  const abort = new AbortController();
  requests.set(number, abort);
  const timer = setTimeout(() => abort.abort(new Error('no answer in time')), timeout);
  let status = 0;
  let answer;
  try {
    const headers = {'X-Satchel': '1'};
    const init = {method: head.method, headers, signal: abort.signal, credentials: 'same-origin',
      cache: 'no-store', redirect: 'error'};
    if (head.key) headers['Idempotency-Key'] = head.key;
    if (body.length > 0) {
      headers['Content-Type'] = head.type;
      init.body = body;
      if (body.length > COMPRESS_FROM_BYTES) {
        headers['Content-Encoding'] = 'gzip';
        init.body = await compressed(body);
      }
    }
    const response = await fetch(head.path, init);
    answer = new Uint8Array(await response.arrayBuffer());
    status = response.status;
  } catch (error) {
    answer = new TextEncoder().encode(String(abort.signal.reason ?? error));
    status = 0;
  }
  clearTimeout(timer);
  requests.delete(number);
  guarded(() => withBytes(answer,
      (at, bytes) => program._satchel_reply(number, status, at, bytes)));
}

const dateFormats = new Map();
function civilDate(at, zone) {
  if (!dateFormats.has(zone)) {
    const options = {year: 'numeric', month: '2-digit', day: '2-digit', calendar: 'iso8601'};
    if (zone) options.timeZone = zone;
    dateFormats.set(zone, new Intl.DateTimeFormat('en-CA', options));
  }
  const parts = Object.fromEntries(
      dateFormats.get(zone).formatToParts(at).map((part) => [part.type, part.value]));
  return `${parts.year}-${parts.month}-${parts.day}`;
}

/** A frame at the screen's next chance; none while nobody asks. */
function schedule() {
  if (frameWanted || stopped) return;
  frameWanted = true;
  requestAnimationFrame(() => {
    frameWanted = false;
    guarded(() => program._satchel_frame());
  });
}

// What the program calls; see web/browser/browser_host.cpp.
const host = {
  civilDate,
  timeZone: () => Intl.DateTimeFormat().resolvedOptions().timeZone,
  fetch: (number, head, body, timeout) => { runRequest(number, head, body, timeout); },
  abort: (number) => requests.get(number)?.abort(new Error('aborted')),
  wakeAt: (at) => {
    clearTimeout(wakeTimer);
    wakeTimer = setTimeout(() => guarded(() => program._satchel_wake()),
        Math.max(0, Math.min(at - Date.now(), 2 ** 31 - 1)));
  },
  schedule,
  scheduleAt: (at) => {
    clearTimeout(frameTimer);
    frameTimer = setTimeout(schedule, Math.max(0, at - Date.now()));
  },
  post: (what, text, number) => post(what, {text, number}),
  save: (name, type, bytes) => post('save', {name, type, bytes}),
};

async function start(message) {
  try {
    handles = await openFiles();
  } catch (error) {
    const busy = error.name === 'NoModificationAllowedError';
    fatal(busy ? 'files-busy' : 'no-storage', error);
    return;
  }
  const module = {
    canvas: message.canvas, start: message.start, files: handles, host,
    fonts: undefined,
    report: (text) => post('report', {text}),
    print: (text) => console.log(text),
    printErr: (text) => console.error(text),
    onAbort: (reason) => fatal('crashed', reason),
    locateFile: (name) => new URL(name, import.meta.url).href,
  };
  message.canvas.addEventListener('webglcontextlost', () => fatal('graphics-lost', ''));
  try {
    module.fonts = await Promise.all(FONTS.map(loadFont));
    const started = await startProgram(module);
    if (!started._satchel_ready()) {
      fatal('no-graphics', 'WebGL 2 gave no context');
      return;
    }
    program = started;
  } catch (error) {
    fatal('crashed', error);
    return;
  }
  for (const waiting of early.splice(0)) guarded(() => RECEIVERS[waiting.what](waiting.data));
  schedule();
}

const RECEIVERS = {
  start,
  event: ([kind, id, text, x, y, flags, number]) => withText(text,
      (at) => program._satchel_event(kind, id, at, x, y, flags, number)),
  resize: ({width, height, ratio}) => program._satchel_resize(width, height, ratio),
  theme: ({dark}) => program._satchel_theme(dark ? 1 : 0),
  route: ({route}) => withText(route, (at) => program._satchel_route(at)),
  online: ({online}) => program._satchel_online(online ? 1 : 0),
  visible: ({visible}) => program._satchel_visible(visible ? 1 : 0),
  file: ({name, total, bytes}) => withText(name, (at) => withBytes(bytes,
      (from, count) => program._satchel_file(at, total, from, count))),
  storage: ({persisted, used, quota}) => program._satchel_storage(persisted ? 1 : 0, used, quota),
  stop: () => {
    guarded(() => program._satchel_visible(0));  // What was typed last is kept, as when hidden.
    if (stopped) return post('stopped');  // It crashed at that, and has closed its files.
    stopped = true;
    for (const file of handles) file.handle.close();
    return post('stopped');
  },
};

const early = [];
onmessage = ({data}) => {
  if (data.what === 'start' || data.what === 'stop') {
    RECEIVERS[data.what](data);
  } else if (!program) {
    early.push(data);  // The page already sends while the program loads.
  } else {
    guarded(() => RECEIVERS[data.what](data.data));
  }
};
