// How a rep enters an order with all that one can have: the customer, items of every kind, terms,
// and a quote before it.
import { picture } from '../lib/browser.mjs';
import { assert, must } from '../lib/check.mjs';
import { printed } from '../lib/files.mjs';
import { add_goods, add_product, button, details, dialog, expect_state, textbox, to_confirmation,
  to_details } from '../lib/orders.mjs';
import { open_section, press } from '../lib/rep.mjs';
import { cursor_in, eventually, expect_gone, expect_visible } from '../lib/wait.mjs';

export const tidewater = { company: 'Tidewater Books', first: 'Nora', last: 'Åberg',
  email: 'nora@tidewater.example' };

/// The day so many days from today, where the demo organisation is.
function day(offset) {
  const today = new Intl.DateTimeFormat('en-CA', { timeZone: 'America/New_York' }).format();
  return new Date(Date.parse(today) + offset * 86_400_000).toISOString().slice(0, 10);
}

async function customer(rep) {
  const { page } = rep;
  await must('C14: likely duplicates stand beside the form while it is typed', async () => {
    await open_section(page, 'Customers');
    await page.getByRole('button', { name: /^New customer/ }).click();
    await textbox(page, 'Company name').fill('Blue Anchor');
    const likely = page.getByRole('region', { name: 'Likely duplicates' });
    await expect_visible(likely.getByRole('link', { name: 'Open Blue Anchor Hotel' }));
    await expect_visible(likely.getByText(/^Account 1\d{3}, Portland$/));
    await picture(page, 'office-duplicates');
    await textbox(page, 'Company name').fill(tidewater.company);
    await expect_gone(likely.getByRole('link'));
  });
  await must('C2 C7 C11: a contact, the e-mail as login, the address when asked', async () => {
    await textbox(page, 'First name').fill(tidewater.first);
    await textbox(page, 'Last name').fill(tidewater.last);
    await textbox(page, 'Primary email').fill(tidewater.email);
    await eventually('the login is the e-mail', async () =>
      (await textbox(page, 'Login').inputValue()) === tidewater.email);
    assert.equal(await textbox(page, 'Street').count(), 0);
    await button(page, 'Show Address').click();
    await textbox(page, 'Street').fill('9 Pier Road');
    await textbox(page, 'City').fill('Camden');
    await button(page, 'Add contact').click();
    await textbox(page, 'Name of contact 1').fill('Otto Berg');
    await textbox(page, 'Role of contact 1').fill('Bookkeeper');
    await textbox(page, 'Phone').first().press('Tab');
    await page.keyboard.type('Tidewater1');
    await press(page, 'Tab');
    await page.keyboard.type('Tidewater1');
    await picture(page, 'office-customer-form');
  });
  await must('C10 C17: saved with a new order, the customer is in it already', async () => {
    await button(page, 'Save and new order').click();
    await cursor_in(page, 'Add a product');
    await expect_visible(page.getByText(/^Tidewater Books, account 1\d{3}, Camden/));
  });
}

