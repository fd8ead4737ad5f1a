import { type AnnotatedAgent, type Subtree, restrictTo } from '../annotate';
import { upperBound } from '../syntax/binarySearch';
import { type SyntaxNode, type Span, propertyName } from '../syntax/document';
import { toPointer } from '../syntax/json';
import { SubtreeCache } from '../syntax/subtreeCache';
import { oneLine } from './messages';
import type { Report, Rule } from './problem';
import { rules } from './rules';
import { crossPropertyErrors } from './schemaErrors';

export interface RuleReport extends Report {
  readonly rule: Rule;
}

const cache = new SubtreeCache<readonly RuleReport[]>((reports, shift) =>
  reports.length === 0 ? reports : reports.map((report) => shiftReport(report, shift)),
);

const subtreeRules = rules.filter(({ scope }) => scope !== 'document');
const documentRules = rules.filter(({ scope }) => scope === 'document');

/** The reports of all rules. Subtrees that have not changed since an earlier version are not checked again. */
export function runRules(agent: AnnotatedAgent): RuleReport[] {
  const ofSubtrees = agent.root ? validateSubtrees(agent, agent.root, cacheKeysOf(agent)) : [];
  return [...ofSubtrees, ...checkRules(agent, documentRules)];
}

/** Like `runRules`, for a text that is not edited: nothing is cached for later versions. */
export function runRulesUncached(agent: AnnotatedAgent): RuleReport[] {
  return checkRules(agent, rules);
}

/** The inputs of cached reports besides the text: the path, errors that involve other properties, whether the agent exists on Cekura. */
type CacheKeyOf = (child: SyntaxNode, index: number) => string;

/** The reports in a subtree and its children. Reports of the subtree itself may be on children, such as duplicates. */
function validateSubtrees(agent: AnnotatedAgent, subtree: Subtree, cacheKeyOf: CacheKeyOf): RuleReport[] {
  const reports = checkRules(restrictTo(agent, [subtree]), subtreeRules);
  const changed: ChangedSubtree[] = [];
  subtree.childNodes.forEach((node, index) => {
    const key = cacheKeyOf(node, index);
    const cached = cache.get(agent, node, key);
    if (cached) {
      append(reports, cached);
      return;
    }
    const child = subtree.childAt(node, index);
    if (child.childNodes.length === 0) changed.push({ subtree: child, key });
    else
      append(
        reports,
        cache.set(agent, node, key, validateSubtrees(agent, child, cacheKeysWithin(child, key))),
      );
    if (changed.length === maxTogether) append(reports, validateTogether(agent, changed.splice(0)));
  });
  append(reports, validateTogether(agent, changed));
  return reports;
}

/** A subtree without reports in the cache. */
interface ChangedSubtree {
  readonly subtree: Subtree;
  readonly key: string;
}

/** How many subtrees are validated together. The nodes of a whole file of a megabyte would be kept in memory until its end. */
const maxTogether = 500;

/** Runs each rule once for many subtrees, which is faster than running all rules for each subtree. */
function validateTogether(agent: AnnotatedAgent, changed: readonly ChangedSubtree[]): RuleReport[] {
  if (changed.length === 0) return [];
  const subtrees = changed.map(({ subtree }) => subtree);
  const offsets = subtrees.map(({ node }) => node.offset);
  const bySubtree = new Map<number, RuleReport[]>();
  for (const report of checkRules(restrictTo(agent, subtrees), subtreeRules)) {
    const index = upperBound(offsets, report.span.offset) - 1;
    const ofSubtree = bySubtree.get(index);
    if (ofSubtree) ofSubtree.push(report);
    else bySubtree.set(index, [report]);
  }
  return changed.flatMap(({ subtree, key }, index) =>
    cache.set(agent, subtree.node, key, bySubtree.get(index) ?? none),
  );
}

const none: readonly never[] = [];

function checkRules(agent: AnnotatedAgent, selected: readonly Rule[]): RuleReport[] {
  const reports: RuleReport[] = [];
  for (const rule of selected) {
    for (const report of rule.check(agent))
      reports.push({ ...report, rule, message: oneLine(report.message) });
  }
  return reports;
}

function append(all: RuleReport[], reports: readonly RuleReport[]): void {
  for (const report of reports) all.push(report);
}

function shiftReport(report: RuleReport, shift: number): RuleReport {
  const { span, related } = report;
  const shifted = { ...report, span: shiftSpan(span, shift) };
  return related
    ? { ...shifted, related: related.map((other) => ({ ...other, span: shiftSpan(other.span, shift) })) }
    : shifted;
}

function shiftSpan({ offset, length }: Span, shift: number): Span {
  return { offset: offset + shift, length };
}

/** For top-level properties, and for the items of an array where an object is expected. */
function cacheKeysOf({ document }: AnnotatedAgent): CacheKeyOf {
  const errors = crossPropertyErrors(document);
  const exists = document.properties.has('id');
  return (node, index) => {
    if (node.type !== 'property') return String(index);
    const name = propertyName(node);
    const isLast = document.properties.get(name) === node;
    const matching = errors.filter(([[first]]) => first === name);
    return JSON.stringify([name, isLast, matching, exists]);
  };
}

function cacheKeysWithin({ top }: Subtree, key: string): CacheKeyOf {
  const shared = `${key} ${toPointer(top.path)}`;
  return top.value?.type === 'array' ? (_, index) => `${shared}/${index}` : () => shared;
}
