import { describe, expect, it } from '@jest/globals';
import { attachment } from './content-disposition.js';

describe('attachment', () => {
  it('names a file twice: plainly, and in full as RFC 8187 says', () => {
    expect(attachment('Résumé 2026.pdf')).toBe(`attachment; filename="R_sum_ 2026.pdf"; filename*=UTF-8''R%C3%A9sum%C3%A9%202026.pdf`);
    expect(attachment("a'(b)*!.txt")).toBe(`attachment; filename="a'(b)*!.txt"; filename*=UTF-8''a%27%28b%29%2A!.txt`);
  });

  it.each([
    'a"; filename="evil.exe',
    'a\r\nSet-Cookie: x=1',
    '../../etc/passwd',
    'a\\b',
    'gpj\u202Eexe.pdf',
    '\ud800',
    '%2e%2e',
    'x'.repeat(5_000),
    '',
  ])('lets %j neither end the name, nor start a header, nor leave the folder', (name) => {
    const header = attachment(name);
    expect(header).toMatch(/^attachment; filename="[^"\\/%\r\n]+"; filename\*=UTF-8''[\w.!~%-]+$/);
    expect(header.length).toBeLessThan(3_000);
    expect(decodeURIComponent(header.slice(header.indexOf("''") + 2))).not.toMatch(/[\p{Cc}\p{Cf}/\\]/u);
  });
});
