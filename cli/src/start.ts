import { defaultRetryPolicy } from '#api/retry';
import { currentUser } from '#files/userFolders';
import { run } from './run';

const interrupt = new AbortController();
// The first Ctrl+C cancels requests that have not been sent, and the process exits after the report. The second one exits immediately.
process.once('SIGINT', () => interrupt.abort());
process.once('SIGTERM', () => interrupt.abort());
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    // The reader of the pipe, such as `head`, has exited.
    if (error.code === 'EPIPE') process.exit();
    throw error;
  });
}

void run(process.argv.slice(2), {
  cwd: process.cwd(),
  ...currentUser,
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  signal: interrupt.signal,
  fetch: (url, init) => fetch(url, init),
  retry: defaultRetryPolicy,
}).then((code) => {
  process.exitCode = code;
});
