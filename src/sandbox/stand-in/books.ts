import type { Store } from '#sandbox/store.ts'

/** A parcel that the people who stand in have fetched. `left`: the shop would not let them go on, and its own people decide. */
export type StandInParcel = {
  parcel_id: string
  warehouse: string
  order_number: string
  carrier: string
  tracking_number: string
  state: 'picked' | 'packed' | 'handed_over' | 'delivered' | 'left'
  /** The reason of a parcel that was left. */
  says: string | null
  next_step_at_ms: number | null
  changed_at_ms: number
}

/** Parcels that are done are forgotten beyond this number, the oldest first. */
const doneKept = 500
/** Waves are forgotten when nobody can ask any more whose they were. */
const wavesKept = 500

/** What the people who stand in have begun, kept over a restart: each step is noted before it is asked for. */
export function standInBooks(store: Store) {
  return {
    begin(wave: string, warehouse: string, now: number) {
      store.run(`INSERT INTO stand_in_waves VALUES (?, ?, 'asked', ?)`, wave, warehouse, now)
    },
    walked(wave: string) {
      store.run(`UPDATE stand_in_waves SET state = 'walked' WHERE id = ?`, wave)
      store.run(
        `DELETE FROM stand_in_waves WHERE state = 'walked' AND id NOT IN (SELECT id FROM stand_in_waves ORDER BY asked_at_ms DESC LIMIT ?)`,
        wavesKept,
      )
    },
    drop: (wave: string) => store.run('DELETE FROM stand_in_waves WHERE id = ?', wave),
    isOurs: (wave: string) => store.get('SELECT 1 FROM stand_in_waves WHERE id = ?', wave) !== undefined,
    unwalked: () =>
      store.all<{ id: string; warehouse: string }>(
        `SELECT id, warehouse FROM stand_in_waves WHERE state = 'asked' ORDER BY asked_at_ms`,
      ),
    fetched(
      parcel: Pick<StandInParcel, 'parcel_id' | 'warehouse' | 'order_number' | 'carrier' | 'tracking_number'>,
      now: number,
      nextStepAt: number,
    ) {
      store.run(
        `INSERT INTO stand_in_parcels (parcel_id, warehouse, order_number, carrier, tracking_number, state, next_step_at_ms, changed_at_ms)
         VALUES (?, ?, ?, ?, ?, 'picked', ?, ?) ON CONFLICT (parcel_id) DO UPDATE SET state = 'picked', says = NULL,
         next_step_at_ms = excluded.next_step_at_ms, changed_at_ms = excluded.changed_at_ms`,
        parcel.parcel_id,
        parcel.warehouse,
        parcel.order_number,
        parcel.carrier,
        parcel.tracking_number,
        nextStepAt,
        now,
      )
    },
    move(parcelId: string, state: StandInParcel['state'], now: number, nextStepAt: number) {
      const atEnd = state === 'delivered' || state === 'left'
      store.run(
        'UPDATE stand_in_parcels SET state = ?, next_step_at_ms = ?, changed_at_ms = ? WHERE parcel_id = ?',
        state,
        atEnd ? null : nextStepAt,
        now,
        parcelId,
      )
      if (!atEnd) return
      store.run(
        `DELETE FROM stand_in_parcels WHERE seq IN (
           SELECT seq FROM stand_in_parcels WHERE next_step_at_ms IS NULL ORDER BY changed_at_ms DESC LIMIT -1 OFFSET ?)`,
        doneKept,
      )
    },
    say: (parcelId: string, says: string) =>
      store.run('UPDATE stand_in_parcels SET says = ? WHERE parcel_id = ?', says, parcelId),
    due: (now: number) =>
      store.all<StandInParcel>(
        'SELECT * FROM stand_in_parcels WHERE next_step_at_ms <= ? ORDER BY next_step_at_ms, seq LIMIT 100',
        now,
      ),
    /** Everything that has a step before it takes it at the next look. */
    hurry: () =>
      store.run('UPDATE stand_in_parcels SET next_step_at_ms = 0 WHERE next_step_at_ms IS NOT NULL'),
    find: (parcelId: string) =>
      store.get<StandInParcel>('SELECT * FROM stand_in_parcels WHERE parcel_id = ?', parcelId),
    leftBehind: (warehouse: string) =>
      store.get(`SELECT 1 FROM stand_in_parcels WHERE warehouse = ? AND state = 'left'`, warehouse) !==
      undefined,
    newest: (warehouse: string, most: number) =>
      store.all<StandInParcel>(
        'SELECT * FROM stand_in_parcels WHERE warehouse = ? ORDER BY changed_at_ms DESC, seq DESC LIMIT ?',
        warehouse,
        most,
      ),
    isOff: (warehouse: string) =>
      store.get('SELECT 1 FROM stand_in_off WHERE warehouse = ?', warehouse) !== undefined,
    setOff(warehouse: string, off: boolean) {
      if (off) store.run('INSERT OR IGNORE INTO stand_in_off VALUES (?)', warehouse)
      else store.run('DELETE FROM stand_in_off WHERE warehouse = ?', warehouse)
    },
  }
}
export type StandInBooks = ReturnType<typeof standInBooks>
