import type { World } from '../world.ts';

/** Who uses the admin: the shop's owner. The id is the user's in session tokens and online tokens. */
export const OWNER = { id: '74110000011', firstName: 'Fern', lastName: 'Hill' } as const;

/** `associated_user`: https://shopify.dev/docs/apps/build/authentication-authorization/access-tokens/online-access-tokens */
export function associatedUser(world: World, userId: string) {
  const { email, primaryLocale } = world.shop.get();
  return {
    id: Number(userId),
    first_name: OWNER.firstName,
    last_name: OWNER.lastName,
    email,
    email_verified: true,
    account_owner: userId === OWNER.id,
    locale: primaryLocale,
    collaborator: false,
  };
}
