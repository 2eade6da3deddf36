// New versions: fetched in the background, used from the next start, never while work is pending.
const ANSWER_MS = 1500;
const RETRY_MS = 15_000;

/** Asks the service worker; resolves to its answer, or to undefined when there is none in time. */
function ask(what) {
  const worker = navigator.serviceWorker?.controller;
  if (!worker) return Promise.resolve(undefined);
  return new Promise((resolve) => {
    const {port1, port2} = new MessageChannel();
    port1.onmessage = ({data}) => resolve(data);
    setTimeout(() => resolve(undefined), ANSWER_MS);
    worker.postMessage({what}, [port2]);
  });
}

/** Registers the service worker, which then serves the app with the server stopped. */
export async function startServiceWorker() {
  if (!navigator.serviceWorker) return;
  try {
    const registration =
        await navigator.serviceWorker.register('service-worker.mjs', {scope: './'});
    tryAgainWhenRefused(registration);
    await navigator.serviceWorker.ready;
    document.documentElement.dataset.offlineReady = '1';
    checkForUpdate();
  } catch (error) {
    console.error('The service worker was not registered: ' + error);
    setTimeout(startServiceWorker, RETRY_MS);
  }
}

/** A first version that could not be fetched whole is fetched again a little later. */
function tryAgainWhenRefused(registration) {
  const first = registration.installing;
  if (!first || registration.active) return;
  first.addEventListener('statechange', () => {
    if (first.state === 'redundant') setTimeout(startServiceWorker, RETRY_MS);
  });
}

/** Switches to a version fetched earlier; returns whether the page must be loaded anew. */
export async function settleUpdate() {
  const state = await ask('state');
  if (!state?.next) return false;
  const switched = await ask('switch');
  return Boolean(switched?.ok);
}

/** Lets the service worker look for a new version and fetch it for the next start. */
export function checkForUpdate() {
  if (navigator.onLine) ask('check');
}

/** Returns whether the version used before is still kept. */
export async function canGoBack() { return Boolean((await ask('state'))?.previous); }

/** Makes the version before the one to start. */
export function goBack() { return ask('back'); }
