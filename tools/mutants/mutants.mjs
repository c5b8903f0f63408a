/**
 * One bug, planted in a copy of the sources.
 * @typedef {object} Mutant
 * @property {string} name
 * @property {string} breaks the promise of the specification that it breaks
 * @property {{ file: string, find: string, replace: string }[]} edits each `find` stands exactly once in its file
 * @property {string[]} specs files that are run
 * @property {string[]} reds full names, or parts of them, of tests that must fail
 */

const EVENT_LOG = 'libs/platform/src/event-log';

/** @type {Mutant[]} */
export const MUTANTS = [
  {
    name: 'cursor-before-write',
    breaks: 'A position is committed only after its records were handled.',
    edits: [
      {
        file: `${EVENT_LOG}/drivers/postgres-consumer.ts`,
        find: '      await this.handle(batch);\n      await this.log.commit(this.group, batch.topic, batch.partition, last.offset + 1);',
        replace: '      await this.log.commit(this.group, batch.topic, batch.partition, last.offset + 1);\n      await this.handle(batch);',
      },
    ],
    specs: [`${EVENT_LOG}/event-log.driver-spec.ts`],
    reds: ['brings a batch again whose handling failed'],
  },
  {
    name: 'inbox-off',
    breaks: 'Every event counts once.',
    edits: [
      { file: `${EVENT_LOG}/event-handler.ts`, find: 'if (inserted === 1) await', replace: 'if (inserted >= 0) await' },
      { file: `${EVENT_LOG}/event-handler.ts`, find: 'events.filter((event) => fresh.delete(event.id))', replace: '[...events]' },
      { file: `${EVENT_LOG}/shared-transactions.ts`, find: '    if (fresh === 0) return;\n', replace: '' },
    ],
    specs: [`${EVENT_LOG}/delivery.int-spec.ts`],
    reds: ['also when it was sent twice', 'also when its group is set back to the beginning'],
  },
  {
    name: 'outbox-by-high-water-mark',
    breaks: 'The relay claims unpublished rows, never what lies beyond the last one it saw.',
    edits: [
      {
        file: `${EVENT_LOG}/relay.ts`,
        find: '  private pending = false;\n',
        replace: "  private pending = false;\n  private highest = '0';\n",
      },
      {
        file: `${EVENT_LOG}/relay.ts`,
        find: 'WHERE published_at IS NULL ORDER BY',
        replace: 'WHERE published_at IS NULL AND seq > ${this.highest} ORDER BY',
      },
      {
        file: `${EVENT_LOG}/relay.ts`,
        find: '      if (rows.length === 0) return 0;\n',
        replace: '      if (rows.length === 0) return 0;\n      this.highest = rows.at(-1)?.seq ?? this.highest;\n',
      },
    ],
    specs: [`${EVENT_LOG}/relay.int-spec.ts`],
    reds: ['does not skip an event whose transaction commits after later ones were published'],
  },
  {
    name: 'receipt-before-append',
    breaks: 'A receipt is given only when the log has the application.',
    edits: [
      {
        file: 'libs/applications/src/use-cases/submit-application.use-case.ts',
        find: '    await this.append(data, job.organizationId, input);',
        replace: '    void this.append(data, job.organizationId, input).catch(() => undefined);',
      },
    ],
    specs: ['libs/applications/src/applications.int-spec.ts'],
    reds: ['gives no receipt before the log has the application'],
  },
  {
    name: 'every-hundredth-event-dropped',
    breaks: 'No event is lost.',
    edits: [
      {
        file: `${EVENT_LOG}/relay.ts`,
        find: 'this.log.append(rows.map(toRecord))',
        replace: 'this.log.append(rows.filter((row) => Number(row.seq) % 100 !== 0).map(toRecord))',
      },
    ],
    specs: [`${EVENT_LOG}/relay.int-spec.ts`],
    reds: ['publishes every event once when several processes relay and none of them dies'],
  },
  {
    name: 'retry-without-key',
    breaks: 'A failing event holds back what follows of its key.',
    edits: [
      {
        file: `${EVENT_LOG}/delivery.ts`,
        find: 'else if (!(await this.tryFirst(handler, record))) waiting = true;',
        replace: 'else await this.tryFirst(handler, record);',
      },
      {
        file: `${EVENT_LOG}/delivery.ts`,
        find: 'this.deliverKey(single, chain, heldBack.has(key))',
        replace: 'this.deliverKey(single, chain, false)',
      },
    ],
    specs: [`${EVENT_LOG}/delivery.int-spec.ts`],
    reds: ['holds back only its own key, in order'],
  },
  {
    name: 'stop-without-drain',
    breaks: 'A process that is told to stop finishes what it has in hand.',
    edits: [
      {
        file: `${EVENT_LOG}/drivers/postgres-consumer.ts`,
        find: '    await this.loop;\n    await Promise.all(this.busy.values());\n    await this.direct.unlock',
        replace: '    await this.direct.unlock',
      },
    ],
    specs: [`${EVENT_LOG}/event-log.driver-spec.ts`],
    reds: ['stops only when the batch in hand is handled and committed'],
  },
  {
    name: 'row-security-off',
    breaks: 'No organization sees a row of another.',
    edits: [
      {
        file: 'libs/applications/src/persistence/migrations/0001_applications.sql',
        find: "CALL platform.protect('applications.status_changes');",
        replace: 'GRANT SELECT, INSERT, UPDATE, DELETE ON applications.status_changes TO applications_app;',
      },
    ],
    specs: ['apps/e2e/src/catalogue.e2e-spec.ts'],
    reds: ['protects every table of every context'],
  },
];

/** The cheapest ones that break different layers, for every run of CI. */
export const REDUCED = ['cursor-before-write', 'stop-without-drain', 'row-security-off'];
