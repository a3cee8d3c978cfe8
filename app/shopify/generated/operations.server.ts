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
  URL: { input: string; output: string };
  UnsignedInt64: { input: string; output: string };
};

export type BulkOperationErrorCode = 'ACCESS_DENIED' | 'INTERNAL_SERVER_ERROR' | 'TIMEOUT';

export type BulkOperationStatus =
  'CANCELED' | 'CANCELING' | 'COMPLETED' | 'CREATED' | 'EXPIRED' | 'FAILED' | 'RUNNING';

export type BulkOperationUserErrorCode = 'INVALID' | 'LIMIT_REACHED' | 'OPERATION_IN_PROGRESS';

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

export type CustomerSortKeys =
  'CREATED_AT' | 'ID' | 'LOCATION' | 'NAME' | 'RELEVANCE' | 'UPDATED_AT';

export type DisputeStatus =
  'ACCEPTED' | 'CHARGE_REFUNDED' | 'LOST' | 'NEEDS_RESPONSE' | 'PREVENTED' | 'UNDER_REVIEW' | 'WON';

export type FulfillmentStatus = 'CANCELLED' | 'ERROR' | 'FAILURE' | 'OPEN' | 'PENDING' | 'SUCCESS';

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

export type OrderDisplayFulfillmentStatus =
  | 'FULFILLED'
  | 'FULFILLMENT_NOT_REQUIRED'
  | 'IN_PROGRESS'
  | 'ON_HOLD'
  | 'OPEN'
  | 'PARTIALLY_FULFILLED'
  | 'PENDING_FULFILLMENT'
  | 'REQUEST_DECLINED'
  | 'RESTOCKED'
  | 'SCHEDULED'
  | 'UNFULFILLED';

export type OrderSortKeys =
  | 'CREATED_AT'
  | 'CURRENT_TOTAL_PRICE'
  | 'CUSTOMER_NAME'
  | 'DESTINATION'
  | 'FINANCIAL_STATUS'
  | 'FULFILLMENT_STATUS'
  | 'ID'
  | 'ORDER_NUMBER'
  | 'PO_NUMBER'
  | 'PROCESSED_AT'
  | 'RELEVANCE'
  | 'TOTAL_ITEMS_QUANTITY'
  | 'TOTAL_PRICE'
  | 'UPDATED_AT';

export type OrderTransactionKind =
  | 'AUTHORIZATION'
  | 'CAPTURE'
  | 'CHANGE'
  | 'EMV_AUTHORIZATION'
  | 'REFUND'
  | 'SALE'
  | 'SUGGESTED_REFUND'
  | 'VOID';

export type OrderTransactionStatus =
  'AWAITING_RESPONSE' | 'ERROR' | 'FAILURE' | 'PENDING' | 'SUCCESS' | 'UNKNOWN';

export type SaleLineType =
  | 'ADDITIONAL_FEE'
  | 'ADJUSTMENT'
  | 'DUTY'
  | 'FEE'
  | 'GIFT_CARD'
  | 'PRODUCT'
  | 'SHIPPING'
  | 'TIP'
  | 'UNKNOWN';

export type AllOrdersQueryVariables = Exact<{ [key: string]: never }>;

