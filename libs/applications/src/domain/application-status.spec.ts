import { describe, expect, it } from '@jest/globals';
import { APPLICATION_STATUSES } from '@shortlist/contracts';
import { assertMove, reachableFrom } from './application-status.js';
import { movesOnScreening } from './screening-outcome.js';

describe('moves by a person', () => {
  it('allow exactly what the table lists', () => {
    for (const from of APPLICATION_STATUSES) {
      for (const to of APPLICATION_STATUSES) {
        const move = (): void => assertMove(from, to, 'because');
        if (reachableFrom(from).includes(to)) expect(move).not.toThrow();
        else expect(move).toThrow(expect.objectContaining({ code: 'applications.status_not_reachable' }));
      }
    }
  });

  it('never lead back into what the system does by itself', () => {
    for (const from of APPLICATION_STATUSES) expect(reachableFrom(from)).not.toEqual(expect.arrayContaining(['received']));
    for (const from of APPLICATION_STATUSES) expect(reachableFrom(from)).not.toEqual(expect.arrayContaining(['screening']));
  });

  it('end at hired and withdrawn', () => {
    expect([...reachableFrom('hired'), ...reachableFrom('withdrawn')]).toEqual([]);
  });

  it('need a reason for a rejection', () => {
    for (const reason of [null, '', '   ']) {
      expect(() => assertMove('screened', 'rejected', reason)).toThrow(expect.objectContaining({ code: 'applications.reason_required' }));
    }
  });
});

describe('moves by a screening', () => {
  it('screen what nobody has moved, and advance it when the rules say so', () => {
    expect(movesOnScreening('received', { needsPerson: false, autoAdvance: false })).toEqual(['screened']);
    expect(movesOnScreening('screening', { needsPerson: false, autoAdvance: true })).toEqual(['screened', 'shortlisted']);
    expect(movesOnScreening('screened', { needsPerson: false, autoAdvance: true })).toEqual(['shortlisted']);
  });

  it('never advance an application that needs a person', () => {
    for (const status of APPLICATION_STATUSES) {
      expect(movesOnScreening(status, { needsPerson: true, autoAdvance: true })).not.toContain('shortlisted');
    }
  });

  it('leave alone what a person has moved', () => {
    for (const status of ['shortlisted', 'interview', 'offer', 'hired', 'rejected', 'withdrawn'] as const) {
      expect(movesOnScreening(status, { needsPerson: false, autoAdvance: true })).toEqual([]);
    }
  });
});
