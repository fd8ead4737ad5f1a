import Module from 'node:module';
import { FakeVSCode } from './vscode';

/**
 * Lets `import … from 'vscode'` work in a test that runs in Node alone. Import it before anything of the client. The one instance lives as
 * long as the test file: what the client imported once stays the same object.
 */
export const fakeVSCode = new FakeVSCode();

const { api } = fakeVSCode;
const load: unknown = Reflect.get(Module, '_load');
Reflect.set(Module, '_load', function (this: unknown, request: string, ...rest: unknown[]): unknown {
  if (request === 'vscode') return api;
  const loaded: unknown =
    typeof load === 'function' ? Reflect.apply(load, this, [request, ...rest]) : undefined;
  return loaded;
});
