// A webhook from its form to a receiver that was away at first: what is told waits, is sent again
// by hand, and the webhook is removed.
import net from 'node:net';
import { picture } from '../lib/browser.mjs';
import { requests_of, start_counterpart } from '../lib/counterpart.mjs';
import { assert, must } from '../lib/check.mjs';
import { button, dialog, expect_state, open_order, textbox } from '../lib/orders.mjs';
import { open_section } from '../lib/rep.mjs';
import { eventually, expect_gone, expect_visible } from '../lib/wait.mjs';

const tab = (page, name) => page.getByRole('tab', { name, exact: true });
const delivery = (page) => page.getByRole('row', { name: /^Order accepted, / }).first();

/// A port that nobody listens on.
function free_port() {
  return new Promise((resolve) => {
    const server = net.createServer();
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

async function open_tab(page, name) {
  await open_section(page, 'Outgoing');
  await tab(page, name).click();
}

/// Makes the webhook and returns its secret, which is shown this once.
async function create(page, port) {
  await open_tab(page, 'Webhooks');
  await button(page, 'New webhook').click();
  await button(page, 'Add').click();
  await expect_visible(page.getByText('Choose at least one event.'));
  await textbox(page, 'Address').fill(`http://127.0.0.1:${port}/hooks`);
  await page.getByRole('checkbox', { name: 'Order accepted' }).check();
  await picture(page, 'office-webhook');
  await button(page, 'Add').click();
  await expect_visible(textbox(page, 'Secret'), 60_000);
  await picture(page, 'office-webhook-secret');
  const secret = await textbox(page, 'Secret').inputValue();
  await button(page, 'Hide the secret').click();
  await expect_gone(textbox(page, 'Secret'));
  return secret;
}

export async function webhooks({ page }, customer, server) {
  const port = await free_port();
  let secret = '';
  await must('a webhook is made, and its secret is shown once', async () => {
    secret = await create(page, port);
    assert.match(secret, /^whsec_/);
  });
  await must('what nobody takes waits in the deliveries with its reason', async () => {
    await open_order(page, customer, 'Awaiting approval');
    await button(page, 'Accept').click();
    await expect_state(page, 'Active');
    await open_tab(page, 'Deliveries');
    await expect_visible(delivery(page), 60_000);
    await delivery(page).click();
    await expect_visible(page.getByText(/in a private network/), 60_000);
    await picture(page, 'office-deliveries');
  });
  await must('sent again by hand it arrives, signed with the secret', async () => {
    // The receiver stands in a private network, which has to be allowed.
    server.admin('provider', 'set', 'webhooks', 'allow_private=yes');
    await start_counterpart('signed_receiver.py', 'webhooks', secret, '--port', `${port}`);
    await button(page, 'Send again').click();
    await eventually('the receiver has it', async () =>
      (await requests_of(port)).some((each) =>
        JSON.parse(each.body).type === 'order.accepted'), 60_000);
    await tab(page, 'Jobs').click();
    await picture(page, 'office-jobs');
    await tab(page, 'Deliveries').click();
    await expect_visible(page.getByRole('row', { name: /^Order accepted, .* Done / }));
  });
  await must('the webhook is removed after a question', async () => {
    await tab(page, 'Webhooks').click();
    const row = page.getByRole('row', { name: new RegExp(`:${port}/hooks`) });
    await row.click();
    await button(page, 'Remove the webhook').click();
    await picture(page, 'office-webhook-remove');
    await button(dialog(page, 'Remove this webhook?'), 'Keep it').click();
    await button(page, 'Remove the webhook').click();
    await button(dialog(page, 'Remove this webhook?'), 'Remove it').click();
    await expect_gone(row);
  });
}
