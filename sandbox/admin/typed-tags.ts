import { z } from 'zod';

/** Tags as they are typed into a field, separated by commas. */
export const typedTags = z.string().transform((text) => [
  ...new Set(
    text
      .split(',')
      .map((tag) => tag.trim())
      .filter((tag) => tag !== ''),
  ),
]);
