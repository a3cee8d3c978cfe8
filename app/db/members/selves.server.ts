/**
 * The ids of members and of all who became them by a merge, as SQL: an array, by which their rows are found from an index.
 * A condition that names the members or else those whom a subquery finds would have all rows of the shop read.
 * @param are which members; `$1` is the shop
 */
export function selvesOf(are: '= $2' | '= ANY($2::bigint[])'): string {
  return `ARRAY(SELECT id FROM members WHERE shop_id = $1 AND (id ${are} OR merged_into ${are}))`;
}
