import { defineCommand, runMain } from 'citty'
import { v7 as uuidv7 } from 'uuid'
import { endWithStarter } from '#platform/processes/end-with-starter.ts'
import { joinRunningShop } from '#platform/processes/running-shop.ts'

// `npm run keys`: makes, lists and takes back the API keys of programs, in the shop that runs in this folder.
endWithStarter()
const nothingToDo = joinRunningShop()
if (nothingToDo) {
  console.error(nothingToDo)
  process.exit(1)
}
const { database } = await import('#platform/db/client.ts')
const { inAudit } = await import('#platform/audit/audited.ts')
const { createApiKey, revokeApiKey, rotateApiKey } = await import('#platform/rights/api-key.ts')
const { readPermissions } = await import('./permissions.ts')
const { auditedKey } = await import('#slices/staff/keys.ts')
const { readKeys } = await import('#slices/staff/queries.ts')

const db = database()
const ctx = { db, actor: { kind: 'system' as const, name: 'command' as const }, now: () => new Date() }

const create = defineCommand({
  meta: { name: 'create', description: 'Makes a key and prints it as the last line; it is shown this once' },
  args: {
    name: { type: 'string', required: true, description: 'What the key is for' },
    may: { type: 'string', required: true, description: 'Permissions by comma, or *' },
    days: { type: 'string', description: 'How long it opens anything; without it, until it is taken back' },
  },
  run: ({ args }) =>
    ending(async () => {
      const may = readPermissions(args.may)
      const name = args.name.trim()
      if (!name || name.length > 80) throw new Error('--name has 1 to 80 characters.')
      const days = args.days === undefined ? null : Number(args.days)
      if (days !== null && !(Number.isInteger(days) && days > 0 && days <= 3_650))
        throw new Error('--days is a whole number from 1 to 3650.')
      const id = uuidv7()
      const createdAt = ctx.now()
      const expiresAt = days === null ? null : new Date(createdAt.getTime() + days * 86_400_000)
      const key = await inAudit(ctx, { action: 'keys.make', to: auditedKey, id }, ({ db }) =>
        db.transaction(tx =>
          createApiKey(tx, { id, name, may, createdBy: 'system:command', createdAt, expiresAt }),
        ),
      )
      console.log(`Key ${id} (${name}) may ${may.join(' ')}. It is shown this once:`)
      console.log(key.secret)
    }),
})

const list = defineCommand({
  meta: { name: 'list', description: 'Prints the keys, without their secrets' },
  run: () =>
    ending(async () => {
      for (const { id, name, may, expiresAt, lastUsedAt, revokedAt } of await readKeys(db))
        console.log(
          [
            id,
            revokedAt ? `taken back ${day(revokedAt)}` : expiresAt ? `until ${day(expiresAt)}` : 'no end',
            lastUsedAt ? `used ${day(lastUsedAt)}` : 'never used',
            name,
            may.join(' '),
          ].join('  '),
        )
    }),
})

const revoke = defineCommand({
  meta: { name: 'revoke', description: 'Takes a key back: its next request is refused' },
  args: { id: { type: 'positional', required: true, description: 'The id of the key, from `list`' } },
  run: ({ args }) =>
    ending(async () => {
      const taken = await inAudit(ctx, { action: 'keys.take-back', to: auditedKey, id: args.id }, ({ db }) =>
        db.transaction(tx => revokeApiKey(tx, args.id, ctx.now())),
      )
      if (!taken) throw new Error('There is no such key.')
      console.log('Taken back.')
    }),
})

const rotate = defineCommand({
  meta: { name: 'rotate', description: 'Gives a key another secret and prints it as the last line' },
  args: {
    id: { type: 'positional', required: true, description: 'The id of the key, from `list`' },
    hours: {
      type: 'string',
      default: '24',
      description: 'How long the old secret goes on opening, 0 to 168',
    },
  },
  run: ({ args }) =>
    ending(async () => {
      const hours = Number(args.hours)
      if (!(Number.isInteger(hours) && hours >= 0 && hours <= 168))
        throw new Error('--hours is a whole number from 0 to 168.')
      const oldEndsAt = new Date(ctx.now().getTime() + hours * 3_600_000)
      const change = { action: 'keys.rotate', to: auditedKey, id: args.id }
      const key = await inAudit(ctx, change, ({ db }) =>
        db.transaction(tx => rotateApiKey(tx, { id: args.id, oldEndsAt })),
      )
      if (!key) throw new Error('There is no such key, or it was taken back.')
      console.log(`The old secret opens until ${oldEndsAt.toISOString()}. The new one is shown this once:`)
      console.log(key.secret)
    }),
})

const day = (at: Date) => at.toISOString().slice(0, 10)

async function ending(work: () => Promise<void>) {
  try {
    await work()
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    process.exitCode = 1
  }
  await db.$client.end()
}

await runMain(
  defineCommand({
    meta: { name: 'keys', description: 'The API keys of programs' },
    subCommands: { create, list, rotate, revoke },
  }),
)
process.exit()
