import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { debian, run } from './installation.js';

export interface Artifact {
  /** `group:name:version`. */
  readonly coordinates: string;
  /** `group:name` of dependencies that are named and not needed, or not published. */
  readonly without?: readonly string[];
}

/** Copies artifacts and all that they need at run time from Maven Central. `checksum` is `checksumOf` the folder. */
export async function mavenJars(folder: string, artifacts: readonly Artifact[], checksum: string): Promise<void> {
  await debian('mvn', ['maven', 'default-jre-headless']);
  const pom = join(folder, 'pom.xml');
  writeFileSync(pom, pomOf(artifacts));
  await run('mvn', ['-q', '-B', '-C', '-f', pom, 'dependency:copy-dependencies', '-DincludeScope=runtime', `-DoutputDirectory=${folder}`]);
  rmSync(pom);
  const found = checksumOf(folder);
  if (found !== checksum) throw new Error(`the jars of ${artifacts[0]?.coordinates} have the checksum ${found}, expected ${checksum}`);
}

/** SHA-256 over the lines of `sha256sum`, by file name. */
function checksumOf(folder: string): string {
  const sum = (data: string | Buffer): string => createHash('sha256').update(data).digest('hex');
  const lines = readdirSync(folder)
    .toSorted()
    .map((name) => `${sum(readFileSync(join(folder, name)))}  ${name}\n`);
  return sum(lines.join(''));
}

function pomOf(artifacts: readonly Artifact[]): string {
  const dependency = ({ coordinates, without = [] }: Artifact): string => {
    const exclusions = without.map((each) => `<exclusion>${named(each)}</exclusion>`).join('');
    return `<dependency>${named(coordinates)}<exclusions>${exclusions}</exclusions></dependency>`;
  };
  return `<project><modelVersion>4.0.0</modelVersion>${named('local:servers:1')}<packaging>pom</packaging>
    <dependencies>${artifacts.map(dependency).join('')}</dependencies></project>`;
}

function named(coordinates: string): string {
  const [group, name, version] = coordinates.split(':');
  return `<groupId>${group}</groupId><artifactId>${name}</artifactId>${version ? `<version>${version}</version>` : ''}`;
}
