// From a key pressed offline to an invoice seen in the browser: the walk of a rep and an admin.
import path from 'node:path';
import { open_browser, picture } from '../lib/browser.mjs';
import { assert, must } from '../lib/check.mjs';
import { printed } from '../lib/files.mjs';
import { create_customer, log_in, open_section, press, wait_ready } from '../lib/rep.mjs';
import { Server } from '../lib/server.mjs';
import { cursor_in, eventually, expect_gone, expect_visible } from '../lib/wait.mjs';

const customer = {
  company: 'Harbour Light Café',
  first: 'Zoë',
  last: 'Müller',
  email: 'zoe@harbourlight.example',
};

async function order_row(page) {
  return page.getByRole('row', { name: new RegExp(customer.company) });
}

/// Enters an order with two items and a discount, touching nothing but keys.
async function enter_order_by_keyboard(page) {
  await page.keyboard.press('n');
  await expect_visible(page.getByRole('searchbox', { name: 'Search customers' }));
  await page.keyboard.press('/');
  await cursor_in(page, 'Search customers');
  await page.keyboard.type('harbour');
  await expect_gone(page.getByRole('row', { name: /Blue Anchor/ }));
  await page.keyboard.press('Enter');
  const add = page.getByRole('combobox', { name: 'Add a product' });
  await expect_visible(add);
  await add_item(page, 'house blend', '3');
  await add_item(page, 'rental', '2');
  await press(page, 'Control+Enter');
  await expect_visible(page.getByRole('textbox', { name: 'PO number' }));
  await press(page, 'Control+Enter');
  await expect_visible(page.getByRole('textbox', { name: 'Signed by' }));
}

async function add_item(page, words, quantity) {
  await cursor_in(page, 'Add a product');
  await page.keyboard.type(words);
  await expect_visible(page.getByRole('option'));
  await press(page, 'Enter');
  await cursor_in(page, 'Quantity');
  await press(page, 'Control+a');
  await page.keyboard.type(quantity);
  await press(page, 'Enter');
}

/// The total of the first invoice, as the wizard and the invoice show it.
async function first_invoice_total(page) {
  const shown = await page.getByRole('region', { name: /^First invoice/ }).innerText();
  const match = shown.match(/([\d,]+\.\d\d) USD/);
  assert.ok(match, `no total in: ${shown}`);
  return match[1];
}

/// A rep without a network: customer, order and its exact first invoice. Returns that total.
async function work_offline(server, page) {
  await must('with the server stopped, a reload brings the client back', async () => {
    await server.stop();
    await page.reload();
    await wait_ready(page);
    await expect_visible(page.getByRole('heading', { name: 'Customers', exact: true }));
    await expect_visible(page.getByText(/Offline/));
  });

  await must('a customer is created without the server', async () => {
    await create_customer(page, customer);
    await picture(page, 'customer-offline');
  });

  let total = '';
  await must('an order is entered by keyboard alone, with its exact first invoice', async () => {
    await open_section(page, 'Orders');
    await enter_order_by_keyboard(page);
    total = await first_invoice_total(page);
    await picture(page, 'confirm-offline');
    await press(page, 'Control+Enter');
    await expect_visible(page.getByRole('heading', { name: 'Orders', exact: true }));
    await expect_visible(await order_row(page));
    await picture(page, 'placed-offline');
  });

  await must('offline its receipt is printed, and says that it is provisional', async () => {
    await (await order_row(page)).first().click();
    const receipt = await printed(page, page.getByRole('button', { name: 'Print receipt' }));
    assert.match(receipt, /Provisional receipt/);
    assert.match(receipt, /House blend, whole beans/);
  });

  await must('after another reload the order is still there, marked as not sent', async () => {
    await page.reload();
    await wait_ready(page);
    const row = await order_row(page);
    await expect_visible(row);
    assert.match(await row.first().innerText(), /not sent/i);
  });
  return total;
}

