import { lineText } from './text-document.js';
import type { TextDocument, TextLine } from './text-document.js';

export type SectionKind =
  | 'top'
  | 'contact'
  | 'summary'
  | 'experience'
  | 'education'
  | 'skills'
  | 'languages'
  | 'certifications'
  | 'projects'
  | 'publications'
  | 'other';

/** Lines under one heading; the lines before the first heading are the `top`. */
export interface Section {
  readonly kind: SectionKind;
  readonly lines: readonly TextLine[];
}

/** Words of headings, whole, in lower case without marks: English first, then the other languages that resumes come in. */
const HEADINGS: Readonly<Record<Exclude<SectionKind, 'top'>, string>> = {
  contact:
    'contact|contacts|contact information|contact info|contact details|personal information|personal details|personal data|personal info|get in touch|kontakt|personliche daten|coordonnees|contacto|datos personales|contatti|dati personali|contato|معلومات الاتصال|البيانات الشخصية|رابطہ|ذاتی معلومات|personliche angaben|informations personnelles|informacion personal|iletisim|kisisel bilgiler|profiles|links|social|socials|online|social profiles|social media|find me online',
  summary:
    'summary|professional summary|executive summary|career summary|profile|professional profile|personal profile|about|about me|objective|career objective|personal statement|overview|introduction|background summary|bio|who i am|profil|uber mich|zusammenfassung|a propos|profil professionnel|resumen|perfil|perfil profesional|sobre mi|profilo|sommario|resumo|sobre|hakkimda|ozet|qualifications summary|summary of qualifications|خلاصہ|تعارف|الملخص|نبذة|نبذة عني|kurzprofil|uber mich|resume professionnel|extracto|perfil personal',
  experience:
    'experience|experiences|work experience|professional experience|employment|employment history|work history|work|career history|career|relevant experience|clinical experience|nursing experience|teaching experience|industry experience|professional background|job history|positions held|internships|internship|internship experience|field experience|berufserfahrung|beruflicher werdegang|praxiserfahrung|experience professionnelle|experiences professionnelles|parcours professionnel|experiencia|experiencia laboral|experiencia profesional|esperienza|esperienze|esperienze professionali|esperienza lavorativa|experiencia profissional|is deneyimi|deneyim|is tecrubesi|پیشہ ورانہ تجربہ|تجربہ|الخبرة|الخبرات|الخبرة العملية|الخبرة المهنية|الخبرات العملية|خبرات|ملازمت|کام کا تجربہ|experience de travail|emplois|experiencia de trabajo|trayectoria profesional|berufspraxis|beruflicher hintergrund|employment experience|professional history|career experience|employment record|work experiences|military experience|professional appointments|appointments',
  education:
    'education|educational background|academic background|academic qualifications|academics|academic history|qualifications|education and training|education and qualifications|schooling|ausbildung|bildung|bildungsweg|studium|formation|formations|etudes|educacion|formacion|formacion academica|istruzione|formazione|educacao|formacao|formacao academica|egitim|تعلیم|تعلیمی قابلیت|التعليم|المؤهلات العلمية|المؤهلات|schulbildung|akademische ausbildung|parcours academique|diplomes|estudios|formacion y estudios|studi|titoli di studio|education background|academic education|academia',
  skills:
    'skills|skill|technical|technical skills|key skills|core skills|core competencies|competencies|competences|areas of expertise|expertise|technologies|technical expertise|technical proficiencies|technical competencies|tools|tools and technologies|technology stack|tech stack|software|software skills|computer skills|it skills|hard skills|soft skills|professional skills|clinical skills|skills and tools|skills and technologies|skills and expertise|skills and abilities|skills and competencies|key competencies|specialties|specialties and skills|strengths|proficiencies|abilities|programming|programming languages|programming skills|kenntnisse|fahigkeiten|edv-kenntnisse|it-kenntnisse|fachkenntnisse|connaissances|competences techniques|habilidades|aptitudes|competencias|conocimientos|competenze|competenze tecniche|capacita|habilidades tecnicas|yetenekler|beceriler|yetkinlikler|مہارتیں|المهارات|المهارات التقنية|kernkompetenzen|technische fahigkeiten|technische kenntnisse|competences|savoir-faire|habilidades tecnicas|competencias tecnicas|top skills|additional skills|skill highlights|skills summary|summary of skills|qualifications and skills|technical summary',
  languages:
    'languages|language|language skills|languages spoken|sprachen|sprachkenntnisse|langues|idiomas|lenguas|lingue|linguas|diller|yabanci dil|yabanci diller|زبانیں|اللغات|languages known|idiomas y niveles|fremdsprachen',
  certifications:
    'certifications|certification|certificates|certificate|licenses|licences|licenses and certifications|licenses & certifications|licensure|licensure and certifications|certifications and licenses|professional certifications|professional development|training|trainings|courses|courses and certifications|certifications and training|training and certifications|credentials|zertifikate|weiterbildung|zertifizierungen|certificats|certificaciones|cursos|certificazioni|certificados|sertifikalar',
  projects:
    'projects|personal projects|key projects|selected projects|academic projects|side projects|project experience|projects experience|portfolio|open source|open source projects|notable projects|research projects|relevant projects|projekte|منصوبے|المشاريع|projets|proyectos|progetti|projetos|projeler',
  publications:
    'publications|selected publications|publication|papers|journals|journal articles|conference papers|publikationen|veroffentlichungen|publicaciones|pubblicazioni|publicacoes|yayinlar|المنشورات',
  other:
    'awards|honors|honours|awards and honors|honors and awards|achievements|accomplishments|key achievements|notable achievements|references|referees|interests|hobbies|hobbies and interests|volunteer|volunteering|volunteer experience|volunteer work|community|community service|community involvement|extracurricular activities|activities|leadership|leadership experience|memberships|professional memberships|professional affiliations|affiliations|patents|presentations|conferences|talks|declaration|additional information|miscellaneous|research|research interests|research experience|background|interessen|hobbys|ehrenamt|referenzen|auszeichnungen|centres d interet|loisirs|intereses|referencias|interessi|interesses|referanslar|ilgi alanlari|hobiler|invited talks|grants|coursework|relevant coursework|selected honors|press|media|speaking|recognition|memberships and affiliations|military service|additional|notes',
};

