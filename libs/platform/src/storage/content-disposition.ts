const MOST_CHARACTERS = 200;

/** `Content-Disposition` of a download (RFC 6266): a plain name for old clients, the full one in UTF-8 beside it. */
export function attachment(fileName: string): string {
  const name = [...fileName.toWellFormed().replace(/[\p{Cc}\p{Cf}/\\]/gu, '_')].slice(0, MOST_CHARACTERS).join('') || 'file';
  const plain = name.replace(/[^\x20-\x7e]|["%]/g, '_');
  const extended = encodeURIComponent(name).replace(/['()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
  return `attachment; filename="${plain}"; filename*=UTF-8''${extended}`;
}
