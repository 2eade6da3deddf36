// The administrator's places: settings, catalogue, users and what they did, the own login.
import path from 'node:path';
import { open_browser, picture } from '../lib/browser.mjs';
import { assert, must } from '../lib/check.mjs';
import { add_goods, add_product, button, dialog, row_of, start_order, textbox, to_confirmation }
  from '../lib/orders.mjs';
import { log_in, open_section, press, wait_ready } from '../lib/rep.mjs';
import { Server } from '../lib/server.mjs';
import { eventually, expect_gone, expect_visible } from '../lib/wait.mjs';
import { access } from './admin_access.mjs';

const field = (scope, name) => scope.getByRole('textbox', { name, exact: true });
const choice = (scope, name) => scope.getByRole('combobox', { name, exact: true });
const tab = (page, name) => page.getByRole('tab', { name: new RegExp(`^${name}`) });
const status = (page, words) => page.getByRole('status').filter({ hasText: words });

async function save_settings(page) {
  await button(page, 'Save settings').click();
  await expect_visible(status(page, 'Settings saved'));
}

async function settings(page) {
  await must('A16: each part of the settings opens', async () => {
    await open_section(page, 'Settings');
    for (const name of ['Organisation', 'Payment', 'Approval', 'Fraud', 'Customers', 'Orders']) {
      await tab(page, name).click();
      await picture(page, `admin-settings-${name.toLowerCase()}`);
    }
  });
  await must('O5 P8: an administrator has every order ask for a delivery window', async () => {
    const form = page.getByRole('region', { name: 'Settings form' });
    await button(form, 'Add a question').click();
    await field(form, 'Question').fill('Delivery window');
    await field(form, 'Key').fill('window');
    await choice(form, 'Answer').selectOption({ label: 'Choice' });
    await field(form, 'Choices').fill('Morning, Evening');
    await form.getByRole('checkbox', { name: 'Required', exact: true }).check();
    await picture(page, 'admin-order-field');
    await save_settings(page);
  });
}

const save_customer = (page) => page.getByRole('button', { name: /^Save customer/ }).click();

async function type_passwords(page, password, again) {
  await field(page, 'Phone').press('Tab');
  await page.keyboard.type(password);
  await press(page, 'Tab');
  await page.keyboard.type(again);
}

async function consumers(page) {
  await must('C12: the company name is mandatory until consumers are sold to', async () => {
    await open_section(page, 'Customers');
    await page.getByRole('button', { name: /^New customer/ }).click();
    assert.equal(await field(page, 'Company name').getAttribute('aria-required'), 'true');
    await open_section(page, 'Settings');
    await tab(page, 'Customers').click();
    await page.getByRole('checkbox', { name: /^Sell to consumers/ }).check();
    await save_settings(page);
    await open_section(page, 'Customers');
    await page.getByRole('button', { name: /^New customer/ }).click();
    await eventually('it is not any more', async () =>
      (await field(page, 'Company name').getAttribute('aria-required')) === null, 60_000);
  });
  await must('C12 C4 C9: a consumer needs the compulsory fields and a good password', async () => {
    await page.getByRole('radio', { name: 'Consumer' }).click();
    await expect_gone(field(page, 'Company name'));
    await field(page, 'First name').fill('Pia');
    await field(page, 'Last name').fill('Holm');
    await field(page, 'Primary email').fill('pia@mailbox.example');
    await type_passwords(page, 'sandbar', 'sandbar');
    await save_customer(page);
    await expect_visible(page.getByText(/at least 8 characters with a capital letter and a digit/));
    await type_passwords(page, 'Sandbar22', 'Sandbar23');
    await save_customer(page);
    await expect_visible(page.getByText('The two passwords differ. Type the same one twice.'));
    await picture(page, 'admin-consumer-passwords');
    await type_passwords(page, 'Sandbar22', 'Sandbar22');
    await picture(page, 'admin-consumer');
    await save_customer(page);
    await expect_visible(page.getByRole('heading', { name: 'Pia Holm' }));
  });
}

