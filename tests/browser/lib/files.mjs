// What leaves the client for people: files that are saved, and documents that are printed.
import fs from 'node:fs';

/// The file that pressing `locator` saves: its name, and its text without quotes around cells.
export async function saved_file(page, locator) {
  const [download] = await Promise.all([page.waitForEvent('download'), locator.click()]);
  const text = fs.readFileSync(await download.path(), 'utf8');
  return { name: download.suggestedFilename(), text: text.replaceAll('"', '') };
}

/// The document that pressing `locator` prints, as one line of text.
export async function printed(page, locator) {
  await page.evaluate(() => document.getElementById('print')?.remove());
  await locator.click();
  await page.locator('#print').waitFor({ state: 'attached' });
  const text = await page.frameLocator('#print').locator('body').innerText();
  return text.replace(/\s+/g, ' ');
}
