// A price that ran out while a rep was offline: his orders come back changed, and each customer
// signs the change or declines it.
import fs from 'node:fs';
import path from 'node:path';
import { picture } from '../lib/browser.mjs';
import { must } from '../lib/check.mjs';
import { add_goods, button, details, dialog, expect_state, start_order, textbox, to_confirmation,
  to_details } from '../lib/orders.mjs';
import { open_section, press } from '../lib/rep.mjs';
import { expect_gone, expect_visible } from '../lib/wait.mjs';

const [old_price, new_price] = ['59.90', '64.90'];

async function place_offline(page, customer) {
  await start_order(page, customer);
  await add_goods(page, 'kettle');
  await to_details(page, 'Bank transfer');
  await to_confirmation(page);
  await press(page, 'Control+Enter');
  await expect_visible(page.getByRole('heading', { name: 'Orders', exact: true }));
}

/// A catalogue with one other price is published, and the one before is sold no more.
async function change_price(server, page) {
  await must('P1: a new version has another price, and the old one is withdrawn', async () => {
    const file = path.join(server.folder, 'prices.csv');
    const lines = server.admin('catalogue', 'export', '--format', 'csv').split('\r\n');
    const changed = lines.map((line) =>
      line.startsWith('KTL-17,') ? line.replace(old_price, new_price) : line);
    fs.writeFileSync(file, changed.join('\r\n'));
    server.admin('catalogue', 'import', file);
    server.admin('catalogue', 'publish', 'Winter', '--from', '2026-01-01');
    await open_section(page, 'Catalogue');
    await page.getByRole('tab', { name: 'Versions' }).click();
    await expect_visible(page.getByRole('row', { name: /Winter/ }), 60_000);
    await page.getByRole('row', { name: /^1 / }).click();
    await button(page, 'Withdraw version').click();
    await picture(page, 'office-withdraw');
    await button(page, 'Withdraw it').click();
    await expect_visible(page.getByRole('row', { name: /^1 .*Withdrawn/ }), 60_000);
  });
}

async function open_changed(page, customer) {
  await open_section(page, 'Orders');
  await page.getByRole('button', { name: /^All \d/ }).click();
  await page.getByRole('row', { name: new RegExp(customer) }).first().click();
  await expect_visible(details(page).getByText(`${old_price} became ${new_price}`,
    { exact: false }), 60_000);
}

export async function late_price(rep, office, server) {
  const { page } = rep;
  await must('O7: two orders are placed offline at the prices the device has', async () => {
    await rep.context.setOffline(true);
    await place_offline(page, 'tidewater');
    await place_offline(page, 'blue anchor');
  });
  await change_price(server, office.page);
  await must('O7: they come back changed, and the customer signs the change', async () => {
    await rep.context.setOffline(false);
    await open_changed(page, 'Tidewater Books');
    await button(page, 'Sign the change').click();
    const asked = dialog(page, 'Does the customer agree?');
    await expect_visible(asked.getByText(`${old_price} became ${new_price}`, { exact: false }));
    await textbox(asked, 'Signed by').fill('Nora Åberg');
    await picture(page, 'office-consent');
    await button(asked, 'Agree').click();
    await expect_gone(button(page, 'Sign the change'));
    await expect_visible(details(page).getByText('64.90 USD', { exact: false }).first());
  });
  await must('O7: the other customer declines, and the order is cancelled', async () => {
    await open_changed(page, 'Blue Anchor');
    await button(page, 'Customer declines').click();
    const asked = dialog(page, 'Does the customer decline?');
    await textbox(asked, 'Reason').fill('Too dear now');
    await picture(page, 'office-decline');
    await button(asked, 'Decline it').click();
    await expect_state(page, 'Canceled');
  });
}
