import { defineVariables } from '../config/variables.js';

export const storageVariables = defineVariables('storage', {
  STORAGE_DRIVER: {
    type: 'text',
    oneOf: ['local', 's3'],
    default: 'local',
    description: 'Where files lie: local keeps them below DATA_DIR, s3 in a bucket.',
  },
  S3_ENDPOINT: {
    type: 'text',
    optional: true,
    description: 'With STORAGE_DRIVER=s3: address of the S3 server, such as https://s3.example.com. Absent: Amazon S3 in S3_REGION.',
  },
  S3_PUBLIC_ENDPOINT: {
    type: 'text',
    optional: true,
    description: 'Address under which browsers reach the S3 server, for uploads and downloads; S3_ENDPOINT unless given.',
  },
  S3_BUCKET: {
    type: 'text',
    optional: true,
    description: 'With STORAGE_DRIVER=s3: the bucket. It is private and belongs to Shortlist alone.',
  },
  S3_REGION: { type: 'text', default: 'us-east-1', description: 'Region of the bucket.' },
  S3_ACCESS_KEY_ID: {
    type: 'text',
    optional: true,
    secret: true,
    description: 'Who signs requests. Absent: what the AWS SDK finds, such as the role of the machine.',
  },
  S3_SECRET_ACCESS_KEY: { type: 'text', optional: true, secret: true, description: 'The secret that goes with S3_ACCESS_KEY_ID.' },
  S3_PATH_STYLE: {
    type: 'boolean',
    default: true,
    description: 'Whether the bucket stands in the path of addresses and not in the name of the host, which most servers but Amazon want.',
  },
  S3_ENCRYPTION: {
    type: 'text',
    oneOf: ['none', 'AES256', 'aws:kms'],
    default: 'none',
    description: 'Encryption at rest that is asked of the server for every object; none leaves it to the settings of the bucket.',
  },
  S3_TIMEOUT_MS: { type: 'integer', min: 100, default: 10_000, description: 'Longest wait for an answer of the S3 server.' },
});