async function items(rep) {
  const { page } = rep;
  await must('P3: an add-on wants its base, and leaves with it', async () => {
    await add_product(page, 'barista');
    await expect_visible(page.getByRole('alert').filter({ hasText: /is an add-on/ }));
    await page.getByRole('combobox', { name: 'Add a product' }).fill('');
    await add_goods(page, 'duo 200');
    await press(page, 'Enter');
    await add_product(page, 'barista');
    await expect_visible(page.getByText('Add-on of Espresso machine Duo 200'));
    await button(page, 'Remove Espresso machine Duo 200').click();
    await expect_gone(page.getByText('Add-on of Espresso machine Duo 200'));
    await button(page, 'Undo').click();
    await expect_visible(page.getByText('Add-on of Espresso machine Duo 200'));
  });
  await must('P7: a price and a quantity that are required lead back until entered', async () => {
    await page.getByRole('combobox', { name: 'Add a product' }).focus();
    await add_goods(page, 'fitting');
    await expect_visible(page.getByText('Needs: Price, Quantity'));
    await press(page, 'Control+Enter');
    await cursor_in(page, 'Price of Fitting on site');
    await picture(page, 'office-required');
    await page.keyboard.type('80');
    await textbox(page, 'Quantity of Fitting on site').fill('2');
    await press(page, 'Enter');
    await expect_gone(page.getByText(/^Needs: /));
  });
  await must('P4 P5 P6: another plan brings its charges, and one of them is changed', async () => {
    await add_product(page, 'web shop');
    const asked = dialog(page, 'Configure Web shop hosting');
    const fee = textbox(asked, 'Unit price of Monthly fee');
    await expect_visible(fee);
    assert.equal(await fee.inputValue(), '12.00');
    const plan = asked.getByRole('combobox', { name: 'Plan' });
    const business = await plan.locator('option', { hasText: 'Business' }).innerText();
    await plan.selectOption({ label: business });
    await eventually('the fee is that of the plan', async () =>
      (await fee.inputValue()) === '29.00');
    await fee.fill('25');
    await textbox(asked, 'Domain of the shop').fill('books.tidewater.example');
    await asked.getByRole('combobox', { name: 'Language' }).selectOption({ label: 'English' });
    await picture(page, 'office-item');
    await button(asked, 'Done').click();
    await expect_gone(asked);
  });
}

async function terms(rep) {
  const { page } = rep;
  await must('O5: the menu of configuration fields shows those that are chosen', async () => {
    await to_details(page);
    await button(page, 'Configuration Fields').click();
    const menu = dialog(page, 'Configuration Fields');
    for (const name of ['Start date', 'End date', 'Referral']) {
      await menu.getByRole('checkbox', { name }).check();
    }
    await picture(page, 'office-fields');
    await button(menu, 'Done').click();
    await expect_gone(menu);
    await textbox(page, 'Referral').fill('The harbour master');
  });
  await must('O2 O4: no day before the account, no end before the start', async () => {
    await textbox(page, 'Order date').fill(day(-1));
    await textbox(page, 'Start date').fill(day(7));
    await textbox(page, 'End date').fill(day(3));
    await press(page, 'Control+Enter');
    await cursor_in(page, 'Order date');
    await eventually('both are told', async () => (await page.getByRole('alert').count()) === 2);
    await picture(page, 'office-terms');
    await textbox(page, 'Order date').fill(day(0));
    await textbox(page, 'End date').fill(day(372));
    await expect_gone(page.getByRole('alert'));
  });
  await must('O9: Back leads from the confirmation to the details, and on again', async () => {
    await to_confirmation(page);
    await expect_visible(page.getByText('The harbour master'));
    await expect_visible(page.getByText(/^2,?268\.00 USD$/));
    await button(page, 'Back').click();
    await expect_visible(textbox(page, 'Referral'));
    await to_confirmation(page);
    await picture(page, 'office-confirm');
  });
}

async function quote(rep) {
  const { page } = rep;
  await must('O10: the order is kept as a quote, with its last day', async () => {
    await button(page, 'Save as quote').click();
    await picture(page, 'office-quote-until');
    await button(page, 'Save quote').click();
    await expect_state(page, 'Quote');
    assert.match(await printed(page, button(page, 'Print quote')), /Quote.*Tidewater Books/);
    await picture(page, 'office-quote');
  });
  await must('O10: the quote becomes an order, which waits for an approval', async () => {
    await button(page, 'Turn into an order').click();
    await cursor_in(page, 'Signed by');
    await page.keyboard.type('Nora Åberg');
    await press(page, 'Control+Enter');
    await expect_visible(details(page).getByText('A price differs from the price book.'), 60_000);
  });
}

/// Everything a rep does until the order waits for its approval.
export async function enter_order(rep) {
  await customer(rep);
  await items(rep);
  await terms(rep);
  await quote(rep);
}
