import { Writable } from 'node:stream';

/**
 * Writes header and content of a message with one write. `vscode-jsonrpc` makes two, first a string, then a buffer, and a write takes as long
 * as computing a small result.
 */
export function messageStream(output: Writable): Writable {
  return new Writable({
    decodeStrings: false,
    write(chunk: string | Buffer, _encoding, done) {
      if (typeof chunk === 'string') {
        output.cork();
        output.write(chunk);
        done();
      } else {
        output.write(chunk, done);
        output.uncork();
      }
    },
  });
}
