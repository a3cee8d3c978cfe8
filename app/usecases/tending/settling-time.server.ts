/** Shopify is given so long to count a use, and to find the order, that came just before a code was gone. */
export const SETTLING_MS = 30_000;
