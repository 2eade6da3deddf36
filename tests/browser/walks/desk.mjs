// The order desk as its people use it: a rep enters, a clerk accepts, collects and follows up.
import path from 'node:path';
import { open_browser, picture } from '../lib/browser.mjs';
import { assert, must } from '../lib/check.mjs';
import { mails_in, requests_of, start_counterpart, tell_counterpart } from
  '../lib/counterpart.mjs';
import { add_goods, add_product, button, details, expect_state, open_order, place, refresh, row_of,
  start_order, to_confirmation, to_details } from '../lib/orders.mjs';
import { create_customer, log_in, open_section, press, wait_ready } from '../lib/rep.mjs';
import { Server } from '../lib/server.mjs';
import { eventually, expect_gone, expect_visible } from '../lib/wait.mjs';

const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';

const bakery = {
  company: 'Northlight Bakery',
  first: 'Ida',
  last: 'Sørensen',
  email: 'ida@northlight.example',
};
const bar = { company: 'Quick Gold Bar', first: 'Max', last: 'Power', email: 'max@risky.example' };

/// 003: the form with its compulsory fields, then the address, and a number from 1001.
async function customers(rep) {
  await must('003: a customer is created and numbered from 1001 on', async () => {
    await create_customer(rep.page, bakery);
    await eventually('the account has its number', async () =>
      /Account 1\d{3}/i.test(await rep.page.getByRole('main').innerText()), 60_000);
    await picture(rep.page, 'desk-customer');
    await create_customer(rep.page, bar);
  });
}

/// 000: search first, then an order whose item asks questions.
async function configured_order(rep) {
  const { page } = rep;
  await must('000: search, order, required configuration, confirmation', async () => {
    await start_order(page, 'northl');
    await add_product(page, 'web shop');
    const domain = page.getByRole('textbox', { name: 'Domain of the shop' });
    await expect_visible(domain);
    await button(page, 'Done').click();
    await expect_visible(page.getByRole('alert'));
    await picture(page, 'desk-question');
    await domain.fill('shop.northlight.example');
    await page.getByRole('combobox', { name: 'Language' }).selectOption({ label: 'French' });
    await button(page, 'Done').click();
    await expect_gone(domain);
    await to_details(page);
    await to_confirmation(page);
    await expect_visible(page.getByText('shop.northlight.example'));
    await button(page, 'Hide Configurations').click();
    await expect_gone(page.getByText('shop.northlight.example'));
    await button(page, 'Show Configurations').click();
    await picture(page, 'desk-confirm');
    await place(page, bakery);
  });
}

/// 001: a pending order is accepted with its server, user name, account and welcome e-mail.
async function accept_with_provisioning(office, services, mails) {
  const { page } = office;
  await must('001: a pending order is accepted and its service provisioned', async () => {
    await open_order(page, bakery, 'Awaiting approval');
    await button(page, 'Accept').click();
    await page.getByRole('combobox', { name: 'Server' }).selectOption({ label: 'web-2' });
    await page.getByRole('textbox', { name: 'Username' }).fill('northl');
    await page.getByRole('checkbox', { name: 'Create account' }).check();
    await page.getByRole('checkbox', { name: 'Send welcome e-mail' }).check();
    await picture(page, 'desk-accept');
    await button(page, 'Accept it now').click();
    await eventually('the service was asked for once', async () => {
      const asked = (await requests_of(services)).map((request) => JSON.parse(request.body));
      return asked.filter((each) => each.act === 'create' && each.server === 'web-2' &&
        each.username === 'northl').length === 1;
    }, 60_000);
    await expect_visible(page.getByText('on web-2 as northl'), 60_000);
    await expect_visible(page.getByText('Active', { exact: true }));
    await picture(page, 'desk-provisioned');
  });
  await must('C6: the welcome mail tells the customer that it is ready', async () => {
    await eventually('the mail is in the sink', () =>
      mails_in(mails).some((mail) => mail.includes(bakery.email) &&
        /^Subject: Welcome/m.test(mail)), 60_000);
  });
}

