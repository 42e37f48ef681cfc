import type { AnnouncedEvent } from './event.ts'
import { jobId } from './job-sender.ts'
import type { Transaction } from './transact.ts'

/** Writes the event's one job in the transaction of its cause. A second time under the same key adds nothing. */
export function announce<Payload extends object>(
  { send }: Pick<Transaction, 'send'>,
  event: AnnouncedEvent<Payload>,
  payload: Payload,
): Promise<void> {
  return send(event.name, payload, jobId(...event.keyOf(payload), event.name))
}
