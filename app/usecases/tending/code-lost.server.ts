/** What a redemption's problem says while its member has lost her code and has no other yet. */
export const CODE_LOST = 'code_lost';
