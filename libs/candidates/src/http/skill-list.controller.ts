import { Body, Controller, Delete, Get, Post, Put } from '@nestjs/common';
import { Endpoint, IdParam, IfMatch, InContext, Requires, StaffCaller, created, versioned } from '@shortlist/platform';
import type { Answer, StaffPrincipal } from '@shortlist/platform';
import { ReadSkillList } from '../queries/read-skill-list.query.js';
import { ChangeSkillList } from '../use-cases/change-skill-list.use-case.js';
import { SkillDto, SkillListDto, SkillWordsDto, skillOf, toSkillDto, toSkillListDto } from './skill-list.dto.js';

const TAKEN = { 'candidates.skill_taken': 'conflict' } as const;
const STALE = { 'candidates.skills_changed': 'stale' } as const;
const NOT_FOUND = { 'candidates.skill_not_found': 'not_found' } as const;

/** Skills that an organization adds to the taxonomy, to be found in resumes that are read from then on. */
@Controller('settings/skills')
@InContext('candidates')
export class SkillListController {
  constructor(
    private readonly readSkillList: ReadSkillList,
    private readonly changeSkillList: ChangeSkillList,
  ) {}

  @Get()
  @Requires('skill:read')
  @Endpoint({ summary: 'Read the skills that your organization adds', answer: { status: 200, dto: SkillListDto } })
  async read(@StaffCaller() { organizationId }: StaffPrincipal): Promise<Answer<SkillListDto>> {
    const list = toSkillListDto(await this.readSkillList.execute(organizationId));
    return versioned(list.version, list);
  }

  @Get(':id')
  @Requires('skill:read')
  @Endpoint({
    summary: 'Read a skill that your organization added',
    description: 'It shares the version of the list.',
    answer: { status: 200, dto: SkillDto },
    errors: NOT_FOUND,
  })
  async readOne(@StaffCaller() { organizationId }: StaffPrincipal, @IdParam() id: string): Promise<Answer<SkillDto>> {
    const { version, skill } = await this.readSkillList.one(organizationId, id);
    return versioned(version, toSkillDto(skill));
  }

  @Post()
  @Requires('skill:write')
  @Endpoint({
    summary: 'Add a skill',
    description: 'It is found in resumes that are read from now on; read a resume again to find it there. Answers the whole list.',
    answer: { status: 201, dto: SkillListDto },
    errors: { ...TAKEN, ...STALE, 'candidates.skill_list_full': 'rule' },
  })
  async add(@StaffCaller() caller: StaffPrincipal, @Body() body: SkillWordsDto): Promise<Answer<SkillListDto>> {
    const id = await this.changeSkillList.add(caller, skillOf(body));
    const list = toSkillListDto(await this.readSkillList.execute(caller.organizationId));
    return created(`/settings/skills/${id}`, list, list.version);
  }

  @Put(':id')
  @Requires('skill:write')
  @Endpoint({
    summary: 'Change a skill that your organization added',
    answer: { status: 200, dto: SkillListDto },
    errors: { ...NOT_FOUND, ...TAKEN, ...STALE },
  })
  async replace(
    @StaffCaller() caller: StaffPrincipal,
    @IdParam() id: string,
    @IfMatch() version: number,
    @Body() body: SkillWordsDto,
  ): Promise<Answer<SkillListDto>> {
    await this.changeSkillList.replace(caller, id, version, skillOf(body));
    return this.read(caller);
  }

  @Delete(':id')
  @Requires('skill:write')
  @Endpoint({ summary: 'Remove a skill that your organization added', answer: { status: 204 }, errors: { ...NOT_FOUND, ...STALE } })
  remove(@StaffCaller() caller: StaffPrincipal, @IdParam() id: string, @IfMatch() version: number): Promise<void> {
    return this.changeSkillList.remove(caller, id, version);
  }
}
