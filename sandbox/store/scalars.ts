/** Decimal digits, as Shopify's ids are beyond what a JavaScript number holds. */
export type Id = string;
/** ISO 8601 in UTC. */
export type Time = string;
/** An amount in minor units (cents), an integer. */
export type Minor = number;
