import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '@shortlist/testing';
import type { SearchDocument, SearchIndex, SearchQuery } from './search-index.js';

const DAY_MS = 86_400_000;

export function newDocument(name: string, fields: Partial<SearchDocument> = {}): SearchDocument {
  const mailbox = name.toLowerCase().replace(/[^a-z]+/g, '.');
  return {
    id: randomUUID(),
    version: 1,
    name,
    emails: [`${mailbox}@example.com`],
    title: null,
    skills: [],
    companies: [],
    location: null,
    type: null,
    status: null,
    tags: [],
    text: '',
    updatedAt: new Date('2026-03-01T00:00:00.000Z'),
    ...fields,
  };
}

const people: readonly SearchDocument[] = [
  newDocument('Ada Lovelace', {
    title: 'Senior Java Engineer',
    skills: ['Java', 'Kotlin', 'PostgreSQL'],
    companies: ['Analytical Engines', 'Acme Systems'],
    location: 'London',
    type: 'applied',
    status: 'applied',
    tags: ['remote'],
    text: 'Managed a team that ships machine learning services. Node.js on the side.',
    updatedAt: new Date('2026-03-05T00:00:00.000Z'),
  }),
  newDocument('Zoë Müller', {
    title: 'Engineer',
    skills: ['C++', 'python', 'postgresql'],
    companies: ['Acme Java Works'],
    location: 'Berlin',
    type: 'applied',
    status: 'applied',
    text: 'Learning machine tools. Wrote Java once.',
    updatedAt: new Date('2026-03-04T00:00:00.000Z'),
  }),
  newDocument('Jonathan Smith', {
    title: 'Recruiter',
    skills: ['Python'],
    location: 'london',
    type: 'uploaded',
    status: 'hired',
    tags: ['Remote', 'senior'],
    text: 'C# and .NET since 2008.',
    updatedAt: new Date('2026-03-03T00:00:00.000Z'),
  }),
  newDocument("Mary O'Brien", { text: 'The IT person. Will travel.', updatedAt: new Date('2026-03-02T00:00:00.000Z') }),
];

