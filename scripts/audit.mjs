// Checks the bundled packages for known vulnerabilities. Usage: npm run audit
// Plain `npm audit --omit=dev` would check nothing, because package.json has no dependencies: everything is bundled.
import { ensureInstalled, npm } from './ensureInstalled.mjs';
import { runChild } from './host/childProcesses.mjs';
import { root } from './host/folders.mjs';

ensureInstalled();
const { bundled, shipped } = await import('./shippedPackages.mjs');

const packages = new Set((await Promise.all(shipped.map(bundled))).flatMap((bundle) => bundle.packages));
const { command, args } = npm(['audit', '--json', '--loglevel=silent']);
const { output } = await runChild(command, args, {
  cwd: root,
  stdio: 'pipe',
  shell: process.platform === 'win32',
});
process.exit(reportVulnerabilities(JSON.parse(output)));

/**
 * @param {{ vulnerabilities?: Record<string, { severity: string }>, message?: string }} answer
 * @returns {number} the exit code: 0 no vulnerabilities, 1 vulnerabilities, 2 no result
 */
function reportVulnerabilities({ vulnerabilities, message }) {
  if (!vulnerabilities) {
    console.error(`The registry does not support audits. ${message ?? ''}`);
    return 2;
  }
  const entries = Object.entries(vulnerabilities);
  const vulnerable = entries.filter(([name]) => packages.has(name));
  for (const [name, { severity }] of vulnerable) console.error(`✖ ${name}: ${severity}. See npm audit.`);
  console.log(
    `${packages.size} bundled packages: ${vulnerable.length} with known vulnerabilities. ` +
      `Development only: ${entries.length - vulnerable.length}.`,
  );
  return vulnerable.length === 0 ? 0 : 1;
}
