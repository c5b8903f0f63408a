import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { DataFolder, DataFolderHeldError, holderOf } from './data-folder.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'data-folder-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('data folder', () => {
  it('is held by one process at a time, and names it', () => {
    const held = DataFolder.hold(folder);
    held.announce('http://localhost:3000');
    expect(() => DataFolder.hold(folder)).toThrow(DataFolderHeldError);
    expect(() => DataFolder.hold(folder)).toThrow(`process ${process.pid} and answers at http://localhost:3000`);
    held.release();
    DataFolder.hold(folder).release();
    expect(holderOf(folder)).toBeNull();
  });

  it('is free again after its process died, even when its number was given to another', () => {
    const dead = spawnSync('true').pid;
    writeFileSync(join(folder, 'running.json'), JSON.stringify({ pid: dead, startTicks: '1', url: null }));
    DataFolder.hold(folder).release();
    writeFileSync(join(folder, 'running.json'), JSON.stringify({ pid: process.pid, startTicks: '1', url: null }));
    DataFolder.hold(folder).release();
  });

  it('is free when the claim is unreadable', () => {
    writeFileSync(join(folder, 'running.json'), '{');
    expect(holderOf(folder)).toBeNull();
    DataFolder.hold(folder).release();
  });
});