export type AllOrdersQuery = {
  readonly orders: {
    readonly edges: ReadonlyArray<{
      readonly node: {
        readonly id: string;
        readonly name: string;
        readonly currencyCode: CurrencyCode;
        readonly processedAt: string;
        readonly updatedAt: string;
        readonly cancelledAt: string | null;
        readonly displayFinancialStatus: OrderDisplayFinancialStatus | null;
        readonly displayFulfillmentStatus: OrderDisplayFulfillmentStatus;
        readonly test: boolean;
        readonly sourceName: string | null;
        readonly taxesIncluded: boolean;
        readonly email: string | null;
        readonly phone: string | null;
        readonly customerLocale: string | null;
        readonly refunds: ReadonlyArray<{ readonly id: string }>;
        readonly transactions: ReadonlyArray<{
          readonly kind: OrderTransactionKind;
          readonly status: OrderTransactionStatus;
          readonly gateway: string | null;
          readonly amountSet: {
            readonly shopMoney: { readonly amount: string; readonly currencyCode: CurrencyCode };
          };
        }>;
        readonly fulfillments: ReadonlyArray<{
          readonly createdAt: string;
          readonly status: FulfillmentStatus;
        }>;
        readonly lineItems: {
          readonly edges: ReadonlyArray<{
            readonly node: {
              readonly id: string;
              readonly title: string;
              readonly quantity: number;
              readonly isGiftCard: boolean;
              readonly requiresShipping: boolean;
              readonly originalUnitPriceSet: {
                readonly shopMoney: {
                  readonly amount: string;
                  readonly currencyCode: CurrencyCode;
                };
              };
              readonly discountAllocations: ReadonlyArray<{
                readonly allocatedAmountSet: {
                  readonly shopMoney: {
                    readonly amount: string;
                    readonly currencyCode: CurrencyCode;
                  };
                };
              }>;
              readonly taxLines: ReadonlyArray<{
                readonly priceSet: {
                  readonly shopMoney: {
                    readonly amount: string;
                    readonly currencyCode: CurrencyCode;
                  };
                };
              }>;
            };
          }>;
        };
        readonly shippingLines: {
          readonly edges: ReadonlyArray<{
            readonly node: {
              readonly id: string | null;
              readonly originalPriceSet: {
                readonly shopMoney: {
                  readonly amount: string;
                  readonly currencyCode: CurrencyCode;
                };
              };
              readonly discountAllocations: ReadonlyArray<{
                readonly allocatedAmountSet: {
                  readonly shopMoney: {
                    readonly amount: string;
                    readonly currencyCode: CurrencyCode;
                  };
                };
              }>;
              readonly taxLines: ReadonlyArray<{
                readonly priceSet: {
                  readonly shopMoney: {
                    readonly amount: string;
                    readonly currencyCode: CurrencyCode;
                  };
                };
              }>;
            };
          }>;
        };
        readonly purchasingEntity:
          { readonly __typename: 'Customer' } | { readonly __typename: 'PurchasingCompany' } | null;
        readonly totalPriceSet: {
          readonly shopMoney: { readonly amount: string; readonly currencyCode: CurrencyCode };
        };
        readonly currentShippingPriceSet: {
          readonly shopMoney: { readonly amount: string; readonly currencyCode: CurrencyCode };
        };
        readonly originalTotalDutiesSet: {
          readonly shopMoney: { readonly amount: string; readonly currencyCode: CurrencyCode };
        } | null;
        readonly currentTotalDutiesSet: {
          readonly shopMoney: { readonly amount: string; readonly currencyCode: CurrencyCode };
        } | null;
        readonly totalTipReceivedSet: {
          readonly shopMoney: { readonly amount: string; readonly currencyCode: CurrencyCode };
        };
        readonly disputes: ReadonlyArray<{ readonly status: DisputeStatus }>;
        readonly customer: {
          readonly id: string;
          readonly firstName: string | null;
          readonly lastName: string | null;
          readonly locale: string;
          readonly verifiedEmail: boolean;
          readonly defaultEmailAddress: { readonly emailAddress: string } | null;
          readonly defaultPhoneNumber: { readonly phoneNumber: string } | null;
        } | null;
      };
    }>;
  };
};

export type StartBulkQueryMutationVariables = Exact<{
  query: Scalars['String']['input'];
}>;

export type StartBulkQueryMutation = {
  readonly bulkOperationRunQuery: {
    readonly bulkOperation: { readonly id: string } | null;
    readonly userErrors: ReadonlyArray<{
      readonly code: BulkOperationUserErrorCode | null;
      readonly message: string;
    }>;
  } | null;
};

export type BulkQueryStateQueryVariables = Exact<{
  id: Scalars['ID']['input'];
}>;

export type BulkQueryStateQuery = {
  readonly bulkOperation: {
    readonly status: BulkOperationStatus;
    readonly errorCode: BulkOperationErrorCode | null;
    readonly rootObjectCount: string;
    readonly url: string | null;
  } | null;
};

export type CurrentAppInstallationQueryVariables = Exact<{ [key: string]: never }>;

export type CurrentAppInstallationQuery = {
  readonly currentAppInstallation: {
    readonly id: string;
    readonly accessScopes: ReadonlyArray<{ readonly handle: string }>;
  };
};

export type ChangedCustomersQueryVariables = Exact<{
  query: Scalars['String']['input'];
  first: Scalars['Int']['input'];
  after?: InputMaybe<Scalars['String']['input']>;
}>;

export type ChangedCustomersQuery = {
  readonly customers: {
    readonly nodes: ReadonlyArray<{
      readonly updatedAt: string;
      readonly id: string;
      readonly firstName: string | null;
      readonly lastName: string | null;
      readonly locale: string;
      readonly verifiedEmail: boolean;
      readonly defaultEmailAddress: { readonly emailAddress: string } | null;
      readonly defaultPhoneNumber: { readonly phoneNumber: string } | null;
    }>;
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  };
};

export type CustomerContactFragment = {
  readonly id: string;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly locale: string;
  readonly verifiedEmail: boolean;
  readonly defaultEmailAddress: { readonly emailAddress: string } | null;
  readonly defaultPhoneNumber: { readonly phoneNumber: string } | null;
};

export type ExistingQueryVariables = Exact<{
  ids: ReadonlyArray<Scalars['ID']['input']> | Scalars['ID']['input'];
}>;

export type ExistingQuery = {
  readonly nodes: ReadonlyArray<
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
    | null
  >;
};

