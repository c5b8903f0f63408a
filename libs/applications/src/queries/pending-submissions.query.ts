import { Injectable } from '@nestjs/common';
import { applicationsSubmittedV1 } from '@shortlist/contracts';
import { DeadLetters, EventLog, UnitOfWork } from '@shortlist/platform';

const TOPIC = applicationsSubmittedV1.topic;
const GROUP = applicationsSubmittedV1.from;
/** More at once than this is a backlog in which nobody should look for single records. */
const MOST = 10_000;

/** Submissions that were accepted and are not stored: unread in the log, held back, or in the dead letters, from where they may be put back. */
@Injectable()
export class PendingSubmissions {
  private readonly deadLetters: DeadLetters;

  constructor(
    private readonly log: EventLog,
    private readonly unitOfWork: UnitOfWork,
  ) {
    this.deadLetters = new DeadLetters(log);
  }

  /** Their records as text; null when there are too many to tell. In the order in which a record moves on, so that none is missed on its way. */
  async execute(): Promise<string[] | null> {
    const places = [await this.dead(), await this.unread(), await this.heldBack(), await this.dead()];
    return places.some((texts) => texts.length >= MOST) ? null : places.flat();
  }

  private async dead(): Promise<string[]> {
    return (await this.deadLetters.waiting(TOPIC, GROUP, MOST)).map((record) => record.value);
  }

  private async unread(): Promise<string[]> {
    return (await this.log.peek(GROUP, TOPIC, MOST)).map((record) => record.value);
  }

  private async heldBack(): Promise<string[]> {
    const rows = await this.unitOfWork.readAsWorker<{ value: string }>(
      "SELECT record->>'value' AS value FROM applications.parked_keys WHERE topic = $1 LIMIT $2",
      [TOPIC, MOST],
    );
    return rows.map((row) => row.value);
  }
}
