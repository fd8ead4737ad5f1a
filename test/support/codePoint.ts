import fc from 'fast-check';

/** Any character, for `fc.string`. Like its unit 'binary', which takes seconds to build. */
export const codePoint: fc.Arbitrary<string> = fc
  .oneof(fc.integer({ min: 0, max: 0xd7ff }), fc.integer({ min: 0xe000, max: 0x10ffff }))
  .map((value) => String.fromCodePoint(value));
