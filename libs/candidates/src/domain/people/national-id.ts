/** A Pakistani CNIC with all but its last digit hidden. */
export function maskNationalId(nationalId: string): string {
  return `*****-*******-${nationalId.at(-1)}`;
}

/** Five, seven and one digit, however they are separated; wider than what the parser accepts as a CNIC, because this one hides. */
const CNIC = /(?<!\d)\d{5}[\s.–-]?\d{7}[\s.–-]?\d(?!\d)/g;

/** Text in which no CNIC can be read; for copies that are not sealed, such as the search index. */
export function hideNationalIds(text: string): string {
  return text.replace(CNIC, (found) => maskNationalId(found));
}
