import { COUNTRIES } from './places.js';

/** How a place bears on a wanted one: in it, in the same country, elsewhere, or not to be told from the words. */
export type PlaceRelation = 'within' | 'sameCountry' | 'elsewhere' | 'unknown';

const REMOTE = /\b((fully |100 )?remote(ly)?( only| ok)?|work from home|wfh|anywhere|telecommut\w+|home office)\b/g;

/** One key for the spellings of one place: case, accents and punctuation do not matter. */
export function placeKey(place: string): string {
  return place
    .normalize('NFKD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase()
    .replace(/\./g, '')
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim();
}

/** True for "Remote" with no place beside it; "Remote (Pakistan)" still names a place. */
export function isAnywhere(place: string): boolean {
  return placeKey(place) !== '' && placeOnly(place) === '';
}

/** Where `actual` ("Saddar, Karachi, Pakistan") lies as seen from `wanted` ("Karachi", "Pakistan", "Remote (Pakistan)"). */
export function relationOfPlaces(actual: string, wanted: string): PlaceRelation {
  const here = placeOnly(actual);
  const there = placeOnly(wanted);
  if (here === '' || there === '') return 'unknown';
  const [hereCountry, thereCountry] = [countryOf(here), countryOf(there)];
  const countriesDiffer = hereCountry !== null && thereCountry !== null && hereCountry !== thereCountry;
  if (countriesDiffer) return 'elsewhere';
  if (names(here, there) || names(here, placeOnly(wanted.split(',')[0] ?? wanted))) return 'within';
  if (hereCountry === null || thereCountry === null) return 'unknown';
  return COUNTRY_NAMES.has(there) ? 'within' : 'sameCountry';
}

function placeOnly(place: string): string {
  const words = placeKey(place).replace(REMOTE, ' ').replace(/\s+/g, ' ').trim();
  return words
    .split(' ')
    .map((word) => RENAMED.get(word) ?? word)
    .join(' ');
}

function names(text: string, place: string): boolean {
  return place !== '' && ` ${text} `.includes(` ${place} `);
}

/** A country's own name wins over a city's: "Hyderabad, India" lies in India. The last city named wins over earlier words. */
function countryOf(place: string): number | null {
  return find(COUNTRY_NAMES, place) ?? find(CITY_COUNTRIES, place);
}

function find(index: ReadonlyMap<string, number>, place: string): number | null {
  const words = place.split(' ');
  for (let end = words.length; end > 0; end--) {
    for (let start = Math.max(0, end - 4); start < end; start++) {
      const country = index.get(words.slice(start, end).join(' '));
      if (country !== undefined) return country;
    }
  }
  return null;
}

/** Two names of one city. */
const RENAMED: ReadonlyMap<string, string> = new Map([
  ['bangalore', 'bengaluru'],
  ['gurgaon', 'gurugram'],
  ['munchen', 'munich'],
  ['koln', 'cologne'],
  ['wien', 'vienna'],
  ['lisboa', 'lisbon'],
  ['milano', 'milan'],
  ['kiev', 'kyiv'],
]);

const COUNTRY_NAMES: ReadonlyMap<string, number> = new Map(
  COUNTRIES.flatMap((country, index) => country.names.map((name): [string, number] => [placeKey(name), index])),
);

const CITY_COUNTRIES: ReadonlyMap<string, number> = new Map(
  COUNTRIES.flatMap((country, index) => country.cities.map((name): [string, number] => [placeKey(name), index])),
);
