import { Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import type { Environment } from '../config/variables.js';
import { httpVariables } from '../http/http.config.js';
import type { SigningSecret } from '../keys/signing-secret.js';
import { LocalObjectStorage } from './drivers/local.driver.js';
import { s3Settings } from './drivers/s3-client.js';
import { S3ObjectStorage } from './drivers/s3.driver.js';
import { LocalObjectsController } from './http/local-objects.controller.js';
import { ObjectStorage } from './object-storage.js';
import { storageVariables } from './storage.config.js';

/** The configured storage; `folder` is for the local driver. */
export function createObjectStorage(environment: Environment, folder: string, secret: SigningSecret): ObjectStorage {
  if (environment.read(storageVariables).STORAGE_DRIVER === 's3') return new S3ObjectStorage(s3Settings(environment));
  return new LocalObjectStorage({ folder, publicUrl: environment.read(httpVariables).PUBLIC_URL, secret });
}

/** Routes that the configured driver needs in an HTTP process; the port comes from a global module. */
@Module({})
export class StorageModule {
  static forRoot(storage: ObjectStorage): DynamicModule {
    if (!(storage instanceof LocalObjectStorage)) return { module: StorageModule };
    return {
      module: StorageModule,
      providers: [{ provide: LocalObjectStorage, useValue: storage }],
      controllers: [LocalObjectsController],
    };
  }
}
