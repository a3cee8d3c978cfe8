// Rendered by `node codegen.ts` from app/shopify/operations. Change those, not this.

import type { AdminOperation } from '../admin-api.server.ts';

export type Maybe<T> = T | null;
export type InputMaybe<T> = Maybe<T>;
export type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
export type MakeOptional<T, K extends keyof T> = Omit<T, K> & { [SubKey in K]?: Maybe<T[SubKey]> };
export type MakeMaybe<T, K extends keyof T> = Omit<T, K> & { [SubKey in K]: Maybe<T[SubKey]> };
export type MakeEmpty<T extends { [key: string]: unknown }, K extends keyof T> = {
  [_ in K]?: never;
};
export type Incremental<T> =
  T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string };
  String: { input: string; output: string };
  Boolean: { input: boolean; output: boolean };
  Int: { input: number; output: number };
  Float: { input: number; output: number };
  DateTime: { input: string; output: string };
  Decimal: { input: string; output: string };
};

export type CurrencyCode =
  | 'AED'
  | 'AFN'
  | 'ALL'
  | 'AMD'
  | 'ANG'
  | 'AOA'
  | 'ARS'
  | 'AUD'
  | 'AWG'
  | 'AZN'
  | 'BAM'
  | 'BBD'
  | 'BDT'
  | 'BGN'
  | 'BHD'
  | 'BIF'
  | 'BMD'
  | 'BND'
  | 'BOB'
  | 'BRL'
  | 'BSD'
  | 'BTN'
  | 'BWP'
  | 'BYN'
  | 'BYR'
  | 'BZD'
  | 'CAD'
  | 'CDF'
  | 'CHF'
  | 'CLP'
  | 'CNY'
  | 'COP'
  | 'CRC'
  | 'CVE'
  | 'CZK'
  | 'DJF'
  | 'DKK'
  | 'DOP'
  | 'DZD'
  | 'EGP'
  | 'ERN'
  | 'ETB'
  | 'EUR'
  | 'FJD'
  | 'FKP'
  | 'GBP'
  | 'GEL'
  | 'GHS'
  | 'GIP'
  | 'GMD'
  | 'GNF'
  | 'GTQ'
  | 'GYD'
  | 'HKD'
  | 'HNL'
  | 'HRK'
  | 'HTG'
  | 'HUF'
  | 'IDR'
  | 'ILS'
  | 'INR'
  | 'IQD'
  | 'IRR'
  | 'ISK'
  | 'JEP'
  | 'JMD'
  | 'JOD'
  | 'JPY'
  | 'KES'
  | 'KGS'
  | 'KHR'
  | 'KID'
  | 'KMF'
  | 'KRW'
  | 'KWD'
  | 'KYD'
  | 'KZT'
  | 'LAK'
  | 'LBP'
  | 'LKR'
  | 'LRD'
  | 'LSL'
  | 'LTL'
  | 'LVL'
  | 'LYD'
  | 'MAD'
  | 'MDL'
  | 'MGA'
  | 'MKD'
  | 'MMK'
  | 'MNT'
  | 'MOP'
  | 'MRU'
  | 'MUR'
  | 'MVR'
  | 'MWK'
  | 'MXN'
  | 'MYR'
  | 'MZN'
  | 'NAD'
  | 'NGN'
  | 'NIO'
  | 'NOK'
  | 'NPR'
  | 'NZD'
  | 'OMR'
  | 'PAB'
  | 'PEN'
  | 'PGK'
  | 'PHP'
  | 'PKR'
  | 'PLN'
  | 'PYG'
  | 'QAR'
  | 'RON'
  | 'RSD'
  | 'RUB'
  | 'RWF'
  | 'SAR'
  | 'SBD'
  | 'SCR'
  | 'SDG'
  | 'SEK'
  | 'SGD'
  | 'SHP'
  | 'SLL'
  | 'SOS'
  | 'SRD'
  | 'SSP'
  | 'STD'
  | 'STN'
  | 'SYP'
  | 'SZL'
  | 'THB'
  | 'TJS'
  | 'TMT'
  | 'TND'
  | 'TOP'
  | 'TRY'
  | 'TTD'
  | 'TWD'
  | 'TZS'
  | 'UAH'
  | 'UGX'
  | 'USD'
  | 'USDC'
  | 'UYU'
  | 'UZS'
  | 'VED'
  | 'VEF'
  | 'VES'
  | 'VND'
  | 'VUV'
  | 'WST'
  | 'XAF'
  | 'XCD'
  | 'XOF'
  | 'XPF'
  | 'XXX'
  | 'YER'
  | 'ZAR'
  | 'ZMW';

