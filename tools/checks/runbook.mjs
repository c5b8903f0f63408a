import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const RUNBOOK = 'docs/operations.md';
const METRICS = 'docs/generated/metrics.md';

/**
 * The runbook names metrics and commands that exist, explains every gauge and counter, and every alarm leads to a section.
 * @param {string} root
 * @returns {string[]} problems
 */
export function runbookProblems(root) {
  const [runbook, metrics] = [RUNBOOK, METRICS].map((path) => (existsSync(join(root, path)) ? readFileSync(join(root, path), 'utf8') : ''));
  if (runbook === '' || metrics === '') return [`${RUNBOOK} and ${METRICS} have to exist`];
  const known = new Map([...metrics.matchAll(/^\| `(\w+)` +\| (\w+)/gm)].map(([, name, type]) => [name, type]));
  const alarms = [...runbook.matchAll(/^\| `(\w+)`[^|]*\|.*\[[^\]]+\]\(#([\w-]+)\) +\|$/gm)];
  const sections = new Set([...runbook.matchAll(/^## (.+)$/gm)].map(([, title]) => title.toLowerCase().replaceAll(' ', '-')));
  const named = new Set([...runbook.matchAll(/`([a-z]+(?:_[a-z]+)*)`/g)].map(([, name]) => name));
  const commands = [...runbook.matchAll(/`shortlist (\w+)/g)].map(([, command]) => command);
  return [
    ...alarms.filter(([, name]) => !known.has(name)).map(([, name]) => `${RUNBOOK} has an alarm for ${name}, which is no metric`),
    ...alarms
      .filter(([, , section]) => !sections.has(section))
      .map(([, name, section]) => `${RUNBOOK} sends ${name} to #${section}, which it lacks`),
    ...[...known].filter(([name, type]) => type !== 'histogram' && !named.has(name)).map(([name]) => `${RUNBOOK} does not explain ${name}`),
    ...commands
      .filter((command) => !existsSync(join(root, 'apps/cli/src/commands', `${command}.ts`)))
      .map((command) => `${RUNBOOK} names the command ${command}, which does not exist`),
  ];
}