export type OrdersByIdsQueryVariables = Exact<{
  ids: ReadonlyArray<Scalars['ID']['input']> | Scalars['ID']['input'];
}>;

export type OrdersByIdsQuery = {
  readonly nodes: ReadonlyArray<
    | { readonly __typename: 'AppInstallation' }
    | { readonly __typename: 'BulkOperation' }
    | { readonly __typename: 'Customer' }
    | { readonly __typename: 'Domain' }
    | { readonly __typename: 'Fulfillment' }
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
        readonly displayFulfillmentStatus: OrderDisplayFulfillmentStatus;
        readonly test: boolean;
        readonly sourceName: string | null;
        readonly taxesIncluded: boolean;
        readonly email: string | null;
        readonly phone: string | null;
        readonly customerLocale: string | null;
        readonly lineItems: {
          readonly nodes: ReadonlyArray<{
            readonly id: string;
            readonly title: string;
            readonly quantity: number;
            readonly isGiftCard: boolean;
            readonly requiresShipping: boolean;
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
            readonly taxLines: ReadonlyArray<{
              readonly priceSet: {
                readonly shopMoney: {
                  readonly amount: string;
                  readonly currencyCode: CurrencyCode;
                };
              };
            }>;
          }>;
          readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
        };
        readonly shippingLines: {
          readonly nodes: ReadonlyArray<{
            readonly id: string | null;
            readonly originalPriceSet: {
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
            readonly taxLines: ReadonlyArray<{
              readonly priceSet: {
                readonly shopMoney: {
                  readonly amount: string;
                  readonly currencyCode: CurrencyCode;
                };
              };
            }>;
          }>;
          readonly pageInfo: { readonly hasNextPage: boolean };
        };
        readonly transactions: ReadonlyArray<{
          readonly kind: OrderTransactionKind;
          readonly status: OrderTransactionStatus;
          readonly gateway: string | null;
          readonly amountSet: {
            readonly shopMoney: { readonly amount: string; readonly currencyCode: CurrencyCode };
          };
        }>;
        readonly fulfillments: ReadonlyArray<{
          readonly createdAt: string;
          readonly status: FulfillmentStatus;
        }>;
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
        readonly currentShippingPriceSet: {
          readonly shopMoney: { readonly amount: string; readonly currencyCode: CurrencyCode };
        };
        readonly originalTotalDutiesSet: {
          readonly shopMoney: { readonly amount: string; readonly currencyCode: CurrencyCode };
        } | null;
        readonly currentTotalDutiesSet: {
          readonly shopMoney: { readonly amount: string; readonly currencyCode: CurrencyCode };
        } | null;
        readonly totalTipReceivedSet: {
          readonly shopMoney: { readonly amount: string; readonly currencyCode: CurrencyCode };
        };
        readonly disputes: ReadonlyArray<{ readonly status: DisputeStatus }>;
        readonly customer: {
          readonly id: string;
          readonly firstName: string | null;
          readonly lastName: string | null;
          readonly locale: string;
          readonly verifiedEmail: boolean;
          readonly defaultEmailAddress: { readonly emailAddress: string } | null;
          readonly defaultPhoneNumber: { readonly phoneNumber: string } | null;
        } | null;
      }
    | { readonly __typename: 'OrderAdjustment' }
    | { readonly __typename: 'OrderDisputeSummary' }
    | { readonly __typename: 'OrderTransaction' }
    | { readonly __typename: 'Refund' }
    | { readonly __typename: 'Shop' }
    | null
  >;
};

export type ChangedOrdersQueryVariables = Exact<{
  query: Scalars['String']['input'];
  first: Scalars['Int']['input'];
  after?: InputMaybe<Scalars['String']['input']>;
}>;

