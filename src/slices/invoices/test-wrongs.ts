import type { Wrong } from '#proof/invariants/wrong.ts'

const freely = (statements: string) =>
  `alter table documents disable trigger documents_append_only; ${statements}; alter table documents enable trigger documents_append_only`
const undo = freely('delete from documents; delete from document_numbers')

type Written = {
  kind: 'invoice' | 'credit_note' | 'reversal'
  number: number
  baseMinor: number
  taxMinor: number
}

/** A document of the confirmed order, of one rate. */
const written = ({ kind, number, baseMinor, taxMinor }: Written, totalMinor = baseMinor + taxMinor) => `
  insert into documents (order_id, kind, cause_id, series, year, number, currency, total_minor, content, issued_at, issued_on)
    select id, '${kind}', ${kind === 'invoice' ? 'id' : "'00000000-0000-7000-8000-000000000060'"}, '${kind === 'invoice' ? 'invoice' : 'credit_note'}', 2020, ${number}, currency, ${totalMinor},
      '{"taxes": [{"country": "GB", "rateBasisPoints": 2000, "treatment": "standard", "baseMinor": ${baseMinor}, "taxMinor": ${taxMinor}}]}', '2020-06-01', '2020-06-01'
    from orders where state = 'confirmed' limit 1`
const counted = (series: string, last: number) =>
  `insert into document_numbers (series, year, last) values ('${series}', 2020, ${last})`
const all = (...statements: string[]) => statements.join(';')

const invoice: Written = { kind: 'invoice', number: 1, baseMinor: 1_000, taxMinor: 200 }
const creditNote: Written = { ...invoice, kind: 'credit_note' }
const both = all(counted('invoice', 1), counted('credit_note', 1))

export const wrongs: readonly Wrong[] = [
  { breaks: [58], by: counted('invoice', 1), undo },
  { breaks: [58], by: written(invoice), undo },
  { breaks: [58], by: all(written({ ...invoice, number: 2 }), counted('invoice', 2)), undo },
  { breaks: [58], by: all(written(invoice), counted('invoice', 2)), undo },
  { breaks: [60], by: all(written(invoice, 1_201), counted('invoice', 1)), undo },
  { breaks: [60], by: all(written(invoice), written({ ...creditNote, baseMinor: 1_001 }), both), undo },
  // The sum is right, and a penny of the base went back as tax.
  {
    breaks: [60],
    by: all(written(invoice), written({ ...creditNote, baseMinor: 999, taxMinor: 201 }), both),
    undo,
  },
  {
    breaks: [60],
    by: all(written({ ...creditNote, kind: 'reversal' }), counted('credit_note', 1)),
    undo,
  },
]
