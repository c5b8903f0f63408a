import { Controller, Get, Header, Param, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Endpoint, InContext, Public, RateLimited } from '@shortlist/platform';
import { changedAt, jsonFeedOf, xmlFeedOf } from '../domain/job-feed.js';
import type { JobFeed } from '../domain/job-feed.js';
import { ReadFeed } from '../queries/read-feed.query.js';

const DESCRIPTION = 'The newest 1,000. Empty for an organization without open jobs and for one that does not exist.';
const LIMIT = { name: 'jobs.feeds', points: 60, seconds: 60, by: 'ip' } as const;

@Controller('public/feeds')
@InContext('jobs')
export class PublicFeedsController {
  constructor(private readonly readFeed: ReadFeed) {}

  @Get(':slug.xml')
  @Public()
  @RateLimited(LIMIT)
  @Header('cache-control', 'public, max-age=300')
  @Endpoint({
    summary: 'Open jobs of an organization as XML for job boards',
    description: DESCRIPTION,
    answer: { status: 200, raw: 'application/xml; charset=utf-8' },
  })
  async xml(@Param('slug') slug: string, @Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    return xmlFeedOf(dated(await this.readFeed.execute(slug), reply));
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
  async json(@Param('slug') slug: string, @Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    return jsonFeedOf(dated(await this.readFeed.execute(slug), reply));
  }
}

function dated(feed: JobFeed, reply: FastifyReply): JobFeed {
  const changed = changedAt(feed);
  if (changed) reply.header('last-modified', changed.toUTCString());
  return feed;
}
