import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CertificateAuthority } from './certificates.js';
import type { Certificate } from './certificates.js';

const USER = 'shortlist';
const PASSWORD = 'shortlist-secret';

/** What a broker and its clients need for a listener over TLS on which clients show a certificate and sign in with a password. */
export interface KafkaSignIn {
  /** Settings of the listener named `SECURE`. */
  readonly settings: Readonly<Record<string, string>>;
  /** For formatting: passwords of SCRAM are records of the cluster. */
  readonly format: readonly string[];
  /** The variables with which a process signs in, beside the addresses of the brokers. */
  readonly variables: Readonly<Record<string, string>>;
}

export async function kafkaSignIn(folder: string): Promise<KafkaSignIn> {
  mkdirSync(folder, { recursive: true });
  const authority = await CertificateAuthority.create(folder);
  const [broker, client] = [await authority.sign('broker'), await authority.sign('client')];
  const [keys, trusted] = [join(folder, 'keys.pem'), join(folder, 'trusted.pem')];
  writeFileSync(keys, broker.key + broker.certificate, { mode: 0o600 });
  writeFileSync(trusted, authority.certificate);
  return {
    settings: onListener({
      'ssl.keystore.type': 'PEM',
      'ssl.keystore.location': keys,
      'ssl.truststore.type': 'PEM',
      'ssl.truststore.location': trusted,
      'ssl.client.auth': 'required',
      'sasl.enabled.mechanisms': 'SCRAM-SHA-512,PLAIN',
      'scram-sha-512.sasl.jaas.config': 'org.apache.kafka.common.security.scram.ScramLoginModule required;',
      'plain.sasl.jaas.config': `org.apache.kafka.common.security.plain.PlainLoginModule required user_${USER}="${PASSWORD}";`,
    }),
    format: ['--add-scram', `SCRAM-SHA-512=[name=${USER},password=${PASSWORD}]`],
    variables: variablesOf(authority, client),
  };
}

function variablesOf({ certificate: ca }: CertificateAuthority, { certificate, key }: Certificate): Record<string, string> {
  return {
    ...{ KAFKA_TLS: 'true', KAFKA_TLS_CA: ca, KAFKA_TLS_CERTIFICATE: certificate, KAFKA_TLS_KEY: key },
    ...{ KAFKA_SASL_MECHANISM: 'scram-sha-512', KAFKA_SASL_USERNAME: USER, KAFKA_SASL_PASSWORD: PASSWORD },
  };
}

function onListener(settings: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(settings).map(([name, value]) => [`listener.name.secure.${name}`, value]));
}