export type MetafieldsSetInput = {
  readonly compareDigest?: InputMaybe<Scalars['String']['input']>;
  readonly key: Scalars['String']['input'];
  readonly namespace?: InputMaybe<Scalars['String']['input']>;
  readonly ownerId: Scalars['ID']['input'];
  readonly type?: InputMaybe<Scalars['String']['input']>;
  readonly value: Scalars['String']['input'];
};

export type MetafieldsSetUserErrorCode =
  | 'APP_NOT_AUTHORIZED'
  | 'BLANK'
  | 'CAPABILITY_VIOLATION'
  | 'INCLUSION'
  | 'INTERNAL_ERROR'
  | 'INVALID'
  | 'INVALID_COMPARE_DIGEST'
  | 'INVALID_TYPE'
  | 'INVALID_VALUE'
  | 'LESS_THAN_OR_EQUAL_TO'
  | 'PRESENT'
  | 'STALE_OBJECT'
  | 'TAKEN'
  | 'TOO_LONG'
  | 'TOO_SHORT';

export type OrderDisplayFinancialStatus =
  | 'AUTHORIZED'
  | 'EXPIRED'
  | 'PAID'
  | 'PARTIALLY_PAID'
  | 'PARTIALLY_REFUNDED'
  | 'PENDING'
  | 'REFUNDED'
  | 'VOIDED';

export type OrderTransactionStatus =
  'AWAITING_RESPONSE' | 'ERROR' | 'FAILURE' | 'PENDING' | 'SUCCESS' | 'UNKNOWN';

export type CurrentAppInstallationQueryVariables = Exact<{ [key: string]: never }>;

export type CurrentAppInstallationQuery = {
  readonly currentAppInstallation: {
    readonly id: string;
    readonly accessScopes: ReadonlyArray<{ readonly handle: string }>;
  };
};

export type OrdersByIdsQueryVariables = Exact<{
  ids: ReadonlyArray<Scalars['ID']['input']> | Scalars['ID']['input'];
}>;

export type OrdersByIdsQuery = {
  readonly nodes: ReadonlyArray<
    | { readonly __typename: 'AppInstallation' }
    | { readonly __typename: 'Customer' }
    | { readonly __typename: 'Domain' }
    | { readonly __typename: 'LineItem' }
    | {
        readonly __typename: 'Order';
        readonly id: string;
        readonly name: string;
        readonly currencyCode: CurrencyCode;
        readonly processedAt: string;
        readonly updatedAt: string;
        readonly cancelledAt: string | null;
        readonly displayFinancialStatus: OrderDisplayFinancialStatus | null;
        readonly test: boolean;
        readonly sourceName: string | null;
        readonly taxesIncluded: boolean;
        readonly customerLocale: string | null;
        readonly lineItems: {
          readonly nodes: ReadonlyArray<{
            readonly id: string;
            readonly title: string;
            readonly quantity: number;
            readonly isGiftCard: boolean;
            readonly originalUnitPriceSet: {
              readonly shopMoney: { readonly amount: string; readonly currencyCode: CurrencyCode };
            };
            readonly discountAllocations: ReadonlyArray<{
              readonly allocatedAmountSet: {
                readonly shopMoney: {
                  readonly amount: string;
                  readonly currencyCode: CurrencyCode;
                };
              };
            }>;
          }>;
          readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
        };
        readonly refunds: ReadonlyArray<{
          readonly id: string;
          readonly refundLineItems: {
            readonly nodes: ReadonlyArray<{
              readonly lineItem: { readonly id: string };
              readonly subtotalSet: {
                readonly shopMoney: {
                  readonly amount: string;
                  readonly currencyCode: CurrencyCode;
                };
              };
              readonly totalTaxSet: {
                readonly shopMoney: {
                  readonly amount: string;
                  readonly currencyCode: CurrencyCode;
                };
              };
            }>;
            readonly pageInfo: { readonly hasNextPage: boolean };
          };
          readonly orderAdjustments: {
            readonly nodes: ReadonlyArray<{
              readonly amountSet: {
                readonly shopMoney: {
                  readonly amount: string;
                  readonly currencyCode: CurrencyCode;
                };
              };
              readonly taxAmountSet: {
                readonly shopMoney: {
                  readonly amount: string;
                  readonly currencyCode: CurrencyCode;
                };
              };
            }>;
            readonly pageInfo: { readonly hasNextPage: boolean };
          };
          readonly transactions: {
            readonly nodes: ReadonlyArray<{ readonly status: OrderTransactionStatus }>;
            readonly pageInfo: { readonly hasNextPage: boolean };
          };
        }>;
        readonly purchasingEntity:
          { readonly __typename: 'Customer' } | { readonly __typename: 'PurchasingCompany' } | null;
        readonly totalPriceSet: {
          readonly shopMoney: { readonly amount: string; readonly currencyCode: CurrencyCode };
        };
        readonly totalShippingPriceSet: {
          readonly shopMoney: { readonly amount: string; readonly currencyCode: CurrencyCode };
        };
        readonly currentShippingPriceSet: {
          readonly shopMoney: { readonly amount: string; readonly currencyCode: CurrencyCode };
        };
        readonly customer: {
          readonly id: string;
          readonly firstName: string | null;
          readonly lastName: string | null;
          readonly locale: string;
          readonly defaultEmailAddress: { readonly emailAddress: string } | null;
          readonly defaultPhoneNumber: { readonly phoneNumber: string } | null;
        } | null;
      }
    | { readonly __typename: 'OrderAdjustment' }
    | { readonly __typename: 'OrderTransaction' }
    | { readonly __typename: 'Refund' }
    | { readonly __typename: 'Shop' }
    | null
  >;
};

