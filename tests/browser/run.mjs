// Runs every walk through the built client in a real Chromium; exit code 1 when a case failed.
import fs from 'node:fs';
import path from 'node:path';
import { StepFailed, conclude } from './lib/check.mjs';
import { close_all } from './lib/closing.mjs';
import { root } from './lib/server.mjs';
import { spine } from './walks/spine.mjs';

const folder = path.join(root, 'build/test/browser');
fs.rmSync(folder, { recursive: true, force: true });
for (const walk of [spine]) {
  try {
    await walk(path.join(folder, walk.name));
  } catch (error) {
    if (!(error instanceof StepFailed)) throw error;
  } finally {
    await close_all();
  }
}
process.exitCode = conclude() ? 0 : 1;
