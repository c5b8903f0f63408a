import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity({ schema: 'auth', name: 'users' })
export class UserEntity {
  @PrimaryColumn('uuid') id: string;
  @Column('text') email: string;
  @Column('text') name: string;
  /** Write-only: the database lets no request read it. */
  @Column('text', { name: 'password_hash', select: false }) passwordHash: string;
  @Column('int') version: number;
}