export type OrderLinesQueryVariables = Exact<{
  orderId: Scalars['ID']['input'];
  after?: InputMaybe<Scalars['String']['input']>;
}>;

export type OrderLinesQuery = {
  readonly order: {
    readonly updatedAt: string;
    readonly lineItems: {
      readonly nodes: ReadonlyArray<{
        readonly id: string;
        readonly title: string;
        readonly quantity: number;
        readonly isGiftCard: boolean;
        readonly originalUnitPriceSet: {
          readonly shopMoney: { readonly amount: string; readonly currencyCode: CurrencyCode };
        };
        readonly discountAllocations: ReadonlyArray<{
          readonly allocatedAmountSet: {
            readonly shopMoney: { readonly amount: string; readonly currencyCode: CurrencyCode };
          };
        }>;
      }>;
      readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
    };
  } | null;
};

export type OrderRefundIdsQueryVariables = Exact<{
  orderId: Scalars['ID']['input'];
}>;

export type OrderRefundIdsQuery = {
  readonly order: {
    readonly updatedAt: string;
    readonly refunds: ReadonlyArray<{ readonly id: string }>;
  } | null;
};

export type RefundByIdQueryVariables = Exact<{
  refundId: Scalars['ID']['input'];
  after?: InputMaybe<Scalars['String']['input']>;
}>;

export type RefundByIdQuery = {
  readonly node:
    | { readonly __typename: 'AppInstallation' }
    | { readonly __typename: 'Customer' }
    | { readonly __typename: 'Domain' }
    | { readonly __typename: 'LineItem' }
    | { readonly __typename: 'Order' }
    | { readonly __typename: 'OrderAdjustment' }
    | { readonly __typename: 'OrderTransaction' }
    | {
        readonly __typename: 'Refund';
        readonly id: string;
        readonly refundLineItems: {
          readonly nodes: ReadonlyArray<{
            readonly lineItem: { readonly id: string };
            readonly subtotalSet: {
              readonly shopMoney: { readonly amount: string; readonly currencyCode: CurrencyCode };
            };
            readonly totalTaxSet: {
              readonly shopMoney: { readonly amount: string; readonly currencyCode: CurrencyCode };
            };
          }>;
          readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
        };
        readonly orderAdjustments: {
          readonly nodes: ReadonlyArray<{
            readonly amountSet: {
              readonly shopMoney: { readonly amount: string; readonly currencyCode: CurrencyCode };
            };
            readonly taxAmountSet: {
              readonly shopMoney: { readonly amount: string; readonly currencyCode: CurrencyCode };
            };
          }>;
        };
        readonly transactions: {
          readonly nodes: ReadonlyArray<{ readonly status: OrderTransactionStatus }>;
        };
      }
    | { readonly __typename: 'Shop' }
    | null;
};

