import type { LanguageFactDto, LanguageLevel } from '@shortlist/contracts';
import type { Section } from '../section.js';
import type { TextDocument } from '../text-document.js';
import { evidenceAt } from './evidence.js';

/** English names of languages, with how the languages themselves and their neighbours write them. */
const NAMES: Readonly<Record<string, string>> = {
  English: 'englisch|anglais|inglés|ingles|inglese|inglês|ingilizce|انگریزی|الإنجليزية',
  Urdu: 'اردو|ourdou',
  Punjabi: 'پنجابی|panjabi',
  Pashto: 'pushto|پشتو',
  Sindhi: 'سندھی',
  Hindi: 'हिन्दी',
  Bengali: 'bangla',
  Tamil: '',
  Telugu: '',
  Marathi: '',
  Gujarati: '',
  Kannada: '',
  Malayalam: '',
  Nepali: '',
  Sinhala: '',
  Balochi: '',
  Saraiki: '',
  German: 'deutsch|allemand|alemán|tedesco|alemão|almanca',
  French: 'französisch|français|francés|francese|francês|fransızca',
  Spanish: 'spanisch|espagnol|español|spagnolo|espanhol|ispanyolca',
  Italian: 'italienisch|italien|italiano|italyanca',
  Portuguese: 'portugiesisch|portugais|portugués|português|portekizce',
  Dutch: 'niederländisch|nederlands|néerlandais',
  Luxembourgish: 'luxemburgisch|lëtzebuergesch|luxembourgeois',
  Russian: 'russisch|russe|ruso|rusça',
  Ukrainian: '',
  Polish: 'polnisch|polski',
  Czech: '',
  Slovak: '',
  Hungarian: '',
  Romanian: '',
  Bulgarian: '',
  Serbian: '',
  Croatian: '',
  Greek: '',
  Turkish: 'türkisch|turc|turco|türkçe',
  Arabic: 'arabisch|arabe|árabe|arabo|arapça|العربية|عربی',
  Persian: 'farsi|فارسی',
  Kurdish: '',
  Hebrew: '',
  Chinese: 'mandarin|chinesisch|chinois|chino|cinese|中文|cantonese',
  Japanese: 'japanisch|japonais|日本語',
  Korean: 'koreanisch|한국어',
  Vietnamese: '',
  Thai: '',
  Malay: '',
  Indonesian: 'bahasa indonesia',
  Filipino: 'tagalog',
  Swahili: '',
  Yoruba: '',
  Hausa: '',
  Igbo: '',
  Amharic: '',
  Somali: '',
  Afrikaans: '',
  Zulu: '',
  Swedish: '',
  Norwegian: '',
  Danish: '',
  Finnish: '',
  Icelandic: '',
  Irish: '',
  Welsh: '',
  Catalan: '',
  'American Sign Language': 'asl',
};
const BY_NAME = new Map(
  Object.entries(NAMES).flatMap(([name, others]) =>
    [name, ...others.split('|')].filter(Boolean).map((word) => [word.toLowerCase(), name] as const),
  ),
);
const WORD = new RegExp(`(?<!\\p{L})(${[...BY_NAME.keys()].sort((a, b) => b.length - a.length).join('|')})(?!\\p{L})`, 'giu');

/** Words of ability on the ladder of the Common European Framework. */
const LEVELS: readonly (readonly [LanguageLevel, RegExp])[] = [
  ['native', /native|mother tongue|muttersprach|maternelle|nativ[oa]|madrelingua|ana dil|first language|bilingual|materna/i],
  ['C2', /\bC2\b|proficient|full professional|mastery|verhandlungssicher/i],
  ['C1', /\bC1\b|fluent|advanced|fließend|courant|fluido|fluente|avanzado|akıcı|ileri|excellent|professional working/i],
  ['B2', /\bB2\b|upper[- ]intermediate|professional|very good|sehr gut|good|gut\b|business/i],
  ['B1', /\bB1\b|intermediate|conversational|working|intermédiaire|intermedio|orta|moderate|limited/i],
  ['A2', /\bA2\b|elementary|pre[- ]intermediate/i],
  ['A1', /\bA1\b|basic|beginner|grundkenntnisse|débutant|básico|base\b|başlangıç|notions/i],
];

const NAMED_LINE = /^(?:languages?(?: spoken)?|sprachen|langues|idiomas|lingue|diller)\s*[:\-–]/gim;

/** Languages of the language sections, and of lines labelled as such elsewhere. */
export function languagesIn(document: TextDocument, sections: readonly Section[]): LanguageFactDto[] {
  const spans = sections
    .filter(({ kind, lines }) => kind === 'languages' && lines.length > 0)
    .map(({ lines }) => ({ start: lines[0]?.start ?? 0, end: lines.at(-1)?.end ?? 0 }));
  for (const match of document.text.matchAll(NAMED_LINE)) {
    const end = document.text.indexOf('\n', match.index);
    spans.push({ start: match.index + match[0].length, end: end === -1 ? document.text.length : end });
  }
  const found = new Map<string, LanguageFactDto>();
  for (const { start, end } of spans) {
    const matches = [...document.text.slice(start, end).matchAll(WORD)];
    matches.forEach((match, index) => {
      const from = start + match.index;
      const until = Math.min(start + (matches[index + 1]?.index ?? end - start), from + match[0].length + 60);
      const name = BY_NAME.get(match[0].toLowerCase()) ?? match[0];
      const level = LEVELS.find(([, words]) => words.test(document.text.slice(from, until)))?.[0] ?? null;
      if (!found.has(name))
        found.set(name, { name, level, evidence: [evidenceAt(document, from, level ? until : from + match[0].length)], confidence: 0.9 });
    });
  }
  return [...found.values()];
}
