import { InvalidArgumentError, Option } from 'commander';
import type { Command } from 'commander';
import { EXIT, UsageError } from '../exit-codes.js';
import { Progress } from '../progress.js';
import { readCriteria, readJob } from '../screening/criteria-file.js';
import { reportCsv } from '../screening/report-csv.js';
import { reportTable } from '../screening/report-table.js';
import { resumeFiles } from '../screening/resume-folder.js';
import { screenFolder } from '../screening/screen-folder.js';
import { topOf } from '../screening/screening-report.js';
import type { ScreeningReport } from '../screening/screening-report.js';
import { openTarget } from '../screening/target.js';

interface ScreenOptions {
  readonly criteria: string;
  readonly job?: string;
  readonly top?: number;
  readonly output: 'table' | 'json' | 'csv';
}

const HELP = `
Every file below FOLDER is an application of its own. A running installation that holds DATA_DIR is used (sign in with
SHORTLIST_EMAIL and SHORTLIST_PASSWORD, else as its sample recruiter); otherwise a throw-away one is started and removed.

Example: shortlist screen ./resumes --criteria criteria.json --job "Data engineer" --top 10
Criteria: {"mustHaveSkills": [{"name": "Python", "years": 2}], "minExperienceYears": 3, "locationPreference": ["Remote"]}
Exit codes: 0 all files read, 3 some unreadable, 4 none readable, 2 usage, 1 fault.`;

/** `shortlist screen`: a folder of resumes in, a ranked and explained list out. */
export function addScreenCommand(program: Command): void {
  program
    .command('screen')
    .description('screen a folder of resumes against criteria and print the ranked list')
    .argument('<folder>', 'folder with resumes (PDF, DOCX, ODT, RTF, HTML, TXT, JSON Resume), its subfolders included')
    .requiredOption('--criteria <file>', 'JSON file with the screening criteria')
    .option('--job <text or file>', 'the job: its text, or a file that holds it; the first line is the title')
    .option('--top <n>', 'print only the best n', positive)
    .addOption(new Option('--output <format>', 'what to print').choices(['table', 'json', 'csv']).default('table'))
    .addHelpText('after', HELP)
    .action((folder: string, options: ScreenOptions) => screen(folder, options));
}

async function screen(folder: string, options: ScreenOptions): Promise<void> {
  const criteria = readCriteria(options.criteria);
  const files = resumeFiles(folder);
  if (files.length === 0) throw new UsageError(`${folder} holds no files.`);
  const progress = new Progress();
  const target = await openTarget(progress);
  try {
    const report = await screenFolder(target.client, readJob(options.job, folder), criteria, files, progress);
    progress.finish();
    process.stdout.write(render(report, options.top ?? null, options.output));
    process.exitCode = exitCode(report);
  } finally {
    progress.finish();
    await target.close();
  }
}

function render(report: ScreeningReport, top: number | null, output: ScreenOptions['output']): string {
  if (output === 'table') return reportTable(report, top);
  const shown = topOf(report, top);
  return output === 'csv' ? reportCsv(shown) : `${JSON.stringify(shown, null, 2)}\n`;
}

function exitCode({ results, failures }: ScreeningReport): number {
  if (failures.length === 0) return EXIT.ok;
  return results.length === 0 ? EXIT.noneReadable : EXIT.someUnreadable;
}

function positive(text: string): number {
  if (!/^[1-9]\d{0,6}$/.test(text)) throw new InvalidArgumentError('It must be a whole number from 1.');
  return Number(text);
}
