import type { EducationFactDto, EducationLevel } from '@shortlist/contracts';
import type { Section } from '../section.js';
import { lineText } from '../text-document.js';
import type { TextDocument, TextLine } from '../text-document.js';
import { periodsIn } from './dates.js';
import { evidenceAt } from './evidence.js';

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
  for (const line of lines) {
    const text = lineText(document, line);
    const short = text.length < 160 && !line.wrapped && !/^[•●○◦▪■▸►‣⁃∙*-]\s?/.test(text);
    const degree = short && educationLevel(text.replace(INSTITUTION, '')) !== null;
    const institution = short && INSTITUTION.test(text);
    const open = studies.at(-1);
    const repeats = open && ((degree && open.degree) || (institution && open.institution));
    if (!open || repeats) studies.push({ lines: [line], degree, institution });
    else {
      open.lines.push(line);
      open.degree ||= degree;
      open.institution ||= institution;
    }
  }
  return studies.filter(({ degree, institution }) => degree || institution).map((study) => study.lines);
}

function factOf(document: TextDocument, lines: readonly TextLine[]): EducationFactDto[] {
  const first = lines[0];
  const last = lines.at(-1);
  if (!first || !last) return [];
  const parts = lines
    .flatMap((line) => lineText(document, line).split(/\t|\s+[|·•–—]\s+|,\s+(?=\p{Lu})|\s-\s/u))
    .map((part) => part.trim());
  const degree = parts.find((part) => educationLevel(part.replace(INSTITUTION, '')) !== null);
  const institution =
    parts.find((part) => INSTITUTION.test(part) && part.length < 120 && part !== degree) ??
    parts.find((part) => INSTITUTION.test(part) && part.length < 120);
  const periods = periodsIn(document.text.slice(first.start, last.end));
  const period = periods.find(({ from }) => from !== null) ?? periods[0];
  return [
    {
      level: degree ? educationLevel(degree.replace(INSTITUTION, '')) : null,
      field: degree ? fieldOf(degree, parts[parts.indexOf(degree) + 1]) : null,
      institution: institution?.slice(0, 300) ?? null,
      from: period?.from ?? null,
      to: period?.to ?? null,
      evidence: [evidenceAt(document, first.start, last.end)],
      confidence: degree && institution ? 0.85 : 0.6,
    },
  ];
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
