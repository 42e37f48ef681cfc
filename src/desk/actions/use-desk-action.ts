'use client'

import { useEffect, useRef, useState, useSyncExternalStore } from 'react'
import { v7 as uuidv7 } from 'uuid'
import { isRefusal } from './is-refusal.ts'
import { forgetAction, noteAction, onFound, setActionState, unheardActions, watchActions } from './memory.ts'

export type DeskAction<Input, Output> = {
  /** `words` follow "whether", such as `£2.00 was refunded`. */
  act: (input: Input, words: string) => void
  isPending: boolean
  isSuccess: boolean
  data: Output | undefined
  /** The shop refused it, so nothing was done. */
  error: { message: string } | null
  /** Set while nobody knows whether the action was done. The desk is asking the shop (unheard-actions.tsx). */
  unheard: { words: string; isCutShort: boolean; forget: () => void } | null
}

/**
 * An action that staff do once. No answer is not "no": the tab keeps the id, even after closing and reloading, until it knows the outcome,
 * and until then nobody can send the action a second time from here.
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
        // The procedure that would have answered stored this outcome.
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
