import { Text, Whole } from './fields.js';

/** Words of the resume that support a fact. `start` and `end` are UTF-16 offsets into the stored text version; `text` is exactly that substring. */
export class EvidenceDto {
  @Text(2_000) text: string;
  @Whole(0, 10_000_000) start: number;
  @Whole(0, 10_000_000) end: number;
}
