import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { manifestProblems } from './manifests.mjs';
import { readmeProblems } from './readmes.mjs';
import { alertProblems } from './alerts.mjs';
import { runbookProblems } from './runbook.mjs';
import { wordProblems } from './words.mjs';

let root;
const write = (path, content) => {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), typeof content === 'string' ? content : JSON.stringify(content));
};
const sound = {
  name: '@shortlist/jobs',
  version: '0.1.0',
  private: true,
  type: 'module',
  exports: { '.': { '@shortlist/source': './src/index.ts', types: './src/index.ts', default: './dist/index.js' } },
  nx: { tags: ['type:context'] },
  scripts: {
    build:
      "node ../../node_modules/@swc/cli/bin/swc.js src -d dist --strip-leading-paths --copy-files --ignore '**/*.spec.ts,**/*-spec.ts' --config-file ../../.swcrc",
    test: 'node --experimental-vm-modules ../../node_modules/jest/bin/jest.js',
  },
};

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'checks-'));
  write('package.json', { version: '0.1.0', workspaces: ['libs/*'] });
  write('.gitignore', 'node_modules/\ndist/\n*.log\n.env\n');
  write('libs/jobs/package.json', sound);
  write('libs/jobs/src/index.ts', 'export {};\n');
  write('libs/jobs/jest.config.mjs', 'export default {};\n');
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

describe('manifests', () => {
  it('accepts a package.json of the usual shape', () => {
    expect(manifestProblems(root)).toEqual([]);
  });

  it.each([
    ['a name of its own', { name: '@shortlist/job' }, 'its name is @shortlist/jobs'],
    ['another version', { version: '0.2.0' }, 'its version is 0.1.0'],
    ['no privacy', { private: undefined }, 'it is private'],
    ['CommonJS', { type: undefined }, 'its type is module'],
    ['no tag', { nx: undefined }, 'nx.tags holds one known type tag'],
    ['an unknown tag', { nx: { tags: ['type:misc'] } }, 'nx.tags holds one known type tag'],
    ['two tags', { nx: { tags: ['type:context', 'type:platform'] } }, 'nx.tags holds one known type tag'],
    ['dependencies of its own', { dependencies: { luxon: '3.7.2' } }, 'dependencies stand in the root'],
    ['a build that copies no assets', { scripts: { ...sound.scripts, build: 'swc src -d dist' } }, 'its build script is'],
    ['no tests', { scripts: { build: sound.scripts.build } }, 'its test script is'],
    ['no entrance', { exports: undefined }, 'it exports "."'],
    ['build output for the types', { exports: { '.': { ...sound.exports['.'], types: './dist/index.d.ts' } } }, 'export "." is'],
    ['an export of nothing', { exports: { ...sound.exports, './x': shapeOf('x') } }, 'names ./src/x.ts, which does not exist'],
  ])('refuses %s', (_, change, problem) => {
    write('libs/jobs/package.json', { ...sound, ...change });
    expect(manifestProblems(root)).toEqual([expect.stringContaining(problem)]);
  });

  it('refuses the source condition behind the default, which would win', () => {
    const { default: built, ...rest } = sound.exports['.'];
    write('libs/jobs/package.json', { ...sound, exports: { '.': { default: built, ...rest } } });
    expect(manifestProblems(root)).toEqual([expect.stringContaining('in this order')]);
  });
});

function shapeOf(name) {
  return { '@shortlist/source': `./src/${name}.ts`, types: `./src/${name}.ts`, default: `./dist/${name}.js` };
}

describe('readmes', () => {
  it('asks for one in every library', () => {
    expect(readmeProblems(root)).toEqual(['libs/jobs has no README.md']);
  });

  it('accepts 39 lines and refuses 40', () => {
    write('libs/jobs/README.md', 'line\n'.repeat(39));
    expect(readmeProblems(root)).toEqual([]);
    write('libs/jobs/README.md', 'line\n'.repeat(40));
    expect(readmeProblems(root)).toEqual(['libs/jobs/README.md has 40 lines, at most 39']);
  });
});

