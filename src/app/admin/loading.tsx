import { TodayLoading } from '#slices/analytics/desk/ui/today-loading.tsx'

export default function Loading() {
  return (
    <div className="flex flex-col gap-5">
      <h1 className="text-3xl">Today</h1>
      <TodayLoading />
    </div>
  )
}
