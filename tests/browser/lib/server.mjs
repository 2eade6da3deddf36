// A real satcheld over a data folder of its own, started and stopped as the walk demands.
import { execFileSync, spawn } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { closes } from './closing.mjs';

export const root = path.resolve(import.meta.dirname, '../../..');
const build = path.resolve(process.env.SATCHEL_BUILD ?? path.join(root, 'build/release'));
const site = path.resolve(process.env.SATCHEL_SITE ?? path.join(root, 'build/web/site'));

function free_port() {
  return new Promise((resolve, reject) => {
    const probe = net.createServer();
    probe.on('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

export class Server {
  /// Makes the demo organisation in `folder`; the server itself is not started yet.
  static async create(folder) {
    fs.rmSync(folder, { recursive: true, force: true });
    fs.mkdirSync(folder, { recursive: true });
    execFileSync(path.join(build, 'satchel'), ['demo', '--data', folder], { encoding: 'utf8' });
    return new Server(folder, await free_port());
  }

  constructor(folder, port) {
    this.folder = folder;
    this.port = port;
    this.process = null;
    closes(() => this.process && this.stop('SIGKILL'));
  }

  get origin() {
    return `http://127.0.0.1:${this.port}`;
  }

  /// The client, asked to tell what it draws.
  get url() {
    return `${this.origin}/app/?check`;
  }

  /// The demo users: [{login, password, role}], as the file for people says.
  logins() {
    const text = fs.readFileSync(path.join(this.folder, 'demo-logins.txt'), 'utf8');
    const users = [];
    for (const line of text.split('\n')) {
      const match = line.match(/^\s*(\S+@\S+)\s+(\S+)\s+(\S+)/);
      if (match) users.push({ login: match[1], password: match[2], role: match[3] });
    }
    return users;
  }

  /// The demo user with this role.
  login(role) {
    return this.logins().find((user) => user.role === role);
  }

  /// Starts satcheld and returns once it says that it listens.
  async start() {
    const args = ['--data', this.folder, '--port', String(this.port), '--site', site];
    this.log = fs.openSync(path.join(this.folder, 'satcheld.log'), 'a');
    this.process = spawn(path.join(build, 'satcheld'), args, {
      stdio: ['ignore', 'pipe', this.log],
    });
    await new Promise((resolve, reject) => {
      let said = '';
      this.process.stdout.on('data', (bytes) => {
        said += bytes;
        if (said.includes('listening on')) resolve();
      });
      this.process.on('exit', (code) => reject(new Error(`satcheld ended with ${code}: ${said}`)));
    });
  }

  /// Ends satcheld, gracefully or at once, and returns when it is gone.
  async stop(signal = 'SIGTERM') {
    const ended = new Promise((resolve) => this.process.on('exit', resolve));
    this.process.kill(signal);
    await ended;
    this.process = null;
  }

  /// Runs the admin command line on this folder and returns what it printed.
  admin(...args) {
    return execFileSync(path.join(build, 'satchel'), [...args, '--data', this.folder], {
      encoding: 'utf8',
    });
  }
}
