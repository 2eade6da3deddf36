// The whole wizard without a pointer: real key events only, from the list of customers to the
// placed order.
import path from 'node:path';
import { open_browser, picture } from '../lib/browser.mjs';
import { assert, must } from '../lib/check.mjs';
import { press, wait_ready } from '../lib/rep.mjs';
import { Server } from '../lib/server.mjs';
import { cursor_in, eventually, expect_gone, expect_visible } from '../lib/wait.mjs';

const stops_max = 80;

/// What has the focus, as a screen reader would say it.
const focus_name = (page) => page.evaluate(() => {
  const el = document.activeElement;
  return el?.getAttribute('aria-label') ?? el?.words?.data ?? '';
});

/// Presses Tab until something whose name begins so has the focus.
async function tab_to(page, name) {
  for (let stop = 0; stop < stops_max; stop += 1) {
    if ((await focus_name(page)).startsWith(name)) return;
    await press(page, 'Tab');
  }
  assert.fail(`Tab never came to ${name}; it ended at "${await focus_name(page)}"`);
}

/// Counts presses of whatever points, from now on.
const count_pointers = (page) => page.evaluate(() => {
  globalThis.pointers = 0;
  for (const name of ['pointerdown', 'mousedown', 'touchstart']) {
    addEventListener(name, () => { globalThis.pointers += 1; }, true);
  }
});

async function enter_with_keys(page, user) {
  await count_pointers(page);
  await cursor_in(page, 'Login');
  await page.keyboard.type(user.login);
  await press(page, 'Tab');
  await page.keyboard.type(user.password);
  await press(page, 'Enter');
  await expect_visible(page.getByRole('heading', { name: 'Orders', exact: true }));
}

/// Finds a customer in the list and opens his page.
async function open_customer(page) {
  await tab_to(page, 'Customers');
  await press(page, 'Enter');
  await expect_visible(page.getByRole('heading', { name: 'Customers', exact: true }));
  await expect_visible(page.getByRole('row').nth(2));
  await press(page, '/');
  await cursor_in(page, 'Search');
  await page.keyboard.type('anchor');
  await eventually('a row has the focus', async () => {
    await press(page, 'Tab');
    return page.evaluate(() => document.activeElement?.getAttribute('role') === 'row');
  });
  await picture(page, 'keyboard-customers');
  await press(page, 'Enter');
  await expect_visible(page.getByRole('heading', { name: 'Blue Anchor Hotel' }));
}

/// Starts an order from the menu of the customer's page.
async function start_order(page) {
  await press(page, 'a');
  await expect_visible(page.getByRole('dialog', { name: 'Account Actions' }));
  await picture(page, 'keyboard-actions');
  await tab_to(page, 'Create an Order');
  await press(page, 'Enter');
}

/// Adds a product that asks a question which has to be answered, and answers it.
async function add_configured(page) {
  await cursor_in(page, 'Add a product');
  await page.keyboard.type('web shop');
  await expect_visible(page.getByRole('option'));
  await press(page, 'Enter');
  await expect_visible(page.getByRole('dialog'));
  await tab_to(page, 'Done');
  await press(page, 'Enter');
  await expect_visible(page.getByRole('alert'));
  await picture(page, 'keyboard-question');
  await tab_to(page, 'Domain of the shop');
  await page.keyboard.type('shop.keys.example');
  await tab_to(page, 'Language');
  await press(page, 'F');
  await eventually('French is chosen by its first letter', () => page.evaluate(() =>
    document.activeElement.selectedOptions?.[0]?.text === 'French'));
  await tab_to(page, 'Done');
  await press(page, 'Enter');
  await expect_gone(page.getByRole('dialog'));
}

async function sign_and_place(page) {
  await press(page, 'Control+Enter');
  await cursor_in(page, 'PO number');
  await page.keyboard.type('PO-KEYS');
  await picture(page, 'keyboard-details');
  await press(page, 'Control+Enter');
  await cursor_in(page, 'Signed by');
  await expect_visible(page.getByText('shop.keys.example'));
  await page.keyboard.type('Ida Sørensen');
  await picture(page, 'keyboard-confirm');
  await press(page, 'Control+Enter');
  await expect_visible(page.getByRole('heading', { name: 'Orders', exact: true }));
  const details = page.getByRole('region', { name: 'Order details' });
  await expect_visible(details.getByText('PO-KEYS'));
  await expect_visible(details.getByText('Ida Sørensen'));
  await eventually('the server has numbered the order', async () =>
    /^\s*#?\d{4}/.test(await page.getByRole('row', { selected: true }).innerText()), 60_000);
}

export async function keyboard(folder) {
  const server = await Server.create(path.join(folder, 'server'));
  await server.start();
  const { page, problems } = await open_browser(path.join(folder, 'rep'));
  await must('a rep logs in by keys alone', async () => {
    await page.goto(server.url);
    await wait_ready(page);
    await enter_with_keys(page, server.logins().find((user) => user.role === 'rep'));
  });
  await must('keys alone lead from the list of customers to an order for one', async () => {
    await open_customer(page);
    await start_order(page);
  });
  await must('an item with a required field is configured by keys alone', () =>
    add_configured(page));
  await must('the order is signed and placed by keys alone', () => sign_and_place(page));
  await must('nothing was pointed at, and nothing went wrong unseen', async () => {
    assert.equal(await page.evaluate(() => globalThis.pointers), 0);
    assert.deepEqual(problems, []);
  });
}
