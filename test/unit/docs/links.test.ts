import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, extname, join, relative, resolve } from 'node:path';
import { describe, it } from 'node:test';

const root = resolve(__dirname, '../../..');
const folders = [
  '.',
  '.github',
  '.github/ISSUE_TEMPLATE',
  'docs',
  'docs/rules',
  'samples',
  'sandbox',
  'schemas',
];
const pages = folders
  .flatMap((folder) => readdirSync(join(root, folder)).map((name) => join(folder, name)))
  .filter((path) => extname(path) === '.md');

describe('documentation', () => {
  it('includes all Markdown files', () => {
    assert.ok(pages.length > 40, `${pages.length} pages`);
  });

  for (const page of pages) {
    it(`has no broken links: ${page}`, () => {
      assert.deepEqual(
        linksIn(textOf(page)).filter((link) => !targetExists(page, link)),
        [],
      );
    });

    it(`refers only to existing files: ${page}`, () => {
      assert.deepEqual(
        filesIn(textOf(page)).filter((file) => !existsSync(join(root, file))),
        [],
      );
    });
  }

  it('uses all its pictures, each in light and dark', () => {
    const shown = new Set(
      pages.flatMap((page) => linksIn(textOf(page)).map((link) => join(dirname(page), link))),
    );
    const pictures = readdirSync(join(root, 'docs/images'));
    assert.deepEqual(
      pictures.filter((name) => !shown.has(join('docs/images', name))),
      [],
    );
    for (const name of pictures) {
      const other = name.includes('-light')
        ? name.replace('-light', '-dark')
        : name.replace('-dark', '-light');
      assert.ok(other !== name && pictures.includes(other), name);
    }
  });
});

describe('the anchor of a heading', () => {
  it('is its lowercase words joined by hyphens, without punctuation', () => {
    assert.deepEqual(
      [...anchorsIn('# Did you mean …?\n\n## `x-providers`, and why\n')],
      ['did-you-mean-', 'x-providers-and-why'],
    );
  });
});

function textOf(page: string): string {
  return readFileSync(join(root, page), 'utf8');
}

/** Relative links and images of a page, in Markdown or HTML. */
function linksIn(markdown: string): string[] {
  const prose = markdown.replaceAll(/^```[\s\S]*?^```/gm, '').replaceAll(/`[^`\n]*`/g, '');
  const found = prose.matchAll(/(?:\]\(|(?:src|srcset|href)=")(?!https?:|mailto:)([^)"\s]+)/g);
  return Array.from(found, ([, target]) => String(target));
}

/** The paths that a page contains as inline code, such as `core/sync/ports.ts`. */
function filesIn(markdown: string): string[] {
  const named = markdown.matchAll(
    /`((?:client|core|docs|l10n|samples|sandbox|schemas|scripts|server|test)\/[^`\s*<…]*)`/g,
  );
  return Array.from(named, ([, file]) => String(file));
}

function targetExists(page: string, link: string): boolean {
  const [path = '', anchor] = link.split('#');
  const target = path === '' ? page : relative(root, resolve(root, dirname(page), path));
  if (!existsSync(join(root, target))) return false;
  return anchor === undefined || anchorsIn(textOf(target)).has(anchor);
}

/** The anchors of headings, as GitHub and VS Code generate them. */
function anchorsIn(markdown: string): Set<string> {
  const headings = markdown.matchAll(/^#{1,6} +(.+?) *$/gm);
  return new Set(
    Array.from(headings, ([, heading]) =>
      String(heading)
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{N}\p{M} _-]/gu, '')
        .replaceAll(' ', '-'),
    ),
  );
}
