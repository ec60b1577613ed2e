import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

// yaml-language-server as an editor has it: a process that speaks LSP over its standard input and output.
export class LanguageServer {
  #process;
  #received = Buffer.alloc(0);
  #replies = new Map();
  #diagnostics = new Map();
  #last = 0;
  #files = 0;

  constructor(script) {
    this.#process = spawn(process.execPath, [script, '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] });
    this.#process.stdout.on('data', (chunk) => this.#take(chunk));
    this.#process.once('exit', () => {
      for (const { fail } of this.#replies.values()) fail(new Error('the language server ended'));
    });
  }

  async start() {
    await this.#request('initialize', {
      processId: process.pid,
      rootUri: null,
      capabilities: {
        textDocument: {
          completion: { completionItem: { snippetSupport: true, documentationFormat: ['markdown', 'plaintext'] } },
          hover: { contentFormat: ['markdown', 'plaintext'] },
        },
        workspace: { configuration: true },
      },
    });
    this.#send({ method: 'initialized', params: {} });
  }

  async stop() {
    await this.#request('shutdown', null);
    this.#send({ method: 'exit' });
    await new Promise((done) => this.#process.once('exit', done));
  }

  // What is marked in a text, as if it were a file in `folder`: [{line, message}], lines from 1.
  diagnostics(folder, text) {
    const uri = this.#newFile(folder);
    return new Promise((done) => {
      this.#diagnostics.set(uri, (found) =>
        done(found.map((d) => ({ line: d.range.start.line + 1, message: d.message }))));
      this.#open(uri, text);
    });
  }

  // What is offered at the place of `|` in a text: [{label, documentation, insertText, …}].
  async completion(folder, text) {
    const reply = await this.#request('textDocument/completion', this.#at(folder, text));
    return Array.isArray(reply) ? reply : reply.items;
  }

  // What the pointer shows at the place of `|` in a text; empty if nothing.
  async hover(folder, text) {
    const reply = await this.#request('textDocument/hover', this.#at(folder, text));
    return reply?.contents?.value ?? '';
  }

  #at(folder, text) {
    const uri = this.#newFile(folder);
    const before = text.slice(0, text.indexOf('|')).split('\n');
    this.#open(uri, text.replace('|', ''));
    return { textDocument: { uri }, position: { line: before.length - 1, character: before.at(-1).length } };
  }

  // The server remembers a file's text for a while: each question has a file of its own, which need not exist.
  #newFile(folder) {
    return pathToFileURL(join(folder, `question-${++this.#files}.yaml`)).href;
  }

  #open(uri, text) {
    this.#send({
      method: 'textDocument/didOpen',
      params: { textDocument: { uri, languageId: 'yaml', version: 1, text } },
    });
  }

  #request(method, params) {
    const id = ++this.#last;
    this.#send({ id, method, params });
    return new Promise((done, fail) => this.#replies.set(id, { done, fail }));
  }

  #send(message) {
    const body = JSON.stringify({ jsonrpc: '2.0', ...message });
    this.#process.stdin.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
  }

  #take(chunk) {
    this.#received = Buffer.concat([this.#received, chunk]);
    for (;;) {
      const end = this.#received.indexOf('\r\n\r\n');
      if (end < 0) return;
      const length = Number(/Content-Length: (\d+)/i.exec(this.#received.subarray(0, end).toString())[1]);
      if (this.#received.length < end + 4 + length) return;
      const body = this.#received.subarray(end + 4, end + 4 + length).toString();
      this.#received = this.#received.subarray(end + 4 + length);
      this.#handle(JSON.parse(body));
    }
  }

  #handle(message) {
    if (message.method === 'textDocument/publishDiagnostics') {
      const { uri, diagnostics } = message.params;
      this.#diagnostics.get(uri)?.(diagnostics);
    } else if (message.method === 'workspace/configuration') {
      // Nothing is fetched from anywhere: the schema is what the first line names.
      const settings = { yaml: { schemaStore: { enable: false } } };
      this.#send({ id: message.id, result: message.params.items.map((i) => settings[i.section] ?? {}) });
    } else if (message.method && message.id !== undefined) {
      this.#send({ id: message.id, result: null });
    } else if (this.#replies.has(message.id)) {
      const { done, fail } = this.#replies.get(message.id);
      this.#replies.delete(message.id);
      if (message.error) fail(new Error(message.error.message));
      else done(message.result);
    }
  }
}
