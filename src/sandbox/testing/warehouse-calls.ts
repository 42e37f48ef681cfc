import type { World } from './world.ts'

/** The shop's calls to the warehouse of this world, and the button of its floor. */
export const warehouseCalls = (world: () => World) => ({
  async ask(method: 'PUT' | 'GET' | 'DELETE', parcelId: string, body?: object) {
    const answer = await fetch(`${world().url}/warehouse/v1/orders/${parcelId}`, {
      method,
      headers: { Authorization: 'Bearer wh_key' },
      ...(body ? { body: JSON.stringify(body) } : {}),
    })
    return { status: answer.status, body: await answer.json() }
  },
  /** One step on for the parcel or for the parcels of the order; for all when none is named. */
  advance: (which: { orderId?: string; parcelId?: string } = {}) =>
    fetch(`${world().url}/floor/advance`, {
      method: 'POST',
      headers: { Origin: world().url },
      body: new URLSearchParams(which),
      redirect: 'manual',
    }),
})
