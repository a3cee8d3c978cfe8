import type { Id, Time } from './scalars.ts';

export interface Address {
  firstName: string;
  lastName: string;
  address1: string;
  zip: string;
  city: string;
  countryCode: string;
  country: string;
  phone: string | null;
}

export interface Customer {
  id: Id;
  firstName: string | null;
  lastName: string | null;
  email: string | null;
  phone: string | null;
  locale: string;
  state: 'enabled' | 'disabled' | 'invited';
  verifiedEmail: boolean;
  acceptsMarketing: boolean;
  /** When that was said last; absent where nobody ever did. */
  consentUpdatedAt?: Time;
  tags: string[];
  note: string | null;
  address: Address | null;
  createdAt: Time;
  updatedAt: Time;
  /** When Shopify erased the personal data; nothing of it is left then. */
  erasedAt?: Time;
}
