import { describe, expect, it } from '@jest/globals';
import type { EvidenceDto, SkillFactDto } from '@shortlist/contracts';
import { answerable, withGrounded } from './grounding.js';
import { sampleProfile } from './scoring/sample-profile.js';

const { text, profile } = sampleProfile({
  name: 'Ada Example',
  location: 'Karachi',
  skills: [{ name: 'Python' }],
  roles: [{ title: 'Engineer', from: '2019', to: '2023', text: 'Ran Kafka in production.' }],
  education: [{ level: 'bachelor', field: 'physics' }],
});

function quote(words: string, shift = 0): EvidenceDto {
  const start = text.indexOf(words) + shift;
  return { text: words, start, end: start + words.length };
}

const skill = (name: string, ...evidence: EvidenceDto[]): SkillFactDto => ({
  ...{ name, years: null, statedYears: null, proficiency: null, confidence: 1 },
  evidence,
});

const skillsLeft = (...skills: SkillFactDto[]): string[] =>
  withGrounded(profile, { ...answerable(profile), skills }).skills.map(({ name }) => name);

describe('the facts of an answer', () => {
  it('stand where they quote what the parser read, also within a longer block', () => {
    expect(skillsLeft(skill('Python', quote('Python')), skill('Kafka', quote('Kafka')))).toEqual(['Python', 'Kafka']);
    expect(withGrounded(profile, answerable(profile))).toEqual(profile);
  });

  it.each([
    ['quotes nothing', skill('Kubernetes')],
    ['quotes what is not there', skill('Kubernetes', { text: 'Kubernetes', start: 0, end: 10 })],
    ['quotes at another place', skill('Kafka', quote('Kafka', 1))],
    ['quotes more than it says', skill('Kafka', { ...quote('Kafka'), end: quote('Kafka').end + 5 })],
    ['quotes over the end of what was read', skill('Kafka', quote('production.\n'))],
    ['quotes blanks', skill('Kafka', quote(' '))],
    ['has one quote that does not stand', skill('Kafka', quote('Kafka'), quote('Kafka', 1))],
    ['quotes what no model was shown', skill('Kafka', quote('Karachi'))],
  ])('fall where one %s', (_reason, fact) => {
    expect(skillsLeft(skill('Python', quote('Python')), fact)).toEqual(['Python']);
  });

  it('of every list are held to it', () => {
    const evidence = [{ text: 'made up', start: 0, end: 7 }];
    const [role, degree] = [profile.roles[0], profile.education[0]];
    if (!role || !degree) throw new Error('the sample has a role and a degree');
    const made = withGrounded(profile, {
      skills: [skill('x', ...evidence)],
      roles: [{ ...role, evidence }],
      education: [{ ...degree, evidence }],
      languages: [{ name: 'Latin', level: null, confidence: 1, evidence }],
      certifications: [{ value: 'CKA', confidence: 1, evidence }],
    });
    expect(made).toEqual(profile);
  });

  it('take nothing away from what the parser found, and alter nothing', () => {
    const nothing = { skills: [], roles: [], education: [], languages: [], certifications: [] };
    expect(withGrounded(profile, nothing)).toEqual(profile);
    const longer = { ...skill('python 3', quote('Python')), years: 30 };
    expect(withGrounded(profile, { ...nothing, skills: [longer] })).toEqual(profile);
  });

  it('count once what stands on the same words', () => {
    const [role] = profile.roles;
    if (!role) throw new Error('the sample has a role');
    const again = { ...role, from: '1999', evidence: [quote('Kafka in production')] };
    expect(withGrounded(profile, { ...answerable(profile), roles: [again] }).roles).toEqual([role]);
    const bare = { ...profile, roles: [] };
    const twice = {
      ...answerable(bare),
      roles: [
        { ...role, evidence: [quote('Python')] },
        { ...role, evidence: [quote('Python')] },
      ],
    };
    expect(withGrounded(bare, twice).roles).toHaveLength(1);
  });
});
