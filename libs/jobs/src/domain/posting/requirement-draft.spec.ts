import { describe, expect, it } from '@jest/globals';
import { draftRequirements } from './requirement-draft.js';
import type { RequirementDraft } from './requirement-draft.js';
import { postingText } from './posting-text.js';

const draftOf = (title: string, text: string): RequirementDraft => draftRequirements(postingText(title, text));
const lines = ({ requirements }: RequirementDraft): unknown[] =>
  requirements.map(({ type, value, mandatory, years, level }) => [type, value, mandatory, years ?? level]);
const codes = (findings: readonly { readonly code: string }[]): string[] => findings.map(({ code }) => code);

const POSTING = `We are looking for somebody who builds with us.
Responsibilities
- Build services with Docker and Kafka.
- Mentor junior colleagues.
Requirements
- 5+ years of professional experience.
- At least 3 years of experience with Python
- PostgreSQL
- Bachelor's or Master's degree in computer science
- Fluent English, German B2
Nice to have
- Kubernetes
What we offer
- A MacBook, Spanish lessons and 30 days off.
About us
We use Rust. Founded 20 years ago.`;

describe('a draft of requirements', () => {
  it('tells demands from wishes by headings, and leaves out the employer and the benefits', () => {
    const draft = draftOf('Backend Engineer', POSTING);
    expect(lines(draft)).toEqual(
      expect.arrayContaining([
        ['experience', '5', true, 5],
        ['skill', 'Python', true, 3],
        ['skill', 'PostgreSQL', true, null],
        ['education', 'bachelor', true, null],
        ['language', 'English', true, 'C1'],
        ['language', 'German', true, 'B2'],
        ['skill', 'Kubernetes', false, null],
        ['skill', 'Docker', false, null],
      ]),
    );
    const names = draft.requirements.map(({ value }) => value);
    for (const name of ['Rust', 'Spanish', 'experience', 'Fluent']) expect(names).not.toContain(name);
    expect(draft.criteria).toMatchObject({ minExperienceYears: 5, requiredEducation: 'bachelor' });
    expect(draft.criteria.mustHaveSkills).toContainEqual({ name: 'Python', years: 3 });
    expect(draft.criteria.niceToHaveSkills).toContainEqual({ name: 'Kubernetes', years: null });
  });

  it('knows what a wish is about, and years of a field for years of work', () => {
    const text = `Requirements
- Strong knowledge of SQL databases (PostgreSQL preferred)
- English; German is a plus
- Associate degree required, BSc preferred
- 2 years of critical care experience
- 3 years of Kafka`;
    expect(lines(draftOf('Nurse', text))).toEqual(
      expect.arrayContaining([
        ['skill', 'SQL', true, null],
        ['skill', 'PostgreSQL', false, null],
        ['language', 'English', true, null],
        ['language', 'German', false, null],
        ['education', 'associate', true, null],
        ['experience', '2', true, 2],
        ['skill', 'Apache Kafka', true, 3],
      ]),
    );
    expect(draftOf('Clerk', 'Nice to have\n- Young and dynamic team player').criteria.niceToHaveSkills).toEqual([]);
  });

  it('quotes the posting for every line, letter by letter', () => {
    const posting = postingText('Senior Python Engineer', POSTING);
    const { requirements } = draftRequirements(posting);
    expect(requirements.length).toBeGreaterThan(5);
    for (const { evidence } of requirements) expect(posting.text.slice(evidence.start, evidence.end)).toBe(evidence.text);
  });

  it('needs no more than a title and a few words', () => {
    expect(lines(draftOf('Python developer', 'Django, 3 years of experience, AWS would be nice'))).toEqual(
      expect.arrayContaining([
        ['skill', 'Python', true, null],
        ['skill', 'Django', false, null],
        ['experience', '3', false, 3],
      ]),
    );
    const senior = draftOf('Senior Python Developer', '');
    expect(senior.requirements.find(({ type }) => type === 'experience')).toMatchObject({
      years: 5,
      basis: 'suggested',
      evidence: { text: 'Senior' },
    });
    expect(codes(senior.missing)).toEqual(expect.arrayContaining(['jobs.text_short', 'jobs.no_education', 'jobs.no_duties']));
    expect(draftOf('Cook', '').requirements).toEqual(expect.not.arrayContaining([expect.objectContaining({ type: 'experience' })]));
  });

  it.each([
    ['Male candidates only.', 'sex'],
    ['Aged between 20 and 30 years.', 'age'],
    ['Must be unmarried.', 'family status'],
    ['Nur Bewerber mit deutscher Staatsangehörigkeit.', 'origin'],
  ])('refuses %j', (sentence, attribute) => {
    const { refused, criteria } = draftOf('Driver', `Requirements\n${sentence}\nExcel`);
    expect(refused).toMatchObject([
      { code: 'jobs.protected_attribute', detail: expect.stringContaining(attribute), evidence: { text: sentence } },
    ]);
    expect(JSON.stringify(criteria)).not.toContain(sentence);
    expect(criteria.minExperienceYears).toBeNull();
    expect(criteria.mustHaveSkills).toEqual([{ name: 'Microsoft Excel', years: null }]);
  });

  it('takes a promise to decide by nothing of the kind for no demand', () => {
    const promise = 'All applicants are considered regardless of sex, age, religion or disability. We encourage women to apply.';
    expect(draftOf('Driver', promise)).toMatchObject({ refused: [], warnings: [] });
    expect(draftOf('Driver', 'Benefits\nMaternity leave and a place for your children.').refused).toEqual([]);
  });

  it('warns of what stands in for an attribute, and asks for what the work can need of it', () => {
    const { warnings, criteria, refused } = draftOf('Writer', 'Requirements\n- Native English speaker\n- Recent graduates preferred');
    expect(refused).toEqual([]);
    expect(codes(warnings)).toEqual(['jobs.proxy', 'jobs.proxy']);
    expect(criteria.languages).toEqual([{ name: 'English', level: 'C2' }]);
  });

  it('lets a model add and take nothing away, and nothing that asks about an attribute', () => {
    const posting = postingText('Engineer', 'Requirements\n- Python\n- Single, likes boats');
    const added = (value: string, quote: string): Parameters<typeof draftRequirements>[1] => [
      {
        ...{ type: 'skill', value, mandatory: false, years: null, level: null, basis: 'stated', foundBy: 'model' },
        evidence: { text: quote, start: posting.text.indexOf(quote), end: posting.text.indexOf(quote) + quote.length },
      },
    ];
    expect(draftRequirements(posting, added('boats', 'likes boats')).criteria.niceToHaveSkills).toEqual([{ name: 'boats', years: null }]);
    expect(draftRequirements(posting, added('Python', 'Python')).criteria).toMatchObject({
      mustHaveSkills: [{ name: 'Python' }],
      niceToHaveSkills: [],
    });
    const refusing = postingText('Engineer', 'Women only');
    const demand = [{ ...added('team work', 'x')?.[0], evidence: { text: 'Women only', start: 9, end: 19 } }] as typeof added extends (
      ...all: never
    ) => infer R
      ? R
      : never;
    expect(draftRequirements(refusing, demand).requirements).toEqual([]);
  });
});
