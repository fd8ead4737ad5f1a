// scripts/compile-validators.mjs generates propertyValidators.js in this folder from schemas/agent.schema.json.
import type { ErrorObject } from 'ajv';

declare namespace propertyValidators {
  /** The properties of ajv's errors that the generated validators have; of `params`, only the limit. */
  type CheckError = Pick<ErrorObject<string, { readonly limit?: number }>, 'instancePath' | 'keyword' | 'params'>;

  interface Check {
    (value: unknown): boolean;
    /** The errors of the last validated value. */
    readonly errors?: readonly CheckError[] | null;
  }
}

/**
 * Top-level property name → the validator of its value. For arrays, the validator of the items has the name with `[]` appended. The empty
 * name has the validator of checks that involve several properties.
 */
declare const propertyValidators: Readonly<Record<string, propertyValidators.Check>>;
export = propertyValidators;
