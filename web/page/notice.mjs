// Plain words instead of the canvas: starting, a second tab, and what can go wrong.
import {canGoBack, goBack} from './update.mjs';

const notice = document.getElementById('notice');
const title = document.getElementById('notice-title');
const text = document.getElementById('notice-text');
const detail = document.getElementById('notice-detail');
const actions = document.getElementById('notice-actions');

const SAFE = 'Everything that was shown as saved is safe on this device.';

const WORDS = {
  'second-tab': {
    title: 'Satchel is open in another tab',
    text: 'Only one tab can write to the database on this device. You can go on in the other ' +
        'tab, or take over here; the other tab then stops.',
    action: 'Take over here',
  },
  'taking-over': {title: 'Taking over', text: 'Waiting for the other tab to finish …'},
  moved: {
    title: 'Satchel goes on in another tab',
    text: 'Another tab has taken over the database on this device. ' + SAFE,
    action: 'Take it back here',
  },
  'files-busy': {
    title: 'The database is in use',
    text: 'Another tab or window holds the files of Satchel and does not answer. Close the other ' +
        'tabs of Satchel, then try again. ' + SAFE,
    action: 'Try again',
  },
  'no-storage': {
    title: 'This browser does not let Satchel store data',
    text: 'Satchel keeps its database in the browser (OPFS), and the browser refused. Private ' +
        'windows and blocked site data are the usual reasons. Allow site data for this address, ' +
        'or use a current Chrome, Edge, Firefox or Safari, then try again.',
    action: 'Try again',
  },
  'no-graphics': {
    title: 'This browser cannot draw Satchel',
    text: 'Satchel draws with WebGL 2, which is missing or switched off here. Switch hardware ' +
        'acceleration on in the browser\'s settings, or use a current browser, then try again. ' +
        SAFE,
    action: 'Try again',
  },
  'graphics-lost': {
    title: 'The graphics card took the picture away',
    text: 'The browser lost its connection to the graphics card, as it may after sleep. ' + SAFE,
    action: 'Go on',
  },
  crashed: {
    title: 'Satchel stopped',
    text: 'Something went wrong that Satchel could not handle. ' + SAFE +
        ' Start again; if it happens again, send the words below to your administrator.',
    action: 'Start again',
  },
};

/** Shows the words for `kind`; `takeOver` is what its button does. */
export function showNotice(kind, {detail: more = '', takeOver}) {
  const words = WORDS[kind];
  document.documentElement.dataset.notice = kind;
  title.textContent = words.title;
  text.textContent = words.text;
  detail.textContent = more;
  actions.replaceChildren();
  if (words.action && takeOver) addAction(words.action, takeOver);
  if (kind === 'crashed') offerPreviousVersion();
  // What was on the screen cannot be used any more; a screen reader must not find it.
  document.getElementById('mirror').replaceChildren();
  notice.hidden = false;
  actions.querySelector('button')?.focus();
}

export function hideNotice() {
  delete document.documentElement.dataset.notice;
  notice.hidden = true;
}

function addAction(label, act) {
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = label;
  button.addEventListener('click', act);
  actions.append(button);
}

async function offerPreviousVersion() {
  if (!await canGoBack()) return;
  addAction('Start the version before', async () => { await goBack(); location.reload(); });
}
