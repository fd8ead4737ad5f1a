// npm run sandbox: installs, builds and runs the local API. Options go through: npm run sandbox -- --put reset
import { ensureInstalled } from './ensureInstalled.mjs';

ensureInstalled();
await import('./build.mjs');
await import('../dist/sandbox.js');
