// axe-core on the twins of a screen, or on a page: what assistive technology would stumble over.
import fs from 'node:fs';
import { createRequire } from 'node:module';

const file = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const source = fs.readFileSync(file, 'utf8');
const found = [];
let screens = 0;

/// Examines the page as it stands; what is wrong is kept for `axe_findings`.
export async function examine(page, name) {
  await page.evaluate(source);
  const violations = await page.evaluate(async () => {
    // The twins' own text is transparent over the canvas; contrast is held by the theme's tests.
    const rules = { 'color-contrast': { enabled: !document.getElementById('canvas') } };
    const result = await globalThis.axe.run(document, { rules });
    return result.violations.map(({ id, nodes }) => ({ id, html: nodes.map((node) => node.html) }));
  });
  screens += 1;
  for (const { id, html } of violations) {
    found.push(`${name}: ${id}: ${html.slice(0, 3).join(' ')}`);
  }
}

/// What was found since the start, and on how many screens was looked.
export function axe_findings() {
  return { screens, found };
}
