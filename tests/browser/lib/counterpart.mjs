// The other side of a provider: a program of tests/counterparts on a port of its own.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { closes } from './closing.mjs';
import { root } from './server.mjs';

/// Starts the program and returns its port once it says that it listens.
export async function start_counterpart(name, ...args) {
  const program = path.join(root, 'tests/counterparts', name);
  const child = spawn('/usr/bin/python3', [program, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  closes(() => child.kill('SIGKILL'));
  return new Promise((resolve, reject) => {
    let said = '';
    child.stdout.on('data', (bytes) => {
      said += bytes;
      const match = said.match(/listening on (\d+)/);
      if (match) resolve(Number(match[1]));
    });
    child.on('exit', (code) => reject(new Error(`${name} ended with ${code}: ${said}`)));
  });
}

/// Tells the HTTP counterpart on this port how to answer the next requests.
export async function tell_counterpart(port, wanted) {
  await fetch(`http://127.0.0.1:${port}/control`,
    { method: 'POST', body: JSON.stringify(wanted) });
}

/// What the HTTP counterpart on this port was asked so far.
export async function requests_of(port) {
  const answer = await fetch(`http://127.0.0.1:${port}/control`);
  return (await answer.json()).requests;
}

/// The mails that the sink took into `folder`, as text, the oldest first.
export function mails_in(folder) {
  if (!fs.existsSync(folder)) return [];
  return fs
    .readdirSync(folder)
    .filter((name) => name.endsWith('.eml'))
    .sort((left, right) => parseInt(left) - parseInt(right))
    .map((name) => fs.readFileSync(path.join(folder, name), 'utf8'));
}

/// What a mail of one text says.
export function text_of(mail) {
  const [head, body = ''] = mail.split(/\r?\n\r?\n/, 2);
  return /encoding: base64/i.test(head) ? Buffer.from(body, 'base64').toString('utf8') : body;
}
