import {
  createLoader,
  createSerializer,
  parseAsBoolean,
  parseAsString,
  parseAsStringLiteral,
} from 'nuqs/server'
import { z } from 'zod'
import { listedStates, type ParcelListInput, WAREHOUSE_TYPED_MAX } from '../listed-parcel.ts'

/** The list's address: its filters, and the parcel at which the page begins or ends. */
export const parcelsParams = {
  state: parseAsStringLiteral(listedStates),
  warehouse: parseAsString,
  late: parseAsBoolean.withDefault(false),
  after: parseAsString,
  before: parseAsString,
}

export const loadParcelsParams = createLoader(parcelsParams)
export const parcelsHref = createSerializer(parcelsParams)

export type ParcelsParams = Awaited<ReturnType<typeof loadParcelsParams>>

const idIn = (text: string | null) => z.uuid().safeParse(text).data ?? null

export function parcelsInputOf({ state, warehouse, late, after, before }: ParcelsParams): ParcelListInput {
  return {
    state,
    late,
    warehouse: warehouse?.slice(0, WAREHOUSE_TYPED_MAX) || null,
    after: before ? null : idIn(after),
    before: idIn(before),
  }
}
