import { Injectable } from '@nestjs/common';
import type { Tx } from '@shortlist/platform';
import { OverrideEntity } from './override.entity.js';
import { ScreeningEntity } from './screening.entity.js';

/** Records that are written once. */
@Injectable()
export class ScreeningRepository {
  /** Takes the key of the screening and stores it; false when there is one already. */
  async insert(tx: Tx, screening: ScreeningEntity): Promise<boolean> {
    const { organizationId, applicationId, criteriaVersion, run, id } = screening;
    const taken = await tx.execute(
      `INSERT INTO screening.screening_keys (organization_id, application_id, criteria_version, run, screening_id) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT DO NOTHING`,
      [organizationId, applicationId, criteriaVersion, run, id],
    );
    if (taken === 0) return false;
    await tx.manager.insert(ScreeningEntity, screening);
    return true;
  }

  find(tx: Tx, id: string): Promise<ScreeningEntity | null> {
    return tx.manager.findOne(ScreeningEntity, { where: { id } });
  }

  async findAll(tx: Tx, ids: readonly string[]): Promise<ScreeningEntity[]> {
    return tx.manager.createQueryBuilder(ScreeningEntity, 's').where('s.id = ANY(:ids)', { ids }).getMany();
  }

  async insertOverride(tx: Tx, override: OverrideEntity): Promise<void> {
    await tx.manager.insert(OverrideEntity, override);
  }

  overrides(tx: Tx, screeningId: string): Promise<OverrideEntity[]> {
    return tx.manager.find(OverrideEntity, { where: { screeningId }, order: { id: 'ASC' } });
  }

  /** The newest record of each application under these criteria. */
  async findNewestUnder(tx: Tx, applicationIds: readonly string[], criteriaVersion: number): Promise<ScreeningEntity[]> {
    if (applicationIds.length === 0) return [];
    return tx.manager
      .createQueryBuilder(ScreeningEntity, 's')
      .distinctOn(['s.applicationId'])
      .where('s.application_id = ANY(:applicationIds) AND s.criteria_version = :criteriaVersion', { applicationIds, criteriaVersion })
      .orderBy('s.applicationId')
      .addOrderBy('s.id', 'DESC')
      .getMany();
  }
}
