import { describe, expect, it } from '@jest/globals';
import { remembered } from './remembered.js';

describe('a remembered function', () => {
  it('computes once per text, and again only after it had to forget', () => {
    const asked: string[] = [];
    const length = remembered((text) => {
      asked.push(text);
      return text.length;
    });
    expect([length('one'), length('one'), length('three')]).toEqual([3, 3, 5]);
    expect(asked).toEqual(['one', 'three']);
    for (let index = 0; index < 20_000; index++) length(`${index}`);
    expect(length('one')).toBe(3);
    expect(asked.filter((text) => text === 'one')).toHaveLength(2);
  });
});
