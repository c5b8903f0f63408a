import { Controller, Get, Header, Param } from '@nestjs/common';
import { dated, Endpoint, InContext, Public, RateLimited } from '@shortlist/platform';
import type { Answer } from '@shortlist/platform';
import { jsonFeedOf, xmlFeedOf } from '../domain/job-feed.js';
import type { JobFeed } from '../domain/job-feed.js';
import { DatedContent } from '../queries/dated-content.query.js';
import { ReadFeed } from '../queries/read-feed.query.js';

const DESCRIPTION = 'The newest 1,000. Empty for an organization without open jobs and for one that does not exist.';
const LIMIT = { name: 'jobs.feeds', points: 60, seconds: 60, by: 'ip' } as const;

@Controller('public/feeds')
@InContext('jobs')
export class PublicFeedsController {
  constructor(
    private readonly readFeed: ReadFeed,
    private readonly datedContent: DatedContent,
  ) {}

  @Get(':slug.xml')
  @Public()
  @RateLimited(LIMIT)
  @Header('cache-control', 'public, max-age=300')
  @Endpoint({
    summary: 'Open jobs of an organization as XML for job boards',
    description: DESCRIPTION,
    answer: { status: 200, raw: 'application/xml; charset=utf-8' },
  })
  xml(@Param('slug') slug: string): Promise<Answer<string>> {
    return this.feed(slug, xmlFeedOf);
  }

  @Get(':slug.json')
  @Public()
  @RateLimited(LIMIT)
  @Header('cache-control', 'public, max-age=300')
  @Endpoint({
    summary: 'Open jobs of an organization as schema.org JSON-LD for job boards',
    description: DESCRIPTION,
    answer: { status: 200, raw: 'application/ld+json' },
  })
  json(@Param('slug') slug: string): Promise<Answer<string>> {
    return this.feed(slug, jsonFeedOf);
  }

  /** Of a feed that is empty nothing is noted: anybody can ask for any name. */
  private async feed(slug: string, write: (feed: JobFeed) => string): Promise<Answer<string>> {
    const feed = await this.readFeed.execute(slug);
    const text = write(feed);
    return dated(feed.jobs.length > 0 ? await this.datedContent.since(`${write.name} ${slug}`, text) : null, text);
  }
}
