import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

const ALERTS = 'docs/alerts.yml';
const RUNBOOK = 'docs/operations.md';
const METRICS = 'docs/generated/metrics.md';

/**
 * The rules for Prometheus and the alarms of the runbook are the same: one rule per alarm, over a metric that exists, with the limit and the time that
 * the runbook names, and the section that it leads to.
 * @param {string} root
 * @returns {string[]} problems
 */
export function alertProblems(root) {
  const [alerts, runbook, metrics] = [ALERTS, RUNBOOK, METRICS].map((path) =>
    existsSync(join(root, path)) ? readFileSync(join(root, path), 'utf8') : '',
  );
  if (alerts === '' || runbook === '' || metrics === '') return [`${ALERTS}, ${RUNBOOK} and ${METRICS} have to exist`];
  const types = new Map([...metrics.matchAll(/^\| `(\w+)` +\| (\w+)/gm)].map(([, name, type]) => [name, type]));
  const rules = new Map(parse(alerts).groups.flatMap((group) => group.rules.map((rule) => [rule.alert, rule])));
  const alarms = new Map(
    [...runbook.matchAll(/^\| `(\w+)`([^|]*)\| ([^|]*?) *\|.*\[[^\]]+\]\(#([\w-]+)\) +\|$/gm)].map(([, metric, where, when, section]) => [
      alertOf(metric),
      { metric, selector: selectorOf(where), when, section },
    ]),
  );
  return [
    ...[...rules.keys()].filter((name) => !alarms.has(name)).map((name) => `${ALERTS} has a rule ${name}, which is no alarm of ${RUNBOOK}`),
    ...[...alarms].flatMap(([name, alarm]) => ruleProblems(name, alarm, types.get(alarm.metric), rules.get(name))),
  ];
}

function ruleProblems(name, { metric, selector, when, section }, type, rule) {
  if (type === undefined) return [`${RUNBOOK} has an alarm for ${metric}, which is no metric`];
  const wanted = conditionOf(`${metric}${selector}`, type, when);
  if (!wanted) return [`${RUNBOOK} says of ${metric} "${when}", which no rule can say`];
  if (!rule) return [`${ALERTS} has no rule ${name} for the alarm of ${metric}`];
  const found = { expr: rule.expr, for: rule.for ?? null, runbook_url: rule.annotations?.runbook_url };
  const expected = { ...wanted, runbook_url: `${RUNBOOK}#${section}` };
  return Object.entries(expected)
    .filter(([field, value]) => found[field] !== value)
    .map(([field, value]) => `${ALERTS} has ${name} with ${field} ${found[field]} instead of ${value}`);
}

const alertOf = (metric) => metric.replaceAll(/(?:^|_)(\w)/g, (_, letter) => letter.toUpperCase());

/** What stands beside a metric's name, such as: with `state="failed"`. */
function selectorOf(where) {
  const labels = [...where.matchAll(/`(\w+="\w+")`/g)].map(([, label]) => label);
  return labels.length === 0 ? '' : `{${labels.join()}}`;
}

/** The words of the runbook as a rule; null for others. */
function conditionOf(series, type, when) {
  const [, direction, limit, minutes] = /^(above|below) ([\d,]+)(?: for (\d+) minutes)?$/.exec(when) ?? [];
  if (direction) {
    return { expr: `${series} ${direction === 'above' ? '>' : '<'} ${limit.replaceAll(',', '')}`, for: minutes ? `${minutes}m` : null };
  }
  const [grows, growsFor] = /^growing for (?:(\d+) minutes|an hour)$/.exec(when) ?? [];
  if (grows) {
    const time = growsFor ? `${growsFor}m` : '1h';
    return { expr: `deriv(${series}[${time}]) > 0`, for: time };
  }
  const [rises, risesFor] = /^rising(?: for (\d+) minutes)?$/.exec(when) ?? [];
  if (!rises) return null;
  const change = type === 'counter' ? 'increase' : 'delta';
  return risesFor ? { expr: `${change}(${series}[5m]) > 0`, for: `${risesFor}m` } : { expr: `${change}(${series}[15m]) > 0`, for: null };
}
