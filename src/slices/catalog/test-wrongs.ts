import type { Wrong } from '#proof/invariants/wrong.ts'

const ID = '019a9d3c-5f4e-7c1a-9a52-3f0f6f0d7b61'
const aSale = (id: string, from: string) =>
  `insert into sale_prices (sale_id, variant_id, amount_minor, currency, starts_at, actor) select '${id}', variant_id, 1, currency, ${from}, '' from prices where valid_to is null limit 1`

export const wrongs: readonly Wrong[] = [
  {
    breaks: [61],
    by: `insert into prices (id, variant_id, amount_minor, currency, valid_from, valid_to)
      select '${ID}', variant_id, 1, currency, valid_from - interval '1 hour', valid_from + interval '1 microsecond' from prices where valid_to is null limit 1`,
    undo: `alter table prices disable trigger prices_only_end; delete from prices where id = '${ID}'; alter table prices enable trigger prices_only_end`,
  },
  {
    breaks: [61],
    by: `alter table sale_prices drop constraint sale_prices_one_at_a_time; ${aSale(ID, "now() + interval '1 hour'")}; ${aSale(ID.replace('61', '62'), "now() + interval '2 hours'")}`,
    undo: 'delete from sale_prices',
  },
]
