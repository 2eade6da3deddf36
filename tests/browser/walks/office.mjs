// The order desk row by row: a rep enters all that an order can be, the office decides on it.
import path from 'node:path';
import { open_browser, picture } from '../lib/browser.mjs';
import { Site } from '../lib/carts.mjs';
import { assert, must } from '../lib/check.mjs';
import { printed, saved_file } from '../lib/files.mjs';
import { button, details, dialog, expect_state, open_order, row_of, textbox, to_confirmation,
  to_details } from '../lib/orders.mjs';
import { log_in, open_section, press, wait_ready } from '../lib/rep.mjs';
import { Server } from '../lib/server.mjs';
import { cursor_in, expect_gone, expect_visible } from '../lib/wait.mjs';
import { late_price } from './late_price.mjs';
import { enter_order, tidewater } from './order_entry.mjs';
import { second_thoughts } from './second_thoughts.mjs';
import { webhooks } from './webhooks.mjs';

const named = (company) => ({ company });
const [alder, birch, cedar, dogwood, elm, fir, gorse] = ['Alder Bakery', 'Birch Deli',
  'Cedar Kiosk', 'Dogwood Bar', 'Elm Hostel', 'Fir Cinema', 'Gorse Inn'].map(named);

const list = (page) => page.getByRole('region', { name: 'Order list' });

async function show_orders(page, pill) {
  await open_section(page, 'Orders');
  await page.getByRole('button', { name: new RegExp(`^${pill} \\d`) }).click();
}

async function mark(page, ...customers) {
  for (const customer of customers) await row_of(page, customer).getByRole('checkbox').check();
}

/// Waits for what became of the marked orders, and closes the list of it.
async function close_results(page, words) {
  const results = dialog(page, 'What became of each order');
  await expect_visible(results.getByText(words), 60_000);
  await picture(page, 'office-bulk-results');
  await button(results, 'Close').click();
  await expect_gone(results);
}

/// What came from a site while nobody was logged in.
async function send_carts(server) {
  const site = new Site(server, 'corner', 'Corner Café');
  const beans = { code: 'BEA-H1', payment_method: 'on_account' };
  for (const { company } of [alder, birch, cedar, dogwood, elm]) await site.order(company, beans);
  await site.order(fir.company, { code: 'KTL-17', payment_method: 'bank_transfer',
    purchase_order: 'PO-FIR-77' });
  const bay = new Site(server, 'bay', 'Bay Shops', 'Bay Resale');
  await bay.order(gorse.company, beans);
}

async function general(office) {
  const { page } = office;
  await must('S14: the office begins with General and what awaits its payment', async () => {
    await expect_visible(page.getByRole('link', { name: /^Pending: 7, / }), 60_000);
    await expect_visible(page.getByRole('link',
      { name: 'Awaiting payment: 1, 119.80 USD, since today' }));
    const file = await saved_file(page, button(page, 'Export CSV'));
    assert.match(file.text, /Fir Cinema,bank transfer,.*,119\.80,0\.00,119\.80,USD/);
    await picture(page, 'office-general');
  });
  await must('S14 A10: its payment is recorded there, and nobody owes any more', async () => {
    await page.getByRole('button', { name: /^Record payment for order/ }).click();
    await expect_visible(page.getByText(/Order \d{4} of Fir Cinema/));
    await button(page, 'Record it').click();
    await expect_visible(page.getByText('Nobody owes for an order'), 60_000);
  });
}

