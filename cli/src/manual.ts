/** The help of a command, written like a man page. */
export interface Manual {
  readonly summary: string;
  readonly description: string;
  /** Shown after the list of options. */
  readonly more: string;
}

const paths = `
PATH
  Agent files, folders, or globs. Default: all *.agent.json files in the current
  folder and its subfolders, except those that git ignores. Symbolic links are only
  followed if they are named, and not written if they lead out of the folder.`;

const configuration = `
CONFIGURATION
  agent-json.config.json in the current folder or above it:
    rules             rule id -> error, warning, info, hint, or off
    additionalValues  property -> additional allowed values
    exclude           globs of files to exclude
    allowEnv          environment variables that \${env:NAME} may refer to
    protectedProjects projects, by ID or name, to which a push requires
                      --allow protected-project`;

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

const keys = `
ENVIRONMENT
  CEKURA_API_KEY, CEKURA_API_KEY_<PROJECT ID>, CEKURA_API_URL,
  AGENT_JSON_SECRET_<NAME>: see agent-json --help.`;

const risks = `
RISK
  none    nothing to send
  low     changes to text and settings since the last sync
  medium  requires --yes: a file that was never synced on this machine, a merge, a
          deletion, a secret that is set, or a changed provider, ID, number, or URL
  high    requires a separate option:
          --allow clear-secret      permanently clears a stored secret
          --allow overwrite         overwrites a remote change, or sends a secret
                                    again that may have been replaced
          --allow protected-project pushes to a protected project
          --allow shared-prompt     merges remote changes into a prompt file that
                                    other agents also use
          --allow unproven-secrets  omits secrets that Cekura is not known to keep;
                                    --changes-only avoids this risk for secrets
                                    in properties that have not changed`;

const failures = ['2  usage, configuration, or API key', '7  network or server'];

export const overview = {
  description: 'Check, push, and pull Cekura voice agents in *.agent.json files.',
  more: `
ENVIRONMENT
  CEKURA_API_KEY               API key
  CEKURA_API_KEY_<PROJECT ID>  API key for one project
  CEKURA_API_URL               API URL (default: https://api.cekura.ai); https, or loopback
  AGENT_JSON_SECRET_<NAME>     value of \${secret:NAME} (with _ for . and -)
  NO_COLOR, FORCE_COLOR        turn colors off or on

EXIT CODES
  0  done, or in sync
  1  problems at or above --severity, or a difference (--check, --exit-code)
  2  usage, configuration, or API key
  3  conflict, stale plan, or risk not allowed; nothing was sent
  4  invalid file; nothing was sent
  5  a secret was lost
  6  outcome unknown
  7  network or server
  With several files, the highest code is used. 130: canceled with Ctrl+C.

Run agent-json help COMMAND for help on a command.
`,
};

export const completionManual = examples(
  'source <(agent-json completion bash)',
  'source <(agent-json completion zsh)',
  'agent-json completion fish > ~/.config/fish/completions/agent-json.fish',
);

