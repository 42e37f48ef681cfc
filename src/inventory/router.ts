import { z } from 'zod'
import { env } from '#lib/env.ts'
import { limited, publicProcedure, router } from '#trpc/init.ts'
import { alertKeySchema, askForAlertSchema } from './alerts/alert-input.ts'
import { openAlert } from './alerts/alert-queries.ts'
import { askForAlert } from './alerts/ask-for-alert.ts'
import { confirmAlert, removeAlert } from './alerts/change-alert.ts'
import { joinLine, readLineView } from './line-queries.ts'
import { ticketsIn } from './tickets-in.ts'

const skuSchema = z.object({ sku: z.string().min(1).max(64) })

export const inventoryRouter = router({
  /** What stands before a thing for whoever asks: nothing, a date, or their place in a line. */
  line: publicProcedure
    .input(skuSchema)
    .query(({ ctx, input }) => readLineView(ctx, input.sku, ticketsIn(ctx.headers))),

  joinLine: publicProcedure
    .use(limited('quote'))
    .input(skuSchema)
    .mutation(async ({ ctx, input }) => {
      const isSecure = env().shopUrl.startsWith('https:')
      const { view, cookie } = await joinLine(ctx, input.sku, ticketsIn(ctx.headers), isSecure)
      if (cookie) ctx.answerHeaders?.append('set-cookie', cookie)
      return view
    }),

  /** A letter when a sold-out thing is back: without an account, to an address that is confirmed first. */
  askForAlert: publicProcedure
    .use(limited('alert'))
    .input(askForAlertSchema)
    .mutation(({ ctx, input }) => askForAlert(ctx, input)),
  alert: publicProcedure
    .use(limited('track'))
    .input(alertKeySchema)
    .query(({ ctx, input }) => openAlert(ctx.db, input)),
  confirmAlert: publicProcedure
    .use(limited('track'))
    .input(alertKeySchema)
    .mutation(({ ctx, input }) => confirmAlert(ctx, input)),
  removeAlert: publicProcedure
    .use(limited('track'))
    .input(alertKeySchema)
    .mutation(({ ctx, input }) => removeAlert(ctx, input)),
})
