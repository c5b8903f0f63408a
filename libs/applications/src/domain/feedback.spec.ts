import { describe, expect, it } from '@jest/globals';
import { feedbackSubject, notesContext } from './feedback.js';

const nothing = { applicationId: null, jobId: null, candidateId: null };

describe('what feedback is of', () => {
  it('is an application, or a candidate for a job', () => {
    expect(feedbackSubject({ ...nothing, applicationId: 'a' })).toEqual({ applicationId: 'a' });
    expect(feedbackSubject({ ...nothing, jobId: 'j', candidateId: 'c' })).toEqual({ jobId: 'j', candidateId: 'c' });
  });

  it.each([
    nothing,
    { ...nothing, jobId: 'j' },
    { ...nothing, candidateId: 'c' },
    { ...nothing, applicationId: 'a', jobId: 'j' },
    { ...nothing, applicationId: 'a', candidateId: 'c' },
    { applicationId: 'a', jobId: 'j', candidateId: 'c' },
  ])('is never guessed: %j', (named) => {
    expect(() => feedbackSubject(named)).toThrow(expect.objectContaining({ code: 'applications.feedback_subject_unclear', kind: 'rule' }));
  });
});

it('binds notes to their row', () => {
  expect(notesContext('1')).not.toBe(notesContext('2'));
});
