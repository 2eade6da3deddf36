// Who may do what: users, territories, devices, what was done, and the own login.
import { picture } from '../lib/browser.mjs';
import { assert, must } from '../lib/check.mjs';
import { saved_file } from '../lib/files.mjs';
import { button, dialog, textbox } from '../lib/orders.mjs';
import { open_section, press } from '../lib/rep.mjs';
import { code_of } from '../lib/totp.mjs';
import { expect_gone, expect_visible } from '../lib/wait.mjs';

const petra = { login: 'petra@harborview.example', name: 'Petra Lund' };
const [petras_password, own_password] = ['seven gulls over the pier', 'lantern under the wharf 7'];

const field = (scope, name) => scope.getByRole('textbox', { name, exact: true });
const petras_row = (page, words) =>
  page.getByRole('row', { name: new RegExp(`${petra.name}.*${words}`) });

async function invite(context, page) {
  await must('A16: a user is invited by a link that opens once', async () => {
    await open_section(page, 'Users');
    await page.getByRole('button', { name: /^Invite user/ }).click();
    await field(page, 'Login (e-mail)').fill(petra.login);
    await field(page, 'Name').fill(petra.name);
    await page.getByRole('combobox', { name: 'Role' }).selectOption({ label: 'Clerk' });
    await picture(page, 'admin-invite');
    await button(page, 'Invite').click();
    const link = field(page, 'One-time link');
    await expect_visible(link, 60_000);
    await expect_visible(petras_row(page, 'Clerk.*Not yet.*Active'));
    await picture(page, 'admin-link');
    await choose_password(await context.newPage(), await link.inputValue());
    await button(page, 'Hide the link').click();
    await expect_gone(link);
  });
}

async function choose_password(page, address) {
  await page.goto(address);
  await picture(page, 'admin-invitation');
  await textbox(page, /^Password/).fill(petras_password);
  await textbox(page, 'The same password again').fill(petras_password);
  await button(page, 'Set password').click();
  await expect_visible(page.getByRole('heading', { name: 'Your password is set' }));
  await picture(page, 'admin-invited');
  await page.goto(address);
  await expect_visible(page.getByRole('heading', { name: 'This link is no longer valid' }));
  await picture(page, 'admin-link-used');
  await page.close();
}

async function territories(page) {
  await must('A16: a territory is added, and its list saved as CSV', async () => {
    await page.getByRole('tab', { name: 'Territories' }).click();
    await page.getByRole('button', { name: /^New territory/ }).click();
    await field(page, 'Code').fill('islands');
    await field(page, 'Full name').fill('Outer islands');
    await picture(page, 'admin-territory');
    await button(page, 'Add').click();
    await expect_visible(page.getByRole('row', { name: /^islands Outer islands 0 0$/ }), 60_000);
    const file = await saved_file(page, button(page, 'Export CSV'));
    assert.equal(file.name, 'territories.csv');
    assert.match(file.text, /islands,Outer islands/);
  });
}

async function change_user(page) {
  await must('A16: the user gets another role with a territory, and is disabled', async () => {
    await page.getByRole('tab', { name: 'Users' }).click();
    await petras_row(page, 'Clerk.*Password').click();
    await page.getByRole('combobox', { name: 'Role' }).selectOption({ label: 'Rep' });
    await page.getByRole('checkbox', { name: 'Outer islands' }).check();
    await picture(page, 'admin-user');
    await button(page, 'Save').click();
    await expect_visible(petras_row(page, 'Rep.*Outer islands|Rep.*islands'), 60_000);
    await button(page, 'Disable user').click();
    await picture(page, 'admin-disable');
    await button(page, 'Disable the user').click();
    await expect_visible(petras_row(page, 'Disabled'), 60_000);
    const file = await saved_file(page, button(page, 'Export CSV'));
    assert.match(file.text, /petra@harborview\.example/);
  });
}

