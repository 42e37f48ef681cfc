'use client'

import { useEffect, useRef, useState, useSyncExternalStore } from 'react'
import { v7 as uuidv7 } from 'uuid'
import { isRefusal } from './is-refusal.ts'
import { forgetAction, noteAction, onFound, setActionState, unheardActions, watchActions } from './memory.ts'

export type DeskAction<Input, Output> = {
  /** `words` follow "whether": `£2.00 was refunded`. */
  act: (input: Input, words: string) => void
  isPending: boolean
  isSuccess: boolean
  data: Output | undefined
  /** The shop refused it, so nothing was done. */
  error: { message: string } | null
  /** Nobody knows whether it was done: what to say. The shop is being asked (unheard-actions.tsx). */
  unheard: { words: string; isCutShort: boolean; forget: () => void } | null
}

/**
 * Something that staff do once. No answer is not "no": its id is kept, over closing and reloading, until the outcome is known,
 * and while it is not, it cannot be sent a second time.
 */
export function useDeskAction<Input extends object, Output extends object>({
  action,
  subject,
  send,
  onDone,
}: {
  action: string
  subject: string
  send: (input: Input, actionId: string) => Promise<Output>
  onDone: (output: Output) => unknown
}): DeskAction<Input, Output> {
  const key = `${action}:${subject}`
  const actions = useSyncExternalStore(watchActions, unheardActions, nothing)
  const open = actions.find(one => one.key === key)
  const [outcome, setOutcome] = useState<{ data?: Output; refused?: string }>({})
  const done = useRef(onDone)
  done.current = onDone

  useEffect(
    () =>
      onFound(found => {
        if (found.key !== key) return
        if (found.became.kind === 'refused') setOutcome({ refused: found.became.sentence })
        if (found.became.kind === 'never_came') setOutcome({ refused: NEVER_CAME })
        if (found.became.kind !== 'done') return
        // Stored by the same procedure that would have answered it.
        const data = found.became.outcome as Output
        setOutcome({ data })
        void done.current(data)
      }),
    [key],
  )

  async function act(input: Input, words: string) {
    if (unheardActions().some(one => one.key === key)) return
    const id = uuidv7()
    noteAction({ id, key, words, state: 'sent' })
    setOutcome({})
    try {
      const data = await send(input, id)
      forgetAction(id)
      setOutcome({ data })
      await done.current(data)
    } catch (error) {
      if (!isRefusal(error)) return setActionState(id, 'unheard')
      forgetAction(id)
      setOutcome({ refused: error.message })
    }
  }

  return {
    act: (input, words) => void act(input, words),
    isPending: open?.state === 'sent',
    isSuccess: outcome.data !== undefined,
    data: outcome.data,
    error: outcome.refused === undefined ? null : { message: outcome.refused },
    unheard:
      open && open.state !== 'sent'
        ? { words: open.words, isCutShort: open.state === 'cut_short', forget: () => forgetAction(open.id) }
        : null,
  }
}

const NEVER_CAME = 'It never reached the shop. Press once more to send it.'
const none: ReturnType<typeof unheardActions> = []
const nothing = () => none
