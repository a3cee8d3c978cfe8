import type { Id, Time } from './scalars.ts';

export interface Mail {
  id: Id;
  from: string;
  to: string;
  subject: string;
  text: string;
  html: string | null;
  /** The message as received. */
  raw: string;
  receivedAt: Time;
}
