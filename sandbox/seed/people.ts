import type { Address } from '../store/customer-types.ts';
import type { Chance } from './random.ts';

/** Somebody who buys coffee, before the shop knows them. */
export interface Person {
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  readonly locale: 'en' | 'de';
  readonly address: Address;
}

interface Place {
  readonly zip: string;
  readonly city: string;
  readonly countryCode: string;
  readonly country: string;
}

const GERMAN_FIRST_NAMES =
  'Lena Jonas Mia Felix Hannah Paul Emma Lukas Sophie Max Laura Tim Katharina Jan Julia Moritz Clara Niklas Johanna David Marie Simon Charlotte Philipp Theresa Tobias Franziska Sebastian Greta Florian Ida Matthias Frieda Oskar Nele Anton Birgit Jürgen Sabine Holger'.split(
    ' ',
  );
const GERMAN_LAST_NAMES =
  'Müller Schmidt Schneider Fischer Weber Meyer Wagner Becker Schulz Hoffmann Koch Bauer Richter Klein Wolf Schröder Neumann Schwarz Zimmermann Braun Krüger Hartmann Lange Werner Krause Lehmann Köhler Maier Huber Kaiser Fuchs Peters Lang Scholz Möller Weiß Jung Hahn Vogel Friedrich Keil Yılmaz Nowak Brandt'.split(
    ' ',
  );
const ENGLISH_FIRST_NAMES =
  'Olivia Oliver Amelia Jack Isla Harry Ava Noah Emily Leo Grace Arthur Freya Oscar Niamh Finn Aoife Sean Orla Liam Chloe Thomas Ruby Edward Hazel Theo Nora Samuel Alice Daniel Maeve Patrick Rosie Callum Priya Arjun'.split(
    ' ',
  );
const ENGLISH_LAST_NAMES =
  "Smith Jones Taylor Brown Williams Wilson Johnson Davies Patel Wright Walker White Thompson Hughes Green Hall Wood Clarke Jackson Murphy Kelly O'Brien Byrne Ryan Walsh Doyle McCarthy Gallagher Bennett Cole Foster Hayes Morgan Parker Reid Shaw Turner Ward Webb Young".split(
    ' ',
  );
const GERMAN_STREETS =
  'Lindenstraße Gartenweg Hauptstraße Bergmannstraße Schillerstraße Kastanienallee Am Mühlbach Rosenweg Goethestraße Kirchgasse Uferstraße Feldstraße'
    .replace('Am Mühlbach', 'Am_Mühlbach')
    .split(' ')
    .map((street) => street.replace('_', ' '));
const ENGLISH_STREETS = [
  'Mill Lane',
  'Church Street',
  'Harbour Road',
  'Orchard Close',
  'Station Road',
  'Quay Street',
  'Park Avenue',
  'The Green',
];

function germany(zip: string, city: string): Place {
  return { zip, city, countryCode: 'DE', country: 'Germany' };
}

const GERMAN_PLACES: readonly Place[] = [
  germany('10999', 'Berlin'),
  germany('20357', 'Hamburg'),
  germany('80469', 'München'),
  germany('50672', 'Köln'),
  germany('60318', 'Frankfurt am Main'),
  germany('70178', 'Stuttgart'),
  germany('04107', 'Leipzig'),
  germany('01099', 'Dresden'),
  germany('28203', 'Bremen'),
  germany('79098', 'Freiburg im Breisgau'),
  germany('48143', 'Münster'),
  germany('93047', 'Regensburg'),
  { zip: '1070', city: 'Wien', countryCode: 'AT', country: 'Austria' },
  { zip: '8010', city: 'Graz', countryCode: 'AT', country: 'Austria' },
];
const ENGLISH_PLACES: readonly Place[] = [
  { zip: 'D08 X2A7', city: 'Dublin', countryCode: 'IE', country: 'Ireland' },
  { zip: 'T12 W8KP', city: 'Cork', countryCode: 'IE', country: 'Ireland' },
  { zip: 'H91 FK5X', city: 'Galway', countryCode: 'IE', country: 'Ireland' },
  { zip: '1017 SG', city: 'Amsterdam', countryCode: 'NL', country: 'Netherlands' },
  { zip: '10245', city: 'Berlin', countryCode: 'DE', country: 'Germany' },
  { zip: '1050', city: 'Brussels', countryCode: 'BE', country: 'Belgium' },
];

/** The part before the `@`, in letters that every mail server takes. */
function mailbox(firstName: string, lastName: string): string {
  const plain = (name: string): string =>
    name
      .toLowerCase()
      .replaceAll('ä', 'ae')
      .replaceAll('ö', 'oe')
      .replaceAll('ü', 'ue')
      .replaceAll('ß', 'ss')
      .replaceAll('ı', 'i')
      .replaceAll(/[^a-z]/g, '');
  return `${plain(firstName)}.${plain(lastName)}`;
}

function streetAddress(chance: Chance, german: boolean): string {
  const number = chance.between(1, 120);
  return german
    ? `${chance.pick(GERMAN_STREETS)} ${number}`
    : `${number} ${chance.pick(ENGLISH_STREETS)}`;
}

/**
 * Makes up people, no two with the same e-mail address. Two thirds speak German.
 * @param taken addresses that are given away already
 */
export function makePeople(chance: Chance, count: number, taken: readonly string[]): Person[] {
  const mailboxes = new Set(taken);
  const people: Person[] = [];
  while (people.length < count) {
    const german = chance.happens(0.66);
    const firstName = chance.pick(german ? GERMAN_FIRST_NAMES : ENGLISH_FIRST_NAMES);
    const lastName = chance.pick(german ? GERMAN_LAST_NAMES : ENGLISH_LAST_NAMES);
    const email = `${mailbox(firstName, lastName)}@example.com`;
    if (mailboxes.has(email)) continue;
    mailboxes.add(email);
    const place = chance.pick(german ? GERMAN_PLACES : ENGLISH_PLACES);
    const address1 = streetAddress(chance, german);
    people.push({
      firstName,
      lastName,
      email,
      locale: german ? 'de' : 'en',
      address: { firstName, lastName, address1, ...place, phone: null },
    });
  }
  return people;
}
