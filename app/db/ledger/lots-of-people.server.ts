/**
 * The ids of all lots that some members have opened, as SQL: an array. They are found by the transfers that name them, for
 * every lot has one by whom it was opened; an index of the lots by member would be paid for by every posting, and without one
 * the whole shop's are read. Lots change their owner with a merge: who owns them now is to be asked besides.
 * @param members a condition on the members' own table; `$1` is the shop
 */
export function lotsOpenedBy(members: string): string {
  return `ARRAY(
    SELECT DISTINCT lot_id FROM transfers WHERE shop_id = $1 AND lot_id IS NOT NULL
      AND member_id = ANY(ARRAY(SELECT id FROM members WHERE shop_id = $1 AND ${members})))`;
}
