import assert from 'node:assert/strict';
import { PassThrough, Writable } from 'node:stream';
import { describe, it } from 'node:test';
import type { Message } from 'vscode-languageserver/node';
import { StreamReader, StreamWriter } from '#server/stdio';

const message = (method: string, params: unknown): Message => ({ jsonrpc: '2.0', method, params }) as Message;

/** What a writer writes, a string per write. */
async function written(messages: readonly Message[]): Promise<string[]> {
  const writes: string[] = [];
  const output = new Writable({
    write(chunk: Buffer, _encoding, done) {
      writes.push(chunk.toString());
      done();
    },
  });
  const writer = new StreamWriter(output);
  for (const one of messages) await writer.write(one);
  return writes;
}

/** What a reader reads from these chunks. */
function read(chunks: readonly (string | Buffer)[]): { messages: Message[]; errors: string[] } {
  const input = new PassThrough();
  const reader = new StreamReader(input);
  const messages: Message[] = [];
  const errors: string[] = [];
  reader.onError((error) => errors.push(error.message));
  reader.listen((received) => messages.push(received));
  for (const chunk of chunks) input.emit('data', Buffer.from(chunk));
  return { messages, errors };
}

const hello = message('hello', { name: 'Zoë 👋' });
const bye = message('bye', {});

describe('messages on a stream', () => {
  it('are written with one write each, with their length in bytes', async () => {
    const [first] = await written([hello, bye]);
    const content = JSON.stringify(hello);
    assert.equal(first, `Content-Length: ${content.length + 3}\r\n\r\n${content}`);
    assert.equal((await written([hello, bye])).length, 2);
  });
  it('are accepted while the client does not read, and written in order once it does', async () => {
    const output = new PassThrough({ highWaterMark: 16 });
    const writer = new StreamWriter(output);
    const large = message('large', { text: 'x'.repeat(1_200_000) });
    const messages = [hello, large, large, bye];
    for (const one of messages) await writer.write(one);
    writer.end();
    const chunks: Buffer[] = [];
    for await (const chunk of output) chunks.push(chunk as Buffer);
    assert.deepEqual(read(chunks).messages, messages);
  });
  it('are read from one chunk', async () => {
    assert.deepEqual(read([(await written([hello, bye])).join('')]).messages, [hello, bye]);
  });
  it('are read from two chunks, wherever the first one ends', async () => {
    const bytes = Buffer.from((await written([hello, bye])).join(''));
    for (let end = 0; end <= bytes.length; end++)
      assert.deepEqual(read([bytes.subarray(0, end), bytes.subarray(end)]).messages, [hello, bye], `${end}`);
  });
  it('are read from chunks of one byte', async () => {
    const bytes = Buffer.from((await written([hello, bye])).join(''));
    const chunks = [...bytes].map((byte) => Buffer.from([byte]));
    assert.deepEqual(read(chunks).messages, [hello, bye]);
  });
  it('may have other headers, and names of headers in lowercase', () => {
    const content = JSON.stringify(bye);
    const type = 'Content-Type: application/vscode-jsonrpc; charset=utf-8';
    const text = `${type}\r\ncontent-length:${content.length}\r\n\r\n${content}`;
    assert.deepEqual(read([text]).messages, [bye]);
  });
  it('that are not JSON, or have no length, are errors, and the next message is read', async () => {
    const [valid = ''] = await written([bye]);
    const { messages, errors } = read([`Content-Length: 3\r\n\r\n{a}`, 'X: 1\r\n\r\n', valid]);
    assert.deepEqual(messages, [bye]);
    assert.equal(errors.length, 2);
  });
  it('are not read after the listener is disposed', async () => {
    const input = new PassThrough();
    const messages: Message[] = [];
    new StreamReader(input).listen((received) => messages.push(received)).dispose();
    input.emit('data', Buffer.from((await written([bye])).join('')));
    assert.deepEqual(messages, []);
  });
});
