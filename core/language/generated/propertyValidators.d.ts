// propertyValidators.js beside this file is made from schemas/agent.schema.json by scripts/compile-validators.mjs.
import type { ErrorObject } from 'ajv';

declare namespace propertyValidators {
  /** What of ajv's errors the compiled checks still have; of the params, the limit. */
  type CheckError = Pick<ErrorObject<string, { readonly limit?: number }>, 'instancePath' | 'keyword' | 'params'>;

  interface Check {
    (value: unknown): boolean;
    /** Of the last value that it was called with. */
    readonly errors?: readonly CheckError[] | null;
  }
}

/**
 * Top-level member name → the compiled check of that member's value; where it is a list, without what is said of each of its
 * items: that stands under the name with `[]` behind it. Under no name stand the checks between members.
 */
declare const propertyValidators: Readonly<Record<string, propertyValidators.Check>>;
export = propertyValidators;
