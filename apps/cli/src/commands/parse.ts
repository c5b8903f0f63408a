import { startParserPool } from '@shortlist/resume-reader';
import { Environment } from '@shortlist/platform';
import { Option } from 'commander';
import type { Command } from 'commander';
import { namedFiles, readResumes } from '../parsing/read-resumes.js';
import { exitCodeOf } from '../parsing/resume-report.js';
import { resumeTable } from '../parsing/resume-table.js';
import { Progress } from '../progress.js';

const HELP = `
Files are read in limited processes, as the services read them; nothing is stored and no installation is needed.
JSON holds one object per file: {"file", "profile", "flags", "failure"}. Every value of a profile carries its evidence (the
words of the file and where they stand) and a confidence from 0 to 1; national ids are masked; what a file does not say is
null or empty. "failure" is null or {"code", "detail"}.

Example: shortlist parse cv.pdf letter.docx --output json
Exit codes: 0 all files read, 3 some unreadable, 4 none readable, 2 usage, 1 fault.`;

/** `shortlist parse`: what resumes say, with the words that say it. */
export function addParseCommand(program: Command): void {
  program
    .command('parse')
    .description('read resumes and print what they say')
    .argument('<files...>', 'resumes (PDF, DOCX, DOC, ODT, RTF, HTML, TXT, JSON Resume, PNG, JPEG)')
    .addOption(new Option('--output <format>', 'what to print').choices(['table', 'json']).default('table'))
    .addHelpText('after', HELP)
    .action((names: string[], { output }: { output: 'table' | 'json' }) => parse(names, output));
}

async function parse(names: readonly string[], output: 'table' | 'json'): Promise<void> {
  const files = namedFiles(names);
  const progress = new Progress();
  const pool = startParserPool(Environment.ofProcess());
  try {
    const reports = await readResumes(pool, files, new Date().toISOString(), (done) => progress.count('Resumes read', done, files.length));
    progress.finish();
    process.stdout.write(output === 'json' ? `${JSON.stringify(reports, null, 2)}\n` : resumeTable(reports));
    process.exitCode = exitCodeOf(reports);
  } finally {
    progress.finish();
    await pool.close();
  }
}
