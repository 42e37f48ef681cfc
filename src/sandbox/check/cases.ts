import { cardsAndEvents } from './card-cases.ts'
import type { Case } from './case.ts'
import { creating } from './charge-cases.ts'
import { keeping } from './customer-cases.ts'
import { disputing } from './dispute-cases.ts'
import { carryingOn } from './intent-cases.ts'
import { givingBack } from './refund-cases.ts'

/** Each endpoint of the bank with each way in which it can answer. */
export const cases: readonly Case[] = [
  ...creating,
  ...carryingOn,
  ...givingBack,
  ...disputing,
  ...keeping,
  ...cardsAndEvents,
]
