// Cases that say what they found, go on after a failure, and count.
import assert from 'node:assert/strict';
import { latest_page, picture } from './browser.mjs';

let passed = 0;
const failures = [];

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
  if (latest_page()) await picture(latest_page(), 'failed').catch(() => {});
  const words = String(problem.stack ?? problem).replaceAll('\n', '\n     ');
  console.log(`FAIL ${sentence}\n     ${words}`);
  return false;
}

/// Runs one step that the next ones build on; throws `StepFailed` after reporting a failure.
export async function must(sentence, body) {
  if (!(await check_that(sentence, body))) throw new StepFailed(sentence);
}

export class StepFailed extends Error {}

/// Prints the sum and returns whether all passed.
export function conclude() {
  console.log(`browser: ${passed} passed, ${failures.length} failed`);
  return failures.length === 0;
}

export { assert };