async function deny_and_accept(office) {
  const { page } = office;
  await must('A1 S6: two pending orders are denied at once with one reason', async () => {
    await page.getByRole('link', { name: /^Pending: / }).click();
    await mark(page, alder, birch);
    await expect_visible(page.getByText('2 orders, 85.60 USD marked'));
    await button(list(page), 'Deny').click();
    const asked = dialog(page, 'Deny these orders?');
    await button(asked, 'Deny them').click();
    await expect_visible(asked.getByText(/Say why/));
    await picture(page, 'office-deny');
    await textbox(asked, 'Reason for all').fill('Outside of our streets');
    await button(asked, 'Deny them').click();
    await close_results(page, '2 done, 0 refused');
  });
  await must('A1: two are accepted at once, one that was denied is left out', async () => {
    await page.getByRole('button', { name: /^All \d/ }).click();
    await mark(page, alder, cedar, dogwood);
    await button(list(page), 'Accept').click();
    const asked = dialog(page, 'Accept these orders?');
    await expect_visible(asked.getByText('1 order is left out and cannot be accepted'));
    await picture(page, 'office-accept');
    await button(asked, 'Accept them').click();
    await close_results(page, '2 done, 0 refused');
    await expect_visible(page.getByRole('row', { name: /Cedar Kiosk.*Active/ }));
    await expect_visible(page.getByRole('row', { name: /Alder Bakery.*Denied/ }));
  });
}

async function cancel_and_delete(office) {
  const { page } = office;
  await must('A5 S7: a pending order is cancelled with its items', async () => {
    await button(page, 'Clear').click();
    await row_of(page, elm).click();
    await button(page, 'Cancel order').click();
    await textbox(page, 'Reason').fill('Ordered twice');
    await picture(page, 'office-cancel');
    await button(page, 'Cancel it now').click();
    await expect_state(page, 'Canceled');
    await expect_visible(details(page).getByText('Ordered twice'));
    // The order's chip, its status, and the item's chip.
    assert.equal(await details(page).getByText('Canceled', { exact: true }).count(), 3);
  });
  await must('A8: it is deleted for good only with its number typed', async () => {
    const number = (await row_of(page, elm).innerText()).match(/\d{4}/)[0];
    await button(page, 'Delete').click();
    await textbox(page, 'Reason').fill('Not wanted');
    await textbox(page, "Type the order's number to confirm").fill('1');
    await button(page, 'Delete it now').click();
    await expect_visible(details(page).getByRole('alert'), 60_000);
    await button(page, 'Delete').click();
    await textbox(page, 'Reason').fill('Not wanted');
    await textbox(page, "Type the order's number to confirm").fill(number);
    await picture(page, 'office-delete');
    await button(page, 'Delete it now').click();
    await expect_gone(page.getByRole('row', { name: /Elm Hostel/ }));
  });
}

/// The dialogs of acts that are thought better of.
async function ask_and_leave(office) {
  const { page } = office;
  await must('S8 A1: what ends an order asks first, and Keep leaves all as it was', async () => {
    await row_of(page, gorse).click();
    for (const name of ['Deny', 'Fraud']) {
      await button(page, name).click();
      await expect_visible(page.getByRole('dialog'));
      await picture(page, `office-ask-${name.toLowerCase()}`);
      await button(page, 'Keep the order').click();
      await expect_gone(page.getByRole('dialog'));
    }
    await expect_state(page, 'Awaiting approval');
  });
}

async function settle(office) {
  const { page } = office;
  await must("S19: the payment of a reseller is recorded at his order", async () => {
    await button(page, 'Accept').click();
    await expect_visible(button(page, 'Reseller paid'), 60_000);
    await expect_state(page, 'Awaiting approval');
    await button(page, 'Reseller paid').click();
    await textbox(page, 'Amount in USD').fill('42.80');
    await textbox(page, 'Reference').fill('BAY 12/26');
    await picture(page, 'office-settle');
    await button(page, 'Record it').click();
    await expect_visible(details(page).getByText(/BAY 12\/26/), 60_000);
  });
}

