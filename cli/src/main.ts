import { homedir } from 'node:os';
import { run } from './run';

const interrupt = new AbortController();
// The first Ctrl-C stops what has not been sent; once that is reported the process ends. The second one ends it at once.
process.once('SIGINT', () => interrupt.abort());
process.once('SIGTERM', () => interrupt.abort());
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    // The reader of a pipe, such as `head`, has seen enough.
    if (error.code === 'EPIPE') process.exit();
    throw error;
  });
}

void run(process.argv.slice(2), {
  cwd: process.cwd(),
  env: process.env,
  home: homedir(),
  platform: process.platform,
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  signal: interrupt.signal,
  fetch: (url, init) => fetch(url, init),
}).then((code) => {
  process.exitCode = code;
});
