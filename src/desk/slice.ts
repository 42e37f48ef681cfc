import ListChecks from 'lucide-react/icons/list-checks'
import { rowsOf } from '#platform/db/kept-rows.ts'
import { byItself } from '#platform/db/placement.ts'
import { slice } from '#platform/slice.ts'
import { deskRouter } from './actions/router.ts'
import { pages } from './pages.ts'

export const desk = slice({
  name: 'desk',
  about: "The staff's frame: what became of each action at the desk, and the room of the jobs",
  routers: { desk: deskRouter },
  room: { href: '/admin/jobs', label: 'Jobs', icon: ListChecks, place: 4, may: 'jobs.read' },
  pages,
  permissions: {
    'desk.open': 'Open the desk and see what needs a person',
    'jobs.read': 'See jobs, waiting and failed',
    'jobs.retry': 'Run failed jobs again',
    'jobs.discard': 'Close failed jobs for good',
  },
  keeps: [
    {
      what: "what became of the desk's actions",
      keptDays: 30,
      why: 'Longer than a tab of the desk stays open with something unheard in it.',
      expire: rowsOf('desk_actions', 'id', 'begun_at < $1::timestamptz'),
    },
  ],
  // Of staff alone, to whom the page on privacy does not speak.
  keepsOfPeople: [],
  ownData: { desk_actions: { where: 'customer_id = $1', without: ['input_hash'] } },
  leavesBehind: { desk_actions: 'Staff act at the desk, and each of them has an account.' },
  places: { desk_actions: byItself('id') },
})