async function search_and_filters(office) {
  const { page } = office;
  await must('S16: an order is found by what is inside it, and the filter is kept', async () => {
    await show_orders(page, 'All');
    await page.getByRole('searchbox').fill('PO-FIR');
    await expect_gone(page.getByRole('row', { name: /Cedar Kiosk/ }));
    await expect_visible(page.getByRole('row', { name: /Fir Cinema.*Corner Café/ }));
    await page.getByRole('combobox', { name: 'Site' }).selectOption({ label: 'Corner Café' });
    await button(page, 'Save filter').click();
    await textbox(page, 'Name').fill('Fir at the corner');
    await picture(page, 'office-save-filter');
    await button(page, 'Save it').click();
    await expect_visible(button(page, 'Forget filter'));
    await page.getByRole('searchbox').fill('');
    await expect_visible(page.getByRole('row', { name: /Cedar Kiosk/ }));
    await button(page, 'Fir at the corner').click();
    await expect_gone(page.getByRole('row', { name: /Cedar Kiosk/ }));
    await picture(page, 'office-filter');
    const file = await saved_file(page, button(page, 'Export CSV'));
    assert.match(file.text, /Order,Site,.*\s+\d{4},corner,\d{4},Fir Cinema,.*\s+$/);
    await button(page, 'Forget filter').click();
    await expect_gone(button(page, 'Fir at the corner'));
    await page.getByRole('searchbox').fill('');
    await page.getByRole('combobox', { name: 'Site' }).selectOption({ label: 'All sites' });
  });
}

async function receipts(office) {
  const { page } = office;
  await must('A12: a completed order is reprinted as it was', async () => {
    await row_of(page, cedar).click();
    const first = await printed(page, button(page, 'Print receipt'));
    assert.match(first, /House blend, whole beans/);
    assert.match(first, /42\.80/);
    await button(page, 'Complete').click();
    await expect_visible(button(page, 'Reprint receipt'), 60_000);
    const again = await printed(page, button(page, 'Reprint receipt'));
    assert.equal(again.match(/\d{4}/)[0], first.match(/\d{4}/)[0]);
  });
}

/// What the office wants to see before a changed price is good.
async function ask_for_approval(office) {
  const { page } = office;
  await must('A9: an administrator wants an approval of changed prices', async () => {
    await open_section(page, 'Settings');
    await page.getByRole('tab', { name: 'Approval' }).click();
    await page.getByRole('checkbox', { name: 'A price differs from the catalogue' }).check();
    await button(page, 'Save settings').click();
    await expect_visible(page.getByRole('status').filter({ hasText: 'Settings saved' }));
  });
}

async function approval(office) {
  const { page } = office;
  await must('A9 S3: a changed price is approved, which is not yet accepted', async () => {
    await open_order(page, tidewater, 'Awaiting approval');
    await button(page, 'Approve').click();
    await expect_visible(button(page, 'Accept'), 60_000);
    await expect_visible(details(page).getByText('Pending', { exact: true }));
  });
  await must('S15 S12: what was accepted has been verified by itself meanwhile', async () => {
    for (const { company } of [cedar, gorse]) {
      const name = new RegExp(`${company}.*Paid and approved`);
      await expect_visible(page.getByRole('row', { name }));
    }
  });
}

async function refusal(rep, office) {
  await must('A9: of a copy, which has the prices of today, the approval is refused', async () => {
    await button(rep.page, 'Copy as new draft').click();
    await cursor_in(rep.page, 'Add a product');
    await expect_visible(rep.page.getByText('Needs: Price'));
    await textbox(rep.page, 'Price of Fitting on site').fill('80');
    await expect_gone(rep.page.getByText('Needs: Price'));
    await to_details(rep.page);
    await to_confirmation(rep.page);
    await press(rep.page, 'Control+Enter');
    await expect_visible(details(rep.page).getByText('A price differs from the price book.'),
      60_000);
    await open_order(office.page, tidewater, 'Awaiting approval');
    await button(office.page, 'Refuse approval').click();
    await textbox(office.page, 'Reason').fill('The fee is too low');
    await picture(office.page, 'office-refuse');
    await button(office.page, 'Refuse it').click();
    await expect_visible(details(office.page).getByText('The fee is too low'), 60_000);
  });
  await must('A9: the rep reads why, and takes the order back to change it', async () => {
    await open_order(rep.page, tidewater, 'Awaiting approval');
    await expect_visible(details(rep.page).getByText('The fee is too low'));
    await button(rep.page, 'Take back to change').click();
    await expect_state(rep.page, 'Draft');
    await expect_visible(button(rep.page, 'Continue order'));
  });
}

