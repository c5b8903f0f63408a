import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { debian } from './installation.js';

/** What Elasticsearch asks for. */
const LEAST_VERSION = 21;
const SYSTEM = '/usr/lib/jvm';

/**
 * Home of a whole JDK of the machine, compiler and all modules included, which `javaHome` is not. Installed from Debian's packages where there is
 * none; Debian 12 itself has none that is new enough, and the failure says so.
 */
export async function jdkHome(): Promise<string> {
  const found = findJdk();
  if (found) return found;
  await debian('jdk-21-or-newer', ['openjdk-21-jdk-headless']).catch((cause: unknown) => {
    throw new Error(`a JDK of version ${LEAST_VERSION} or newer is missing: install one below ${SYSTEM}`, {
      cause,
    });
  });
  const installed = findJdk();
  if (!installed) throw new Error(`the package openjdk-21-jdk-headless left no JDK below ${SYSTEM}`);
  return installed;
}

function findJdk(): string | undefined {
  const homes = existsSync(SYSTEM) ? readdirSync(SYSTEM).map((name) => join(SYSTEM, name)) : [];
  return homes.find((home) => versionOf(home) >= LEAST_VERSION);
}

/** 0 for what is no JDK. */
function versionOf(home: string): number {
  const release = join(home, 'release');
  if (!existsSync(join(home, 'bin', 'javac')) || !existsSync(release)) return 0;
  return Number(/^JAVA_VERSION="(\d+)/m.exec(readFileSync(release, 'utf8'))?.[1] ?? 0);
}
