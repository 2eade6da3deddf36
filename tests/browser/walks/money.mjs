// The books: what an administrator does with invoices, payments, dunning and the ledger.
import path from 'node:path';
import { open_browser, picture } from '../lib/browser.mjs';
import { Site } from '../lib/carts.mjs';
import { assert, must } from '../lib/check.mjs';
import { saved_file } from '../lib/files.mjs';
import { button, dialog, row_of, textbox } from '../lib/orders.mjs';
import { log_in, open_section, wait_ready } from '../lib/rep.mjs';
import { Server } from '../lib/server.mjs';
import { expect_gone, expect_visible } from '../lib/wait.mjs';

const fir = { company: 'Fir Cinema' };
const invoice = (page) => page.getByRole('region', { name: 'Invoice details' });
const payment = (page) => page.getByRole('region', { name: 'Payment details' });

/// Two orders that are to be paid by transfer: the server invoices each once it is accepted.
async function invoice_orders(server, page) {
  const site = new Site(server, 'corner', 'Corner Café');
  await site.order(fir.company, { code: 'KTL-17', payment_method: 'bank_transfer' });
  await site.order(fir.company, { code: 'BEA-H1', payment_method: 'bank_transfer' });
  await must('A1: two orders to be paid by transfer are accepted and invoiced', async () => {
    await page.goto(server.url);
    await wait_ready(page);
    await log_in(page, server.login('admin'));
    await open_section(page, 'Orders');
    await page.getByRole('button', { name: /^All \d/ }).click();
    for (const index of [0, 1]) {
      await page.getByRole('row', { name: /Fir Cinema/ }).nth(index).getByRole('checkbox').check();
    }
    await button(page.getByRole('region', { name: 'Order list' }), 'Accept').click();
    await button(dialog(page, 'Accept these orders?'), 'Accept them').click();
    const results = dialog(page, 'What became of each order');
    await expect_visible(results.getByText('2 done, 0 refused'), 60_000);
    await button(results, 'Close').click();
    await open_section(page, 'Invoices');
    await expect_visible(page.getByRole('row', { name: /Fir Cinema.*119\.80/ }), 60_000);
    await expect_visible(page.getByRole('row', { name: /Fir Cinema.*42\.80/ }), 60_000);
    await picture(page, 'money-invoices');
  });
}

async function void_and_reissue(page) {
  await must('an invoice is voided and issued again, with a reason', async () => {
    await page.getByRole('row', { name: /Fir Cinema.*119\.80/ }).click();
    await expect_visible(invoice(page).getByText('Open', { exact: true }));
    await picture(page, 'money-invoice');
    await button(page, 'Void and issue again').click();
    const asked = page.getByRole('dialog');
    await button(asked, 'Void it and issue again').click();
    await expect_visible(asked.getByText(/Say why/));
    await textbox(asked, 'Reason').fill('Wrong name on it');
    await picture(page, 'money-void');
    await button(asked, 'Void it and issue again').click();
    await expect_visible(invoice(page).getByText('Void', { exact: true }), 60_000);
    await picture(page, 'money-voided');
    await page.getByRole('link', { name: /^Issued again as invoice \d+$/ }).click();
    await expect_visible(page.getByRole('link', { name: /^Issued again for the void invoice/ }));
  });
}

async function pay(page) {
  await must('A10: more than is open is recorded; the payment tells what it paid', async () => {
    await button(page, 'Record payment').click();
    await textbox(page, 'Amount in USD').fill('150');
    await button(page, 'Record it').click();
    await expect_visible(invoice(page).getByText('Paid', { exact: true }), 60_000);
    await open_section(page, 'Payments');
    await row_of(page, fir).click();
    await expect_visible(payment(page).getByText('What it paid'), 60_000);
    await picture(page, 'money-payment');
  });
}

