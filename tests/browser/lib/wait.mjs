// Waiting for what a person waits for: that something is there, gone, or says something.
import assert from 'node:assert/strict';

const patience_ms = 30_000;

export function expect_visible(locator, timeout = patience_ms) {
  return locator.first().waitFor({ state: 'visible', timeout });
}

/// Whether it is visible within this time.
export function is_there(locator, timeout) {
  return expect_visible(locator, timeout).then(() => true, () => false);
}

export function expect_gone(locator, timeout = patience_ms) {
  return locator.first().waitFor({ state: 'detached', timeout });
}

/// Asks `question` until it is true; the answer is looked at again and again, never assumed.
export async function eventually(sentence, question, timeout = patience_ms) {
  const until = Date.now() + timeout;
  while (Date.now() < until) {
    if (await question()) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  assert.fail(`never came true: ${sentence}`);
}

/// Waits until typing goes into the field whose name begins so.
export function cursor_in(page, name) {
  return eventually(`the cursor waits in ${name}`, () =>
    page.evaluate(
      (begins) => document.activeElement?.getAttribute('aria-label')?.startsWith(begins) ?? false,
      name,
    ));
}
