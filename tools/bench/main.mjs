import { parseArgs } from 'node:util';
import { HAS_PROC } from '../measure/processes.mjs';
import { tableOf } from '../measure/tables.mjs';
import { describeMachine } from './machine.mjs';

/** One after the other: each has the machine to itself. */
const BENCHMARKS = {
  intake: async (options) => {
    const { benchIntake, intakeTables } = await import('./intake.mjs');
    const result = await benchIntake(options);
    return { result, text: intakeTables(result) };
  },
  settling: async (options) => {
    const { benchSettling, settlingTables } = await import('./settling.mjs');
    const result = await benchSettling(options);
    return { result, text: settlingTables(result) };
  },
  parse: async (options) => {
    const { benchParse, parseTables } = await import('./parse.mjs');
    const result = await benchParse(options);
    return { result, text: parseTables(result) };
  },
  scoring: async (options) => {
    const { benchScoring, scoringTables } = await import('./scoring.mjs');
    const result = await benchScoring(options);
    return { result, text: scoringTables(result) };
  },
  matching: async (options) => {
    const { benchMatching, matchingTables } = await import('./matching.mjs');
    const result = await benchMatching(options);
    return { result, text: matchingTables(result) };
  },
  memory: async (options) => {
    const { benchMemory, memoryTables } = await import('./memory.mjs');
    const result = await benchMemory(options);
    return { result, text: memoryTables(result) };
  },
};

const { values, positionals } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    large: { type: 'boolean', default: false },
    output: { type: 'string', default: 'table' },
    help: { type: 'boolean', default: false },
  },
  allowPositionals: true,
});
const names = positionals.length > 0 ? positionals : Object.keys(BENCHMARKS);

const USAGE = `Usage: npm run bench [-- ${Object.keys(BENCHMARKS).join('|')}] [--quick|--large] [--output table|json]`;

if (values.help) {
  console.log(USAGE);
} else if (!names.every((name) => Object.hasOwn(BENCHMARKS, name)) || !['table', 'json'].includes(values.output)) {
  console.error(USAGE);
  process.exitCode = 2;
} else if (!HAS_PROC) {
  console.error('The benchmarks did not run: they read CPU time and memory from /proc, which Linux has.');
  process.exitCode = 1;
} else {
  const machine = await describeMachine();
  const results = {};
  const texts = [];
  for (const name of names) {
    console.error(`Measuring ${name} …`);
    const { result, text } = await BENCHMARKS[name]({ quick: values.quick, large: values.large });
    results[name] = result;
    texts.push(text);
  }
  console.log(JSON.stringify({ machine, quick: values.quick, large: values.large, results }, null, 2));
  if (values.output === 'table') console.log([tableOf('Machine', [machine]), ...texts].join('\n'));
  process.exitCode = Object.values(results).every(({ passed }) => passed) ? 0 : 1;
}
