import { mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { Module, createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { Script } from 'node:vm';
import { type EngineSetting, engineSetting, setEngine } from './engineSettings';

const retentionDays = 30;
/** In ms. After this time, most of what is used has been compiled. */
const compileDelayMs = 3000;

/**
 * Runs a CommonJS bundle, and stores the code that V8 has compiled in `folder` for the next run, as `enableCompileCache` does in Node 22.
 * A cache that can't be read or written only makes the start slower.
 *
 * `folder` must be private to the user, because code in it is run. `purpose`: runs with another purpose use other parts of the bundle.
 */
export function runCached(file: string, folder: string, purpose: string): void {
  // Bundles are ASCII (`scripts/build.mjs`). Reading them as such is faster, and takes one byte of memory per character.
  const source = readFileSync(file, 'latin1');
  const setting = engineSetting();
  const cacheFile = join(folder, cacheName(file, purpose));
  const cachedData = tryRead(cacheFile);
  const script = new Script(Module.wrap(source), { filename: file, ...(cachedData && { cachedData }) });
  if (!cachedData || script.cachedDataRejected) writeCacheLater(script, cacheFile, setting);
  const module = { exports: {} };
  const run: unknown = script.runInThisContext();
  if (typeof run !== 'function') throw new TypeError(`${file} is not a CommonJS module.`);
  Reflect.apply(run, module.exports, [module.exports, createRequire(file), module, file, dirname(file)]);
}

/** Different for each installation: npm sets the same modification time on all files, but not the same change time. */
function cacheName(file: string, purpose: string): string {
  const { size, mtimeMs, ctimeMs } = statSync(file);
  const { version, arch } = process;
  return [basename(file, '.js'), purpose, version, arch, size, mtimeMs, ctimeMs].join('-');
}

function tryRead(file: string): Buffer | undefined {
  try {
    return readFileSync(file);
  } catch {
    return undefined;
  }
}

/** Writes the cache when the process exits, or earlier if it runs for a while, because it may be killed. */
function writeCacheLater(script: Script, file: string, setting: EngineSetting): void {
  let isWritten = false;
  const writeCache = () => {
    if (!isWritten) tryWrite(file, compiledCode(script, setting));
    isWritten = true;
  };
  process.once('exit', writeCache);
  setTimeout(writeCache, compileDelayMs).unref();
}

/** V8 rejects code that was written with other flags than those of the process that reads it. */
function compiledCode(script: Script, setting: EngineSetting): Buffer {
  const current = engineSetting();
  setEngine(setting);
  const data = script.createCachedData();
  setEngine(current);
  return data;
}

function tryWrite(file: string, data: Buffer): void {
  const folder = dirname(file);
  // Another process may read or write the same file.
  const temporary = `${file}.${process.pid}`;
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    writeFileSync(temporary, data, { mode: 0o600 });
    renameSync(temporary, file);
    removeOld(folder);
  } catch {
    // The program works without it. What has been written is removed by a later run.
  }
}

/** The code of versions that are no longer used, and files that were not completely written. */
function removeOld(folder: string): void {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    const days = (Date.now() - statSync(path).mtimeMs) / (24 * 60 * 60 * 1000);
    if (days > retentionDays) rmSync(path, { recursive: true, force: true });
  }
}