async function allocate(page) {
  await must('what it paid is taken off again, and a part of it given back', async () => {
    const first = payment(page).getByRole('button', { name: /^Take off Invoice/ }).first();
    await first.click();
    const asked = dialog(page, 'Take this payment off?');
    await textbox(asked, 'Reason').fill('Meant for another invoice');
    await picture(page, 'money-take-off');
    await asked.getByRole('button', { name: /^Take .* off$/ }).click();
    await expect_visible(button(page, 'Allocate to invoices'), 60_000);
  });
  await must('the credit is spread over the open invoices, amounts as wished', async () => {
    await button(page, 'Allocate to invoices').click();
    const asked = dialog(page, 'Allocate to open invoices');
    const amount = asked.getByRole('textbox', { name: /^Amount for invoice/ }).first();
    await picture(page, 'money-allocate');
    await amount.fill('20');
    await asked.getByRole('button', { name: /^Allocate .*USD$/ }).click();
    await expect_visible(payment(page).getByText('What it paid'), 60_000);
  });
  await must('a refund asks how much, and says when it is refused', async () => {
    await button(page, 'Refund').click();
    const asked = dialog(page, 'Refund this payment?');
    await textbox(asked, 'Amount in USD').fill('5');
    await textbox(asked, 'Reason').fill('Rounded up by mistake');
    await picture(page, 'money-refund');
    await button(asked, 'Refund it now').click();
    await expect_visible(page.getByRole('alert').or(page.getByText('Payment refunded')), 60_000);
  });
}

async function write_off(page) {
  await must('what is still open is written off', async () => {
    await open_section(page, 'Invoices');
    await page.getByRole('row', { name: /Fir Cinema.*119\.80/ }).first().click();
    await button(page, 'Write off what is open').click();
    const asked = page.getByRole('dialog');
    await textbox(asked, 'Reason').fill('Closed down');
    await picture(page, 'money-write-off');
    await asked.getByRole('button', { name: /^Write off / }).click();
    await expect_visible(invoice(page).getByText('Written off', { exact: true }).first(), 60_000);
  });
}

async function dunning(page) {
  await must('the queue of dunning says that nothing is overdue', async () => {
    await open_section(page, 'Invoices');
    await button(page, 'Dunning').click();
    await expect_visible(page.getByText('Nothing is overdue'));
    await picture(page, 'money-dunning');
    await button(page, 'Take due steps').click();
    await button(page, 'Take them now').click();
    await expect_gone(page.getByRole('dialog'));
  });
  await must('the ladder gets a reminder and a hold', async () => {
    await page.getByRole('tab', { name: 'Ladder' }).click();
    await button(page, 'Edit the ladder').click();
    await button(page, 'Add a step').click();
    await textbox(page, 'Title').fill('Invoice {number} is open');
    await textbox(page, 'Text').fill('Please pay {amount}.');
    await button(page, 'Add a step').click();
    const acts = page.getByRole('combobox', { name: 'Step' });
    await acts.nth(1).selectOption({ label: 'Hold new orders' });
    await picture(page, 'money-ladder-edit');
    await button(page, 'Save the ladder').click();
    await expect_visible(page.getByRole('row', { name: /14 days.*Hold new orders/ }), 60_000);
    await picture(page, 'money-ladder');
  });
}

async function ledger(page) {
  await must('A14: the reports of the ledger stand behind the reports', async () => {
    await open_section(page, 'Reports');
    await page.getByRole('tab', { name: 'Ledger' }).click();
    await expect_visible(page.getByRole('row', { name: /^Receivable / }));
    await picture(page, 'money-trial-balance');
    const file = await saved_file(page, button(page, 'Export CSV'));
    assert.match(file.text, /write_off,119\.80|write_off,99\.80/);
    for (const [name, figure] of Object.entries({ Tax: /^Total/, Revenue: /^Total/,
      Aging: /^Fir Cinema/ })) {
      await page.getByRole('tab', { name, exact: true }).click();
      await expect_visible(page.getByRole('row', { name: figure }));
      await picture(page, `money-${name.toLowerCase()}`);
    }
    await page.getByRole('tab', { name: 'MRR' }).click();
    await expect_visible(page.getByRole('tab', { name: 'MRR', selected: true }));
    await picture(page, 'money-mrr');
  });
  await must('the last month is closed after a question', async () => {
    await page.getByRole('tab', { name: 'Closed months' }).click();
    await button(page, 'Close a month').click();
    await picture(page, 'money-close-month');
    await button(page, 'Close the month').click();
    await expect_visible(page.getByRole('row', { name: /^\d{4}-\d\d, Closed/ }), 60_000);
  });
}

export async function money(folder) {
  const server = await Server.create(path.join(folder, 'server'));
  await server.start();
  const books = await open_browser(path.join(folder, 'books'));
  await invoice_orders(server, books.page);
  await void_and_reissue(books.page);
  await pay(books.page);
  await allocate(books.page);
  await write_off(books.page);
  await dunning(books.page);
  await ledger(books.page);
  await must('nothing went wrong unseen in the books', () => {
    assert.deepEqual(books.problems, []);
  });
}
