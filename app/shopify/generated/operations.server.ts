// Rendered by `node codegen.ts` from app/shopify/operations. Change those, not this.

import type { AdminOperation } from '../admin-api/admin-api.server.ts';

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
  Date: { input: string; output: string };
  DateTime: { input: string; output: string };
  Decimal: { input: string; output: string };
  Money: { input: string; output: string };
  URL: { input: string; output: string };
  UnsignedInt64: { input: string; output: string };
};

export type BulkOperationErrorCode = 'ACCESS_DENIED' | 'INTERNAL_SERVER_ERROR' | 'TIMEOUT';

export type BulkOperationStatus =
  'CANCELED' | 'CANCELING' | 'COMPLETED' | 'CREATED' | 'EXPIRED' | 'FAILED' | 'RUNNING';

export type BulkOperationUserErrorCode = 'INVALID' | 'LIMIT_REACHED' | 'OPERATION_IN_PROGRESS';

export type CollectionSortKeys = 'ID' | 'RELEVANCE' | 'TITLE' | 'UPDATED_AT';

export type CountPrecision = 'AT_LEAST' | 'EXACT';

export type CountryCode =
  | 'AC'
  | 'AD'
  | 'AE'
  | 'AF'
  | 'AG'
  | 'AI'
  | 'AL'
  | 'AM'
  | 'AN'
  | 'AO'
  | 'AR'
  | 'AT'
  | 'AU'
  | 'AW'
  | 'AX'
  | 'AZ'
  | 'BA'
  | 'BB'
  | 'BD'
  | 'BE'
  | 'BF'
  | 'BG'
  | 'BH'
  | 'BI'
  | 'BJ'
  | 'BL'
  | 'BM'
  | 'BN'
  | 'BO'
  | 'BQ'
  | 'BR'
  | 'BS'
  | 'BT'
  | 'BV'
  | 'BW'
  | 'BY'
  | 'BZ'
  | 'CA'
  | 'CC'
  | 'CD'
  | 'CF'
  | 'CG'
  | 'CH'
  | 'CI'
  | 'CK'
  | 'CL'
  | 'CM'
  | 'CN'
  | 'CO'
  | 'CR'
  | 'CU'
  | 'CV'
  | 'CW'
  | 'CX'
  | 'CY'
  | 'CZ'
  | 'DE'
  | 'DJ'
  | 'DK'
  | 'DM'
  | 'DO'
  | 'DZ'
  | 'EC'
  | 'EE'
  | 'EG'
  | 'EH'
  | 'ER'
  | 'ES'
  | 'ET'
  | 'FI'
  | 'FJ'
  | 'FK'
  | 'FO'
  | 'FR'
  | 'GA'
  | 'GB'
  | 'GD'
  | 'GE'
  | 'GF'
  | 'GG'
  | 'GH'
  | 'GI'
  | 'GL'
  | 'GM'
  | 'GN'
  | 'GP'
  | 'GQ'
  | 'GR'
  | 'GS'
  | 'GT'
  | 'GW'
  | 'GY'
  | 'HK'
  | 'HM'
  | 'HN'
  | 'HR'
  | 'HT'
  | 'HU'
  | 'ID'
  | 'IE'
  | 'IL'
  | 'IM'
  | 'IN'
  | 'IO'
  | 'IQ'
  | 'IR'
  | 'IS'
  | 'IT'
  | 'JE'
  | 'JM'
  | 'JO'
  | 'JP'
  | 'KE'
  | 'KG'
  | 'KH'
  | 'KI'
  | 'KM'
  | 'KN'
  | 'KP'
  | 'KR'
  | 'KW'
  | 'KY'
  | 'KZ'
  | 'LA'
  | 'LB'
  | 'LC'
  | 'LI'
  | 'LK'
  | 'LR'
  | 'LS'
  | 'LT'
  | 'LU'
  | 'LV'
  | 'LY'
  | 'MA'
  | 'MC'
  | 'MD'
  | 'ME'
  | 'MF'
  | 'MG'
  | 'MK'
  | 'ML'
  | 'MM'
  | 'MN'
  | 'MO'
  | 'MQ'
  | 'MR'
  | 'MS'
  | 'MT'
  | 'MU'
  | 'MV'
  | 'MW'
  | 'MX'
  | 'MY'
  | 'MZ'
  | 'NA'
  | 'NC'
  | 'NE'
  | 'NF'
  | 'NG'
  | 'NI'
  | 'NL'
  | 'NO'
  | 'NP'
  | 'NR'
  | 'NU'
  | 'NZ'
  | 'OM'
  | 'PA'
  | 'PE'
  | 'PF'
  | 'PG'
  | 'PH'
  | 'PK'
  | 'PL'
  | 'PM'
  | 'PN'
  | 'PS'
  | 'PT'
  | 'PY'
  | 'QA'
  | 'RE'
  | 'RO'
  | 'RS'
  | 'RU'
  | 'RW'
  | 'SA'
  | 'SB'
  | 'SC'
  | 'SD'
  | 'SE'
  | 'SG'
  | 'SH'
  | 'SI'
  | 'SJ'
  | 'SK'
  | 'SL'
  | 'SM'
  | 'SN'
  | 'SO'
  | 'SR'
  | 'SS'
  | 'ST'
  | 'SV'
  | 'SX'
  | 'SY'
  | 'SZ'
  | 'TA'
  | 'TC'
  | 'TD'
  | 'TF'
  | 'TG'
  | 'TH'
  | 'TJ'
  | 'TK'
  | 'TL'
  | 'TM'
  | 'TN'
  | 'TO'
  | 'TR'
  | 'TT'
  | 'TV'
  | 'TW'
  | 'TZ'
  | 'UA'
  | 'UG'
  | 'UM'
  | 'US'
  | 'UY'
  | 'UZ'
  | 'VA'
  | 'VC'
  | 'VE'
  | 'VG'
  | 'VN'
  | 'VU'
  | 'WF'
  | 'WS'
  | 'XK'
  | 'YE'
  | 'YT'
  | 'ZA'
  | 'ZM'
  | 'ZW'
  | 'ZZ';

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

export type CustomerEmailAddressMarketingState =
  'INVALID' | 'NOT_SUBSCRIBED' | 'PENDING' | 'SUBSCRIBED' | 'UNSUBSCRIBED';

export type CustomerSortKeys =
  'CREATED_AT' | 'ID' | 'LOCATION' | 'NAME' | 'RELEVANCE' | 'UPDATED_AT';

export type DiscountAmountInput = {
  readonly amount?: InputMaybe<Scalars['Decimal']['input']>;
  readonly appliesOnEachItem?: InputMaybe<Scalars['Boolean']['input']>;
};

export type DiscountBuyerSelection = 'ALL';

export type DiscountCodeBasicInput = {
  readonly appliesOncePerCustomer?: InputMaybe<Scalars['Boolean']['input']>;
  readonly code?: InputMaybe<Scalars['String']['input']>;
  readonly combinesWith?: InputMaybe<DiscountCombinesWithInput>;
  readonly context?: InputMaybe<DiscountContextInput>;
  readonly customerGets?: InputMaybe<DiscountCustomerGetsInput>;
  /** @deprecated Use `context` instead. */
  readonly customerSelection?: InputMaybe<DiscountCustomerSelectionInput>;
  readonly endsAt?: InputMaybe<Scalars['DateTime']['input']>;
  readonly minimumRequirement?: InputMaybe<DiscountMinimumRequirementInput>;
  readonly recurringCycleLimit?: InputMaybe<Scalars['Int']['input']>;
  readonly startsAt?: InputMaybe<Scalars['DateTime']['input']>;
  readonly tags?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  readonly title?: InputMaybe<Scalars['String']['input']>;
  readonly usageLimit?: InputMaybe<Scalars['Int']['input']>;
};

export type DiscountCodeFreeShippingInput = {
  readonly appliesOnOneTimePurchase?: InputMaybe<Scalars['Boolean']['input']>;
  readonly appliesOnSubscription?: InputMaybe<Scalars['Boolean']['input']>;
  readonly appliesOncePerCustomer?: InputMaybe<Scalars['Boolean']['input']>;
  readonly code?: InputMaybe<Scalars['String']['input']>;
  readonly combinesWith?: InputMaybe<DiscountCombinesWithInput>;
  readonly context?: InputMaybe<DiscountContextInput>;
  /** @deprecated Use `context` instead. */
  readonly customerSelection?: InputMaybe<DiscountCustomerSelectionInput>;
  readonly destination?: InputMaybe<DiscountShippingDestinationSelectionInput>;
  readonly endsAt?: InputMaybe<Scalars['DateTime']['input']>;
  readonly maximumShippingPrice?: InputMaybe<Scalars['Decimal']['input']>;
  readonly minimumRequirement?: InputMaybe<DiscountMinimumRequirementInput>;
  readonly recurringCycleLimit?: InputMaybe<Scalars['Int']['input']>;
  readonly startsAt?: InputMaybe<Scalars['DateTime']['input']>;
  readonly tags?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  readonly title?: InputMaybe<Scalars['String']['input']>;
  readonly usageLimit?: InputMaybe<Scalars['Int']['input']>;
};

export type DiscountCodeSortKeys = 'CODE' | 'CREATED_AT' | 'ID' | 'RELEVANCE';

export type DiscountCollectionsInput = {
  readonly add?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  readonly remove?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
};

export type DiscountCombinesWithInput = {
  readonly orderDiscounts?: InputMaybe<Scalars['Boolean']['input']>;
  readonly productDiscounts?: InputMaybe<Scalars['Boolean']['input']>;
  readonly productDiscountsWithTagsOnSameCartLine?: InputMaybe<ProductDiscountsWithTagsOnSameCartLineInput>;
  readonly shippingDiscounts?: InputMaybe<Scalars['Boolean']['input']>;
};

