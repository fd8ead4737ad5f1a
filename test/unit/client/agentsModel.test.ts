import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  type TreeFile,
  type TreeInput,
  type TreeNode,
  agentTree,
  changedRows,
  stateIcons,
} from '#client/views/agents/model';
import { summaryOfState } from '#client/views/statusText';
import type { FileState } from '#client/editor/fileState';

const host = 'api.cekura.ai';
const inSync: FileState = { kind: 'known', host, status: { kind: 'in-sync' } };
const ahead: FileState = { kind: 'known', host, status: { kind: 'local-ahead', outgoing: 2 } };

function file(path: string, more: Partial<TreeFile> & { readonly state?: FileState } = {}): TreeFile {
  const { state = inSync, ...rest } = more;
  return {
    uri: `file:///agents/${path}`,
    path,
    folder: undefined,
    name: path,
    isLinked: true,
    project: 'Acme Staging',
    summary: summaryOfState(state),
    ...rest,
  };
}

function input(files: readonly TreeFile[], more: Partial<TreeInput> = {}): TreeInput {
  return { files, remote: [], failures: [], remoteState: 'fetched', ...more };
}

/** Labels and descriptions of the tree items, indented by level. */
function render(nodes: readonly TreeNode[], indent = ''): string[] {
  return nodes.flatMap(({ label, description, children }) => [
    `${indent}${label}${description === undefined ? '' : ` — ${description}`}`,
    ...render(children, `${indent}  `),
  ]);
}

describe('the state of a file', () => {
  it('colors its name in the Explorer with a color for text, which themes make readable', () => {
    const named = Object.values(stateIcons).filter(({ badge }) => badge !== undefined);
    for (const { color } of named) assert.match(color ?? '', /^(gitDecoration|list)\./);
  });
});

describe('the Agents view', () => {
  it('groups files by project with their states, and lists agents without a file below', () => {
    const tree = agentTree(
      input(
        [
          file('b', { state: ahead }),
          file('a'),
          file('new', { project: undefined, isLinked: false, state: { kind: 'unlinked', host } }),
        ],
        {
          remote: [{ id: '9', name: 'Night desk', project: 'Acme Staging' }],
        },
      ),
    );
    assert.deepEqual(render(tree), [
      'Acme Staging',
      '  a — In sync',
      '  b — 2 to push',
      'No Project',
      '  new — Not on Cekura',
      'On Cekura',
      '  Night desk — 9',
    ]);
  });

  it('groups files by workspace folder as well if there are several', () => {
    const tree = agentTree(input([file('a', { folder: 'one' }), file('b', { folder: 'two' })]));
    assert.deepEqual(render(tree).slice(0, 5), [
      'Acme Staging',
      '  one',
      '    a — In sync',
      '  two',
      '    b — In sync',
    ]);
  });

  it('shows the path if two agents of a project have the same name', () => {
    const tree = agentTree(input([file('a.json', { name: 'Desk' }), file('b.json', { name: 'Desk' })]));
    assert.deepEqual(render(tree).slice(1, 3), ['  Desk — In sync · a.json', '  Desk — In sync · b.json']);
  });

  it('groups agents without a file by project if there are several', () => {
    const remote = ['Acme', 'Beta'].map((project, index) => ({ id: `${index}`, name: project, project }));
    assert.deepEqual(render(agentTree(input([], { remote }))), [
      'On Cekura',
      '  Acme',
      '    Acme — 0',
      '  Beta',
      '    Beta — 1',
    ]);
  });

  it('offers to set an API key if there is none, and shows why a project could not be listed', () => {
    const withoutKey = agentTree(input([file('a')], { remoteState: 'no-key' })).at(-1);
    assert.deepEqual(
      withoutKey?.children.map(({ command }) => command),
      ['agentJson.setApiKey'],
    );
    const failed = agentTree(input([file('a')], { failures: ['The API key is invalid.'] })).at(-1);
    assert.deepEqual(
      failed?.children.map(({ label }) => label),
      ['The API key is invalid.'],
    );
  });

  it('is empty while nothing is known, so that VS Code shows the welcome text', () => {
    assert.deepEqual(agentTree(input([], { remoteState: 'no-key' })), []);
  });

  const states: readonly (readonly [FileState, string])[] = [
    [inSync, 'pass'],
    [ahead, 'arrow-up'],
    [{ kind: 'known', host, status: { kind: 'remote-ahead', incoming: 1 } }, 'arrow-down'],
    [
      { kind: 'known', host, status: { kind: 'diverged', outgoing: 1, incoming: 1, conflicts: 1 } },
      'warning',
    ],
    [{ kind: 'never-synced', host }, 'question'],
    [{ kind: 'unlinked', host }, 'circle-outline'],
    [{ kind: 'known', host, status: { kind: 'deleted-remotely' } }, 'trash'],
    [{ kind: 'unreadable', host }, 'error'],
  ];
  it('has a different icon for each state', () => {
    const icons = states.map(([state]) => agentTree(input([file('a', { state })]))[0]?.children[0]?.icon);
    assert.deepEqual(
      icons,
      states.map(([, icon]) => icon),
    );
  });
});

describe('rows that are updated', () => {
  const files = Array.from({ length: 200 }, (_, index) =>
    file(`${index}`, { project: `Project ${index % 5}` }),
  );
  const before = agentTree(input(files));

  it('one of 200 if one file changed', () => {
    const after = agentTree(
      input(
        files.map((entry, index) =>
          index === 7 ? file('7', { project: entry.project, state: ahead }) : entry,
        ),
      ),
    );
    assert.deepEqual(changedRows(before, after), ['file:Project 2:file:///agents/7']);
    assert.deepEqual(changedRows(before, agentTree(input(files))), []);
  });

  it('the project of an added file, and everything if a project was added', () => {
    const added = agentTree(input([...files, file('x', { project: 'Project 0' })]));
    assert.deepEqual(changedRows(before, added), ['project:Project 0']);
    assert.equal(changedRows(before, agentTree(input([...files, file('y', { project: 'Other' })]))), 'root');
  });
});
