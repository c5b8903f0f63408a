import { mkdirSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { newId } from '@shortlist/platform';
import type { SMTPServer } from 'smtp-server';

/** An SMTP server of this process that sends nothing on: each mail becomes a file, named in the order of arrival. */
export class MailSink {
  private constructor(
    /** For SMTP_URL. */
    readonly url: string,
    /** Where the files lie: `….eml`. */
    readonly folder: string,
    private readonly server: SMTPServer,
  ) {}

  /** `port`: a free one unless given. */
  static async start({ folder, port = 0 }: { readonly folder: string; readonly port?: number }): Promise<MailSink> {
    mkdirSync(folder, { recursive: true });
    const { SMTPServer: Server } = await import('smtp-server');
    const server = new Server({
      disabledCommands: ['STARTTLS', 'AUTH'],
      onData: (stream, _session, done) =>
        void buffer(stream)
          .then((content) => writeFile(join(folder, `${newId()}.eml`), content))
          .then(() => done(), done),
    });
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, '127.0.0.1', resolve);
    });
    return new MailSink(`smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`, folder, server);
  }

  /** Ends open connections; the files stay. */
  stop(): Promise<void> {
    return new Promise((resolve) => this.server.close(() => resolve()));
  }
}
