import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { madeUpPerson, writeText } from '@shortlist/sample-data';
import { eventually } from '@shortlist/testing';
import type { SearchDocument, SearchIndex, SearchQuery } from './search-index.js';

const PEOPLE = 5_000;
const DAY_MS = 86_400_000;
const STATUSES = ['active', 'active', 'active', 'archived'];
const TYPES = ['applied', 'uploaded', 'internal', 'past', 'applied'];
const TAGS = [['remote'], ['talent pool'], ['remote', 'referral'], [], []];

function documentOf(seed: number): SearchDocument {
  const person = madeUpPerson(seed);
  return {
    id: randomUUID(),
    version: 1,
    name: person.name,
    emails: [person.email],
    title: person.headline,
    skills: person.skills,
    companies: person.roles.map(({ organization }) => organization),
    location: person.location,
    type: TYPES[seed % TYPES.length] ?? null,
    status: STATUSES[seed % STATUSES.length] ?? null,
    tags: TAGS[seed % TAGS.length] ?? [],
    text: Buffer.from(writeText(person)).toString('utf8'),
    updatedAt: new Date(Date.parse('2026-01-01') + (seed % 90) * DAY_MS),
  };
}

type Oracle = (person: SearchDocument) => boolean;

// What a person reads in a document, without anything of the search: words side by side, punctuation aside.
const plain = (text: string): string =>
  ` ${text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()} `;
const holds = (values: readonly (string | null)[], words: string): boolean =>
  values.some((value) => plain(value ?? '').includes(` ${words} `));
const everywhere = (one: SearchDocument): (string | null)[] => [
  ...[one.name, one.title, one.location, one.text],
  ...[...one.emails, ...one.skills, ...one.companies, ...one.tags],
];
const says =
  (...words: string[]): Oracle =>
  (one) =>
    words.some((word) => holds(everywhere(one), word));
const skill =
  (...names: string[]): Oracle =>
  ({ skills }) =>
    names.some((name) => holds(skills, name));
const title =
  (...words: string[]): Oracle =>
  (one) =>
    words.some((word) => holds([one.title], word));
const at =
  (company: string): Oracle =>
  ({ companies }) =>
    holds(companies, company);
const lives =
  (place: string): Oracle =>
  ({ location }) =>
    holds([location], place);
const tagged =
  (tag: string): Oracle =>
  ({ tags }) =>
    holds(tags, tag);
const named =
  (name: string): Oracle =>
  (one) =>
    holds([one.name], name);
const all =
  (...oracles: Oracle[]): Oracle =>
  (one) =>
    oracles.every((oracle) => oracle(one));
const any =
  (...oracles: Oracle[]): Oracle =>
  (one) =>
    oracles.some((oracle) => oracle(one));
const not =
  (oracle: Oracle): Oracle =>
  (one) =>
    !oracle(one);
const everyone: Oracle = () => true;

const SYNONYMS: Record<string, string[]> = {
  k8s: ['Kubernetes'],
  postgres: ['PostgreSQL'],
  crm: ['Customer Relationship Management'],
  icu: ['Intensive Care'],
};
const synonymsOf = (words: string): string[] => SYNONYMS[words] ?? [];

