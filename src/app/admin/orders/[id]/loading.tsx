import { StaffOrderLoading } from '#slices/orders/desk/ui/order-loading.tsx'

export default function Loading() {
  return <StaffOrderLoading />
}
