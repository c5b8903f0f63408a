import { Controller, Get, Post, Query } from '@nestjs/common';
import { Requires } from '../../http/access/access.js';
import { StaffCaller } from '../../http/access/caller.js';
import { accepted } from '../../http/answers/answer.js';
import type { Answer, Page } from '../../http/answers/answer.js';
import { defineCursor } from '../../http/answers/cursor.js';
import { windowOf } from '../../http/answers/list-query.dto.js';
import { Endpoint, InContext } from '../../http/endpoint.js';
import type { StaffPrincipal } from '../../http/principal.js';
import { IdParam } from '../../http/requests/validation.pipe.js';
import { AnnouncedTaskRepository } from '../announced-task.repository.js';
import { TaskDto, TaskFiltersDto, TaskListQueryDto } from './task.dto.js';
import './permissions.js';

const SORT = '-createdAt';
const cursor = defineCursor('tasks', { sorts: { [SORT]: ['id'] }, filters: TaskFiltersDto });

/** Background work that takes longer than a request. Every HTTP process answers for the tasks of all contexts. */
@InContext('platform')
@Controller('tasks')
export class TasksController {
  constructor(private readonly tasks: AnnouncedTaskRepository) {}

  @Get()
  @Requires('task:read')
  @Endpoint({
    summary: 'List background tasks, the newest first',
    description: 'A task stays for 30 days after its end.',
    answer: { status: 200, dto: [TaskDto] },
  })
  async list(@StaffCaller() { organizationId }: StaffPrincipal, @Query() query: TaskListQueryDto): Promise<Page<TaskDto>> {
    const { limit, page, offset } = windowOf(query);
    const position = query.cursor === undefined ? null : cursor.decode(query.cursor);
    const filters = position?.filters ?? { status: query.status ?? null, subjectId: query.subjectId ?? null };
    const after = (position?.keys[0] ?? null) as string | null;
    const { rows, ...count } = await this.tasks.list(organizationId, filters, { limit, offset, after });
    const items = rows.slice(0, limit);
    const last = rows.length > limit ? items.at(-1) : undefined;
    return { items, limit, page, ...count, nextCursor: last ? cursor.encode({ sort: SORT, keys: [last.id], filters }) : null };
  }

  @Get(':id')
  @Requires('task:read')
  @Endpoint({
    summary: 'Read how far a task is',
    answer: { status: 200, dto: TaskDto },
    errors: { 'tasks.not_found': 'not_found' },
  })
  read(@StaffCaller() { organizationId }: StaffPrincipal, @IdParam() id: string): Promise<TaskDto> {
    return this.tasks.find({ organizationId, id });
  }

  @Post(':id/cancel')
  @Requires('task:cancel')
  @Endpoint({
    summary: 'Cancel a task',
    description:
      'One that waits never runs. One that runs stops within seconds; what it has done stays. To cancel it twice changes nothing.',
    answer: { status: 202, dto: TaskDto },
    errors: { 'tasks.not_found': 'not_found', 'tasks.already_ended': 'conflict' },
  })
  async cancel(@StaffCaller() { organizationId }: StaffPrincipal, @IdParam() id: string): Promise<Answer<TaskDto>> {
    return accepted(`/tasks/${id}`, await this.tasks.cancel({ organizationId, id }));
  }
}
