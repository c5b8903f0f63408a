// What anybody could use instead: words counted, nothing understood. Sources: Manning, Raghavan, Schütze, "Introduction to Information
// Retrieval", Cambridge 2008, chapter 6 (TF-IDF, cosine) and section 11.4.3 (Okapi BM25).

const K1 = 1.2;
const B = 0.75;

/** Words in lower case; `C++` and `C#` stay apart from `C`. */
export function wordsOf(text) {
  return text.toLowerCase().match(/[\p{L}\p{N}]+[+#]*/gu) ?? [];
}

/**
 * Both baselines over the same documents.
 * @param {readonly string[]} documents
 * @returns {{ tfIdf: (query: string) => number[], bm25: (query: string) => number[] }} one score per document
 */
export function indexDocuments(documents) {
  const counts = documents.map((text) => countsOf(wordsOf(text)));
  const lengths = counts.map((count) => sum(count.values()));
  const averageLength = sum(lengths) / documents.length || 1;
  const frequency = new Map();
  for (const count of counts) for (const word of count.keys()) frequency.set(word, (frequency.get(word) ?? 0) + 1);
  const holding = (word) => frequency.get(word) ?? 0;

  const idf = (word) => Math.log((documents.length + 1) / (holding(word) + 1)) + 1;
  const weigh = (count) => new Map([...count].map(([word, times]) => [word, (1 + Math.log(times)) * idf(word)]));
  const vectors = counts.map(weigh);

  const rarity = (word) => Math.log(1 + (documents.length - holding(word) + 0.5) / (holding(word) + 0.5));
  const saturated = (times, length) => (times * (K1 + 1)) / (times + K1 * (1 - B + (B * length) / averageLength));

  return {
    tfIdf: (query) => {
      const asked = weigh(countsOf(wordsOf(query)));
      return vectors.map((vector) => cosine(asked, vector));
    },
    bm25: (query) => {
      const asked = [...new Set(wordsOf(query))];
      return counts.map((count, index) => sum(asked.map((word) => rarity(word) * saturated(count.get(word) ?? 0, lengths[index]))));
    },
  };
}

function countsOf(words) {
  const counts = new Map();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}

function cosine(a, b) {
  const product = sum([...a].map(([word, weight]) => weight * (b.get(word) ?? 0)));
  const length = Math.sqrt(sum([...a.values()].map((x) => x * x)) * sum([...b.values()].map((x) => x * x)));
  return length === 0 ? 0 : product / length;
}

const sum = (numbers) => [...numbers].reduce((total, number) => total + number, 0);
