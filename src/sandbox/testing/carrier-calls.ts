import type { World } from './world.ts'

/** A label for a parcel at home, as the shop asks for it. */
export const labelRequest = {
  orderId: 'order-1',
  orderNumber: 'O-2K7F-9QXM',
  parcelId: 'parcel-1',
  carrier: 'Royal Parcel',
  service: 'tracked_48',
  from: { name: 'Orderly', lines: ['Mill Lane 4', 'Leeds', 'LS1 4AP'], country: 'GB' },
  to: { name: 'Ana', line1: 'Street 1', city: 'York', postalCode: 'YO1 7HH', country: 'GB' },
  weightGrams: 900,
}

/** The shop's calls to the carrier of this world, and the buttons of its page. */
export const carrierCalls = (world: () => Pick<World, 'url'>) => ({
  async ask(method: 'PUT' | 'GET' | 'DELETE' | 'POST', path: string, body?: object) {
    const answer = await fetch(`${world().url}/carrier/v1${path}`, {
      method,
      headers: { Authorization: 'Bearer ca_key' },
      ...(body ? { body: JSON.stringify(body) } : {}),
    })
    return { status: answer.status, body: await answer.json() }
  },
  press: (button: string, sent: Record<string, string> = {}) =>
    fetch(`${world().url}/carrier/${button}`, {
      method: 'POST',
      headers: { Origin: world().url },
      body: new URLSearchParams(sent),
      redirect: 'manual',
    }),
})
