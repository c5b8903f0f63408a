/** Enough for the skills of thousands of resumes; names come from outside, so there has to be an end. */
const MOST_ANSWERS = 20_000;

/** A pure function of a text that keeps its answers: matching compares the same names millions of times. Starts afresh when full. */
export function remembered<T>(compute: (text: string) => T): (text: string) => T {
  const answers = new Map<string, T>();
  return (text) => {
    const known = answers.get(text);
    if (known !== undefined) return known;
    const answer = compute(text);
    if (answers.size >= MOST_ANSWERS) answers.clear();
    answers.set(text, answer);
    return answer;
  };
}
