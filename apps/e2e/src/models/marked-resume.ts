/** A small resume of which everything stands on the stage of the model, told from the others by its employer. */
export function markedResume(mark: number): string {
  const trade = ['Python', 'SQL', 'Docker', 'Excel', 'Java'][mark % 5] as string;
  return [
    'Ada Example',
    '',
    'EXPERIENCE',
    `Engineer, Works${mark}x Ltd, Lahore`,
    '2019 - Present',
    `- Built order services with ${trade} and Kafka for 4 years`,
    '- Kept the nightly imports running',
    '',
    'EDUCATION',
    'Bachelor of Science, Lahore University, 2015 - 2019',
    '',
    'SKILLS',
    `${trade}, Git, Linux`,
    '',
    'LANGUAGES',
    'English (C1), Urdu (native)',
  ].join('\n');
}

/** The mark of the resume that a text is about; not a number where there is none. */
export function markOf(text: string): number {
  return Number(/Works(\d+)x/.exec(text)?.[1] ?? Number.NaN);
}
