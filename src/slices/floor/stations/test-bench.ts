import { assert } from '#platform/lib/assert.ts'
import { cookieOf, type Doors, type Person } from '#proof/testing/doors.ts'
import { readWarehouses } from '#slices/inventory/queries.ts'

/** A PIN that nobody guesses first. */
export const PIN = '482915'

/** A device with its own cookies, as a browser keeps them. */
export class Device {
  readonly doors: Doors
  private readonly jar = new Map<string, string>()

  constructor(doors: Doors, cookies = '') {
    this.doors = doors
    this.keep(cookies.split('; '))
  }

  get cookie(): string {
    return [...this.jar].map(([name, value]) => `${name}=${value}`).join('; ')
  }

  /** The same device as a person of doors.ts. */
  get as(): Person {
    return { name: '', email: '', id: '', cookie: this.cookie }
  }

  async mutate(name: string, input?: unknown): Promise<Response> {
    const answer = await this.doors.mutate(name, input, this.as)
    this.take(answer)
    return answer
  }

  call(name: string, input?: unknown): Promise<Response> {
    return this.doors.call(name, input, this.as)
  }

  take(answer: Response): void {
    this.keep(cookieOf(answer).split('; '))
  }

  private keep(cookies: readonly string[]) {
    for (const cookie of cookies.filter(Boolean)) {
      const at = cookie.indexOf('=')
      const [name, value] = [cookie.slice(0, at), cookie.slice(at + 1)]
      if (value) this.jar.set(name, value)
      else this.jar.delete(name)
    }
  }
}

export async function warehouseNamed(doors: Doors, code: string) {
  const found = (await readWarehouses(doors.db)).find(warehouse => warehouse.code === code)
  assert(found, `there is a warehouse ${code}`)
  return found
}

/** A member of staff of this role with a PIN. */
export async function memberWithPin(doors: Doors, role = 'Warehouse', pin = PIN): Promise<Person> {
  const person = await doors.person({ name: `Mia ${crypto.randomUUID().slice(0, 4)}`, staff: role })
  const set = await doors.mutate('stations.setPin', { pin }, person)
  assert(set.ok, `setting the PIN was answered ${set.status}`)
  return person
}

/** A device that an owner made a station of the warehouse. */
export async function openBench(
  doors: Doors,
  warehouse = 'north',
  name = 'Packing bench 2',
): Promise<Device> {
  const owner = await doors.person({ name: 'Olive Owner', staff: true })
  const device = new Device(doors, owner.cookie)
  const opened = await device.mutate('stations.open', { name, warehouse })
  assert(opened.ok, `opening was answered ${opened.status}: ${await opened.text()}`)
  return device
}

export const read = async <Answer>(answer: Response): Promise<Answer> =>
  ((await answer.json()) as { result: { data: { json: Answer } } }).result.data.json
