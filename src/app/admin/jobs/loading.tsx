import { JobsLoading } from '#desk/jobs/loading.tsx'

export default function Loading() {
  return (
    <div className="flex flex-col gap-5">
      <h1 className="text-3xl">Jobs</h1>
      <JobsLoading />
    </div>
  )
}
