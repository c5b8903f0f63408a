import cliProgress from 'cli-progress';

/** Progress on standard error; a bar on a terminal, single lines elsewhere. */
export class Progress {
  private bar: cliProgress.SingleBar | null = null;
  private lastLine = '';

  constructor(private readonly stream: NodeJS.WriteStream = process.stderr) {}

  /** A step of its own. */
  step(text: string): void {
    this.finish();
    this.line(`${text} …`);
  }

  /** How far a counted step has come. */
  count(label: string, done: number, total: number): void {
    if (!this.stream.isTTY) {
      const quarter = Math.floor((4 * done) / Math.max(total, 1)) * 25;
      this.line(`${label}: ${quarter === 100 ? total : Math.floor((quarter * total) / 100)} of ${total}`);
      return;
    }
    if (!this.bar) {
      const format = `${label} [{bar}] {value} of {total}`;
      this.bar = new cliProgress.SingleBar({ format, hideCursor: true, stream: this.stream }, cliProgress.Presets.shades_classic);
      this.bar.start(total, done);
    }
    this.bar.update(done);
    if (done >= total) this.finish();
  }

  finish(): void {
    this.bar?.stop();
    this.bar = null;
  }

  private line(text: string): void {
    if (text === this.lastLine) return;
    this.lastLine = text;
    this.stream.write(`${text}\n`);
  }
}
