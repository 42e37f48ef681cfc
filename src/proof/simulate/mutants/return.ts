import type { Mutant } from '../mutant.ts'

/** Bugs of returns. */
export const returnMutants: readonly Mutant[] = [
  {
    name: 'what came back is on sale before anybody looked at it',
    why: 'The next buyer gets the broken one.',
    file: 'src/slices/returns/receive-return.ts',
    find: '    await receiveReturned(tx, { causeId: kept, warehouseId, units: back, actor: ctx.actor })\n',
    put: "    await receiveReturned(tx, { causeId: kept, warehouseId, units: back, actor: ctx.actor })\n    const { moveInspected } = await import('#slices/inventory/returned-goods.ts')\n    await moveInspected(tx, { causeId: kept, warehouseId, units: back.map(unit => ({ ...unit, to: 'shelf' as const })), actor: ctx.actor })\n",
  },
  {
    name: 'another refund each time that a return is settled',
    why: 'A worker that dies after asking for the refund asks again, and the bank takes it for another one.',
    file: 'src/slices/returns/settle-return.ts',
    find: '        refundId,\n        orderId,\n',
    put: '        refundId: crypto.randomUUID(),\n        orderId,\n',
  },
  {
    name: 'what is sent to the customer again is paid back',
    why: 'They have the goods and the money.',
    file: 'src/slices/returns/inspect-return.ts',
    find: "outcome === 'send_back' ? []",
    put: "outcome === 'repair' && quantity < 0 ? []",
  },
  {
    name: 'a box that is scanned twice counts twice',
    why: 'The scanner sends again what it got no answer to.',
    file: 'src/slices/returns/receive-return.ts',
    find: "if (await wasApplied(tx, eventId(found.id, 'received', id), inputHash)) return",
    put: "id = uuidv7()\n    if (await wasApplied(tx, eventId(found.id, 'received', id), inputHash)) return",
  },
]
