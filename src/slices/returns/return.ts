import { z } from 'zod'

export const returnStates = [
  'requested',
  'approved',
  'received',
  'settled',
  'refused',
  'cancelled',
  'expired',
] as const
/**
 * `requested`: staff decide. `approved`: the shopper sends it. `received`: something of it is here. `settled`: all that came was
 * inspected, and its money was asked back. `expired`: nothing came in time.
 */
export type ReturnState = (typeof returnStates)[number]

export const returnReasons = ['damaged', 'wrong_item', 'not_as_described', 'changed_mind', 'other'] as const
export type ReturnReason = (typeof returnReasons)[number]

/** What the shopper wants for the goods: the money by the means that paid, or store credit. An exchange comes later. */
export const returnWishes = ['refund', 'credit'] as const
export type ReturnWish = (typeof returnWishes)[number]

/** What an inspection finds. Only `restock` puts a unit on sale again; `send_back` sends it to the customer, without money. */
export const outcomes = ['restock', 'repair', 'scrap', 'send_back'] as const
export type Outcome = (typeof outcomes)[number]

/** How many units of one line stand where. `waiting`: they are here and nobody has inspected them. */
export type ReturnUnits = {
  asked: number
  approved: number
  /** Units beyond those approved that staff took in, with a reason. */
  extra: number
  received: number
  waiting: number
  restocked: number
  repaired: number
  scrapped: number
  sentBack: number
  /** Units whose money was asked back. */
  refunded: number
}

export type ReturnLine = ReturnUnits & {
  lineId: string
  variantId: string
  sku: string
  name: string
  reason: ReturnReason
  wish: ReturnWish
  note: string | null
}

export type Return = {
  id: string
  number: string
  orderId: string
  state: ReturnState
  inputHash: string
  /** The withdrawal from the contract that it belongs to, if there is one. */
  withdrawalId: string | null
  /** Where the label sends it, and where it was received. */
  warehouseId: string
  askedAt: Date
  askedBy: string
  decidedAt: Date | null
  /** Why it was refused. */
  refusal: string | null
  /** An approved return of which nothing came by then expires. */
  endsAt: Date | null
  closedAt: Date | null
  lines: ReturnLine[]
}

/** In place of a person's words where nobody had to decide. */
export const BY_RULE = 'By its rule: everything with a plain reason within the days'

/** The payload of the jobs that follow a return. */
export const returnJobSchema = z.object({ orderId: z.uuid(), returnId: z.uuid() })
export type ReturnJob = z.infer<typeof returnJobSchema>

export const returnNews = ['asked', 'approved', 'refused', 'received', 'expired', 'called_off'] as const
/** What a mail tells of a return. Of the money the mail of the refund tells. */
export type ReturnNews = (typeof returnNews)[number]
export const returnNewsSchema = returnJobSchema.extend({ news: z.enum(returnNews), eventId: z.uuid() })
export type ReturnNewsJob = z.infer<typeof returnNewsSchema>

/** The queue that the notifications work on. */
export const RETURN_NEWS_QUEUE = 'notifications.send-return-news'
export const SETTLE_QUEUE = 'returns.settle'
export const LABEL_QUEUE = 'returns.draw-label'
