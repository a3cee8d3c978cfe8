import { z } from 'zod';

/** An id of the database's as an address may name it. */
export const RowId = z.string().regex(/^\d{1,18}$/);
