// Kills Chromium right after "saved" was shown: every order that was shown as saved is there again.
import path from 'node:path';
import { open_browser } from '../lib/browser.mjs';
import { assert, must } from '../lib/check.mjs';
import { log_in, wait_ready } from '../lib/rep.mjs';
import { Server } from '../lib/server.mjs';
import { cursor_in, eventually, expect_visible } from '../lib/wait.mjs';

const kills = Number(process.env.SATCHEL_KILLS ?? 20);

/// A small seeded generator, so that a failing run can be repeated.
function seeded(seed) {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/// Enters and places one order of the first customer; returns the number it was saved under.
async function place_order(page) {
  await page.getByRole('link', { name: /^Orders/ }).click();
  await expect_visible(page.getByRole('heading', { name: 'Orders', exact: true }));
  await page.keyboard.press('n');
  await cursor_in(page, 'Search customers');
  await page.keyboard.press('Enter');
  await cursor_in(page, 'Add a product');
  await page.keyboard.type('sugar');
  await expect_visible(page.getByRole('option'));
  await page.keyboard.press('Enter');
  await cursor_in(page, 'Quantity');
  await page.keyboard.press('Control+Enter');
  await expect_visible(page.getByRole('textbox', { name: 'PO number' }));
  await page.keyboard.press('Control+Enter');
  await expect_visible(page.getByRole('textbox', { name: 'Signed by' }));
  await page.keyboard.press('Control+Enter');
  const saved = page.getByRole('status').filter({ hasText: 'is saved on this device' });
  await expect_visible(saved);
  return (await saved.first().innerText()).match(/Order (\S+) is saved/)[1];
}

async function expect_orders(page, numbers) {
  await page.getByRole('link', { name: /^Orders/ }).click();
  for (const number of numbers) {
    await expect_visible(page.getByRole('row', { name: new RegExp(`${number}\\b`) }));
  }
}

export async function kill(folder) {
  const server = await Server.create(path.join(folder, 'server'));
  await server.start();
  const rep = server.logins().find((user) => user.role === 'rep');
  const profile = path.join(folder, 'rep');
  const seed = Number(process.env.SATCHEL_SEED ?? 1);
  const random = seeded(seed);
  const saved = [];
  let browser = await open_browser(profile);

  await must('the rep logs in, then the server goes', async () => {
    await browser.page.goto(server.url);
    await wait_ready(browser.page);
    await log_in(browser.page, rep);
    const customers = browser.page.getByRole('link', { name: /^Customers/ });
    await eventually('the customers are here', async () =>
      /[1-9]/.test(await customers.innerText()));
    // Chromium writes cookies to its disk now and then; closing makes sure that the login is there.
    await browser.context.close();
    await server.stop();
    browser = await open_browser(profile);
    await browser.page.goto(server.url);
    await wait_ready(browser.page);
  });

  const sentence = `after ${kills} kills at random moments all saved orders are there`;
  await must(sentence, async () => {
    for (let round = 0; round < kills; round += 1) {
      saved.push(await place_order(browser.page));
      await browser.page.waitForTimeout(Math.floor(random() * 120));
      await browser.kill();
      browser = await open_browser(profile);
      await browser.page.goto(server.url);
      await wait_ready(browser.page);
      await expect_orders(browser.page, saved.slice(-8));
    }
  });

  await must('when the server is back, it gets every one of them once', async () => {
    await server.start();
    await expect_visible(browser.page.getByText('All safe on the server'), 90_000);
    const rows = server.admin('export', 'orders', '--format', 'csv').trim().split('\n').slice(1);
    // An order's number stands behind its id; an account may have the same one.
    const numbers = rows.flatMap((row) => row.split(',').slice(1, 3));
    for (const number of saved) {
      assert.equal(numbers.filter((each) => each === number).length, 1, `${number} in ${rows}`);
    }
    assert.equal(rows.length, saved.length);
  });
}
