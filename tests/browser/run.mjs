// Runs every walk through the built client in a real Chromium; or those named as arguments.
import fs from 'node:fs';
import path from 'node:path';
import { axe_findings } from './lib/axe.mjs';
import { StepFailed, assert, check_that, conclude } from './lib/check.mjs';
import { close_all } from './lib/closing.mjs';
import { mirror_findings } from './lib/mirror_check.mjs';
import { root } from './lib/server.mjs';
import { admin } from './walks/admin.mjs';
import { client } from './walks/client.mjs';
import { desk } from './walks/desk.mjs';
import { keyboard } from './walks/keyboard.mjs';
import { kill } from './walks/kill.mjs';
import { office } from './walks/office.mjs';
import { spine } from './walks/spine.mjs';
import { touch } from './walks/touch.mjs';

const only = process.argv.slice(2);
const wanted = (walk) => only.length === 0 || only.includes(walk.name);
const folder = path.join(root, 'build/test/browser');
fs.rmSync(folder, { recursive: true, force: true });
for (const walk of [spine, desk, office, client, admin, keyboard, touch, kill].filter(wanted)) {
  try {
    await walk(path.join(folder, walk.name));
  } catch (error) {
    if (!(error instanceof StepFailed)) throw error;
  } finally {
    await close_all();
  }
}
await check_that(`axe-core finds nothing on ${axe_findings().screens} screens`, () => {
  assert.deepEqual(axe_findings().found, []);
});
const { screens, items, missing, extra, different } = mirror_findings();
await check_that(`each of ${items} items drawn on ${screens} screens has its one twin`, () => {
  const counts = { missing: missing.length, extra: extra.length, different: different.length };
  assert.deepEqual({ counts, missing, extra, different },
    { counts: { missing: 0, extra: 0, different: 0 }, missing: [], extra: [], different: [] });
});
process.exitCode = conclude() ? 0 : 1;
