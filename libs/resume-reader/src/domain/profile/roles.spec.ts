import { describe, expect, it } from '@jest/globals';
import type { RoleFactDto } from '@shortlist/contracts';
import { sectionsOf } from '../section.js';
import { composeDocument } from '../text-document.js';
import { rolesIn } from './roles.js';

function rolesOf(text: string): readonly RoleFactDto[] {
  const document = composeDocument(`EXPERIENCE\n${text}`.split('\n').map((line) => ({ text: line })));
  return rolesIn(document, sectionsOf(document));
}

describe('roles', () => {
  it.each([
    ['Example Ltd, Nurse\tKarachi, Pakistan\n• Cared for twenty people\tMay 2020 – Jun 2021', 'Nurse', 'Example Ltd'],
    ['Example Works\nSeattle, WA\nhttps://example.org/\nMay 2020 – Jun 2021\nWelder', 'Welder', 'Example Works'],
    ['May 2020 - Jun 2021\nCook at The Sample Kitchen\nPrepared meals for guests every day.', 'Cook', 'The Sample Kitchen'],
    ['Developer - Payments | Sample Bank | May 2020 - Jun 2021', 'Developer', 'Sample Bank'],
    ['Lead Developer\tAustin, TX\nSample, Inc\tMay 2020 - Jun 2021', 'Lead Developer', 'Sample, Inc'],
    ['Driver | Sample Haulage Inc.\nPalo Alto, CA | May 2020 - Jun 2021\n• Drove', 'Driver', 'Sample Haulage Inc.'],
    ['Co-Founder & CTO\tSanta Clara, CA\nSample AI\tMay 2020 - Jun 2021', 'Co-Founder & CTO', 'Sample AI'],
    ['2020-05 –\n2021-06\nled the team of the sample kitchen and its guests\n• Cooked for guests', null, null],
  ])('of %j are read with title and employer, whichever way a layout sets them', (text, title, organization) => {
    expect(rolesOf(text)).toMatchObject([{ title, organization, from: '2020-05', to: '2021-06', current: false }]);
  });

  it('are as many as there are periods, and no sentence that names years is one', () => {
    const text =
      'Nurse\nExample Clinic\n2019 - 2021\n• Led the move of 2020 to 2021 into a new building\n\nNurse\nSample Clinic\n2017 - 2019\n• Cared';
    expect(rolesOf(text).map(({ organization }) => organization)).toEqual(['Example Clinic', 'Sample Clinic']);
  });
});
