import { existsSync, readFileSync, readlinkSync } from 'node:fs'

/** A process of the running shop. */
export type RunningPart = { name: string; pid: number; folder: string; port: number }

/**
 * What the system knows of the shop's processes: their names, the folders that they run in, and their ports. Nobody else knows it for sure: the
 * process that holds them together may be of a version that notes less, and a restart may have replaced some of them and not others.
 */
export function partsOf(pids: readonly number[]): RunningPart[] {
  return pids.flatMap(pid => {
    try {
      const settings = readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0')
      const settingOf = (name: string) =>
        settings.find(one => one.startsWith(`${name}=`))?.slice(name.length + 1)
      const name = settingOf('ORDERLY_PROCESS')
      if (!name) return []
      return [{ name, pid, folder: readlinkSync(`/proc/${pid}/cwd`), port: Number(settingOf('PORT')) }]
    } catch {
      // It ended this very moment.
      return []
    }
  })
}

export const systemTells = () => existsSync('/proc/self/environ')

export const isWeb = ({ name }: RunningPart) => /^web-\d+$/.test(name)
export const isWorker = ({ name }: RunningPart) => /^worker-\d+$/.test(name)