const product_form = (page) => page.getByRole('region', { name: 'Product', exact: true });

async function begin_product(page, code, name, kind) {
  await button(page, 'New product').click();
  const form = product_form(page);
  await field(form, 'Code').fill(code);
  await field(form, 'Name').fill(name);
  await choice(form, 'Kind').selectOption({ label: kind });
  return form;
}

async function save_product(page, name) {
  await page.getByRole('button', { name: /^Save product/ }).click();
  await expect_gone(product_form(page));
  await page.getByRole('searchbox', { name: 'Search products' }).fill(name);
  await expect_visible(page.getByRole('row', { name: new RegExp(name) }));
}

/// One recurring charge of this price.
async function charge_monthly(form, name, price) {
  await field(form, 'Charge').fill(name);
  await choice(form, 'Charged').selectOption({ label: 'Recurring' });
  await field(form, 'Price').fill(price);
}

async function catalogue(page) {
  await must('P1 P4 P8: a service is drafted with its plan, charge and question', async () => {
    await open_section(page, 'Catalogue');
    await button(page, 'Edit the catalogue').click();
    await expect_visible(page.getByText(/^Draft of version 2/));
    const form = await begin_product(page, 'TAP-1', 'Cold brew tap', 'Service');
    await field(form, 'Plan').fill('Season');
    await charge_monthly(form, 'Tap rent', '35');
    await button(form, 'Add a question').click();
    await field(form, 'Question').fill('Colour');
    await field(form, 'Key').fill('colour');
    await form.getByRole('checkbox', { name: 'Required', exact: true }).check();
    await picture(page, 'admin-product');
    await save_product(page, 'Cold brew tap');
  });
  await must('P3: an add-on belongs to it, a bundle holds it', async () => {
    const add_on = await begin_product(page, 'TAP-2', 'Tap hygiene', 'Add-on');
    await choice(add_on, 'Belongs to').selectOption({ label: 'TAP-1 Cold brew tap' });
    await charge_monthly(add_on, 'Visits', '8.50');
    await picture(page, 'admin-add-on');
    await save_product(page, 'Tap hygiene');
    const bundle = await begin_product(page, 'TER-1', 'Summer terrace', 'Bundle');
    await button(bundle, 'Add a product').click();
    await choice(bundle, 'Product and plan').selectOption({ label: 'TAP-1 Cold brew tap, Season' });
    await picture(page, 'admin-bundle');
    await save_product(page, 'Summer terrace');
    await picture(page, 'admin-draft');
  });
  await must('P1: it is published', async () => {
    await button(page, 'Publish').click();
    await field(dialog(page, 'Publish the catalogue'), 'Name of the version').fill('Terrace');
    await picture(page, 'admin-publish');
    await button(page, 'Publish version').click();
    await expect_visible(button(page, 'Edit the catalogue'), 60_000);
    await expect_visible(page.getByText(/^Terrace, 35 products$/), 60_000);
  });
}

async function sell(page) {
  await must('P1 P3 P4: then it is sold with its add-on, at the drafted charge', async () => {
    await start_order(page, 'blue anchor');
    await add_product(page, 'cold brew');
    const asked = dialog(page, 'Configure Cold brew tap');
    assert.equal(await field(asked, 'Unit price of Tap rent').inputValue(), '35.00');
    await field(asked, 'Colour').fill('Copper');
    await asked.getByRole('button', { name: /^Add Tap hygiene, 8\.50/ }).click();
    await button(asked, 'Done').click();
    await expect_visible(page.getByText('Add-on of Cold brew tap'));
    await picture(page, 'admin-sold');
  });
  await must('O5 P8: every order asks for the delivery window before it goes on', async () => {
    await press(page, 'Control+Enter');
    await expect_visible(page.getByRole('heading', { name: 'Questions' }));
    await press(page, 'Control+Enter');
    await expect_visible(page.getByRole('alert'));
    await picture(page, 'admin-question');
    await choice(page, 'Delivery window').selectOption({ label: 'Evening' });
    await to_confirmation(page);
    for (const words of ['Evening', 'Copper', '43.50 USD']) {
      await expect_visible(page.getByText(words, { exact: true }));
    }
    await button(page, 'Save draft').first().click();
    await expect_visible(page.getByRole('region', { name: 'Order details' }).getByText('Draft'));
  });
}

