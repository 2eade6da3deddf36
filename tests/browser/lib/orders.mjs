// What reps and clerks do with orders, in the words a screen reader hears: roles and names only.
import { open_section, press, wait_ready } from './rep.mjs';
import { cursor_in, eventually, expect_visible, is_there } from './wait.mjs';

export const button = (page, name) => page.getByRole('button', { name, exact: true });
export const textbox = (page, name) => page.getByRole('textbox', { name });
export const dialog = (page, name) => page.getByRole('dialog', { name });

/// The newest row of the customer, in whatever list is shown.
export const row_of = (page, customer) =>
  page.getByRole('row', { name: new RegExp(customer.company) }).first();

/// Opens the wizard for a customer who is found by typing the beginning of a name.
export async function start_order(page, words) {
  await open_section(page, 'Orders');
  await page.keyboard.press('n');
  await cursor_in(page, 'Search customers');
  await page.keyboard.type(words);
  await expect_visible(page.getByRole('row', { name: new RegExp(words, 'i') }));
  await page.keyboard.press('Enter');
  await cursor_in(page, 'Add a product');
}

export async function add_product(page, words) {
  await cursor_in(page, 'Add a product');
  await page.keyboard.type(words);
  await expect_visible(page.getByRole('option'));
  await press(page, 'Enter');
}

/// Adds a product that asks nothing; the cursor waits in its quantity then.
export async function add_goods(page, words) {
  await add_product(page, words);
  await cursor_in(page, 'Quantity');
}

/// Goes on from the items to the details, where the payment method is chosen if one is given.
export async function to_details(page, method) {
  await press(page, 'Control+Enter');
  await expect_visible(page.getByRole('textbox', { name: 'PO number' }));
  if (!method) return;
  await page.getByRole('combobox', { name: 'Payment method' }).selectOption({ label: method });
}

export async function to_confirmation(page) {
  await press(page, 'Control+Enter');
  await expect_visible(page.getByRole('textbox', { name: 'Signed by' }));
}

/// Places the order as it is confirmed and waits until the server has numbered it.
export async function place(page, customer) {
  await press(page, 'Control+Enter');
  await expect_visible(page.getByRole('heading', { name: 'Orders', exact: true }));
  await eventually('the server has numbered the order', async () =>
    /^\s*#?\d{4}/.test(await row_of(page, customer).innerText()), 60_000);
}

/// Starts the client again, which exchanges at once instead of at the next half minute.
export async function refresh(page) {
  await page.reload();
  await wait_ready(page);
}

/// Opens the customer's newest order that shows this state, once it has come to this device.
export async function open_order(page, customer, state) {
  await refresh(page);
  await open_section(page, 'Orders');
  await page.getByRole('button', { name: /^All \d/ }).click();
  const name = new RegExp(`${customer.company}.*${state}`);
  const row = page.getByRole('row', { name }).first();
  await expect_visible(row, 60_000);
  // A newer order may arrive under the pointer; then another one was opened.
  await eventually('the order is open', async () => {
    await row.click();
    return is_there(details(page).getByText(customer.company), 3_000);
  }, 60_000);
  await expect_state(page, state);
}

/// What stands beside the list about the order that is open.
export const details = (page) => page.getByRole('region', { name: 'Order details' });

export const expect_state = (page, state) =>
  expect_visible(details(page).getByText(state, { exact: true }), 60_000);
