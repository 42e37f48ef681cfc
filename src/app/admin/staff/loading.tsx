import { StaffLoading } from '#slices/staff/desk/ui/staff-loading.tsx'

export default function Loading() {
  return (
    <div className="flex flex-col gap-5">
      <h1 className="text-3xl">Staff</h1>
      <StaffLoading />
    </div>
  )
}
