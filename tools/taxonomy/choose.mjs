import { foldName } from '../../libs/taxonomy/src/skill-name.ts';
import { mentionsIn } from '../../libs/taxonomy/src/mentions.ts';
import { tokenSpan } from './sentences.mjs';

/** @typedef {import('./sources.mjs').Candidate & { source: string }} Candidate */
/** @typedef {{ hits: number, marked: number }} Evidence how often a key stands in the sentences, and how often exactly it is marked */

/** Seen this often, the sentences decide about a spelling; below it, its source does. */
const ENOUGH = 3;
/** Taking a spelling for its skill raises the harmonic mean of precision and recall while it is right more often than half that mean. */
const LEAST_SHARE = 0.25;

/**
 * Puts candidates that share a spelling together. Earlier sources give the name and the kind.
 * @param {readonly Candidate[]} candidates
 */
export function merged(candidates) {
  const byKey = new Map();
  const skills = [];
  for (const candidate of candidates) {
    const written = [candidate.name, ...candidate.aliases]
      .map((name) => name.replace(/[\t|]/g, ' ').trim())
      .filter((name) => isSpelling(name, candidate.source));
    const known = written.map((name) => byKey.get(foldName(name))).find(Boolean);
    if (known === undefined && !isSpelling(candidate.name, candidate.source)) continue;
    const skill = known ?? {
      name: candidate.name,
      kind: candidate.kind,
      sources: new Set(),
      weights: {},
      hot: false,
      spellings: new Map(),
    };
    if (!known) skills.push(skill);
    skill.sources.add(candidate.source);
    skill.hot ||= candidate.hot === true;
    skill.weights[candidate.source] = Math.max(skill.weights[candidate.source] ?? 0, candidate.weight);
    for (const name of written) {
      const key = foldName(name);
      if (byKey.has(key) || (candidate.source !== 'curated' && isPair(name, byKey))) continue;
      byKey.set(key, skill);
      skill.spellings.set(key, { written: name, source: candidate.source });
    }
  }
  return skills;
}

/** `Java/Python` are two skills, not one. */
const isPair = (name, byKey) => name.includes('/') && name.split('/').every((part) => byKey.has(foldName(part)));

/** One or two letters are a name only where people chose it. */
const isSpelling = (name, source) =>
  /\p{L}/u.test(name) && name.length >= (source === 'curated' ? 1 : 3) && name.length <= 60 && name.split(/[\s/-]+/).length <= 6;

/** A single source with few records of a skill is no reason to know it. */
export function isChosen({ sources, weights, hot }) {
  if (sources.has('curated') || sources.size >= 2 || hot) return true;
  if (sources.has('onet')) return weights.onet >= 3;
  return sources.has('ads') ? weights.ads >= 6 : true;
}

/**
 * How the sentences use each key.
 * @param {readonly import('./sentences.mjs').MarkedSentence[]} sentences
 * @param {(key: string) => unknown} known
 * @returns {Map<string, Evidence>}
 */
export function evidenceOf(sentences, known) {
  const evidence = new Map();
  for (const { text, spans } of sentences) {
    for (const mention of mentionsIn(text, () => true, known)) {
      const { start, end } = tokenSpan(text, mention);
      const key = foldName(text.slice(mention.start, mention.end));
      const seen = evidence.get(key) ?? { hits: 0, marked: 0 };
      seen.hits += 1;
      if (spans.some((span) => span.start === start && span.end === end)) seen.marked += 1;
      evidence.set(key, seen);
    }
  }
  return evidence;
}

/** What is marked at least twice and mostly. @returns {import('./sources.mjs').Candidate[]} */
export function markedKnowledge(sentences) {
  const counts = new Map();
  for (const { text, spans } of sentences) {
    for (const { start, end } of spans) {
      const name = text.slice(start, end).replace(/^[^\p{L}.]+|[\s.,;:()!?]+$/gu, '');
      if (!/[<>]/.test(name) && name.split(' ').length <= 4)
        counts.set(name.toLowerCase(), { name, weight: (counts.get(name.toLowerCase())?.weight ?? 0) + 1 });
    }
  }
  return [...counts.values()]
    .filter(({ weight }) => weight >= 2)
    .map(({ name, weight }) => ({ name, kind: 'knowledge', aliases: [], weight }));
}

/**
 * Where a spelling may be taken for its skill, or null to leave it out.
 * @returns {'' | '?' | '~' | null} a mark as in `libs/taxonomy/src/catalogue.ts`
 */
export function useOf({ written, source, key }, { kind, sources }, { evidence, isOrdinary, isUncertain }) {
  const seen = evidence.get(key);
  const share = seen && seen.hits >= ENOUGH ? seen.marked / seen.hits : null;
  if (isUncertain(key) || written.length === 1) return '?';
  if (share !== null && share >= LEAST_SHARE) return '';
  if (isOrdinary(written)) return source === 'curated' ? '?' : '~';
  if (source === 'curated') return kind === 'knowledge' && share !== null ? '?' : '';
  const isBacked = [...sources].some((each) => !['ads', 'linguist'].includes(each));
  const isPhrase = written.includes(' ') || kind === 'technology' || kind === 'language';
  return share === null && isBacked && isPhrase && written.length > 2 ? '' : '~';
}
