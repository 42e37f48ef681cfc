import { defineCommand, runMain } from 'citty'
import { endWithStarter } from '#platform/processes/end-with-starter.ts'
import { joinRunningShop } from '#platform/processes/running-shop.ts'

// `npm run staff`: gives a role to an account of the shop that runs in this folder: its first owner, above all.
endWithStarter()
const nothingToDo = joinRunningShop()
if (nothingToDo) {
  console.error(nothingToDo)
  process.exit(1)
}
const { database } = await import('#platform/db/client.ts')
const { inAudit } = await import('#platform/audit/audited.ts')
const { jobSender } = await import('#platform/jobs/job-sender.ts')
const { readEmail } = await import('#platform/fields/email.ts')
const { forgetFactors } = await import('#slices/customers/factors/forget-factors.ts')
const { giveRoleNamed } = await import('#slices/staff/give-role-named.ts')
const { accountsOf } = await import('#slices/customers/queries.ts')
const { auditedPerson } = await import('#slices/staff/roles.ts')
const { readStaff } = await import('#slices/staff/queries.ts')

const db = database()

async function accountOf(address: string): Promise<string> {
  const read = readEmail(address)
  if (!('email' in read)) return leave(read.wrong)
  const id = (await accountsOf(db, [read.email])).get(read.email)
  return id ?? leave('Nobody has an account with this address. Let them make one first.')
}

function leave(sentence: string): never {
  console.error(sentence)
  process.exit(1)
}

const give = defineCommand({
  meta: { name: 'give', description: 'Gives a role to somebody who has an account' },
  args: {
    email: { type: 'string', required: true, description: 'The address of the account' },
    role: { type: 'string', default: 'Owner', description: 'The name of the role' },
  },
  async run({ args }) {
    const id = await accountOf(args.email)
    const ctx = { db, actor: { kind: 'system' as const, name: 'command' as const }, now: () => new Date() }
    await inAudit(ctx, { action: 'staff.give-role', to: auditedPerson, id }, ({ db }) =>
      db.transaction(tx => giveRoleNamed(tx, id, args.role)),
    )
    console.log(`${args.email} is ${args.role} now.`)
  },
})

const forget = defineCommand({
  meta: {
    name: 'forget-factors',
    description: 'For somebody who lost the app, the codes and the keys: takes them away and signs them out',
  },
  args: { email: { type: 'string', required: true, description: 'The address of the account' } },
  async run({ args }) {
    const id = await accountOf(args.email)
    const ctx = {
      db,
      jobs: jobSender(),
      actor: { kind: 'system' as const, name: 'command' as const },
      now: () => new Date(),
    }
    await inAudit(ctx, { action: 'staff.forget-factors', to: auditedPerson, id }, ctx =>
      forgetFactors(ctx, id),
    )
    await ctx.jobs.stop()
    console.log('Forgotten. They sign in with their password and set up a second factor again.')
  },
})

const list = defineCommand({
  meta: { name: 'list', description: 'Prints who has which role' },
  async run() {
    for (const { name, email, roles } of await readStaff(db))
      console.log(`${email}  ${name}  ${roles.map(role => role.name).join(', ')}`)
  },
})

await runMain(
  defineCommand({
    meta: { name: 'staff', description: 'Who works here' },
    subCommands: { give, 'forget-factors': forget, list },
  }),
)
await db.$client.end()
process.exit()
