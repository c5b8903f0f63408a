/** English name of a language, then what its speakers and others write. */
const LANGUAGES: readonly (readonly string[])[] = [
  ['english', 'englisch', 'anglais', 'ingles', 'inglese'],
  ['german', 'deutsch', 'allemand', 'aleman', 'tedesco'],
  ['french', 'francais', 'franzosisch', 'frances', 'francese'],
  ['spanish', 'espanol', 'castellano', 'spanisch', 'espagnol'],
  ['italian', 'italiano', 'italienisch', 'italien'],
  ['portuguese', 'portugues', 'portugiesisch', 'portugais'],
  ['dutch', 'nederlands', 'niederlandisch'],
  ['polish', 'polski', 'polnisch'],
  ['russian', 'russkii', 'русскии', 'russisch', 'russe'],
  ['ukrainian', 'українська'],
  ['turkish', 'turkce', 'turkisch'],
  ['arabic', 'العربية', 'arabisch', 'arabe'],
  ['persian', 'farsi', 'فارسی'],
  ['urdu', 'اردو'],
  ['hindi', 'हिन्दी', 'हिंदी'],
  ['punjabi', 'panjabi'],
  ['pashto', 'pushto', 'pashtu'],
  ['sindhi'],
  ['bengali', 'bangla'],
  ['chinese', 'mandarin', 'mandarin chinese', 'putonghua', '中文'],
  ['japanese', 'nihongo', '日本語'],
  ['korean', 'hangugeo', '한국어'],
  ['filipino', 'tagalog'],
  ['indonesian', 'bahasa indonesia'],
  ['malay', 'bahasa melayu'],
  ['swedish', 'svenska'],
  ['danish', 'dansk'],
  ['norwegian', 'norsk'],
  ['finnish', 'suomi'],
  ['greek', 'ellinika', 'ελληνικα'],
  ['hebrew', 'עברית'],
  ['czech', 'cestina'],
  ['hungarian', 'magyar'],
  ['romanian', 'romana'],
];

/** One key for the spellings of one language; an unknown language keeps its own. */
export function languageKey(name: string): string {
  const key = fold(name);
  return CANONICAL.get(key) ?? key;
}

function fold(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase()
    .replace(/\b(language|[abc][12])\b/g, ' ')
    .replace(/[^\p{L}\p{M}]+/gu, ' ')
    .trim();
}

const CANONICAL: ReadonlyMap<string, string> = new Map(
  LANGUAGES.flatMap((names) => names.map((name): [string, string] => [fold(name), fold(names[0] ?? name)])),
);
