import { z } from 'zod'
import { defineQueue, type Schedule } from '#platform/jobs/queue.ts'
import { SHOP_TIME_ZONE } from '#platform/lib/calendar-days.ts'
import { accountDeleted } from '#slices/customers/events.ts'
import { expireCards } from './cards/expire-cards.ts'
import { forgetPerson } from './cards/forget-person.ts'
import { mailDueCards } from './cards/mail-due-cards.ts'

/** The next run tries again. */
const limits = { retryLimit: 2, expireInSeconds: 300, batchSize: 1 }

export const mailDueCardsQueue = defineQueue({
  name: 'credit.mail-due-cards',
  schema: z.object({}),
  limits,
  work: async ctx => {
    const cards = await mailDueCards(ctx)
    if (cards > 0) ctx.log.info({ cards }, 'gift cards whose day has come are mailed')
  },
})
export const expireCardsQueue = defineQueue({
  name: 'credit.expire-cards',
  schema: z.object({}),
  limits,
  work: async ctx => {
    const cards = await expireCards(ctx)
    if (cards > 0) ctx.log.info({ cards }, 'gift cards are over')
  },
})
export const forgetPersonQueue = defineQueue({
  name: 'credit.forget-person',
  schema: accountDeleted.schema,
  work: forgetPerson,
})

const every = (queue: string, cron: string): Schedule => ({
  queue,
  cron,
  timeZone: SHOP_TIME_ZONE,
  payload: {},
})
/** From seven in the morning: nobody is woken by a present. */
export const mailDueCardsHourly = every(mailDueCardsQueue.name, '3 7-23 * * *')
export const expireCardsNightly = every(expireCardsQueue.name, '11 0 * * *')
