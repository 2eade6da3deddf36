// Cases that say what they found, go on after a failure, and count.
import assert from 'node:assert/strict';
import { latest_page, picture } from './browser.mjs';

const shown_of_page = 1500;
let passed = 0;
const failures = [];
const second_tries = [];

/// What the page says, for people who read only the log.
async function words_of_page() {
  const text = await latest_page().evaluate(() => document.body.innerText);
  return text.replaceAll(/\s+/g, ' ').slice(0, shown_of_page);
}

/// Runs one case; a failure is reported and kept, and the next case runs.
export async function check_that(sentence, body) {
  const from = Date.now();
  let problem = null;
  await Promise.resolve()
    .then(body)
    .catch((error) => {
      problem = error;
    });
  if (problem === null) {
    passed += 1;
    console.log(`ok   ${sentence} (${Date.now() - from} ms)`);
    return true;
  }
  failures.push(sentence);
  let shown = '';
  if (latest_page()) {
    shown = await words_of_page().catch(String);
    await picture(latest_page(), 'failed').catch(() => {});
  }
  const words = String(problem.stack ?? problem).replaceAll('\n', '\n     ');
  console.log(`FAIL ${sentence}\n     ${words}\n     the page said: ${shown}`);
  return false;
}

/// Runs one step that the next ones build on; throws `StepFailed` after reporting a failure.
export async function must(sentence, body) {
  if (!(await check_that(sentence, body))) throw new StepFailed(sentence);
}

export class StepFailed extends Error {}

/// Takes the newest failure back, because its walk is begun anew; the log keeps it, with what the
/// server said, and so do the last lines.
export function try_again(name, troubles) {
  second_tries.push(`${name}: ${failures.pop()}`);
  for (const line of troubles) console.log(`     the server said: ${line}`);
  console.log(`     once more: ${name}`);
}

/// Prints the sum and returns whether all passed.
export function conclude() {
  for (const each of second_tries) console.log(`browser: begun a second time after: ${each}`);
  console.log(`browser: ${passed} passed, ${failures.length} failed`);
  return failures.length === 0;
}

export { assert };