const KINDS = new Map(
  Object.entries(HEADINGS).flatMap(([kind, words]) => words.split('|').map((word) => [word, kind as SectionKind] as const)),
);

/** Nobody words a heading at more length, letters set apart included; longer lines are not looked at. */
const LONGEST_HEADING = 120;

/** The last word of a heading that is set apart as one says what it is about: "Freelance Experience", "Community Projects". */
const LAST_WORDS: Readonly<Record<string, SectionKind>> = {
  experience: 'experience',
  employment: 'experience',
  education: 'education',
  skills: 'skills',
  languages: 'languages',
  certifications: 'certifications',
  certificates: 'certifications',
  licenses: 'certifications',
  projects: 'projects',
  publications: 'publications',
  awards: 'other',
  activities: 'other',
  interests: 'other',
  references: 'other',
};

/** The section that a heading opens whose words are not known as a whole, or null. */
function lastWordKind(text: string): SectionKind | null {
  const words = plainHeading(text).split(' ');
  if (words.length < 2 || words.length > 4 || /[,:;.|•\d\t]/.test(text) || words[0] === 'volunteer') return null;
  return LAST_WORDS[words.at(-1) ?? ''] ?? null;
}

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
    .replace(/^[\d.\s]+|(?<![^\p{L}\p{N}])[^\p{L}\p{N}]+$|^[^\p{L}\p{N}]+/gu, '')
    .replaceAll('&', 'and')
    .replace(/[’']s\b/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}

/** Cuts a document at its headings. */
export function sectionsOf(document: TextDocument): Section[] {
  const sections: { kind: SectionKind; heading: TextLine | null; lines: TextLine[] }[] = [{ kind: 'top', heading: null, lines: [] }];
  for (const line of document.lines) {
    const kind = line.bullet || line.wrapped ? null : (headingKind(lineText(document, line)) ?? markedKind(document, line));
    const open = sections.at(-1);
    if (kind && isHeadingHere(line, kind, open?.kind, open?.heading ?? null)) sections.push({ kind, heading: line, lines: [] });
    else sections.at(-1)?.lines.push(line);
  }
  return sections;
}

function markedKind(document: TextDocument, line: TextLine): SectionKind | null {
  const text = lineText(document, line);
  const isShouted = text === text.toUpperCase() && text !== text.toLowerCase();
  return line.heading || line.size > 1.15 || (line.spaced && isShouted) ? lastWordKind(text) : null;
}

/** Lists below a heading may repeat heading words ("Tools" under Skills, "Courses" under Education): those in body type stay items. */
function isHeadingHere(line: TextLine, kind: SectionKind, open: SectionKind | undefined, above: TextLine | null): boolean {
  // "Courses" under a university is set smaller than "Education".
  if (open === 'education' && kind === 'certifications' && above && line.size < above.size * 0.85) return false;
  const marked = line.heading || line.bold || line.size > 1.08;
  if (marked || open === 'top') return true;
  return kind !== open && (line.spaced || line.indent < 1) && !(open === 'education' && kind === 'certifications');
}
