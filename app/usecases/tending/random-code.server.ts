import { randomInt } from 'node:crypto';

/** Without what people confuse when they read a code out: I and 1, O and 0, U and V. */
const LETTERS = 'ABCDEFGHJKLMNPQRSTVWXYZ23456789';
const GROUPS = 3;
const GROUP_LENGTH = 4;

/** A code that nobody guesses: `K7MX-P9QB-4TRC`, one of 31 to the twelfth (10 to the 17.9). */
export function randomCode(): string {
  const group = () =>
    Array.from({ length: GROUP_LENGTH }, () => LETTERS[randomInt(LETTERS.length)]).join('');
  return Array.from({ length: GROUPS }, group).join('-');
}
