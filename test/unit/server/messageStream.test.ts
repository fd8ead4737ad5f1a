import assert from 'node:assert/strict';
import { Writable } from 'node:stream';
import { describe, it } from 'node:test';
import { type ResponseMessage, StreamMessageWriter } from 'vscode-languageserver/node';
import { messageStream } from '#server/messageStream';

describe('messages on stdio', () => {
  it('are written with one call each, in order', async () => {
    const written: string[] = [];
    const output = new Writable({
      writev(chunks, done) {
        written.push(chunks.map(({ chunk }) => String(chunk)).join(''));
        setImmediate(done);
      },
    });
    const writer = new StreamMessageWriter(messageStream(output));
    const messages = ['ü', 'b'].map((result, id): ResponseMessage => ({ jsonrpc: '2.0', id, result }));
    await Promise.all(messages.map((message) => writer.write(message)));
    assert.deepEqual(written, [
      'Content-Length: 38\r\n\r\n{"jsonrpc":"2.0","id":0,"result":"ü"}',
      'Content-Length: 37\r\n\r\n{"jsonrpc":"2.0","id":1,"result":"b"}',
    ]);
  });
});
