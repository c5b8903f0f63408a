import { readFileSync } from 'node:fs';
import { wordsIn } from './words.js';
import type { Word } from './words.js';

/**
 * How words spread over occupations, from the O*NET database of the U.S. Department of Labor (CC BY 4.0; see NOTICE): one line per word with the number
 * of occupations that use it and, for those that it tells apart, how much it says of each. `npm run derive:background` makes it, from one half of the titles
 * and statements, so that the evaluation can use the other half.
 */
const TABLE = new URL('./background.txt', import.meta.url);

interface Entry {
  readonly rarity: number;
  readonly occupations: Uint16Array;
  /** Beside the occupations. Whole numbers, so that sums do not depend on their order and can be taken back. */
  readonly weights: Uint16Array;
}

const NONE: Pick<Entry, 'occupations' | 'weights'> = { occupations: new Uint16Array(), weights: new Uint16Array() };

const STEPS_OF_RARITY = 16;

const { names, entries, rarityOfUnknown } = readTable(readFileSync(TABLE, 'utf8'));

/**
 * Letters of a word that the table lacks. Cutting serves European languages about as well as their stemmers (McNamee, Nicholas, Mayfield, "Addressing morphological
 * variation in alphabetic languages", SIGIR 2009). They find 4 or 5 best for ranking whole texts; 7 is cautious, since one false word earns points here.
 */
const LETTERS_KEPT = 7;

/** The words by which texts are compared: English ones by their stem, those that the table lacks by their beginning. */
export function comparedWordsIn(text: string): Word[] {
  return wordsIn(text).map((word) =>
    entries.has(word.stem) || word.stem.length <= LETTERS_KEPT ? word : { ...word, stem: cut(word.stem) },
  );
}

/** `objective-c++` keeps its signs. */
const cut = (stem: string): string => stem.slice(0, LETTERS_KEPT) + (/[+#]+$/.exec(stem)?.[0] ?? '');

/** Number of occupations, the length of every field. */
export const OCCUPATION_COUNT = names.length;

/** What O*NET calls an occupation. */
export function occupationName(index: number): string {
  return names[index] ?? '';
}

/**
 * Inverse document frequency as BM25 has it, ln(1 + (N - n + 0.5) / (n + 0.5)), with occupations for documents (Robertson and Zaragoza, "The Probabilistic
 * Relevance Framework: BM25 and Beyond", 2009). A word that the table lacks is as likely a company as a craft, so it weighs like one that a twentieth use.
 */
export function rarityOf(stem: string): number {
  return entries.get(stem)?.rarity ?? rarityOfUnknown;
}

/**
 * Adds a word's meaning, a whole number of times (less than zero takes it back), to a field of `OCCUPATION_COUNT` numbers: what the word says of each occupation
 * (Gabrilovich and Markovitch, "Computing semantic relatedness using Wikipedia-based explicit semantic analysis", IJCAI 2007).
 */
export function addMeaning(field: Float64Array, stem: string, times: number): void {
  const { occupations, weights } = entries.get(stem) ?? NONE;
  for (let at = 0; at < occupations.length; at += 1) {
    const occupation = occupations[at] ?? 0;
    field[occupation] = (field[occupation] ?? 0) + times * (weights[at] ?? 0);
  }
}

/** What a word says of one occupation; 0 when nothing. Occupations of a word are in order, so they are halved until found. */
export function meaningIn(stem: string, occupation: number): number {
  const { occupations, weights } = entries.get(stem) ?? NONE;
  let [low, high] = [0, occupations.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((occupations[middle] ?? 0) < occupation) low = middle + 1;
    else high = middle;
  }
  return occupations[low] === occupation ? (weights[low] ?? 0) : 0;
}

function readTable(text: string): { names: string[]; entries: Map<string, Entry>; rarityOfUnknown: number } {
  const [head = '', ...lines] = text.trimEnd().split('\n');
  const occupations = head.split('\t');
  const rarity = (users: number): number => Math.log(1 + (occupations.length - users + 0.5) / (users + 0.5));
  const table = new Map(lines.map((line): [string, Entry] => entryOf(line, rarity)));
  return { names: occupations, entries: table, rarityOfUnknown: rarity(occupations.length / 20) };
}

/** `stem users postings`; a posting is the distance to the next occupation in base 36 and a weight from A to Z. */
function entryOf(line: string, rarity: (users: number) => number): [string, Entry] {
  const [stem = '', users = '0', postings = ''] = line.split('\t');
  const pairs = [...postings.matchAll(/([0-9a-z]+)([A-Z])/g)];
  let at = 0;
  const occupations = pairs.map(([, distance = '0']) => (at += Number.parseInt(distance, 36)));
  const weights = pairs.map(([, , letter = 'A']) => Math.round((letter.charCodeAt(0) - 64) * rarity(Number(users)) * STEPS_OF_RARITY));
  return [stem, { rarity: rarity(Number(users)), occupations: Uint16Array.from(occupations), weights: Uint16Array.from(weights) }];
}
