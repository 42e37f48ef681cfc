import { defineQueue } from '#platform/jobs/queue.ts'
import { accountDeleted } from '#slices/customers/events.ts'
import { forgetReader } from './change-letters.ts'
import { FORGET_READER_QUEUE } from './letters.ts'

export const forgetReaderQueue = defineQueue({
  name: FORGET_READER_QUEUE,
  schema: accountDeleted.schema,
  work: forgetReader,
})
