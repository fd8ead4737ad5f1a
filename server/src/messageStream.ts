import { Writable } from 'node:stream';

/**
 * Writes each message to `output` at once. `vscode-jsonrpc` writes the header as a string and the content as a buffer, and each write takes
 * as long as computing a small result.
 */
export function messageStream(output: Writable): Writable {
  let header = '';
  return new Writable({
    decodeStrings: false,
    write(chunk: string | Buffer, _encoding, done) {
      if (typeof chunk === 'string') {
        header = chunk;
        done();
      } else output.write(Buffer.concat([Buffer.from(header), chunk]), done);
    },
  });
}