export type ChangedOrdersQuery = {
  readonly orders: {
    readonly nodes: ReadonlyArray<{
      readonly id: string;
      readonly name: string;
      readonly currencyCode: CurrencyCode;
      readonly processedAt: string;
      readonly updatedAt: string;
      readonly cancelledAt: string | null;
      readonly displayFinancialStatus: OrderDisplayFinancialStatus | null;
      readonly displayFulfillmentStatus: OrderDisplayFulfillmentStatus;
      readonly test: boolean;
      readonly sourceName: string | null;
      readonly taxesIncluded: boolean;
      readonly email: string | null;
      readonly phone: string | null;
      readonly customerLocale: string | null;
      readonly lineItems: {
        readonly nodes: ReadonlyArray<{
          readonly id: string;
          readonly title: string;
          readonly quantity: number;
          readonly isGiftCard: boolean;
          readonly requiresShipping: boolean;
          readonly originalUnitPriceSet: {
            readonly shopMoney: { readonly amount: string; readonly currencyCode: CurrencyCode };
          };
          readonly discountAllocations: ReadonlyArray<{
            readonly allocatedAmountSet: {
              readonly shopMoney: { readonly amount: string; readonly currencyCode: CurrencyCode };
            };
          }>;
          readonly taxLines: ReadonlyArray<{
            readonly priceSet: {
              readonly shopMoney: { readonly amount: string; readonly currencyCode: CurrencyCode };
            };
          }>;
        }>;
        readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
      };
      readonly shippingLines: {
        readonly nodes: ReadonlyArray<{
          readonly id: string | null;
          readonly originalPriceSet: {
            readonly shopMoney: { readonly amount: string; readonly currencyCode: CurrencyCode };
          };
          readonly discountAllocations: ReadonlyArray<{
            readonly allocatedAmountSet: {
              readonly shopMoney: { readonly amount: string; readonly currencyCode: CurrencyCode };
            };
          }>;
          readonly taxLines: ReadonlyArray<{
            readonly priceSet: {
              readonly shopMoney: { readonly amount: string; readonly currencyCode: CurrencyCode };
            };
          }>;
        }>;
        readonly pageInfo: { readonly hasNextPage: boolean };
      };
      readonly transactions: ReadonlyArray<{
        readonly kind: OrderTransactionKind;
        readonly status: OrderTransactionStatus;
        readonly gateway: string | null;
        readonly amountSet: {
          readonly shopMoney: { readonly amount: string; readonly currencyCode: CurrencyCode };
        };
      }>;
      readonly fulfillments: ReadonlyArray<{
        readonly createdAt: string;
        readonly status: FulfillmentStatus;
      }>;
      readonly refunds: ReadonlyArray<{
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
          readonly pageInfo: { readonly hasNextPage: boolean };
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
      readonly currentShippingPriceSet: {
        readonly shopMoney: { readonly amount: string; readonly currencyCode: CurrencyCode };
      };
      readonly originalTotalDutiesSet: {
        readonly shopMoney: { readonly amount: string; readonly currencyCode: CurrencyCode };
      } | null;
      readonly currentTotalDutiesSet: {
        readonly shopMoney: { readonly amount: string; readonly currencyCode: CurrencyCode };
      } | null;
      readonly totalTipReceivedSet: {
        readonly shopMoney: { readonly amount: string; readonly currencyCode: CurrencyCode };
      };
      readonly disputes: ReadonlyArray<{ readonly status: DisputeStatus }>;
      readonly customer: {
        readonly id: string;
        readonly firstName: string | null;
        readonly lastName: string | null;
        readonly locale: string;
        readonly verifiedEmail: boolean;
        readonly defaultEmailAddress: { readonly emailAddress: string } | null;
        readonly defaultPhoneNumber: { readonly phoneNumber: string } | null;
      } | null;
    }>;
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  };
};

export type OrderFirstPagesFragment = {
  readonly id: string;
  readonly name: string;
  readonly currencyCode: CurrencyCode;
  readonly processedAt: string;
  readonly updatedAt: string;
  readonly cancelledAt: string | null;
  readonly displayFinancialStatus: OrderDisplayFinancialStatus | null;
  readonly displayFulfillmentStatus: OrderDisplayFulfillmentStatus;
  readonly test: boolean;
  readonly sourceName: string | null;
  readonly taxesIncluded: boolean;
  readonly email: string | null;
  readonly phone: string | null;
  readonly customerLocale: string | null;
  readonly lineItems: {
    readonly nodes: ReadonlyArray<{
      readonly id: string;
      readonly title: string;
      readonly quantity: number;
      readonly isGiftCard: boolean;
      readonly requiresShipping: boolean;
      readonly originalUnitPriceSet: {
        readonly shopMoney: { readonly amount: string; readonly currencyCode: CurrencyCode };
      };
      readonly discountAllocations: ReadonlyArray<{
        readonly allocatedAmountSet: {
          readonly shopMoney: { readonly amount: string; readonly currencyCode: CurrencyCode };
        };
      }>;
      readonly taxLines: ReadonlyArray<{
        readonly priceSet: {
          readonly shopMoney: { readonly amount: string; readonly currencyCode: CurrencyCode };
        };
      }>;
    }>;
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  };
  readonly shippingLines: {
    readonly nodes: ReadonlyArray<{
      readonly id: string | null;
      readonly originalPriceSet: {
        readonly shopMoney: { readonly amount: string; readonly currencyCode: CurrencyCode };
      };
      readonly discountAllocations: ReadonlyArray<{
        readonly allocatedAmountSet: {
          readonly shopMoney: { readonly amount: string; readonly currencyCode: CurrencyCode };
        };
      }>;
      readonly taxLines: ReadonlyArray<{
        readonly priceSet: {
          readonly shopMoney: { readonly amount: string; readonly currencyCode: CurrencyCode };
        };
      }>;
    }>;
    readonly pageInfo: { readonly hasNextPage: boolean };
  };
  readonly transactions: ReadonlyArray<{
    readonly kind: OrderTransactionKind;
    readonly status: OrderTransactionStatus;
    readonly gateway: string | null;
    readonly amountSet: {
      readonly shopMoney: { readonly amount: string; readonly currencyCode: CurrencyCode };
    };
  }>;
  readonly fulfillments: ReadonlyArray<{
    readonly createdAt: string;
    readonly status: FulfillmentStatus;
  }>;
  readonly refunds: ReadonlyArray<{
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
      readonly pageInfo: { readonly hasNextPage: boolean };
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
  readonly currentShippingPriceSet: {
    readonly shopMoney: { readonly amount: string; readonly currencyCode: CurrencyCode };
  };
  readonly originalTotalDutiesSet: {
    readonly shopMoney: { readonly amount: string; readonly currencyCode: CurrencyCode };
  } | null;
  readonly currentTotalDutiesSet: {
    readonly shopMoney: { readonly amount: string; readonly currencyCode: CurrencyCode };
  } | null;
  readonly totalTipReceivedSet: {
    readonly shopMoney: { readonly amount: string; readonly currencyCode: CurrencyCode };
  };
  readonly disputes: ReadonlyArray<{ readonly status: DisputeStatus }>;
  readonly customer: {
    readonly id: string;
    readonly firstName: string | null;
    readonly lastName: string | null;
    readonly locale: string;
    readonly verifiedEmail: boolean;
    readonly defaultEmailAddress: { readonly emailAddress: string } | null;
    readonly defaultPhoneNumber: { readonly phoneNumber: string } | null;
  } | null;
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
        readonly requiresShipping: boolean;
        readonly originalUnitPriceSet: {
          readonly shopMoney: { readonly amount: string; readonly currencyCode: CurrencyCode };
        };
        readonly discountAllocations: ReadonlyArray<{
          readonly allocatedAmountSet: {
            readonly shopMoney: { readonly amount: string; readonly currencyCode: CurrencyCode };
          };
        }>;
        readonly taxLines: ReadonlyArray<{
          readonly priceSet: {
            readonly shopMoney: { readonly amount: string; readonly currencyCode: CurrencyCode };
          };
        }>;
      }>;
      readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
    };
  } | null;
};

