/** What each failure code means to the person who handed the file in. */
const DETAILS: Readonly<Record<string, string>> = {
  unsupported_type: 'It is no resume type that is read: PDF, DOCX, DOC, ODT, RTF, HTML, TXT, JSON Resume, PNG or JPEG.',
  empty_file: 'The file is empty.',
  needs_ocr: 'It holds pictures of text only; reading them needs OCR.',
  encrypted: 'It is protected by a password.',
  corrupt: 'It is damaged and cannot be opened.',
  too_large: 'It is larger than the limit, or unpacks to more than the limit.',
  too_many_pages: 'It has more pages than a resume.',
  timeout: 'Reading it took too long.',
  memory_limit: 'Reading it took too much memory.',
  no_text: 'It opens, and holds no words.',
  file_missing: 'The file was gone when it was to be read.',
  no_resume: 'There was no file.',
};

export function failureDetail(code: string): string {
  return DETAILS[code] ?? 'The file could not be read.';
}
