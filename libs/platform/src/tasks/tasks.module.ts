import { Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import { AnnouncedTaskRepository } from './announced-task.repository.js';
import { TasksController } from './http/tasks.controller.js';

/** The routes by which organizations follow and cancel their tasks, for every process. */
@Module({})
export class TasksModule {
  static forRoot(tasks: AnnouncedTaskRepository): DynamicModule {
    return {
      module: TasksModule,
      providers: [{ provide: AnnouncedTaskRepository, useValue: tasks }],
      controllers: [TasksController],
    };
  }
}
