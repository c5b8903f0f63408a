import type { EducationLevel, EvidenceDto, LanguageLevel, ProfileDto, Proficiency } from '@shortlist/contracts';

/** A made-up resume in short, for specs. */
export interface SampleResume {
  readonly name?: string;
  readonly location?: string;
  /** `written`: as the resume names it. */
  readonly skills?: readonly {
    readonly name: string;
    readonly written?: string;
    readonly statedYears?: number;
    readonly proficiency?: Proficiency;
  }[];
  /** `names`: skills named inside the role's block, each a fact of its own. */
  readonly roles?: readonly {
    readonly title: string;
    readonly from?: string;
    readonly to?: string;
    readonly text?: string;
    readonly names?: readonly string[];
  }[];
  readonly education?: readonly { readonly level: EducationLevel | null; readonly field?: string }[];
  readonly languages?: readonly { readonly name: string; readonly level?: LanguageLevel }[];
  readonly certifications?: readonly string[];
  readonly totalYears?: number;
  /** Words that stand in no role and no list. */
  readonly prose?: string;
}

/** The resume as text, and the profile that a perfect reader makes of it: every span is an exact substring. */
export function sampleProfile(resume: SampleResume): { text: string; profile: ProfileDto } {
  const page = new Page();
  const confidence = 1;
  const fact = (value: string) => ({ value, evidence: [page.line(value)], confidence });
  const profile: ProfileDto = {
    name: resume.name ? fact(resume.name) : null,
    emails: resume.name ? [fact(`${resume.name.toLowerCase().replace(/\W+/g, '.')}@example.com`)] : [],
    phones: [],
    nationalId: null,
    location: resume.location ? fact(resume.location) : null,
    links: [],
    summary: resume.name ? fact(`${resume.name} likes work.`) : null,
    skills: (resume.skills ?? []).map(({ written, ...skill }) => ({
      ...skillFact(skill.name, page.line(written ?? skill.name)),
      ...skill,
    })),
    roles: [],
    education: (resume.education ?? []).map(({ level, field }) => ({
      level,
      field: field ?? null,
      institution: null,
      from: null,
      to: null,
      evidence: [page.line(`${level ?? 'Studies'} in ${field ?? 'arts'}`)],
      confidence,
    })),
    languages: (resume.languages ?? []).map(({ name, level }) => ({
      name,
      level: level ?? null,
      evidence: [page.line(`${name} ${level ?? ''}`)],
      confidence,
    })),
    certifications: (resume.certifications ?? []).map(fact),
    totalYears:
      resume.totalYears === undefined
        ? null
        : { value: resume.totalYears, evidence: [page.line(`${resume.totalYears} years of work`)], confidence },
    asOf: '2030-01-01T00:00:00.000Z',
  };
  for (const role of resume.roles ?? []) addRole(profile, page, role);
  if (resume.prose) page.line(resume.prose);
  const contacts = Math.max(
    0,
    ...[profile.name, ...profile.emails, profile.summary].flatMap((fact) => fact?.evidence.map(({ end }) => end) ?? []),
  );
  return { text: page.text, profile: { ...profile, passages: [page.from(contacts)] } };
}

function addRole(profile: ProfileDto, page: Page, role: NonNullable<SampleResume['roles']>[number]): void {
  const names = role.names ?? [];
  const block = page.line([role.title, `${role.from ?? ''} - ${role.to ?? 'present'}`, role.text ?? '', ...names].join('\n'));
  for (const name of names) {
    const start = block.start + block.text.lastIndexOf(`\n${name}`) + 1;
    profile.skills.push(skillFact(name, { text: name, start, end: start + name.length }));
  }
  profile.roles.push({
    title: role.title,
    organization: null,
    from: role.from ?? null,
    to: role.to ?? null,
    current: role.from !== undefined && role.to === undefined,
    bullets: role.text ? [role.text] : [],
    evidence: [block],
    confidence: 1,
  });
}

function skillFact(name: string, evidence: EvidenceDto): ProfileDto['skills'][number] {
  return { name, years: null, statedYears: null, proficiency: null, evidence: [evidence], confidence: 1 };
}

class Page {
  text = '';

  from(start: number): EvidenceDto {
    return { text: this.text.slice(start), start, end: this.text.length };
  }

  line(text: string): EvidenceDto {
    const start = this.text.length;
    this.text += `${text}\n`;
    return { text, start, end: start + text.length };
  }
}
