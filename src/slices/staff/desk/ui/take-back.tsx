'use client'

import { AskingButton, type AskingButtonProps } from '#desk/asking-button.tsx'
import { useTRPC } from '#platform/trpc/client.tsx'

type TakeBackProps = Omit<AskingButtonProps, 'words' | 'doing' | 'reads'> & {
  button: 'Take back' | 'Take away'
}

/** A button that takes a role, a key or an invitation back, after a question. */
export function TakeBack(props: TakeBackProps) {
  const trpc = useTRPC()
  const words = props.button.replace('Take', 'Take it')
  return <AskingButton {...props} words={words} doing="Taking…" reads={[trpc.staff.pathKey()]} />
}
