import { describe, expect, it } from '@jest/globals';
import { NO_DETAILS, fillDetails } from './person-details.js';
import type { PersonDetails } from './person-details.js';

const found: PersonDetails = { name: 'From Resume', email: 'resume@example.org', phone: '+1', location: 'Lahore', title: 'Engineer' };
const nobody = { edited: [], fromResume: [] };

describe('details', () => {
  it('take what the record does not have', () => {
    const { details, fromResume } = fillDetails({ ...NO_DETAILS, name: 'Typed' }, found, nobody, true);
    expect(details).toEqual({ ...found, name: 'Typed' });
    expect(fromResume).toEqual(['email', 'phone', 'location', 'title']);
  });

  it('leave alone what a person wrote, also where they wrote nothing', () => {
    const current = { ...NO_DETAILS, name: 'Edited' };
    const { details } = fillDetails(current, found, { edited: ['name', 'phone'], fromResume: ['name', 'phone'] }, true);
    expect(details).toMatchObject({ name: 'Edited', phone: null, title: 'Engineer' });
  });

  it('are corrected by the resume that gave them, and by no other', () => {
    const current = { ...found, title: 'Misread' };
    const origins = { edited: [], fromResume: ['title'] };
    expect(fillDetails(current, found, origins, true).details.title).toBe('Engineer');
    expect(fillDetails(current, found, origins, false).details.title).toBe('Misread');
  });

  it('keep an address once they have one', () => {
    const current = { ...found, email: 'first@example.org' };
    expect(fillDetails(current, found, { edited: [], fromResume: ['email'] }, true).details.email).toBe('first@example.org');
  });

  it('lose nothing because a resume does not say it', () => {
    expect(fillDetails(found, NO_DETAILS, { edited: [], fromResume: ['title', 'phone'] }, true).details).toEqual(found);
  });
});
