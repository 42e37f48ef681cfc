'use client'

import { AskingButton, type AskingButtonProps } from '#desk/asking-button.tsx'
import { useTRPC, useTRPCClient } from '#platform/trpc/client.tsx'

type Props = Omit<AskingButtonProps, 'description' | 'words' | 'reads'>

/** A button that ends something of the stations, after a question. */
function EndIt(props: Props) {
  const trpc = useTRPC()
  const { button, of } = props
  return <AskingButton {...props} description={of} words={button} reads={[trpc.stations.pathKey()]} />
}

export function EndStation({ id, name }: { id: string; name: string }) {
  const client = useTRPCClient()
  return (
    <EndIt
      button="End it"
      doing="Ending…"
      of={name}
      title="End the station?"
      action="end-station"
      subject={id}
      send={actionId => client.stations.end.mutate({ id, actionId })}
      notice="Station ended"
      failure="The station was not ended"
      done={`the station ${name} was ended`}
    >
      Its next request is refused, and nobody works there by PIN any more. What was scanned there without a
      line waits on the device for the people who scanned it.
    </EndIt>
  )
}

export function TakePin({ id, name }: { id: string; name: string }) {
  const client = useTRPCClient()
  return (
    <EndIt
      button="Take away"
      doing="Taking…"
      of={`the PIN of ${name}`}
      title="Take the PIN away?"
      action="take-pin"
      subject={id}
      send={actionId => client.stations.takePin.mutate({ id, actionId })}
      notice="PIN taken away"
      failure="The PIN was not taken away"
      done={`the PIN of ${name} was taken away`}
    >
      They are told by mail, and may set another one in their account as long as they work on a floor.
    </EndIt>
  )
}
