/** The TypeScript projects that `npm run typecheck` and ESLint use. Each source file is in one of them. */
export const projects = [
  'core/language/tsconfig.json',
  'core/sync/tsconfig.json',
  'tsconfig.node.json',
  'server/src/browser/tsconfig.json',
  'client/tsconfig.json',
  'client/src/browser/tsconfig.json',
  'test/tsconfig.json',
  'scripts/tsconfig.json',
];
