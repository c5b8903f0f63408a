import { lineText } from './text-document.js';
import type { TextDocument, TextLine } from './text-document.js';

export type SectionKind =
  'top' | 'contact' | 'summary' | 'experience' | 'education' | 'skills' | 'languages' | 'certifications' | 'projects' | 'other';

/** Lines under one heading; the lines before the first heading are the `top`. */
export interface Section {
  readonly kind: SectionKind;
  readonly lines: readonly TextLine[];
}

/** Words of headings, whole, in lower case without marks: English first, then the other languages that resumes come in. */
const HEADINGS: Readonly<Record<Exclude<SectionKind, 'top'>, string>> = {
  contact:
    'contact|contacts|contact information|contact info|contact details|personal information|personal details|personal data|personal info|get in touch|kontakt|personliche daten|coordonnees|contacto|datos personales|contatti|dati personali|contato|iletisim|kisisel bilgiler|profiles|links|social|socials|online|social profiles|social media|find me online',
  summary:
    'summary|professional summary|executive summary|career summary|profile|professional profile|personal profile|about|about me|objective|career objective|personal statement|overview|introduction|background summary|bio|who i am|profil|uber mich|zusammenfassung|a propos|profil professionnel|resumen|perfil|perfil profesional|sobre mi|profilo|sommario|resumo|sobre|hakkimda|ozet|qualifications summary|summary of qualifications',
  experience:
    'experience|experiences|work experience|professional experience|employment|employment history|work history|work|career history|career|relevant experience|clinical experience|nursing experience|teaching experience|industry experience|professional background|job history|positions held|internships|internship|internship experience|field experience|berufserfahrung|beruflicher werdegang|praxiserfahrung|experience professionnelle|experiences professionnelles|parcours professionnel|experiencia|experiencia laboral|experiencia profesional|esperienza|esperienze|esperienze professionali|esperienza lavorativa|experiencia profissional|is deneyimi|deneyim|is tecrubesi|پیشہ ورانہ تجربہ|تجربہ|الخبرة|الخبرات|الخبرة العملية|work experiences|military experience|professional appointments|appointments',
  education:
    'education|educational background|academic background|academic qualifications|academics|academic history|qualifications|education and training|education and qualifications|schooling|ausbildung|bildung|bildungsweg|studium|formation|formations|etudes|educacion|formacion|formacion academica|istruzione|formazione|educacao|formacao|formacao academica|egitim|تعلیم|التعليم|education background|academic education|academia',
  skills:
    'skills|skill|technical|technical skills|key skills|core skills|core competencies|competencies|competences|areas of expertise|expertise|technologies|technical expertise|technical proficiencies|technical competencies|tools|tools and technologies|technology stack|tech stack|software|software skills|computer skills|it skills|hard skills|soft skills|professional skills|clinical skills|skills and tools|skills and technologies|skills and expertise|skills and abilities|skills and competencies|key competencies|specialties|specialties and skills|strengths|proficiencies|abilities|programming|programming languages|programming skills|kenntnisse|fahigkeiten|edv-kenntnisse|it-kenntnisse|fachkenntnisse|connaissances|competences techniques|habilidades|aptitudes|competencias|conocimientos|competenze|competenze tecniche|capacita|habilidades tecnicas|yetenekler|beceriler|yetkinlikler|مہارتیں|المهارات|top skills|additional skills|skill highlights|skills summary|summary of skills|qualifications and skills|technical summary',
  languages:
    'languages|language|language skills|languages spoken|sprachen|sprachkenntnisse|langues|idiomas|lenguas|lingue|linguas|diller|yabanci dil|yabanci diller|زبانیں|اللغات',
  certifications:
    'certifications|certification|certificates|certificate|licenses|licences|licenses and certifications|licenses & certifications|licensure|licensure and certifications|certifications and licenses|professional certifications|professional development|training|trainings|courses|courses and certifications|certifications and training|training and certifications|credentials|zertifikate|weiterbildung|zertifizierungen|certificats|certificaciones|cursos|certificazioni|certificados|sertifikalar',
  projects:
    'projects|personal projects|key projects|selected projects|academic projects|side projects|project experience|projects experience|portfolio|open source|projekte|projets|proyectos|progetti|projetos|projeler',
  other:
    'awards|honors|honours|awards and honors|honors and awards|achievements|accomplishments|key achievements|publications|selected publications|publication|references|referees|interests|hobbies|hobbies and interests|volunteer|volunteering|volunteer experience|volunteer work|community|community service|community involvement|extracurricular activities|activities|leadership|leadership experience|memberships|professional memberships|professional affiliations|affiliations|patents|presentations|conferences|talks|declaration|additional information|miscellaneous|research|research interests|research experience|background|interessen|hobbys|ehrenamt|referenzen|auszeichnungen|publikationen|centres d interet|loisirs|intereses|referencias|interessi|pubblicazioni|interesses|referanslar|ilgi alanlari|hobiler|invited talks|grants|coursework|relevant coursework|selected honors|press|media|speaking|recognition|memberships and affiliations|military service|additional|notes',
};

const KINDS = new Map(
  Object.entries(HEADINGS).flatMap(([kind, words]) => words.split('|').map((word) => [word, kind as SectionKind] as const)),
);

/** Nobody words a heading at more length, letters set apart included; longer lines are not looked at. */
const LONGEST_HEADING = 120;

/** The section that a heading opens, or null when the words are no known heading. */
export function headingKind(text: string): SectionKind | null {
  if (text.length > LONGEST_HEADING) return null;
  const plain = plainHeading(text);
  if (plain === '' || plain.length > 60) return null;
  const known = KINDS.get(plain);
  if (known) return known;
  const parts = plain.split(/ (?:and|&|und|et|y|e|ve) |, | \/ /);
  return parts.length > 1 && parts.every((part) => KINDS.has(part)) ? (KINDS.get(parts[0] ?? '') ?? null) : null;
}

function plainHeading(text: string): string {
  const spaced = /^(\p{L} )+\p{L}$/u.test(text) ? text.replaceAll(' ', '') : text;
  return spaced
    .toLowerCase()
    .replaceAll('ı', 'i')
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .replace(/^[\d.\s]+|[^\p{L}\p{N}]+$|^[^\p{L}\p{N}]+/gu, '')
    .replaceAll('&', 'and')
    .replace(/[’']s\b/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}

/** Cuts a document at its headings. */
export function sectionsOf(document: TextDocument): Section[] {
  const sections: { kind: SectionKind; lines: TextLine[] }[] = [{ kind: 'top', lines: [] }];
  for (const line of document.lines) {
    const kind = line.bullet || line.wrapped ? null : headingKind(lineText(document, line));
    if (kind && isHeadingHere(line, kind, sections.at(-1)?.kind)) sections.push({ kind, lines: [] });
    else sections.at(-1)?.lines.push(line);
  }
  return sections;
}

/** Lists below a heading may repeat heading words ("Tools" under Skills, "Courses" under Education): those in body type stay items. */
function isHeadingHere(line: TextLine, kind: SectionKind, open: SectionKind | undefined): boolean {
  const marked = line.heading || line.bold || line.size > 1.08;
  if (marked || open === 'top') return true;
  return kind !== open && (line.spaced || line.indent < 1) && !(open === 'education' && kind === 'certifications');
}