export type OrderHeadFragment = {
  readonly id: string;
  readonly name: string;
  readonly currencyCode: CurrencyCode;
  readonly processedAt: string;
  readonly updatedAt: string;
  readonly cancelledAt: string | null;
  readonly displayFinancialStatus: OrderDisplayFinancialStatus | null;
  readonly test: boolean;
  readonly sourceName: string | null;
  readonly taxesIncluded: boolean;
  readonly customerLocale: string | null;
  readonly purchasingEntity:
    { readonly __typename: 'Customer' } | { readonly __typename: 'PurchasingCompany' } | null;
  readonly totalPriceSet: {
    readonly shopMoney: { readonly amount: string; readonly currencyCode: CurrencyCode };
  };
  readonly totalShippingPriceSet: {
    readonly shopMoney: { readonly amount: string; readonly currencyCode: CurrencyCode };
  };
  readonly currentShippingPriceSet: {
    readonly shopMoney: { readonly amount: string; readonly currencyCode: CurrencyCode };
  };
  readonly customer: {
    readonly id: string;
    readonly firstName: string | null;
    readonly lastName: string | null;
    readonly locale: string;
    readonly defaultEmailAddress: { readonly emailAddress: string } | null;
    readonly defaultPhoneNumber: { readonly phoneNumber: string } | null;
  } | null;
};

export type OrderLineFragment = {
  readonly id: string;
  readonly title: string;
  readonly quantity: number;
  readonly isGiftCard: boolean;
  readonly originalUnitPriceSet: {
    readonly shopMoney: { readonly amount: string; readonly currencyCode: CurrencyCode };
  };
  readonly discountAllocations: ReadonlyArray<{
    readonly allocatedAmountSet: {
      readonly shopMoney: { readonly amount: string; readonly currencyCode: CurrencyCode };
    };
  }>;
};

export type RefundLineFragment = {
  readonly lineItem: { readonly id: string };
  readonly subtotalSet: {
    readonly shopMoney: { readonly amount: string; readonly currencyCode: CurrencyCode };
  };
  readonly totalTaxSet: {
    readonly shopMoney: { readonly amount: string; readonly currencyCode: CurrencyCode };
  };
};

export type RefundAdjustmentFragment = {
  readonly amountSet: {
    readonly shopMoney: { readonly amount: string; readonly currencyCode: CurrencyCode };
  };
  readonly taxAmountSet: {
    readonly shopMoney: { readonly amount: string; readonly currencyCode: CurrencyCode };
  };
};

export type ShopMoneyFragment = {
  readonly shopMoney: { readonly amount: string; readonly currencyCode: CurrencyCode };
};

export type SetMetafieldsMutationVariables = Exact<{
  metafields: ReadonlyArray<MetafieldsSetInput> | MetafieldsSetInput;
}>;

export type SetMetafieldsMutation = {
  readonly metafieldsSet: {
    readonly userErrors: ReadonlyArray<{
      readonly field: ReadonlyArray<string> | null;
      readonly message: string;
      readonly code: MetafieldsSetUserErrorCode | null;
    }>;
  } | null;
};

export type ShopDetailsQueryVariables = Exact<{ [key: string]: never }>;

export type ShopDetailsQuery = {
  readonly shop: {
    readonly name: string;
    readonly myshopifyDomain: string;
    readonly currencyCode: CurrencyCode;
    readonly ianaTimezone: string;
    readonly plan: { readonly partnerDevelopment: boolean };
    readonly primaryDomain: { readonly localization: { readonly defaultLocale: string } | null };
  };
};

const operation = <Data, Variables>(text: string): AdminOperation<Data, Variables> => ({
  toString: () => text,
});

export const CurrentAppInstallation = operation<
  CurrentAppInstallationQuery,
  CurrentAppInstallationQueryVariables
>(`query CurrentAppInstallation {
  currentAppInstallation {
    id
    accessScopes {
      handle
    }
  }
}`);

export const OrdersByIds = operation<
  OrdersByIdsQuery,
  OrdersByIdsQueryVariables