export type OrderListsQueryVariables = Exact<{
  orderId: Scalars['ID']['input'];
}>;

export type OrderListsQuery = {
  readonly order: {
    readonly updatedAt: string;
    readonly shippingLines: {
      readonly nodes: ReadonlyArray<{
        readonly id: string | null;
        readonly originalPriceSet: {
          readonly shopMoney: { readonly amount: string; readonly currencyCode: CurrencyCode };
        };
        readonly discountAllocations: ReadonlyArray<{
          readonly allocatedAmountSet: {
            readonly shopMoney: { readonly amount: string; readonly currencyCode: CurrencyCode };
          };
        }>;
        readonly taxLines: ReadonlyArray<{
          readonly priceSet: {
            readonly shopMoney: { readonly amount: string; readonly currencyCode: CurrencyCode };
          };
        }>;
      }>;
    };
    readonly transactions: ReadonlyArray<{
      readonly kind: OrderTransactionKind;
      readonly status: OrderTransactionStatus;
      readonly gateway: string | null;
      readonly amountSet: {
        readonly shopMoney: { readonly amount: string; readonly currencyCode: CurrencyCode };
      };
    }>;
    readonly fulfillments: ReadonlyArray<{
      readonly createdAt: string;
      readonly status: FulfillmentStatus;
    }>;
  } | null;
};

export type OrderTipSalesQueryVariables = Exact<{
  orderId: Scalars['ID']['input'];
}>;

export type OrderTipSalesQuery = {
  readonly order: {
    readonly updatedAt: string;
    readonly agreements: {
      readonly nodes: ReadonlyArray<
        | {
            readonly __typename: 'OrderAgreement';
            readonly sales: {
              readonly nodes: ReadonlyArray<{
                readonly lineType: SaleLineType;
                readonly lineItem: { readonly id: string };
              }>;
            };
          }
        | {
            readonly __typename: 'OrderEditAgreement';
            readonly sales: {
              readonly nodes: ReadonlyArray<{
                readonly lineType: SaleLineType;
                readonly lineItem: { readonly id: string };
              }>;
            };
          }
      >;
    };
  } | null;
};

