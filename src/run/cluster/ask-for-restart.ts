import { randomUUID } from 'node:crypto'
import { runningCluster } from '#run/start/one-shop.ts'
import { readRestart, writeRestart } from './restart-request.ts'

const LOOK_EVERY_MS = 200

/** Has the running cluster replace its processes by those of this folder, and reports progress. Answers the exit code. */
export async function askForRestart(dataDir: string): Promise<number> {
  const cluster = runningCluster(dataDir)
  if (!cluster) {
    console.error(
      `No cluster runs on ${dataDir}. Start one with \`npm run cluster\`, or set DATA_DIR to its folder.`,
    )
    return 1
  }
  const id = randomUUID()
  writeRestart(dataDir, { id, release: process.cwd(), state: 'asked', told: [] })
  process.kill(cluster.pid, 'SIGUSR2')
  for (let heard = 0; ; ) {
    const request = readRestart(dataDir)
    if (request?.id !== id) {
      console.error('Somebody else has asked for a restart meanwhile.')
      return 1
    }
    for (const sentence of request.told.slice(heard)) console.log(sentence)
    heard = request.told.length
    if (request.state === 'done') return 0
    if (request.state === 'failed') return 1
    if (!runningCluster(dataDir)) {
      console.error('The cluster has stopped.')
      return 1
    }
    await new Promise(done => setTimeout(done, LOOK_EVERY_MS))
  }
}
