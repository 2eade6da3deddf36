// The whole wizard by finger on a tablet: taps and strokes only, and nothing too small to hit.
import path from 'node:path';
import { open_browser, picture } from '../lib/browser.mjs';
import { assert, must } from '../lib/check.mjs';
import { wait_ready } from '../lib/rep.mjs';
import { Server } from '../lib/server.mjs';
import { cursor_in, eventually, expect_gone, expect_visible } from '../lib/wait.mjs';

const finger_px = 44;

const button = (page, name) => page.getByRole('button', { name });

/// The pressable twins in sight that are smaller than a finger, in words.
const small_targets = (page) => page.evaluate((least) => {
  const pressable = 'button, a, input, select, [role="option"], [role="row"][tabindex]';
  const small = [];
  for (const el of document.querySelectorAll(pressable)) {
    if (el.twinId === undefined || el.closest('[inert]')) continue;
    const { x, y, width, height } = el.getBoundingClientRect();
    const seen = x < innerWidth && y < innerHeight && x + width > 0 && y + height > 0;
    if (!seen || (width > least - 0.6 && height > least - 0.6)) continue;
    const name = el.getAttribute('aria-label') ?? el.words?.data ?? '';
    small.push(`${el.getAttribute('role') ?? el.tagName} "${name}" ${width}×${height}`);
  }
  return small;
}, finger_px);

/// Keeps a picture of the screen and holds every hit area on it to the size of a finger.
async function examine_targets(page, name) {
  await picture(page, name);
  assert.deepEqual(await small_targets(page), [], name);
}

async function choose_customer(page) {
  await button(page, /^New order/).first().tap();
  await expect_visible(page.getByRole('row').nth(2));
  await examine_targets(page, 'touch-customers');
  await page.getByRole('row').nth(2).tap();
  await expect_visible(page.getByRole('combobox', { name: 'Add a product' }));
  await examine_targets(page, 'touch-items');
}

async function add_configured(page) {
  await page.getByRole('combobox', { name: 'Add a product' }).tap();
  await cursor_in(page, 'Add a product');
  await page.keyboard.type('web shop');
  await expect_visible(page.getByRole('option'));
  await examine_targets(page, 'touch-products');
  await page.getByRole('option').first().tap();
  const domain = page.getByRole('textbox', { name: 'Domain of the shop' });
  await expect_visible(domain);
  await examine_targets(page, 'touch-question');
  await domain.tap();
  await page.keyboard.type('shop.finger.example');
  // What a finger chooses from is the system's own list, not a part of the page.
  await page.getByRole('combobox', { name: 'Language' }).selectOption({ label: 'French' });
  await button(page, 'Done').tap();
  await expect_gone(domain);
  await examine_targets(page, 'touch-item');
}

/// Draws a stroke with one finger, as the browser tells of it.
async function draw_stroke(page, pad) {
  const box = await pad.boundingBox();
  const session = await page.context().newCDPSession(page);
  const touch = (type, points) =>
    session.send('Input.dispatchTouchEvent', { type, touchPoints: points });
  const at = (part) => [{ x: box.x + box.width * part, y: box.y + box.height * (1 - part) }];
  await touch('touchStart', at(0.2));
  for (const part of [0.3, 0.4, 0.5, 0.6, 0.7, 0.8]) await touch('touchMove', at(part));
  await touch('touchEnd', []);
}

/// Taps Place Order, again where Chromium took the first tap for the end of the stroke.
async function place(page) {
  const placed = page.getByRole('region', { name: 'Order details' });
  for (let taps = 0; taps < 2; taps += 1) {
    await button(page, /^Place Order/).tap();
    const left = await expect_visible(placed, 5_000).then(() => true, () => false);
    if (left) return;
  }
  await expect_visible(placed);
}

async function sign_and_place(page) {
  await button(page, /^Next/).tap();
  await expect_visible(page.getByRole('textbox', { name: 'PO number' }));
  await examine_targets(page, 'touch-details');
  await button(page, /^Next/).tap();
  const pad = page.getByRole('img', { name: /^Signature pad/ });
  await expect_visible(pad);
  await pad.scrollIntoViewIfNeeded();
  await draw_stroke(page, pad);
  await expect_visible(page.getByRole('img', { name: 'Signature pad, drawn' }));
  await examine_targets(page, 'touch-signature');
  await place(page);
  await examine_targets(page, 'touch-placed');
}

export async function touch(folder) {
  const server = await Server.create(path.join(folder, 'server'));
  await server.start();
  const tablet = { viewport: { width: 1024, height: 768 }, hasTouch: true };
  const { page, problems } = await open_browser(path.join(folder, 'rep'), tablet);
  const user = server.logins().find((each) => each.role === 'rep');
  await must('a rep logs in on a tablet', async () => {
    await page.goto(server.url);
    await wait_ready(page);
    await page.getByRole('textbox', { name: 'Login' }).tap();
    await page.keyboard.type(user.login);
    await page.keyboard.press('Tab');
    await page.keyboard.type(user.password);
    await button(page, /^Log in/).tap();
    await expect_visible(page.getByRole('heading', { name: 'Orders', exact: true }));
    await examine_targets(page, 'touch-orders');
  });
  await must('a customer is chosen by a tap', () => choose_customer(page));
  await must('an item with a required field is configured by finger', () => add_configured(page));
  await must('a finger signs on the pad, and the order is placed', () => sign_and_place(page));
  await must('the server has the order, and nothing went wrong unseen', async () => {
    await eventually('the order has its number', async () =>
      /Order \d{4}/.test(await page.getByRole('main').innerText()), 60_000);
    assert.deepEqual(problems, []);
  });
}
