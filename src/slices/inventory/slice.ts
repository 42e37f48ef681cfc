import Boxes from 'lucide-react/icons/boxes'
import { rowsOf } from '#platform/db/kept-rows.ts'
import { byVariant, local, reference } from '#platform/db/placement.ts'
import { slice } from '#platform/slice.ts'
import { stockShelves } from './demo/stock-shelves.ts'
import { staffStockRest } from './desk/rest.ts'
import { stockRouter } from './desk/router.ts'
import { inventoryInvariants } from './invariants.ts'
import {
  keepCheckpointsNightly,
  keepCheckpointsQueue,
  tellOfStockEachMinute,
  tellOfStockQueue,
  tendLaunchesEachMinute,
  tendLaunchesQueue,
} from './jobs.ts'
import { pages } from './pages.ts'
import { inventoryLimits } from './rate-limits.ts'
import { inventoryRouter } from './router.ts'
import { carryOverTurns } from './turns.ts'
import { stockRescheduled } from './waiting/events.ts'

export const inventory = slice({
  name: 'inventory',
  about: 'Places, stock, reservations, launches, and letters about what is back in stock',
  routers: { inventory: inventoryRouter, stock: stockRouter },
  rest: staffStockRest,
  room: { href: '/admin/stock', label: 'Stock', icon: Boxes, place: 3, may: 'stock.read', finds: true },
  pages,
  permissions: {
    'stock.read': 'See what lies where',
    'stock.write': 'Book deliveries in, count stock, split it, and plan launches',
  },
  events: [stockRescheduled],
  queues: [tendLaunchesQueue, tellOfStockQueue, keepCheckpointsQueue],
  schedules: [tendLaunchesEachMinute, tellOfStockEachMinute, keepCheckpointsNightly],
  queueWords: {
    'stock.rescheduled': { does: 'Announce that stock is expected on another day' },
    'inventory.tend-launches': { does: 'Open and close launches' },
    'inventory.keep-checkpoints': { does: 'Sum up the past stock of busy items, so that it is read quickly' },
    'inventory.tell-of-stock': { does: 'Find shoppers who wait for an item that is back in stock' },
  },
  limits: inventoryLimits,
  invariants: inventoryInvariants,
  keeps: [
    {
      what: 'places in the lines of launches that are over',
      keptDays: 30,
      why: 'Staff look back at a launch for some weeks.',
      expire: `
      with gone as (
        delete from line_tickets where (launch_id, number) in (
          select t.launch_id, t.number from line_tickets t join launches l on l.id = t.launch_id
          where l.closed_at < $1::timestamptz limit $2) returning 1)
      select count(*)::int as count from gone`,
    },
    {
      what: 'unconfirmed wishes for a letter',
      keptDays: 2,
      why: "Nobody confirmed it: a slip, or somebody else's address.",
      expire: rowsOf('stock_alerts', 'id', 'asked_at < $1::timestamptz and confirmed_at is null'),
    },
    {
      what: 'answered wishes for a letter',
      keptDays: 30,
      why: 'The shop no longer needs the address.',
      expire: rowsOf('stock_alerts', 'id', 'told_at < $1::timestamptz'),
    },
    {
      what: 'wishes for a letter that were never answered',
      keptDays: 365,
      why: 'What has not come back in a year is no longer waited for.',
      expire: rowsOf('stock_alerts', 'id', 'confirmed_at < $1::timestamptz and told_at is null'),
    },
  ],
  keepsOfPeople: [
    {
      what: 'A request to hear when something is back in stock: your email address and the item.',
      why: 'We write only after you have confirmed it.',
      howLong:
        'A request that is not confirmed goes after two days, an answered one after thirty days, any other after a year.',
      place: 5,
    },
  ],
  ownData: { line_tickets: { where: 'visitor_id = $1', without: ['network'] } },
  carriesOver: carryOverTurns,
  demo: stockShelves,
  places: {
    warehouses: reference,
    closed_days: reference,
    stock_levels: byVariant('variant_id'),
    stock_movements: byVariant('variant_id'),
    stock_aside: byVariant('variant_id'),
    // With the stock and not with the order: the sum that must agree with `reserved` is then taken on one machine.
    reservations: byVariant('variant_id'),
    put_back_holds: byVariant('variant_id'),
    stock_checkpoints: byVariant('variant_id'),
    // One counter a launch, which is one row on one machine wherever it lies.
    launches: local,
    line_steps: local,
    line_tickets: local,
    stock_alerts: local,
    // With the shelves that fill them.
    back_order_offers: byVariant('variant_id'),
    waiting_lines: byVariant('variant_id'),
  },
})
