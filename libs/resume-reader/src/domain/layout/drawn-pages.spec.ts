import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import type { ProfileDto } from '@shortlist/contracts';
import { madeUpPerson } from '@shortlist/sample-data';
import { readProfile } from '../profile/read-profile.js';
import { composeDocument } from '../text-document.js';
import { DRAWN_LANGUAGES, DRAWN_LAYOUTS, drawnPage } from './drawn-pages.fixture-spec.js';
import { pageLines } from './page-lines.js';

const PERSONS = Array.from({ length: 12 }, (_, index) => madeUpPerson(index * 31 + 1));

function profileOf(content: (typeof PERSONS)[number], layout: string, language: string): ProfileDto {
  const glyphs = drawnPage(content, DRAWN_LAYOUTS[layout]!, DRAWN_LANGUAGES[language]!);
  return readProfile(composeDocument(pageLines([glyphs])), '2026-01-01T00:00:00.000Z').profile;
}

describe.each(Object.keys(DRAWN_LAYOUTS))('a resume with %s', (layout) => {
  it.each(Object.keys(DRAWN_LANGUAGES))('headed in %s gives every job with its dates, title and employer, and every degree', (language) => {
    for (const content of PERSONS) {
      const profile = profileOf(content, layout, language);
      expect(profile.roles.map(({ title, organization, from, to }) => ({ title, organization, from, to }))).toEqual(
        content.roles.map(({ title, organization, from, to }) => ({ title, organization, from, to })),
      );
      expect(profile.education.map(({ institution }) => institution)).toEqual(content.education.map(({ institution }) => institution));
      expect(profile.name?.value).toBe(content.name);
      const named = new Set(profile.skills.map(({ name }) => name.toLowerCase()));
      expect(named.size).toBeGreaterThanOrEqual(new Set(content.skills).size * 0.9);
    }
  });
});
