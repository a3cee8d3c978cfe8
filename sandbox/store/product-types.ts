import type { Id, Minor, Time } from './scalars.ts';

export interface Variant {
  id: Id;
  title: string;
  sku: string;
  price: Minor;
  grams: number;
}

export interface Product {
  id: Id;
  handle: string;
  /** By locale (`en`, `de`); the shop's primary locale is always present. */
  title: Record<string, string>;
  description: Record<string, string>;
  vendor: string;
  productType: string;
  tags: string[];
  /** Path of the picture below the storefront, `/cdn/products/<handle>.svg`. */
  image: string;
  variants: Variant[];
  /** Per cent; the shop's rate where absent (roasted coffee is taxed lower than equipment in Germany). */
  taxRatePercent?: number;
  /** A gift card: not shipped, and neither taxed nor earned on when bought. */
  giftCard?: boolean;
  createdAt: Time;
  updatedAt: Time;
}

export interface Collection {
  id: Id;
  handle: string;
  title: Record<string, string>;
  productIds: Id[];
  /** Absent where it is as it was made. */
  updatedAt?: Time;
}