/** What is asked, who must be found (and nobody else), and, where it matters, who comes first. */
const ANSWERS: readonly (readonly [SearchQuery | string, Oracle, Oracle?])[] = [
  // Words, and words of one stem.
  ['kubernetes', says('kubernetes'), skill('kubernetes')],
  ['controller', says('controller'), title('controller')],
  ['terraform docker', all(says('terraform'), says('docker'))],
  ['typescript graphql redis', all(says('typescript'), says('graphql'), says('redis'))],
  ['nurse', says('nurse', 'nurses', 'nursing'), title('nurse')],
  ['negotiating', says('negotiation', 'negotiating')],
  ['turkey', says('turkey')],
  ['remote', says('remote')],
  ['riverside university', all(says('riverside'), says('university', 'universities'))],
  ['nobodyhasthisword', () => false],
  // Operators.
  ['kubernetes OR terraform', says('kubernetes', 'terraform')],
  ['kubernetes AND terraform', all(says('kubernetes'), says('terraform'))],
  ['kubernetes NOT terraform', all(says('kubernetes'), not(says('terraform')))],
  ['kubernetes -terraform -docker', all(says('kubernetes'), not(says('terraform', 'docker')))],
  ['(kubernetes OR terraform) AND (mongodb OR redis)', all(says('kubernetes', 'terraform'), says('mongodb', 'redis'))],
  [
    'forecasting AND (sap OR "power bi") NOT controller',
    all(says('forecasting', 'forecast'), says('sap', 'power bi'), not(says('controller'))),
  ],
  ['NOT (kubernetes OR forecasting OR triage OR negotiation)', not(says('kubernetes', 'forecasting', 'triage', 'negotiation'))],
  ['triage OR kubernetes AND terraform', any(says('triage'), all(says('kubernetes'), says('terraform')))],
  ['NOT NOT triage', says('triage')],
  // Phrases.
  ['"intensive care nurse"', says('intensive care nurse')],
  ['"apache kafka"', says('apache kafka'), skill('apache kafka')],
  ['"senior software engineer" java', all(says('senior software engineer'), says('java'))],
  ['node.js', says('node js'), skill('node js')],
  ['"full-stack developer"', says('full stack developer'), title('full stack developer')],
  ['"granite bay" OR "hollow oak"', says('granite bay', 'hollow oak')],
  ['"care intensive"', says('care intensive')],
  ['title:"care intensive"', () => false],
  ['"aws certified developer"', says('aws certified developer')],
  // Fields.
  ['skill:kubernetes', skill('kubernetes')],
  ['skill:"intensive care"', skill('intensive care')],
  ['skill:(java OR python) NOT skill:go', all(skill('java', 'python'), not(skill('go')))],
  ['title:manager', title('manager')],
  ['title:"key account manager"', title('key account manager')],
  ['company:"blue heron"', at('blue heron')],
  ['company:evergate company:"copper lane"', all(at('evergate'), at('copper lane'))],
  ['location:karachi', lives('karachi')],
  ['city:berlin skill:react', all(lives('berlin'), skill('react'))],
  ['tag:referral', tagged('referral')],
  ['tag:"talent pool" title:analyst', all(tagged('talent pool'), title('analyst'))],
  ['name:"priya patel"', named('priya patel')],
  ['-location:remote skill:triage', all(not(lives('remote')), skill('triage'))],
  ['title:engineer NOT skill:(java OR python OR go)', all(title('engineer'), not(skill('java', 'python', 'go')))],
  // People.
  ['wanjiru kamau', all(says('wanjiru'), says('kamau')), named('wanjiru kamau')],
  ['"mateo rossi" OR "lucia garcia"', says('mateo rossi', 'lucia garcia')],
  [madeUpPerson(4_321).email, ({ emails }) => emails.includes(madeUpPerson(4_321).email)],
  ['email:"example.org" name:"ruth cohen"', named('ruth cohen')],
  // Beginnings.
  ['kube*', says('kubernetes')],
  ['title:account*', title('accountant', 'account')],
  ['skill:"variance ana*"', skill('variance analysis')],
  // Slips.
  ['kubernets', says('kubernetes'), skill('kubernetes')],
  ['typescirpt postgersql', all(skill('typescript'), says('typescript'), says('postgresql'))],
  ['skill:negotation', skill('negotiation')],
  ['company:evergat', at('evergate')],
  // Other names.
  ['k8s', says('kubernetes'), skill('kubernetes')],
  ['postgres -crm', all(says('postgresql'), not(says('customer relationship management')))],
  ['skill:icu', skill('intensive care')],
  // Filters.
  [
    { filters: { skills: ['Kubernetes', 'docker'], status: ['active'] } },
    ({ skills, status }) => skills.includes('Kubernetes') && skills.includes('Docker') && status === 'active',
  ],
  [
    { text: 'title:nurse', filters: { location: ['Lima, Peru', 'berlin, germany'], type: ['internal', 'past'] } },
    (one) =>
      title('nurse')(one) &&
      ['Lima, Peru', 'Berlin, Germany'].includes(one.location ?? '') &&
      ['internal', 'past'].includes(one.type ?? ''),
  ],
  [
    {
      text: 'triage',
      filters: { tags: ['remote', 'REFERRAL'], updatedFrom: new Date('2026-02-01'), updatedBefore: new Date('2026-03-01') },
    },
    (one) =>
      says('triage')(one) && tagged('referral')(one) && one.updatedAt >= new Date('2026-02-01') && one.updatedAt < new Date('2026-03-01'),
  ],
  [{}, everyone],
];

/** Sixty searches over 5,000 people, with answers that are found without any search engine. What a driver answers, every driver answers. */
export function describeSearchAnswers(driver: string, index: () => SearchIndex): void {
  describe(`answers of the search index: ${driver}`, () => {
    const organization = randomUUID();
    const people = Array.from({ length: PEOPLE }, (_, seed) => documentOf(seed));
    const byId = new Map(people.map((one) => [one.id, one]));

    beforeAll(async () => {
      for (let start = 0; start < PEOPLE; start += 500) await index().index(organization, people.slice(start, start + 500));
      await eventually(async () => expect((await index().search(organization, {})).total).toBe(PEOPLE), 60_000);
    }, 300_000);

    it('are sixty', () => expect(ANSWERS).toHaveLength(60));

    it.each(ANSWERS.map(([query, wanted, first]) => [typeof query === 'string' ? { text: query } : query, wanted, first] as const))(
      'finds by %j whoever matches, counts them, and puts the best first',
      async (query, wanted, first) => {
        const expected = people.filter(wanted);
        const found = await index().search(organization, { ...query, synonymsOf, facets: ['status', 'type'], limit: 30 });
        const hits = found.hits.flatMap(({ id }) => byId.get(id) ?? []);
        expect({
          total: found.total,
          wrong: hits.filter((one) => !wanted(one)).map(({ name, title: role }) => `${name}, ${role}`),
        }).toEqual({
          total: expected.length,
          wrong: [],
        });
        expect(new Set(found.hits.map(({ id }) => id)).size).toBe(Math.min(30, expected.length));
        for (const facet of ['status', 'type'] as const) {
          const counted = Object.fromEntries(found.facets[facet]?.map(({ value, count }) => [value, count]) ?? []);
          const groups = Map.groupBy(expected, (one) => one[facet] ?? '');
          expect(counted).toEqual(Object.fromEntries([...groups].map(([value, group]) => [value, group.length])));
        }
        if (first)
          for (const one of hits.slice(0, 10))
            expect({ name: one.name, title: one.title, isBest: first(one) }).toMatchObject({ isBest: true });
      },
    );
  });
}
