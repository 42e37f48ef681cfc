import { StaffOrderLoading } from '#orders/ui/staff-order-loading.tsx'

export default function Loading() {
  return <StaffOrderLoading />
}