export type DiscountContextInput =
  | {
      readonly all: DiscountBuyerSelection;
      readonly customerSegments?: never;
      readonly customers?: never;
      readonly markets?: never;
    }
  | {
      readonly all?: never;
      readonly customerSegments: DiscountCustomerSegmentsInput;
      readonly customers?: never;
      readonly markets?: never;
    }
  | {
      readonly all?: never;
      readonly customerSegments?: never;
      readonly customers: DiscountCustomersInput;
      readonly markets?: never;
    }
  | {
      readonly all?: never;
      readonly customerSegments?: never;
      readonly customers?: never;
      readonly markets: DiscountMarketsInput;
    };

export type DiscountCountriesInput = {
  readonly add?: InputMaybe<ReadonlyArray<CountryCode>>;
  readonly includeRestOfWorld?: InputMaybe<Scalars['Boolean']['input']>;
  readonly remove?: InputMaybe<ReadonlyArray<CountryCode>>;
};

export type DiscountCustomerGetsInput = {
  readonly appliesOnOneTimePurchase?: InputMaybe<Scalars['Boolean']['input']>;
  readonly appliesOnSubscription?: InputMaybe<Scalars['Boolean']['input']>;
  readonly items?: InputMaybe<DiscountItemsInput>;
  readonly value?: InputMaybe<DiscountCustomerGetsValueInput>;
};

export type DiscountCustomerGetsValueInput = {
  readonly discountAmount?: InputMaybe<DiscountAmountInput>;
  readonly discountOnQuantity?: InputMaybe<DiscountOnQuantityInput>;
  readonly percentage?: InputMaybe<Scalars['Float']['input']>;
};

export type DiscountCustomerSegmentsInput = {
  readonly add?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  readonly remove?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
};

export type DiscountCustomerSelectionInput = {
  readonly all?: InputMaybe<Scalars['Boolean']['input']>;
  readonly customerSegments?: InputMaybe<DiscountCustomerSegmentsInput>;
  readonly customers?: InputMaybe<DiscountCustomersInput>;
};

export type DiscountCustomersInput = {
  readonly add?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  readonly remove?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
};

export type DiscountEffectInput = {
  readonly amount?: InputMaybe<Scalars['Decimal']['input']>;
  readonly percentage?: InputMaybe<Scalars['Float']['input']>;
};

export type DiscountErrorCode =
  | 'ACTIVE_PERIOD_OVERLAP'
  | 'APPLIES_ON_NOTHING'
  | 'BLANK'
  | 'CONFLICT'
  | 'DISCOUNT_NOT_COMPATIBLE_WITH_CONDITION_TYPES'
  | 'DUPLICATE'
  | 'END_DATE_BEFORE_START_DATE'
  | 'EQUAL_TO'
  | 'EXCEEDED_MAX'
  | 'GREATER_THAN'
  | 'GREATER_THAN_OR_EQUAL_TO'
  | 'IMPLICIT_DUPLICATE'
  | 'INCLUSION'
  | 'INTERNAL_ERROR'
  | 'INVALID'
  | 'INVALID_COMBINES_WITH_FOR_DISCOUNT_CLASS'
  | 'INVALID_DISCOUNT_CLASS_FOR_PRICE_RULE'
  | 'INVALID_PRODUCT_DISCOUNTS_FALSE_WITH_EXISTING_TAGS_ON_SAME_CART_LINE'
  | 'INVALID_PRODUCT_DISCOUNTS_WITH_TAGS_ON_SAME_CART_LINE_FOR_DISCOUNT_CLASS'
  | 'INVALID_PRODUCT_DISCOUNTS_WITH_TAGS_ON_SAME_CART_LINE_WITHOUT_PRODUCT_DISCOUNTS'
  | 'INVALID_TAG_LENGTH'
  | 'LESS_THAN'
  | 'LESS_THAN_OR_EQUAL_TO'
  | 'MAX_APP_DISCOUNTS'
  | 'MINIMUM_SUBTOTAL_AND_QUANTITY_RANGE_BOTH_PRESENT'
  | 'MISSING_ARGUMENT'
  | 'MISSING_FUNCTION_IDENTIFIER'
  | 'MULTIPLE_FUNCTION_IDENTIFIERS'
  | 'MULTIPLE_RECURRING_CYCLE_LIMIT_FOR_NON_SUBSCRIPTION_ITEMS'
  | 'PRESENT'
  | 'PRODUCT_DISCOUNTS_WITH_TAGS_ON_SAME_CART_LINE_NOT_ENTITLED'
  | 'RECURRING_CYCLE_LIMIT_NOT_A_VALID_INTEGER'
  | 'TAKEN'
  | 'TOO_LONG'
  | 'TOO_MANY_ARGUMENTS'
  | 'TOO_MANY_PRODUCT_DISCOUNTS_WITH_TAGS_ON_SAME_CART_LINE'
  | 'TOO_MANY_TAGS'
  | 'TOO_SHORT'
  | 'VALUE_OUTSIDE_RANGE';

export type DiscountItemsInput = {
  readonly all?: InputMaybe<Scalars['Boolean']['input']>;
  readonly collections?: InputMaybe<DiscountCollectionsInput>;
  readonly products?: InputMaybe<DiscountProductsInput>;
};

export type DiscountMarketsInput = {
  readonly add?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  readonly remove?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
};

export type DiscountMinimumQuantityInput = {
  readonly greaterThanOrEqualToQuantity?: InputMaybe<Scalars['UnsignedInt64']['input']>;
};

export type DiscountMinimumRequirementInput = {
  readonly quantity?: InputMaybe<DiscountMinimumQuantityInput>;
  readonly subtotal?: InputMaybe<DiscountMinimumSubtotalInput>;
};

export type DiscountMinimumSubtotalInput = {
  readonly greaterThanOrEqualToSubtotal?: InputMaybe<Scalars['Decimal']['input']>;
};

export type DiscountOnQuantityInput = {
  readonly effect?: InputMaybe<DiscountEffectInput>;
  readonly quantity?: InputMaybe<Scalars['UnsignedInt64']['input']>;
};

export type DiscountProductsInput = {
  readonly productVariantsToAdd?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  readonly productVariantsToRemove?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  readonly productsToAdd?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  readonly productsToRemove?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
};

export type DiscountRedeemCodeInput = {
  readonly code: Scalars['String']['input'];
};

export type DiscountShippingDestinationSelectionInput = {
  readonly all?: InputMaybe<Scalars['Boolean']['input']>;
  readonly countries?: InputMaybe<DiscountCountriesInput>;
};

export type DisputeStatus =
  'ACCEPTED' | 'CHARGE_REFUNDED' | 'LOST' | 'NEEDS_RESPONSE' | 'PREVENTED' | 'UNDER_REVIEW' | 'WON';

export type FulfillmentStatus = 'CANCELLED' | 'ERROR' | 'FAILURE' | 'OPEN' | 'PENDING' | 'SUCCESS';

export type GiftCardCreateInput = {
  readonly code?: InputMaybe<Scalars['String']['input']>;
  readonly crossCurrencyRedemptionStrategy?: InputMaybe<GiftCardCrossCurrencyRedemptionStrategy>;
  readonly customerId?: InputMaybe<Scalars['ID']['input']>;
  readonly expiresOn?: InputMaybe<Scalars['Date']['input']>;
  readonly initialAmount?: InputMaybe<MoneyInput>;
  /** @deprecated Use `initialAmount` instead. */
  readonly initialValue?: InputMaybe<Scalars['Decimal']['input']>;
  readonly note?: InputMaybe<Scalars['String']['input']>;
  readonly recipientAttributes?: InputMaybe<GiftCardRecipientInput>;
  readonly templateSuffix?: InputMaybe<Scalars['String']['input']>;
};

export type GiftCardCrossCurrencyRedemptionStrategy = 'MARKET_FX' | 'NONE' | 'SPOT_FX';

export type GiftCardErrorCode =
  | 'CUSTOMER_NOT_FOUND'
  | 'GIFT_CARD_LIMIT_EXCEEDED'
  | 'GREATER_THAN'
  | 'INTERNAL_ERROR'
  | 'INVALID'
  | 'MISSING_ARGUMENT'
  | 'RECIPIENT_NOT_FOUND'
  | 'TAKEN'
  | 'TOO_LONG'
  | 'TOO_SHORT';

export type GiftCardRecipientInput = {
  readonly id: Scalars['ID']['input'];
  readonly message?: InputMaybe<Scalars['String']['input']>;
  readonly preferredName?: InputMaybe<Scalars['String']['input']>;
  readonly sendNotificationAt?: InputMaybe<Scalars['DateTime']['input']>;
};

export type GiftCardSortKeys =
  | 'AMOUNT_SPENT'
  | 'BALANCE'
  | 'CODE'
  | 'CREATED_AT'
  | 'CUSTOMER_NAME'
  | 'DISABLED_AT'
  | 'EXPIRES_ON'
  | 'ID'
  | 'INITIAL_VALUE'
  | 'UPDATED_AT';

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

export type MoneyInput = {
  readonly amount: Scalars['Decimal']['input'];
  readonly currencyCode: CurrencyCode;
};

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

export type ProductDiscountsWithTagsOnSameCartLineInput = {
  readonly add?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  readonly remove?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
};

export type ProductVariantSortKeys =
  | 'FULL_TITLE'
  | 'ID'
  | 'INVENTORY_LEVELS_AVAILABLE'
  | 'INVENTORY_MANAGEMENT'
  | 'INVENTORY_POLICY'
  | 'INVENTORY_QUANTITY'
  | 'NAME'
  | 'POPULAR'
  | 'POSITION'
  | 'RELEVANCE'
  | 'SKU'
  | 'TITLE';

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

