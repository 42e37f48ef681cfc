import { randomUUID } from 'node:crypto'
import { runningCluster } from '#run/start/one-shop.ts'
import { lastToldAt, readRestart, writeRestart } from './restart-request.ts'

const LOOK_EVERY_MS = 200

/** `npm run cluster -- restart`: replaces the cluster's processes by those of this folder. Answers the exit code. */
export async function askForRestart(dataDir: string): Promise<number> {
  const wrong = await askToRoll(dataDir, process.cwd(), sentence => console.log(sentence))
  if (wrong) console.error(wrong)
  return wrong ? 1 : 0
}

/**
 * Has the running cluster replace its processes, one by one, by those of a folder. Null: every process is new. Otherwise a sentence that
 * says why not.
 */
export async function askToRoll(
  dataDir: string,
  release: string,
  told: (sentence: string) => void,
): Promise<string | null> {
  const cluster = runningCluster(dataDir)
  if (!cluster)
    return `No cluster runs on ${dataDir}. Start one with \`npm run cluster\`, or set DATA_DIR to its folder.`
  await untilNobodyRolls(dataDir)
  const id = randomUUID()
  writeRestart(dataDir, { id, release, state: 'asked', told: [] })
  process.kill(cluster.pid, 'SIGUSR2')
  for (let heard = 0; ; ) {
    const request = readRestart(dataDir)
    if (request?.id !== id) return 'Somebody else has asked for a restart meanwhile.'
    const sentences = request.told.slice(heard)
    heard = request.told.length
    // The last sentence of a failure is the answer.
    for (const sentence of request.state === 'failed' ? sentences.slice(0, -1) : sentences) told(sentence)
    if (request.state === 'done') return null
    if (request.state === 'failed') return request.told.at(-1) ?? 'The restart failed.'
    if (!runningCluster(dataDir)) return 'The cluster has stopped.'
    await pause()
  }
}

/** Longer than one process takes to start and another to leave: a roll that told nothing for so long ended with its cluster. */
const ROLL_LIMIT_MS = 150_000

/** A cluster that rolls hears no second request, and the one who asked for the first may be gone. */
async function untilNobodyRolls(dataDir: string) {
  for (let waited = 0; isRolling(dataDir); waited += LOOK_EVERY_MS) {
    if (waited === 0) console.log('The cluster still replaces processes for an earlier request …')
    await pause()
  }
}

function isRolling(dataDir: string): boolean {
  const request = readRestart(dataDir)
  return request?.state === 'rolling' && Date.now() - lastToldAt(dataDir) < ROLL_LIMIT_MS
}

const pause = () => new Promise(done => setTimeout(done, LOOK_EVERY_MS))