export const manuals = {
  check: {
    summary: 'Validate agent files, offline.',
    description: `Validate agent files with the rules of the editor. Requires neither an API key
nor a network connection.

Problems are printed as FILE:LINE:COLUMN: SEVERITY: MESSAGE (RULE).`,
    more: `${paths}
${configuration}
${exits('0  no problem at or above --severity', '1  problems at or above --severity', '2  usage or configuration')}
${examples('agent-json check', 'agent-json check agents/ --severity warning', "agent-json check 'agents/**/*.agent.json' --format sarif > agents.sarif")}`,
  },
  fix: {
    summary: 'Apply all safe quick fixes.',
    description: `Apply all fixes that do not change the meaning of an agent, like "Fix all
auto-fixable problems" in the editor. Prompt files are not changed.`,
    more: `${paths}
${exits('0  done', '2  usage or configuration', '4  a file could not be written')}
${examples('agent-json fix', 'agent-json fix agents/support.agent.json --dry-run')}`,
  },
  fmt: {
    summary: 'Format agent files.',
    description: `Format agent files as the editor does. Only whitespace between tokens changes,
and the indentation of a file is kept. Files with syntax errors and prompt files
are not changed.`,
    more: `${paths}
${exits('0  formatted', '1  with --check: a file is not formatted', '2  usage or configuration', '4  a file has syntax errors or could not be written')}
${examples('agent-json fmt', 'agent-json fmt --check')}`,
  },
  status: {
    summary: 'Show the sync status of files.',
    description: `Show whether each file is in sync with its agent on Cekura, ahead, behind, in
conflict, or never synced, or whether the agent was deleted. Sends one list
request per API key. Secrets are not compared.`,
    more: `${paths}
${keys}
${exits('0  done', '1  with --exit-code: a file is not in sync', ...failures)}
${examples('agent-json status', 'agent-json status agents/ --format json')}`,
  },
  diff: {
    summary: 'Show what a push would do.',
    description: `Show the plan of a push: each property that changes, the secrets that are set,
cleared, or kept, the risk, and the options that the push requires. Changes
nothing.`,
    more: `${paths}
${keys}
${risks}
${exits('0  done', '1  with --exit-code: there is something to push', '3  conflict', '4  invalid file', ...failures)}
${examples('agent-json diff agents/support.agent.json', 'agent-json diff --exit-code')}`,
  },
  plan: {
    summary: 'Write the plan of a push to a file.',
    description: `Show the same as diff, and write it to a file for push --plan. The plan is only
valid for the current file and agent: a push with a plan sends exactly what the
plan contains, or nothing. It contains no secrets. If a file is invalid or in
conflict, no plan is written.`,
    more: `${paths}
${keys}
${exits('0  written', '3  conflict', '4  invalid file', ...failures)}
${examples('agent-json plan agents/ --out plan.json', 'agent-json push --plan plan.json --yes')}`,
  },
  push: {
    summary: 'Update agents on Cekura.',
    description: `Update each agent to match its file, and verify the result. Only properties that
changed in the file are changed on Cekura; remote changes are merged into the
file. Nothing is sent for a file with errors, a conflict, or a risk that is not
allowed. A write whose outcome is unknown is not repeated.`,
    more: `${paths}
${keys}
${risks}
${exits(
  '0  done, or nothing to do',
  '3  conflict, stale plan, or risk not allowed; nothing was sent',
  '4  invalid file; nothing was sent',
  '5  a secret was lost',
  '6  outcome unknown',
  ...failures,
)}
${examples('agent-json push agents/support.agent.json', 'agent-json push --plan plan.json --yes', 'agent-json push --yes --allow unproven-secrets --allow-env VAPI_KEY')}`,
  },
  pull: {
    summary: 'Merge changes on Cekura into files.',
    description: `Merge remote changes into each file with the smallest edit. Properties that both
sides changed are not changed but reported as conflicts. Secrets are never
written to a file. A prompt in a separate file is changed in that file, which
requires --allow shared-prompt if other agents also use it.`,
    more: `${paths}
${keys}
${exits('0  done, or nothing to do', '3  conflict, or --yes or --allow shared-prompt is required', '4  invalid file', ...failures)}
${examples('agent-json pull', 'agent-json pull --all --project 1376 --dir agents', 'agent-json pull --all --prompts-as-files')}`,
  },
  schema: {
    summary: 'Update the schema from the API description.',
    description: `The bundled schema describes Cekura's API as of a certain date. A newer OpenAPI
description can add properties and values to it. A valid file always stays valid.

update      Download the description, and store its new properties and values for
            later runs. The API key is not sent.
check FILE  Show how the bundled schema differs from a description (path or URL).
reset       Remove the stored properties and values.`,
    more: `${exits('0  done, or no difference', '1  check: there are differences', '2  usage, or an unusable description', '7  network or server')}
${examples('agent-json schema update', 'agent-json schema check openapi.json', 'agent-json check --openapi openapi.json')}`,
  },
} as const satisfies Readonly<Record<string, Manual>>;
