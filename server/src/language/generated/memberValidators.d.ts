// memberValidators.js beside this file is made from schemas/agent.schema.json by scripts/compile-validators.mjs.
import type { ValidateFunction } from 'ajv';

/**
 * Top-level member name → the compiled check of that member's value; where it is a list, without what is said of each of its
 * items: that stands under the name with `[]` behind it. Under no name stand the checks between members.
 */
declare const memberValidators: Readonly<Record<string, ValidateFunction>>;
export = memberValidators;
