import { describe, expect, it } from '@jest/globals';
import { newId } from '../ids.js';
import { SYSTEM, actorOfText, actorText } from './envelope.js';

describe('an actor', () => {
  it('is the same after it was written as text', () => {
    for (const actor of [SYSTEM, { kind: 'candidate', id: null }, { kind: 'user', id: newId() }, { kind: 'api_key', id: newId() }] as const)
      expect(actorOfText(actorText(actor))).toEqual(actor);
  });

  it('of another kind was the system', () => {
    expect(actorOfText('robot:7')).toEqual(SYSTEM);
  });
});
