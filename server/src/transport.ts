import { parseArgs } from 'node:util';
import {
  IPCMessageReader,
  IPCMessageWriter,
  type MessageReader,
  type MessageWriter,
  StreamMessageReader,
  StreamMessageWriter,
  createServerPipeTransport,
  createServerSocketTransport,
} from 'vscode-jsonrpc/node';

/** The way to the client that the command line names, as all language servers have it; undefined where it names none. */
export function transportFor(args: readonly string[]): [MessageReader, MessageWriter] | undefined {
  const { values } = parseArgs({
    args: [...args],
    options: {
      stdio: { type: 'boolean' },
      'node-ipc': { type: 'boolean' },
      pipe: { type: 'string' },
      socket: { type: 'string' },
    },
    // Clients add what other servers know, such as --clientProcessId.
    strict: false,
  });
  if (values.stdio === true) return overStdio();
  if (values['node-ipc'] === true) return [new IPCMessageReader(process), new IPCMessageWriter(process)];
  if (typeof values.pipe === 'string') return createServerPipeTransport(values.pipe);
  if (typeof values.socket === 'string') return createServerSocketTransport(Number(values.socket));
  return undefined;
}

function overStdio(): [MessageReader, MessageWriter] {
  return [new StreamMessageReader(process.stdin), new StreamMessageWriter(process.stdout)];
}
