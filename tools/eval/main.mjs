import { parseArgs } from 'node:util';
import { findCorpora } from './corpora.mjs';

const EVALUATIONS = {
  parse: async (corpora) => {
    const { evaluateParse, parseTables } = await import('./parse.mjs');
    const result = await evaluateParse(corpora);
    return { result, text: parseTables(result) };
  },
  screen: async (corpora) => {
    const { evaluateScreen, screenTables } = await import('./screen.mjs');
    const result = await evaluateScreen(corpora);
    return { result, text: screenTables(result) };
  },
  search: async (corpora) => {
    const { evaluateSearch, searchTables } = await import('./search.mjs');
    const result = await evaluateSearch(corpora);
    return { result, text: searchTables(result) };
  },
};

const { values, positionals } = parseArgs({ options: { output: { type: 'string', default: 'table' } }, allowPositionals: true });
const evaluate = Object.hasOwn(EVALUATIONS, positionals[0] ?? '') ? EVALUATIONS[positionals[0]] : undefined;
const corpora = findCorpora();

if (!evaluate || positionals.length > 1 || !['table', 'json'].includes(values.output)) {
  console.error(`Usage: npm run eval -- ${Object.keys(EVALUATIONS).join('|')} [--output table|json]`);
  process.exitCode = 2;
} else if ('missing' in corpora) {
  console.error(`The evaluation did not run: there are no corpora in ${corpora.missing}. SHORTLIST_CORPORA names their folder.`);
  process.exitCode = corpora.isFault ? 1 : 0;
} else {
  const { result, text } = await evaluate(corpora.folder);
  console.log(values.output === 'json' ? JSON.stringify(result, null, 2) : text);
  process.exitCode = result.passed ? 0 : 1;
}
