// memberValidators.js beside this file is made from schemas/agent.schema.json by scripts/compile-validators.mjs.
import type { ValidateFunction } from 'ajv';

/** Top-level member name → the compiled check of that member's value. */
declare const memberValidators: Readonly<Record<string, ValidateFunction>>;
export = memberValidators;