describe('the runbook', () => {
  const metrics = '| `lag_records` | gauge | `group` | Lag. |\n| `took_seconds` | histogram | | Time. |\n';
  const alarm = '| `lag_records` | above 0 | slow | [Lag](#lag) |';

  it('explains every gauge and counter, with metrics, sections and commands that exist', () => {
    write('docs/generated/metrics.md', metrics);
    write('apps/cli/src/commands/groups.ts', '');
    write('docs/operations.md', `${alarm}\n\n## Lag\n\n\`shortlist groups list\`\n`);
    expect(runbookProblems(root)).toEqual([]);
  });

  it.each([
    ['a metric that does not exist', alarm.replace('records', 'rows'), 'an alarm for lag_rows'],
    ['an alarm that leads nowhere', alarm.replace('#lag', '#log'), 'sends lag_records to #log'],
    ['a metric that is not explained', '', 'does not explain lag_records'],
    ['a command that does not exist', `${alarm}\n\`shortlist mend\``, 'names the command mend'],
  ])('refuses %s', (_, text, problem) => {
    write('docs/generated/metrics.md', metrics);
    write('docs/operations.md', `${text}\n\n## Lag\n`);
    expect(runbookProblems(root)).toContainEqual(expect.stringContaining(problem));
  });
});

describe('the rules for alerts', () => {
  const metrics =
    '| `horizon_days` | gauge | `table` | Days. |\n| `failures_total` | counter | | Failures. |\n| `tasks` | gauge | `state` | Tasks. |\n';
  const runbook = [
    '| `horizon_days` | below 7 | soon | [Months](#months) |',
    '| `failures_total` | rising for 15 minutes | bad | [Months](#months) |',
    '| `tasks` with `state="failed"` | rising | bad | [Months](#months) |',
  ];
  const annotations = { runbook_url: 'docs/operations.md#months' };
  const horizon = { alert: 'HorizonDays', expr: 'horizon_days < 7', annotations };
  const failures = { alert: 'FailuresTotal', expr: 'increase(failures_total[5m]) > 0', for: '15m', annotations };
  const tasks = { alert: 'Tasks', expr: 'delta(tasks{state="failed"}[15m]) > 0', annotations };
  const given = (rules, alarms = runbook) => {
    write('docs/generated/metrics.md', metrics);
    write('docs/operations.md', `${alarms.join('\n')}\n\n## Months\n`);
    write('docs/alerts.yml', { groups: [{ rules }] });
    return alertProblems(root);
  };

  it('say what the runbook says', () => {
    expect(given([horizon, failures, tasks])).toEqual([]);
  });

  it.each([
    ['an alarm without a rule', [failures, tasks], runbook, 'has no rule HorizonDays'],
    ['a rule without an alarm', [horizon, failures, tasks, { ...horizon, alert: 'Other' }], runbook, 'has a rule Other'],
    [
      'another limit',
      [{ ...horizon, expr: 'horizon_days < 3' }, failures, tasks],
      runbook,
      'expr horizon_days < 3 instead of horizon_days < 7',
    ],
    ['another time', [horizon, { ...failures, for: '1h' }, tasks], runbook, 'for 1h instead of 15m'],
    ['another section', [{ ...horizon, annotations: {} }, failures, tasks], runbook, 'instead of docs/operations.md#months'],
    ['a metric that does not exist', [horizon], [runbook[0].replace('horizon', 'range')], 'an alarm for range_days, which is no metric'],
    ['words that are no rule', [horizon], [runbook[0].replace('below 7', 'odd')], 'says of horizon_days "odd"'],
  ])('are refused with %s', (_, rules, alarms, problem) => {
    expect(given(rules, alarms)).toContainEqual(expect.stringContaining(problem));
  });
});

describe('words', () => {
  it.each(['// TODO later', 'x(); // FIXME', "readFileSync('/home/ada/a')", 'cd /root/shortlist'])('refuses %s', (line) => {
    write('libs/jobs/src/a.ts', `\n${line}\n`);
    expect(wordProblems(root)).toEqual([expect.stringContaining('libs/jobs/src/a.ts:2 holds ')]);
  });

  it.each(['numTodoTests', 'https://shortlist.example/home/1', 'src/home/a.ts', '../root/a'])('accepts %s', (line) => {
    write('libs/jobs/src/a.ts', line);
    expect(wordProblems(root)).toEqual([]);
  });

  it('looks at no ignored file', () => {
    write('libs/jobs/dist/a.js', 'TODO');
    write('a.log', 'TODO');
    write('.env', 'TODO');
    expect(wordProblems(root)).toEqual([]);
  });
});