export type TipSalesFragment = {
  readonly nodes: ReadonlyArray<{
    readonly lineType: SaleLineType;
    readonly lineItem: { readonly id: string };
  }>;
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
    | { readonly __typename: 'BulkOperation' }
    | { readonly __typename: 'Customer' }
    | { readonly __typename: 'Domain' }
    | { readonly __typename: 'Fulfillment' }
    | { readonly __typename: 'LineItem' }
    | { readonly __typename: 'Order' }
    | { readonly __typename: 'OrderAdjustment' }
    | { readonly __typename: 'OrderDisputeSummary' }
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
  readonly displayFulfillmentStatus: OrderDisplayFulfillmentStatus;
  readonly test: boolean;
  readonly sourceName: string | null;
  readonly taxesIncluded: boolean;
  readonly email: string | null;
  readonly phone: string | null;
  readonly customerLocale: string | null;
  readonly purchasingEntity:
    { readonly __typename: 'Customer' } | { readonly __typename: 'PurchasingCompany' } | null;
  readonly totalPriceSet: {
    readonly shopMoney: { readonly amount: string; readonly currencyCode: CurrencyCode };
  };
  readonly currentShippingPriceSet: {
    readonly shopMoney: { readonly amount: string; readonly currencyCode: CurrencyCode };
  };
  readonly originalTotalDutiesSet: {
    readonly shopMoney: { readonly amount: string; readonly currencyCode: CurrencyCode };
  } | null;
  readonly currentTotalDutiesSet: {
    readonly shopMoney: { readonly amount: string; readonly currencyCode: CurrencyCode };
  } | null;
  readonly totalTipReceivedSet: {
    readonly shopMoney: { readonly amount: string; readonly currencyCode: CurrencyCode };
  };
  readonly disputes: ReadonlyArray<{ readonly status: DisputeStatus }>;
  readonly customer: {
    readonly id: string;
    readonly firstName: string | null;
    readonly lastName: string | null;
    readonly locale: string;
    readonly verifiedEmail: boolean;
    readonly defaultEmailAddress: { readonly emailAddress: string } | null;
    readonly defaultPhoneNumber: { readonly phoneNumber: string } | null;
  } | null;
};

export type OrderLineFragment = {
  readonly id: string;
  readonly title: string;
  readonly quantity: number;
  readonly isGiftCard: boolean;
  readonly requiresShipping: boolean;
  readonly originalUnitPriceSet: {
    readonly shopMoney: { readonly amount: string; readonly currencyCode: CurrencyCode };
  };
  readonly discountAllocations: ReadonlyArray<{
    readonly allocatedAmountSet: {
      readonly shopMoney: { readonly amount: string; readonly currencyCode: CurrencyCode };
    };
  }>;
  readonly taxLines: ReadonlyArray<{
    readonly priceSet: {
      readonly shopMoney: { readonly amount: string; readonly currencyCode: CurrencyCode };
    };
  }>;
};

export type OrderShippingLineFragment = {
  readonly id: string | null;
  readonly originalPriceSet: {
    readonly shopMoney: { readonly amount: string; readonly currencyCode: CurrencyCode };
  };
  readonly discountAllocations: ReadonlyArray<{
    readonly allocatedAmountSet: {
      readonly shopMoney: { readonly amount: string; readonly currencyCode: CurrencyCode };
    };
  }>;
  readonly taxLines: ReadonlyArray<{
    readonly priceSet: {
      readonly shopMoney: { readonly amount: string; readonly currencyCode: CurrencyCode };
    };
  }>;
};

export type OrderPaymentFragment = {
  readonly kind: OrderTransactionKind;
  readonly status: OrderTransactionStatus;
  readonly gateway: string | null;
  readonly amountSet: {
    readonly shopMoney: { readonly amount: string; readonly currencyCode: CurrencyCode };
  };
};