async function devices(page) {
  await must('A16: a device is renamed; revoking it asks first', async () => {
    await page.getByRole('tab', { name: 'Devices' }).click();
    // The list of users, which was there before, has her, too.
    const list = page.getByRole('grid', { name: 'Devices' });
    await list.getByRole('row', { name: /Alice Moreau/ }).click();
    await field(page, 'Name for people').fill('Front desk');
    await button(page, 'Rename').click();
    await expect_visible(page.getByRole('row', { name: /Front desk/ }), 60_000);
    await button(page, 'Revoke').click();
    await expect_visible(dialog(page, 'Revoke this device?'));
    await picture(page, 'admin-revoke');
    await button(page, 'Keep the device').click();
    await picture(page, 'admin-device');
  });
}

async function audit_log(page) {
  await must('A16: the audit log tells what was done, by its filter, and as CSV', async () => {
    await open_section(page, 'Audit log');
    await field(page, 'What').fill('edit_settings');
    await button(page, 'Show').click();
    await expect_gone(page.getByRole('row', { name: /accept_invitation/ }));
    await expect_visible(page.getByRole('row', { name: /Alice Moreau.*edit_settings/ }));
    await picture(page, 'admin-audit');
    const file = await saved_file(page, button(page, 'Save as CSV'));
    assert.equal(file.text.match(/edit_settings/g).length, 4);
  });
}

/// Types into the fields that follow each other, the first of which has the focus.
async function type_fields(page, ...texts) {
  for (const [index, text] of texts.entries()) {
    if (index > 0) await press(page, 'Tab');
    await page.keyboard.type(text);
  }
}

async function own_login(page, user) {
  await must('A16: the own password is changed', async () => {
    await open_section(page, 'My account');
    await field(page, 'Current password').focus();
    await type_fields(page, user.password, own_password, 'something else');
    await button(page, 'Change password').click();
    await expect_visible(page.getByText('The two entries differ.'));
    await picture(page, 'admin-password');
    await field(page, 'The new password again').fill(own_password);
    await button(page, 'Change password').click();
    await expect_visible(page.getByRole('status').filter({ hasText: 'Password changed' }), 60_000);
  });
  let key = '';
  await must('A16: codes of an app are set up with recovery codes', async () => {
    await button(page, 'Set up codes').click();
    await expect_visible(field(page, 'Key'), 60_000);
    key = await field(page, 'Key').inputValue();
    await picture(page, 'admin-codes');
    await field(page, 'Code of the app').fill(code_of(key));
    await button(page, 'Confirm the code').click();
    await expect_visible(page.getByText(/^Write these recovery codes down now/), 60_000);
    await picture(page, 'admin-recovery');
  });
  await must('A16: then each login asks for a code besides the new password', async () => {
    await button(page, 'Log out').click();
    await field(page, 'Login').fill(user.login);
    await field(page, 'Login').press('Tab');
    await type_fields(page, own_password);
    await press(page, 'Enter');
    await expect_visible(field(page, 'Code'), 60_000);
    await picture(page, 'admin-code');
    await field(page, 'Code').fill(code_of(key, 1));
    await field(page, 'Code').press('Enter');
    await expect_visible(page.getByRole('heading', { name: 'General' }), 60_000);
  });
  await must('A16: the codes are turned off with the password', async () => {
    await open_section(page, 'My account');
    await button(page, 'Ask for no code').click();
    await expect_visible(dialog(page, 'Ask for no code any more?'));
    await field(page, 'Password').fill(own_password);
    await picture(page, 'admin-no-codes');
    await button(page, 'Turn the codes off').click();
    await expect_visible(button(page, 'Set up codes'), 60_000);
  });
}

/// Everything about who may do what, as the administrator `user` who is logged in on `page`.
export async function access(context, page, user) {
  await invite(context, page);
  await territories(page);
  await change_user(page);
  await devices(page);
  await audit_log(page);
  await own_login(page, user);
}
