'use client'

import type { ReactNode } from 'react'
import { useJobInWords } from '#desk/job-words.tsx'
import type { JobWords } from '#desk/jobs/job-words.ts'
import { JobsRoom } from '#desk/jobs/room.tsx'
import { keptInOrder } from './dialog-props.ts'

const words: Omit<JobWords, 'does'> = {
  linkOf: ({ orderId, orderNumber }) =>
    orderId && orderNumber ? { href: `/admin/orders/${orderId}`, label: orderNumber } : null,
  unlinked: 'No order of ours',
  ...keptInOrder,
}

/** The room of the jobs, with the words of the shop. `children` need a person first. */
export function StaffJobsRoom({ children }: { children: ReactNode }) {
  const does = useJobInWords()
  return <JobsRoom words={{ ...words, does }}>{children}</JobsRoom>
}
