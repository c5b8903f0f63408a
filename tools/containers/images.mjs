/**
 * Images that docker-compose.yml names as `${NAME_IMAGE:-reference}`, apart from the product's own, which it builds.
 * @param {string} compose text of docker-compose.yml
 * @returns {{ variable: string, reference: string }[]} sorted by variable, each once
 */
export function baseImages(compose) {
  const found = new Map([...compose.matchAll(/\$\{(\w+_IMAGE):-([^}]+)\}/g)].map(([, variable, reference]) => [variable, reference]));
  found.delete('SHORTLIST_IMAGE');
  return [...found].map(([variable, reference]) => ({ variable, reference })).sort((a, b) => a.variable.localeCompare(b.variable));
}

/**
 * The lines of a file of variables with every image pinned: a line that is there is replaced, others stay as they are.
 * @param {string} text
 * @param {Record<string, string>} pinned variable to `reference@sha256:…`
 * @returns {string}
 */
export function withPinned(text, pinned) {
  const names = Object.keys(pinned);
  const kept = text.split('\n').filter((line) => !names.some((name) => line.startsWith(`${name}=`)));
  while (kept.at(-1) === '') kept.pop();
  return [...kept, ...names.map((name) => `${name}=${pinned[name]}`), ''].join('\n');
}
