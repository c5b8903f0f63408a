import type * as s3Package from '@aws-sdk/client-s3';
import type { S3Client } from '@aws-sdk/client-s3';
import { ConfigurationError } from '../../config/variables.js';
import type { Environment } from '../../config/variables.js';
import { storageVariables } from '../storage.config.js';
import { lazyPackage } from '../../lazy-package.js';

const s3 = lazyPackage<typeof s3Package>('@aws-sdk/client-s3');

export interface S3Settings {
  readonly bucket: string;
  /** For the requests of this process. */
  readonly client: S3Client;
  /** For what browsers are given: it may know the server by another address. */
  readonly publicClient: S3Client;
  readonly encryption: 'AES256' | 'aws:kms' | undefined;
}

const CONNECT_MS = 1_000;
const ATTEMPTS = 3;

/** The configured bucket and how to reach it. */
export function s3Settings(environment: Environment): S3Settings {
  const settings = environment.read(storageVariables);
  const { S3_ENDPOINT, S3_PUBLIC_ENDPOINT, S3_BUCKET, S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY, S3_ENCRYPTION } = settings;
  if (!S3_BUCKET) throw new ConfigurationError(['S3_BUCKET is missing: STORAGE_DRIVER=s3 needs it']);
  if (Boolean(S3_ACCESS_KEY_ID) !== Boolean(S3_SECRET_ACCESS_KEY))
    throw new ConfigurationError(['S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY go together: one of them is missing']);
  const clientAt = (endpoint: string | undefined): S3Client =>
    new (s3().S3Client)({
      region: settings.S3_REGION,
      forcePathStyle: settings.S3_PATH_STYLE,
      maxAttempts: ATTEMPTS,
      requestHandler: { connectionTimeout: CONNECT_MS, requestTimeout: settings.S3_TIMEOUT_MS, throwOnRequestTimeout: true },
      ...(endpoint && { endpoint }),
      ...(S3_ACCESS_KEY_ID &&
        S3_SECRET_ACCESS_KEY && { credentials: { accessKeyId: S3_ACCESS_KEY_ID, secretAccessKey: S3_SECRET_ACCESS_KEY } }),
    });
  const client = clientAt(S3_ENDPOINT);
  return {
    bucket: S3_BUCKET,
    client,
    publicClient: S3_PUBLIC_ENDPOINT ? clientAt(S3_PUBLIC_ENDPOINT) : client,
    encryption: S3_ENCRYPTION === 'none' ? undefined : (S3_ENCRYPTION as 'AES256' | 'aws:kms'),
  };
}
