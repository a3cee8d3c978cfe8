import { z } from 'zod';

/** What Shopify has against an input: https://shopify.dev/docs/api/admin-graphql/2026-10/objects/DiscountUserError */
export const UserErrors = z.array(
  z.object({
    field: z.array(z.string()).nullable(),
    message: z.string(),
    code: z.string().nullable(),
  }),
);

type UserErrors = z.infer<typeof UserErrors>;

/** Whether it has nothing against it but that the code exists. */
export function isTaken(errors: UserErrors): boolean {
  return errors.length > 0 && errors.every(({ code }) => code === 'TAKEN');
}

/** In one line, for people: `customerGets.items.products.productsToAdd: Product with id: 7 is invalid`. */
export function describeErrors(errors: UserErrors): string {
  const lines = errors.map(({ field, message }) => {
    return field ? `${field.slice(1).join('.')}: ${message}` : message;
  });
  return lines.join('; ').slice(0, 500);
}
