/** The texts of `--help`, written like a man page. */
export interface Manual {
  readonly summary: string;
  readonly description: string;
  /** What follows the list of options. */
  readonly more: string;
}

const paths = `
PATH
  Agent files, folders, or globs. Default: every *.agent.json file below the
  current folder, except those that git ignores.`;

const configuration = `
CONFIGURATION
  agent-json.config.json in the current folder or above it:
    rules             rule id -> error, warning, info, hint, or off
    additionalValues  property -> values to accept in addition
    exclude           globs of files to leave out
    allowEnv          environment variables that \${env:NAME} may refer to`;

function exits(...lines: string[]): string {
  return `
EXIT CODES
${lines.map((line) => `  ${line}`).join('\n')}`;
}

function examples(...lines: string[]): string {
  return `
EXAMPLES
${lines.map((line) => `  ${line}`).join('\n')}
`;
}

export const overview = {
  description: 'Check, push, and pull Cekura voice agents that are kept as *.agent.json files.',
  more: `
ENVIRONMENT
  CEKURA_API_KEY               API key
  CEKURA_API_KEY_<PROJECT ID>  API key for one project
  CEKURA_API_URL               API URL (default: https://api.cekura.ai); https, or loopback
  AGENT_JSON_SECRET_<NAME>     value of \${secret:NAME}
  NO_COLOR, FORCE_COLOR        turn colors off or on

EXIT CODES
  0  done, or in sync
  1  problems at or above --severity, or a difference (--check, --exit-code)
  2  usage, configuration, or API key
  3  conflict, plan void, or risk not allowed; nothing was sent
  4  invalid file; nothing was sent
  5  a secret was lost
  6  outcome unknown
  7  network or server
  Of several, the highest. 130 after Ctrl-C.

Run agent-json help COMMAND for the manual of a command.
`,
};

export const manuals = {
  check: {
    summary: 'Validate agent files, offline.',
    description: `Validate agent files with the rules of the editor. Needs no API key and no
network.

Problems are printed as FILE:LINE:COLUMN: SEVERITY: MESSAGE (RULE).`,
    more: `${paths}
${configuration}
${exits('0  no problem at or above --severity', '1  problems at or above --severity', '2  usage or configuration')}
${examples('agent-json check', 'agent-json check agents/ --severity warning', "agent-json check 'agents/**/*.agent.json' --format sarif > agents.sarif")}`,
  },
  fix: {
    summary: 'Apply all safe quick fixes.',
    description: `Apply every fix that does not change what an agent means: what the editor does
with "Fix all auto-fixable problems".`,
    more: `${paths}
${exits('0  done', '2  usage or configuration', '4  a file could not be written')}
${examples('agent-json fix', 'agent-json fix agents/support.agent.json --dry-run')}`,
  },
  fmt: {
    summary: 'Format agent files.',
    description: `Lay out agent files as the editor does. Only whitespace between tokens changes;
a file keeps its own indentation. Files with syntax errors are left alone.`,
    more: `${paths}
${exits('0  formatted', '1  with --check: a file is not formatted', '2  usage or configuration', '4  a file has syntax errors')}
${examples('agent-json fmt', 'agent-json fmt --check')}`,
  },
} as const satisfies Readonly<Record<string, Manual>>;
