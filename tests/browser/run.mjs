// Runs every walk through the built client in a real Chromium; exit code 1 when a case failed.
import fs from 'node:fs';
import path from 'node:path';
import { conclude } from './lib/check.mjs';
import { root } from './lib/server.mjs';
import { spine } from './walks/spine.mjs';

const folder = path.join(root, 'build/test/browser');
fs.rmSync(folder, { recursive: true, force: true });
await spine(path.join(folder, 'spine'));
process.exitCode = conclude() ? 0 : 1;
