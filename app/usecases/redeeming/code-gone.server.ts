/** What a redemption's problem says once its code was seen to be gone, while it is looked for an order that used it. */
export const CODE_GONE = 'code_gone';
