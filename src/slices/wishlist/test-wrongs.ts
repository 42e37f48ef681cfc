import type { Wrong } from '#proof/invariants/wrong.ts'

export const wrongs: readonly Wrong[] = [
  {
    breaks: [17],
    by: "insert into customers (id, name, email) values ('00000000-0000-7000-8000-000000000017', 'Wishes Much', 'wishes@example.com'); insert into products (id, slug, name, category_id) select gen_random_uuid(), 'wish-' || n, 'Wish', categories.id from generate_series(1, 201) n, categories; insert into wishes (customer_id, product_id, by_visitor) select '00000000-0000-7000-8000-000000000017', id, false from products where slug like 'wish-%'",
    undo: "delete from products where slug like 'wish-%'; delete from customers where name = 'Wishes Much'",
  },
]
