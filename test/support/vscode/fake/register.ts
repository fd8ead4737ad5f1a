import Module from 'node:module';
import { FakeVSCode } from './vscode';

/**
 * Makes `import … from 'vscode'` work in a test that runs in Node.js. Import it before any module of the client. There is one instance per
 * test file, because the client imports the module only once.
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
