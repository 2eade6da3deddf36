// What is thought better of: a placed order withdrawn and discarded by its rep, one marked as fraud
// by the office and set back.
import { picture } from '../lib/browser.mjs';
import { assert, must } from '../lib/check.mjs';
import { add_goods, button, details, dialog, expect_state, open_order, place, row_of, start_order,
  textbox, to_confirmation, to_details } from '../lib/orders.mjs';
import { open_section } from '../lib/rep.mjs';
import { expect_gone, expect_visible } from '../lib/wait.mjs';

const hotel = { company: 'Blue Anchor Hotel' };

async function withdraw_and_discard({ page }) {
  await must('S2: a rep withdraws the order that he placed: it is a draft again', async () => {
    await start_order(page, 'blue anchor');
    await add_goods(page, 'kettle');
    await to_details(page, 'Bank transfer');
    await to_confirmation(page);
    await place(page, hotel);
    await row_of(page, hotel).click();
    await button(page, 'Withdraw').click();
    await expect_state(page, 'Draft');
    await expect_visible(button(page, 'Continue order'));
  });
  await must('S5: discarded after a question, it can only be viewed', async () => {
    await button(page, 'Discard draft').click();
    const asked = dialog(page, 'Discard this draft?');
    await picture(page, 'office-discard-draft');
    await button(asked, 'Keep the draft').click();
    await expect_visible(button(page, 'Continue order'));
    await button(page, 'Discard draft').click();
    await button(dialog(page, 'Discard this draft?'), 'Discard it').click();
    await expect_state(page, 'Canceled');
    for (const name of ['Continue order', 'Discard draft', 'Withdraw']) {
      assert.equal(await button(page, name).count(), 0);
    }
    await expect_visible(button(page, 'Copy as new draft'));
  });
}

async function fraud_by_hand({ page }, fir) {
  await must('S8 A7: the office marks an order as fraud, and sets it back', async () => {
    await open_section(page, 'Orders');
    await open_order(page, fir, 'Awaiting approval');
    await button(page, 'Fraud').click();
    await textbox(page, 'Reason').fill('The card was stolen');
    await button(page, 'Mark as fraud').click();
    await expect_visible(button(page, 'Set back to pending'), 60_000);
    assert.ok(await details(page).getByText('Fraud', { exact: true }).count() > 1);
    await expect_visible(details(page).getByText('The card was stolen'));
    await picture(page, 'office-fraud');
    await button(page, 'Set back to pending').click();
    await textbox(page, 'Reason').fill('It was found');
    await button(page, 'Set it back').click();
    await expect_gone(button(page, 'Set back to pending'));
    await expect_state(page, 'Pending');
  });
}

export async function second_thoughts(rep, office, fir) {
  await withdraw_and_discard(rep);
  await fraud_by_hand(office, fir);
}
