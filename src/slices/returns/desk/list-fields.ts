import { z } from 'zod'
import { LIMITS } from '#platform/fields/limits.ts'
import { returnStates } from '../return.ts'

export const stateField = z.enum(returnStates, 'Send a state of returns, or leave it out')

const SENTENCE = 'Send the nextCursor of the page before'

/** The number of the last return of the page before. */
export const cursorField = z.string(SENTENCE).max(LIMITS.orderNumber, SENTENCE)
