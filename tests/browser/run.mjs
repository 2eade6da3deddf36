// Runs every walk through the built client in a real Chromium; or those named as arguments.
import fs from 'node:fs';
import path from 'node:path';
import { axe_findings } from './lib/axe.mjs';
import { StepFailed, assert, check_that, conclude } from './lib/check.mjs';
import { close_all } from './lib/closing.mjs';
import { root } from './lib/server.mjs';
import { desk } from './walks/desk.mjs';
import { kill } from './walks/kill.mjs';
import { spine } from './walks/spine.mjs';

const only = process.argv.slice(2);
const wanted = (walk) => only.length === 0 || only.includes(walk.name);
const folder = path.join(root, 'build/test/browser');
fs.rmSync(folder, { recursive: true, force: true });
for (const walk of [spine, desk, kill].filter(wanted)) {
  try {
    await walk(path.join(folder, walk.name));
  } catch (error) {
    if (!(error instanceof StepFailed)) throw error;
  } finally {
    await close_all();
  }
}
if (only.length === 0) {
  await check_that(`axe-core finds nothing on ${axe_findings().screens} screens`, () => {
    assert.deepEqual(axe_findings().found, []);
  });
}
process.exitCode = conclude() ? 0 : 1;
