// One writer at a time: the tab that holds the lock has the database; another may ask for it.
const LOCK = 'satchel-writer';
const ANSWER_MS = 3000;

const channel = new BroadcastChannel(LOCK);
let release;  // Gives the lock back.

/** Holds the lock until `release` is called; resolves once it is ours. */
function hold(options) {
  return new Promise((resolve, reject) => {
    const held = navigator.locks.request(LOCK, options, (lock) => {
      if (!lock) {
        resolve(false);
        return undefined;
      }
      resolve(true);
      return new Promise((done) => { release = done; });
    });
    // Stolen from us: the tab that took it was not answered in time.
    held.catch((error) => { stop?.(); reject(error); });
  });
}

let stop;  // What to do when another tab asks for the database.

/** Returns whether this tab is the writer now. */
export function becomeWriter() { return hold({ifAvailable: true}); }

/** Calls `standBack` when another tab wants to be the writer, then gives the lock back. */
export function onAskedToStop(standBack) {
  stop = standBack;
  channel.onmessage = async ({data}) => {
    if (data !== 'stop' || !stop) return;
    const back = stop;
    stop = undefined;
    await back();
    release?.();
  };
}

/** Asks the writer to stop and becomes the writer; a tab that does not answer loses the lock. */
export async function askTabToStop() {
  channel.postMessage('stop');
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), ANSWER_MS);
  try {
    await hold({signal: abort.signal});
  } catch {
    await hold({steal: true});
  }
  clearTimeout(timer);
}
