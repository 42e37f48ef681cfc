import { see, type World } from './world.ts'

/** The faults of a call; a connection that dies dies at once, since timers are real here. */
const faults = [
  { kind: 'error_500' },
  { kind: 'rate_limit' },
  { kind: 'down' },
  { kind: 'timeout_before', ms: 1 },
  { kind: 'timeout_after', ms: 1 },
] as const

/** Now and then in a storm the next call to the partner fails. */
export async function armNow(world: World, service: 'warehouse' | 'carrier'): Promise<void> {
  const { sandboxUrl, faults: random, stormy, weather, scheduler } = world
  if (!stormy || !random.chance(weather.bankFaultChance)) return
  const fault = random.pick(faults)
  scheduler.note(`the ${service}'s next answer is ${fault.kind}`)
  see(world, `${service}: ${fault.kind}`)
  await fetch(`${sandboxUrl}/_sandbox/faults`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ service, count: 1, ...fault }),
  })
}
