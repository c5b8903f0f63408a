import { describe, expect, it } from '@jest/globals';
import { ApplicationsReplacedV1, ApplicationsResubmittedV1, personalFieldsOf } from './index.js';

describe('personal fields', () => {
  it('of a payload that extends another one are sealed with it', () => {
    const inherited = ['name', 'email', 'phone', 'resumeFileName'];
    expect(personalFieldsOf(ApplicationsReplacedV1)).toEqual(inherited);
    expect(personalFieldsOf(ApplicationsResubmittedV1)).toEqual([...inherited, 'answers']);
  });
});
