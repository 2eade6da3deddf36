// What people do in the client, in the words a screen reader hears: roles and names only.
import { expect_visible } from './wait.mjs';

/// Waits until the client has drawn and its service worker can serve it without a network.
export async function wait_ready(page) {
  await page.waitForFunction(() => document.documentElement.dataset.ready === '1');
  await page.waitForFunction(() => document.documentElement.dataset.offlineReady === '1');
}

/// Logs in. A password field has no role, so it is reached as people reach it: with Tab.
export async function log_in(page, user) {
  await page.getByRole('textbox', { name: 'Login' }).fill(user.login);
  await page.getByRole('textbox', { name: 'Login' }).press('Tab');
  await page.keyboard.type(user.password);
  await page.keyboard.press('Enter');
  // A rep begins with his orders, the office with what waits.
  await expect_visible(page.getByRole('heading', { name: /^(Orders|General)$/ }));
}

/// Opens an entry of the rail.
export async function open_section(page, name) {
  await page.getByRole('link', { name: new RegExp(`^${name}`) }).click();
  await expect_visible(page.getByRole('heading', { name, exact: true }));
}

/// Creates a customer with its compulsory fields and returns once its page is shown.
export async function create_customer(page, customer) {
  await open_section(page, 'Customers');
  await page.getByRole('button', { name: /^New customer/ }).click();
  await page.getByRole('textbox', { name: 'Company name' }).fill(customer.company);
  await page.getByRole('textbox', { name: 'First name' }).fill(customer.first);
  await page.getByRole('textbox', { name: 'Last name' }).fill(customer.last);
  await page.getByRole('textbox', { name: 'Primary email' }).fill(customer.email);
  await page.getByRole('textbox', { name: 'Phone' }).press('Tab');
  await page.keyboard.type('Harbour1');
  await page.keyboard.press('Tab');
  await page.keyboard.type('Harbour1');
  await page.getByRole('button', { name: /^Save customer/ }).click();
  await expect_visible(page.getByRole('heading', { name: customer.company }));
}

/// Presses keys one after the other, with real key events.
export async function press(page, ...keys) {
  for (const key of keys) await page.keyboard.press(key);
}
