'use client'

import Link from 'next/link'
import { useState } from 'react'
import { useMay } from '#desk/rights.tsx'
import { Button } from '#platform/ui/button.tsx'
import { Card, CardHeading } from '#platform/ui/card.tsx'
import { CopyButton } from '#platform/ui/copy-button.tsx'
import { Dialog, DialogTrigger } from '#platform/ui/dialog.tsx'
import { billedLines } from '#slices/business/billed-lines.ts'
import { countryByCode } from '#slices/customers/addresses/countries.ts'
import { isStillOpen } from '#slices/orders/is-still-open.ts'
import { SeeAs } from '#slices/staff/desk/ui/see-as.tsx'
import type { StaffOrder } from '../order.ts'
import { StaffAddressDialog } from './address-dialog.tsx'
import { staffOrdersHref } from './orders-params.ts'
import { StaffParcels } from './parcels.tsx'

function ChangeAddress({ order }: Pick<StaffOrder, 'order'>) {
  const may = useMay()
  const [asked, setAsked] = useState(false)
  if (!may('orders.address') || !(isStillOpen(order) || asked)) return null
  return (
    <Dialog open={asked} onOpenChange={setAsked}>
      <DialogTrigger>
        <Button variant="secondary" size="sm" className="mt-2">
          Change address
        </Button>
      </DialogTrigger>
      {asked && <StaffAddressDialog order={order} onDone={() => setAsked(false)} />}
    </Dialog>
  )
}

type StaffCustomerProps = Pick<StaffOrder, 'order' | 'regionName' | 'events'>

/** The customer, the address and the parcels, ready to copy. */
export function StaffCustomer({ order, regionName, events }: StaffCustomerProps) {
  const { name, line1, line2, city, postalCode, country, phone } = order.shippingAddress
  const lines = [
    name,
    line1,
    line2,
    city,
    regionName ?? undefined,
    postalCode,
    countryByCode(country)?.name ?? country,
  ].filter(line => line !== undefined && line !== '')
  return (
    <Card aria-labelledby="customer">
      <CardHeading
        id="customer"
        aside={
          <span className="text-muted text-sm">{order.customerId ? 'Account or visitor' : 'Guest'}</span>
        }
      >
        Customer
      </CardHeading>
      <div className="flex items-start justify-between gap-2">
        <a href={`mailto:${order.email}`} className="link min-w-0 py-1.5 [overflow-wrap:anywhere]">
          {order.email}
        </a>
        <CopyButton text={order.email} label="Copy email address" />
      </div>
      <p className="flex flex-wrap gap-x-4 text-muted text-sm">
        <Link
          href={staffOrdersHref('/admin/orders', { q: order.email })}
          className="link inline-flex min-h-6 items-center"
        >
          Their orders
        </Link>
        <Link href={`/orders/${order.id}`} className="link inline-flex min-h-6 items-center">
          What they see
        </Link>
        {order.customerId && <SeeAs customerId={order.customerId} />}
      </p>
      <div className="mt-4 flex items-start justify-between gap-2 border-hairline border-t pt-3">
        <address className="not-italic">
          <span className="block text-muted text-sm">Ship to</span>
          {lines.map(line => (
            <span key={line} className="block [overflow-wrap:anywhere]">
              {line}
            </span>
          ))}
        </address>
        <CopyButton text={lines.join('\n')} label="Copy address" />
      </div>
      <ChangeAddress order={order} />
      {order.billing && (
        <div className="mt-3 flex items-start justify-between gap-2">
          <div>
            <span className="block text-muted text-sm">Bill to</span>
            {billedLines(order.billing).map(line => (
              <span key={line} className="block [overflow-wrap:anywhere]">
                {line}
              </span>
            ))}
          </div>
          <CopyButton text={billedLines(order.billing).join('\n')} label="Copy who is billed" />
        </div>
      )}
      {phone && (
        <div className="mt-3 flex items-center justify-between gap-2">
          <a href={`tel:${phone}`} className="link">
            {phone}
          </a>
          <CopyButton text={phone} label="Copy phone number" />
        </div>
      )}
      <StaffParcels order={order} events={events} />
    </Card>
  )
}
