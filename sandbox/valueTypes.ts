import { LosslessNumber } from 'lossless-json';
import type { Json } from './json';

interface Nullable {
  readonly nullable?: boolean;
}

/** The type of a property, as a Django REST serializer would define it. */
export type ValueType =
  | StringType
  | ({ readonly kind: 'enum'; readonly values: readonly string[] } & Nullable)
  | ({ readonly kind: 'boolean' } & Nullable)
  | ({ readonly kind: 'integer' } & Nullable)
  | ({ readonly kind: 'number'; readonly minimum: number; readonly maximum: number } & Nullable)
  | ({ readonly kind: 'array'; readonly items: ValueType } & Nullable)
  | ({ readonly kind: 'object'; readonly properties: Readonly<Record<string, ValueType>> } & Nullable)
  | ({ readonly kind: 'any' } & Nullable);

export interface StringType extends Nullable {
  readonly kind: 'string';
  /** Lengths in characters. The empty string means "not set" and is exempt from `minLength`. */
  readonly minLength?: number;
  readonly maxLength?: number;
  /** Whether an empty or blank string is rejected. */
  readonly rejectsBlank?: boolean;
  readonly isEmail?: boolean;
  /** Allowed URL schemes. */
  readonly startsWith?: readonly string[];
}

export const stringType = (limits: Omit<StringType, 'kind'> = {}): ValueType => ({
  kind: 'string',
  ...limits,
});
export const enumType = (values: readonly string[]): ValueType => ({ kind: 'enum', values });
export const booleanType = (nullable = false): ValueType => ({ kind: 'boolean', nullable });
export const integerType = (nullable = false): ValueType => ({ kind: 'integer', nullable });
export const numberType = (minimum: number, maximum: number): ValueType => ({
  kind: 'number',
  minimum,
  maximum,
});
export const arrayType = (items: ValueType, nullable = false): ValueType => ({
  kind: 'array',
  items,
  nullable,
});
export const objectType = (
  properties: Readonly<Record<string, ValueType>> = {},
  nullable = false,
): ValueType => ({
  kind: 'object',
  properties,
  nullable,
});
export const anyType = (): ValueType => ({ kind: 'any' });

/** The empty value of a type; undefined if there is none (an enum without an empty string). */
export function emptyValueOf(type: ValueType): Json | undefined {
  if (type.nullable) return null;
  switch (type.kind) {
    case 'string':
      return '';
    case 'enum':
      return type.values.includes('') ? '' : undefined;
    case 'boolean':
      return false;
    case 'integer':
      return 0;
    case 'number':
      return new LosslessNumber('0.0');
    case 'array':
      return [];
    case 'object':
      return {};
    case 'any':
      return null;
  }
}
