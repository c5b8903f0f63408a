/** Encodings of the WHATWG Encoding Standard by the number of a Windows code page, for those that RTF files name. */
const BY_CODE_PAGE: Readonly<Record<number, string>> = {
  437: 'windows-1252',
  850: 'windows-1252',
  866: 'ibm866',
  874: 'windows-874',
  932: 'shift_jis',
  936: 'gbk',
  949: 'euc-kr',
  950: 'big5',
  10000: 'macintosh',
  65001: 'utf-8',
};

/** Code pages by the number of a font's character set (RTF 1.9.1, `\fcharset`). */
const BY_CHARSET: Readonly<Record<number, number>> = {
  77: 10000,
  128: 932,
  129: 949,
  134: 936,
  136: 950,
  161: 1253,
  162: 1254,
  163: 1258,
  177: 1255,
  178: 1256,
  186: 1257,
  204: 1251,
  222: 874,
  238: 1250,
};

/** Code page of a font's character set, or null for those that follow the document. */
export function codePageOfCharset(charset: number): number | null {
  return BY_CHARSET[charset] ?? null;
}

/** Turns bytes of a code page into text; what it does not hold becomes U+FFFD. */
export function decodeCodePage(bytes: readonly number[], codePage: number): string {
  const encoding = BY_CODE_PAGE[codePage] ?? (codePage >= 1250 && codePage <= 1258 ? `windows-${codePage}` : 'windows-1252');
  return new TextDecoder(encoding).decode(Uint8Array.from(bytes));
}
