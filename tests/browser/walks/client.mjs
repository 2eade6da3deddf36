// What customers see without any script: the shop of a site, the client area, and paying by card.
import path from 'node:path';
import { open_browser, picture } from '../lib/browser.mjs';
import { assert, must } from '../lib/check.mjs';
import { mails_in, start_counterpart, tell_counterpart, text_of } from '../lib/counterpart.mjs';
import { button, textbox } from '../lib/orders.mjs';
import { Server } from '../lib/server.mjs';
import { eventually, expect_visible } from '../lib/wait.mjs';

const event_secret = 'whsec_of_the_gateway';
const guest = { first: 'Ana', last: 'Trujillo', email: 'ana@gull.example', company: 'Gull Café' };
const [first_password, second_password] = ['Gullkaffee1', 'Gullkaffee2'];

const heading = (page, name) => page.getByRole('heading', { name, level: 1, exact: true });
const link = (page, name) => page.getByRole('link', { name, exact: true });

/// Fills in what the labels say; those of compulsory fields end with a star.
async function fill(page, values) {
  for (const [label, value] of Object.entries(values)) {
    await textbox(page, new RegExp(`^${label}( \\*)?$`)).fill(value);
  }
}

/// Waits for the page with this heading and keeps a picture of it.
async function arrive(page, title, name) {
  await expect_visible(heading(page, title));
  await picture(page, `client-${name}`);
}

async function shop(page, server) {
  await must('O17 S19: a site has its shop, where a customer says who he is', async () => {
    await page.goto(`${server.origin}/shop/nowhere`);
    await arrive(page, 'There is no such shop', 'no-shop');
    await page.goto(`${server.origin}/shop/corner`);
    await arrive(page, 'Your details', 'details');
    await fill(page, { 'First name': guest.first, 'Last name': guest.last,
      'E-mail': guest.email, Company: guest.company });
    await button(page, 'Go on to the products').click();
    await arrive(page, 'Products', 'products');
  });
  await must('O17: he fills his cart and sees what it comes to', async () => {
    await page.getByRole('searchbox', { name: 'Search products' }).fill('kettle');
    await button(page, 'Search').click();
    assert.equal(await page.getByRole('spinbutton').count(), 1);
    await page.getByRole('spinbutton', { name: 'Quantity of Water kettle 1.7 l' }).fill('2');
    await button(page, 'Go on to check and order').click();
    await expect_visible(page.getByRole('row', { name: /Water kettle 1\.7 l.*2.*119\.80/ }));
    await arrive(page, 'Check and order', 'checkout');
  });
  await must('O17 O1: he places it by bank transfer and is told what to pay', async () => {
    await page.getByRole('radio', { name: 'Bank transfer' }).check();
    await button(page, 'Place the order').click();
    await expect_visible(page.getByText('Awaiting payment'));
    await expect_visible(page.getByText(/^Pay 119\.80 USD to Harborview Coffee Supply/));
    await expect_visible(button(page, 'Pay 119.80 USD by card'));
    await arrive(page, 'Thank you for your order', 'thanks');
  });
}

/// The link in the newest mail to the guest.
function link_in(mails) {
  const mail = mails_in(mails).filter((each) => each.includes(guest.email)).pop() ?? '';
  return text_of(mail).match(/http:\/\/\S+\/client\/reset\/\S+/)?.[0];
}

/// Chooses a password by the mailed link, which works once.
async function choose_password(page, mails) {
  await must('A17 C9: a mailed link lets him choose a password by the rule, once', async () => {
    await eventually('the mail is in the sink', () => link_in(mails), 60_000);
    const mailed = link_in(mails);
    await page.goto(mailed);
    await arrive(page, 'Choose a password', 'choose');
    await fill(page, { 'New password': 'gullkaffee', 'New password again': 'gullkaffee' });
    await button(page, 'Keep this password').click();
    await expect_visible(page.getByRole('alert'));
    await picture(page, 'client-choose-again');
    await fill(page, { 'New password': first_password, 'New password again': first_password });
    await button(page, 'Keep this password').click();
    await arrive(page, 'Your password is set', 'chosen');
    await page.goto(mailed);
    await arrive(page, 'This link is no longer valid', 'used-link');
  });
}

async function enter(page, password) {
  await fill(page, { Login: guest.email, Password: password });
  await button(page, 'Log in').click();
}

/// Logs in and returns the number of the order.
async function log_in(page, server) {
  let number = '';
  await must('A17: a wrong password is told, the right one shows his orders', async () => {
    await page.goto(`${server.origin}/client`);
    await arrive(page, 'Customer login', 'login');
    await enter(page, 'Wrong-one1');
    await expect_visible(page.getByText('Login or password is wrong; check both.'));
    await picture(page, 'client-wrong');
    await enter(page, first_password);
    await expect_visible(page.getByText('There are no invoices yet.'));
    await picture(page, 'client-no-invoices');
    await link(page, 'Orders').click();
    await expect_visible(page.getByRole('row', { name: /Awaiting payment 119\.80 USD/ }));
    await arrive(page, 'Orders', 'orders');
    number = await page.getByRole('rowheader').getByRole('link').innerText();
    await link(page, number).click();
    await arrive(page, `Order ${number}`, 'order');
    await page.goto(`${server.origin}/client/orders/none`);
    await arrive(page, 'Not found', 'not-found');
  });
  return number;
}

