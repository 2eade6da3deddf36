// Runs every walk through the built client in a real Chromium; or those named as arguments.
import fs from 'node:fs';
import path from 'node:path';
import { axe_findings } from './lib/axe.mjs';
import { StepFailed, assert, check_that, conclude, try_again } from './lib/check.mjs';
import { close_all } from './lib/closing.mjs';
import { mirror_findings } from './lib/mirror_check.mjs';
import { root } from './lib/server.mjs';
import { admin } from './walks/admin.mjs';
import { client } from './walks/client.mjs';
import { desk } from './walks/desk.mjs';
import { keyboard } from './walks/keyboard.mjs';
import { kill } from './walks/kill.mjs';
import { money } from './walks/money.mjs';
import { office } from './walks/office.mjs';
import { spine } from './walks/spine.mjs';
import { touch } from './walks/touch.mjs';

const only = process.argv.slice(2);
const wanted = (walk) => only.length === 0 || only.includes(walk.name);
const folder = path.join(root, 'build/test/browser');
fs.rmSync(folder, { recursive: true, force: true });

/// Returns whether the walk came to its end; it stops at the first step that fails.
async function comes_to_its_end(walk) {
  try {
    await walk(path.join(folder, walk.name));
    return true;
  } catch (error) {
    if (!(error instanceof StepFailed)) throw error;
    return false;
  } finally {
    await close_all();
  }
}

/// The last lines of its log in which the server speaks of trouble.
function troubles_of_server(data) {
  const log = path.join(data, 'satcheld.log');
  if (!fs.existsSync(log)) return [];
  const lines = fs.readFileSync(log, 'utf8').split('\n');
  return lines.filter((line) => /"level":"(error|warning)"/.test(line)).slice(-5);
}

const walks = [spine, desk, office, client, admin, money, keyboard, touch, kill];
for (const walk of walks.filter(wanted)) {
  if (await comes_to_its_end(walk)) continue;
  // Beside other work a machine may be too slow for a step's patience; a defect fails twice.
  try_again(walk.name, troubles_of_server(path.join(folder, walk.name, 'server')));
  fs.rmSync(path.join(folder, walk.name), { recursive: true, force: true });
  await comes_to_its_end(walk);
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
