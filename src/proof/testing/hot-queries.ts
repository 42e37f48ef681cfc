import type postgres from 'postgres'
import { readOrderJobs } from '#platform/jobs/queries.ts'
import type { Facts, HotQueries } from './hot-query.ts'
import { ofEachSlice } from './of-each-slice.ts'

const bySlice = await ofEachSlice<{ hotQueries: HotQueries }>('test-queries.ts')

/** Every query over large tables that somebody waits for, of every slice and of the platform. */
export const hotQueries: HotQueries = facts => [
  ...bySlice.flatMap(({ said }) => said.hotQueries(facts)),
  { name: 'the jobs of an order', run: db => readOrderJobs(db, facts.orderId, [1, 2, 3, 4, 5]) },
]

export async function factsOf(sql: postgres.Sql): Promise<Facts> {
  const [order] = await sql<Pick<Facts, 'orderId' | 'number' | 'email' | 'customerId'>[]>`
    select id as "orderId", number, email, customer_id as "customerId" from orders where customer_id is not null and confirmed_at is not null order by placed_at desc offset 1000 limit 1`
  const [ware] = await sql<Pick<Facts, 'slug' | 'sku' | 'variantId' | 'category' | 'word'>[]>`
    select p.slug, v.sku, v.id as "variantId", c.slug as category, split_part(p.name, ' ', 1) as word
    from products p join variants v on v.product_id = p.id join categories c on c.id = p.category_id where p.slug like 'scale-%' order by p.id offset 500 limit 1`
  if (!order || !ware) throw new Error('There is nothing here yet: fill the database first.')
  return { ...order, ...ware, now: new Date() }
}