async function reconnect(server, page) {
  await must('when the server is back, the order is sent without a touch', async () => {
    await server.start();
    const row = await order_row(page);
    await eventually('the order has its number and is safe on the server', async () =>
      /^\s*#?\d{4}/.test(await row.first().innerText()), 60_000);
    await expect_gone(page.getByText(/not sent/i));
    await picture(page, 'accepted-by-server');
  });

  await must('an idle client draws no frame', async () => {
    const frames = () => page.evaluate(() => document.documentElement.dataset.frames);
    let before = '';
    await eventually('ten seconds pass between two polls without a frame', async () => {
      before = await frames();
      await page.waitForTimeout(10_000);
      return (await frames()) === before;
    }, 45_000);
  });
}

async function bill(page) {
  await must('an admin accepts and completes the order', async () => {
    await open_section(page, 'Orders');
    await expect_visible(await order_row(page));
    await (await order_row(page)).first().click();
    await page.getByRole('button', { name: 'Accept', exact: true }).click();
    await page.getByRole('button', { name: 'Complete', exact: true }).click();
    await expect_visible(page.getByText('Paid and approved'));
    await picture(page, 'completed');
  });

  await must('the bill cycle is run and posted', async () => {
    await open_section(page, 'Bill runs');
    await page.getByRole('button', { name: /^Dry run/ }).click();
    await expect_visible(page.getByText('Nothing was written', { exact: false }));
    await picture(page, 'dry-run');
    await page.getByRole('button', { name: /^Run/ }).click();
    await page.getByRole('button', { name: 'Discard', exact: true }).click();
    await picture(page, 'discard-run');
    await page.getByRole('button', { name: 'Discard the run', exact: true }).click();
    await expect_visible(page.getByRole('row', { name: /Discarded/ }));
    await page.getByRole('button', { name: /^Run/ }).click();
    await page.getByRole('button', { name: /^Post/ }).click();
    await expect_visible(page.getByRole('row', { name: /Posted/ }));
    await picture(page, 'bill-run-posted');
  });
}

const places = {
  Invoices: 'invoices', Subscriptions: 'subscriptions', Payments: 'payments',
  Catalogue: 'catalogue',
  Sites: 'settings/sites', Outgoing: 'outgoing/mails', Synchronization: 'sync',
};

/// Every place of the client that the other walks do not picture, as an administrator has it.
async function look_at_sections(page) {
  for (const [name, place] of Object.entries(places)) {
    await must(`${name} opens by its address`, async () => {
      await page.evaluate((hash) => { location.hash = hash; }, `/${place}`);
      await expect_visible(page.getByRole('heading', { name, exact: true }));
      await picture(page, `place-${place.replace('/', '-')}`);
    });
  }
  await must('a subscription offers what can be done with it', async () => {
    await open_section(page, 'Subscriptions');
    await page.getByRole('row', { name: new RegExp(customer.company) }).first().click();
    await expect_visible(page.getByRole('dialog'));
    await picture(page, 'subscription');
    await page.getByRole('button', { name: 'Back', exact: true }).click();
  });
  await must('the catalogue is saved as a file, which comes back into the draft', async () => {
    await open_section(page, 'Catalogue');
    const saving = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Save as CSV', exact: true }).click();
    const file = await (await saving).path();
    const picking = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: 'Import a file', exact: true }).click();
    await (await picking).setFiles(file);
    await expect_visible(page.getByText('is in the draft', { exact: false }));
    await picture(page, 'catalogue-imported');
  });
}

/// The whole walk; it ends at the first step that fails, because each builds on the one before.
export async function spine(folder) {
  const server = await Server.create(path.join(folder, 'server'));
  await server.start();
  const [rep, admin] = ['rep', 'admin'].map((role) =>
    server.logins().find((user) => user.role === role));
  const field = await open_browser(path.join(folder, 'rep'));
  await must('a rep logs in and the territory comes', async () => {
    await field.page.goto(server.url);
    await wait_ready(field.page);
    await picture(field.page, 'login');
    await log_in(field.page, rep);
    await open_section(field.page, 'Customers');
    await expect_visible(field.page.getByRole('row').nth(2));
    await picture(field.page, 'customers');
  });
  const total = await work_offline(server, field.page);
  await reconnect(server, field.page);

  const office = await open_browser(path.join(folder, 'admin'));
  await must('an admin logs in', async () => {
    await office.page.goto(server.url);
    await wait_ready(office.page);
    await log_in(office.page, admin);
  });
  await bill(office.page);

  await must('the rep sees the invoice with the total that was promised', async () => {
    await field.page.evaluate(() => { location.hash = '/sync'; });
    await field.page.getByRole('button', { name: 'Sync now', exact: true }).click();
    await open_section(field.page, 'Invoices');
    const invoice = field.page.getByRole('row', { name: new RegExp(customer.company) });
    await expect_visible(invoice, 60_000);
    await expect_visible(field.page.getByRole('row', { name: new RegExp(`Harbour.*${total}`) }));
    await invoice.first().click();
    await expect_visible(field.page.getByText(/\d+ of 3[01] days/));
    await picture(field.page, 'invoice');
  });
  await look_at_sections(office.page);
  await must('nothing went wrong unseen', () => {
    assert.deepEqual([...field.problems, ...office.problems], []);
  });
}
