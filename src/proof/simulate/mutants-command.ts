import { defineCommand, runMain } from 'citty'
import { endWithStarter } from '#platform/processes/end-with-starter.ts'
import { hunt } from './hunt.ts'
import { mutants } from './mutants.ts'

/** Each has a Postgres of its own. */
const AT_ONCE = 2

const command = defineCommand({
  meta: {
    name: 'simulate:mutants',
    description: 'Plants each known bug in a copy of the code and lets the simulator look for it',
  },
  args: {
    seeds: { type: 'string', default: '200', description: 'Runs to find each in' },
    only: { type: 'string', default: '', description: 'Only mutants whose names hold these letters' },
  },
  async run({ args }) {
    let escaped = 0
    const left = mutants.filter(({ name }) => name.includes(args.only))
    const hunter = async () => {
      for (let mutant = left.shift(); mutant; mutant = left.shift()) {
        const startedMs = performance.now()
        const caught = await hunt(mutant, args.seeds)
        if (!caught) escaped++
        const seconds = Math.round((performance.now() - startedMs) / 1_000)
        console.log(
          caught
            ? `caught   ${mutant.name}: seed ${caught.seed}, ${caught.says} (${seconds} s)`
            : `ESCAPED  ${mutant.name} (${seconds} s)`,
        )
      }
    }
    await Promise.all(Array.from({ length: AT_ONCE }, hunter))
    process.exitCode = escaped ? 1 : 0
  },
})

endWithStarter()
void runMain(command)
