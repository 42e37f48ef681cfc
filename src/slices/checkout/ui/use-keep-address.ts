'use client'

import { useState } from 'react'
import { v7 as uuidv7 } from 'uuid'
import { LIMITS } from '#platform/fields/limits.ts'
import { useTRPCClient } from '#platform/trpc/client.tsx'
import type { Address } from '#slices/customers/addresses/address-fields.ts'

/**
 * Keeps the address of this order in the account, if the shopper ticks it. It goes beside the order: when it cannot be kept, the
 * order is placed all the same.
 */
export function useKeepAddress() {
  const client = useTRPCClient()
  const [asked, setAsked] = useState(false)
  // Made once: a second press of Pay keeps the same address.
  const [id] = useState(() => uuidv7())

  function keep(address: Address) {
    if (!asked) return
    const label = address.line1.slice(0, LIMITS.addressLabel)
    void client.addressBook.save.mutate({ id, label, address, isDefault: false }).catch(() => null)
  }
  return { asked, ask: setAsked, keep }
}