/// A bundle comes into the order as what it holds.
async function bundle(page) {
  await must('P3: a bundle is sold, and what it holds asks its questions', async () => {
    await start_order(page, 'blue anchor');
    await add_product(page, 'summer terrace');
    await expect_visible(page.getByText('Needs: ', { exact: false }));
    const tap = dialog(page, 'Configure Cold brew tap');
    await field(tap, 'Colour').fill('Steel');
    await button(tap, 'Done').click();
    await expect_gone(tap);
    await expect_gone(page.getByText('Needs: ', { exact: false }));
    await picture(page, 'admin-bundle-sold');
    await button(page, 'Explain every line').click();
    await expect_visible(dialog(page, 'First invoice, line by line'));
    await picture(page, 'admin-explained');
    await press(page, 'Escape');
  });
}

/// An order that was begun on the customer's page is for one plan, and needs a way to be paid.
async function one_plan(page) {
  await must('O3: an order begun on the customer\'s page takes one plan', async () => {
    await open_section(page, 'Customers');
    await row_of(page, { company: 'Blue Anchor Hotel' }).click();
    await button(page, 'New order').click();
    await add_product(page, 'web shop');
    const shop = dialog(page, 'Configure Web shop hosting');
    await field(shop, 'Domain of the shop').fill('anchor.example');
    await choice(shop, 'Language').selectOption({ label: 'English' });
    await button(shop, 'Done').click();
    await expect_gone(shop);
    await add_product(page, 'cold brew');
    const tap = dialog(page, 'Configure Cold brew tap');
    await field(tap, 'Colour').fill('Brass');
    await button(tap, 'Done').click();
    await expect_gone(tap);
    await press(page, 'Control+Enter');
    await expect_visible(page.getByText(/holds exactly one plan\. Make an order for each plan/));
    await picture(page, 'admin-one-plan');
    await button(page, 'Remove Web shop hosting').click();
    await press(page, 'Control+Enter');
    await expect_visible(page.getByRole('textbox', { name: 'PO number' }));
  });
  const methods = ['On account', 'Bank transfer', 'Check', 'Cash', 'Card, by the card gateway'];
  const offer = async (on) => {
    await open_section(page, 'Settings');
    await tab(page, 'Payment').click();
    for (const name of methods) {
      await page.getByRole('checkbox', { name, exact: true }).setChecked(on);
    }
    await save_settings(page);
  };
  await must('P2: without a payment method for its currency no order is placed', async () => {
    await offer(false);
    await picture(page, 'admin-no-payment');
    await start_order(page, 'blue anchor');
    await add_goods(page, 'duo 200');
    await press(page, 'Control+Enter', 'Control+Enter');
    await expect_visible(page.getByText(/No payment method is configured for this currency/));
    await picture(page, 'admin-payment-refused');
    await offer(true);
  });
}

