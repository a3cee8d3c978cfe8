import type { World } from '../world.ts';

/** Who uses the admin: the shop's owner. The id is the user's in session tokens and online tokens. */
export const OWNER = { id: '74110000011', firstName: 'Fern', lastName: 'Hill' } as const;

/** The admin's languages to choose from: those of Shopify's that Evergreen has texts in. */
export const STAFF_LOCALES = ['en', 'de'] as const;

export type StaffLocale = (typeof STAFF_LOCALES)[number];

/**
 * The language that whoever uses the admin has chosen for it, apart from the languages the shop sells in:
 * https://shopify.dev/docs/apps/build/localize-your-app
 */
export function staffLocale(world: World): string {
  const { staffLocale: chosen, primaryLocale } = world.shop.get();
  return chosen ?? primaryLocale;
}

/** Remembers the choice. It goes with the person, not with the browser. */
export function chooseStaffLocale(world: World, locale: StaffLocale): void {
  world.shop.put({ ...world.shop.get(), staffLocale: locale });
}

/** `associated_user`: https://shopify.dev/docs/apps/build/authentication-authorization/access-tokens/online-access-tokens */
export function associatedUser(world: World, userId: string) {
  const { email } = world.shop.get();
  return {
    id: Number(userId),
    first_name: OWNER.firstName,
    last_name: OWNER.lastName,
    email,
    email_verified: true,
    account_owner: userId === OWNER.id,
    locale: staffLocale(world),
    collaborator: false,
  };
}
