import { v7 as uuidv7 } from 'uuid'
import { z } from 'zod'
import { deskAction, onceForDesk } from '#desk/actions/once.ts'
import { done } from '#desk/actions/outcomes.ts'
import { inAudit } from '#platform/audit/audited.ts'
import { customerProcedure, publicProcedure, router, staffProcedure } from '#platform/trpc/init.ts'
import { beginShift, leaveShift } from './begin-shift.ts'
import { auditedPin, personIn, setPin, takePin } from './change-pin.ts'
import { auditedStation, endStation, openStation } from './open-station.ts'
import { readOwnPin, readPins, readStationHere, readStations } from './queries.ts'
import { stationLimits } from './rate-limits.ts'
import { beginShiftSchema, openStationSchema, setPinSchema } from './station-input.ts'

const somewhere = { where: 'a warehouse' } as const
const byId = z.object({ id: z.uuid() })

/** Packing stations that several people share. The procedures that work at one are those of the floor, which say `atStation`. */
export const stationsRouter = router({
  /** What this device is, and who may work at it. Null where it is no station. */
  here: publicProcedure.meta({ limit: stationLimits.stationHere }).query(({ ctx }) => readStationHere(ctx)),

  begin: publicProcedure
    .meta({ limit: stationLimits.stationPin })
    .input(beginShiftSchema)
    .mutation(({ ctx, input }) => done(beginShift(ctx, input))),

  leave: publicProcedure.mutation(({ ctx }) => done(leaveShift(ctx))),

  /** Somebody touches the page: their shift does not count as idle. The procedure notes that by being called. */
  stillHere: staffProcedure('floor.work', { ...somewhere, atStation: true }).mutation(() => ({ here: true })),

  list: staffProcedure('stations.write', somewhere).query(async ({ ctx }) => ({
    stations: await readStations(ctx, ctx.now()),
    readAt: ctx.now(),
  })),

  /** Its answer brings the device's cookie, so it is not repeated from what is kept, as other actions are. */
  open: staffProcedure('stations.write', { ...somewhere, freshProof: true })
    .input(openStationSchema)
    .mutation(({ ctx, input }) => {
      const id = uuidv7()
      const change = { action: 'stations.open', to: auditedStation, id }
      return inAudit(ctx, change, ctx => done(openStation(ctx, { ...input, id })))
    }),

  end: deskAction('stations.write', somewhere)
    .input(byId)
    .mutation(({ ctx, input }) =>
      onceForDesk(ctx, { action: 'stations.end', to: auditedStation, id: input.id }, input, ctx =>
        done(endStation(ctx, input.id)),
      ),
    ),

  /** For the page of the account: null for everybody to whom a PIN is of no use. */
  ownPin: customerProcedure.query(({ ctx }) => readOwnPin(ctx, ctx.customerId, ctx.now())),

  /** No action of the desk: of those the input is kept as a hash, and six digits are found again from one. */
  setPin: staffProcedure('floor.work', { ...somewhere, freshProof: true })
    .input(setPinSchema)
    .mutation(({ ctx, input }) => {
      const change = { action: 'stations.set-pin', to: auditedPin, id: personIn(ctx).customerId }
      return inAudit(ctx, change, ctx => done(setPin(ctx, input.pin)))
    }),

  removePin: staffProcedure('floor.work', { ...somewhere, freshProof: true }).mutation(({ ctx }) => {
    const { customerId } = personIn(ctx)
    const change = { action: 'stations.remove-pin', to: auditedPin, id: customerId }
    return inAudit(ctx, change, ctx => done(takePin(ctx, customerId)))
  }),

  pins: staffProcedure('staff.read').query(({ ctx }) => readPins(ctx.db)),

  takePin: deskAction('staff.write', { freshProof: true })
    .input(byId)
    .mutation(({ ctx, input }) =>
      onceForDesk(ctx, { action: 'stations.remove-pin', to: auditedPin, id: input.id }, input, ctx =>
        done(takePin(ctx, input.id)),
      ),
    ),
})
