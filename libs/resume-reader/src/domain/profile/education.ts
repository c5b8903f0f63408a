import type { EducationFactDto, EducationLevel } from '@shortlist/contracts';
import type { Section } from '../section.js';
import { lineText } from '../text-document.js';
import type { TextDocument, TextLine } from '../text-document.js';
import { periodsIn } from './dates.js';
import type { WrittenPeriod } from './dates.js';
import { evidenceAt } from './evidence.js';
import { isPlace } from './location.js';

/** Words of degrees, highest first, in the languages that resumes come in. */
const DEGREES: readonly (readonly [EducationLevel, RegExp])[] = [
  [
    'doctorate',
    /(?<!\p{L})(ph\.?\s?d|doctorate|doctor(al)? (of|degree|in)|d\.?phil|m\.?d\.|doktor|promotion|doctorat|doctorado|dottorato|doutorado|doktora|juris doctor|pharm\.?d)(?!\p{L})/iu,
  ],
  [
    'master',
    /(?<!\p{L})(master('?s)?|m\.?sc|m\.?s\.?(?= |,|$)|m\.?a\.?(?= in| of|,|$)|mba|m\.?eng|m\.?tech|m\.?phil|m\.?com|mca|mph|msn|llm|magister|diplom(-?ingenieur)?|maîtrise|maestría|máster|laurea magistrale|mestrado|yüksek lisans)(?!\p{L})/iu,
  ],
  [
    'bachelor',
    /(?<!\p{L})(bachelor('?s)?|baccalaureate|b\.?sc|b\.?s\.?(?= |,|$)|b\.?a\.?(?= |,|$)|b\.?eng|b\.?tech|b\.?com|b\.?e\.(?= |,|$)|bba|bca|bsn|bfa|llb|mbbs|b\.?ed|licence|licenciatura|laurea|grado en|bacharelado|lisans|ingeniería|undergraduate)(?!\p{L})/iu,
  ],
  ['associate', /(?<!\p{L})(associate('?s)?( degree)?( of| in)?|a\.?a\.?s|önlisans)(?!\p{L})/iu],
  ['diploma', /(?<!\p{L})(diploma|dae|hnd|bts|dut|certificate (in|of)|vocational|apprenticeship|ausbildung)(?!\p{L})/iu],
  [
    'secondary',
    /(?<!\p{L})(high school|secondary school|matric(ulation)?|intermediate|f\.?sc|o[- ]levels?|a[- ]levels?|ssc|hssc|ged|gcse|abitur|baccalauréat|bachillerato|maturità|lise|higher secondary|fsc)(?!\p{L})/iu,
  ],
];
const INSTITUTION =
  /(?<!\p{L})(universit(y|ies|ät|é|à|e|eit)|universidade?|college|school|institute|institut[eo]?|academy|akademie|académie|polytechnic|politecnico|hochschule|école|escuela|faculty|üniversitesi|lisesi|nust|lums|mit|uc berkeley|ucla|iit)(?!\p{L})/iu;

/** The level that a degree's words stand for. */
export function educationLevel(text: string): EducationLevel | null {
  return DEGREES.find(([, words]) => words.test(text))?.[0] ?? null;
}

/** Studies of the education sections. A line that names a degree or an institution opens one when the last one already has its own. */
export function educationIn(document: TextDocument, sections: readonly Section[]): EducationFactDto[] {
  return sections
    .filter(({ kind }) => kind === 'education')
    .flatMap(({ lines }) => studiesOf(document, lines).flatMap((study) => factOf(document, study)));
}

function studiesOf(document: TextDocument, lines: readonly TextLine[]): TextLine[][] {
  const studies: { lines: TextLine[]; degree: boolean; institution: boolean }[] = [];
  const datesLead = lines[0] !== undefined && isDate(lineText(document, lines[0]));
  for (const [index, line] of lines.entries()) {
    const text = lineText(document, line);
    const short = text.length < 160 && !goesOn(document, lines[index - 1], line) && !/^[•●○◦▪■▸►‣⁃∙*-]\s?/.test(text);
    const degree = short && educationLevel(text.replace(INSTITUTION, '')) !== null;
    const institution = short && INSTITUTION.test(text);
    const dated = isDate(text);
    const open = studies.at(-1);
    const repeats =
      open && ((degree && open.degree) || (institution && open.institution) || (dated && datesLead && (open.degree || open.institution)));
    if (!open || repeats) studies.push({ lines: [line], degree, institution });
    else {
      open.lines.push(line);
      open.degree ||= degree;
      open.institution ||= institution;
    }
  }
  return studies.filter(({ degree, institution }) => degree || institution).map((study) => study.lines);
}

/** A line with dates and nothing else: where one leads the section, each opens a study. */
function isDate(text: string): boolean {
  const rest = periodsIn(text).reduceRight((left, { start, end }) => left.slice(0, start) + left.slice(end), text);
  return rest !== text && !/\p{L}{2}/u.test(rest);
}

function factOf(document: TextDocument, lines: readonly TextLine[]): EducationFactDto[] {
  const first = lines[0];
  const last = lines.at(-1);
  if (!first || !last) return [];
  const parts = unwrapped(document, lines)
    .flatMap((text) => text.split(/\t|\s+[|·•–—]\s+|,\s+(?=\p{Lu})|\s-\s/u))
    .flatMap(splitAtInstitution)
    .map((part) => withoutPeriods(part).replace(/^[\s•■▪◦●]+|(?<![\s(,–—-])[\s(,–—-]+$/gu, ''))
    .filter((part) => part !== '');
  const degree = parts.find((part) => educationLevel(part.replace(INSTITUTION, '')) !== null);
  const institution = institutionOf(parts, degree);
  const period = periodOf(periodsIn(document.text.slice(first.start, last.end)));
  return [
    {
      level: degree ? educationLevel(degree.replace(INSTITUTION, '')) : null,
      field: degree ? fieldOf(degree, parts[parts.indexOf(degree) + 1]) : null,
      institution: institution?.replace(/^at\s+/, '').slice(0, 300) ?? null,
      from: period?.from ?? null,
      to: period?.to ?? null,
      evidence: [evidenceAt(document, first.start, last.end)],
      confidence: degree && institution ? 0.85 : 0.6,
    },
  ];
}

/** The lines of a study, with those that a narrow column broke put together. */
function unwrapped(document: TextDocument, lines: readonly TextLine[]): string[] {
  const joined: string[] = [];
  lines.forEach((line, index) => {
    if (goesOn(document, lines[index - 1], line)) joined.push(`${joined.pop()} ${lineText(document, line)}`);
    else joined.push(lineText(document, line));
  });
  return joined;
}

/** Whether a line goes on in the next one. "University of Texas at" always does; a line full to its edge, unless the next one names an institution. */
function goesOn(document: TextDocument, above: TextLine | undefined, line: TextLine): boolean {
  if (!above) return false;
  const hangs = /(?:\s(?:at|of|in|and|the|de|für)|&)$/i.test(lineText(document, above));
  const text = lineText(document, line);
  return hangs || (line.wrapped && !INSTITUTION.test(text) && !isDate(text));
}

/** "Bachelor of Science at Example University", but not "University of Texas at Austin". */
function splitAtInstitution(part: string): string[] {
  const [, before = '', after = ''] = /^(.+?)\s+at\s+(\p{Lu}.*)$/u.exec(part) ?? [];
  return INSTITUTION.test(after) ? [before, after] : [part];
}

function withoutPeriods(text: string): string {
  return periodsIn(text)
    .reduceRight((rest, { start, end }) => `${rest.slice(0, start)} ${rest.slice(end)}`, text)
    .replace(/\s+/g, ' ')
    .trim();
}

/** A part that names an institution by a word for one, else the name beside the degree. */
function institutionOf(parts: readonly string[], degree: string | undefined): string | null {
  const named = parts.filter((part) => INSTITUTION.test(part.replace(/\bhigh school\b/i, '')) && part.length < 120);
  const found = named.find((part) => part !== degree) ?? named[0];
  if (found !== undefined || degree === undefined) return found ?? null;
  return parts.slice(parts.indexOf(degree) + 1).find((part) => isPlainName(part)) ?? null;
}

function isPlainName(part: string): boolean {
  return /^\p{Lu}[\p{L}\p{M}.'’& -]{2,60}$/u.test(part) && part.split(' ').length <= 5 && !isPlace(part) && !NOT_AN_INSTITUTION.test(part);
}

const NOT_AN_INSTITUTION =
  /^(?:gpa|grade|thesis|major|minor|courses?|honou?rs?|with|summa|magna|cum|dean|specializing|majoring|advisor|relevant)\b/i;

/** A range, or two single years that stand for one. */
function periodOf(periods: readonly WrittenPeriod[]): { from: string | null; to: string | null } | undefined {
  const range = periods.find(({ from }) => from !== null);
  const [first, second] = periods;
  if (range || !first) return range;
  return second?.to && first.to && second.to >= first.to && second.start - first.end < 4 ? { from: first.to, to: second.to } : first;
}

/** The subject: after "in", after "of" unless that names the faculty's title, or in the words that follow the degree. */
function fieldOf(degree: string, next: string | undefined): string | null {
  const named =
    /\b(?:in|en|em|im)\s+(\p{Lu}[^,(|\t\d]{2,80})/u.exec(degree)?.[1] ??
    /\bof\s+(?!science$|arts$|engineering$)(\p{Lu}[^,(|\t\d]{2,80})/iu.exec(degree)?.[1];
  if (named && !/^(science|arts|applied science)$/i.test(named.trim())) return named.trim();
  const follows = next && !INSTITUTION.test(next) && /^\p{Lu}[\p{L} &,-]{3,60}$/u.test(next) ? next : null;
  return follows ?? /^(?:\S+\.?)\s+(\p{Lu}[\p{L} &]{4,60})$/u.exec(degree)?.[1]?.replace(/^(of|in)\s+/i, '') ?? null;
}