export type StoreCreditAccountCreditInput = {
  readonly creditAmount: MoneyInput;
  readonly expiresAt?: InputMaybe<Scalars['DateTime']['input']>;
  readonly notify?: InputMaybe<Scalars['Boolean']['input']>;
};

export type StoreCreditAccountCreditUserErrorCode =
  | 'ACCOUNT_NOT_FOUND'
  | 'CREDIT_LIMIT_EXCEEDED'
  | 'EXPIRES_AT_IN_PAST'
  | 'MISMATCHING_CURRENCY'
  | 'NEGATIVE_OR_ZERO_AMOUNT'
  | 'OWNER_NOT_FOUND'
  | 'UNSUPPORTED_CURRENCY';

export type StoreCreditSystemEvent =
  | 'ADJUSTMENT'
  | 'ORDER_CANCELLATION'
  | 'ORDER_PAYMENT'
  | 'ORDER_REFUND'
  | 'PAYMENT_FAILURE'
  | 'PAYMENT_RETURNED'
  | 'TAX_FINALIZATION';

export type TransactionSortKeys = 'CREATED_AT' | 'EXPIRES_AT';

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
        readonly discountCodes: ReadonlyArray<string>;
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
              readonly product: { readonly id: string } | null;
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

export type CatalogNamesQueryVariables = Exact<{
  ids: ReadonlyArray<Scalars['ID']['input']> | Scalars['ID']['input'];
}>;

