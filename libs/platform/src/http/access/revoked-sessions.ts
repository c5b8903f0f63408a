/** Sessions that ended before their tokens did. Asked on every request: answer from memory, at most 60 s late. */
export abstract class RevokedSessions {
  abstract isRevoked(sessionId: string): Promise<boolean>;
}
