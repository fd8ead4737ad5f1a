import type { LanguageSettings } from './index';
import { type Json, entriesOf, propertyOf, stringItems } from './syntax/json';
import type { RuleSettings } from './diagnostics/index';

/** Reads the section `agentJson`. Values of an unexpected type are ignored individually. */
export function readSettings(section: unknown): LanguageSettings {
  const settings = toJsonOrUndefined(section);
  return {
    rules: readRules(propertyOf(settings, 'rules')),
    additionalValues: readStringLists(propertyOf(settings, 'additionalValues')),
    excludedFiles: readExcludedFiles(propertyOf(propertyOf(settings, 'files'), 'exclude')),
  };
}

function readRules(rules: Json | undefined): RuleSettings {
  return Object.fromEntries(
    entriesOf(rules).flatMap(([id, severity]) => (isSeverity(severity) ? [[id, severity]] : [])),
  );
}

function isSeverity(value: Json): value is RuleSettings[string] {
  return value === 'error' || value === 'warning' || value === 'info' || value === 'hint' || value === 'off';
}

/** As in VS Code's `files.exclude`: glob → whether it applies. */
function readExcludedFiles(globs: Json | undefined): readonly string[] {
  return entriesOf(globs).flatMap(([glob, isExcluded]) => (isExcluded === true ? [glob] : []));
}

/** An object of arrays of strings. Values of another type are omitted. */
export function readStringLists(values: Json | undefined): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(entriesOf(values).map(([name, added]) => [name, stringItems(added)]));
}

/** Converts an unknown value to the type Json. */
export function toJsonOrUndefined(value: unknown): Json | undefined {
  switch (typeof value) {
    case 'string':
    case 'number':
    case 'boolean':
      return value;
    case 'object':
      if (value === null) return null;
      if (Array.isArray(value)) return value.map((item) => toJsonOrUndefined(item) ?? null);
      return Object.fromEntries(
        Object.entries(value).map(([name, item]) => [name, toJsonOrUndefined(item) ?? null]),
      );
    default:
      return undefined;
  }
}