export type CatalogNamesQuery = {
  readonly nodes: ReadonlyArray<
    | { readonly __typename: 'AppInstallation' }
    | { readonly __typename: 'BulkOperation' }
    | { readonly __typename: 'Collection'; readonly id: string; readonly title: string }
    | { readonly __typename: 'Customer' }
    | { readonly __typename: 'DiscountCodeNode' }
    | { readonly __typename: 'DiscountRedeemCodeBulkCreation' }
    | { readonly __typename: 'Domain' }
    | { readonly __typename: 'Fulfillment' }
    | { readonly __typename: 'GiftCard' }
    | { readonly __typename: 'LineItem' }
    | { readonly __typename: 'Order' }
    | { readonly __typename: 'OrderAdjustment' }
    | { readonly __typename: 'OrderDisputeSummary' }
    | { readonly __typename: 'OrderTransaction' }
    | { readonly __typename: 'Product'; readonly id: string; readonly title: string }
    | {
        readonly __typename: 'ProductVariant';
        readonly id: string;
        readonly title: string;
        readonly product: { readonly title: string };
      }
    | { readonly __typename: 'Refund' }
    | { readonly __typename: 'Shop' }
    | { readonly __typename: 'StoreCreditAccount' }
    | { readonly __typename: 'StoreCreditAccountCreditTransaction' }
    | null
  >;
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
      readonly id: string;
      readonly firstName: string | null;
      readonly lastName: string | null;
      readonly locale: string;
      readonly verifiedEmail: boolean;
      readonly updatedAt: string;
      readonly defaultEmailAddress: {
        readonly emailAddress: string;
        readonly marketingState: CustomerEmailAddressMarketingState;
        readonly marketingUpdatedAt: string | null;
      } | null;
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

export type CreateGiftCardMutationVariables = Exact<{
  input: GiftCardCreateInput;
}>;

export type CreateGiftCardMutation = {
  readonly giftCardCreate: {
    readonly giftCard: { readonly id: string } | null;
    readonly userErrors: ReadonlyArray<{
      readonly field: ReadonlyArray<string> | null;
      readonly message: string;
      readonly code: GiftCardErrorCode | null;
    }>;
  } | null;
};

export type GiftCardsByCodeQueryVariables = Exact<{
  query: Scalars['String']['input'];
}>;

export type GiftCardsByCodeQuery = {
  readonly giftCards: {
    readonly nodes: ReadonlyArray<{
      readonly id: string;
      readonly lastCharacters: string;
      readonly note: string | null;
      readonly initialValue: { readonly amount: string; readonly currencyCode: CurrencyCode };
    }>;
  };
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
  readonly discountCodes: ReadonlyArray<string>;
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
  readonly product: { readonly id: string } | null;
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
  readonly quantity: number;
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

export type OrdersByIdsQueryVariables = Exact<{
  ids: ReadonlyArray<Scalars['ID']['input']> | Scalars['ID']['input'];
}>;

export type OrdersByIdsQuery = {
  readonly nodes: ReadonlyArray<
    | { readonly __typename: 'AppInstallation' }
    | { readonly __typename: 'BulkOperation' }
    | { readonly __typename: 'Collection' }
    | { readonly __typename: 'Customer' }
    | { readonly __typename: 'DiscountCodeNode' }
    | { readonly __typename: 'DiscountRedeemCodeBulkCreation' }
    | { readonly __typename: 'Domain' }
    | { readonly __typename: 'Fulfillment' }
    | { readonly __typename: 'GiftCard' }
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
        readonly discountCodes: ReadonlyArray<string>;
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
            readonly product: { readonly id: string } | null;
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
              readonly quantity: number;
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
    | { readonly __typename: 'Product' }
    | { readonly __typename: 'ProductVariant' }
    | { readonly __typename: 'Refund' }
    | { readonly __typename: 'Shop' }
    | { readonly __typename: 'StoreCreditAccount' }
    | { readonly __typename: 'StoreCreditAccountCreditTransaction' }
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
      readonly discountCodes: ReadonlyArray<string>;
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
          readonly product: { readonly id: string } | null;
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
            readonly quantity: number;
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
  readonly discountCodes: ReadonlyArray<string>;
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
      readonly product: { readonly id: string } | null;
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
        readonly quantity: number;
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
        readonly product: { readonly id: string } | null;
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
    | { readonly __typename: 'Collection' }
    | { readonly __typename: 'Customer' }
    | { readonly __typename: 'DiscountCodeNode' }
    | { readonly __typename: 'DiscountRedeemCodeBulkCreation' }
    | { readonly __typename: 'Domain' }
    | { readonly __typename: 'Fulfillment' }
    | { readonly __typename: 'GiftCard' }
    | { readonly __typename: 'LineItem' }
    | { readonly __typename: 'Order' }
    | { readonly __typename: 'OrderAdjustment' }
    | { readonly __typename: 'OrderDisputeSummary' }
    | { readonly __typename: 'OrderTransaction' }
    | { readonly __typename: 'Product' }
    | { readonly __typename: 'ProductVariant' }
    | {
        readonly __typename: 'Refund';
        readonly id: string;
        readonly refundLineItems: {
          readonly nodes: ReadonlyArray<{
            readonly quantity: number;
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
    | { readonly __typename: 'StoreCreditAccount' }
    | { readonly __typename: 'StoreCreditAccountCreditTransaction' }
    | null;
};

export type AddDiscountCodesMutationVariables = Exact<{
  discountId: Scalars['ID']['input'];
  codes: ReadonlyArray<DiscountRedeemCodeInput> | DiscountRedeemCodeInput;
}>;

export type AddDiscountCodesMutation = {
  readonly discountRedeemCodeBulkAdd: {
    readonly bulkCreation: { readonly id: string } | null;
    readonly userErrors: ReadonlyArray<{
      readonly field: ReadonlyArray<string> | null;
      readonly message: string;
      readonly code: DiscountErrorCode | null;
    }>;
  } | null;
};

export type AddedDiscountCodesQueryVariables = Exact<{
  id: Scalars['ID']['input'];
}>;

export type AddedDiscountCodesQuery = {
  readonly discountRedeemCodeBulkCreation: {
    readonly done: boolean;
    readonly codes: {
      readonly nodes: ReadonlyArray<{
        readonly code: string;
        readonly discountRedeemCode: { readonly id: string } | null;
        readonly errors: ReadonlyArray<{ readonly code: DiscountErrorCode | null }>;
      }>;
    };
  } | null;
};

export type DiscountCodeQueryVariables = Exact<{
  code: Scalars['String']['input'];
  query: Scalars['String']['input'];
}>;

export type DiscountCodeQuery = {
  readonly codeDiscountNodeByCode: {
    readonly id: string;
    readonly codeDiscount:
      | { readonly __typename: 'DiscountCodeApp' }
      | {
          readonly __typename: 'DiscountCodeBasic';
          readonly codes: {
            readonly nodes: ReadonlyArray<{
              readonly id: string;
              readonly code: string;
              readonly asyncUsageCount: number;
            }>;
          };
        }
      | { readonly __typename: 'DiscountCodeBxgy' }
      | {
          readonly __typename: 'DiscountCodeFreeShipping';
          readonly codes: {
            readonly nodes: ReadonlyArray<{
              readonly id: string;
              readonly code: string;
              readonly asyncUsageCount: number;
            }>;
          };
        };
  } | null;
};

export type StandingCodeFragment = {
  readonly id: string;
  readonly code: string;
  readonly asyncUsageCount: number;
};

export type CodesOfDiscountQueryVariables = Exact<{
  id: Scalars['ID']['input'];
  after?: InputMaybe<Scalars['String']['input']>;
}>;

export type CodesOfDiscountQuery = {
  readonly node:
    | {
        readonly codeDiscount:
          | { readonly __typename: 'DiscountCodeApp' }
          | {
              readonly __typename: 'DiscountCodeBasic';
              readonly codes: {
                readonly nodes: ReadonlyArray<{ readonly code: string }>;
                readonly pageInfo: {
                  readonly hasNextPage: boolean;
                  readonly endCursor: string | null;
                };
              };
            }
          | { readonly __typename: 'DiscountCodeBxgy' }
          | {
              readonly __typename: 'DiscountCodeFreeShipping';
              readonly codes: {
                readonly nodes: ReadonlyArray<{ readonly code: string }>;
                readonly pageInfo: {
                  readonly hasNextPage: boolean;
                  readonly endCursor: string | null;
                };
              };
            };
      }
    | Record<PropertyKey, never>
    | null;
};

export type CodePageFragment = {
  readonly nodes: ReadonlyArray<{ readonly code: string }>;
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
};

export type DeleteDiscountCodesMutationVariables = Exact<{
  discountId: Scalars['ID']['input'];
  ids: ReadonlyArray<Scalars['ID']['input']> | Scalars['ID']['input'];
}>;

export type DeleteDiscountCodesMutation = {
  readonly discountCodeRedeemCodeBulkDelete: {
    readonly job: { readonly id: string } | null;
    readonly userErrors: ReadonlyArray<{
      readonly field: ReadonlyArray<string> | null;
      readonly message: string;
      readonly code: DiscountErrorCode | null;
    }>;
  } | null;
};

export type OrderWithCodeQueryVariables = Exact<{
  query: Scalars['String']['input'];
}>;

export type OrderWithCodeQuery = {
  readonly orders: {
    readonly nodes: ReadonlyArray<{
      readonly id: string;
      readonly discountCodes: ReadonlyArray<string>;
    }>;
  };
};

export type CreateAmountDiscountMutationVariables = Exact<{
  discount: DiscountCodeBasicInput;
}>;

export type CreateAmountDiscountMutation = {
  readonly discountCodeBasicCreate: {
    readonly codeDiscountNode: { readonly id: string } | null;
    readonly userErrors: ReadonlyArray<{
      readonly field: ReadonlyArray<string> | null;
      readonly message: string;
      readonly code: DiscountErrorCode | null;
    }>;
  } | null;
};

export type CreateShippingDiscountMutationVariables = Exact<{
  discount: DiscountCodeFreeShippingInput;
}>;

export type CreateShippingDiscountMutation = {
  readonly discountCodeFreeShippingCreate: {
    readonly codeDiscountNode: { readonly id: string } | null;
    readonly userErrors: ReadonlyArray<{
      readonly field: ReadonlyArray<string> | null;
      readonly message: string;
      readonly code: DiscountErrorCode | null;
    }>;
  } | null;
};

export type ChangeAmountDiscountMutationVariables = Exact<{
  id: Scalars['ID']['input'];
  discount: DiscountCodeBasicInput;
}>;

export type ChangeAmountDiscountMutation = {
  readonly discountCodeBasicUpdate: {
    readonly codeDiscountNode: { readonly id: string } | null;
    readonly userErrors: ReadonlyArray<{
      readonly field: ReadonlyArray<string> | null;
      readonly message: string;
      readonly code: DiscountErrorCode | null;
    }>;
  } | null;
};

export type DeleteDiscountMutationVariables = Exact<{
  id: Scalars['ID']['input'];
}>;

export type DeleteDiscountMutation = {
  readonly discountCodeDelete: {
    readonly deletedCodeDiscountId: string | null;
    readonly userErrors: ReadonlyArray<{
      readonly field: ReadonlyArray<string> | null;
      readonly message: string;
      readonly code: DiscountErrorCode | null;
    }>;
  } | null;
};

export type DiscountProblemFragment = {
  readonly field: ReadonlyArray<string> | null;
  readonly message: string;
  readonly code: DiscountErrorCode | null;
};

export type ProductPricesQueryVariables = Exact<{
  ids: ReadonlyArray<Scalars['ID']['input']> | Scalars['ID']['input'];
}>;

export type ProductPricesQuery = {
  readonly nodes: ReadonlyArray<
    | { readonly __typename: 'AppInstallation' }
    | { readonly __typename: 'BulkOperation' }
    | { readonly __typename: 'Collection' }
    | { readonly __typename: 'Customer' }
    | { readonly __typename: 'DiscountCodeNode' }
    | { readonly __typename: 'DiscountRedeemCodeBulkCreation' }
    | { readonly __typename: 'Domain' }
    | { readonly __typename: 'Fulfillment' }
    | { readonly __typename: 'GiftCard' }
    | { readonly __typename: 'LineItem' }
    | { readonly __typename: 'Order' }
    | { readonly __typename: 'OrderAdjustment' }
    | { readonly __typename: 'OrderDisputeSummary' }
    | { readonly __typename: 'OrderTransaction' }
    | {
        readonly __typename: 'Product';
        readonly id: string;
        readonly variants: { readonly nodes: ReadonlyArray<{ readonly price: string }> };
      }
    | { readonly __typename: 'ProductVariant'; readonly id: string; readonly price: string }
    | { readonly __typename: 'Refund' }
    | { readonly __typename: 'Shop' }
    | { readonly __typename: 'StoreCreditAccount' }
    | { readonly __typename: 'StoreCreditAccountCreditTransaction' }
    | null
  >;
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

export type SetTaggedTierMutationVariables = Exact<{
  id: Scalars['ID']['input'];
  metafields: ReadonlyArray<MetafieldsSetInput> | MetafieldsSetInput;
  former: ReadonlyArray<Scalars['String']['input']> | Scalars['String']['input'];
  present: ReadonlyArray<Scalars['String']['input']> | Scalars['String']['input'];
}>;

export type SetTaggedTierMutation = {
  readonly metafieldsSet: {
    readonly userErrors: ReadonlyArray<{ readonly message: string }>;
  } | null;
  readonly tagsRemove: { readonly userErrors: ReadonlyArray<{ readonly message: string }> } | null;
  readonly tagsAdd: { readonly userErrors: ReadonlyArray<{ readonly message: string }> } | null;
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

export type DiscountsUpdatedAtQueryVariables = Exact<{
  ids: ReadonlyArray<Scalars['ID']['input']> | Scalars['ID']['input'];
}>;

export type DiscountsUpdatedAtQuery = {
  readonly nodes: ReadonlyArray<
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
    | {
        readonly id: string;
        readonly codeDiscount:
          | { readonly __typename: 'DiscountCodeApp' }
          | { readonly __typename: 'DiscountCodeBasic'; readonly updatedAt: string }
          | { readonly __typename: 'DiscountCodeBxgy' }
          | { readonly __typename: 'DiscountCodeFreeShipping'; readonly updatedAt: string };
      }
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
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
    | null
  >;
};

export type StandingDiscountQueryVariables = Exact<{
  id: Scalars['ID']['input'];
}>;

export type StandingDiscountQuery = {
  readonly node:
    | {
        readonly id: string;
        readonly codeDiscount:
          | { readonly __typename: 'DiscountCodeApp' }
          | {
              readonly __typename: 'DiscountCodeBasic';
              readonly updatedAt: string;
              readonly startsAt: string;
              readonly endsAt: string | null;
              readonly usageLimit: number | null;
              readonly appliesOncePerCustomer: boolean;
              readonly codesCount: {
                readonly count: number;
                readonly precision: CountPrecision;
              } | null;
              readonly combinesWith: {
                readonly orderDiscounts: boolean;
                readonly productDiscounts: boolean;
                readonly shippingDiscounts: boolean;
              };
              readonly context:
                | { readonly __typename: 'DiscountBuyerSelectionAll' }
                | { readonly __typename: 'DiscountCustomerSegments' }
                | { readonly __typename: 'DiscountCustomers' }
                | { readonly __typename: 'DiscountMarkets' };
              readonly minimumRequirement:
                | { readonly __typename: 'DiscountMinimumQuantity' }
                | {
                    readonly __typename: 'DiscountMinimumSubtotal';
                    readonly greaterThanOrEqualToSubtotal: {
                      readonly amount: string;
                      readonly currencyCode: CurrencyCode;
                    };
                  }
                | null;
              readonly customerGets: {
                readonly appliesOnOneTimePurchase: boolean;
                readonly appliesOnSubscription: boolean;
                readonly value:
                  | {
                      readonly __typename: 'DiscountAmount';
                      readonly appliesOnEachItem: boolean;
                      readonly amount: {
                        readonly amount: string;
                        readonly currencyCode: CurrencyCode;
                      };
                    }
                  | { readonly __typename: 'DiscountOnQuantity' }
                  | { readonly __typename: 'DiscountPercentage'; readonly percentage: number };
                readonly items:
                  | { readonly __typename: 'AllDiscountItems' }
                  | {
                      readonly __typename: 'DiscountCollections';
                      readonly collections: {
                        readonly nodes: ReadonlyArray<{ readonly id: string }>;
                      };
                    }
                  | {
                      readonly __typename: 'DiscountProducts';
                      readonly products: { readonly nodes: ReadonlyArray<{ readonly id: string }> };
                      readonly productVariants: {
                        readonly nodes: ReadonlyArray<{ readonly id: string }>;
                      };
                    };
              };
            }
          | { readonly __typename: 'DiscountCodeBxgy' }
          | {
              readonly __typename: 'DiscountCodeFreeShipping';
              readonly updatedAt: string;
              readonly startsAt: string;
              readonly endsAt: string | null;
              readonly usageLimit: number | null;
              readonly appliesOncePerCustomer: boolean;
              readonly appliesOnOneTimePurchase: boolean;
              readonly appliesOnSubscription: boolean;
              readonly codesCount: {
                readonly count: number;
                readonly precision: CountPrecision;
              } | null;
              readonly combinesWith: {
                readonly orderDiscounts: boolean;
                readonly productDiscounts: boolean;
                readonly shippingDiscounts: boolean;
              };
              readonly context:
                | { readonly __typename: 'DiscountBuyerSelectionAll' }
                | { readonly __typename: 'DiscountCustomerSegments' }
                | { readonly __typename: 'DiscountCustomers' }
                | { readonly __typename: 'DiscountMarkets' };
              readonly minimumRequirement:
                | { readonly __typename: 'DiscountMinimumQuantity' }
                | {
                    readonly __typename: 'DiscountMinimumSubtotal';
                    readonly greaterThanOrEqualToSubtotal: {
                      readonly amount: string;
                      readonly currencyCode: CurrencyCode;
                    };
                  }
                | null;
              readonly maximumShippingPrice: {
                readonly amount: string;
                readonly currencyCode: CurrencyCode;
              } | null;
              readonly destinationSelection:
                | { readonly __typename: 'DiscountCountries' }
                | { readonly __typename: 'DiscountCountryAll' };
            };
      }
    | Record<PropertyKey, never>
    | null;
};

export type RestoreAmountDiscountMutationVariables = Exact<{
  id: Scalars['ID']['input'];
  discount: DiscountCodeBasicInput;
}>;

export type RestoreAmountDiscountMutation = {
  readonly discountCodeBasicUpdate: {
    readonly codeDiscountNode: {
      readonly id: string;
      readonly codeDiscount:
        | { readonly __typename: 'DiscountCodeApp' }
        | {
            readonly __typename: 'DiscountCodeBasic';
            readonly updatedAt: string;
            readonly startsAt: string;
            readonly endsAt: string | null;
            readonly usageLimit: number | null;
            readonly appliesOncePerCustomer: boolean;
            readonly codesCount: {
              readonly count: number;
              readonly precision: CountPrecision;
            } | null;
            readonly combinesWith: {
              readonly orderDiscounts: boolean;
              readonly productDiscounts: boolean;
              readonly shippingDiscounts: boolean;
            };
            readonly context:
              | { readonly __typename: 'DiscountBuyerSelectionAll' }
              | { readonly __typename: 'DiscountCustomerSegments' }
              | { readonly __typename: 'DiscountCustomers' }
              | { readonly __typename: 'DiscountMarkets' };
            readonly minimumRequirement:
              | { readonly __typename: 'DiscountMinimumQuantity' }
              | {
                  readonly __typename: 'DiscountMinimumSubtotal';
                  readonly greaterThanOrEqualToSubtotal: {
                    readonly amount: string;
                    readonly currencyCode: CurrencyCode;
                  };
                }
              | null;
            readonly customerGets: {
              readonly appliesOnOneTimePurchase: boolean;
              readonly appliesOnSubscription: boolean;
              readonly value:
                | {
                    readonly __typename: 'DiscountAmount';
                    readonly appliesOnEachItem: boolean;
                    readonly amount: {
                      readonly amount: string;
                      readonly currencyCode: CurrencyCode;
                    };
                  }
                | { readonly __typename: 'DiscountOnQuantity' }
                | { readonly __typename: 'DiscountPercentage'; readonly percentage: number };
              readonly items:
                | { readonly __typename: 'AllDiscountItems' }
                | {
                    readonly __typename: 'DiscountCollections';
                    readonly collections: {
                      readonly nodes: ReadonlyArray<{ readonly id: string }>;
                    };
                  }
                | {
                    readonly __typename: 'DiscountProducts';
                    readonly products: { readonly nodes: ReadonlyArray<{ readonly id: string }> };
                    readonly productVariants: {
                      readonly nodes: ReadonlyArray<{ readonly id: string }>;
                    };
                  };
            };
          }
        | { readonly __typename: 'DiscountCodeBxgy' }
        | {
            readonly __typename: 'DiscountCodeFreeShipping';
            readonly updatedAt: string;
            readonly startsAt: string;
            readonly endsAt: string | null;
            readonly usageLimit: number | null;
            readonly appliesOncePerCustomer: boolean;
            readonly appliesOnOneTimePurchase: boolean;
            readonly appliesOnSubscription: boolean;
            readonly codesCount: {
              readonly count: number;
              readonly precision: CountPrecision;
            } | null;
            readonly combinesWith: {
              readonly orderDiscounts: boolean;
              readonly productDiscounts: boolean;
              readonly shippingDiscounts: boolean;
            };
            readonly context:
              | { readonly __typename: 'DiscountBuyerSelectionAll' }
              | { readonly __typename: 'DiscountCustomerSegments' }
              | { readonly __typename: 'DiscountCustomers' }
              | { readonly __typename: 'DiscountMarkets' };
            readonly minimumRequirement:
              | { readonly __typename: 'DiscountMinimumQuantity' }
              | {
                  readonly __typename: 'DiscountMinimumSubtotal';
                  readonly greaterThanOrEqualToSubtotal: {
                    readonly amount: string;
                    readonly currencyCode: CurrencyCode;
                  };
                }
              | null;
            readonly maximumShippingPrice: {
              readonly amount: string;
              readonly currencyCode: CurrencyCode;
            } | null;
            readonly destinationSelection:
              | { readonly __typename: 'DiscountCountries' }
              | { readonly __typename: 'DiscountCountryAll' };
          };
    } | null;
    readonly userErrors: ReadonlyArray<{
      readonly field: ReadonlyArray<string> | null;
      readonly message: string;
      readonly code: DiscountErrorCode | null;
    }>;
  } | null;
};

export type RestoreShippingDiscountMutationVariables = Exact<{
  id: Scalars['ID']['input'];
  discount: DiscountCodeFreeShippingInput;
}>;

export type RestoreShippingDiscountMutation = {
  readonly discountCodeFreeShippingUpdate: {
    readonly codeDiscountNode: {
      readonly id: string;
      readonly codeDiscount:
        | { readonly __typename: 'DiscountCodeApp' }
        | {
            readonly __typename: 'DiscountCodeBasic';
            readonly updatedAt: string;
            readonly startsAt: string;
            readonly endsAt: string | null;
            readonly usageLimit: number | null;
            readonly appliesOncePerCustomer: boolean;
            readonly codesCount: {
              readonly count: number;
              readonly precision: CountPrecision;
            } | null;
            readonly combinesWith: {
              readonly orderDiscounts: boolean;
              readonly productDiscounts: boolean;
              readonly shippingDiscounts: boolean;
            };
            readonly context:
              | { readonly __typename: 'DiscountBuyerSelectionAll' }
              | { readonly __typename: 'DiscountCustomerSegments' }
              | { readonly __typename: 'DiscountCustomers' }
              | { readonly __typename: 'DiscountMarkets' };
            readonly minimumRequirement:
              | { readonly __typename: 'DiscountMinimumQuantity' }
              | {
                  readonly __typename: 'DiscountMinimumSubtotal';
                  readonly greaterThanOrEqualToSubtotal: {
                    readonly amount: string;
                    readonly currencyCode: CurrencyCode;
                  };
                }
              | null;
            readonly customerGets: {
              readonly appliesOnOneTimePurchase: boolean;
              readonly appliesOnSubscription: boolean;
              readonly value:
                | {
                    readonly __typename: 'DiscountAmount';
                    readonly appliesOnEachItem: boolean;
                    readonly amount: {
                      readonly amount: string;
                      readonly currencyCode: CurrencyCode;
                    };
                  }
                | { readonly __typename: 'DiscountOnQuantity' }
                | { readonly __typename: 'DiscountPercentage'; readonly percentage: number };
              readonly items:
                | { readonly __typename: 'AllDiscountItems' }
                | {
                    readonly __typename: 'DiscountCollections';
                    readonly collections: {
                      readonly nodes: ReadonlyArray<{ readonly id: string }>;
                    };
                  }
                | {
                    readonly __typename: 'DiscountProducts';
                    readonly products: { readonly nodes: ReadonlyArray<{ readonly id: string }> };
                    readonly productVariants: {
                      readonly nodes: ReadonlyArray<{ readonly id: string }>;
                    };
                  };
            };
          }
        | { readonly __typename: 'DiscountCodeBxgy' }
        | {
            readonly __typename: 'DiscountCodeFreeShipping';
            readonly updatedAt: string;
            readonly startsAt: string;
            readonly endsAt: string | null;
            readonly usageLimit: number | null;
            readonly appliesOncePerCustomer: boolean;
            readonly appliesOnOneTimePurchase: boolean;
            readonly appliesOnSubscription: boolean;
            readonly codesCount: {
              readonly count: number;
              readonly precision: CountPrecision;
            } | null;
            readonly combinesWith: {
              readonly orderDiscounts: boolean;
              readonly productDiscounts: boolean;
              readonly shippingDiscounts: boolean;
            };
            readonly context:
              | { readonly __typename: 'DiscountBuyerSelectionAll' }
              | { readonly __typename: 'DiscountCustomerSegments' }
              | { readonly __typename: 'DiscountCustomers' }
              | { readonly __typename: 'DiscountMarkets' };
            readonly minimumRequirement:
              | { readonly __typename: 'DiscountMinimumQuantity' }
              | {
                  readonly __typename: 'DiscountMinimumSubtotal';
                  readonly greaterThanOrEqualToSubtotal: {
                    readonly amount: string;
                    readonly currencyCode: CurrencyCode;
                  };
                }
              | null;
            readonly maximumShippingPrice: {
              readonly amount: string;
              readonly currencyCode: CurrencyCode;
            } | null;
            readonly destinationSelection:
              | { readonly __typename: 'DiscountCountries' }
              | { readonly __typename: 'DiscountCountryAll' };
          };
    } | null;
    readonly userErrors: ReadonlyArray<{
      readonly field: ReadonlyArray<string> | null;
      readonly message: string;
      readonly code: DiscountErrorCode | null;
    }>;
  } | null;
};

export type StandingDiscountNodeFragment = {
  readonly id: string;
  readonly codeDiscount:
    | { readonly __typename: 'DiscountCodeApp' }
    | {
        readonly __typename: 'DiscountCodeBasic';
        readonly updatedAt: string;
        readonly startsAt: string;
        readonly endsAt: string | null;
        readonly usageLimit: number | null;
        readonly appliesOncePerCustomer: boolean;
        readonly codesCount: { readonly count: number; readonly precision: CountPrecision } | null;
        readonly combinesWith: {
          readonly orderDiscounts: boolean;
          readonly productDiscounts: boolean;
          readonly shippingDiscounts: boolean;
        };
        readonly context:
          | { readonly __typename: 'DiscountBuyerSelectionAll' }
          | { readonly __typename: 'DiscountCustomerSegments' }
          | { readonly __typename: 'DiscountCustomers' }
          | { readonly __typename: 'DiscountMarkets' };
        readonly minimumRequirement:
          | { readonly __typename: 'DiscountMinimumQuantity' }
          | {
              readonly __typename: 'DiscountMinimumSubtotal';
              readonly greaterThanOrEqualToSubtotal: {
                readonly amount: string;
                readonly currencyCode: CurrencyCode;
              };
            }
          | null;
        readonly customerGets: {
          readonly appliesOnOneTimePurchase: boolean;
          readonly appliesOnSubscription: boolean;
          readonly value:
            | {
                readonly __typename: 'DiscountAmount';
                readonly appliesOnEachItem: boolean;
                readonly amount: { readonly amount: string; readonly currencyCode: CurrencyCode };
              }
            | { readonly __typename: 'DiscountOnQuantity' }
            | { readonly __typename: 'DiscountPercentage'; readonly percentage: number };
          readonly items:
            | { readonly __typename: 'AllDiscountItems' }
            | {
                readonly __typename: 'DiscountCollections';
                readonly collections: { readonly nodes: ReadonlyArray<{ readonly id: string }> };
              }
            | {
                readonly __typename: 'DiscountProducts';
                readonly products: { readonly nodes: ReadonlyArray<{ readonly id: string }> };
                readonly productVariants: {
                  readonly nodes: ReadonlyArray<{ readonly id: string }>;
                };
              };
        };
      }
    | { readonly __typename: 'DiscountCodeBxgy' }
    | {
        readonly __typename: 'DiscountCodeFreeShipping';
        readonly updatedAt: string;
        readonly startsAt: string;
        readonly endsAt: string | null;
        readonly usageLimit: number | null;
        readonly appliesOncePerCustomer: boolean;
        readonly appliesOnOneTimePurchase: boolean;
        readonly appliesOnSubscription: boolean;
        readonly codesCount: { readonly count: number; readonly precision: CountPrecision } | null;
        readonly combinesWith: {
          readonly orderDiscounts: boolean;
          readonly productDiscounts: boolean;
          readonly shippingDiscounts: boolean;
        };
        readonly context:
          | { readonly __typename: 'DiscountBuyerSelectionAll' }
          | { readonly __typename: 'DiscountCustomerSegments' }
          | { readonly __typename: 'DiscountCustomers' }
          | { readonly __typename: 'DiscountMarkets' };
        readonly minimumRequirement:
          | { readonly __typename: 'DiscountMinimumQuantity' }
          | {
              readonly __typename: 'DiscountMinimumSubtotal';
              readonly greaterThanOrEqualToSubtotal: {
                readonly amount: string;
                readonly currencyCode: CurrencyCode;
              };
            }
          | null;
        readonly maximumShippingPrice: {
          readonly amount: string;
          readonly currencyCode: CurrencyCode;
        } | null;
        readonly destinationSelection:
          | { readonly __typename: 'DiscountCountries' }
          | { readonly __typename: 'DiscountCountryAll' };
      };
};

export type CodesCountFragment = { readonly count: number; readonly precision: CountPrecision };

export type StandingCombinationsFragment = {
  readonly orderDiscounts: boolean;
  readonly productDiscounts: boolean;
  readonly shippingDiscounts: boolean;
};

type StandingMinimum_DiscountMinimumQuantity_Fragment = {
  readonly __typename: 'DiscountMinimumQuantity';
};

type StandingMinimum_DiscountMinimumSubtotal_Fragment = {
  readonly __typename: 'DiscountMinimumSubtotal';
  readonly greaterThanOrEqualToSubtotal: {
    readonly amount: string;
    readonly currencyCode: CurrencyCode;
  };
};

export type StandingMinimumFragment =
  | StandingMinimum_DiscountMinimumQuantity_Fragment
  | StandingMinimum_DiscountMinimumSubtotal_Fragment;

export type StoreCreditsOfQueryVariables = Exact<{
  customerId: Scalars['ID']['input'];
  query: Scalars['String']['input'];
}>;

export type StoreCreditsOfQuery = {
  readonly customer: {
    readonly storeCreditAccounts: {
      readonly nodes: ReadonlyArray<{
        readonly balance: { readonly currencyCode: CurrencyCode };
        readonly transactions: {
          readonly nodes: ReadonlyArray<{
            readonly __typename: 'StoreCreditAccountCreditTransaction';
            readonly id: string;
            readonly event: StoreCreditSystemEvent;
            readonly expiresAt: string | null;
            readonly amount: { readonly amount: string; readonly currencyCode: CurrencyCode };
          }>;
        };
      }>;
    };
  } | null;
};

export type CreditStoreCreditMutationVariables = Exact<{
  customerId: Scalars['ID']['input'];
  input: StoreCreditAccountCreditInput;
}>;

export type CreditStoreCreditMutation = {
  readonly storeCreditAccountCredit: {
    readonly storeCreditAccountTransaction: { readonly id: string } | null;
    readonly userErrors: ReadonlyArray<{
      readonly field: ReadonlyArray<string> | null;
      readonly message: string;
      readonly code: StoreCreditAccountCreditUserErrorCode | null;
    }>;
  } | null;
};

export type ProductTraitsQueryVariables = Exact<{
  ids: ReadonlyArray<Scalars['ID']['input']> | Scalars['ID']['input'];
}>;

export type ProductTraitsQuery = {
  readonly nodes: ReadonlyArray<
    | { readonly __typename: 'AppInstallation' }
    | { readonly __typename: 'BulkOperation' }
    | { readonly __typename: 'Collection' }
    | { readonly __typename: 'Customer' }
    | { readonly __typename: 'DiscountCodeNode' }
    | { readonly __typename: 'DiscountRedeemCodeBulkCreation' }
    | { readonly __typename: 'Domain' }
    | { readonly __typename: 'Fulfillment' }
    | { readonly __typename: 'GiftCard' }
    | { readonly __typename: 'LineItem' }
    | { readonly __typename: 'Order' }
    | { readonly __typename: 'OrderAdjustment' }
    | { readonly __typename: 'OrderDisputeSummary' }
    | { readonly __typename: 'OrderTransaction' }
    | {
        readonly __typename: 'Product';
        readonly id: string;
        readonly vendor: string;
        readonly productType: string;
        readonly tags: ReadonlyArray<string>;
        readonly collections: {
          readonly nodes: ReadonlyArray<{ readonly id: string }>;
          readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
        };
      }
    | { readonly __typename: 'ProductVariant' }
    | { readonly __typename: 'Refund' }
    | { readonly __typename: 'Shop' }
    | { readonly __typename: 'StoreCreditAccount' }
    | { readonly __typename: 'StoreCreditAccountCreditTransaction' }
    | null
  >;
};

export type ProductCollectionsQueryVariables = Exact<{
  productId: Scalars['ID']['input'];
  after?: InputMaybe<Scalars['String']['input']>;
}>;

export type ProductCollectionsQuery = {
  readonly product: {
    readonly collections: {
      readonly nodes: ReadonlyArray<{ readonly id: string }>;
      readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
    };
  } | null;
};

export type CustomerTagsQueryVariables = Exact<{
  ids: ReadonlyArray<Scalars['ID']['input']> | Scalars['ID']['input'];
}>;

export type CustomerTagsQuery = {
  readonly nodes: ReadonlyArray<
    | { readonly __typename: 'AppInstallation' }
    | { readonly __typename: 'BulkOperation' }
    | { readonly __typename: 'Collection' }
    | { readonly __typename: 'Customer'; readonly id: string; readonly tags: ReadonlyArray<string> }
    | { readonly __typename: 'DiscountCodeNode' }
    | { readonly __typename: 'DiscountRedeemCodeBulkCreation' }
    | { readonly __typename: 'Domain' }
    | { readonly __typename: 'Fulfillment' }
    | { readonly __typename: 'GiftCard' }
    | { readonly __typename: 'LineItem' }
    | { readonly __typename: 'Order' }
    | { readonly __typename: 'OrderAdjustment' }
    | { readonly __typename: 'OrderDisputeSummary' }
    | { readonly __typename: 'OrderTransaction' }
    | { readonly __typename: 'Product' }
    | { readonly __typename: 'ProductVariant' }
    | { readonly __typename: 'Refund' }
    | { readonly __typename: 'Shop' }
    | { readonly __typename: 'StoreCreditAccount' }
    | { readonly __typename: 'StoreCreditAccountCreditTransaction' }
    | null
  >;
};

export type SubscriptionLinesQueryVariables = Exact<{
  ids: ReadonlyArray<Scalars['ID']['input']> | Scalars['ID']['input'];
}>;

export type SubscriptionLinesQuery = {
  readonly nodes: ReadonlyArray<
    | { readonly __typename: 'AppInstallation' }
    | { readonly __typename: 'BulkOperation' }
    | { readonly __typename: 'Collection' }
    | { readonly __typename: 'Customer' }
    | { readonly __typename: 'DiscountCodeNode' }
    | { readonly __typename: 'DiscountRedeemCodeBulkCreation' }
    | { readonly __typename: 'Domain' }
    | { readonly __typename: 'Fulfillment' }
    | { readonly __typename: 'GiftCard' }
    | { readonly __typename: 'LineItem' }
    | {
        readonly __typename: 'Order';
        readonly id: string;
        readonly lineItems: {
          readonly nodes: ReadonlyArray<{
            readonly id: string;
            readonly sellingPlan: { readonly name: string } | null;
          }>;
          readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
        };
      }
    | { readonly __typename: 'OrderAdjustment' }
    | { readonly __typename: 'OrderDisputeSummary' }
    | { readonly __typename: 'OrderTransaction' }
    | { readonly __typename: 'Product' }
    | { readonly __typename: 'ProductVariant' }
    | { readonly __typename: 'Refund' }
    | { readonly __typename: 'Shop' }
    | { readonly __typename: 'StoreCreditAccount' }
    | { readonly __typename: 'StoreCreditAccountCreditTransaction' }
    | null
  >;
};

export type MoreSubscriptionLinesQueryVariables = Exact<{
  orderId: Scalars['ID']['input'];
  after?: InputMaybe<Scalars['String']['input']>;
}>;

export type MoreSubscriptionLinesQuery = {
  readonly order: {
    readonly lineItems: {
      readonly nodes: ReadonlyArray<{
        readonly id: string;
        readonly sellingPlan: { readonly name: string } | null;
      }>;
      readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
    };
  } | null;
};

export type LinePlanFragment = {
  readonly id: string;
  readonly sellingPlan: { readonly name: string } | null;
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
  discountCodes
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
  product {
    id
  }
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

export const CatalogNames = operation<
  CatalogNamesQuery,
  CatalogNamesQueryVariables
>(`query CatalogNames($ids: [ID!]!) {
  nodes(ids: $ids) {
    __typename
    ... on ProductVariant {
      id
      title
      product {
        title
      }
    }
    ... on Product {
      id
      title
    }
    ... on Collection {
      id
      title
    }
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
      id
      firstName
      lastName
      locale
      verifiedEmail
      updatedAt
      defaultEmailAddress {
        emailAddress
        marketingState
        marketingUpdatedAt
      }
      defaultPhoneNumber {
        phoneNumber
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
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

export const CreateGiftCard = operation<
  CreateGiftCardMutation,
  CreateGiftCardMutationVariables
>(`mutation CreateGiftCard($input: GiftCardCreateInput!) {
  giftCardCreate(input: $input) {
    giftCard {
      id
    }
    userErrors {
      field
      message
      code
    }
  }
}`);

export const GiftCardsByCode = operation<
  GiftCardsByCodeQuery,
  GiftCardsByCodeQueryVariables
>(`query GiftCardsByCode($query: String!) {
  giftCards(first: 10, query: $query) {
    nodes {
      id
      lastCharacters
      note
      initialValue {
        amount
        currencyCode
      }
    }
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
  discountCodes
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
  product {
    id
  }
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
  quantity
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
  lineItems(first: 9) {
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
  discountCodes
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
  product {
    id
  }
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
  quantity
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
  lineItems(first: 9) {
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
}`);

export const OrderLines = operation<
  OrderLinesQuery,
  OrderLinesQueryVariables
>(`fragment OrderLine on LineItem {
  id
  title
  product {
    id
  }
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
}

query OrderLines($orderId: ID!, $after: String) {
  order(id: $orderId) {
    updatedAt
    lineItems(first: 90, after: $after) {
      nodes {
        ...OrderLine
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
}`);

export const OrderLists = operation<
  OrderListsQuery,
  OrderListsQueryVariables
>(`fragment OrderShippingLine on ShippingLine {
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
}

query OrderLists($orderId: ID!) {
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
>(`fragment RefundLine on RefundLineItem {
  lineItem {
    id
  }
  quantity
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
}

query RefundById($refundId: ID!, $after: String) {
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
}`);

export const AddDiscountCodes = operation<
  AddDiscountCodesMutation,
  AddDiscountCodesMutationVariables
>(`mutation AddDiscountCodes($discountId: ID!, $codes: [DiscountRedeemCodeInput!]!) {
  discountRedeemCodeBulkAdd(discountId: $discountId, codes: $codes) {
    bulkCreation {
      id
    }
    userErrors {
      ...DiscountProblem
    }
  }
}

fragment DiscountProblem on DiscountUserError {
  field
  message
  code
}`);

export const AddedDiscountCodes = operation<
  AddedDiscountCodesQuery,
  AddedDiscountCodesQueryVariables
>(`query AddedDiscountCodes($id: ID!) {
  discountRedeemCodeBulkCreation(id: $id) {
    done
    codes(first: 250) {
      nodes {
        code
        discountRedeemCode {
          id
        }
        errors {
          code
        }
      }
    }
  }
}`);

export const DiscountCode = operation<
  DiscountCodeQuery,
  DiscountCodeQueryVariables
>(`query DiscountCode($code: String!, $query: String!) {
  codeDiscountNodeByCode(code: $code) {
    id
    codeDiscount {
      __typename
      ... on DiscountCodeBasic {
        codes(first: 1, query: $query) {
          nodes {
            ...StandingCode
          }
        }
      }
      ... on DiscountCodeFreeShipping {
        codes(first: 1, query: $query) {
          nodes {
            ...StandingCode
          }
        }
      }
    }
  }
}

fragment StandingCode on DiscountRedeemCode {
  id
  code
  asyncUsageCount
}`);

export const CodesOfDiscount = operation<
  CodesOfDiscountQuery,
  CodesOfDiscountQueryVariables
>(`query CodesOfDiscount($id: ID!, $after: String) {
  node(id: $id) {
    ... on DiscountCodeNode {
      codeDiscount {
        __typename
        ... on DiscountCodeBasic {
          codes(first: 250, after: $after) {
            ...CodePage
          }
        }
        ... on DiscountCodeFreeShipping {
          codes(first: 250, after: $after) {
            ...CodePage
          }
        }
      }
    }
  }
}

fragment CodePage on DiscountRedeemCodeConnection {
  nodes {
    code
  }
  pageInfo {
    hasNextPage
    endCursor
  }
}`);

export const DeleteDiscountCodes = operation<
  DeleteDiscountCodesMutation,
  DeleteDiscountCodesMutationVariables
>(`mutation DeleteDiscountCodes($discountId: ID!, $ids: [ID!]!) {
  discountCodeRedeemCodeBulkDelete(discountId: $discountId, ids: $ids) {
    job {
      id
    }
    userErrors {
      ...DiscountProblem
    }
  }
}

fragment DiscountProblem on DiscountUserError {
  field
  message
  code
}`);

export const OrderWithCode = operation<
  OrderWithCodeQuery,
  OrderWithCodeQueryVariables
>(`query OrderWithCode($query: String!) {
  orders(first: 5, query: $query) {
    nodes {
      id
      discountCodes
    }
  }
}`);

export const CreateAmountDiscount = operation<
  CreateAmountDiscountMutation,
  CreateAmountDiscountMutationVariables
>(`mutation CreateAmountDiscount($discount: DiscountCodeBasicInput!) {
  discountCodeBasicCreate(basicCodeDiscount: $discount) {
    codeDiscountNode {
      id
    }
    userErrors {
      ...DiscountProblem
    }
  }
}

fragment DiscountProblem on DiscountUserError {
  field
  message
  code
}`);

export const CreateShippingDiscount = operation<
  CreateShippingDiscountMutation,
  CreateShippingDiscountMutationVariables
>(`mutation CreateShippingDiscount($discount: DiscountCodeFreeShippingInput!) {
  discountCodeFreeShippingCreate(freeShippingCodeDiscount: $discount) {
    codeDiscountNode {
      id
    }
    userErrors {
      ...DiscountProblem
    }
  }
}

fragment DiscountProblem on DiscountUserError {
  field
  message
  code
}`);

export const ChangeAmountDiscount = operation<
  ChangeAmountDiscountMutation,
  ChangeAmountDiscountMutationVariables
>(`mutation ChangeAmountDiscount($id: ID!, $discount: DiscountCodeBasicInput!) {
  discountCodeBasicUpdate(id: $id, basicCodeDiscount: $discount) {
    codeDiscountNode {
      id
    }
    userErrors {
      ...DiscountProblem
    }
  }
}

fragment DiscountProblem on DiscountUserError {
  field
  message
  code
}`);

export const DeleteDiscount = operation<
  DeleteDiscountMutation,
  DeleteDiscountMutationVariables
>(`mutation DeleteDiscount($id: ID!) {
  discountCodeDelete(id: $id) {
    deletedCodeDiscountId
    userErrors {
      ...DiscountProblem
    }
  }
}

fragment DiscountProblem on DiscountUserError {
  field
  message
  code
}`);

export const ProductPrices = operation<
  ProductPricesQuery,
  ProductPricesQueryVariables
>(`query ProductPrices($ids: [ID!]!) {
  nodes(ids: $ids) {
    __typename
    ... on ProductVariant {
      id
      price
    }
    ... on Product {
      id
      variants(first: 100) {
        nodes {
          price
        }
      }
    }
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

export const SetTaggedTier = operation<
  SetTaggedTierMutation,
  SetTaggedTierMutationVariables
>(`mutation SetTaggedTier($id: ID!, $metafields: [MetafieldsSetInput!]!, $former: [String!]!, $present: [String!]!) {
  metafieldsSet(metafields: $metafields) {
    userErrors {
      message
    }
  }
  tagsRemove(id: $id, tags: $former) {
    userErrors {
      message
    }
  }
  tagsAdd(id: $id, tags: $present) {
    userErrors {
      message
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

export const DiscountsUpdatedAt = operation<
  DiscountsUpdatedAtQuery,
  DiscountsUpdatedAtQueryVariables
>(`query DiscountsUpdatedAt($ids: [ID!]!) {
  nodes(ids: $ids) {
    id
    ... on DiscountCodeNode {
      codeDiscount {
        __typename
        ... on DiscountCodeBasic {
          updatedAt
        }
        ... on DiscountCodeFreeShipping {
          updatedAt
        }
      }
    }
  }
}`);

export const StandingDiscount = operation<
  StandingDiscountQuery,
  StandingDiscountQueryVariables
>(`query StandingDiscount($id: ID!) {
  node(id: $id) {
    ...StandingDiscountNode
  }
}

fragment StandingDiscountNode on DiscountCodeNode {
  id
  codeDiscount {
    __typename
    ... on DiscountCodeBasic {
      updatedAt
      startsAt
      endsAt
      usageLimit
      appliesOncePerCustomer
      codesCount {
        ...CodesCount
      }
      combinesWith {
        ...StandingCombinations
      }
      context {
        __typename
      }
      minimumRequirement {
        ...StandingMinimum
      }
      customerGets {
        appliesOnOneTimePurchase
        appliesOnSubscription
        value {
          __typename
          ... on DiscountPercentage {
            percentage
          }
          ... on DiscountAmount {
            appliesOnEachItem
            amount {
              amount
              currencyCode
            }
          }
        }
        items {
          __typename
          ... on DiscountProducts {
            products(first: 250) {
              nodes {
                id
              }
            }
            productVariants(first: 250) {
              nodes {
                id
              }
            }
          }
          ... on DiscountCollections {
            collections(first: 250) {
              nodes {
                id
              }
            }
          }
        }
      }
    }
    ... on DiscountCodeFreeShipping {
      updatedAt
      startsAt
      endsAt
      usageLimit
      appliesOncePerCustomer
      appliesOnOneTimePurchase
      appliesOnSubscription
      codesCount {
        ...CodesCount
      }
      combinesWith {
        ...StandingCombinations
      }
      context {
        __typename
      }
      minimumRequirement {
        ...StandingMinimum
      }
      maximumShippingPrice {
        amount
        currencyCode
      }
      destinationSelection {
        __typename
      }
    }
  }
}

fragment CodesCount on Count {
  count
  precision
}

fragment StandingCombinations on DiscountCombinesWith {
  orderDiscounts
  productDiscounts
  shippingDiscounts
}

fragment StandingMinimum on DiscountMinimumRequirement {
  __typename
  ... on DiscountMinimumSubtotal {
    greaterThanOrEqualToSubtotal {
      amount
      currencyCode
    }
  }
}`);

export const RestoreAmountDiscount = operation<
  RestoreAmountDiscountMutation,
  RestoreAmountDiscountMutationVariables
>(`fragment DiscountProblem on DiscountUserError {
  field
  message
  code
}

mutation RestoreAmountDiscount($id: ID!, $discount: DiscountCodeBasicInput!) {
  discountCodeBasicUpdate(id: $id, basicCodeDiscount: $discount) {
    codeDiscountNode {
      ...StandingDiscountNode
    }
    userErrors {
      ...DiscountProblem
    }
  }
}

fragment StandingDiscountNode on DiscountCodeNode {
  id
  codeDiscount {
    __typename
    ... on DiscountCodeBasic {
      updatedAt
      startsAt
      endsAt
      usageLimit
      appliesOncePerCustomer
      codesCount {
        ...CodesCount
      }
      combinesWith {
        ...StandingCombinations
      }
      context {
        __typename
      }
      minimumRequirement {
        ...StandingMinimum
      }
      customerGets {
        appliesOnOneTimePurchase
        appliesOnSubscription
        value {
          __typename
          ... on DiscountPercentage {
            percentage
          }
          ... on DiscountAmount {
            appliesOnEachItem
            amount {
              amount
              currencyCode
            }
          }
        }
        items {
          __typename
          ... on DiscountProducts {
            products(first: 250) {
              nodes {
                id
              }
            }
            productVariants(first: 250) {
              nodes {
                id
              }
            }
          }
          ... on DiscountCollections {
            collections(first: 250) {
              nodes {
                id
              }
            }
          }
        }
      }
    }
    ... on DiscountCodeFreeShipping {
      updatedAt
      startsAt
      endsAt
      usageLimit
      appliesOncePerCustomer
      appliesOnOneTimePurchase
      appliesOnSubscription
      codesCount {
        ...CodesCount
      }
      combinesWith {
        ...StandingCombinations
      }
      context {
        __typename
      }
      minimumRequirement {
        ...StandingMinimum
      }
      maximumShippingPrice {
        amount
        currencyCode
      }
      destinationSelection {
        __typename
      }
    }
  }
}

fragment CodesCount on Count {
  count
  precision
}

fragment StandingCombinations on DiscountCombinesWith {
  orderDiscounts
  productDiscounts
  shippingDiscounts
}

fragment StandingMinimum on DiscountMinimumRequirement {
  __typename
  ... on DiscountMinimumSubtotal {
    greaterThanOrEqualToSubtotal {
      amount
      currencyCode
    }
  }
}`);

export const RestoreShippingDiscount = operation<
  RestoreShippingDiscountMutation,
  RestoreShippingDiscountMutationVariables
>(`fragment DiscountProblem on DiscountUserError {
  field
  message
  code
}

mutation RestoreShippingDiscount($id: ID!, $discount: DiscountCodeFreeShippingInput!) {
  discountCodeFreeShippingUpdate(id: $id, freeShippingCodeDiscount: $discount) {
    codeDiscountNode {
      ...StandingDiscountNode
    }
    userErrors {
      ...DiscountProblem
    }
  }
}

fragment StandingDiscountNode on DiscountCodeNode {
  id
  codeDiscount {
    __typename
    ... on DiscountCodeBasic {
      updatedAt
      startsAt
      endsAt
      usageLimit
      appliesOncePerCustomer
      codesCount {
        ...CodesCount
      }
      combinesWith {
        ...StandingCombinations
      }
      context {
        __typename
      }
      minimumRequirement {
        ...StandingMinimum
      }
      customerGets {
        appliesOnOneTimePurchase
        appliesOnSubscription
        value {
          __typename
          ... on DiscountPercentage {
            percentage
          }
          ... on DiscountAmount {
            appliesOnEachItem
            amount {
              amount
              currencyCode
            }
          }
        }
        items {
          __typename
          ... on DiscountProducts {
            products(first: 250) {
              nodes {
                id
              }
            }
            productVariants(first: 250) {
              nodes {
                id
              }
            }
          }
          ... on DiscountCollections {
            collections(first: 250) {
              nodes {
                id
              }
            }
          }
        }
      }
    }
    ... on DiscountCodeFreeShipping {
      updatedAt
      startsAt
      endsAt
      usageLimit
      appliesOncePerCustomer
      appliesOnOneTimePurchase
      appliesOnSubscription
      codesCount {
        ...CodesCount
      }
      combinesWith {
        ...StandingCombinations
      }
      context {
        __typename
      }
      minimumRequirement {
        ...StandingMinimum
      }
      maximumShippingPrice {
        amount
        currencyCode
      }
      destinationSelection {
        __typename
      }
    }
  }
}

fragment CodesCount on Count {
  count
  precision
}

fragment StandingCombinations on DiscountCombinesWith {
  orderDiscounts
  productDiscounts
  shippingDiscounts
}

fragment StandingMinimum on DiscountMinimumRequirement {
  __typename
  ... on DiscountMinimumSubtotal {
    greaterThanOrEqualToSubtotal {
      amount
      currencyCode
    }
  }
}`);

export const StoreCreditsOf = operation<
  StoreCreditsOfQuery,
  StoreCreditsOfQueryVariables
>(`query StoreCreditsOf($customerId: ID!, $query: String!) {
  customer(id: $customerId) {
    storeCreditAccounts(first: 5) {
      nodes {
        balance {
          currencyCode
        }
        transactions(first: 25, query: $query, sortKey: CREATED_AT, reverse: true) {
          nodes {
            __typename
            ... on StoreCreditAccountCreditTransaction {
              id
              amount {
                amount
                currencyCode
              }
              event
              expiresAt
            }
          }
        }
      }
    }
  }
}`);

export const CreditStoreCredit = operation<
  CreditStoreCreditMutation,
  CreditStoreCreditMutationVariables
>(`mutation CreditStoreCredit($customerId: ID!, $input: StoreCreditAccountCreditInput!) {
  storeCreditAccountCredit(id: $customerId, creditInput: $input) {
    storeCreditAccountTransaction {
      id
    }
    userErrors {
      field
      message
      code
    }
  }
}`);

export const ProductTraits = operation<
  ProductTraitsQuery,
  ProductTraitsQueryVariables
>(`query ProductTraits($ids: [ID!]!) {
  nodes(ids: $ids) {
    __typename
    ... on Product {
      id
      vendor
      productType
      tags
      collections(first: 20) {
        nodes {
          id
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  }
}`);

export const ProductCollections = operation<
  ProductCollectionsQuery,
  ProductCollectionsQueryVariables
>(`query ProductCollections($productId: ID!, $after: String) {
  product(id: $productId) {
    collections(first: 250, after: $after) {
      nodes {
        id
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
}`);

export const CustomerTags = operation<
  CustomerTagsQuery,
  CustomerTagsQueryVariables
>(`query CustomerTags($ids: [ID!]!) {
  nodes(ids: $ids) {
    __typename
    ... on Customer {
      id
      tags
    }
  }
}`);

export const SubscriptionLines = operation<
  SubscriptionLinesQuery,
  SubscriptionLinesQueryVariables
>(`query SubscriptionLines($ids: [ID!]!) {
  nodes(ids: $ids) {
    __typename
    ... on Order {
      id
      lineItems(first: 20) {
        nodes {
          ...LinePlan
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  }
}

fragment LinePlan on LineItem {
  id
  sellingPlan {
    name
  }
}`);

export const MoreSubscriptionLines = operation<
  MoreSubscriptionLinesQuery,
  MoreSubscriptionLinesQueryVariables
>(`query MoreSubscriptionLines($orderId: ID!, $after: String) {
  order(id: $orderId) {
    lineItems(first: 250, after: $after) {
      nodes {
        ...LinePlan
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
}

fragment LinePlan on LineItem {
  id
  sellingPlan {
    name
  }
}`);
