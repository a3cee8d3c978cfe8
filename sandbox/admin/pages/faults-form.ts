import { html } from 'hono/html';
import { z } from 'zod';
import { type DeliveryFaults, NO_FAULTS } from '#sandbox/webhooks/delivery-faults.ts';
import { textField } from '../elements.ts';
import type { Html } from '../elements.ts';

const MINUTE_MS = 60_000;

/** A share as a form field holds it. */
export const percentField = z.coerce
  .number({ error: 'A share is a number from 0 to 100.' })
  .min(0, 'A share is a number from 0 to 100.')
  .max(100, 'A share is a number from 0 to 100.');

export const seedField = z.coerce
  .number({ error: 'The seed is a whole number.' })
  .int('The seed is a whole number.')
  .min(0, 'The seed is not negative.')
  .max(2 ** 31, 'The seed is too large.');

const form = z
  .object({
    lost: percentField,
    repeated: percentField,
    duplicated: percentField,
    delayed: percentField,
    minutes: z.coerce
      .number({ error: 'The delay is a number of minutes.' })
      .positive('A delay takes some time.')
      .max(527_040, 'A delay takes a year at most.'),
    reordered: percentField,
    topics: z.string(),
    seed: seedField,
  })
  .transform((fields): DeliveryFaults => ({
    lostPercent: fields.lost,
    repeatedPercent: fields.repeated,
    duplicatedPercent: fields.duplicated,
    delayedPercent: fields.delayed,
    delayMs: Math.round(fields.minutes * MINUTE_MS),
    reorderedPercent: fields.reordered,
    topics: fields.topics
      .split(',')
      .map((topic) => topic.trim())
      .filter((topic) => topic !== ''),
    seed: fields.seed,
  }));

/** @returns the faults that a form asks for, or what is wrong with it */
export function readFaultsForm(
  fields: Record<string, unknown>,
): { faults: DeliveryFaults } | { problem: string } {
  if (fields['reset'] === 'yes') return { faults: NO_FAULTS };
  const read = form.safeParse(fields);
  if (read.success) return { faults: read.data };
  return { problem: read.error.issues[0]?.message ?? 'The form cannot be read.' };
}

/** A field for a share of something. */
export function shareField(name: string, label: string, percent: number, hint?: string): Html {
  return textField({
    name,
    label: `${label} (%)`,
    type: 'number',
    value: String(percent),
    ...(hint !== undefined && { hint }),
    attributes: html`min="0" max="100" step="any" required`,
  });
}

/** The form with which webhooks are made to suffer. */
export function faultsForm(action: string, faults: DeliveryFaults): Html {
  return html`<form method="post" action="${action}">
    <div class="field-grid">
      ${shareField('lost', 'Lost', faults.lostPercent, 'Never sent.')}
      ${shareField('repeated', 'Repeated', faults.repeatedPercent, 'Sent twice under one Webhook-Id.')}
      ${shareField(
        'duplicated',
        'Duplicated',
        faults.duplicatedPercent,
        'The event told twice, under two Webhook-Ids.',
      )}
      ${shareField('reordered', 'Reordered', faults.reorderedPercent, 'Overtaken by those behind it.')}
      ${shareField('delayed', 'Delayed', faults.delayedPercent, 'Sent later, by the shop’s clock.')}
      ${textField({
        name: 'minutes',
        label: 'Delay (minutes)',
        type: 'number',
        value: String(faults.delayMs / MINUTE_MS),
        attributes: html`min="0.01" step="any" required`,
      })}
      ${textField({
        name: 'topics',
        label: 'Only these topics',
        value: faults.topics.join(', '),
        hint: 'Separate with commas; empty for all.',
      })}
      ${textField({
        name: 'seed',
        label: 'Seed',
        type: 'number',
        value: String(faults.seed),
        hint: 'The same seed, the same faults.',
        attributes: html`min="0" step="1" required`,
      })}
    </div>
    <div class="button-row form-end">
      <button class="button button-primary" type="submit">Save</button>
      <button class="button" type="submit" name="reset" value="yes" formnovalidate>
        Deliver reliably again
      </button>
    </div>
  </form>`;
}
