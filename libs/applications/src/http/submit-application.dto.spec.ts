import { describe, expect, it } from '@jest/globals';
import { schemaOf } from '@shortlist/platform';
import { SubmitApplicationDto, SubmitApplicationFormDto } from './submit-application.dto.js';

describe('the form of an application', () => {
  it('is described with the fields of the JSON body and the resume as a file that may be missing', () => {
    const { resume, ...fields } = schemaOf(SubmitApplicationFormDto).properties ?? {};
    expect(fields).toEqual(schemaOf(SubmitApplicationDto).properties);
    expect(resume).toMatchObject({ type: ['string', 'null'], format: 'binary' });
    expect(schemaOf(SubmitApplicationFormDto).required).toEqual(['jobId']);
  });
});