export type OrderFulfillmentFragment = {
  readonly createdAt: string;
  readonly status: FulfillmentStatus;
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

export const AllOrders = operation<AllOrdersQuery, AllOrdersQueryVariables>(`query AllOrders {
  orders {
    edges {
      node {
        ...OrderHead
        refunds {
          id
        }
        transactions {
          ...OrderPayment
        }
        fulfillments {
          ...OrderFulfillment
        }
        lineItems {
          edges {
            node {
              ...OrderLine
            }
          }
        }
        shippingLines(includeRemovals: true) {
          edges {
            node {
              ...OrderShippingLine
            }
          }
        }
      }
    }
  }
}

fragment CustomerContact on Customer {
  id
  firstName
  lastName
  locale
  verifiedEmail
  defaultEmailAddress {
    emailAddress
  }
  defaultPhoneNumber {
    phoneNumber
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
  displayFulfillmentStatus
  test
  sourceName
  taxesIncluded
  purchasingEntity {
    __typename
  }
  totalPriceSet {
    ...ShopMoney
  }
  currentShippingPriceSet {
    ...ShopMoney
  }
  originalTotalDutiesSet {
    ...ShopMoney
  }
  currentTotalDutiesSet {
    ...ShopMoney
  }
  totalTipReceivedSet {
    ...ShopMoney
  }
  disputes {
    status
  }
  email
  phone
  customerLocale
  customer {
    ...CustomerContact
  }
}

fragment OrderLine on LineItem {
  id
  title
  quantity
  isGiftCard
  requiresShipping
  originalUnitPriceSet {
    ...ShopMoney
  }
  discountAllocations {
    allocatedAmountSet {
      ...ShopMoney
    }
  }
  taxLines {
    priceSet {
      ...ShopMoney
    }
  }
}

fragment OrderShippingLine on ShippingLine {
  id
  originalPriceSet {
    ...ShopMoney
  }
  discountAllocations {
    allocatedAmountSet {
      ...ShopMoney
    }
  }
  taxLines {
    priceSet {
      ...ShopMoney
    }
  }
}

fragment OrderPayment on OrderTransaction {
  kind
  status
  gateway
  amountSet {
    ...ShopMoney
  }
}

fragment OrderFulfillment on Fulfillment {
  createdAt
  status
}

fragment ShopMoney on MoneyBag {
  shopMoney {
    amount
    currencyCode
  }
}`);

export const StartBulkQuery = operation<
  StartBulkQueryMutation,
  StartBulkQueryMutationVariables
>(`mutation StartBulkQuery($query: String!) {
  bulkOperationRunQuery(query: $query, groupObjects: true) {
    bulkOperation {
      id
    }
    userErrors {
      code
      message
    }
  }
}`);

export const BulkQueryState = operation<
  BulkQueryStateQuery,
  BulkQueryStateQueryVariables
>(`query BulkQueryState($id: ID!) {
  bulkOperation(id: $id) {
    status
    errorCode
    rootObjectCount
    url
  }
}`);

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

export const ChangedCustomers = operation<
  ChangedCustomersQuery,
  ChangedCustomersQueryVariables
>(`query ChangedCustomers($query: String!, $first: Int!, $after: String) {
  customers(query: $query, first: $first, after: $after, sortKey: UPDATED_AT) {
    nodes {
      ...CustomerContact
      updatedAt
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}

fragment CustomerContact on Customer {
  id
  firstName
  lastName
  locale
  verifiedEmail
  defaultEmailAddress {
    emailAddress
  }
  defaultPhoneNumber {
    phoneNumber
  }
}`);

export const Existing = operation<
  ExistingQuery,
  ExistingQueryVariables
>(`query Existing($ids: [ID!]!) {
  nodes(ids: $ids) {
    id
  }
}`);

export const OrdersByIds = operation<
  OrdersByIdsQuery,
  OrdersByIdsQueryVariables
>(`fragment CustomerContact on Customer {
  id
  firstName
  lastName
  locale
  verifiedEmail
  defaultEmailAddress {
    emailAddress
  }
  defaultPhoneNumber {
    phoneNumber
  }
}

query OrdersByIds($ids: [ID!]!) {
  nodes(ids: $ids) {
    __typename
    ... on Order {
      ...OrderFirstPages
    }
  }
}

fragment OrderFirstPages on Order {
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
  shippingLines(first: 1, includeRemovals: true) {
    nodes {
      ...OrderShippingLine
    }
    pageInfo {
      hasNextPage
    }
  }
  transactions(first: 3) {
    ...OrderPayment
  }
  fulfillments(first: 3) {
    ...OrderFulfillment
  }
  refunds(first: 2) {
    id
    refundLineItems(first: 3) {
      nodes {
        ...RefundLine
      }
      pageInfo {
        hasNextPage
      }
    }
    orderAdjustments(first: 1) {
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

fragment OrderHead on Order {
  id
  name
  currencyCode
  processedAt
  updatedAt
  cancelledAt
  displayFinancialStatus
  displayFulfillmentStatus
  test
  sourceName
  taxesIncluded
  purchasingEntity {
    __typename
  }
  totalPriceSet {
    ...ShopMoney
  }
  currentShippingPriceSet {
    ...ShopMoney
  }
  originalTotalDutiesSet {
    ...ShopMoney
  }
  currentTotalDutiesSet {
    ...ShopMoney
  }
  totalTipReceivedSet {
    ...ShopMoney
  }
  disputes {
    status
  }
  email
  phone
  customerLocale
  customer {
    ...CustomerContact
  }
}

fragment OrderLine on LineItem {
  id
  title
  quantity
  isGiftCard
  requiresShipping
  originalUnitPriceSet {
    ...ShopMoney
  }
  discountAllocations {
    allocatedAmountSet {
      ...ShopMoney
    }
  }
  taxLines {
    priceSet {
      ...ShopMoney
    }
  }
}

fragment OrderShippingLine on ShippingLine {
  id
  originalPriceSet {
    ...ShopMoney
  }
  discountAllocations {
    allocatedAmountSet {
      ...ShopMoney
    }
  }
  taxLines {
    priceSet {
      ...ShopMoney
    }
  }
}

fragment OrderPayment on OrderTransaction {
  kind
  status
  gateway
  amountSet {
    ...ShopMoney
  }
}

fragment OrderFulfillment on Fulfillment {
  createdAt
  status
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

export const ChangedOrders = operation<
  ChangedOrdersQuery,
  ChangedOrdersQueryVariables
>(`fragment CustomerContact on Customer {
  id
  firstName
  lastName
  locale
  verifiedEmail
  defaultEmailAddress {
    emailAddress
  }
  defaultPhoneNumber {
    phoneNumber
  }
}

query ChangedOrders($query: String!, $first: Int!, $after: String) {
  orders(query: $query, first: $first, after: $after, sortKey: UPDATED_AT) {
    nodes {
      ...OrderFirstPages
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}

fragment OrderFirstPages on Order {
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
  shippingLines(first: 1, includeRemovals: true) {
    nodes {
      ...OrderShippingLine
    }
    pageInfo {
      hasNextPage
    }
  }
  transactions(first: 3) {
    ...OrderPayment
  }
  fulfillments(first: 3) {
    ...OrderFulfillment
  }
  refunds(first: 2) {
    id
    refundLineItems(first: 3) {
      nodes {
        ...RefundLine
      }
      pageInfo {
        hasNextPage
      }
    }
    orderAdjustments(first: 1) {
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

fragment OrderHead on Order {
  id
  name
  currencyCode
  processedAt
  updatedAt
  cancelledAt
  displayFinancialStatus
  displayFulfillmentStatus
  test
  sourceName
  taxesIncluded
  purchasingEntity {
    __typename
  }
  totalPriceSet {
    ...ShopMoney
  }
  currentShippingPriceSet {
    ...ShopMoney
  }
  originalTotalDutiesSet {
    ...ShopMoney
  }
  currentTotalDutiesSet {
    ...ShopMoney
  }
  totalTipReceivedSet {
    ...ShopMoney
  }
  disputes {
    status
  }
  email
  phone
  customerLocale
  customer {
    ...CustomerContact
  }
}

fragment OrderLine on LineItem {
  id
  title
  quantity
  isGiftCard
  requiresShipping
  originalUnitPriceSet {
    ...ShopMoney
  }
  discountAllocations {
    allocatedAmountSet {
      ...ShopMoney
    }
  }
  taxLines {
    priceSet {
      ...ShopMoney
    }
  }
}

fragment OrderShippingLine on ShippingLine {
  id
  originalPriceSet {
    ...ShopMoney
  }
  discountAllocations {
    allocatedAmountSet {
      ...ShopMoney
    }
  }
  taxLines {
    priceSet {
      ...ShopMoney
    }
  }
}

fragment OrderPayment on OrderTransaction {
  kind
  status
  gateway
  amountSet {
    ...ShopMoney
  }
}

fragment OrderFulfillment on Fulfillment {
  createdAt
  status
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
  requiresShipping
  originalUnitPriceSet {
    ...ShopMoney
  }
  discountAllocations {
    allocatedAmountSet {
      ...ShopMoney
    }
  }
  taxLines {
    priceSet {
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

export const OrderLists = operation<
  OrderListsQuery,
  OrderListsQueryVariables
>(`query OrderLists($orderId: ID!) {
  order(id: $orderId) {
    updatedAt
    shippingLines(first: 30, includeRemovals: true) {
      nodes {
        ...OrderShippingLine
      }
    }
    transactions(first: 150) {
      ...OrderPayment
    }
    fulfillments(first: 150) {
      ...OrderFulfillment
    }
  }
}

fragment OrderShippingLine on ShippingLine {
  id
  originalPriceSet {
    ...ShopMoney
  }
  discountAllocations {
    allocatedAmountSet {
      ...ShopMoney
    }
  }
  taxLines {
    priceSet {
      ...ShopMoney
    }
  }
}

fragment OrderPayment on OrderTransaction {
  kind
  status
  gateway
  amountSet {
    ...ShopMoney
  }
}

fragment OrderFulfillment on Fulfillment {
  createdAt
  status
}

fragment ShopMoney on MoneyBag {
  shopMoney {
    amount
    currencyCode
  }
}`);

export const OrderTipSales = operation<
  OrderTipSalesQuery,
  OrderTipSalesQueryVariables
>(`query OrderTipSales($orderId: ID!) {
  order(id: $orderId) {
    updatedAt
    agreements(first: 4) {
      nodes {
        __typename
        ... on OrderAgreement {
          sales(first: 100) {
            ...TipSales
          }
        }
        ... on OrderEditAgreement {
          sales(first: 100) {
            ...TipSales
          }
        }
      }
    }
  }
}

fragment TipSales on SaleConnection {
  nodes {
    lineType
    ... on TipSale {
      lineItem {
        id
      }
    }
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