/// What stands on the page of a customer, and what can be done with him.
async function customer_page(page) {
  await must('C13 C16 C17: a customer has a profile, its tabs and its menu', async () => {
    await open_section(page, 'Customers');
    await row_of(page, { company: 'Blue Anchor Hotel' }).click();
    for (const name of ['Subscriptions', 'Invoices', 'Payments', 'Notes', 'History', 'Orders']) {
      await tab(page, name).click();
      await picture(page, `admin-customer-${name.toLowerCase()}`);
    }
    await expect_visible(page.getByRole('row', { name: /Draft/ }));
  });
  await must('C16: his form is opened from the menu, and left as it was', async () => {
    await page.getByRole('button', { name: /^Account Actions/ }).click();
    await button(page, 'Edit').click();
    assert.equal(await field(page, 'Company name').inputValue(), 'Blue Anchor Hotel');
    await picture(page, 'admin-customer-edit');
    await press(page, 'Escape');
    await expect_visible(page.getByRole('heading', { name: 'Blue Anchor Hotel' }));
  });
  await must('C13: new orders of a customer are held, and his page says so', async () => {
    await page.getByRole('button', { name: /^Account Actions/ }).click();
    await button(page, 'Assign to territories').click();
    await picture(page, 'admin-territories-of');
    await press(page, 'Escape');
    await page.getByRole('button', { name: /^Account Actions/ }).click();
    await button(page, 'Set the standing').click();
    await page.getByRole('checkbox', { name: 'Hold new orders' }).check();
    await picture(page, 'admin-standing');
    await button(page, 'Save standing').click();
    await expect_visible(page.getByText('New orders of this customer are on hold.'), 60_000);
    await picture(page, 'admin-on-hold');
  });
}

async function wording(page) {
  await must('A11: a mail is worded by the organisation', async () => {
    await open_section(page, 'Outgoing');
    await tab(page, 'Wording').click();
    await page.getByRole('row', { name: /^Receipt/ }).first().click();
    const text = textbox(page, 'Text');
    await text.focus();
    await press(page, 'Control+End', 'Enter');
    await page.keyboard.type('Harborview, since 1998');
    await button(page, 'Save wording').click();
    await expect_visible(page.getByRole('row', { name: /^Receipt.*Your own/ }), 60_000);
    assert.match(await text.inputValue(), /\nHarborview, since 1998$/);
    await picture(page, 'admin-wording');
    await button(page, 'Back to the delivered wording').click();
    await picture(page, 'admin-wording-back');
    await button(page, 'Use the delivered one').click();
    await expect_visible(page.getByRole('row', { name: /^Receipt.*Delivered/ }), 60_000);
  });
}

async function sites(page) {
  await must('S19: a site is made on its page, with a key that is shown once', async () => {
    await page.evaluate(() => { location.hash = '/settings/sites'; });
    await button(page, 'New site').click();
    await field(page, 'Code').fill('quay');
    await field(page, 'Full name').fill('Quay Kiosk');
    await picture(page, 'admin-site');
    await button(page, 'Add').click();
    const row = page.getByRole('row', { name: /Quay Kiosk/ });
    await expect_visible(row, 60_000);
    await row.click();
    await button(page, 'New key').click();
    await picture(page, 'admin-site-new-key');
    await button(page, 'Give a new key').click();
    await expect_visible(field(page, 'Key'), 60_000);
    assert.match(await field(page, 'Key').inputValue(), /^[0-9a-f]{64}$/);
    await picture(page, 'admin-site-key');
    await button(page, 'Hide the key').click();
    await expect_gone(field(page, 'Key'));
  });
}

/// What was typed into a form is thrown away only after a question.
async function discard(page) {
  await must('C2: a form that was begun is discarded only after a question', async () => {
    await open_section(page, 'Customers');
    await page.getByRole('button', { name: /^New customer/ }).click();
    await textbox(page, 'First name').fill('Nobody');
    await button(page, 'Discard').click();
    await picture(page, 'admin-discard');
    await button(page, 'Discard it').click();
    await expect_visible(page.getByRole('heading', { name: 'Customers', exact: true }));
  });
}

export async function admin(folder) {
  const server = await Server.create(path.join(folder, 'server'));
  await server.start();
  const { context, page, problems } = await open_browser(path.join(folder, 'admin'));
  const user = server.login('admin');
  await must('an administrator logs in', async () => {
    await page.goto(server.url);
    await wait_ready(page);
    await log_in(page, user);
  });
  await settings(page);
  await consumers(page);
  await catalogue(page);
  await sell(page);
  await bundle(page);
  await one_plan(page);
  await customer_page(page);
  await discard(page);
  await sites(page);
  await wording(page);
  await access(context, page, user);
  await must('nothing went wrong unseen at the administrator', () => {
    assert.deepEqual(problems, []);
  });
}
