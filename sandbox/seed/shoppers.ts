import type { Person } from './people.ts';

const germany = { countryCode: 'DE', country: 'Germany', phone: null };

/** Speaks German and has bought coffee at Fernhill for years. */
export const ANNA_KELLER: Person = {
  firstName: 'Anna',
  lastName: 'Keller',
  email: 'anna.keller@example.com',
  locale: 'de',
  address: {
    firstName: 'Anna',
    lastName: 'Keller',
    address1: 'Lindenstraße 14',
    zip: '50674',
    city: 'Köln',
    ...germany,
  },
};

/** Speaks English, orders now and then. */
export const JAMES_WHITFIELD: Person = {
  firstName: 'James',
  lastName: 'Whitfield',
  email: 'james.whitfield@example.com',
  locale: 'en',
  address: {
    firstName: 'James',
    lastName: 'Whitfield',
    address1: '27 Harbour Road',
    zip: 'D04 V1K3',
    city: 'Dublin',
    countryCode: 'IE',
    country: 'Ireland',
    phone: null,
  },
};

/** Has an account and has never ordered. */
export const MIRA_LINDQVIST: Person = {
  firstName: 'Mira',
  lastName: 'Lindqvist',
  email: 'mira.lindqvist@example.com',
  locale: 'en',
  address: {
    firstName: 'Mira',
    lastName: 'Lindqvist',
    address1: 'Kastanienallee 52',
    zip: '10119',
    city: 'Berlin',
    ...germany,
  },
};

/** Shoppers to sign in as, by what they are good for. */
export const DEMO_SHOPPERS = {
  regular: ANNA_KELLER,
  occasional: JAMES_WHITFIELD,
  newcomer: MIRA_LINDQVIST,
} as const;
