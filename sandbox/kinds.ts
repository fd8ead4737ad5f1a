import { LosslessNumber } from 'lossless-json';
import type { Json } from './json';

interface Nullable {
  readonly nullable?: boolean;
}

/** What values a property takes. The kinds are those a Django REST serializer would use for it. */
export type Kind =
  | TextKind
  | ({ readonly is: 'choice'; readonly of: readonly string[] } & Nullable)
  | ({ readonly is: 'flag' } & Nullable)
  | ({ readonly is: 'integer' } & Nullable)
  | ({ readonly is: 'decimal'; readonly from: number; readonly to: number } & Nullable)
  | ({ readonly is: 'list'; readonly of: Kind } & Nullable)
  | ({ readonly is: 'dictionary'; readonly known: Readonly<Record<string, Kind>> } & Nullable)
  | ({ readonly is: 'anything' } & Nullable);

export interface TextKind extends Nullable {
  readonly is: 'text';
  /** Lengths in characters. The empty text means "not set" and is spared from `min`. */
  readonly min?: number;
  readonly max?: number;
  /** The empty text, or nothing but white space, is refused. */
  readonly refusesBlank?: boolean;
  readonly isEmail?: boolean;
  /** A URL must begin with one of these. */
  readonly startsWith?: readonly string[];
}

export const text = (limits: Omit<TextKind, 'is'> = {}): Kind => ({ is: 'text', ...limits });
export const choice = (of: readonly string[]): Kind => ({ is: 'choice', of });
export const flag = (nullable = false): Kind => ({ is: 'flag', nullable });
export const integer = (nullable = false): Kind => ({ is: 'integer', nullable });
export const decimal = (from: number, to: number): Kind => ({ is: 'decimal', from, to });
export const list = (of: Kind, nullable = false): Kind => ({ is: 'list', of, nullable });
export const dictionary = (known: Readonly<Record<string, Kind>> = {}, nullable = false): Kind => ({
  is: 'dictionary',
  known,
  nullable,
});
export const anything = (): Kind => ({ is: 'anything' });

/** The value that says "nothing here" for a kind; undefined where a kind has none (a choice that must be made). */
export function emptyValueOf(kind: Kind): Json | undefined {
  if (kind.nullable) return null;
  switch (kind.is) {
    case 'text':
      return '';
    case 'choice':
      return kind.of.includes('') ? '' : undefined;
    case 'flag':
      return false;
    case 'integer':
      return 0;
    case 'decimal':
      return new LosslessNumber('0.0');
    case 'list':
      return [];
    case 'dictionary':
      return {};
    case 'anything':
      return null;
  }
}
