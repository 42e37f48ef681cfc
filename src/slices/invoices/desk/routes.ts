import { createRoute, z } from '@hono/zod-openapi'
import { json } from '#platform/rest/json-content.ts'
import { keyed, letIn, ofStaff } from '#platform/rest/keyed.ts'
import { problemResponses, validationFailed } from '#platform/rest/problem-schemas.ts'
import { limited, moneyAnswer } from '#platform/rest/routes.ts'
import { treatments } from '#slices/pricing/rules.ts'
import { invoiceLimits } from '../rate-limits.ts'
import { accounts } from '../reports/journal.ts'
import { spanSchema } from '../reports/span.ts'

const day = z.string().openapi({ format: 'date' })
const rateBasisPoints = z.int().openapi({ description: 'Hundredths of a per cent: 2000 is 20 %.' })

const taxAnswer = z.object({
  from: day,
  to: day,
  rates: z.array(
    z.object({
      country: z.string(),
      name: z.string(),
      rateBasisPoints,
      treatment: z.enum(treatments),
      invoiced: moneyAnswer,
      invoicedTax: moneyAnswer,
      credited: moneyAnswer,
      creditedTax: moneyAnswer,
      sales: moneyAnswer,
      salesTax: moneyAnswer,
    }),
  ),
})

const journalAnswer = z.object({
  from: day,
  to: day,
  entries: z.array(
    z.object({
      day,
      account: z.enum(accounts),
      tax: z.object({ country: z.string(), name: z.string(), rateBasisPoints }).nullable(),
      debit: moneyAnswer,
      credit: moneyAnswer,
    }),
  ),
})

const report = <Schema extends z.ZodType>(
  which: 'tax' | 'journal',
  { summary, description, schema }: { summary: string; description: string; schema: Schema },
) =>
  createRoute({
    ...ofStaff,
    method: 'get',
    path: `/admin/reports/${which}` as const,
    operationId: which === 'tax' ? 'getTaxReport' : 'getJournal',
    summary,
    description: `${description} \`from\` and \`to\` are days of the shop, both in the report, and a year apart at most. With \`Accept: text/csv\` the answer is a file for a spreadsheet.`,
    middleware: [limited(invoiceLimits.readReports), keyed('money.read')],
    request: { query: spanSchema },
    responses: {
      200: {
        description: 'The report.',
        content: { ...json(schema), 'text/csv': { schema: z.string() } },
      },
      ...problemResponses([validationFailed, ...letIn]),
    },
  })

export const taxRoute = report('tax', {
  summary: 'Sales and tax by country, rate and treatment',
  description:
    'From the documents that were issued on these days: invoices less credit notes. Sums are without the tax.',
  schema: taxAnswer,
})
export const journalRoute = report('journal', {
  summary: 'Bookings by day and account',
  description: 'From the documents that were issued on these days. Every day is in balance.',
  schema: journalAnswer,
})
