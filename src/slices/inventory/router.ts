import { z } from 'zod'
import { skuField } from '#platform/fields/fields.ts'
import { env } from '#platform/lib/env.ts'
import { publicProcedure, router, visitorProcedure } from '#platform/trpc/init.ts'
import { alertKeySchema, askForAlertSchema } from './alerts/alert-input.ts'
import { openAlert } from './alerts/alert-queries.ts'
import { askForAlert } from './alerts/ask-for-alert.ts'
import { confirmAlert, removeAlert } from './alerts/change-alert.ts'
import { holderOf } from './line-holder.ts'
import { joinLine, readLineView } from './line-queries.ts'
import { inventoryLimits } from './rate-limits.ts'
import { ticketsIn } from './tickets-in.ts'

const skuSchema = z.object({ sku: skuField })

export const inventoryRouter = router({
  /** Tells the caller what they must wait for: nothing, a start date, or their place in a line. */
  line: publicProcedure
    .input(skuSchema)
    .query(({ ctx, input }) => readLineView(ctx, input.sku, ticketsIn(ctx.headers))),

  /** A place belongs to its visitor, so a caller without a session gets one. */
  joinLine: visitorProcedure
    .meta({ limit: inventoryLimits.joinLine })
    .input(skuSchema)
    .mutation(async ({ ctx, input }) => {
      const isSecure = env().shopUrl.startsWith('https:')
      const { view, cookie } = await joinLine(
        ctx,
        input.sku,
        { tickets: ticketsIn(ctx.headers), holder: holderOf(ctx) },
        isSecure,
      )
      if (cookie) ctx.answerHeaders?.append('set-cookie', cookie)
      return view
    }),

  /** Asks for a mail when a sold-out variant is back. It needs no account, but the address must be confirmed first. */
  askForAlert: publicProcedure
    .meta({ limit: inventoryLimits.alert })
    .input(askForAlertSchema)
    .mutation(({ ctx, input }) => askForAlert(ctx, input)),
  alert: publicProcedure
    .meta({ limit: inventoryLimits.openAlert })
    .input(alertKeySchema)
    .query(({ ctx, input }) => openAlert(ctx.db, input)),
  confirmAlert: publicProcedure
    .meta({ limit: inventoryLimits.openAlert })
    .input(alertKeySchema)
    .mutation(({ ctx, input }) => confirmAlert(ctx, input)),
  removeAlert: publicProcedure
    .meta({ limit: inventoryLimits.openAlert })
    .input(alertKeySchema)
    .mutation(({ ctx, input }) => removeAlert(ctx, input)),
})
