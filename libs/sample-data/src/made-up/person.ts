import type { Month, ResumeContent, ResumeEducation, ResumeRole } from '../resume-content.js';
import { Random } from './random.js';
import { degrees, firstNames, institutions, lastNames, motherTongues, organizations, places, trades } from './vocabulary.js';
import type { Trade } from './vocabulary.js';

/** The month in which every made-up career stands still. */
const lastMonth = 2025 * 12 + 11;

/**
 * A made-up person for load and crash tests: the same for the same seed, cheap, and without an end. Seeds are whole numbers
 * from 0; the e-mail (`first.last.<seed>@example.org`) is never given twice, the phone number and CNIC once in ten million.
 */
export function madeUpPerson(seed: number): ResumeContent {
  if (!Number.isSafeInteger(seed) || seed < 0) throw new RangeError(`A seed is a whole number from 0, not ${seed}.`);
  const random = new Random(seed);
  const trade = random.pick(trades);
  const first = random.pick(firstNames);
  const last = random.pick(lastNames);
  const skills = random.sample(trade.skills, random.between(3, 9));
  const { roles, startYear } = career(random, trade, skills);
  const title = roles[0]?.title ?? random.pick(trade.titles);
  const digits = String(seed % 10_000_000).padStart(7, '0');
  return {
    name: `${first} ${last}`,
    headline: title,
    email: `${first}.${last}.${seed}@example.org`.toLowerCase(),
    phone: `+92 3${String(random.between(0, 37)).padStart(2, '0')} ${digits}`,
    location: random.pick(places),
    links: [`https://people.example.org/${first}-${last}-${seed}`.toLowerCase()],
    ...(random.next() < 0.1 ? { nationalId: `42201-${digits}-${random.between(1, 9)}` } : {}),
    summary: `${title} who has worked with ${skills.join(', ')} in ${roles.length === 1 ? 'one company' : `${roles.length} companies`}.`,
    roles,
    education: [education(random, trade, startYear)],
    skills,
    languages: [
      { name: random.pick(motherTongues), level: 'native' },
      { name: 'English', level: random.pick(['B1', 'B2', 'C1', 'C2']) },
    ],
    certifications: random.sample(trade.certifications, random.between(0, 1)),
  };
}

/** One to four roles, newest first and without overlap; every second person still holds the newest one. */
function career(random: Random, trade: Trade, skills: readonly string[]): { roles: ResumeRole[]; startYear: number } {
  const roles: ResumeRole[] = [];
  const employed = random.next() < 0.5;
  let end = employed ? lastMonth : lastMonth - random.between(0, 11);
  for (let left = random.between(1, 4); left > 0; left -= 1) {
    const start = end - random.between(8, 48);
    roles.push({
      title: random.pick(trade.titles),
      organization: random.pick(organizations),
      location: random.pick(places),
      from: month(start),
      to: employed && roles.length === 0 ? null : month(end),
      bullets: random.sample(skills, random.between(1, 4)).map((skill) => `${random.pick(trade.tasks)} ${skill}.`),
    });
    end = start - random.between(1, 4);
  }
  return { roles, startYear: Math.floor(end / 12) };
}

function education(random: Random, trade: Trade, finished: number): ResumeEducation {
  const degree = `${random.pick(degrees)} ${random.pick(trade.fields)}`;
  return { degree, institution: random.pick(institutions), from: finished - random.between(3, 4), to: finished };
}

function month(months: number): Month {
  return `${Math.floor(months / 12)}-${String((months % 12) + 1).padStart(2, '0')}` as Month;
}
