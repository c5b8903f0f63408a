import type { FactDto } from '@shortlist/contracts';
import { lineText } from '../text-document.js';
import type { TextDocument } from '../text-document.js';
import { evidenceAt } from './evidence.js';

const COUNTRIES =
  'pakistan|india|bangladesh|sri lanka|nepal|united states|united states of america|usa|us|united kingdom|uk|england|scotland|wales|ireland|germany|deutschland|france|spain|españa|portugal|italy|italia|netherlands|belgium|austria|österreich|switzerland|schweiz|poland|sweden|norway|denmark|finland|turkey|türkiye|greece|romania|ukraine|russia|canada|mexico|méxico|brazil|brasil|argentina|chile|colombia|peru|australia|new zealand|china|japan|south korea|korea|singapore|malaysia|indonesia|philippines|vietnam|thailand|uae|united arab emirates|saudi arabia|qatar|kuwait|oman|bahrain|egypt|nigeria|kenya|ghana|south africa|morocco|israel|iran|iraq|jordan|lebanon|luxembourg|luxemburg';
const COUNTRY = new RegExp(`^(?:${COUNTRIES})$`, 'i');
const CITIES =
  /^(lahore|karachi|islamabad|rawalpindi|peshawar|multan|faisalabad|quetta|london|paris|berlin|madrid|rome|roma|milano|istanbul|ankara|dubai|new york|san francisco|seattle|austin|boston|chicago|los angeles|mumbai|delhi|bangalore|bengaluru|toronto|sydney|singapore|tokyo|remote)$/i;
const STATE =
  /^(?:A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|PA|RI|S[CD]|T[NX]|UT|V[AT]|W[AIVY]|ON|BC|QC|AB|NSW|VIC|QLD)(?: \d{5}(?:-\d{4})?)?$/;
const PLACE_WORD = /^[\p{Lu}\p{Lo}][\p{L}\p{M}.'’ -]{1,40}$/u;

/** Whether words name a place: "City, ST", "City, Country", a country or a well-known city. */
export function isPlace(text: string): boolean {
  const parts = text.split(/,\s*/).map((part) => part.trim().replace(/[.]$/, ''));
  const last = parts.at(-1) ?? '';
  if (parts.length === 1) return COUNTRY.test(last) || CITIES.test(last);
  if (parts.length > 6 || !parts.slice(0, -1).some((part) => PLACE_WORD.test(part))) return false;
  return STATE.test(last) || COUNTRY.test(last) || (/^\d{4,6}$/.test(last) && parts.some((part) => COUNTRY.test(part) || STATE.test(part)));
}

const LABEL = /^(?:location|address|city|residence|lives in|based in|wohnort|adresse|dirección|indirizzo|endereço|adres)\s*[:\-–]\s*/i;

/** Where the person lives, from the top of the document or a contact block. */
export function locationIn(document: TextDocument, contactLines: readonly { start: number; end: number }[]): FactDto | null {
  for (const line of document.lines) {
    if (!contactLines.some(({ start, end }) => start <= line.start && line.end <= end)) continue;
    let at = line.start;
    for (const cell of lineText(document, line).split(/\t| \| | • | · | – | — |\s{2,}/)) {
      const start = document.text.indexOf(cell, at);
      at = start + cell.length;
      const label = LABEL.exec(cell.trim())?.[0].length ?? 0;
      const words = cell.trim().slice(label);
      if (words === '' || /@|https?:|\+\d/.test(words) || !(label > 0 || isPlace(words))) continue;
      const from = start + cell.indexOf(words);
      return { value: words.slice(0, 300), evidence: [evidenceAt(document, from, from + words.length)], confidence: label > 0 ? 0.9 : 0.8 };
    }
  }
  return null;
}
