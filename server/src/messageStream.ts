import { Writable } from 'node:stream';

/**
 * Writes header and content of a message with one write. `vscode-jsonrpc` makes two, first a string, then a buffer, and a write takes as long
 * as computing a small result.
 */
export function messageStream(output: Writable): Writable {
  let header = '';
  return new Writable({
    decodeStrings: false,
    write(chunk: string | Buffer, _encoding, done) {
      if (typeof chunk === 'string') {
        header = chunk;
        done();
      } else output.write(Buffer.concat([Buffer.from(header, 'latin1'), chunk]), done);
    },
  });
}
