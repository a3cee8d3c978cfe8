/** What a history may tell of its orders besides when they were placed, by whom, for how much and whether they are paid. */
export type Told =
  'shipping' | 'tax' | 'duties' | 'refunds' | 'cancellations' | 'channels' | 'fulfilment' | 'units';
