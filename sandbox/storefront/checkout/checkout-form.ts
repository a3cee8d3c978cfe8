import { z } from 'zod';

/** Where the shop ships to. */
export const SHIPPING_COUNTRIES = ['DE', 'AT', 'CH', 'NL', 'BE', 'FR', 'IE', 'GB'] as const;

const Line = z.string().trim().min(1).max(120);

/** What the checkout asks for. */
export const CheckoutForm = z.object({
  email: z.string().trim().toLowerCase().pipe(z.email().max(254)),
  first_name: Line,
  last_name: Line,
  address1: Line,
  zip: z.string().trim().min(3).max(12),
  city: Line,
  country: z.enum(SHIPPING_COUNTRIES),
  phone: z
    .string()
    .trim()
    .max(30)
    .regex(/^(\+?[\d\s()/-]{5,})?$/)
    .default(''),
  /** Ticked where store credit is to be used. */
  store_credit: z.literal('1').optional(),
});
export type CheckoutForm = z.infer<typeof CheckoutForm>;

/** The fields that cannot stay as they are, for the sentences next to them. */
export function problemsOf(error: z.ZodError<CheckoutForm>): Record<string, true> {
  return Object.fromEntries(error.issues.map((issue) => [String(issue.path[0]), true]));
}
