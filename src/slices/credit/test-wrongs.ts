import type { Wrong } from '#proof/invariants/wrong.ts'

const card = (last: number) => `00000000-0000-7000-8000-0000000053${last.toString().padStart(2, '0')}`
const newCard = (last: number, balance: number, entries: number) =>
  `insert into credit_accounts (id, kind, code_hash, code_end, currency, balance_minor, entries) values ('${card(last)}', 'gift_card', 'wrong ${last}', 'BCDF', 'GBP', ${balance}, ${entries})`
const undo = `alter table credit_entries disable trigger credit_entries_append_only; delete from credit_holds; delete from credit_entries; delete from credit_accounts;
  alter table credit_entries enable trigger credit_entries_append_only`

export const wrongs: readonly Wrong[] = [
  { breaks: [53], by: newCard(1, 100, 0), undo },
  {
    breaks: [54, 62],
    by: `${newCard(2, 0, 0)}; insert into credit_holds (order_id, account_id, amount_minor, held_at) values ('${card(3)}', '${card(2)}', 5, now())`,
    undo,
  },
  {
    breaks: [55],
    by: `drop index credit_accounts_one_a_customer_idx; insert into customers (id, name, email) values ('${card(4)}', 'Credit Twice', 'credit@example.com');
      insert into credit_accounts (id, kind, customer_id, currency) values ('${card(5)}', 'store_credit', '${card(4)}', 'GBP'), ('${card(6)}', 'store_credit', '${card(4)}', 'GBP')`,
    undo: `${undo}; delete from customers where name = 'Credit Twice';
      create unique index credit_accounts_one_a_customer_idx on credit_accounts (customer_id, currency) where kind = 'store_credit'`,
  },
]
