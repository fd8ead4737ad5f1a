// Installs, builds and runs the local API. Usage: npm run sandbox [-- OPTIONS], for example: npm run sandbox -- --put reset
import { ensureInstalled } from './ensureInstalled.mjs';

ensureInstalled();
await import('./build.mjs');
await import('../dist/sandbox.js');