/// A domain goes to its registrar, which refuses it at first.
async function register(rep, office, services) {
  const { page } = office;
  await must('A3: a domain is sent to the registrar; refused, the order says why', async () => {
    await start_order(rep.page, 'northl');
    await add_product(rep.page, 'domain name');
    const domain = rep.page.getByRole('textbox', { name: 'Domain name' });
    await domain.fill('northlight.example');
    await button(rep.page, 'Done').click();
    await expect_gone(domain);
    await to_details(rep.page);
    await to_confirmation(rep.page);
    await place(rep.page, bakery);
    await open_order(page, bakery, 'Awaiting approval');
    await button(page, 'Accept').click();
    await expect_visible(page.getByRole('combobox', { name: 'Registrar' }));
    await page.getByRole('checkbox', { name: 'Send to registrar' }).check();
    await picture(page, 'desk-registrar');
    await tell_counterpart(services, { mode: 'refuse', times: 1 });
    await button(page, 'Accept it now').click();
    await expect_visible(details(page).getByText('this server is full', { exact: false }), 60_000);
    await picture(page, 'desk-refused');
  });
  await must('A2: tried again, it is registered under the same name', async () => {
    await page.getByRole('button', { name: /^Activate Domain name/ }).click();
    await eventually('the registrar has taken it once', async () => {
      const asked = (await requests_of(services)).map((request) => JSON.parse(request.body));
      return asked.filter((each) => each.act === 'register' &&
        each.domain === 'northlight.example').length === 1;
    }, 60_000);
    await expect_visible(details(page).getByText('on Northgate Names', { exact: false }), 60_000);
    await expect_visible(details(page).getByText(/^Tried again by /));
  });
}

async function set_fraud_rules(office) {
  const { page } = office;
  await must('an administrator sets the fraud threshold', async () => {
    await open_section(page, 'Settings');
    await page.getByRole('tab', { name: 'Fraud', exact: true }).click();
    await page.getByRole('textbox', { name: 'Fraud over the score' }).fill('20');
    await page.getByRole('textbox', { name: 'Suspicious domains' }).fill('risky.example');
    await button(page, 'Save settings').click();
    await expect_visible(page.getByRole('status').filter({ hasText: /saved/i }));
  });
}

/// 001: over the threshold an order is fraud; a clerk overrides it and it can be paid.
async function fraud(rep, office) {
  await must('001: over the threshold an order goes to Fraud, not to pending', async () => {
    await start_order(rep.page, 'quick');
    await add_goods(rep.page, 'grinder');
    await to_details(rep.page, 'Bank transfer');
    await to_confirmation(rep.page);
    await press(rep.page, 'Control+Enter');
    await expect_visible(rep.page.getByRole('heading', { name: 'Orders', exact: true }));
    await eventually('the order is marked as fraud', async () =>
      /Fraud/.test(await row_of(rep.page, bar).innerText()), 60_000);
  });
  const { page } = office;
  await must('001 A6 A7: set back to pending its invoice is unpaid again', async () => {
    await open_order(page, bar, 'Fraud');
    const findings = details(page);
    await expect_visible(findings.getByRole('heading', { name: 'Fraud check results' }));
    await expect_visible(findings.getByText('Score of own rules'));
    await expect_visible(findings.getByText('risky.example', { exact: false }));
    await picture(page, 'desk-fraud');
    await button(page, 'Set back to pending').click();
    await page.getByRole('textbox', { name: 'Reason' }).fill('Called back; he is real');
    await button(page, 'Set it back').click();
    await expect_state(page, 'Awaiting payment');
    await expect_visible(details(page).getByText('Pending', { exact: true }));
  });
  await must('001 A7: then it is paid as any other and awaits its approval', async () => {
    await button(page, 'Record payment').click();
    await expect_visible(page.getByText('This pays everything that is open.'));
    await button(page, 'Record it').click();
    await expect_state(page, 'Awaiting approval');
  });
}

/// Another clerk was quicker: the second one is told who did what, and nothing is done twice.
async function second_clerk(office, server) {
  const { page } = office;
  await must('A15: the second clerk on an order is told who did what', async () => {
    const number = (await row_of(page, bar).innerText()).match(/\d{4}/)[0];
    server.admin('accept', number);
    await button(page, 'Deny').click();
    await page.getByRole('textbox', { name: 'Reason' }).fill('Too late');
    await button(page, 'Deny it now').click();
    await expect_visible(page.getByText(/Last change: accepted.* by satchel/), 60_000);
    await picture(page, 'desk-second-clerk');
  });
}

/// 002: awaiting payment, collected, awaiting approval, handled.
async function collect(rep, office) {
  const { page } = office;
  await must('002: an order by bank transfer awaits its payment', async () => {
    await start_order(rep.page, 'northl');
    await add_goods(rep.page, 'kettle');
    await to_details(rep.page, 'Bank transfer');
    await to_confirmation(rep.page);
    await press(rep.page, 'Control+Enter');
    await expect_state(rep.page, 'Awaiting payment');
  });
  await must('002: the clerk records the payment; the order awaits approval', async () => {
    await open_order(page, bakery, 'Awaiting payment');
    await button(page, 'Record payment').click();
    await page.getByRole('textbox', { name: 'Reference' }).fill('TRN 4711');
    await picture(page, 'desk-payment');
    await button(page, 'Record it').click();
    await expect_state(page, 'Awaiting approval');
  });
  await must('002: accepted it is handled, as the demo verifies without delay', async () => {
    await button(page, 'Accept').click();
    await expect_state(page, 'Paid and approved');
    await picture(page, 'desk-handled');
  });
}

