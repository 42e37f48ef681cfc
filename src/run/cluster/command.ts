import { defineCommand, runMain } from 'citty'
import { askForRestart } from './ask-for-restart.ts'
import { type BalancerKind, balancerKinds } from './balancers.ts'
import { runCluster } from './run-cluster.ts'

const MOST_PROCESSES = 64

const command = defineCommand({
  meta: {
    name: 'cluster',
    description: 'The shop in several processes behind a balancer; `restart` replaces them one by one',
  },
  args: {
    act: {
      type: 'positional',
      required: false,
      description: '`restart`: replaces every process of the running cluster',
    },
    web: { type: 'string', default: '2', description: 'How many web processes' },
    workers: { type: 'string', default: '1', description: 'How many workers' },
    balancer: {
      type: 'string',
      description: '`haproxy`, `caddy` or `own`; otherwise the first of them that is installed',
    },
  },
  async run({ args }) {
    if (args.act === 'restart') {
      process.exitCode = await askForRestart(process.env.DATA_DIR || '.data')
      return
    }
    if (args.act) throw new Error(`There is no \`${args.act}\`; \`restart\` is all there is.`)
    await runCluster({
      webs: countOf('web', args.web),
      workers: countOf('workers', args.workers),
      balancer: balancerOf(args.balancer),
    })
  },
})

function countOf(name: string, given: string): number {
  const count = Number(given)
  if (!Number.isInteger(count) || count < 1 || count > MOST_PROCESSES)
    throw new Error(`--${name} is a whole number from 1 to ${MOST_PROCESSES}.`)
  return count
}

function balancerOf(given: string | undefined): BalancerKind | null {
  if (given === undefined) return null
  const known = balancerKinds.find(kind => kind === given)
  if (!known) throw new Error(`--balancer is ${balancerKinds.join(', ')} or left out.`)
  return known
}

void runMain(command)
