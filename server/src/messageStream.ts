import { Writable } from 'node:stream';

/**
 * Writes each message to `output` at once. `vscode-jsonrpc` writes the header as a string, waits, and writes the content as a buffer; a write
 * takes as long as computing a small result.
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