/// Goes to the gateway's page, which is not ready at once, and comes back too early; returns the
/// field of the card.
async function to_gateway(page, gateway) {
  await tell_counterpart(gateway, { mode: 'fail', times: 1 });
  await button(page, 'Pay 119.80 USD by card').click();
  await expect_visible(page.getByText('The payment page is being prepared.'));
  const address = page.url();
  // The page looks again each second; it stays while it is looked at here.
  await page.route('**/*', (route) => route.abort('aborted'));
  await picture(page, 'client-preparing');
  await page.unroute('**/*');
  await page.goto(address);
  const card = textbox(page, 'Card number');
  await expect_visible(card, 60_000);
  await page.goto(`${address}?back=9`);
  await expect_visible(page.getByText('The payment has not arrived yet.'));
  await picture(page, 'client-not-arrived');
  await link(page, 'Back to the payment page').click();
  await expect_visible(card);
  return card;
}

async function pay(page, server, number, gateway) {
  await must('A17: accepted, the order has an invoice that says how to pay it', async () => {
    server.admin('accept', number);
    await link(page, 'Invoices').click();
    await expect_visible(page.getByRole('row', { name: /119\.80 USD due .* 119\.80 USD/ }));
    await picture(page, 'client-invoices');
    await page.getByRole('rowheader').getByRole('link').click();
    await expect_visible(page.getByRole('heading', { name: 'How to pay' }));
    await expect_visible(page.getByText('You can use: Bank transfer, Check by mail, Cash.'));
    await picture(page, 'client-invoice');
  });
  await must('A17: a card that is declined pays nothing, another one pays it', async () => {
    const card = await to_gateway(page, gateway);
    await card.fill('4000000000000002');
    await button(page, 'Pay now').click();
    await expect_visible(page.getByText('Your card was declined.'));
    await card.fill('4242424242424242');
    await button(page, 'Pay now').click();
    await expect_visible(page.getByText('Thank you: 119.80 USD was paid.'), 60_000);
    await arrive(page, 'Pay by card', 'paid');
    await page.getByRole('link', { name: /^Invoice \d+$/ }).click();
    assert.equal(await button(page, 'Pay 119.80 USD by card').count(), 0);
    await picture(page, 'client-paid-invoice');
  });
  await must('A17 O16: the invoice can be printed and kept as a PDF', async () => {
    const address = await link(page, 'Download PDF').getAttribute('href');
    const file = await page.request.get(server.origin + address);
    assert.equal((await file.body()).subarray(0, 5).toString(), '%PDF-');
    await link(page, 'View and print').click();
    await expect_visible(page.getByText('Water kettle 1.7 l'));
    await picture(page, 'client-document');
    await page.goBack();
  });
}

async function own_login(page) {
  await must('C9 A17: he changes his password, and logs out', async () => {
    await link(page, 'Password').click();
    await arrive(page, 'Change password', 'password');
    const next = { 'New password': second_password, 'New password again': second_password };
    await fill(page, { 'Current password': 'Wrong-one1', ...next });
    await button(page, 'Change password').click();
    await expect_visible(page.getByText('The current password is wrong; type it again.'));
    await fill(page, { 'Current password': first_password, ...next });
    await button(page, 'Change password').click();
    await expect_visible(page.getByText('Your password was changed.'));
    await expect_visible(page.getByRole('row', { name: /Paid 119\.80 USD/ }));
    await page.setViewportSize({ width: 390, height: 800 });
    await picture(page, 'client-phone');
    await button(page, 'Log out').click();
    await expect_visible(heading(page, 'Customer login'));
  });
  await must('A17: who forgot his password gets a link, whoever he is', async () => {
    await page.getByRole('link', { name: /^Forgot password/ }).click();
    await arrive(page, 'Forgot password', 'forgot');
    await fill(page, { Login: 'nobody@gull.example' });
    await button(page, 'Mail me a link').click();
    await arrive(page, 'Look into your mailbox', 'mailed');
  });
}

export async function client(folder) {
  const server = await Server.create(path.join(folder, 'server'));
  const mails = path.join(folder, 'mails');
  const sink = await start_counterpart('smtp_sink.py', mails);
  const gateway = await start_counterpart('card_gateway.py', 'sk_test_1');
  server.admin('provider', 'set', 'mail', 'host=127.0.0.1', `port=${sink}`, 'security=none',
    'from=desk@harborview.example');
  server.admin('provider', 'set', 'card', `url=http://127.0.0.1:${gateway}`, 'secret_key=sk_test_1',
    `event_secret=${event_secret}`);
  server.admin('site', 'add', 'corner', 'Corner Café');
  await server.start();
  const events = { url: `${server.origin}/v1/card/events`, secret: event_secret };
  await tell_counterpart(gateway, { events });
  const { page, problems } = await open_browser(path.join(folder, 'guest'));
  await shop(page, server);
  await choose_password(page, mails);
  const number = await log_in(page, server);
  await pay(page, server, number, gateway);
  await own_login(page);
  await must('nothing went wrong unseen in shop and client area', () => {
    assert.deepEqual(problems, []);
  });
}
