import { InvalidArgumentError, Option } from 'commander';
import type { Command } from 'commander';
import { MODEL_PROVIDERS } from '@shortlist/contracts';
import { EXIT, UsageError } from '../exit-codes.js';
import { Progress } from '../progress.js';
import { degradedText } from '../screening/degraded.js';
import { explanationText, resultNamed } from '../screening/explanation.js';
import { askedOf, readCriteria, readJob } from '../screening/criteria-file.js';
import { reportCsv } from '../screening/report-csv.js';
import { reportTable } from '../screening/report-table.js';
import { resumeFiles } from '../screening/resume-folder.js';
import { screenFolder } from '../screening/screen-folder.js';
import type { ScreenedFolder } from '../screening/screen-folder.js';
import { topOf } from '../screening/screening-report.js';
import type { ScreeningReport } from '../screening/screening-report.js';
import { shadowText, tryCriteria } from '../screening/shadow.js';
import { openTarget } from '../screening/target.js';

interface ScreenOptions {
  readonly criteria: string;
  readonly job?: string;
  readonly top?: number;
  readonly explain?: string;
  readonly shadow?: string;
  readonly provider?: (typeof MODEL_PROVIDERS)[number];
  readonly output: 'table' | 'json' | 'csv';
}

const HELP = `
Every file below FOLDER is an application of its own. A running installation that holds DATA_DIR is used (sign in with
SHORTLIST_EMAIL and SHORTLIST_PASSWORD, else as its sample recruiter); otherwise a throw-away one is started and removed.

Example: shortlist screen ./resumes --criteria criteria.json --job "Data engineer" --top 10
Models add facts to what the rules find, and cost money: a throw-away installation asks the one that --provider or the criteria
name, with OPENAI_API_KEY, ANTHROPIC_API_KEY or OLLAMA_URL; a running one needs it among its MODEL_PROVIDERS.
Criteria: {"mustHaveSkills": [{"name": "Python", "years": 2}], "minExperienceYears": 3, "locationPreference": ["Remote"]}
Exit codes: 0 all files read, 3 some unreadable, 4 none readable, 2 usage, 1 fault.`;

/** `shortlist screen`: a folder of resumes in, a ranked and explained list out. */
export function addScreenCommand(program: Command): void {
  program
    .command('screen')
    .description('screen a folder of resumes against criteria and print the ranked list')
    .argument('<folder>', 'folder with resumes (PDF, DOCX, DOC, ODT, RTF, HTML, TXT, JSON Resume, PNG, JPEG), its subfolders included')
    .requiredOption('--criteria <file>', 'JSON file with the screening criteria')
    .option('--job <text or file>', 'the job: its text, or a file that holds it; the first line is the title')
    .option('--top <n>', 'print only the best n', positive)
    .option(
      '--explain <id>',
      'print only one result, in full: every criterion with all its evidence. The file, its application or its e-mail',
    )
    .option('--shadow <file>', 'JSON file with other criteria: who would enter and leave the list under them (not as CSV)')
    .addOption(
      new Option('--provider <name>', 'who reads the resumes beside the rules, instead of whom the criteria name; see below').choices(
        MODEL_PROVIDERS,
      ),
    )
    .addOption(new Option('--output <format>', 'what to print').choices(['table', 'json', 'csv']).default('table'))
    .addHelpText('after', HELP)
    .action((folder: string, options: ScreenOptions) => screen(folder, options));
}

async function screen(folder: string, options: ScreenOptions): Promise<void> {
  const criteria = askedOf(readCriteria(options.criteria), options.provider);
  const shadow = options.shadow === undefined ? null : askedOf(readCriteria(options.shadow), options.provider);
  if (shadow && options.output === 'csv')
    throw new UsageError('A comparison has no place in CSV: use --output table or json with --shadow.');
  const files = resumeFiles(folder);
  if (files.length === 0) throw new UsageError(`${folder} holds no files.`);
  const progress = new Progress();
  const target = await openTarget(progress, criteria.model?.provider);
  try {
    const screened = await screenFolder(target.client, readJob(options.job, criteria, new Date()), criteria, files, progress);
    const tried = shadow ? { shadow: await tryCriteria(target.client, screened.jobId, shadow, screened.applications) } : {};
    progress.finish();
    process.stdout.write(render({ ...screened, report: { ...screened.report, ...tried } }, options));
    process.stderr.write(degradedText(screened.report));
    process.exitCode = exitCode(screened.report);
  } finally {
    progress.finish();
    await target.close();
  }
}

function render({ report, applications }: ScreenedFolder, { top, output, explain }: ScreenOptions): string {
  const one = explain === undefined ? null : resultNamed(report.results, applications, explain);
  if (output === 'table') {
    const shown = one ? explanationText(one) : reportTable(report, top ?? null);
    return report.shadow ? `${shown}${shadowText(report.shadow)}` : shown;
  }
  const shown = one ? { ...report, results: [one] } : topOf(report, top ?? null);
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