/** What every search index guarantees. It may be shared with others: the suite keeps to organizations of its own. */
export function describeSearchIndex(driver: string, index: () => SearchIndex): void {
  describe(`search index: ${driver}`, () => {
    const organization = randomUUID();

    async function names(query: SearchQuery): Promise<string[]> {
      const { hits } = await index().search(organization, query);
      return hits.map((hit) => people.find((person) => person.id === hit.id)?.name ?? hit.id);
    }
    /** Waits until an engine that shows changes late shows this many documents. */
    async function settled(of: string, documents: number): Promise<void> {
      await eventually(async () => expect((await index().search(of, {})).total).toBe(documents));
    }

    beforeAll(async () => {
      await index().index(organization, people);
      await settled(organization, people.length);
    });

    describe('text', () => {
      it.each<[string, string[]]>([
        ['java', ['Ada Lovelace', 'Zoë Müller']],
        ['JAVA kotlin', ['Ada Lovelace']],
        ['java AND NOT kotlin', ['Zoë Müller']],
        ['kotlin OR recruiter', ['Ada Lovelace', 'Jonathan Smith']],
        ['engineer AND (kotlin OR "machine tools")', ['Ada Lovelace', 'Zoë Müller']],
        ['"machine learning"', ['Ada Lovelace']],
        ['machine learning', ['Ada Lovelace', 'Zoë Müller']],
        ['NOT java', ["Mary O'Brien", 'Jonathan Smith']],
        ['muller', ['Zoë Müller']],
        ['c++', ['Zoë Müller']],
        ['c#', ['Jonathan Smith']],
        ['.net', ['Jonathan Smith']],
        ['node.js', ['Ada Lovelace']],
        ["o'brien", ["Mary O'Brien"]],
        ['mary.o.brien@example.com', ["Mary O'Brien"]],
        ['managing teams', ['Ada Lovelace']],
        ['the it will', ["Mary O'Brien"]],
        ['absent', []],
        ['title:java', ['Ada Lovelace']],
        ['title:engineers', ['Ada Lovelace', 'Zoë Müller']],
        ['title:"java engineer"', ['Ada Lovelace']],
        ['title:(java OR recruiter)', ['Ada Lovelace', 'Jonathan Smith']],
        ['skill:java', ['Ada Lovelace']],
        ['-skill:java engineer', ['Zoë Müller']],
        ['skill:c++', ['Zoë Müller']],
        ['skill:london', []],
        ['company:acme', ['Ada Lovelace', 'Zoë Müller']],
        ['company:"acme systems"', ['Ada Lovelace']],
        ['company:java', ['Zoë Müller']],
        ['acme AND location:berlin', ['Zoë Müller']],
        ['tag:remote', ['Ada Lovelace', 'Jonathan Smith']],
        ['name:zoe', ['Zoë Müller']],
        ['name:java', []],
        ['email:"jonathan.smith@example.com"', ['Jonathan Smith']],
        ['manag*', ['Ada Lovelace']],
        ['skill:post*', ['Ada Lovelace', 'Zoë Müller']],
        ['title:recr* OR name:"zoë mü*"', ['Jonathan Smith', 'Zoë Müller']],
        ['"kotlin postgresql"', []],
        ['skill:"kotlin postgresql"', []],
      ])('finds by %j whoever matches, and nobody else', async (text, expected) => {
        expect((await names({ text })).sort()).toEqual([...expected].sort());
      });

      it('finds a name that is spelt nearly alike', async () => {
        expect(await names({ text: 'Jonathon' })).toEqual(['Jonathan Smith']);
        expect(await names({ text: 'lovelase' })).toEqual(['Ada Lovelace']);
      });

      it.each<[string, string[]]>([
        ['kotlni', ['Ada Lovelace']],
        ['postgrescl recruter', []],
        ['recruter', ['Jonathan Smith']],
        ['skill:pyhton', ['Zoë Müller', 'Jonathan Smith']],
        ['analitycal engineer', ['Ada Lovelace']],
        ['engineer NOT kotlni', ['Zoë Müller']],
        ['"kotlni"', ['Ada Lovelace']],
        ['travle', []],
        ['pythonista', []],
      ])('takes a word that nobody has for a slip: %j', async (text, expected) => {
        expect((await names({ text })).sort()).toEqual([...expected].sort());
      });

      it('finds by other names of what is named', async () => {
        const synonyms: Record<string, string[]> = { jvm: ['Kotlin', 'Scala'], 'asp net': ['.NET'], kotlin: ['Java'] };
        const synonymsOf = (words: string): string[] => synonyms[words] ?? [];
        expect(await names({ text: 'jvm', synonymsOf })).toEqual(['Ada Lovelace']);
        expect(await names({ text: 'skill:jvm', synonymsOf })).toEqual(['Ada Lovelace']);
        expect(await names({ text: '"asp net"', synonymsOf })).toEqual(['Jonathan Smith']);
        expect((await names({ text: 'engineer NOT kotlin', synonymsOf })).sort()).toEqual([]);
        expect(await names({ text: 'title:jvm', synonymsOf })).toEqual([]);
        const { hits } = await index().search(organization, { text: 'jvm', synonymsOf });
        expect(hits[0]?.highlights.map(({ text, matches: [first] }) => text.slice(first?.start, first?.end))).toEqual(['Kotlin']);
      });

      it('ranks a title above a mention in the text', async () => {
        expect(await names({ text: 'java' })).toEqual(['Ada Lovelace', 'Zoë Müller']);
      });

      it('finds everyone, the latest first, without text', async () => {
        expect(await names({})).toEqual(people.map((person) => person.name));
        expect(await names({ text: '  ' })).toEqual(people.map((person) => person.name));
      });

      it('says where a text is wrong', async () => {
        const malformed = { code: 'search.query_malformed', kind: 'malformed', message: expect.stringContaining('at character 6') };
        await expect(index().search(organization, { text: 'java )' })).rejects.toMatchObject(malformed);
      });

      it.each(["'", "a' | 'b", 'a:*', 'a & b | !c', '\\', '\0', '\ud800', '<->', "';--", '%', '%s', '$1'])(
        'takes %j for mere text',
        async (text) => {
          await expect(index().search(organization, { text })).resolves.toMatchObject({ totalIsEstimate: false });
        },
      );

      it('marks what it found with exact offsets', async () => {
        const { hits } = await index().search(organization, { text: 'java' });
        const marked = hits.flatMap((hit) =>
          hit.highlights.flatMap((shown) => shown.matches.map(({ start, end }) => [shown.field, shown.text.slice(start, end)])),
        );
        expect(marked).toEqual(
          expect.arrayContaining([
            ['title', 'Java'],
            ['skills', 'Java'],
            ['text', 'Java'],
          ]),
        );
        expect(new Set(marked.map(([, word]) => word))).toEqual(new Set(['Java']));
      });

      it('marks words of another form and with accents', async () => {
        const shown = async (text: string): Promise<string[]> =>
          (await index().search(organization, { text })).hits.flatMap((hit) =>
            hit.highlights.flatMap((highlight) => highlight.matches.map(({ start, end }) => highlight.text.slice(start, end))),
          );
        expect(await shown('managing')).toEqual(['Managed']);
        expect(await shown('mueller OR muller')).toEqual(['Müller']);
        expect(await shown('c++')).toEqual(['C++']);
      });
    });

    describe('filters, facets and order', () => {
      it('joins filters by AND and compares without case', async () => {
        expect(await names({ filters: { skills: ['JAVA', 'postgresql'] } })).toEqual(['Ada Lovelace']);
        expect(await names({ filters: { location: ['London'] } })).toEqual(['Ada Lovelace', 'Jonathan Smith']);
        expect(await names({ filters: { status: ['applied', 'hired'], tags: ['remote'] } })).toEqual(['Ada Lovelace', 'Jonathan Smith']);
        expect(await names({ filters: { type: ['Uploaded'] } })).toEqual(['Jonathan Smith']);
        expect(await names({ text: 'python', filters: { status: ['hired'] } })).toEqual(['Jonathan Smith']);
        const march = { updatedFrom: new Date('2026-03-03T00:00:00.000Z'), updatedBefore: new Date('2026-03-05T00:00:00.000Z') };
        expect(await names({ filters: march })).toEqual(['Zoë Müller', 'Jonathan Smith']);
      });

      it('counts the values of everything found, not of the page', async () => {
        const { facets } = await index().search(organization, { limit: 1, facets: ['skills', 'status', 'location', 'tags'] });
        expect(facets.status).toEqual([
          { value: 'applied', count: 2 },
          { value: 'hired', count: 1 },
        ]);
        expect(facets.location?.map(({ value, count }) => [value.toLowerCase(), count])).toEqual([
          ['london', 2],
          ['berlin', 1],
        ]);
        expect(facets.skills?.map(({ value, count }) => [value.toLowerCase(), count])).toEqual([
          ['postgresql', 2],
          ['python', 2],
          ['c++', 1],
          ['java', 1],
          ['kotlin', 1],
        ]);
        const more = await index().search(organization, { facets: ['type', 'companies'] });
        expect(more.facets).toMatchObject({
          type: [
            { value: 'applied', count: 2 },
            { value: 'uploaded', count: 1 },
          ],
          companies: expect.arrayContaining([{ value: 'Acme Systems', count: 1 }]),
        });
        const java = await index().search(organization, { text: 'java', facets: ['status'] });
        expect(java.facets).toEqual({ status: [{ value: 'applied', count: 2 }] });
      });

      it('sorts as asked', async () => {
        expect(await names({ sort: 'name' })).toEqual(['Ada Lovelace', 'Jonathan Smith', "Mary O'Brien", 'Zoë Müller']);
        expect(await names({ text: 'java', sort: '-updatedAt' })).toEqual(['Ada Lovelace', 'Zoë Müller']);
      });
    });

    describe('pages', () => {
      const crowd = randomUUID();
      const members = Array.from({ length: 23 }, (_, place) =>
        newDocument(place % 3 === 0 ? 'Same Name' : `Person ${place}`, {
          text: 'crowd',
          updatedAt: new Date(Date.parse('2026-01-01') + (place % 5) * DAY_MS),
        }),
      );
      beforeAll(async () => {
        await index().index(crowd, members);
        await settled(crowd, members.length);
      });

      it.each(['relevance', 'name', '-updatedAt'] as const)('gives everyone once by cursor, sorted by %s', async (sort) => {
        const seen: string[] = [];
        let cursor: string | undefined;
        do {
          const page = await index().search(crowd, { text: 'crowd', sort, limit: 5, cursor });
          expect(page.total).toBe(members.length);
          seen.push(...page.hits.map((hit) => hit.id));
          cursor = page.nextCursor ?? undefined;
        } while (cursor);
        const whole = await index().search(crowd, { text: 'crowd', sort, limit: 100 });
        expect(seen).toEqual(whole.hits.map((hit) => hit.id));
        expect([...seen].sort()).toEqual(members.map((member) => member.id).sort());
      });

      it('refuses a cursor of another search or of no search', async () => {
        const { nextCursor } = await index().search(crowd, { text: 'crowd', limit: 5 });
        const malformed = { code: 'search.cursor_malformed', kind: 'malformed' };
        for (const query of [
          { text: 'other', cursor: nextCursor! },
          { text: 'crowd', sort: 'name' as const, cursor: nextCursor! },
          { cursor: 'x' },
          { cursor: '' },
        ]) {
          await expect(index().search(crowd, query)).rejects.toMatchObject(malformed);
        }
      });
    });

    describe('changes', () => {
      const place = randomUUID();

      it('keeps the newest version in whatever order they come', async () => {
        const first = newDocument('First Version');
        await index().index(place, [{ ...first, name: 'Second Version', version: 2 }, first]);
        await index().index(place, [first]);
        await settled(place, 1);
        expect((await index().search(place, { text: 'second' })).total).toBe(1);
        await index().index(place, [{ ...first, name: 'Third Version', version: 3 }]);
        await eventually(async () => expect((await index().search(place, { text: 'third' })).total).toBe(1));
        expect((await index().search(place, { text: 'second' })).total).toBe(0);
        expect(await index().versions(place, null, 10)).toEqual([{ id: first.id, version: 3 }]);
      });

      it('writes the same version again, for a rebuild', async () => {
        const person = newDocument('Before Rebuild', { version: 7 });
        await index().index(place, [person]);
        await index().index(place, [{ ...person, name: 'After Rebuild' }]);
        await eventually(async () => expect((await index().search(place, { text: '"after rebuild"' })).hits[0]?.id).toBe(person.id));
      });

      it('removes documents, and what is not there', async () => {
        const organizationId = randomUUID();
        const [gone, kept] = [newDocument('Gone'), newDocument('Kept')];
        await index().index(organizationId, [gone, kept]);
        await index().remove(organizationId, [gone.id, randomUUID()]);
        await settled(organizationId, 1);
        expect(await index().count(organizationId)).toBe(1);
        expect(await index().versions(organizationId, null, 10)).toEqual([{ id: kept.id, version: 1 }]);
      });

      it('lists ids and versions page by page', async () => {
        const organizationId = randomUUID();
        const members = Array.from({ length: 7 }, (_, version) => newDocument('Member', { version }));
        await index().index(organizationId, members);
        await settled(organizationId, 7);
        const seen = [];
        for (let after: string | null = null; ;) {
          const page = await index().versions(organizationId, after, 3);
          seen.push(...page);
          if (page.length === 0) break;
          after = page.at(-1)!.id;
        }
        const expected = members.map(({ id, version }) => ({ id, version })).sort((a, b) => (a.id < b.id ? -1 : 1));
        expect(seen).toEqual(expected);
      });

      it('survives many writers of the same documents', async () => {
        const organizationId = randomUUID();
        const members = Array.from({ length: 20 }, () => newDocument('Member'));
        const writers = Array.from({ length: 8 }, (_, writer) =>
          index().index(
            organizationId,
            (writer % 2 ? members : [...members].reverse()).map((member) => ({ ...member, version: writer })),
          ),
        );
        await Promise.all(writers);
        expect((await index().versions(organizationId, null, 100)).map(({ version }) => version)).toEqual(members.map(() => 7));
      });

      it('takes the largest and the strangest documents', async () => {
        const organizationId = randomUUID();
        const word = (number: number): string => `w${number.toString(36)}`;
        const long = Array.from({ length: 100_000 }, (_, number) => word(number)).join(' ');
        const wide = Array.from({ length: 90_000 }, (_, number) => String.fromCodePoint(0x4e00 + (number % 20_000)) + (number % 7)).join(
          ' ',
        );
        await index().index(organizationId, [
          newDocument('Long', { text: long }),
          newDocument('Wide', { text: wide }),
          newDocument('Strange\0\ud800', { text: '\0 <b>\udfff</b> & \' " \\ 1e5 3.14 2008-01-01 /usr/bin a@b.c http://x.y/z' }),
          newDocument('', { skills: ['x'.repeat(5_000)] }),
        ]);
        await settled(organizationId, 4);
        expect((await index().search(organizationId, { text: word(99) })).total).toBe(1);
        expect((await index().search(organizationId, { text: '1e5' })).hits[0]?.highlights[0]?.matches).toHaveLength(1);
      });
    });

    describe('asked which documents match', () => {
      const condition = { text: 'skill:java OR recruiter', filters: { location: ['London'] } };
      const idsOf = (...wanted: string[]): string[] => people.flatMap(({ name, id }) => (wanted.includes(name) ? [id] : [])).sort();

      it('answers those of given ids, in order of id and with their versions', async () => {
        const ids = people.map(({ id }) => id);
        const found = await index().matching(organization, condition, { ids });
        expect(found).toEqual(idsOf('Ada Lovelace', 'Jonathan Smith').map((id) => ({ id, version: 1 })));
        const [one] = found;
        expect(await index().matching(organization, condition, { ids: [one!.id, randomUUID()] })).toEqual([one]);
        expect(await index().matching(organization, condition, { ids: idsOf('Zoë Müller') })).toEqual([]);
        expect(await index().matching(organization, {}, { ids })).toHaveLength(people.length);
        expect(await index().matching(randomUUID(), {}, { ids })).toEqual([]);
      });

      it('understands slips and other names as a search does', async () => {
        const synonymsOf = (words: string): string[] => (words === 'rhino' ? ['kotlin'] : []);
        const scope = { after: null, limit: 10 };
        expect((await index().matching(organization, { text: 'rhino', synonymsOf }, scope)).map(({ id }) => id)).toEqual(
          idsOf('Ada Lovelace'),
        );
        expect((await index().matching(organization, { text: 'recruitre' }, scope)).map(({ id }) => id)).toEqual(idsOf('Jonathan Smith'));
      });

      it('answers all of them, page by page', async () => {
        const first = await index().matching(organization, { text: 'java' }, { after: null, limit: 1 });
        const second = await index().matching(organization, { text: 'java' }, { after: first[0]!.id, limit: 5 });
        expect([...first, ...second].map(({ id }) => id)).toEqual(idsOf('Ada Lovelace', 'Zoë Müller'));
        expect(await index().matching(organization, { text: 'java' }, { after: second[0]!.id, limit: 5 })).toEqual([]);
      });

      it('refuses a text that cannot be read', async () => {
        await expect(index().matching(organization, { text: '(java' }, { ids: [] })).rejects.toMatchObject({
          code: 'search.query_malformed',
        });
      });

      it('tells the version in which it found a document', async () => {
        const own = randomUUID();
        const member = newDocument('Member', { skills: ['Welding'], version: 7 });
        await index().index(own, [member]);
        await eventually(async () =>
          expect(await index().matching(own, { text: 'welding' }, { ids: [member.id] })).toEqual([{ id: member.id, version: 7 }]),
        );
      });
    });

    it('is rebuilt without a search that finds less meanwhile, and then holds what it was filled with', async () => {
      const rebuilt = randomUUID();
      const members = Array.from({ length: 5 }, () => newDocument('Member'));
      await index().index(rebuilt, members);
      await settled(rebuilt, 5);
      await index().rebuild(async (next) => {
        await next.index(organization, people);
        await next.index(rebuilt, members.slice(0, 2));
        expect((await index().search(rebuilt, {})).total).toBe(5);
        await next.index(rebuilt, members);
      });
      expect((await index().search(rebuilt, {})).total).toBe(5);
      expect(await index().isComplete()).toBe(true);
    });

    it('keeps what it had when a rebuild fails', async () => {
      const broken = index().rebuild(() => Promise.reject(new Error('no records')));
      await expect(broken).rejects.toThrow('no records');
      expect((await index().search(organization, {})).total).toBe(people.length);
    });

    it('never shows, counts, changes or removes documents of another organization', async () => {
      const other = randomUUID();
      const secret = { ...newDocument('Canary Bird', { skills: ['canary'] }), id: people[0]!.id };
      await index().index(other, [secret]);
      await settled(other, 1);
      const found = await index().search(organization, { text: 'canary', facets: ['skills'] });
      expect(found).toMatchObject({ hits: [], total: 0, facets: { skills: [] } });
      expect(await index().count(organization)).toBe(people.length);
      await index().remove(organization, [secret.id]);
      expect((await index().search(other, { text: 'canary' })).total).toBe(1);
      await index().index(organization, [people[0]!]);
    });
  });
}
