// What the customers of a site order there: carts as the site's own server sends them.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { root } from './server.mjs';

const catalogue = JSON.parse(
  fs.readFileSync(path.join(root, 'assets/demo/catalogue.json'), 'utf8'));

export class Site {
  /// Adds the site, of a reseller if one is named; its customers may be invoiced later.
  constructor(server, code, name, reseller) {
    const owner = reseller ? ['--reseller', reseller] : [];
    server.admin('site', 'add', code, name, '--on-account', ...owner);
    this.key = server.admin('site', 'key', code).trim().split(/\s+/).pop();
    this.address = () => `${server.origin}/v1/sites/${code}/carts/${randomUUID()}`;
  }

  /// Places an order of `company` over two of the product with this code.
  async order(company, { code, ...terms }) {
    const product = catalogue.products.find((each) => each.code === code);
    const first_name = company.split(' ')[0];
    const email = `${first_name.toLowerCase()}@guests.example`;
    const customer = { first_name, last_name: 'Holm', email, company_name: company };
    const items = [{ product_id: product.id, quantity: 2 }];
    const answer = await fetch(this.address(), {
      method: 'PUT',
      headers: { authorization: `Bearer ${this.key}`, 'content-type': 'application/json' },
      body: JSON.stringify({ customer, items, ...terms, place: true }),
    });
    assert.equal(answer.status, 200, await answer.text());
  }
}