/// 002: an order that was not finished is followed up.
async function follow_up(rep, office) {
  await must('002: an incomplete order is followed up with the reason', async () => {
    await start_order(rep.page, 'northl');
    await add_goods(rep.page, 'ice maker');
    await open_section(rep.page, 'Customers');
    const { page } = office;
    await refresh(page);
    await open_section(page, 'Orders');
    await page.getByRole('button', { name: /^Incomplete/ }).click();
    const left = page.getByRole('row', { name: new RegExp(`${bakery.company}.*Incomplete`) });
    await expect_visible(left, 60_000);
    await left.first().click();
    await button(page, 'Note the reason').click();
    await page.getByRole('textbox', { name: 'Reason' }).fill('Wants to measure the kitchen first');
    await button(page, 'Note it').click();
    await expect_visible(page.getByText('Wants to measure the kitchen first'));
    await picture(page, 'desk-follow-up');
  });
}

/// 003: Save and Pay.
async function save_and_pay(rep) {
  const { page } = rep;
  await must('003: Save and Pay places the order with its payment', async () => {
    await start_order(page, 'northl');
    await add_goods(page, 'filter brewer');
    await to_details(page, 'Cash');
    await to_confirmation(page);
    await button(page, 'Save and Pay').click();
    await picture(page, 'desk-save-and-pay');
    await button(page, 'Place and pay').click();
    await expect_state(page, 'Awaiting approval');
  });
}

/// A service that is set up on payment is there before the order is accepted.
async function set_up_on_payment(rep, office, services) {
  const { page } = rep;
  await must('A4: a paid item is set up by itself while its order stays pending', async () => {
    await start_order(page, 'northl');
    await add_product(page, 'web shop');
    const domain = page.getByRole('textbox', { name: 'Domain of the shop' });
    await domain.fill('paid.northlight.example');
    await page.getByRole('combobox', { name: 'Language' }).selectOption({ label: 'English' });
    await button(page, 'Done').click();
    await expect_gone(domain);
    await to_details(page, 'Cash');
    await to_confirmation(page);
    await button(page, 'Save and Pay').click();
    await button(page, 'Place and pay').click();
    await expect_state(page, 'Awaiting approval');
    await eventually('the service was asked for once', async () => {
      const asked = (await requests_of(services)).map((request) => JSON.parse(request.body));
      return asked.filter((each) => each.act === 'create' && each.server === 'web-1').length === 1;
    }, 60_000);
    await open_order(office.page, bakery, 'Awaiting approval');
    await expect_visible(details(office.page).getByText('Active', { exact: true }), 60_000);
    const row = office.page.getByRole('row', { name: /Northlight Bakery, Pending, cash/ });
    await expect_visible(row);
    await expect_visible(button(office.page, 'Accept'));
    await picture(office.page, 'desk-set-up-on-payment');
  });
}

/// 000: the receipt goes out by one click.
async function receipt(office, mails) {
  const { page } = office;
  await must('000: the receipt is mailed and arrives with its PDF', async () => {
    await open_order(page, bakery, 'Paid and approved');
    await button(page, 'E-mail receipt').click();
    await eventually('the mail is in the sink', () =>
      mails_in(mails).some((mail) => mail.includes(bakery.email) && mail.includes('.pdf')), 60_000);
  });
}

export async function desk(folder) {
  const server = await Server.create(path.join(folder, 'server'));
  const mails = path.join(folder, 'mails');
  const sink = await start_counterpart('smtp_sink.py', mails);
  const services = await start_counterpart('signed_receiver.py', 'services', secret);
  const loopback = `http://127.0.0.1:${services}`;
  server.admin('provider', 'set', 'mail', 'host=127.0.0.1', `port=${sink}`, 'security=none',
    'from=desk@harborview.example');
  server.admin('provider', 'set', 'provisioning', `url=${loopback}`, `secret=${secret}`);
  server.admin('provider', 'set', 'registrar', `url=${loopback}`, `secret=${secret}`);
  await server.start();
  const rep = await open_browser(path.join(folder, 'rep'));
  const office = await open_browser(path.join(folder, 'office'));
  await must('a rep and an administrator log in', async () => {
    for (const [browser, role] of [[rep, 'rep'], [office, 'admin']]) {
      await browser.page.goto(server.url);
      await wait_ready(browser.page);
      await log_in(browser.page, server.login(role));
    }
  });
  await customers(rep);
  await configured_order(rep);
  await accept_with_provisioning(office, services, mails);
  await register(rep, office, services);
  await set_fraud_rules(office);
  await fraud(rep, office);
  await second_clerk(office, server);
  await collect(rep, office);
  await follow_up(rep, office);
  await save_and_pay(rep);
  await set_up_on_payment(rep, office, services);
  await receipt(office, mails);
  await must('nothing went wrong unseen at the desk', () => {
    assert.deepEqual([...rep.problems, ...office.problems], []);
  });
}
