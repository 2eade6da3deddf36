// Chromium with a profile that stays, so that what OPFS holds survives closing and killing it.
import { chromium } from 'playwright-core';
import fs from 'node:fs';
import path from 'node:path';
import { examine } from './axe.mjs';
import { hold_mirror } from './mirror_check.mjs';
import { closes } from './closing.mjs';
import { root } from './server.mjs';

export const artifacts = path.join(root, 'tests/browser/artifacts');

const args = [
  '--no-sandbox',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--disable-quic',
];

/// Opens Chromium on the profile folder and returns {context, page}; options as for a new context.
export async function open_browser(profile, options = {}) {
  fs.mkdirSync(profile, { recursive: true });
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    headless: true,
    viewport: { width: 1280, height: 800 },
    args,
    ...options,
  });
  closes(() => context.close().catch(() => {}));
  const page = context.pages()[0] ?? (await context.newPage());
  const problems = [];
  page.on('pageerror', (error) => problems.push(String(error)));
  page.on('crash', () => problems.push('the page crashed'));
  last_page = page;
  return { context, page, problems, kill: () => kill(profile) };
}

/// Kills the browser process of the profile as a power cut would, and returns when it is gone.
async function kill(profile) {
  const lock = fs.readlinkSync(path.join(profile, 'SingletonLock'));
  const pid = Number(lock.slice(lock.lastIndexOf('-') + 1));
  process.kill(pid, 'SIGKILL');
  while (fs.existsSync(`/proc/${pid}`) && !is_zombie(pid)) {
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  fs.rmSync(path.join(profile, 'SingletonLock'), { force: true });
}

function is_zombie(pid) {
  try {
    return / Z /.test(fs.readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return true;
  }
}

let shot = 0;
let last_page = null;

/// The page that was opened or pictured last, for a picture of what went wrong.
export function latest_page() {
  return last_page;
}

/// Holds what a screen reader finds in place of the page to what was drawn, keeps a picture of it
/// at rest under a numbered name, for people to look at, and has axe-core examine it.
export async function picture(page, name) {
  last_page = page;
  fs.mkdirSync(artifacts, { recursive: true });
  shot += 1;
  const file = `${String(shot).padStart(2, '0')}-${name}.png`;
  await hold_mirror(page, name);
  await page.screenshot({ path: path.join(artifacts, file) });
  await examine(page, name);
}
