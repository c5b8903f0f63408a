import { EventEmitter } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';

const RECONNECT_PAUSE_MS = 200;

/**
 * One lasting connection for what a pool cannot do: LISTEN and session locks. It reconnects by itself; `generation` grows
 * with every connection, and locks belong to a generation.
 */
export class DirectConnection {
  private readonly channels = new EventEmitter().setMaxListeners(0);
  private client: pg.Client | null = null;
  private connecting: Promise<void> | null = null;
  private closed = false;
  private turn: Promise<unknown> = Promise.resolve();
  generation = 0;

  constructor(private readonly makeClient: () => pg.Client) {}

  /** Calls back for every notification of the channel, and once after each reconnection, because some may have been missed. */
  async listen(channel: string, callback: (payload: string) => void): Promise<() => void> {
    this.channels.on(channel, callback);
    await this.connected();
    await this.inTurn((client) => client.query(`LISTEN ${channel}`)).catch(() => undefined);
    return () => this.channels.off(channel, callback);
  }

  /** Takes a session lock by name if it is free. Returns the generation it belongs to, or null. */
  async tryLock(name: string): Promise<number | null> {
    await this.connected();
    const generation = this.generation;
    const result = await this.inTurn((client) =>
      client.query<{ locked: boolean }>('SELECT pg_try_advisory_lock(hashtextextended($1, 0)) AS locked', [name]),
    );
    return result?.rows[0]?.locked ? generation : null;
  }

  async unlock(name: string): Promise<void> {
    await this.inTurn((client) => client.query('SELECT pg_advisory_unlock(hashtextextended($1, 0))', [name])).catch(() => undefined);
  }

  /** True while the connection that took a lock still stands. */
  holds(generation: number): boolean {
    return this.client !== null && generation === this.generation;
  }

  async close(): Promise<void> {
    this.closed = true;
    this.channels.removeAllListeners();
    await this.client?.end().catch(() => undefined);
    this.client = null;
  }

  /** One statement after the other: `pg` refuses a second one meanwhile. */
  private inTurn<T>(work: (client: pg.Client) => Promise<T>): Promise<T | undefined> {
    const result = this.turn.then(() => (this.client ? work(this.client) : undefined));
    this.turn = result.catch(() => undefined);
    return result;
  }

  private async connected(): Promise<void> {
    if (this.client) return;
    this.connecting ??= this.connect().finally(() => (this.connecting = null));
    await this.connecting;
  }

  private async connect(): Promise<void> {
    while (!this.closed) {
      const client = this.makeClient();
      try {
        await client.connect();
        if (this.closed) return await client.end();
        client.on('notification', (message) => this.channels.emit(message.channel, message.payload ?? ''));
        client.on('end', () => this.lost(client));
        for (const channel of this.channels.eventNames()) await client.query(`LISTEN ${String(channel)}`);
        this.client = client;
        this.generation++;
        for (const channel of this.channels.eventNames()) this.channels.emit(channel, '');
        return;
      } catch {
        await client.end().catch(() => undefined);
        await sleep(RECONNECT_PAUSE_MS);
      }
    }
  }

  private lost(client: pg.Client): void {
    if (this.client !== client) return;
    this.client = null;
    if (!this.closed) void this.connected();
  }
}
