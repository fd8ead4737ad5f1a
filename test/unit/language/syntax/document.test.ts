import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { LosslessNumber } from 'lossless-json';
import { toJson, findValue, nodeAt, parseAgent } from '#language/syntax/document';
import { fromPointer, numberFromText, toPointer, valueAt } from '#language/syntax/json';

function dataIn(text: string) {
  const document = parseAgent(text);
  return document.root && toJson(document, document.root);
}

describe('parsing a document', () => {
  it('reads incomplete text', () => {
    assert.deepEqual(dataIn('{ "a": 1, "b": , "c": {"d": 2'), { a: 1, c: { d: 2 } });
    assert.deepEqual(dataIn('{ "a": 1 "b": 2 }'), { a: 1, b: 2 });
  });

  it('reports only that an empty file is empty', () => {
    const document = parseAgent('');
    assert.equal(document.root, undefined);
    assert.equal(document.exceededLimit, undefined);
  });

  it('includes a byte order mark in offsets', () => {
    const document = parseAgent('\uFEFF{"a": 1}');
    assert.equal(document.syntaxErrors.length, 0);
    assert.equal(findValue(document, ['a'])?.offset, 7);
  });

  it('keeps digits that a double would change, and only those', () => {
    assert.deepEqual(dataIn('[12345678901234567890]'), [new LosslessNumber('12345678901234567890')]);
    assert.deepEqual(dataIn('[1, 1.0, 0.7, 1e3, 9007199254740991]'), [1, 1, 0.7, 1000, 9007199254740991]);
    assert.equal(numberFromText('0.1234567890123456789').toString(), '0.1234567890123456789');
  });

  it('treats __proto__ as any other property', () => {
    const data = dataIn('{"__proto__": {"polluted": true}, "a": 1}');
    assert.deepEqual(Object.keys(data as object), ['__proto__', 'a']);
    assert.equal(valueAt(data, ['polluted']), undefined);
    assert.equal(valueAt({}, ['constructor']), undefined);
  });

  it('uses the last of duplicate properties, as JSON parsers do', () => {
    const document = parseAgent('{"a": 1, "a": 2}');
    assert.deepEqual(dataIn('{"a": 1, "a": 2}'), { a: 2 });
    assert.equal(findValue(document, ['a'])?.value, 2);
  });

  it('rejects text that would exhaust the stack', () => {
    assert.equal(parseAgent('['.repeat(100_000)).exceededLimit, 'too-deep');
    assert.equal(parseAgent(`{"a": "${'['.repeat(1000)}"}`).exceededLimit, undefined);
  });

  it('finds the node at an offset, the first of two that touch', () => {
    const text = '{"livekit_data": {"url": "wss://x"}}';
    assert.equal(nodeAt(parseAgent(text), text.indexOf('wss'))?.value, 'wss://x');
    assert.equal(nodeAt(parseAgent('[1"a"]'), 2)?.value, 1);
  });
});

describe('JSON pointers', () => {
  it('are parsed and printed unchanged', () => {
    const path = ['a/b', '~c', ''];
    assert.equal(toPointer(path), '/a~1b/~0c/');
    assert.deepEqual(fromPointer(toPointer(path)), path);
    assert.deepEqual(fromPointer(''), []);
  });
});
