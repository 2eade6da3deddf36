// The service worker: serves the app from its cache, one cache for each version, checked by hash.
//
// The files of a version come from precache.json: {version, files: [{path, bytes, sha256}]}. Which
// version is current, next and previous is kept in a cache of its own, as caches survive restarts.
const SCOPE = new URL('./', self.location).href;
const STATE_CACHE = 'satchel-state';
const STATE_URL = SCOPE + '.state';
const LISTING_URL = SCOPE + '.listing';  // The paths of a version, in its own cache.
const cacheName = (version) => 'satchel-' + version;

async function loadState() {
  const answer = await (await caches.open(STATE_CACHE)).match(STATE_URL);
  return answer ? answer.json() : {};
}

async function saveState(state) {
  const cache = await caches.open(STATE_CACHE);
  await cache.put(STATE_URL, new Response(JSON.stringify(state)));
}

async function sha256(bytes) {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Fetches with a second and a third try, for a server that is busy or just starting. */
async function fetchPatiently(url, init) {
  for (let tries = 1; ; tries += 1) {
    try {
      const answer = await fetch(url, init);
      if (answer.ok) return answer;
      throw new Error(`${url}: HTTP ${answer.status}`);
    } catch (error) {
      if (tries === 3) throw error;
      await new Promise((resolve) => setTimeout(resolve, tries * 1000));
    }
  }
}

/** Fetches one file into the cache; refuses bytes that are not those of the listing. */
async function fetchFile(cache, file) {
  const url = new URL(file.path, SCOPE).href;
  const answer = await fetchPatiently(url, {cache: 'no-cache'});
  const bytes = await answer.arrayBuffer();
  if (await sha256(bytes) !== file.sha256) throw new Error(`${file.path}: not the listed bytes`);
  const headers = {'Content-Type': answer.headers.get('Content-Type') ?? ''};
  for (const name of ['Content-Security-Policy', 'X-Content-Type-Options', 'Referrer-Policy']) {
    if (answer.headers.has(name)) headers[name] = answer.headers.get(name);
  }
  await cache.put(url, new Response(bytes, {headers}));
}

/** Fetches the version the server has now, if it is not here yet; returns its name. */
async function fetchVersion() {
  const answer = await fetchPatiently(SCOPE + 'precache.json', {cache: 'no-store'});
  const {version, files} = await answer.json();
  const state = await loadState();
  if (state.current === version || state.next === version) return version;
  const cache = await caches.open(cacheName(version));
  try {
    // Two at a time: the exchange shares the connections to the server.
    const waiting = [...files];
    const work = async () => {
      for (let file = waiting.pop(); file; file = waiting.pop()) await fetchFile(cache, file);
    };
    await Promise.all([work(), work()]);
    const paths = files.map((file) => file.path);
    await cache.put(LISTING_URL, new Response(JSON.stringify(paths)));
  } catch (error) {
    await caches.delete(cacheName(version));
    throw error;
  }
  return version;
}

/** Keeps the caches of the versions in use; the rest goes. */
async function tidyCaches(state) {
  const kept = [state.current, state.next, state.previous].filter(Boolean).map(cacheName);
  for (const name of await caches.keys()) {
    if (name !== STATE_CACHE && !kept.includes(name)) await caches.delete(name);
  }
}

/** Whether every listed file of a version is in its cache. */
async function isWhole(version) {
  const cache = await caches.open(cacheName(version));
  const listing = await cache.match(LISTING_URL);
  if (!listing) return false;
  for (const path of await listing.json()) {
    if (!await cache.match(new URL(path, SCOPE).href)) return false;
  }
  return true;
}

// What changes caches runs one after the other: two checks would delete each other's files.
let chain = Promise.resolve();
function inTurn(work) {
  const result = chain.then(work);
  chain = result.catch(() => {});
  return result;
}

async function check() {
  const version = await fetchVersion();
  const state = await loadState();
  if (!state.current) state.current = version;
  else if (state.current === version) delete state.next;
  else state.next = version;
  await saveState(state);
  await tidyCaches(state);
  return state;
}

const ANSWERS = {
  state: loadState,
  check: () => inTurn(check),
  switch: () => inTurn(async () => {
    const {current, next, previous: before} = await loadState();
    if (!next) return {ok: false};
    if (!await isWhole(next)) {
      // The browser dropped files: the next check fetches the version again.
      await saveState({current, previous: before});
      return {ok: false};
    }
    const state = {current: next, previous: current};
    await saveState(state);
    await tidyCaches(state);
    return {ok: true};
  }),
  back: () => inTurn(async () => {
    const {current, previous} = await loadState();
    if (!previous) return {ok: false};
    await saveState({current: previous, previous: current});
    return {ok: true};
  }),
};

async function serve(request) {
  const {current} = await loadState();
  if (current) {
    const cache = await caches.open(cacheName(current));
    const url = new URL(request.url);
    const path = request.mode === 'navigate' ? SCOPE + 'index.html' : url.origin + url.pathname;
    const kept = await cache.match(path);
    if (kept) return kept;
  }
  return fetch(request);
}

self.addEventListener('install', (event) => {
  event.waitUntil(inTurn(check).then(() => self.skipWaiting()));
});

self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

self.addEventListener('message', (event) => {
  const port = event.ports[0];
  const answer = ANSWERS[event.data.what];
  if (!answer) return;
  event.waitUntil(answer().then((data) => port?.postMessage(data),
      (error) => port?.postMessage({error: String(error)})));
});

self.addEventListener('fetch', (event) => {
  const {request} = event;
  const inScope = request.url.startsWith(SCOPE) && request.method === 'GET';
  if (!inScope || request.url === SCOPE + 'precache.json') return;
  event.respondWith(serve(request));
});
