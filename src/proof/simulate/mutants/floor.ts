import type { Mutant } from '../mutant.ts'

/** Bugs of our own floor. */
export const floorMutants: readonly Mutant[] = [
  {
    name: 'a scan that is sent again counts again',
    why: 'A phone sends again what it has no answer to, and the tote has fewer than the books say.',
    file: 'src/slices/floor/scans/take-scans.ts',
    find: 'if (!isNew) return answerBefore(transaction, scan.id, inputHash)',
    put: "if (!isNew && inputHash === '') return answerBefore(transaction, scan.id, inputHash)",
  },
  {
    name: 'somebody picks for a parcel that was called off',
    why: 'The first scan wakes it up, and it is sent although the money went back.',
    file: 'src/slices/floor/scans/ready-task.ts',
    find: "state === 'released' || state === 'picking')",
    put: "state === 'released' || state === 'picking' || state === 'stopped')",
  },
  {
    name: 'a parcel is whole when anything of it is picked',
    why: 'The box is closed, and the lamp is still in its bin.',
    file: 'src/slices/floor/scans/pick-scan.ts',
    find: 'l.parcel_id = p.id and l.picked < l.quantity)`',
    put: 'l.parcel_id = p.id and l.picked = 0)`',
  },
  {
    name: 'a parcel that was short is fetched from the start',
    why: 'What lies in its tote already is fetched once more.',
    file: 'src/slices/floor/waves/plan-walks.ts',
    find: 'p.id as parcel_id, l.quantity - l.picked as units',
    put: 'p.id as parcel_id, l.quantity as units',
  },
  {
    name: 'a stopped parcel is handed over',
    why: 'The packer had it in hand when the order was called off.',
    file: 'src/slices/floor/take-parcel.ts',
    find: "  state: 'stopped' as const,\n",
    put: "  state: sql`case when floor_parcels.state = 'packed' then floor_parcels.state else 'stopped' end`,\n",
  },
  {
    name: 'what is picked stays in its bin by the books',
    why: 'The next walk goes there for a unit that is in a tote.',
    file: 'src/slices/floor/bins/bin-levels.ts',
    find: 'update bin_levels set units = units - least(units, $4::int) where',
    put: 'update bin_levels set units = units - least(units, 0 * $4::int) where',
  },
  {
    name: 'more is put away than came',
    why: 'Two people scan the same box into two bins, and the second bin is empty.',
    file: 'src/slices/floor/scans/bin-scan.ts',
    find: 'if (quantity > loose)',
    put: 'if (loose < 0)',
  },
  {
    name: 'the goods of a called-off parcel are for sale while they lie in a tote',
    why: 'The next wave sends a picker to an empty bin.',
    file: 'src/slices/inventory/put-back/hold-until-put-back.ts',
    find: '  if (!(await lockPutBack(tx, orderId))) return []',
    put: '  if (await lockPutBack(tx, orderId)) return []',
  },
  {
    name: 'what was never fetched is held until it is put back',
    why: 'Nobody will ever scan it, and it is never sold again.',
    file: 'src/slices/inventory/put-back/hold-until-put-back.ts',
    find: 'least(q.asked, d.units - q.before)::int as part',
    put: 'q.asked as part',
  },
  {
    name: 'what is put back is held all the same',
    why: 'It lies in its bin, and nobody can buy it.',
    file: 'drizzle/0047_put_back.sql',
    find: 'AFTER UPDATE OF picked ON floor_lines FOR EACH ROW WHEN (NEW.picked < OLD.picked)',
    put: 'AFTER UPDATE OF picked ON floor_lines FOR EACH ROW WHEN (NEW.picked = 0 AND OLD.picked > 1)',
  },
]