>(`query OrdersByIds($ids: [ID!]!) {
  nodes(ids: $ids) {
    __typename
    ... on Order {
      ...OrderHead
      lineItems(first: 10) {
        nodes {
          ...OrderLine
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
      refunds(first: 2) {
        id
        refundLineItems(first: 4) {
          nodes {
            ...RefundLine
          }
          pageInfo {
            hasNextPage
          }
        }
        orderAdjustments(first: 2) {
          nodes {
            ...RefundAdjustment
          }
          pageInfo {
            hasNextPage
          }
        }
        transactions(first: 2) {
          nodes {
            status
          }
          pageInfo {
            hasNextPage
          }
        }
      }
    }
  }
}

fragment OrderHead on Order {
  id
  name
  currencyCode
  processedAt
  updatedAt
  cancelledAt
  displayFinancialStatus
  test
  sourceName
  taxesIncluded
  purchasingEntity {
    __typename
  }
  totalPriceSet {
    ...ShopMoney
  }
  totalShippingPriceSet {
    ...ShopMoney
  }
  currentShippingPriceSet {
    ...ShopMoney
  }
  customerLocale
  customer {
    id
    firstName
    lastName
    locale
    defaultEmailAddress {
      emailAddress
    }
    defaultPhoneNumber {
      phoneNumber
    }
  }
}

fragment OrderLine on LineItem {
  id
  title
  quantity
  isGiftCard
  originalUnitPriceSet {
    ...ShopMoney
  }
  discountAllocations {
    allocatedAmountSet {
      ...ShopMoney
    }
  }
}

fragment RefundLine on RefundLineItem {
  lineItem {
    id
  }
  subtotalSet {
    ...ShopMoney
  }
  totalTaxSet {
    ...ShopMoney
  }
}

fragment RefundAdjustment on OrderAdjustment {
  amountSet {
    ...ShopMoney
  }
  taxAmountSet {
    ...ShopMoney
  }
}

fragment ShopMoney on MoneyBag {
  shopMoney {
    amount
    currencyCode
  }
}`);

export const OrderLines = operation<
  OrderLinesQuery,
  OrderLinesQueryVariables
>(`query OrderLines($orderId: ID!, $after: String) {
  order(id: $orderId) {
    updatedAt
    lineItems(first: 100, after: $after) {
      nodes {
        ...OrderLine
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
}

fragment OrderLine on LineItem {
  id
  title
  quantity
  isGiftCard
  originalUnitPriceSet {
    ...ShopMoney
  }
  discountAllocations {
    allocatedAmountSet {
      ...ShopMoney
    }
  }
}

fragment ShopMoney on MoneyBag {
  shopMoney {
    amount
    currencyCode
  }
}`);

export const OrderRefundIds = operation<
  OrderRefundIdsQuery,
  OrderRefundIdsQueryVariables
>(`query OrderRefundIds($orderId: ID!) {
  order(id: $orderId) {
    updatedAt
    refunds(first: 250) {
      id
    }
  }
}`);

export const RefundById = operation<
  RefundByIdQuery,
  RefundByIdQueryVariables
>(`query RefundById($refundId: ID!, $after: String) {
  node(id: $refundId) {
    __typename
    ... on Refund {
      id
      refundLineItems(first: 90, after: $after) {
        nodes {
          ...RefundLine
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
      orderAdjustments(first: 25) {
        nodes {
          ...RefundAdjustment
        }
      }
      transactions(first: 50) {
        nodes {
          status
        }
      }
    }
  }
}

fragment RefundLine on RefundLineItem {
  lineItem {
    id
  }
  subtotalSet {
    ...ShopMoney
  }
  totalTaxSet {
    ...ShopMoney
  }
}

fragment RefundAdjustment on OrderAdjustment {
  amountSet {
    ...ShopMoney
  }
  taxAmountSet {
    ...ShopMoney
  }
}

fragment ShopMoney on MoneyBag {
  shopMoney {
    amount
    currencyCode
  }
}`);

export const SetMetafields = operation<
  SetMetafieldsMutation,
  SetMetafieldsMutationVariables
>(`mutation SetMetafields($metafields: [MetafieldsSetInput!]!) {
  metafieldsSet(metafields: $metafields) {
    userErrors {
      field
      message
      code
    }
  }
}`);

export const ShopDetails = operation<
  ShopDetailsQuery,
  ShopDetailsQueryVariables
>(`query ShopDetails {
  shop {
    name
    myshopifyDomain
    currencyCode
    ianaTimezone
    plan {
      partnerDevelopment
    }
    primaryDomain {
      localization {
        defaultLocale
      }
    }
  }
}`);