async function edit(office) {
  const { page } = office;
  await must('O12: only what may change is changed', async () => {
    await button(page, 'Edit order').click();
    const asked = dialog(page, 'Edit this order');
    await textbox(asked, 'Notes').fill('Call before noon');
    await textbox(asked, 'PO number').fill('PO-TIDE-1');
    assert.equal(await textbox(asked, 'Price').count(), 0);
    await picture(page, 'office-edit');
    await button(asked, 'Save changes').click();
    await expect_visible(details(page).getByText('PO-TIDE-1'), 60_000);
    await expect_visible(details(page).getByText('Call before noon'));
  });
}

async function reports(office) {
  const { page } = office;
  const figures = { Status: /^Paid and approved 3 128\.40 USD/, Reps: /^Rosa Lindgren /,
    Products: /^House blend, whole beans /, Periods: / 5 2,516\.20 USD 25\.00 USD$/ };
  await must('A14: every report has its figures, and its CSV has the same', async () => {
    await open_section(page, 'Reports');
    for (const [name, figure] of Object.entries(figures)) {
      await page.getByRole('tab', { name, exact: true }).click();
      await expect_visible(page.getByRole('row', { name: figure }));
      await picture(page, `office-report-${name.toLowerCase()}`);
    }
    for (const name of ['Incomplete', 'Awaiting payment']) {
      await page.getByRole('tab', { name, exact: true, selected: false }).click();
      await expect_visible(page.getByRole('tab', { name, exact: true, selected: true }));
      await picture(page, `office-report-${name.split(' ')[0].toLowerCase()}`);
    }
    await page.getByRole('tab', { name: 'Products' }).click();
    const file = await saved_file(page, button(page, 'Export CSV'));
    assert.match(file.text, /House blend, whole beans/);
  });
}

async function narrow(office) {
  const { page } = office;
  await must('S18: without room beside the list each line has a Details link', async () => {
    await page.setViewportSize({ width: 1024, height: 768 });
    await show_orders(page, 'All');
    await row_of(page, cedar).getByRole('link', { name: 'Details' }).click();
    await expect_visible(details(page).getByText(cedar.company));
    await picture(page, 'office-narrow');
    await page.setViewportSize({ width: 1280, height: 800 });
  });
}

async function cancel_several(office) {
  const { page } = office;
  await must('A5: two orders are cancelled at once, and their money is given back', async () => {
    await show_orders(page, 'All');
    await mark(page, cedar, gorse);
    await button(list(page), 'Cancel orders').click();
    const asked = dialog(page, 'Cancel these orders?');
    await textbox(asked, 'Reason for all').fill('The street is closed');
    await picture(page, 'office-cancel-several');
    await button(asked, 'Cancel them').click();
    await close_results(page, '2 done, 0 refused');
    await expect_visible(page.getByRole('row', { name: /Cedar Kiosk.*Canceled/ }));
  });
}

export async function office(folder) {
  const server = await Server.create(path.join(folder, 'server'));
  await server.start();
  await send_carts(server);
  const desk = await open_browser(path.join(folder, 'office'));
  await must('the office logs in', async () => {
    await desk.page.goto(server.url);
    await wait_ready(desk.page);
    await log_in(desk.page, server.login('admin'));
  });
  await general(desk);
  await deny_and_accept(desk);
  await cancel_and_delete(desk);
  await ask_and_leave(desk);
  await settle(desk);
  await search_and_filters(desk);
  await receipts(desk);
  await ask_for_approval(desk);
  const rep = await open_browser(path.join(folder, 'rep'));
  await must('a rep logs in', async () => {
    await rep.page.goto(server.url);
    await wait_ready(rep.page);
    await log_in(rep.page, server.login('rep'));
  });
  await enter_order(rep);
  await approval(desk);
  await edit(desk);
  await refusal(rep, desk);
  await reports(desk);
  await narrow(desk);
  await cancel_several(desk);
  await second_thoughts(rep, desk, fir);
  await webhooks(desk, fir, server);
  await late_price(rep, desk, server);
  await must('nothing went wrong unseen in the office', () => {
    assert.deepEqual([...rep.problems, ...desk.problems], []);
  });
}
